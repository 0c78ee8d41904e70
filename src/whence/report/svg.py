"""Small parts of every picture: escaped text, marks, shapes.

Pictures carry classes, not colours: `data/style/svg.css` colours them, on the page
and in a picture that stands alone.
"""

import re
from collections.abc import Iterable
from functools import cache
from html import escape, unescape
from typing import Any

from whence.report.lettering import face, joins, width_of
from whence.report.tongues import RUNS
from whence.shelf.style import sheet, tokens

BROAD = 900.0
"""A picture wider than this may shrink to fit, but no further than it can be read."""


def esc(text: str) -> str:
    """Escape text for XML, dropping characters XML cannot hold."""
    return escape("".join(c for c in text if c >= " " or c in "\t\n"), quote=True)


def number(value: float) -> str:
    """Write a coordinate with at most one decimal, the same on every machine.

    >>> number(12.04), number(3.0), number(-0.01)
    ('12', '3', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def text(x: float, y: float, words: str, *, kind: str = "", anchor: str = "") -> str:
    """Give a text element; `kind` is its class, `anchor` middle or end.

    It is drawn as wide as it was measured, whatever font the reader has: where that
    is a wider one, the letters are drawn narrower (SVG 2, 11.5.2, textLength). Scripts
    whose letters join keep their own width, which only a shaper knows. Words that may
    lie on lines stand on a ground of their own: of a rim around the letters, programs
    that draw letter by letter paint each over the letter before.
    """
    attributes = f' class="{kind}"' if kind else ""
    attributes += f' text-anchor="{anchor}"' if anchor else ""
    if words and not joins(words):
        long = number(width_of(words, kind))
        attributes += f' textLength="{long}" lengthAdjust="spacingAndGlyphs"'
    drawn = f'<text x="{number(x)}" y="{number(y)}"{attributes}>{esc(words)}</text>'
    ground = next((GROUNDS[k] for k in kind.split() if k in GROUNDS), "")
    return _ground(x, y, words, kind=kind, anchor=anchor, on=ground) + drawn


GROUNDS = {
    **dict.fromkeys(("tie-word", "tie-grade", "halo", "bar-word"), "ground"),
    **dict.fromkeys(("place-name", "place-who", "faint-name"), "ground land-ground"),
}
"""The classes of words that may lie on lines, and the class of what keeps these off."""


def _ground(x: float, y: float, words: str, *, kind: str, anchor: str, on: str) -> str:
    if not on or not words:
        return ""
    size, wide = face(kind).size, width_of(words, kind)
    left = x - wide * {"middle": 0.5, "end": 1.0}.get(anchor, 0.0)
    return rect(left - 2, y - 0.9 * size, w=wide + 4, h=1.2 * size, kind=on, round_=2)


def rect(
    x: float, y: float, *, w: float, h: float, kind: str, round_: float = 0
) -> str:
    """Give a rectangle with a class."""
    corner = f' rx="{number(round_)}"' if round_ else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(max(w, 0))}" '
        f'height="{number(h)}"{corner} class="{kind}"/>'
    )


def line(x1: float, y1: float, *, x2: float, y2: float, kind: str) -> str:
    """Give a straight line with a class."""
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {ends} class="{kind}"/>'


def picture(
    parts: Iterable[str], *, size: tuple[float, float], names: tuple[str, str, str]
) -> str:
    """Wrap parts into an SVG with a title and a description for those who listen.

    `names` are an id unique on the page, the title and the description.
    """
    key, title, about = names
    w, h = number(size[0]), number(size[1])
    wide = ' class="broad"' if size[0] > BROAD else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" '
        f'height="{h}"{wide} role="img" aria-labelledby="{esc(key)}-t {esc(key)}-d">'
        f'<title id="{esc(key)}-t">{esc(title)}</title>'
        f'<desc id="{esc(key)}-d">{esc(about)}</desc>{"".join(parts)}</svg>'
    )


DEFS = (
    '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0v5" class="hatch"/></pattern></defs>'
)
"""The one pattern: hatching for what is not traced. Stands once on a page."""


PRINTED = (
    '"Noto Sans", "Noto Sans SC", "Noto Naskh Arabic", "Noto Sans KR", '
    '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'
)
"""The shipped fonts for pictures that stand alone; then what a reader may have."""


@cache
def _printed_css() -> str:
    """Give the style sheet of pictures with every token written out: a typesetter
    and most picture programs know no variables."""
    held = {**tokens().palette, "text": PRINTED}
    return re.sub(r"var\(--([a-z-]+)\)", lambda m: held[m.group(1)], sheet("svg.css"))


def standalone(drawn: str) -> str:
    """Give a picture that any program draws as the page does, without variables."""
    head, tail = drawn.split("<title", 1)
    return f"{head}<style>{_printed_css()}</style>{DEFS}<title{tail}"


def _spelt(drawn: str) -> str:
    """Name the font of every run of Chinese, Korean or Arabic script in a picture.

    Programs that look for another font character by character lose some when three
    scripts meet in one line.
    """

    def named(found: re.Match[str]) -> str:
        family = FAMILIES.get(str(found.lastgroup))
        if family is None:
            return found.group()
        return f'<tspan font-family="{family}">{found.group()}</tspan>'

    return WORDS.sub(lambda m: RUNS.sub(named, m.group()), drawn)


def for_paper(drawn: str) -> dict[str, Any] | None:
    """Give a picture with its words and its size in px, or None where there is none."""
    if not drawn:
        return None
    found = SIZE.search(drawn)
    said = ABOUT.search(drawn)
    if found is None or said is None:
        raise ValueError("not a picture of ours")
    return {
        "svg": _spelt(standalone(drawn)),
        "alt": f"{unescape(said['title'])}. {unescape(said['about'])}",
        "w": float(found["w"]),
        "h": float(found["h"]),
    }


FAMILIES = {
    "han": "Noto Sans SC",
    "arabic": "Noto Naskh Arabic",
    "hangul": "Noto Sans KR",
}
WORDS = re.compile(r"(?<=>)[^<>]+(?=</text>)")
SIZE = re.compile(r'width="(?P<w>[\d.]+)" height="(?P<h>[\d.]+)"')
ABOUT = re.compile(
    r"<title[^>]*>(?P<title>.*?)</title><desc[^>]*>(?P<about>.*?)</desc>"
)

MARKS = {
    "square": '<rect x="2" y="2" width="12" height="12" rx="1.5" class="solid"/>',
    "triangle": '<path d="M8 1.5 15 14.5H1z" class="solid"/>',
    "half": '<circle cx="8" cy="8" r="6" class="open"/>'
    '<path d="M8 2a6 6 0 0 1 0 12z" class="solid"/>',
    "circle": '<circle cx="8" cy="8" r="6" class="open"/>',
    "dash": '<path d="M2 8h12" class="open"/>',
}
"""One shape an outcome, on a 16 by 16 field, so that colour is never the only sign."""


def mark(shape: str, tone: str) -> str:
    """Give the small sign of an outcome; its words always stand beside it."""
    return (
        f'<svg class="mark tone-{tone}" viewBox="0 0 16 16" width="16" height="16" '
        f'aria-hidden="true">{MARKS[shape]}</svg>'
    )
