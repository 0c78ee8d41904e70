"""A header cut into words: longest first, in the table's own languages.

cut_of   the known words of a header, and what nobody knows
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from whence.read.layout import LONGEST
from whence.shelf.heads import Meant, bare, lexicon, one_words
from whence.shelf.letters import UNSPACED

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
WINDOW, SHORTEST_PART = 4, 3
TYPO_FROM, TYPO = 6, 86.0

Part = tuple[int, tuple[str, ...]]  # letters explained, concepts it may be


@dataclass(frozen=True, slots=True)
class Cut:
    """The known words of a header, how many letters it has, and the words left over."""

    parts: tuple[Part, ...]
    letters: int
    strange: tuple[str, ...]


@lru_cache(maxsize=16384)
def cut_of(header: str, languages: tuple[str, ...]) -> Cut:
    """Cut the words out, longest first."""
    tokens = tokens_of(header)
    parts: list[Part] = []
    strange: list[str] = []
    letters = at = 0
    while at < len(tokens):
        size, part = _window(tokens, at, languages)
        if size == 1 and (cut := _joined(tokens[at], languages)):
            parts += cut
            letters += len(tokens[at])
            at += 1
            continue
        if size:
            parts.append(part)
            letters += part[0]
            at += size
            continue
        token = tokens[at]
        at += 1
        if token.isdigit() or (len(token) == 1 and token.isascii()):
            continue
        if _is_skipped(token, languages):
            continue
        letters += len(token)
        if inside := _within(token, languages):
            parts += inside
        else:
            strange.append(token)
    return Cut(tuple(parts), letters, tuple(strange))


@lru_cache(maxsize=16384)
def tokens_of(header: str) -> tuple[str, ...]:
    """Give the folded words of a header."""
    wide = unicodedata.normalize("NFKC", header)
    return tuple(bare(CAMEL.sub(" ", wide)).split())


def forms_of(token: str) -> Iterator[str]:
    """Give a word, and the word without a number at its end, or what its script
    writes onto its front."""
    yield token
    if token[-1:].isdigit() and len(bald := token.rstrip("0123456789 ")) > 1:
        yield bald
    for front in lexicon().fronts.get(token[:1], ()):
        if token.startswith(front) and len(token) - len(front) > 1:
            yield token[len(front) :]


def _window(
    tokens: tuple[str, ...], at: int, languages: tuple[str, ...]
) -> tuple[int, Part]:
    for size in range(min(WINDOW, len(tokens) - at), 0, -1):
        key = " ".join(tokens[at : at + size])
        last = len(key) - len(tokens[at + size - 1])
        for form in forms_of(key):
            concepts = _best(lexicon().whole, form, languages)
            if not concepts:
                for end in range(len(form), max(last, 1), -1):
                    concepts = _best(lexicon().prefixes, form[:end], languages)
                    if concepts:
                        break
            if concepts:
                return size, (len(key), concepts)
    return 0, (0, ())


def _joined(token: str, languages: tuple[str, ...]) -> list[Part]:
    """Cut a word that is no term by itself, if its language builds compounds."""
    joins = tuple(k for k in languages if k in lexicon().compounds)
    if (
        not joins
        or len(token) <= SHORTEST_PART * 2
        or _best(lexicon().whole, token, languages)
    ):
        return []
    parts = _compound(token, joins)
    return parts if len(parts) > 1 else []


def _best(terms: Meant, text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    meant = terms.get(text)
    if meant is None:
        return ()
    return next((meant[k] for k in languages if k in meant), ())


def _is_skipped(token: str, languages: tuple[str, ...]) -> bool:
    skip = lexicon().skip
    return any(token in skip.get(language, ()) for language in languages)


def _within(token: str, languages: tuple[str, ...]) -> list[Part]:
    """Look inside a word: an unspaced run, a compound, or a slip of the pen."""
    if UNSPACED.search(token):
        return _segments(token, languages)
    if parts := _joined(token, languages):
        return parts
    if len(token) >= TYPO_FROM:
        near = process.extractOne(
            token, _typable(languages), scorer=fuzz.ratio, score_cutoff=TYPO
        )
        if near is not None:
            return [(len(token) - 1, _term(near[0], languages))]
    return []


def _term(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Give what a word means that is a term, or one with a star and no ending."""
    words = lexicon()
    whole = _best(words.whole, text, languages)
    return whole or _best(words.prefixes, text, languages)


@cache
def _typable(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Give the long words of some languages, in which a slip may be looked for."""
    wanted = set(languages)
    return tuple(
        text
        for text, meant in one_words()
        if len(text) >= TYPO_FROM and not wanted.isdisjoint(meant)
    )


def _segments(token: str, languages: tuple[str, ...]) -> list[Part]:
    parts: list[Part] = []
    at = 0
    while at < len(token):
        for end in range(min(len(token), at + LONGEST), at, -1):
            text = token[at:end]
            if concepts := _best(lexicon().whole, text, languages):
                parts.append((len(text), concepts))
                at = end
                break
            if _is_skipped(text, languages):
                at = end
                break
        else:
            at += 1
    return parts


def _compound(token: str, languages: tuple[str, ...]) -> list[Part]:
    """Cut a compound into known words that leave nothing over."""
    if not token:
        return []
    for end in range(len(token), SHORTEST_PART - 1, -1):
        concepts = _term(token[:end], languages)
        if not concepts:
            continue
        for link in lexicon().links:
            rest = token[end:]
            if not rest:
                return [(end, concepts)]
            if rest.startswith(link) and len(rest) - len(link) >= SHORTEST_PART:
                if more := _compound(rest[len(link) :], languages):
                    return [(end + len(link), concepts), *more]
    return []
