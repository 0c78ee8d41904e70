"""What a header means by the words it is made of, when it stands in no list.

Words are cut out longest first, in the table's own languages; their concepts together
are looked up in the rules of the shelf. A word nobody knows makes the answer weaker.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

from rapidfuzz import fuzz, process

from whence.shelf.heads import Meant, bare, believed, lexicon, rules

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
ARABIC, HEBREW = re.compile("[\u0600-\u06ff]"), re.compile("[\u0590-\u05ff]")
# Letters written onto the front of a word: the article and short prepositions.
ARABIC_FRONTS, HEBREW_FRONTS = ("وال", "بال", "لل", "ال", "ل", "ب"), "הולבמש"
ETHIOPIC_FRONTS = ("የ", "ለ", "በ", "ከ")  # of, for, in, from
LINKS = ("", "s", "n", "en", "er", "es", "e")
WINDOW, LONGEST, SHORTEST_PART = 4, 24, 3
TYPO_FROM, TYPO = 6, 86.0
MOST_READINGS = 24
# A second language counts when it explains this share of what the first explains.
ALSO = 0.4

Part = tuple[int, tuple[str, ...]]  # letters explained, concepts it may be


def languages_of(headers: Sequence[str]) -> tuple[str, ...]:
    """Order the languages of a table by how much of its headers each explains.

    >>> languages_of(["País de origen", "Peso neto (kg)", "Fecha"])[0]
    'es'
    """
    found: Counter[str] = Counter()
    for header in headers:
        found.update(_explained(header))
    if not found:
        return ("en",)
    best = max(found.values())
    order = sorted(found, key=lambda k: (-found[k], k))
    kept = [k for k in order if found[k] >= ALSO * best]
    return tuple(kept if "en" in kept else [*kept[:1], "en", *kept[1:]])


@lru_cache(maxsize=16384)
def _explained(header: str) -> dict[str, int]:
    """Count the letters of a header that each language knows."""
    known: Counter[str] = Counter()
    for token in _tokens(header):
        seen: dict[str, int] = {}
        for text, meant in _matches(token):
            for language in meant:
                seen[language] = max(seen.get(language, 0), len(text))
        for language, skip in lexicon().skip.items():
            if token in skip:
                seen[language] = max(seen.get(language, 0), len(token))
        known.update(seen)
    return dict(known)


def _matches(token: str) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
    words = lexicon()
    for form in _forms(token):
        if form in words.whole:
            yield form, dict(words.whole[form])
        for end in range(len(form), 1, -1):
            if form[:end] in words.prefixes:
                yield form[:end], dict(words.prefixes[form[:end]])
    if UNSPACED.search(token):
        for start in range(len(token)):
            for end in range(start + 1, min(len(token), start + LONGEST) + 1):
                if token[start:end] in words.whole:
                    yield token[start:end], dict(words.whole[token[start:end]])


def _forms(token: str) -> Iterator[str]:
    """Give a word, and the word without a number at its end, or what its script
    writes onto its front."""
    yield token
    if token[-1:].isdigit() and len(bald := token.rstrip("0123456789 ")) > 1:
        yield bald
    if ARABIC.search(token):
        for front in ARABIC_FRONTS:
            if token.startswith(front) and len(token) - len(front) > 1:
                yield token[len(front) :]
    elif HEBREW.search(token):
        for cut in (1, 2):
            if len(token) > cut + 1 and all(c in HEBREW_FRONTS for c in token[:cut]):
                yield token[cut:]
    elif token.startswith(ETHIOPIC_FRONTS) and len(token) > 2:
        yield token[1:]


@lru_cache(maxsize=16384)
def _tokens(header: str) -> tuple[str, ...]:
    wide = unicodedata.normalize("NFKC", header)
    return tuple(bare(CAMEL.sub(" ", wide)).split())


@lru_cache(maxsize=16384)
def read_header(header: str, languages: tuple[str, ...]) -> dict[str, float]:
    """Give the meanings of a header by its words, each with a score from 0 to 1.

    >>> read_header("Dirección del exportador", ("es",))["exporter_address"] > 0.9
    True
    """
    parts, letters = _parts(_tokens(header), languages)
    concepts = [concepts for _, concepts in parts]
    if not concepts or not letters:
        return {}
    share = min(1.0, sum(size for size, _ in parts) / letters)
    weight = believed() * (0.55 + 0.45 * share)
    found: dict[str, float] = {}
    size = 1
    for one in concepts:
        size *= len(one)
    readings = (
        product(*concepts)
        if size <= MOST_READINGS
        else [tuple(one[0] for one in concepts)]
    )
    for reading in readings:
        for meaning, belief in _ruled(frozenset(reading)):
            found[meaning] = max(found.get(meaning, 0.0), weight * belief)
    return found


@lru_cache(maxsize=16384)
def _ruled(concepts: frozenset[str]) -> tuple[tuple[str, float], ...]:
    for rule in rules():
        if concepts.isdisjoint(rule.no) and all(
            not concepts.isdisjoint(group) for group in rule.has
        ):
            return rule.give
    return ()


def _parts(
    tokens: tuple[str, ...], languages: tuple[str, ...]
) -> tuple[list[Part], int]:
    """Cut the words out, longest first; give them and how many letters there are."""
    parts: list[Part] = []
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
        parts += _within(token, languages)
    return parts, letters


def _window(
    tokens: tuple[str, ...], at: int, languages: tuple[str, ...]
) -> tuple[int, Part]:
    for size in range(min(WINDOW, len(tokens) - at), 0, -1):
        key = " ".join(tokens[at : at + size])
        last = len(key) - len(tokens[at + size - 1])
        for form in _forms(key):
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
            return [(len(token) - 1, _near_term(near[0], languages))]
    return []


def _near_term(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    words = lexicon()
    whole = _best(words.whole, text, languages)
    return whole or _best(words.prefixes, text, languages)


@cache
def _typable(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Give the long words of some languages, in which a slip may be looked for."""
    wanted = set(languages)
    return tuple(
        text
        for terms in (lexicon().whole, lexicon().prefixes)
        for text, meant in terms.items()
        if len(text) >= TYPO_FROM and " " not in text and not wanted.isdisjoint(meant)
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
        head = token[:end]
        concepts = _best(lexicon().whole, head, languages) or _best(
            lexicon().prefixes, head, languages
        )
        if not concepts:
            continue
        for link in LINKS:
            rest = token[end:]
            if not rest:
                return [(end, concepts)]
            if rest.startswith(link) and len(rest) - len(link) >= SHORTEST_PART:
                if more := _compound(rest[len(link) :], languages):
                    return [(end + len(link), concepts), *more]
    return []
