"""Looks of single cells that need no words: e-mail, telephone, address of a page, code.

The child uses them too, which knows nothing of the shelf.
"""

import re

from whence.read.layout import is_number

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PHONE = re.compile(r"\+\d[\d ()./-]{6,}")
LINK = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
NATIONAL_PHONE = re.compile(r"0?1\d{10}|0\d{1,4}[ -/]\d[\d ()./-]{5,}")


def reaches_somebody(text: str) -> bool:
    """Whether the cell is an e-mail address or a telephone number.

    >>> reaches_somebody("a@example.org"), reaches_somebody("+49 30 5550 123")
    (True, True)
    """
    return bool(EMAIL.fullmatch(text) or PHONE.fullmatch(text))


def kind_of_answer(text: str) -> str:
    """Say which kind of answer a cell of a form is, as far as its look tells.

    >>> kind_of_answer("www.example.org"), kind_of_answer("240"), kind_of_answer("Yes")
    ('link', 'number', 'text')
    """
    if EMAIL.fullmatch(text):
        return "e-mail"
    if PHONE.fullmatch(text) or NATIONAL_PHONE.fullmatch(text):
        return "telephone"
    if LINK.fullmatch(text):
        return "link"
    return "number" if is_number(text) else "text"
