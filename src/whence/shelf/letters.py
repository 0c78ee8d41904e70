"""Letters of every script in one comparable form: width, case, marks, invisibles."""

import re
import unicodedata
from functools import lru_cache

from whence.shelf import yaml_of

HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
# Scripts that set no blanks between words: Thai and Lao, Burmese, Khmer, Chinese,
# Japanese and Korean.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
# direction marks, joiners and soft hyphens: they change nothing that is read
_UNSEEN = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# Han of the first block and most of ASCII, which fold to themselves but for case.
_FOLDED = re.compile(r"[ -_a-~\u4e00-\u9fff]+")
_MARK = re.compile("[\u0300-\u036f\u02b9-\u02bf]")


@lru_cache(1)
def _single() -> dict[int, str]:
    """Letters that carry no mark to strip and still have a plain spelling."""
    return {ord(k): v for k, v in yaml_of("terms/letters.yml")["plain"].items()}


def has_han(text: str) -> bool:
    """Whether any character is Han."""
    return not text.isascii() and HAN.search(text) is not None


def clean(text: str) -> str:
    """Compose compatible forms (NFKC), drop what cannot be seen, keep case and marks.

    Control characters become spaces, so that words they part stay apart.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return _CONTROL.sub(" ", text)


def plain(text: str) -> str:
    """Fold letters: lower case, no diacritics, one form of width; Han is untouched.

    >>> plain("Ürümqi, Şti.")
    'urumqi, sti.'
    """
    if text.isascii():
        return clean(text).lower()
    if _FOLDED.fullmatch(text):
        return text.lower()
    text = unicodedata.normalize("NFD", clean(text).casefold())
    text = unicodedata.normalize("NFC", _MARK.sub("", text))
    return text.translate(_single())


def bare(text: str) -> str:
    """Fold a name and keep its letters and digits only.

    >>> bare("Viet-Nam (S.R.)")
    'vietnamsr'
    """
    return "".join(c for c in plain(text) if c.isalnum())
