"""A text to a Paper: kind, number, day, parties, goods, amounts, lots, references."""

import re
from collections.abc import Iterable, Sequence

from whence.model.chain import TieKind
from whence.model.paper import (
    Amount,
    AmountRole,
    Media,
    Paper,
    PaperRef,
    PaperText,
    Said,
)
from whence.read.documents.days import begun_of, day_of
from whence.read.documents.fields import Fields, fields_of
from whence.read.documents.figures import Asked, amounts_of, lots_of
from whence.read.documents.goods import commodity_of_folder, stage_of_goods
from whence.read.documents.parties import parties_of
from whence.read.documents.places import Placed, placed
from whence.read.documents.proofs import proof_of
from whence.read.documents.prose import Told, told, told_number
from whence.read.documents.rows import Bit, rows_of
from whence.read.documents.titles import kind_of_rows
from whence.read.documents.values import DAY
from whence.read.numbers import numbers
from whence.shelf.paper_words import folded, kind_words, known_commodities

REFS = {"invoice": TieKind.INVOICE, "order": TieKind.ORDER, "bill": TieKind.BILL}
HAN = re.compile(r"[㐀-鿿]")
LATIN = re.compile(r"[A-Za-z]{3,}")
OTHERS = re.compile(r"[Ͱ-῿ぁ-ヿ가-힣]")  # every script but Latin and hanzi
MARKS = re.compile(r"[,;，；、]|\s+(?:and|&|和|及)\s+")
MONEY = re.compile(r"\b([A-Z]{3})\b|([$€£¥])")
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY"}
SIDED = {"taken": "lot_in", "made": "lot_out"}
WORD = re.compile(r"[^\W\d_]{4,}")


class Draft:
    """A paper half read: what does not depend on the other papers of the folder."""

    def __init__(self, text: PaperText) -> None:
        """Read rows, labels, tables and kind."""
        self.text = text
        self.rows = rows_of(text)
        self.fields: Fields = fields_of(self.rows)
        roles = {pair.role for pair in self.fields.pairs}
        roles |= {SIDED[t.flow] for t in self.fields.tables if t.flow}
        named = [pair.label for pair in self.fields.pairs]
        found = kind_of_rows(self.rows, text.file, roles, named)
        self.kind, self.sure, self.reasons, self.title = found
        advice = self.kind == "proof_of_payment" and (
            kind_words().titles.get(folded(self.title)) == self.kind
        )
        if text.media is Media.MESSAGE and not (advice or self._is_itself(roles)):
            self.kind, self.sure = "other", 1.0
            self.reasons = ("it is a message; what it carries stands by itself",)
        record = self.kind in kind_words().records
        self.told: tuple[Told, ...] = told(text) if record else ()

    def _is_itself(self, roles: set[str]) -> bool:
        """Whether a message is a paper: its title, its number, its goods or sums."""
        if self.kind not in (*kind_words().trade, *kind_words().records):
            return False
        title = folded(self.title)
        whole = kind_words().titles.get(title) == self.kind or (
            # Its subject is its title and its number.
            folded(self.rows[0][0].text).startswith(f"{title} ")
        )
        own = kind_words().own_number.get(self.kind, "record")
        numbered = bool(roles & {own, "record", "bill"})
        return bool(title) and whole and numbered and bool(self.fields.tables)

    @property
    def goods(self) -> list[Bit]:
        """Give the descriptions of goods."""
        found = [pair.value for pair in self.fields.of("goods", "sample")]
        for table in self.fields.tables:
            at = [i for i, role in enumerate(table.roles) if role == "goods"]
            found += [row[i] for row in table.rows for i in at if i in row]
        return found


def papers_of(
    texts: Sequence[PaperText], *, commodity: str = ""
) -> tuple[str, tuple[Paper, ...]]:
    """Give the commodity of a folder, and its papers.

    A `commodity` that is known to go by words is taken as said; else the papers tell.
    """
    drafts = [Draft(text) for text in texts]
    if commodity not in known_commodities():
        words = (bit.text for draft in drafts for bit in draft.goods)
        commodity = commodity_of_folder(words)
    return commodity, tuple(_paper(draft, commodity) for draft in drafts)


def _paper(draft: Draft, commodity: str) -> Paper:
    fields, text = draft.fields, draft.text
    record = draft.kind in kind_words().records
    where: Placed = placed(
        draft.kind, draft.title, fields, draft.goods, commodity, told=draft.told
    )
    asked = Asked(text.file, commodity, record, where.stage, where.order)
    number, refs = _numbers(draft)
    day, day_said = day_of(fields, draft.rows, text, told=bool(draft.told))
    amounts = amounts_of(fields, asked, draft.told)
    lots_in, lots_out = _lots(draft, amounts, record=record)
    return Paper(
        file=text.file,
        sha256=text.sha256,
        media=text.media,
        pages=text.pages,
        language=language_of(text.text),
        kind=draft.kind,
        sure=draft.sure,
        reasons=draft.reasons,
        title=draft.title,
        number=number,
        day=day,
        day_said=day_said,
        commodity=commodity,
        process=where.process,
        stage=where.stage,
        stages=where.stages,
        parties=parties_of(draft.kind, draft.fields, draft.rows, text),
        goods=tuple(bit.said(text.file) for bit in draft.goods),
        amounts=_with_lots(amounts, lots_in, lots_out),
        lots_in=lots_in,
        lots_out=lots_out,
        refs=refs,
        money=_money(draft),
        test=proof_of(draft.kind, fields, text, commodity),
        notes=text.notes,
        begun=begun_of(fields, day),
        turns=text.turns,
    )


def language_of(text: str) -> str:
    """Give "en", "zh" or "en zh" by the letters of a text, "other" for a script of
    neither, "" when there are few letters.

    >>> language_of("Commercial invoice of yarn"), language_of("商业发票 批号")
    ('en', 'zh')
    >>> language_of("Коммерческий инвойс")
    'other'
    """
    han, latin = len(HAN.findall(text)), len(LATIN.findall(text))
    others = len(OTHERS.findall(text))
    if others > 2 * han and others > 4 * latin:
        return "other"
    if han + latin < 3:
        return ""
    if han >= 8 and latin >= 8 and latin > han / 4 and han > latin / 3:
        return "en zh"
    return "zh" if han > latin else "en"


def _numbers(draft: Draft) -> tuple[Said | None, tuple[PaperRef, ...]]:
    """Give the paper's own number, and those of others that it names."""
    own = kind_words().own_number.get(draft.kind, "record")
    file = draft.text.file
    number: Said | None = None
    refs = []
    for pair in draft.fields.of("invoice", "order", "bill", "packing", "payment"):
        if not _is_number(pair.value.text):
            continue
        if pair.role == own and number is None:
            number = pair.value.said(file)
        elif pair.role in REFS:
            value = pair.value.said(file)
            refs.append(PaperRef(REFS[pair.role], value.value, value))
    also = kind_words().also_number.get(draft.kind, ())
    others = draft.fields.of("record", "payment", *also)
    known = [pair for pair in others if _is_number(pair.value.text)]
    if number is None and known:
        number = known[0].value.said(file)
    if number is None and draft.told:
        number = told_number(draft.text)
    return number, tuple(refs)


def _is_number(text: str) -> bool:
    """Whether a value can be the number of a paper: it holds a figure, and is neither
    a day nor an address such as "721 Long Road".
    """
    if not any(map(str.isdigit, text)) or DAY.fullmatch(text.strip()):
        return False
    return not any(WORD.fullmatch(word) for word in text.split())


def _lots(
    draft: Draft, amounts: Iterable[Amount], *, record: bool
) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Give the lots taken and made; a paper of trade has only the second."""
    file = draft.text.file
    taken = list(_split(draft, "lot_in"))
    made = list(_split(draft, "lot_out"))
    roles = {(a.lot, a.role) for a in amounts if a.lot}
    for table in draft.fields.tables:
        for bit, flow in lots_of(table):
            if not any(map(str.isdigit, bit.text)):
                continue
            said = bit.said(file)
            used = flow == "taken" or (said.value, AmountRole.TAKEN) in roles
            (taken if record and used and flow != "made" else made).append(said)
    if not made:
        made = list(_split(draft, "lot", "sample_link"))
    if not made and not taken:
        taken = [said for one in draft.told if one.flow == "taken" for said in one.lots]
        made = [said for one in draft.told if one.flow == "made" for said in one.lots]
    return _distinct(taken), _distinct(made)


def _split(draft: Draft, *roles: str) -> Iterable[Said]:
    for pair in draft.fields.of(*roles):
        at = 0
        for mark in [*MARKS.finditer(pair.value.text), None]:
            end = mark.start() if mark else len(pair.value.text)
            part = pair.value.part(at, end)
            if any(map(str.isdigit, part.text)):
                yield part.said(draft.text.file)
            at = mark.end() if mark else end


def _distinct(found: Iterable[Said]) -> tuple[Said, ...]:
    return tuple({said.value: said for said in reversed(list(found))}.values())[::-1]


def _with_lots(
    amounts: tuple[Amount, ...], lots_in: tuple[Said, ...], lots_out: tuple[Said, ...]
) -> tuple[Amount, ...]:
    """Give amounts without a lot the only lot there is."""
    from dataclasses import replace

    only = {
        AmountRole.TAKEN: lots_in,
        AmountRole.MADE: lots_out,
        AmountRole.GOODS: lots_out,
    }
    return tuple(
        replace(a, lot=only[a.role][0].value)
        if not a.lot and len(only.get(a.role, ())) == 1
        else a
        for a in amounts
    )


def _money(draft: Draft) -> tuple[Said, ...]:
    """Give sums of money as "USD 18090.00": a payment's amount, an invoice's total."""
    file = draft.text.file
    currency = _currency(draft)
    for pair in draft.fields.of("money"):
        read = numbers([MONEY.sub(" ", pair.value.text).strip()]).values[0]
        if read is not None:
            said = pair.value.said(file)
            sign = _sign(pair.value.text) or currency
            return (Said(f"{sign} {read[0]:.2f}".strip(), file, said.page,
                         said.start, said.end),)  # fmt: skip
    for table in draft.fields.tables:
        at = [i for i, role in enumerate(table.roles) if role == "sum"]
        cells = [row[at[-1]] for row in table.rows if at and at[-1] in row]
        sums = numbers([MONEY.sub(" ", c.text).strip() for c in cells]).values
        total = sum(v[0] for v in sums if v is not None)
        if cells and total:
            first = cells[0].said(file)
            return (Said(f"{currency} {total:.2f}".strip(), file, first.page,
                         first.start, first.end),)  # fmt: skip
    return ()


def _sign(text: str) -> str:
    match = MONEY.search(text)
    if match is None:
        return ""
    return match[1] or SIGNS[match[2]]


def _currency(draft: Draft) -> str:
    """Find the currency in a heading of a column of money."""
    for table in draft.fields.tables:
        for role, head in zip(table.roles, table.heads, strict=True):
            if role in ("sum", "price") and _sign(head.text):
                return _sign(head.text)
    return ""


def stages_named(draft: Draft, commodity: str) -> tuple[str, ...]:
    """Give the stages of the goods a paper names."""
    found = (stage_of_goods(bit.text, commodity) for bit in draft.goods)
    return tuple(dict.fromkeys(s for s in found if s))
