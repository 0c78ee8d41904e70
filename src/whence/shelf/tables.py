"""Spreadsheets as people make them: roles, header words, units, reasons.

words                      words of structure
table_kinds, headers       roles of each kind of table, and header synonyms
units                      grams of a unit
reasons                    why something was set aside, and the remedy
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeVar

from whence.errors import DataError
from whence.shelf import rows_of, yaml_of

T = TypeVar("T")
NEEDS = ("sound", "cell")
TYPES = frozenset(
    "name text address date number money share unit currency country hs uscc lei id"
    " tier month period entry_type".split()
)


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Fold a header or a word: width, case, and marks that only separate.

    >>> folded("  Vendor_Name (English)*")
    'vendor name english'
    """
    wide = unicodedata.normalize("NFKC", text).casefold().replace("'", "")
    return " ".join("".join(c if _kept(c) else " " for c in wide).split())


def _kept(char: str) -> bool:
    """Whether a character belongs to words; Indic and Thai vowels are marks."""
    return char.isalnum() or char in "#%" or unicodedata.category(char)[0] == "M"


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One role of a kind of table; see the head of `data/tables/roles.yml`.

    `meanings` are those of header words, best first, each with how far to believe it.
    `kept` is false where a column is only understood. `further` is true where the role
    takes a column of its meanings that is left when all others have theirs.
    """

    role: str
    type: str
    meanings: tuple[tuple[str, float], ...]
    need: str = "cell"
    sign: bool = False
    values: bool = False
    unit: str = ""
    kept: bool = True
    further: bool = False


@dataclass(frozen=True, slots=True)
class TableRule:
    """One kind of table: its roles, and the groups of which one role must be there.

    `required` asks for a column, `rows` for a filled cell in every row. `traced` is
    false where rows are no deals, which no path can use; `aside` says why. `guessed`
    is false where only a file's own standard may say that it is of this kind.
    """

    kind: str
    roles: Mapping[str, RoleRule]
    required: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    hints: tuple[str, ...]
    traced: bool = True
    guessed: bool = True
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words inside tables that carry structure, folded where they are matched."""

    totals: frozenset[str]
    partial: frozenset[str]
    blanks: frozenset[str]
    months: Mapping[str, int]
    party_roles: Mapping[str, str]
    relations: Mapping[str, str]
    relations_of_owned: Mapping[str, str]
    currencies: frozenset[str]
    currency_names: Mapping[str, str]
    scales: Mapping[str, int]
    company_forms: frozenset[str]
    address_words: frozenset[str]
    special_chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """What is said of something set aside, and what can be done about it."""

    says: str
    remedy: str


def checked(path: str, build: Callable[[], T]) -> T:
    """Build from a data file; what is wrong with it becomes a DataError.

    Raises:
        DataError: the file is not as the builder expects it.

    """
    try:
        return build()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(
            f"not as it should be: {error!r}.",
            where=f"data/{path}",
            remedy="Compare it with the head of the file.",
        ) from error


@cache
def day_first_languages() -> frozenset[str]:
    """Give the languages whose short dates begin with the day."""
    path = "tables/date_orders.yml"
    return checked(path, lambda: frozenset(yaml_of(path)["day_first"]))


@cache
def words() -> Words:
    """Give the words of structure."""
    path = "tables/words.yml"

    def build() -> Words:
        data = yaml_of(path)
        return Words(
            totals=frozenset(map(folded, data["totals"])),
            partial=frozenset(map(folded, data["partial"])),
            blanks=frozenset(w.casefold() for w in data["blanks"]),
            months={w: i for i, ws in enumerate(data["months"], 1) for w in ws},
            party_roles=_turned(data["party_roles"]),
            relations=_turned(data["relations"]),
            relations_of_owned=_turned(data["relations_of_owned"]),
            currencies=frozenset(map(folded, data["currencies"])),
            currency_names={str(k): v for k, v in data["currency_names"].items()},
            scales={folded(w): int(k) for k, ws in data["scales"].items() for w in ws},
            company_forms=frozenset(map(folded, data["company_forms"])),
            address_words=frozenset(map(folded, data["address_words"])),
            special_chapters=tuple(data["special_chapters"]),
        )

    return checked(path, build)


def _turned(lists: Mapping[str, list[str]]) -> dict[str, str]:
    """Turn key -> words into folded word -> key."""
    return {folded(word): key for key, ws in lists.items() for word in ws}


@cache
def table_kinds() -> Mapping[str, TableRule]:
    """Give the kinds of table, in file order."""
    path = "tables/roles.yml"
    return checked(
        path, lambda: {k: _kind(k, v) for k, v in yaml_of(path)["kinds"].items()}
    )


def _kind(kind: str, data: Mapping[str, Any]) -> TableRule:
    roles = {role: _role(role, row) for role, row in data["roles"].items()}
    required, rows = (tuple(map(tuple, data[key])) for key in ("required", "rows"))
    if unknown := {r for group in (*required, *rows) for r in group} - roles.keys():
        raise ValueError(f"{kind} requires unknown roles {sorted(unknown)}")
    return TableRule(
        kind,
        roles,
        required,
        rows,
        tuple(map(folded, data["hints"])),
        bool(data.get("traced", True)),
        bool(data.get("guessed", True)),
        data.get("aside", ""),
    )


def _role(role: str, row: Mapping[str, Any]) -> RoleRule:
    rule = RoleRule(
        role,
        row["type"],
        tuple(_believed(text, i) for i, text in enumerate(row["from"])),
        need=row.get("need", "cell"),
        sign=bool(row.get("sign", False)),
        values=bool(row.get("values", False)),
        unit=row.get("unit", ""),
        kept=bool(row.get("kept", True)),
        further=bool(row.get("further", False)),
    )
    if rule.type not in TYPES or rule.need not in NEEDS:
        raise ValueError(f"role {role}: type {rule.type}, need {rule.need}")
    return rule


def _believed(text: str, place: int) -> tuple[str, float]:
    """Read `meaning@0.6`; a later meaning is believed a little less than a better."""
    meaning, _, share = text.partition("@")
    return meaning, float(share or 1) - 0.02 * place


@cache
def accepted_from() -> float:
    """Give the confidence from which a mapping needs no hand."""
    path = "tables/roles.yml"
    return checked(path, lambda: float(yaml_of(path)["accept"]["confidence"]))


@cache
def headers() -> Mapping[str, frozenset[str]]:
    """Give the meanings of each folded header; `_person` and `_known` have no role."""
    path = "tables/headers.csv"

    def build() -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for row in rows_of(path):
            found.setdefault(folded(row["header"]), set()).add(row["meaning"])
        return {header: frozenset(meanings) for header, meanings in found.items()}

    return checked(path, build)


@cache
def bases() -> Mapping[str, tuple[str, float]]:
    """Give the dimension of a unit and how much of its base it is: metres of a length,
    pieces of a count. A unit whose size is not fixed (a roll, a carton) has none."""
    path = "tables/units.csv"
    return checked(
        path,
        lambda: {
            r["unit"]: (r["dimension"], float(r["base"]))
            for r in rows_of(path)
            if r["base"]
        },
    )


@cache
def units() -> Mapping[str, float | None]:
    """Give the grams of each known unit; None when it is no weight, or undecided."""
    path = "tables/units.csv"
    return checked(
        path,
        lambda: {
            r["unit"]: float(r["grams"]) if r["grams"] else None for r in rows_of(path)
        },
    )


@cache
def reasons() -> Mapping[str, Reason]:
    """Give what is said of each reason for setting something aside."""
    path = "wording/set_aside.yml"
    return checked(
        path,
        lambda: {k: Reason(v["says"], v["remedy"]) for k, v in yaml_of(path).items()},
    )


def table_suffixes() -> frozenset[str]:
    """Give the endings of file names that are tried as tables."""
    path = "tables/words.yml"
    return checked(path, lambda: frozenset(yaml_of(path)["suffixes"]))


TABLE_SUFFIXES = table_suffixes()
