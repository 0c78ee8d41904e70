"""Words for roles: what a cell or a firm's name says a party does with goods.

role_of        the role that the words of a role column name
carries        the role a firm's name betrays when it only carries, stores or pays
is_to_order    whether a name field says "to order" in place of a name
states_origin  whether a text says where goods come from
"""

from functools import cache, lru_cache

from whence.errors import DataError
from whence.model.party import Role
from whence.shelf import yaml_of
from whence.shelf.chains import folded, has, words

ROLES = "chains/roles.yml"


@cache
def _roles() -> tuple[tuple[Role, tuple[str, ...], tuple[str, ...]], ...]:
    """Give each role with its sheet words and its name words."""
    where = f"data/{ROLES}"
    try:
        return tuple(
            (Role(raw["role"]), words(raw["sheet"], where), words(raw["name"], where))
            for raw in yaml_of(ROLES)["roles"]
        )
    except (KeyError, ValueError) as broken:
        raise DataError(f"a role is wrong: {broken}.", where=where) from broken


@lru_cache(maxsize=4096)
def role_of(text: str) -> Role:
    """Give the role that the words of a role column name.

    A cell that names a maker among others names a maker: the more adverse reading.

    >>> role_of("Spinning mill / trader"), role_of("货代"), role_of("?")
    (<Role.MAKER: 'maker'>, <Role.FORWARDER: 'forwarder'>, <Role.UNKNOWN: 'unknown'>)
    """
    said = folded(text)
    held = {role for role, sheet, _ in _roles() if any(has(said, w) for w in sheet)}
    return next((role for role, _, _ in _roles() if role in held), Role.UNKNOWN)


@lru_cache(maxsize=65536)
def carries(name: str) -> Role:
    """Give the role a firm's name betrays (forwarder, bank ...), or UNKNOWN.

    >>> carries("Eastern Freight Forwarding Ltd"), carries("First Bank Ltd")
    (<Role.FORWARDER: 'forwarder'>, <Role.BANK: 'bank'>)
    """
    said = folded(name)
    for role, _, named in _roles():
        if any(has(said, word) for word in named):
            return role
    return Role.UNKNOWN


@cache
def _phrases(key: str) -> tuple[str, ...]:
    """Give one of the phrase lists of the roles file."""
    return words(yaml_of(ROLES)[key], f"data/{ROLES}")


@lru_cache(maxsize=65536)
def is_to_order(name: str) -> bool:
    """Whether a name field says "to order" in place of a name.

    >>> is_to_order("TO THE ORDER OF First Bank"), is_to_order("Made to Order Ltd")
    (True, False)
    """
    said = folded(name)
    return any(
        said.startswith(f" {phrase} ") or (not phrase.isascii() and phrase in said)
        for phrase in _phrases("to_order")
    )


def states_origin(text: str) -> bool:
    """Whether a text says where goods come from ("cotton from Texas")."""
    said = folded(text)
    return any(has(said, word) for word in _phrases("origin_words"))
