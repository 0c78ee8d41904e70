"""What reading papers may cost: `data/papers/limits.yml`."""

from dataclasses import dataclass, fields
from functools import cache

from whence.errors import DataError
from whence.shelf import yaml_of

WHERE = "papers/limits.yml"


@dataclass(frozen=True, slots=True)
class PaperLimits:
    """The limits of reading papers; each is explained in the file."""

    file_bytes: int
    pages: int
    ocr_pages: int
    ocr_dots: int
    ocr_seconds: int
    text_chars: int
    rows: int
    carried: int
    depth: int
    batch: int
    seconds: int
    files: int
    sure: int
    letters: int
    label_kinds: int


@cache
def paper_limits() -> PaperLimits:
    """Give the limits.

    Raises:
        DataError: one is missing or no number.

    """
    held = yaml_of(WHERE)
    try:
        return PaperLimits(
            **{f.name: int(held[f.name]["value"]) for f in fields(PaperLimits)}
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"no number for {error}.", where=f"data/{WHERE}") from error
