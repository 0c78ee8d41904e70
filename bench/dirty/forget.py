"""Forget a language: what a table is read by when no word of its language is known.

`forgotten` takes the words of one language out of the shelf for a while, as if nobody
had written them down. The languages near it stay, as they would for a new language.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from whence.shelf import heads, tables


@contextmanager
def forgotten(language: str) -> Iterator[None]:
    """Read without the headers and words of a language; '' forgets nothing."""
    if not language:
        yield
        return
    whole, rows = heads.yaml_of, tables.rows_of
    heads.yaml_of = lambda path: _without(whole(path), language)
    tables.rows_of = lambda path: [
        row for row in rows(path) if row.get("language") != language
    ]
    _fresh()
    try:
        yield
    finally:
        heads.yaml_of, tables.rows_of = whole, rows
        _fresh()


def _without(data: dict[str, Any], language: str) -> dict[str, Any]:
    if "concepts" not in data:
        return data
    kept = {
        concept: {k: terms for k, terms in languages.items() if k != language}
        for concept, languages in data["concepts"].items()
    }
    skip = {k: words for k, words in data["skip"].items() if k != language}
    return data | {"concepts": kept, "skip": skip}


def _fresh() -> None:
    """Forget what was remembered of the shelf's words."""
    for name, module in list(sys.modules.items()):
        if name.startswith(
            ("whence.shelf.heads", "whence.shelf.tables", "whence.read")
        ):
            for part in vars(module).values():
                if hasattr(part, "cache_clear"):
                    part.cache_clear()
