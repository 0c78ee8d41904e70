"""The answer for the portal, which takes plain letters and digits in bounded fields."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from whence.model.binder import Binder, BinderStep, Exhibit, Form
from whence.shelf.documents import title_of
from whence.shelf.places import gazetteer
from whence.shelf.terms import forms, han_trades, readings

SPACED = re.compile(r"[^A-Za-z0-9]+")
HAN = re.compile(r"[㐀-鿿]+")
LONGEST = 6
GROUPED = re.compile(r"(?<=\d)[,\u202f](?=\d{3})")


def portal_text(binder: Binder, *, most: int) -> str:
    """Write the answer in letters, digits and blanks.

    A field longer than `most` characters is split between words, and says which part
    of how many it is.
    """
    fields = [
        ("SUMMARY", [_summary(binder)]),
        ("STEPS", [_step(s) for s in binder.steps if s.production]),
        ("PARTIES", [f"{p.name} {' '.join(p.roles)}" for p in binder.parties]),
        ("DOCUMENTS", [_exhibit(e) for e in binder.exhibits]),
        ("MISSING", [f"Step {n} {text}" for text, n in binder.gaps] or ["Nothing"]),
    ]
    blocks = []
    given = {p.name: p.latin for p in binder.parties if p.latin}
    for name, lines in fields:
        told = [plain(_by_hand(line, given)) for line in lines]
        pieces = _pieces(told, most)
        for number, piece in enumerate(pieces, 1):
            part = f"{name} {number} OF {len(pieces)}" if len(pieces) > 1 else name
            blocks.append(f"{part}\n{piece}")
    return "\n\n".join(blocks) + "\n"


def plain(text: str) -> str:
    """Give a text in letters and digits of ASCII with single blanks; Han in pinyin.

    A decimal point becomes the word it is read as, so that 5.4 does not turn into 54.

    >>> plain("Lot YK-118: 5,400.5 kg (Nantong, 南通)")
    'Lot YK 118 5400 point 5 kg Nantong Nantong'
    >>> plain("南通玉澜禾纺织有限公司")
    'Nantong Yulanhe Fangzhi Youxiangongsi'
    """
    text = HAN.sub(lambda match: f" {_romanised(match[0])} ", text)
    text = GROUPED.sub("", text)
    text = re.sub(r"(?<=\d)\.(?=\d)", " point ", text)
    spelt = "".join(_spelt(char) for char in text)
    flat = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return SPACED.sub(" ", flat).strip()


def _by_hand(text: str, given: Mapping[str, str]) -> str:
    """Put the Latin names that a person gave for those in another script."""
    for name in sorted(given, key=len, reverse=True):
        text = text.replace(name, given[name])
    return text


def _romanised(text: str) -> str:
    """Write hanzi in pinyin, one capitalised word for each place, trade and form.

    What is between known words is one word: a brand. A character without a reading
    stays for `_spelt`.
    """
    found, brand, at = [], "", 0
    while at < len(text):
        many = next((n for n in range(LONGEST, 1, -1) if text[at : at + n] in _known()
                     and at + n <= len(text)), 0)  # fmt: skip
        if many:
            found += [brand, _known()[text[at : at + many]]]
            brand = ""
        else:
            brand += text[at]
        at += many or 1
    words = [_word(w) if HAN.search(w) else w for w in (*found, brand) if w]
    return " ".join(words)


def _word(text: str) -> str:
    read = [readings().get(char, (f" {char} ",))[0] for char in text]
    return "".join(read).strip().capitalize()


@cache
def _known() -> dict[str, str]:
    """Give places, words of trade and forms by their hanzi, in pinyin."""
    found = {
        text: _word(text)
        for text in (*han_trades(), *(form.text for form in forms()))
        if len(text) > 1 and not text.isascii()
    }
    for place in gazetteer():
        latin = place.pinyin.replace(" ", "").capitalize()
        short = place.short_zh
        # "Shi" is no part of the name of a city: both stand under its short name.
        for text, said in ((place.name_zh, latin), (short, latin)):
            if latin and 1 < len(text) <= LONGEST:
                found.setdefault(text, said)
    return found


def _spelt(char: str) -> str:
    found = readings().get(char)
    if found:
        return f" {found[0]} "
    # A letter that no rule brings to ASCII must not vanish without a trace.
    kept = unicodedata.normalize("NFKD", char).encode("ascii", "ignore")
    return char if kept or not char.isalnum() else f" U{ord(char):04X} "


def _summary(binder: Binder) -> str:
    made = sum(1 for s in binder.steps if s.production)
    entry = binder.docket.header.entry
    count = len(binder.exhibits)
    return (
        f"Detention {binder.docket.key} entry {entry} importer {binder.importer}"
        f" binder of {count} exhibits in {made} numbered production steps"
    )


def _step(step: BinderStep) -> str:
    parts = [f"Step {step.number} {step.title}", " and ".join(step.makers)]
    for word, held in (
        ("in", step.taken),
        ("out", step.made),
        ("joined by", step.joined),
    ):
        parts += [f"{word} {' and '.join(held)}"] if held else []
    marks = ", ".join(e.mark for e in step.exhibits) or "none"
    return " ".join([*parts, f"exhibits {marks}"])


def _exhibit(e: Exhibit) -> str:
    if e.stands is Form.WITHHELD:
        return f"Exhibit {e.mark} withheld"
    number = e.paper.number.value if e.paper.number else ""
    day = e.paper.day.isoformat() if e.paper.day else ""
    return f"Exhibit {e.mark} {title_of(e.paper.kind)} {number} {day} pages {e.pages}"


def _pieces(lines: Sequence[str], most: int) -> list[str]:
    """Put lines into fields of at most so many characters, never cutting a word that
    fits into one."""
    words = [w for line in lines for w in (*line.split(), "\n")]
    words = [w[i : i + most] for w in words for i in range(0, len(w), most)]
    pieces, now = [], ""
    for word in words:
        joint = "" if not now or now.endswith("\n") or word == "\n" else " "
        if len(now) + len(joint) + len(word) > most:
            pieces.append(now.strip())
            now, joint = "", ""
        if now or word != "\n":
            now += joint + word
    if now.strip():
        pieces.append(now.strip())
    return pieces or ["Nothing"]
