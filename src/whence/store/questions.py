"""Questions that only the user can answer, written into his settings."""

import json
from collections.abc import Mapping
from pathlib import Path

from whence.store.config import document_of, tables_of


def with_questions(text: str, questions: Mapping[str, str], path: Path) -> str:
    """Give the settings with the questions (key to text) that are not yet there.

    What the user wrote, and his answers, stay as they are. `path` is for messages.

    Raises:
        InputError: the settings cannot be read; says where.

    """
    rows = tables_of(document_of(text, path).unwrap(), "question", path, text=text)
    known = {str(row.get("key")) for row in rows}
    blocks = [
        f'\n[[question]]\nkey = {_quoted(key)}\nask = {_quoted(ask)}\nanswer = ""\n'
        for key, ask in sorted(questions.items())
        if key not in known
    ]
    return text.rstrip("\n") + "\n" + "".join(blocks) if blocks else text


def _quoted(text: str) -> str:
    """Write a TOML basic string; JSON's escapes are a subset of TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
