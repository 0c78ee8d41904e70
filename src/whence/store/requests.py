"""Requests for papers in the casebook: rows of the custody log, read back in order."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from whence.errors import InputError
from whence.model.request import Request
from whence.store.casebook import Casebook
from whence.store.chain import packed

EVENT = "request"


def asked(casebook: Casebook, request: Request) -> None:
    """Log that a paper was asked for."""
    texts = ("supplier", "stage", "paper", "country", "about")
    row: dict[str, object] = {name: getattr(request, name) for name in texts}
    days = {"asked": request.asked.isoformat(), "due": request.due.isoformat()}
    _log(casebook, request.key, {"what": "asked", **row, **days}, request.asked)


def answered(casebook: Casebook, request: Request, day: date) -> None:
    """Log what came of a request, as the request now stands."""
    row = {
        "what": "answered",
        "answered": request.answered.isoformat() if request.answered else "",
        "expires": request.expires.isoformat() if request.expires else "",
        "exhibits": list(request.exhibits),
        "note": request.note,
        "withdrawn": request.withdrawn,
    }
    _log(casebook, request.key, row, day)


def requests(casebook: Casebook) -> tuple[Request, ...]:
    """Give every request of a case as it stands, oldest first.

    Raises:
        InputError: a row cannot be read; a newer Whence wrote it.

    """
    found: dict[str, Request] = {}
    for seq, key, detail in casebook.events(EVENT):
        try:
            row = json.loads(detail)
            found[key] = _with(found.get(key), key, row)
        except (KeyError, ValueError, TypeError) as error:
            raise InputError(
                f"row {seq}, request {key}, cannot be read: {error}.",
                where=str(casebook.path),
                remedy="Upgrade Whence to the version that wrote it.",
            ) from error
    return tuple(found.values())


def _with(held: Request | None, key: str, row: Mapping[str, Any]) -> Request:
    plain = {k: v for k, v in row.items() if k != "what"}
    for name in ("asked", "due", "answered", "expires"):
        if name in plain:
            plain[name] = date.fromisoformat(plain[name]) if plain[name] else None
    if row["what"] == "asked":
        return Request(key, **plain)
    if held is None:
        raise ValueError("an answer to nothing")
    return replace(held, **{**plain, "exhibits": tuple(plain["exhibits"])})


def _log(casebook: Casebook, key: str, row: Mapping[str, object], day: date) -> None:
    casebook.log(EVENT, key, packed(row), day=day)
