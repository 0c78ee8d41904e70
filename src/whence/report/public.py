"""The public edition of findings: made from what may be told, not by crossing out.

A public dossier carries outcomes, laws, lists, grades, days, weights, HS codes, places,
and the names of parties that are named (`jobs/steps/masking.py`). It carries no other
word of the user's: files, sheets, entries, orders, lots and goods stand under numbers
of their own, and sentences are written anew from blanks that may be told. So a part of
a withheld name cannot pass inside a lot number or a note.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from whence.model.findings import Findings, LimitFinding, PartyFinding
from whence.model.measure import Step
from whence.model.party import IdKind, Party
from whence.report import public_rules as rules
from whence.report.masks import label
from whence.report.noun_tree import is_plain, leaves, nouns
from whence.shelf import hs
from whence.shelf.methods import limit_text
from whence.shelf.wording import sentences, words

Noun = TypeVar("Noun")
Names = Mapping[str, tuple[str, ...]]

CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{2,9})?|[a-z][a-z ]*")
GOODS = re.compile(r"(?:goods of )?HS (\d+)")
ENTRY_TYPE = re.compile(r"^entry type .*?: ")
CODES_TOLD = (IdKind.USCC.value, IdKind.LEI.value)
NOBODY, WITHHELD = "an unknown party", "[name withheld]"
GOODS_WORD, INPUT_WORD, LISTED_WORD = "goods", "An input", "a listed party"


def published(findings: Findings) -> Findings:
    """Give the public edition of a run's findings."""
    names = {p.id: (p.name, *p.names) for p in findings.parties}
    hidden = frozenset(p.id for p in findings.parties if p.masked)
    edition = Edition(findings, names, hidden)
    made = edition.of(findings)
    kept = sorted(made.parties, key=lambda p: (p.masked, p.id if p.masked else ""))
    edited: Findings = replace(made, parties=tuple(kept))
    return edited


def published_portfolio(
    value: Noun,
    parties: Mapping[str, Party],
    hidden: frozenset[str],
    *,
    language: str = "en",
) -> Noun:
    """Give the public edition of any other tree of nouns."""
    names = {key: (p.name, *p.names) for key, p in parties.items()}
    made: Noun = Edition(value, names, hidden, language=language).of(value)
    return made


class Edition:
    """Numbers what is not named, and rewrites a tree of nouns under the rules."""

    def __init__(
        self,
        tree: object,
        names: Names,
        hidden: frozenset[str],
        *,
        language: str = "en",
    ) -> None:
        """Look through the tree for what needs a number of its own."""
        self.hidden, self.language = hidden, language
        self.party_ids = {
            key: f"party-{number:03d}" for number, key in enumerate(sorted(hidden), 1)
        }
        self.files: dict[str, str] = {}
        self.sheets: dict[tuple[str, str], str] = {}
        self.refs: dict[str, str] = {}
        self.acts: dict[str, str] = {}
        self._number(tree)
        self.labels = {
            text: label(self.party_ids[key]) if key in hidden else text
            # A name that both a named and a withheld party bear is withheld.
            for key in sorted(names, key=lambda k: (k in hidden, k))
            for text in names[key]
            if text
        }

    def _number(self, tree: object) -> None:
        """Give files, sheets and consignments numbers; in the order of their content,
        so that no number tells of the alphabet."""
        found = list(nouns(tree))
        sources = [n for n in found if _is(n, "Source", "InputFinding")]
        tables = {n.name for n in found if _is(n, "InputFinding")}
        names = {(n.name not in tables, n.sha256, n.name) for n in sources}
        given = {n for f in found if _is(f, "Asked") for n in f.files}
        names |= {(True, "", n) for n in given - {name for _, _, name in names}}
        for _, _, name in sorted(names):
            self.files.setdefault(name, f"file {len(self.files) + 1}")
        for name, sheet in sorted({(n.name, n.sheet) for n in sources if n.sheet}):
            number = 1 + sum(held == name for held, _ in self.sheets)
            self.sheets[name, sheet] = f"sheet {number}"
        for noun in found:
            if _is(noun, "ConsignmentFinding", "Row"):
                mark = f"consignment {len(set(self.refs.values())) + 1}"
                self.refs |= {noun.id: mark, noun.name: mark}

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Match any party's name, longest first."""
        ordered = sorted(self.labels, key=lambda w: (-len(w), w))
        return re.compile("|".join(map(re.escape, ordered))) if ordered else None

    def of(self, value: Any) -> Any:
        """Rewrite a tree."""
        if isinstance(value, Step):
            return self.step(value)
        if isinstance(value, tuple):
            return tuple(self.of(item) for item in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        if isinstance(value, PartyFinding) and value.id in self.hidden:
            return self.bare(value)
        table = rules.RULES[type(value).__name__]
        changed = {}
        for field in fields(value):
            old = getattr(value, field.name)
            rule = table.get(field.name)
            changed[field.name] = self.by_rule(rule, old, value) if rule else old
            if rule is None:
                changed[field.name] = self.of(_untold(old, value, field.name))
        made = replace(value, **changed)
        if isinstance(made, PartyFinding):
            codes = tuple(c for c in made.identifiers if c[0] in CODES_TOLD)
            return replace(made, identifiers=codes)
        return made

    def by_rule(self, rule: str, old: Any, noun: Any) -> Any:
        """Rewrite one field of a noun."""
        if rule == "keep":
            return old if all(is_plain(v) for v in leaves(old)) else self.of(old)
        if rule == "drop":
            return "" if isinstance(old, str) else ()
        if isinstance(old, tuple):
            return tuple(self.by_rule(rule, item, noun) for item in old)
        if not old:
            return old
        return self._turns[rule](old, noun)

    @cached_property
    def _turns(self) -> Mapping[str, Callable[[str, Any], str]]:
        return {
            "role": lambda _, noun: str(noun.role),
            "file": lambda old, _: self.files.get(old, "a file"),
            "sheet": lambda old, noun: self.sheets.get((noun.name, old), "a sheet"),
            "goods": lambda _, noun: heading(noun.hs),
            "ref": lambda old, _: self.refs.get(old, "a consignment"),
            "party": lambda old, _: self.party_ids.get(old, old),
            "act": lambda old, _: self.act(old),
            "own": lambda old, _: self.named(old),
            "code": lambda old, _: old if CODE.fullmatch(old) else "",
            "basis": lambda old, _: ENTRY_TYPE.sub("type of entry: ", old),
            "detail": _limit,
        }

    def act(self, key: str) -> str:
        """Number an operation, or the path that begins at it."""
        head, colon, rest = key.partition("path:")
        if colon and not head:
            return f"path:{self.act(rest)}"
        return self.acts.setdefault(key, f"act-{len(self.acts) + 1}")

    def named(self, text: str) -> str:
        """Replace the names of withheld parties among our own words."""
        if self.pattern is None:
            return text
        return self.pattern.sub(lambda m: self.labels[m.group()], text)

    def one_name(self, text: str) -> str:
        """Give a blank that is one name: that of a named party, or of none."""
        told = self.labels.get(text)
        if told is not None:
            return told
        ours = text in words(self.language).values()
        known = text == NOBODY or text.startswith("[name withheld") or ours
        return text if known else WITHHELD

    def step(self, step: Step, *, hidden: bool = False) -> Step:
        """Write a sentence anew; `hidden` when it is about a withheld party."""
        values = dict(step.values)
        if "party" in values:
            hidden = hidden or self.one_name(values["party"]) != values["party"]
            hidden = hidden or values["party"].startswith("[name withheld")
        told = {k: self.blank(k, v, step.template, hidden) for k, v in values.items()}
        text = sentences(self.language)[step.template].text.format_map(told)
        return replace(
            step,
            values=tuple(told.items()),
            text=text.replace("..", "."),
            sources=self.of(step.sources),
            children=tuple(self.step(c, hidden=hidden) for c in step.children),
        )

    def blank(self, name: str, value: str, template: str, hidden: bool) -> str:
        """Say what fills one blank of a sentence."""
        if name == "why" and template in rules.JUDGED:
            return "reason withheld"
        if name in ("party", "author", "about"):
            return self.one_name(value)
        if name in rules.BLANKS_NAMED:
            return self.named(value)
        if name in rules.BLANKS_GIVEN:
            return rules.BLANKS_GIVEN[name] if value else ""
        if name in rules.BLANKS_KEPT:
            return value
        return self._apart(name, value, template, hidden)

    def _apart(self, name: str, value: str, template: str, hidden: bool) -> str:
        if name == "goods":
            code = GOODS.match(value)
            return f"HS {code[1]} {heading(code[1])}" if code else GOODS_WORD
        if name == "basis":
            return ENTRY_TYPE.sub("type of entry: ", value)
        if name == "product":
            return INPUT_WORD if template.startswith("input.") else ""
        if name in ("listed", "order"):
            return LISTED_WORD if hidden else value
        if name == "kind":
            return "document" if template.startswith(rules.PAPERS) else value
        raise KeyError(name)

    def bare(self, party: PartyFinding) -> PartyFinding:
        """Strip a withheld party down to a number and what was concluded.

        What it is a candidate for would nearly name it, and goes.
        """
        key = self.party_ids[party.id]
        return replace(
            party,
            id=key,
            name=label(key),
            names=(),
            identifiers=(),
            addresses=(),
            places=self.of(party.places),
            candidates=(),
            sources=self.of(party.sources),
            consignments=self.by_rule("ref", party.consignments, party),
        )


def heading(code: str) -> str:
    """Give the words of the Harmonized System for a code.

    >>> heading("8541430010").startswith("Semiconductor devices")
    True
    """
    known = hs.words()
    found = known.get(code[:4]) or known.get(code[:2]) if code else ""
    return found or GOODS_WORD


def _limit(old: str, noun: LimitFinding) -> str:
    """Write a limit anew without the user's words."""
    if noun.key not in rules.LIMITS_OF_WORDS:
        return old
    text = limit_text(noun.key)[0]
    return text.format(count=noun.count, detail="withheld here")


def _is(noun: object, *names: str) -> bool:
    return type(noun).__name__ in names


def _untold(old: Any, noun: object, field: str) -> Any:
    """Refuse a field of text that nobody decided on."""
    if any(type(leaf) is str and leaf for leaf in leaves(old)):
        raise KeyError(f"{type(noun).__name__}.{field} is not in the public rules")
    return old
