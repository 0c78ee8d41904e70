"""Which listing an entity of a newly read list is; the surest reasons first."""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from whence.model.listfile import ListFile, ListRow
from whence.model.listing import Listing
from whence.shelf.list_files import Description
from whence.shelf.own_lists import slug

# Two spellings of one name on leftovers of one day: "Holding" and "Holdings".
SPELLING = 0.93


Entry = list[ListRow]


# Every entity is held against every listing: a name is asked for once for each.
@lru_cache(1 << 16)
def loose(name: str) -> str:
    """A slug without a last `-ltd` or short form in brackets, to compare names by."""
    bare = re.sub(r"\s*\([A-Z]{4,}\)$", "", name.strip())
    return re.sub(r"-(?:ltd|limited)$", "", slug(bare))


def entries_of(
    file: ListFile, about: Description, strings: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Entry], frozenset[str], dict[str, tuple[ListRow, Sequence[str]]]]:
    """Group rows by entity; apart: names that ended, and strings known before."""
    over = frozenset(about.reader.get("ended", ()))
    folded = {" ".join(raw.split()).lower(): keys for raw, keys in strings.items()}
    entries: dict[str, Entry] = {}
    ended: set[str] = set()
    known: dict[str, tuple[ListRow, Sequence[str]]] = {}
    for row in file.rows:
        whole = " ".join(row.raw.split()).lower()
        if row.status.strip().lower() in over:
            ended |= {loose(row.name), *folded.get(whole, ())}
        elif whole in folded:
            known[whole] = (row, folded[whole])
        else:
            entries.setdefault(loose(row.name), []).append(row)
    return entries, frozenset(ended), known


def by_string(
    known: Mapping[str, tuple[ListRow, Sequence[str]]], standing: Mapping[str, Listing]
) -> dict[str, ListRow]:
    """Give each listing the row whose whole string is known to name it."""
    by_slug = {key.rpartition("/")[2]: key for key in standing}
    return {
        by_slug[name]: row
        for row, names in known.values()
        for name in names
        if name in by_slug
    }


def pairs_of(
    entries: Mapping[str, Entry], standing: Mapping[str, Listing], *, press: str
) -> dict[str, list[Listing]]:
    """Find the listings that each entity is; the surest reasons first. `press` is the
    grade of names that the publisher itself never printed, "" for none."""
    found: dict[str, list[Listing]] = {}
    free = dict(standing)
    for reason in _reasons(press):
        for name, rows in entries.items():
            if name in found:
                continue
            hits = [x for x in free.values() if reason(name, rows, x)]
            # Several listings of one printed name are all of them still there.
            if len(hits) == 1 or (hits and all(loose(x.name) == name for x in hits)):
                found[name] = hits
                for hit in hits:
                    del free[hit.key]
    return found


def _reasons(press: str) -> tuple[Callable[[str, Entry, Listing], bool], ...]:
    def by_name(name: str, rows: Entry, old: Listing) -> bool:
        return name == loose(old.name)

    def by_other(name: str, rows: Entry, old: Listing) -> bool:
        return name in {loose(n) for n in old.names}

    def by_former(name: str, rows: Entry, old: Listing) -> bool:
        former = {loose(n) for row in rows for n in row.formerly}
        return bool(former & {loose(n) for n in old.names})

    def by_alias(name: str, rows: Entry, old: Listing) -> bool:
        return loose(old.name) in {loose(n) for row in rows for n in row.aliases}

    def by_press(name: str, rows: Entry, old: Listing) -> bool:
        if not press or old.grade != press:
            return False
        names = {slug(n) for r in rows for n in (r.name, *r.aliases, *r.formerly)}
        return any(n.startswith(slug(old.name)) for n in names)

    def by_spelling(name: str, rows: Entry, old: Listing) -> bool:
        days = {row.day for row in rows}
        if old.span.start not in days or re.findall(r"\d+", name) != re.findall(
            r"\d+", loose(old.name)
        ):
            return False
        match = difflib.SequenceMatcher(None, name, loose(old.name), autojunk=False)
        return match.quick_ratio() >= SPELLING and match.ratio() >= SPELLING

    return by_name, by_other, by_former, by_alias, by_press, by_spelling
