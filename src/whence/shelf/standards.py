"""Published standards that are read without a guess: which fields fill which roles.

standards   what `data/standards` says, by key, and the words of organisations
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from whence.shelf import yaml_of
from whence.shelf.tables import checked, table_kinds, words

KEYS = ("epcis", "untp", "ftm", "bods")
NEEDED = ("title", "reference", "seen_at", "verification", "sheets")


@cache
def standards() -> Mapping[str, Mapping[str, Any]]:
    """Give the standards by key, and under `words` the words of organisations.

    Raises:
        DataError: a description lacks a word, or names a role that does not exist.

    """
    found: dict[str, Mapping[str, Any]] = {
        key: checked(f"standards/{key}.yml", lambda key=key: _standard(key))  # type: ignore[misc]
        for key in KEYS
    }
    found["words"] = {"organisations": sorted(words().company_forms)}
    return found


def _standard(key: str) -> Mapping[str, Any]:
    about: Mapping[str, Any] = yaml_of(f"standards/{key}.yml")
    if missing := [word for word in NEEDED if not about.get(word)]:
        raise ValueError(f"no {', '.join(missing)}")
    for name, sheet in about["sheets"].items():
        rule = table_kinds()[sheet["kind"]]
        if unknown := sheet["columns"].keys() - rule.roles.keys():
            raise ValueError(f"{name} has unknown roles {sorted(unknown)}")
        headers = list(sheet["columns"].values())
        if len(set(headers)) != len(headers):
            raise ValueError(f"{name} has a header twice")
    return about
