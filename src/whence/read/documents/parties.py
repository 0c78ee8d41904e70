"""The organisations a paper names: behind labels, at its head, in a bank's sentence."""

import re
import unicodedata

from whence.model.paper import PaperParty, PaperText, PartyRole, Said
from whence.read.documents.fields import Fields, Pair
from whence.read.documents.headings import label_of
from whence.read.documents.rows import Bit
from whence.read.documents.values import DAY
from whence.shelf.paper_words import firm_words, folded, holds, kind_words

ROLES = {
    "seller": PartyRole.SELLER,
    "shipper": PartyRole.SELLER,
    "payee": PartyRole.SELLER,
    "buyer": PartyRole.BUYER,
    "payer": PartyRole.BUYER,
    "consignee": PartyRole.CONSIGNEE,
    "maker": PartyRole.MAKER,
}
ORDER = re.compile(
    r"\bby\s+order\s+of\s+([A-Z][^\n]{2,80}(?:\n[^\n:]{2,40})??)\.?\s*(?:\n|$)"
)
CUT = re.compile(r"^([㐀-鿿()（）]{2,}(?:公司|厂)) [A-Z][a-z]+$")
"""A name in hanzi whose Latin name begins beside it and goes on in the next line."""
HEAD = 5


def parties_of(
    kind: str, fields: Fields, rows: list[list[Bit]], text: PaperText
) -> tuple[PaperParty, ...]:
    """Give the organisations a paper names, by their part in it."""
    file = text.file
    found = [
        PaperParty(ROLES[pair.role], name(pair.value.text), pair.value.said(file))
        for pair in fields.pairs
        if pair.role in ROLES and _is_name(pair.value.text) and not _is_place(pair)
    ]
    if kind == "harvest_record":
        found += [
            PaperParty(PartyRole.MAKER, name(pair.value.text), pair.value.said(file))
            for pair in fields.of("grower")
            if _is_name(pair.value.text)
        ]
    for row in rows[: 1 if kind == "transport_document" else HEAD]:
        bit = row[0]
        said = folded(bit.text)
        firm = any(holds(said, w) for w in firm_words())
        heads = kind == "transport_document" and said not in kind_words().titles
        if ":" not in bit.text and (firm or heads):
            role = {
                "proof_of_payment": PartyRole.BANK,
                "transport_document": PartyRole.CARRIER,
                "lab_test": PartyRole.LABORATORY,
            }.get(kind, PartyRole.ISSUER)
            found.append(PaperParty(role, name(bit.text), bit.said(file)))
            break
    if kind == "proof_of_payment":
        found += _ordering(text)
    return tuple(found)


def _ordering(text: PaperText) -> list[PaperParty]:
    """Give who paid by a sentence: "received by order of ABC Mills Ltd."."""
    match = ORDER.search(text.text)
    if match is None:
        return []
    said = name(match[1])
    page = next((s.page for s in text.spans if s.end > match.start(1)), 1)
    where = Said(said, text.file, page, match.start(1), match.end(1))
    return [PaperParty(PartyRole.BUYER, said, where)]


def _is_place(pair: Pair) -> bool:
    """Whether goods go to a place and to no named firm: "Newark, New Jersey"."""
    text = pair.value.text
    firm = any(holds(folded(text), word) for word in firm_words())
    return pair.role == "consignee" and "," in text and not firm


def _is_name(text: str) -> bool:
    """Whether a value can name an organisation: no day, no label, no word of money."""
    letters = sum(map(str.isalpha, text))
    digits = sum(map(str.isdigit, text))
    return letters > digits and not DAY.search(text) and not label_of(text)


def name(text: str) -> str:
    """Write the name of an organisation with single blanks."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split()).strip(" ,;:")
    match = CUT.match(plain)
    return match[1] if match else plain
