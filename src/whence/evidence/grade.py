"""The document register, graded: who speaks, not on what paper.

The rules, their grades and their words stand in `data/documents.yml`.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from whence.model.rows import DocumentRow
from whence.model.source import Grade
from whence.model.view import Exhibit
from whence.shelf.documents import (
    AuthorRole,
    AuthorStanding,
    DocumentKind,
    author_of,
    authors,
    kind_of,
    kinds,
    rules,
)


@dataclass(frozen=True, slots=True)
class _Paper:
    """A row of the register with what the rules ask about it."""

    row: DocumentRow
    kind: DocumentKind | None
    role: AuthorRole | None
    author: str
    in_chain: bool
    about_self: bool
    region: str
    adverse: bool

    @property
    def readable(self) -> bool:
        """Whether there is a file and somebody known who speaks in it."""
        return bool(self.row.exhibit and self.author and self.role)

    @property
    def outside(self) -> bool:
        """Whether its author stands outside the chain, by role and by name."""
        role = self.role
        return bool(
            role and role.standing != AuthorStanding.CHAIN and not self.in_chain
        )


def exhibits(
    documents: Sequence[DocumentRow],
    *,
    chain_names: frozenset[str],
    normal: Callable[[str], str],
    adverse_regions: frozenset[str],
    region_of: Callable[[str], str],
    as_of: date | None = None,
) -> tuple[Exhibit, ...]:
    """Grade every row of the document register, in its order, and say why.

    A document dated after `as_of` is not known yet, and left out.

    Rows come back with `kind` and `author_role` as keys of `data/documents.yml`
    where the words are known; unknown words stay as written.

    Args:
        documents: the register.
        chain_names: names of all parties of the case, folded by `normal`.
        normal: folds a name; "" when nothing of a name is left.
        adverse_regions: regions that a measure asks about, such as `CN-XJ`.
        region_of: gives the region of a place as the register writes it, "" when
            unknown. A place in an adverse region is against its author's interest.
        as_of: the day of the question; None leaves nothing out.

    """
    papers = [
        _paper(
            row,
            chain_names=chain_names,
            normal=normal,
            adverse_regions=adverse_regions,
            region_of=region_of,
        )
        for row in documents
        if as_of is None or row.day is None or row.day <= as_of
    ]
    partners = _partners(papers)
    return tuple(
        _exhibit(paper, partners.get(place, "")) for place, paper in enumerate(papers)
    )


def _paper(
    row: DocumentRow,
    *,
    chain_names: frozenset[str],
    normal: Callable[[str], str],
    adverse_regions: frozenset[str],
    region_of: Callable[[str], str],
) -> _Paper:
    kind, role = (
        kinds().get(kind_of(row.kind)),
        authors().get(author_of(row.author_role)),
    )
    author, party = (normal(text) if text else "" for text in (row.author, row.party))
    region = region_of(row.place) if row.place else ""
    own = bool(kind and kind.own and not row.party)
    return _Paper(
        row=replace(
            row,
            kind=kind.key if kind else row.kind,
            author_role=role.key if role else row.author_role,
        ),
        kind=kind,
        role=role,
        author=author or _fold(row.author),
        in_chain=author in chain_names and bool(author),
        about_self=bool(author) and (party == author or own),
        region=region,
        adverse=region in adverse_regions and bool(region),
    )


def _exhibit(paper: _Paper, partner: str) -> Exhibit:
    rule = rules()[_rule(paper, partner)]
    why = f"{rule.text} ({partner})" if rule.key == "agree" else rule.text
    if paper.role and rule.key != "no_author":
        why = f"{paper.role.title}: {why}"
    return Exhibit(paper.row, rule.grade, why, favours=_favours(paper, rule.grade))


def _rule(paper: _Paper, partner: str) -> str:
    """Name the first rule that fits."""
    kind, role = paper.kind, paper.role
    if not paper.row.exhibit:
        return "no_file"
    if role is None or not paper.author:
        return "no_author"
    if paper.outside:
        official = role.standing == AuthorStanding.AUTHORITY
        return "authority" if official else "independent"
    if partner:
        return "agree"
    if paper.adverse and paper.about_self:
        return "against_interest"
    if kind and kind.owners and paper.about_self:
        return "owners"
    if kind and kind.favours and not paper.adverse:
        return "in_favour"
    return "chain" if role.standing == AuthorStanding.CHAIN else "called_independent"


def _favours(paper: _Paper, grade: Grade) -> bool:
    """Whether the statement is to its author's advantage; in doubt it is."""
    declared = grade is Grade.DECLARED and not paper.outside
    return bool(paper.kind and paper.kind.favours and not paper.adverse and declared)


def _partners(papers: Sequence[_Paper]) -> dict[int, str]:
    """Map the place of each business record to the documents that agree with it.

    Two records agree when two known authors, on two different files, give the same
    lot and quantity, and not one an adverse region and the other a harmless one.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for place, paper in enumerate(papers):
        amount = _amount(paper.row)
        business = paper.kind is not None and paper.kind.business
        if business and paper.readable and paper.row.lot.strip() and amount:
            groups.setdefault((_fold(paper.row.lot), amount), []).append(place)
    found = {}
    for places in groups.values():
        for place in places:
            others = (papers[other] for other in places)
            names = _agreeing(papers[place], others)
            if names:
                found[place] = ", ".join(names)
    return found


def _agreeing(paper: _Paper, others: Iterable[_Paper]) -> list[str]:
    """Name the documents by somebody else that agree with this one."""
    return sorted(
        other.row.document or str(other.row.source)
        for other in others
        if other.author != paper.author
        and other.row.exhibit != paper.row.exhibit
        and not _conflict(paper, other)
    )


def _conflict(paper: _Paper, other: _Paper) -> bool:
    both = bool(paper.row.place and other.row.place)
    return both and paper.adverse != other.adverse


def _amount(row: DocumentRow) -> str:
    """Give a quantity so that equal amounts are equal texts; "" when there is none."""
    if row.quantity is None or row.quantity.number <= 0:
        return ""
    if row.quantity.grams is not None:
        return f"{row.quantity.grams} g"
    return f"{row.quantity.number!r} {_fold(row.quantity.unit)}"


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
