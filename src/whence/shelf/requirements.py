"""What must be shown, stage by stage: it defines "traced", and drives what to ask for.

requirements   the stages of a commodity with what each asks under a measure
whole_chain    what is asked once for a whole chain
ways           the ways of answering that have papers of their own
answers        which papers say how far an answer has come
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from whence.errors import DataError
from whence.model.measure import AnswerState, Verification
from whence.model.source import Grade
from whence.shelf import DATA, yaml_of
from whence.shelf.references import checked_reference

ANY = "any"


@cache
def least_cover_ppm() -> int:
    """Give the part of the goods' weight that papers must cover, in millionths.

    Raises:
        DataError: the policy states no such number.

    """
    found = yaml_of("policies/cover.yml").get("least_ppm")
    if not isinstance(found, int) or not 0 < found <= 1_000_000:
        where = "data/policies/cover.yml"
        raise DataError("least_ppm is no number of millionths.", where=where)
    return found


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing to show: what, by whom, how strong.

    `documents` are the kinds that can show it, `ask` those to ask for first. `by` says
    who draws them up, `strength` the least grade that shows it. `measures` limits it to
    measures or to the beginning of their keys; empty means all. `way` is the way of
    answering that asks for it, "" for all. `borrowed` marks a list of another
    authority, used as a yardstick because this one publishes none.
    """

    key: str
    documents: frozenset[str]
    ask: tuple[str, ...]
    text: str
    by: tuple[str, ...]
    strength: Grade
    measures: frozenset[str]
    way: str
    reference: str
    seen_at: str
    verification: Verification
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a commodity: the codes its goods move under, and what it asks."""

    key: str
    hs: tuple[str, ...]
    requirements: tuple[Requirement, ...]

    @property
    def verified(self) -> bool:
        """Whether every requirement of the stage was read somewhere."""
        return all(r.verification.decides for r in self.requirements)

    @property
    def documents(self) -> frozenset[str]:
        """Give the kinds of document that can show this stage."""
        return frozenset[str]().union(*(r.documents for r in self.requirements))


def plain(kind: str) -> str:
    """Fold a kind of document: `gin_record` and `Gin record` are one.

    >>> plain("gin_record") == plain("Gin  record")
    True
    """
    return " ".join(kind.replace("_", " ").casefold().split())


@lru_cache(maxsize=256)
def requirements(commodity: str, measure: str) -> tuple[Stage, ...]:
    """Give the stages of a commodity, from where it begins, with what each asks.

    A commodity without a page of its own has the one stage `origin`.
    """
    pages = _pages()
    page = pages.get(commodity, pages[ANY])
    every = _asked(pages[ANY]["every_stage"], measure)
    return tuple(
        Stage(s["stage"], s["hs"], (*_asked(s["requirements"], measure), *every))
        for s in page["stages"]
    )


@lru_cache(maxsize=64)
def whole_chain(measure: str, way: str = "") -> tuple[Requirement, ...]:
    """Give what is asked once for the chain, by every way and by the one named."""
    rows = _asked(_pages()[ANY]["whole_chain"], measure)
    return tuple(r for r in rows if r.way in ("", way))


@lru_cache(maxsize=64)
def ways(measure: str) -> tuple[str, ...]:
    """Give the ways of answering a measure that have papers of their own.

    >>> ways("us/uflpa")
    ('applicability review', 'exception')
    """
    rows = _asked(_pages()[ANY]["whole_chain"], measure)
    return tuple(dict.fromkeys(r.way for r in rows if r.way))


def commodities() -> tuple[str, ...]:
    """Give the commodities that have a page of their own."""
    return tuple(key for key in _pages() if key != ANY)


@lru_cache(maxsize=4096)
def stages_to(commodity: str, measure: str, hs: str) -> tuple[Stage, ...]:
    """Give the stages from the origin down to goods of a code; all when unknown.

    >>> [s.key for s in stages_to("cotton", "us/uflpa", "520512")]
    ['field', 'gin', 'spin']
    """
    stages = requirements(commodity, measure)
    best = max(
        (
            (len(code), place)
            for place, stage in enumerate(stages)
            for code in stage.hs
            if hs and hs.startswith(code)
        ),
        default=None,
    )
    return stages if best is None else stages[: best[1] + 1]


@cache
def answers() -> Mapping[str, AnswerState]:
    """Give the state of the answer that each kind of paper shows."""
    raw = yaml_of("requirements/answers.yml")
    return {
        plain(kind): AnswerState(state)
        for state in ("submitted", "refused", "accepted")
        for kind in raw[state]
    }


def _asked(rows: tuple[Requirement, ...], measure: str) -> tuple[Requirement, ...]:
    """Pick what a measure asks; without a list of its own it borrows the yardstick."""
    found = [r for r in rows if not r.measures or _under(measure, r.measures)]
    if _under(measure, yardstick_for()):
        own = [r for r in found if r.measures]
        found = own + [replace(r, borrowed=True) for r in found if not r.measures]
    return tuple(found)


def _under(measure: str, keys: frozenset[str]) -> bool:
    """Whether a measure is one of these, or begins with one of them."""
    return any(measure == key or measure.startswith(f"{key}/") for key in keys)


@cache
def yardstick_for() -> frozenset[str]:
    """Give the beginnings of measures whose authority publishes no list of papers."""
    return frozenset(yaml_of("requirements/any.yml")["yardstick_for"])


@cache
def _pages() -> Mapping[str, Any]:
    """Read every page of `data/requirements`, with its requirements typed."""
    found: dict[str, Any] = {}
    for item in sorted((DATA / "requirements").iterdir(), key=lambda i: i.name):
        if not item.name.endswith(".yml") or item.name == "answers.yml":
            continue
        where = f"data/requirements/{item.name}"
        raw = yaml_of(f"requirements/{item.name}")
        stages = [
            {
                "stage": s["stage"],
                "hs": tuple("".join(c for c in h if c.isdigit()) for h in s["hs"]),
                "requirements": _typed(s["requirements"], f"{where}: {s['stage']}"),
            }
            for s in raw["stages"]
        ]
        found[raw["commodity"]] = {
            "stages": stages,
            "every_stage": _typed(raw.get("every_stage", ()), where),
            "whole_chain": _typed(raw.get("whole_chain", ()), where),
        }
    return found


def _typed(rows: Any, where: str) -> tuple[Requirement, ...]:
    found = []
    for row in rows:
        try:
            found.append(
                Requirement(
                    row["key"],
                    frozenset(plain(d) for d in row["documents"]),
                    tuple(row["ask"]),
                    row["text"],
                    tuple(row["by"]),
                    Grade(row["strength"]),
                    frozenset(row.get("measures", ())),
                    row.get("way", ""),
                    checked_reference(row["reference"], where),
                    row["seen_at"],
                    Verification(row["verification"]),
                )
            )
        except (KeyError, ValueError) as error:
            raise DataError(f"a requirement lacks {error}.", where=where) from error
    return tuple(found)
