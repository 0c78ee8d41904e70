"""The index of a binder as a table: one paper a row, to be corrected by hand."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from whence.errors import InputError
from whence.model.binder import Filed, PartyRow
from whence.model.chain import TieKind
from whence.model.paper import (
    Amount,
    AmountRole,
    Media,
    Paper,
    PaperParty,
    PaperRef,
    PartyRole,
    Said,
)
from whence.shelf.documents import kind_of, title_of

COLUMNS = (
    ("File", 40),
    ("Kind", 22),
    ("Stage", 10),
    ("Number", 18),
    ("Date", 12),
    ("From", 28),
    ("To", 28),
    ("Taken in kg", 12),
    ("Made kg", 12),
    ("Goods kg", 12),
    ("Lots in", 18),
    ("Lots out", 18),
    ("Order", 14),
    ("Invoice", 14),
    ("Bill of lading", 16),
    ("Language", 10),
    ("Shows", 40),
    ("Translation of", 30),
    ("Protect", 9),
    ("Turned", 14),
)
PARTY_COLUMNS = (
    ("Name", 36),
    ("Role", 20),
    ("Place", 34),
    ("Country", 10),
    ("In Latin letters", 36),
)
AMOUNTS = {
    "taken in kg": AmountRole.TAKEN,
    "made kg": AmountRole.MADE,
    "goods kg": AmountRole.GOODS,
}
TIES = {
    "order": TieKind.ORDER,
    "invoice": TieKind.INVOICE,
    "bill of lading": TieKind.BILL,
}
GRAMS = 1000
QUARTER = 90
TURN = re.compile(r"(\d+)\s*:\s*(\d+)")
YES = ("yes", "x", "y", "1", "true")


def filed_of(row: Mapping[str, str], paper: Paper, where: str) -> Filed:
    """Put what a row of the index says over what was read of its paper.

    A blank cell leaves what was read. `where` names the row for messages.

    Raises:
        InputError: a day, a weight or a kind in it cannot be read.

    """
    file = paper.file

    def said(text: str) -> Said:
        return Said(text, file)

    def many(name: str) -> tuple[Said, ...]:
        return tuple(said(x.strip()) for x in row.get(name, "").split(";") if x.strip())

    kind = row.get("kind", "")
    if kind and not kind_of(kind):
        raise InputError(f"{kind!r} is no kind of paper.", where=where)
    parties = [
        PaperParty(role, row[name], said(row[name]))
        for name, role in (("from", PartyRole.SELLER), ("to", PartyRole.BUYER))
        if row.get(name)
    ]
    amounts = [
        _amount(row[n], role, where) for n, role in AMOUNTS.items() if row.get(n)
    ]
    refs = [PaperRef(tie, s.value, s) for n, tie in TIES.items() for s in many(n)]
    day = row.get("date", "")
    new = Paper(
        file,
        paper.sha256,
        paper.media,
        paper.pages,
        language=row.get("language", "") or paper.language,
        kind=kind_of(kind) or paper.kind,
        sure=1.0 if kind else paper.sure,
        title=paper.title,
        number=said(row["number"]) if row.get("number") else paper.number,
        day=_day(day, where) if day else paper.day,
        stage=row.get("stage", "") or paper.stage,
        parties=tuple(parties) or paper.parties,
        goods=paper.goods,
        amounts=tuple(amounts) or paper.amounts,
        lots_in=many("lots in") or paper.lots_in,
        lots_out=many("lots out") or paper.lots_out,
        refs=tuple(refs) or paper.refs,
        money=paper.money,
        test=paper.test,
        notes=paper.notes,
        turns=_turns(row["turned"], where) if row.get("turned") else paper.turns,
    )
    protect = row.get("protect", "").strip().casefold() in (
        "yes",
        "x",
        "y",
        "1",
        "true",
    )
    return Filed(new, row.get("shows", ""), row.get("translation of", ""), protect)


def rows_of_index(filed: Iterable[Filed]) -> list[list[str]]:
    """Write papers as rows of the index."""
    return [_cells(f) for f in filed]


def parties_of_index(rows: Iterable[Mapping[str, str]]) -> tuple[PartyRow, ...]:
    """Read the sheet of parties: who, as what, and where."""
    return tuple(
        PartyRow(
            row["name"],
            (row.get("role", ""),) if row.get("role") else (),
            (),
            row.get("place", ""),
            row.get("country", "").upper()[:2],
            latin=row.get("in latin letters", ""),
        )
        for row in rows
        if row.get("name")
    )


def media_of(name: str) -> Media:
    """Tell from a name's ending on what a paper came."""
    ending = name.rsplit(".", 1)[-1].lower()
    found = {
        "pdf": Media.PDF,
        "docx": Media.WORD,
        "xlsx": Media.WORKBOOK,
        "xls": Media.WORKBOOK,
        "csv": Media.WORKBOOK,
        "eml": Media.MESSAGE,
    }
    pictures = ("png", "jpg", "jpeg", "tif", "tiff", "gif", "webp", "bmp")
    return found.get(ending, Media.IMAGE if ending in pictures else Media.TEXT)


def _cells(filed: Filed) -> list[str]:
    p = filed.paper
    weights = {
        role: next((a.grams for a in p.amounts if a.role is role and a.grams), None)
        for role in AMOUNTS.values()
    }
    refs = {
        tie: "; ".join(dict.fromkeys(r.value for r in p.refs if r.kind is tie))
        for tie in TIES.values()
    }
    seller = p.party(PartyRole.SELLER, PartyRole.MAKER, PartyRole.ISSUER)
    return [
        p.file,
        title_of(p.kind) if p.kind else "",
        p.stage,
        p.number.value if p.number else "",
        p.day.isoformat() if p.day else "",
        seller,
        p.party(PartyRole.BUYER, PartyRole.CONSIGNEE),
        *(f"{w / GRAMS:g}" if w else "" for w in weights.values()),
        "; ".join(s.value for s in p.lots_in),
        "; ".join(s.value for s in p.lots_out),
        *refs.values(),
        p.language,
        filed.shows,
        filed.translation_of,
        "yes" if filed.protect else "",
        "; ".join(f"{page}: {by * QUARTER}" for page, by in p.turns),
    ]


def _turns(text: str, where: str) -> tuple[tuple[int, int], ...]:
    """Read the pages to be turned: "1: 180; 3: 90", degrees to the left."""
    found = []
    for part in text.split(";"):
        match = TURN.fullmatch(part.strip())
        if match is None or int(match[2]) % QUARTER:
            raise InputError(
                f"{part.strip()!r} is no turned page.",
                where=where,
                remedy="Write page and degrees to the left, like 1: 180.",
            )
        found.append((int(match[1]), int(match[2]) // QUARTER % 4))
    return tuple(found)


def _amount(text: str, role: AmountRole, where: str) -> Amount:
    plain = text.replace(",", "").replace("kg", "").strip()
    try:
        weight = float(plain)
    except ValueError:
        raise InputError(f"{text!r} is no weight in kg.", where=where) from None
    return Amount(role, weight, "kg", round(weight * GRAMS), Said(text, ""))


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise InputError(
            f"{text!r} is no day.", where=where, remedy="Write it like 2026-04-27."
        ) from None
