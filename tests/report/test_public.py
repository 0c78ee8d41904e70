"""The public edition: every field of every noun has a rule, every blank its place."""

import re
from dataclasses import fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from whence.model.findings import Findings
from whence.model.measure import Step
from whence.model.portfolio import Portfolio
from whence.report import public_rules as rules
from whence.report.public import Edition, heading
from whence.shelf.wording import languages, sentences


def nouns(kind: Any, found: dict[str, type]) -> dict[str, type]:
    """Collect every noun that can stand in a tree of this type."""
    if get_origin(kind) in (tuple, Union, UnionType):
        for part in get_args(kind):
            nouns(part, found)
    elif is_dataclass(kind) and isinstance(kind, type) and kind.__name__ not in found:
        found[kind.__name__] = kind
        for hint in get_type_hints(kind).values():
            nouns(hint, found)
    return found


def holds_text(kind: Any) -> bool:
    if get_origin(kind) in (tuple, Union, UnionType):
        return any(holds_text(part) for part in get_args(kind))
    if kind in (Ellipsis, NoneType) or not isinstance(kind, type):
        return False
    return issubclass(kind, str) and not issubclass(kind, StrEnum)


KNOWN = nouns(Findings, {}) | nouns(Portfolio, {})


@pytest.mark.parametrize("name", sorted(KNOWN.keys() - {Step.__name__}))
def test_every_field_of_text_has_a_rule(name: str) -> None:
    hints = get_type_hints(KNOWN[name])
    text = {f.name for f in fields(KNOWN[name]) if holds_text(hints[f.name])}
    assert text <= rules.RULES[name].keys(), text - rules.RULES[name].keys()
    assert rules.RULES[name].keys() <= hints.keys()


def test_every_blank_of_a_sentence_has_its_place() -> None:
    blanks = {
        blank
        for language in languages()
        for sentence in sentences(language).values()
        for blank in re.findall(r"\{(\w+)\}", sentence.text)
    }
    groups = (rules.BLANKS_KEPT, rules.BLANKS_NAMED, rules.BLANKS_APART)
    sorted_out = [set(group) for group in (*groups, rules.BLANKS_GIVEN)]
    assert blanks <= set().union(*sorted_out)
    assert sum(map(len, sorted_out)) == len(set().union(*sorted_out))


def test_a_withheld_name_inside_a_named_one_leaves_the_named_one_whole() -> None:
    names = {"p-a": ("Acme",), "p-b": ("Acme Weaving",)}
    edition = Edition((), names, frozenset({"p-a"}))
    said = edition.named("Acme Weaving → Acme (order, recorded) → these goods")
    assert said == (
        "Acme Weaving → [name withheld, party-001] (order, recorded) → these goods"
    )


def test_a_sentence_about_a_withheld_party_does_not_name_whom_it_resembles() -> None:
    names = {"p-a": ("Hefei Bit",)}
    edition = Edition((), names, frozenset({"p-a"}))
    values = {"party": "Hefei Bit", "listed": "Hefei Bitland", "list": "us-wro"}
    values |= {"why": "a name match", "score": "0.97"}
    step = Step("candidate.inferred", tuple(values.items()), "as it was")
    told = edition.step(step)
    assert "Bitland" not in repr(told)
    assert told.text.startswith(
        "[name withheld, party-001] is a candidate for a listed"
    )


def test_goods_are_told_by_their_code() -> None:
    assert "cotton" in heading("520100").casefold()
    assert heading("") == "goods"
