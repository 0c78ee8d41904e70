"""What is odd about a text before it is read: marks that steer, wrong decoding, length.

notes   a sentence for each oddity, for whoever typed or pasted the text
"""

import re

from whence.shelf.letters import clean

STEERING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LOST = "\ufffd"
BROKEN = re.compile("[\u00c0-\u00f4](?:[\u0080-\u00bf]|[‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])")
"""A letter with a mark, and at once what no word has behind one: two bytes of UTF-8
that were taken for Windows-1252 or Latin-1."""
LEAST = 2
LONG = 500
"""Characters beyond which a name is not taken apart (`normalise.names`)."""


def notes(text: str) -> tuple[str, ...]:
    """Say what is odd about a text; nothing for an ordinary one.

    >>> notes("Ürümqi"), notes("æ–°ç–†")[0]
    ((), 'It reads as UTF-8 decoded wrongly; meant may be: 新疆')
    """
    found = []
    if STEERING.search(text):
        found.append("It holds marks that turn the direction of text; left out.")
    if LOST in text:
        found.append("It holds characters that were lost when it was decoded (U+FFFD).")
    meant = undone(text)
    if meant:
        found.append(f"It reads as UTF-8 decoded wrongly; meant may be: {meant[:80]}")
    elif len(BROKEN.findall(text)) >= LEAST:
        found.append("It reads as decoded wrongly, and part of it is lost.")
    if len(text) > LONG:
        said = f"It has {len(text):,} characters; of a name the first {LONG} are read."
        found.append(said)
    return tuple(found)


def undone(text: str) -> str:
    """Give the text that UTF-8 bytes meant before they were taken for Windows-1252 or
    Latin-1, "" when they were not."""
    if text.isascii():
        return ""
    for codec in ("cp1252", "latin-1"):
        try:
            meant = text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        return clean(meant)
    return ""


def readable(text: str) -> bool:
    """Whether anything in a text can be read as a letter or a digit."""
    return any(c.isalnum() for c in clean(text))
