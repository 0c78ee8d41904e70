"""What DuckDB refuses, in the words of somebody who brought a file."""

import contextlib
import json

import duckdb

from whence.errors import InputError, OutputError


def said(error: Exception, *, memory: int = 0) -> OutputError | InputError:
    """Say what DuckDB's refusal means to somebody who brought a file."""
    words = _plain(str(error))[:300]
    low = words.casefold()
    if isinstance(error, duckdb.OutOfMemoryException):
        if "temp" in low or "disk" in low:
            return _full(words)
        return OutputError(
            f"needs more than the {memory:,} bytes of memory it may use ({words}).",
            remedy="Give more with --memory, or bring the files in two runs.",
        )
    if "no space left" in low or "disk full" in low or "file too large" in low:
        return _full(words)
    if isinstance(error, duckdb.IOException) and "could not write" in low:
        return _full(words)
    if isinstance(error, duckdb.IOException | duckdb.InvalidInputException):
        return InputError(
            f"a file cannot be read ({words}).",
            remedy="Check the file; if it lies in store/, run `whence trace build`"
            " again.",
        )
    raise error


def _plain(text: str) -> str:
    """Give the sentence in an error: DuckDB lays that of a thread out as JSON."""
    line = text.split("\n", 1)[0]
    _, brace, rest = line.partition('{"exception_type"')
    if not brace:
        return line
    with contextlib.suppress(ValueError, KeyError):
        inner, _ = json.JSONDecoder().raw_decode(brace + rest)
        return str(inner["exception_message"])
    return line


def _full(words: str) -> OutputError:
    return OutputError(
        f"the disk is full, or may not be written ({words}).",
        remedy="Free some space and run the same command again: what was finished is"
        " kept, and the store in use is untouched.",
    )
