"""Mentions to parties: who is one organisation, and by which rule.

cluster   groups of mentions by the identity rule, and nothing weaker

Two mentions are one party when they hold the same deciding code; or share a full name
and a country and one more agreement (region, address or local name); or share a name
as written, in one country, where nothing says they are two. Different codes of one
kind never join, whatever else agrees.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whence.model.name import NormalName
from whence.model.party import IdKind, Judgement, Mention, Party, Verdict

BY_CODE = "the same {}"
BY_NAME = "the same full name and country, and the same {}"
BY_WRITING = "the same name as written, in one country, and nothing against it"
BY_HAND = "judged the same by {}"
ALONE = "one mention"
USCC_LENGTH = 18  # GB 32100-2015


def cluster(
    mentions: Iterable[Mention],
    *,
    normal: Mapping[str, NormalName],
    regions: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
) -> tuple[Party, ...]:
    """Group mentions by the identity rule; the order of mentions does not matter.

    `regions` maps a mention key to its region code where one is known. A judgement
    on two mentions carries their keys as its two hashes.
    """
    unique = {m.key: m for m in mentions}
    work = _Groups([unique[key] for key in sorted(unique)], regions)
    _by_hand(work, judgements)
    _by_code(work)
    names = {
        key: frozenset(normal[n].full if n in normal else n for n in m.names)
        for key, m in unique.items()
    }
    _by_name(work, names, regions)
    _by_writing(work)
    parties = [_party(group, work.why, normal) for group in work.groups()]
    return tuple(sorted(parties, key=lambda p: p.key))


class _Groups:
    """Disjoint sets of mentions that refuse to join when their codes differ."""

    def __init__(self, mentions: Sequence[Mention], regions: Mapping[str, str]) -> None:
        self.mentions = {m.key: m for m in mentions}
        self.regions = regions
        self.parent = {key: key for key in self.mentions}
        self.codes: dict[str, dict[IdKind, frozenset[str]]] = {}
        self.apart: dict[str, set[str]] = defaultdict(set)
        self.why: dict[str, set[str]] = defaultdict(set)
        for key, mention in self.mentions.items():
            held: dict[IdKind, frozenset[str]] = {}
            for kind, code in mention.identifiers:
                if kind.decides and code:
                    held[kind] = held.get(kind, frozenset()) | {code}
            if held:
                self.codes[key] = held

    def root(self, key: str) -> str:
        """Find the smallest key of the group."""
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def conflict(self, left: str, right: str) -> bool:
        """Whether two groups hold different codes of a kind, or were judged two."""
        mine, theirs = self.codes.get(left, {}), self.codes.get(right, {})
        if any(mine[k].isdisjoint(theirs[k]) for k in mine.keys() & theirs.keys()):
            return True
        return any(self.root(key) == right for key in self.apart.get(left, ()))

    def join(self, left: str, right: str, why: str) -> None:
        """Join two groups unless they conflict."""
        left, right = sorted((self.root(left), self.root(right)))
        if left == right or self.conflict(left, right):
            return
        self.parent[right] = left
        self.why[left] |= {why} | self.why.pop(right, set())
        mine = dict(self.codes.get(left, {}))
        for kind, codes in self.codes.pop(right, {}).items():
            mine[kind] = mine.get(kind, frozenset()) | codes
        if mine:
            self.codes[left] = mine
        if right in self.apart:
            self.apart[left] |= self.apart.pop(right)

    def groups(self) -> list[list[Mention]]:
        """Give the groups, each sorted by key."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for key in self.mentions:
            found[self.root(key)].append(self.mentions[key])
        return list(found.values())


def _by_hand(work: _Groups, judgements: Sequence[Judgement]) -> None:
    """Apply the last verdict on each pair of mentions."""
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: j.on):
        left, right = sorted((judgement.left_hash, judgement.right_hash))
        if left in work.mentions and right in work.mentions:
            last[left, right] = judgement
    for (left, right), judgement in sorted(last.items()):
        if judgement.verdict is Verdict.DIFFERENT:
            work.apart[left].add(right)
            work.apart[right].add(left)
    for (left, right), judgement in sorted(last.items()):
        if judgement.verdict is Verdict.SAME:
            work.join(left, right, BY_HAND.format(judgement.by))


def _by_code(work: _Groups) -> None:
    """Join who holds the same code."""
    held: dict[tuple[IdKind, str], list[str]] = defaultdict(list)
    for key, mention in work.mentions.items():
        for kind, code in mention.identifiers:
            if kind.decides and code:
                held[kind, code].append(key)
    for (kind, _), keys in sorted(held.items()):
        for key in keys[1:]:
            work.join(keys[0], key, BY_CODE.format(kind.value.upper()))


def _by_name(
    work: _Groups, names: Mapping[str, frozenset[str]], regions: Mapping[str, str]
) -> None:
    """Join who shares a full name, a country and one more agreement."""
    buckets: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for key, mention in work.mentions.items():
        if not mention.country:
            continue
        extras = [("region", regions.get(key, "")), ("address", _flat(mention.address))]
        for full in names[key]:
            mine = [e for e in extras if e[1]]
            mine += [("local name", other) for other in names[key] if other != full]
            for what, value in mine:
                buckets[full, mention.country, what, value].append(key)
    for (_, _, what, _), keys in sorted(buckets.items()):
        for same in _joinable(work, keys):
            for key in same[1:]:
                work.join(same[0], key, BY_NAME.format(what))


def _by_writing(work: _Groups) -> None:
    """Join a name written the same in one country where nothing speaks against it.

    A blank country is no conflict, but chooses none where there are two.
    """
    buckets: dict[str, list[str]] = defaultdict(list)
    for key, mention in work.mentions.items():
        for name in mention.names:
            if name:
                buckets[name].append(key)
    for _, keys in sorted(buckets.items()):
        if len(keys) < 2:
            continue
        by_country: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            by_country[work.mentions[key].country].append(key)
        pools = list(by_country.values())
        if len(by_country.keys() - {""}) < 2:
            pools = [keys]
        for same in (g for pool in pools for g in _joinable(work, pool)):
            for key in same[1:]:
                work.join(same[0], key, BY_WRITING)


def _joinable(work: _Groups, keys: Sequence[str]) -> list[list[str]]:
    """Give the groups of these mentions that no region and no code keeps apart.

    Two known regions are two firms, unless a mention without any stands between: a
    firm with an office and a plant is commoner than two of one name, and a row with
    another address must never cut a record off from its site. Where codes differ,
    who holds none joins none of them.
    """
    if _torn(work, keys):
        keys = [key for key in keys if work.root(key) not in work.codes]
    by_region: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        by_region[work.regions.get(key, "")].append(key)
    if "" in by_region:
        return [list(keys)]
    return list(by_region.values())


def _torn(work: _Groups, keys: Sequence[str]) -> bool:
    """Whether any two of these mentions hold different codes of one kind."""
    seen: dict[IdKind, frozenset[str]] = {}
    for key in keys:
        for kind, codes in work.codes.get(work.root(key), {}).items():
            if seen.setdefault(kind, codes).isdisjoint(codes):
                return True
    return False


def _flat(text: str) -> str:
    """Fold an address for comparison: letters and digits only."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _party(
    group: Sequence[Mention],
    why: Mapping[str, set[str]],
    normal: Mapping[str, NormalName],
) -> Party:
    """Freeze a group; its key comes from its smallest mention key."""
    first = group[0].key
    names = sorted({n for m in group for n in m.names if n})
    official = sorted({m.names[0] for m in group if m.names and m.names[0]})
    latin = [n for n in official if n.isascii()] or official or [""]
    known = [normal[n] for n in names if n in normal]
    countries = sorted({m.country for m in group if m.country})
    return Party(
        key="p-" + hashlib.sha256(first.encode()).hexdigest()[:16],
        name=max(latin, key=len),
        names=tuple(names),
        country=countries[0] if len(countries) == 1 else "",
        addresses=tuple(sorted({m.address for m in group if m.address})),
        identifiers=tuple(sorted({i for m in group for i in m.identifiers})),
        mentions=tuple(group),
        why="; ".join(sorted(why.get(first, ()))) or ALONE,
        masked=_is_masked(known, group),
    )


def _is_masked(known: Sequence[NormalName], group: Sequence[Mention]) -> bool:
    """Whether all names read as a natural person's; where one is only perhaps such a
    name, a code that firms are given says that it is none."""
    if not known or not all(name.is_masked for name in known):
        return False
    codes = (one for m in group for one in m.identifiers)
    coded = any(_is_firms(kind, code) for kind, code in codes)
    return not coded or all(name.reads_as_person for name in known)


def _is_firms(kind: IdKind, code: str) -> bool:
    """Whether a code is a firm's; a sole trader's is kept as a longer hash."""
    return kind.decides and (kind is not IdKind.USCC or len(code) == USCC_LENGTH)
