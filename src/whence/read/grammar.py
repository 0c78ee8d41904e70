"""What a header means by the words it is made of, when it stands in no list.

The concepts of its words together are looked up in the rules of the shelf. A word that
nobody knows makes the answer weaker; it may be cut short, or near a word of another
language, and the look of the column's values may say what it says.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from whence.read.abbreviations import abbreviated
from whence.read.cognates import cognates_of
from whence.read.cuts import Part, cut_of, forms_of, tokens_of
from whence.read.layout import LONGEST
from whence.read.signs import LOOKS
from whence.shelf.heads import believed, lexicon, personal, rules
from whence.shelf.letters import UNSPACED

MOST_READINGS = 24
# A second language counts when it explains this share of what the first explains.
ALSO = 0.4
# How much weaker a reading is that rests on words only near a word of another language,
# or on the look of the values: by its share of the letters. Alone it asks a person.
GUESSED = 0.3
# What the known words say by themselves is doubted when the rest says something else.
DOUBTED = 0.8
# Concepts that say nothing of what a column counts or names.
MUTE = frozenset(("number", "code"))


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
    for token in tokens_of(header):
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
    for form in forms_of(token):
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


@lru_cache(maxsize=16384)
def read_header(
    header: str, languages: tuple[str, ...], looks: str = ""
) -> dict[str, float]:
    """Give the meanings of a header by its words, each with a score from 0 to 1.

    Args:
        header: as written.
        languages: those of the table, best first.
        looks: the concept that the values look like, such as "address".

    >>> read_header("Dirección del exportador", ("es",))["exporter_address"] > 0.9
    True

    """
    cut = cut_of(header, languages)
    found = _meant(cut.parts, cut.letters)
    if found and not cut.strange:
        return found
    near = [
        (len(word), kept)
        for word in cut.strange or tokens_of(header)
        if (kept := _fitting(_near(word, languages), looks))
    ]
    parts = [*cut.parts, *near]
    if looks and parts and all(looks not in concepts for _, concepts in parts):
        left = max(0, cut.letters - sum(size for size, _ in parts))
        near.append((left, (looks,)))
    guessed = min(1.0, sum(size for size, _ in near) / max(1, cut.letters))
    wide = {
        meaning: score * (1 - GUESSED * guessed)
        for meaning, score in _meant([*cut.parts, *near], cut.letters).items()
        if near
    }
    if wide and not found.keys() & wide.keys():
        found = {meaning: DOUBTED * score for meaning, score in found.items()}
    return {k: max(found.get(k, 0.0), wide.get(k, 0.0)) for k in (*found, *wide)}


def is_mute(header: str, languages: tuple[str, ...]) -> bool:
    """Whether a header says no more than that numbers stand below: "No.", "Code".

    >>> is_mute("No.", ("en",)), is_mute("PO No.", ("en",))
    (True, False)
    """
    cut = cut_of(header, languages)
    said = [concept for _, concepts in cut.parts for concept in concepts]
    return not cut.strange and MUTE.issuperset(said)


def _near(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Give what a word that nobody listed may be: cut short, or of another language."""
    return abbreviated(word, languages) or cognates_of(word)


def _fitting(concepts: tuple[str, ...], looks: str) -> tuple[str, ...]:
    """Leave out what values would show and do not, where they look like anything."""
    if not looks:
        return concepts
    shown = personal().union(LOOKS)
    return tuple(c for c in concepts if c == looks or c not in shown)


def _meant(parts: Sequence[Part], letters: int) -> dict[str, float]:
    """Give the meanings of some words of a header with so many letters."""
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
