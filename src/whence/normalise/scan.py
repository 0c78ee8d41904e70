"""Find every place name in a text, by dictionary: mentions, not yet readings.

One pass over tokens for spelled scripts, one over runs of Han. No judgement here of
what a mention means; `context` weighs them against each other.
"""

import re
from dataclasses import dataclass, replace

from whence.normalise.gazette import LOWER, WORDS, Index, Known, around, index, typed

HAN_RUN = re.compile(r"[\u3007\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name found: which places it may be, and what stands around it.

    `kind` is the kind of division written after it; `alone` says that it fills its
    segment; `small` that a town or village of the name is meant; `zone` a park.
    """

    start: int
    end: int
    text: str
    known: tuple[Known, ...]
    kind: str = ""
    alone: bool = False
    small: bool = False
    zone: bool = False


def _longest(tokens: list[str], at: int, book: Index) -> tuple[int, str]:
    """Give (end, key) of the longest name from this token on; (at, "") if none."""
    end, found, key, j, n = at, "", tokens[at], at, len(tokens)
    while key in book.begins:
        j += 1
        if key in book.spelled:
            end, found = j, key
        if j >= n:
            break
        key += tokens[j]
    return end, found


def _is_street(tokens: list[str], start: int, end: int) -> bool:
    near = around()
    if start and tokens[start - 1] in near.street_before:
        return True
    for token in tokens[end : end + 3]:
        if token in near.street:
            return True
        if token not in near.between:
            return False
    return False


def spelled_mentions(text: str) -> list[Mention]:
    """Find names in spelled scripts. `text` is folded (`letters.plain`)."""
    book, found = index(), []
    matches = list(WORDS.finditer(typed(text)))
    tokens = [m[0] if "'" not in m[0] else m[0].replace("'", "") for m in matches]
    i, n = 0, len(tokens)
    begins = book.begins
    while i < n:
        if tokens[i] not in begins:
            i += 1
            continue
        end, key = _longest(tokens, i, book)
        if not key:
            i += 1
            continue
        if not _is_street(tokens, i, end):
            at = (matches[i].start(), matches[end - 1].end())
            known = book.spelled[key]
            found.append(
                _mention(text[at[0] : at[1]], known, tokens, at=at, span=(i, end))
            )
        i = end
    return found


def _mention(
    text: str,
    known: tuple[Known, ...],
    tokens: list[str],
    *,
    at: tuple[int, int],
    span: tuple[int, int],
) -> Mention:
    """Look at the words around a name: `at` in characters, `span` in tokens."""
    near, (start, after) = around(), span
    if after - start == 2 and all(k.method == "pinyin" for k in known):
        # two short syllables apart may be anything: "Tuo Li", "He Tian"
        known = tuple(replace(k, mark=LOWER[k.mark]) for k in known)
    kind = near.kinds.get(tokens[after], "") if after < len(tokens) else ""
    if kind:
        after += 1
        if kind == "any" and after < len(tokens):
            kind = near.kinds.get(tokens[after], "")
            after += bool(kind)
    tail = tokens[after] if after < len(tokens) else ","
    head = tokens[start - 1] if start else ","
    return Mention(
        *at,
        text,
        known,
        kind,
        alone=not head[0].isalnum() and not tail[0].isalnum(),
        small=tail in near.small,
        zone=tail in near.zone,
    )


def han_mentions(text: str) -> list[Mention]:
    """Find names in runs of Han: the longest at each position. `text` is simplified."""
    book, near, found = index(), around(), []
    for run in HAN_RUN.finditer(text):
        said, base, i = run[0], run.start(), 0
        while i < len(said) - 1:
            for length in book.han_lengths.get(said[i : i + 2], ()):
                name = said[i : i + length]
                if name in book.han:
                    break
            else:
                i += 1
                continue
            end = i + length
            known = book.han[name]
            short = near.kinds_han.get(name[-1], "") == ""
            if not (short and near.street_han.match(said, end)):
                found.append(
                    Mention(
                        base + i,
                        base + end,
                        name,
                        known,
                        kind="" if short else known[0].kind,
                        alone=i == 0 and end == len(said),
                        small=short and near.small_han.match(said, end) is not None,
                        zone=short and near.zone_han.match(said, end) is not None,
                    )
                )
            i = end
    return found
