"""What crosses between the parent and the child that opens papers: plain JSON."""

import json
from dataclasses import dataclass
from typing import Any

from whence.read.request import Request, named


@dataclass(frozen=True, slots=True)
class Most:
    """The limits of `data/papers/limits.yml` that the child holds itself to."""

    pages: int
    ocr_pages: int
    ocr_dots: int
    text_chars: int
    rows: int
    carried: int
    depth: int
    letters: int
    label_kinds: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Files for one child, its limits, and whether pictures of pages are wanted.

    `table` carries the limits and words of the reader of tables; its `path` is blank.
    """

    files: tuple[str, ...]
    most: Most
    pictures: bool
    table: Request

    def to_json(self) -> str:
        """Write the batch down."""
        plain = {**named(self), "table": self.table.to_json()}
        return json.dumps(plain, default=named, ensure_ascii=True)

    @classmethod
    def from_json(cls, text: str) -> "Batch":
        """Read a batch that `to_json` wrote."""
        data: dict[str, Any] = json.loads(text)
        return cls(
            tuple(data["files"]),
            Most(**data["most"]),
            data["pictures"],
            Request.from_json(data["table"]),
        )
