"""Which old code page a text is in, by the letters and the words it would hold.

Every page gives some text for almost any bytes. The right one gives pairs of letters
that a language uses (Chinese, Japanese, Korean: common characters); a wrong one gives
rare pairs, letters of two scripts in one word, or symbols inside words. Where letters
do not tell, known words do: names of countries, words of headers, forms of companies.
What stays doubtful is a guess, and says so.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from whence.read.request import CodePage, Pages

MOST_LINES, MOST_BYTES = 400, 65536
# Marks that stand in texts of every page; they are no evidence for a language.
NEUTRAL = frozenset(
    "‘’“”„–—…•™©®°±²µ·«»ºª€£¥§¡¿×½¼¾№\xa0、，。；：！？（）【】《》　￥％＋－／～"
)
APOSTROPHES = frozenset("’‘ʼ")
KANA = re.compile("[\u3040-\u30ff]")
HALF_KANA = re.compile("[\uff66-\uff9f]")
LINES_SOUND = 0.9
MIXED = 3  # how much two scripts in one word weigh against a page
# With little text the lead must be larger; and where two readings differ, one must be
# clearly of its language and the other clearly not.
LITTLE, SURE, UNSURE = 1.0, 0.6, 0.35
# So many known words more than any other page gives settle it, one where the letters
# fit; and no guess is made of a text that fits less, or of fewer letters than this.
WORDS_SURE, GUESSED, GUESSED_FROM = 2, 0.2, 40
WORD = re.compile(r"(?<![\w’‘ʼ'])[^\W\d_]+(?![\w’‘ʼ'])")
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """A page, how well its text reads, on how much evidence, and the text."""

    page: CodePage
    score: float
    evidence: int
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """The page of a text; `doubt` says how another page would read it, "" if sure."""

    codec: str
    doubt: str = ""


def page_of(lines: Sequence[bytes], pages: Pages) -> Told | None:
    """Choose the page of some lines with high bytes; None when nothing fits.

    Args:
        lines: lines that are not UTF-8.
        pages: the pages that may be chosen, and the letters of their languages.

    """
    taken = _sample(lines)
    judged = [j for page in pages.pages if (j := _judge(page, taken, pages.letters))]
    judged.sort(key=lambda j: -j.score)
    if not judged:
        return None
    best = judged[0]
    if best.score >= pages.score and not _rivals(best, judged, pages):
        return Told(best.page.codec)
    return _by_words(judged, pages)


def _rivals(best: Judged, judged: Sequence[Judged], pages: Pages) -> list[Judged]:
    """Give the pages that read the text differently, and about as well."""
    near = max(pages.margin, LITTLE / best.evidence)
    return [
        other
        for other in judged
        if other.text != best.text
        and best.score - other.score < near
        and not _clearly(best, other, pages.letters)
    ]


def _by_words(judged: Sequence[Judged], pages: Pages) -> Told | None:
    """Choose by the known words that each page gives; a guess when they do not tell."""
    words = frozenset(pages.words.split())
    counts = {j.page.codec: _known(j.text, words) for j in judged}
    preferred = {page.codec: i for i, page in enumerate(pages.pages)}
    order = sorted(
        judged,
        key=lambda j: (
            -counts[j.page.codec],
            -round(j.score, 2),
            preferred[j.page.codec],
        ),
    )
    best = order[0]
    others = [j for j in order if j.text != best.text]
    lead = counts[best.page.codec] - max(
        (counts[j.page.codec] for j in others), default=0
    )
    if lead >= (1 if best.score >= pages.score else WORDS_SURE):
        return Told(best.page.codec)
    if best.score < GUESSED or best.evidence < GUESSED_FROM:
        return None
    return Told(best.page.codec, _difference(best, others[0]) if others else "")


def _known(text: str, words: frozenset[str]) -> int:
    """Count the different known words that hold a letter beyond ASCII."""
    found = {w for w in WORD.findall(text.casefold()) if not w.isascii()}
    return len(found & words)


def _difference(best: Judged, other: Judged) -> str:
    """Say where two readings part first."""
    pairs = zip(best.text.split(), other.text.split(), strict=False)
    ours, theirs = next(((a, b) for a, b in pairs if a != b), ("", ""))
    codec = other.page.codec.upper()
    return f'it reads "{ours[:SHOWN]}", as {codec} it would read "{theirs[:SHOWN]}"'


def _clearly(best: Judged, other: Judged, letters: Mapping[str, str]) -> bool:
    """Whether, where two readings differ, one is of its language and one is not."""
    if not best.page.pairs or len(best.text) != len(other.text):
        return False
    pairs = zip(best.text, other.text, strict=True)
    at = [i for i, (a, b) in enumerate(pairs) if a != b]
    ours, theirs = (
        max(_only(judged.text, at, letters[k]) for k in judged.page.languages)
        for judged in (best, other)
    )
    return ours >= SURE and theirs <= UNSURE


def _only(text: str, places: Sequence[int], common: str) -> float:
    near = set(places)
    found = [f for f in _pairs(text, common) if not near.isdisjoint((f[0], f[0] - 1))]
    count = sum(weight for _, _, weight in found)
    return sum(hit for _, hit, _ in found) / count if count else 0.0


def _sample(lines: Sequence[bytes]) -> list[bytes]:
    taken: list[bytes] = []
    size = 0
    for line in dict.fromkeys(lines):
        taken.append(line)
        size += len(line)
        if len(taken) >= MOST_LINES or size > MOST_BYTES:
            break
    return taken


def _judge(
    page: CodePage, lines: Sequence[bytes], letters: Mapping[str, str]
) -> Judged | None:
    """Read the lines by a page; None when too many cannot be."""
    found: list[str] = []
    for line in lines:
        try:
            found.append(line.decode(page.codec))
        except UnicodeDecodeError:
            continue
    if len(found) < LINES_SOUND * len(lines):
        return None
    text = unicodedata.normalize("NFC", "".join(found))
    measure = _by_pairs if page.pairs else _by_characters
    score, evidence = max(measure(text, letters[k]) for k in page.languages)
    if not evidence:
        return None
    return Judged(page, score * len(found) / len(lines), evidence, text)


def _by_characters(text: str, common: str) -> tuple[float, int]:
    """Give the share of characters that are common, and how many were looked at."""
    known = _set_of(common)
    kana = "ア" in known
    hits = misses = 0
    for char in text:
        if char.isascii() or char in NEUTRAL or HALF_KANA.match(char):
            continue
        if char in known or (kana and KANA.match(char)):
            hits += 1
        else:
            misses += 1
    return (hits / (hits + misses) if hits else 0.0), hits + misses


def _by_pairs(text: str, common: str) -> tuple[float, int]:
    """Give how well the pairs with a letter beyond ASCII fit, and their number."""
    found = _pairs(text, common)
    count = sum(weight for _, _, weight in found)
    return (sum(hit for _, hit, _ in found) / count if count else 0.0), count


def _pairs(text: str, common: str) -> list[tuple[int, float, int]]:
    """List (place, how well it fits, weight) of each pair with a letter beyond ASCII.

    A pair fits the better the more frequent it is in the language; a capital after a
    small letter, and symbols that no text has where they stand, fit nowhere.
    """
    known = _pairs_of(common)
    marks = [unicodedata.category(c)[0] in "LM" for c in text]
    lower = text.lower().replace("ς", "σ")  # a letter for a letter: "ß" stays one
    if len(lower) != len(text):
        lower = text
    found: list[tuple[int, float, int]] = []
    before = "_"
    for i, char in enumerate(lower):
        if not marks[i] and not char.isascii() and _is_odd(char, marks, i):
            found.append((i, 0.0, 2))
        this = char if marks[i] else "_"
        if not (this.isascii() and before.isascii()):
            slip = i > 0 and text[i].isupper() and text[i - 1].islower()
            fits = 0.0 if slip else known.get(before + this, 0.0)
            found.append((i, fits, MIXED if _is_mixed(before, this) else 1))
        before = this
    return found


def _is_mixed(one: str, two: str) -> bool:
    """Whether letters of two scripts stand side by side."""
    if one.isascii() == two.isascii() or "_" in (one, two):
        return False
    return not _is_latin(two if one.isascii() else one)


@cache
def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith(("LATIN", "COMBINING"))


def _is_odd(char: str, marks: Sequence[bool], at: int) -> bool:
    """Whether a symbol stands where no text has it: inside a word, or unheard of."""
    left = at > 0 and marks[at - 1]
    right = at + 1 < len(marks) and marks[at + 1]
    if char in APOSTROPHES:
        return right and not left
    return left and right if char in NEUTRAL else True


@cache
def _set_of(common: str) -> frozenset[str]:
    return frozenset(common)


@cache
def _pairs_of(common: str) -> Mapping[str, float]:
    """Weigh pairs from 1 for the most frequent to 0.6 for the rarest."""
    pairs = [common[i : i + 2] for i in range(0, len(common), 2)]
    return {pair: 1 - 0.4 * i / len(pairs) for i, pair in enumerate(pairs)}
