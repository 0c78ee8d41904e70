"""Traditional characters to simplified ones, and which script a text is in."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from whence.shelf.letters import ARABIC, HAN

CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff5a]")


@cache
def _converter() -> Callable[[str], str]:
    # only Han text needs the library, and it takes its time to load
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def simplified(text: str) -> str:
    """Give Han text in simplified characters; other text as it is.

    >>> simplified("準噶爾棉麻")
    '准噶尔棉麻'
    """
    if text.isascii() or HAN.search(text) is None:
        return text
    return _converted(text)


@lru_cache(65536)
def _converted(text: str) -> str:
    return _converter()(text)


def script_of(text: str) -> str:
    """Give `han`, `latin`, `mixed` (Han and letters), `arabic`, `cyrillic` or `other`.

    >>> script_of("合盛硅业 (Hoshine)")
    'mixed'
    """
    if text.isascii():
        return "latin" if any(c.isalpha() for c in text) else "other"
    han = HAN.search(text) is not None
    letters = any(map(str.isalpha, HAN.sub("", text)))
    if han:
        return "mixed" if letters else "han"
    if ARABIC.search(text):
        return "arabic"
    if CYRILLIC.search(text):
        return "cyrillic"
    return "latin" if letters and LATIN.search(text) else "other"
