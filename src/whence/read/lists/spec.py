"""What crosses between the parent and the child that opens a list: plain JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from whence.read.request import Bounds, Pages, named


@dataclass(frozen=True, slots=True)
class Spec:
    """How one list is printed, in words of `data/lists`; all words are folded.

    `form` is sections (one table a section), orders (one table a country), or names.
    `sections` maps a section to phrases of its heading; `columns` a role to headers.
    `organisation` are words that only organisations bear; `others` begin a row that
    names no party. `ended` are status words of what is no longer in force.
    """

    form: str
    sections: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[str, ...]]
    organisation: tuple[str, ...]
    persons: tuple[str, ...]
    vessels: tuple[str, ...]
    others: tuple[str, ...]
    countries: Mapping[str, str]
    month_first: bool


@dataclass(frozen=True, slots=True)
class ListRequest:
    """One list file to read, and the words needed for it."""

    path: str
    folder: str
    bounds: Bounds
    spec: Spec
    pages: Pages

    def to_json(self) -> str:
        """Write the request down."""
        return json.dumps(self, default=named, ensure_ascii=True)

    @classmethod
    def from_json(cls, text: str) -> "ListRequest":
        """Read a request that `to_json` wrote."""
        data: dict[str, Any] = json.loads(text)
        spec = data["spec"]
        for name in ("sections", "columns"):
            spec[name] = {key: tuple(v) for key, v in spec[name].items()}
        for name in ("organisation", "persons", "vessels", "others"):
            spec[name] = tuple(spec[name])
        return cls(
            data["path"],
            data["folder"],
            Bounds(**data["bounds"]),
            Spec(**spec),
            Pages.from_plain(data["pages"]),
        )
