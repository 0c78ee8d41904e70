"""What the shipped fonts cannot draw, shown by its code: never as nothing.

A typesetter leaves a box or a blank for a character no font holds, and says nothing.
So every text of the PDF passes here first.
"""

import unicodedata
from collections import Counter

from whence.report.tongues import RUNS, straight
from whence.shelf.fonts import covered

SPACES = {0x09: " ", 0x0A: " ", 0x0D: " ", 0x3000: "\u3000"}
RTL, END = "\u2067", "\u2069"
"""Unicode Bidirectional Algorithm (UAX 9): right-to-left isolate, and its end."""


class Glyphs:
    """Makes texts printable and counts what it had to replace."""

    def __init__(self) -> None:
        self.missing: Counter[str] = Counter()
        self._held = covered()
        self._known: dict[str, str] = {}

    def fit(self, text: str) -> str:
        """Give a text that the shipped fonts draw whole.

        A character without a glyph becomes `[U+XXXX]` and is counted. Controls that
        turn the reading order around are shown as U+FFFD, as on the page. A run of
        Arabic script stands in an isolate, so that digits and commas beside it keep
        their place.
        """
        if text.isascii() and text.isprintable():
            return text
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._fit(text)
        else:
            self._count(text)
        return found

    def drawn(self, svg: str) -> str:
        """Give a picture whose texts the shipped fonts draw whole; see `fit`."""
        if svg.isascii():
            return svg
        return self._shown(svg)

    def _shown(self, text: str) -> str:
        """Give a text as the fonts draw it; a picture has few characters, often."""
        self._count(text)
        turned = straight(text)
        return turned.translate({ord(c): self._one(c) for c in dict.fromkeys(turned)})

    def _count(self, text: str) -> None:
        turned = straight(text)
        for char in dict.fromkeys(turned):
            if not self._draws(char):
                self.missing[char] += turned.count(char)

    def _draws(self, char: str) -> bool:
        code = ord(char)
        return code in self._held or code in SPACES or _silent(char)

    def _fit(self, text: str) -> str:
        return RUNS.sub(
            lambda m: f"{RTL}{m.group()}{END}" if m.group("arabic") else m.group(),
            self._shown(text),
        )

    def _one(self, char: str) -> str:
        code = ord(char)
        if code in SPACES:
            return SPACES[code]
        if code in self._held:
            return char
        return "" if _silent(char) else f"[U+{code:04X}]"


def _silent(char: str) -> bool:
    """Whether a character draws nothing anywhere: a control, a joiner, a selector."""
    kind = unicodedata.category(char)
    return kind in ("Cc", "Cf") or 0xFE00 <= ord(char) <= 0xFE0F
