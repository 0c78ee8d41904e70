"""What crosses between the parent and the child that opens a foreign file: plain JSON.

The child knows nothing of `data/`: words and limits are handed to it, so that it
starts in a twentieth of a second and needs no file of ours once it is locked.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from whence.model.looks import ListLooks


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits the child holds itself to; units as in `data/tables/limits.yml`."""

    cpu_seconds: int
    memory_bytes: int
    spool_bytes: int
    open_files: int
    unpacked_bytes: int
    unpacked_ratio: int
    ratio_from_bytes: int
    parts: int
    columns: int
    field_chars: int
    field_lines: int
    header_rows: int
    sample_bytes: int


@dataclass(frozen=True, slots=True)
class Signature:
    """First bytes of a kind of file, as hexadecimal, and what to say of it.

    `needs` must also stand in the first bytes of a text without its blanks.
    """

    starts: str
    is_text: bool
    reads: str
    says: str
    remedy: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """How a list of people is known, by words without marks: whole headers in `exact`,
    parts of headers in `within`, between blanks where the script sets them; `firms` are
    the words that make a name a firm's, and `looks` what its values show."""

    exact: Mapping[str, tuple[str, ...]]
    within: Mapping[str, tuple[str, ...]]
    dropped: tuple[str, ...]
    kinds_needed: int
    identity_share: float
    identity_least: int
    advice: str
    firms: tuple[str, ...]
    looks: ListLooks

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> "Roster":
        """Make the roster of what JSON gave back."""
        return cls(**{**data, "looks": ListLooks(**data["looks"])})


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code page and its languages; `pairs`: one byte a letter."""

    codec: str
    languages: tuple[str, ...]
    pairs: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """Code pages in order of preference, how sure one must be, and letters by language.

    `letters` are pairs of letters, or common characters, run together; `words` are
    known words of many languages that hold a letter beyond ASCII, in one text: fifteen
    thousand texts would take ten times as long to hand over.
    """

    pages: tuple[CodePage, ...]
    letters: Mapping[str, str]
    score: float
    margin: float
    words: str = ""

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> "Pages":
        """Make the pages of what JSON gave back."""
        pages = tuple(
            CodePage(p["codec"], tuple(p["languages"]), p["pairs"])
            for p in data["pages"]
        )
        return cls(pages, data["letters"], data["score"], data["margin"], data["words"])


@dataclass(frozen=True, slots=True)
class Request:
    """One file to read, where to lay the result, and the words needed for it.

    `totals` and `partial` are words for sums; `headers` are known as a whole; `words`
    are those of which headers are made.
    `standards` is what `data/standards` says, by key, and the `words` of organisations.
    """

    path: str
    folder: str
    bounds: Bounds
    signatures: tuple[Signature, ...]
    roster: Roster
    totals: tuple[str, ...]
    partial: tuple[str, ...]
    headers: tuple[str, ...]
    words: tuple[str, ...]
    pages: Pages
    standards: Mapping[str, Any]

    def to_json(self) -> str:
        """Write the request down."""
        return json.dumps(self, default=named, ensure_ascii=True)

    @classmethod
    def from_json(cls, text: str) -> "Request":
        """Read a request that `to_json` wrote."""
        data: dict[str, Any] = json.loads(text)
        return cls(
            path=data["path"],
            folder=data["folder"],
            bounds=Bounds(**data["bounds"]),
            signatures=tuple(Signature(**row) for row in data["signatures"]),
            roster=Roster.from_plain(data["roster"]),
            totals=tuple(data["totals"]),
            partial=tuple(data["partial"]),
            headers=tuple(data["headers"]),
            words=tuple(data["words"]),
            pages=Pages.from_plain(data["pages"]),
            standards=data["standards"],
        )


def named(part: Any) -> dict[str, Any]:
    """Give the fields of a dataclass by name; `asdict` would copy every text."""
    return {field.name: getattr(part, field.name) for field in fields(part)}
