"""Mentions of the store to parties: one firm under many spellings, with the reason.

A party of the store joins mentions whose names are the same but for case, accents,
marks and the spelling of the organisation form, in one country; mentions that bear the
same code; those of which a sheet of relations says that one was the other's name; those
whose names say the same at one address (`match.onesite`); those who only carry or pay,
under any spelling (`trace.carriers`); and those a person judged the same. Mentions with
different codes of one kind, or judged different, stay apart. Nothing is lost: every
mention keeps its key, and says under which party it stands and why. No likeness of
names alone joins anybody else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from whence.engine.duck import Duck, texts
from whence.jobs.steps.trace_relations import Former, same_firms
from whence.jobs.steps.trace_sites import one_plant
from whence.jobs.steps.trade_store import folded_forms
from whence.model.party import IdKind, Judgement, Role, Verdict
from whence.normalise.places import read_places
from whence.normalise.somebody import NO_FORMS
from whence.shelf.lands import letters_of
from whence.shelf.letters import plain
from whence.shelf.roles import betraying, carries, is_to_order
from whence.store.columns import save
from whence.trace.carriers import one_carrier

BY_CODE = "the same {}"
CARRIES = "only carries or pays, under the same name but for form or one letter"
BY_HAND = "judged the same by {}"


def resolve(
    duck: Duck,
    folder: Path,
    judgements: Sequence[Judgement],
    former: Sequence[Former] = (),
) -> int:
    """Group the mentions in view `mentions`; lay parties and members down.

    Returns:
        the number of parties.

    """
    duck.run("m_fold")
    _words(duck)
    duck.run("folded").run("grouped")
    moved, apart = _moves(duck, judgements, former)
    duck.table("moved", moved).table("apart", {"key": texts(apart)})
    duck.run("joined")
    persons = "|".join(rf"\b{re.escape(form)}\b" for form in sorted(NO_FORMS))
    duck.run("parties", out=str(folder / "parties.parquet"), persons=persons)
    duck.view("parties", [folder / "parties.parquet"])
    duck.run("members", out=str(folder / "members.parquet"))
    keys = duck.columns("party_keys")["key"]
    save(folder, {"key": np.array(list(keys), "S18")})
    return len(keys)


def _words(duck: Duck) -> None:
    """Hand over what is known of forms, scripts, countries and roles."""
    duck.table("forms", folded_forms())
    foreign = [str(t) for t in duck.columns("foreign_names")["t"]]
    duck.table(
        "foreign_folds", {"t": texts(foreign), "folded": texts(map(plain, foreign))}
    )
    lands = [str(t) for t in duck.columns("all_countries")["t"]]
    codes = [letters_of(t) for t in lands]
    places = map(_place_in, lands, codes)
    duck.table(
        "lands", {"t": texts(lands), "code": texts(codes), "place": texts(places)}
    )
    hits = [str(t) for t in duck.columns("betraying_names", words=betraying())["t"]]
    duck.table("nobody", {"t": texts(t for t in hits if is_to_order(t))})
    said = [(t, role.value) for t in hits if (role := carries(t)) is not Role.UNKNOWN]
    duck.table(
        "carrying", {"t": texts(t for t, _ in said), "role": texts(r for _, r in said)}
    )


def _place_in(cell: str, country: str) -> str:
    """Give a country's cell where it says more: "CHN Xinjiang" says where a firm is."""
    sites = (r for r in read_places(cell, country) if not r.is_signal)
    return cell if any(sites) else ""


def _moves(
    duck: Duck, judgements: Sequence[Judgement], former: Sequence[Former]
) -> tuple[dict[str, Any], list[str]]:
    """Join groups that share a code, that a person said are one, that had each other's
    name before, or that are one plant."""
    sets = _Sets()
    coded: dict[str, dict[str, set[str]]] = {}
    first: dict[tuple[str, str], str] = {}
    for rep, kind, code in duck.rows("coded_groups"):
        if IdKind(kind).decides:
            why = BY_CODE.format(IdKind(kind).value.upper())
            sets.join(first.setdefault((kind, code), rep), rep, why)
            coded.setdefault(rep, {}).setdefault(kind, set()).add(code)
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: j.on):
        left, right = sorted((judgement.left_hash, judgement.right_hash))
        last[left, right] = judgement
    asked = sorted({key for pair in last for key in pair if key.startswith("m-")})
    duck.table("asked", {"key": texts(asked)})
    reps = {key: rep for key, rep in duck.rows("judged_mentions")}
    apart: list[str] = []
    known = [
        (pair, judgement)
        for pair, judgement in sorted(last.items())
        if pair[0] in reps and pair[1] in reps
    ]
    for (left, right), judgement in known:
        if judgement.verdict is Verdict.SAME:
            sets.join(reps[left], reps[right], BY_HAND.format(judgement.by))
    barred = [
        (reps[left], reps[right])
        for (left, right), judgement in known
        if judgement.verdict is Verdict.DIFFERENT
    ]
    said = [*same_firms(duck, former), *one_plant(duck.rows("sited_groups"))]
    for left, right, why in (*said, *_carriers(duck)):
        if not sets.torn(left, right, coded, barred):
            sets.join(left, right, why)
    for (left, right), judgement in known:
        one = sets.root(reps[left]) == sets.root(reps[right])
        if judgement.verdict is Verdict.DIFFERENT and one:
            apart.append(max(left, right))
    return sets.table(), apart


def _carriers(duck: Duck) -> Iterator[tuple[str, str, str]]:
    """Give the groups that only carry or pay and are one under any spelling."""
    names: dict[str, list[str]] = {}
    for rep, name in duck.rows("carrying_groups"):
        names.setdefault(rep, []).append(name)
    for rep, first in one_carrier(names).items():
        if first != rep:
            yield first, rep, CARRIES


class _Sets:
    """Disjoint sets of group names; the smallest stands for all."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self.why: dict[str, set[str]] = {}
        self.members: dict[str, list[str]] = {}

    def root(self, name: str) -> str:
        """Give the smallest name of the set."""
        while (up := self.parent.get(name, name)) != name:
            self.parent[name] = self.parent.get(up, up)
            name = up
        return name

    def join(self, left: str, right: str, why: str) -> None:
        """Make two sets one."""
        low, high = sorted((self.root(left), self.root(right)))
        if low != high:
            self.parent[high] = low
            here = self.members.setdefault(low, [low])
            here += self.members.pop(high, [high])
            self.why.setdefault(low, set()).update(self.why.pop(high, ()), [why])
            self.parent.setdefault(low, low)

    def torn(
        self,
        left: str,
        right: str,
        coded: Mapping[str, Mapping[str, set[str]]],
        barred: Sequence[tuple[str, str]],
    ) -> bool:
        """Whether two sets hold different codes of a kind, or were judged two."""
        roots = {self.root(left), self.root(right)}
        if any({self.root(a), self.root(b)} == roots for a, b in barred):
            return True
        mine, theirs = (self._codes(root, coded) for root in (left, right))
        return any(mine[k].isdisjoint(theirs[k]) for k in mine.keys() & theirs.keys())

    def _codes(
        self, name: str, coded: Mapping[str, Mapping[str, set[str]]]
    ) -> dict[str, set[str]]:
        """Give the codes of every group of a set, by kind."""
        found: dict[str, set[str]] = {}
        for rep in self.members.get(self.root(name), (self.root(name),)):
            for kind, codes in coded.get(rep, {}).items():
                found.setdefault(kind, set()).update(codes)
        return found

    def table(self) -> dict[str, Any]:
        """Give every name of a set of several, its root, and why."""
        names = sorted(self.parent)
        roots = [self.root(name) for name in names]
        return {
            "rep": texts(names),
            "to_rep": texts(roots),
            "why": texts("; ".join(sorted(self.why.get(r, ()))) for r in roots),
        }
