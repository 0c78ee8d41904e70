"""From what a folder lacks to whom to ask for it: supplier, country, stage, papers."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile

from whence.desk.papers_index import key
from whence.model.folder import Gap, GapKind
from whence.model.paper import Paper
from whence.model.request import Proposal
from whence.shelf.documents import kind_of
from whence.shelf.lands import country_code

ASKED = frozenset(
    (GapKind.STAGE, GapKind.DOCUMENT, GapKind.QUANTITY, GapKind.PAYMENT, GapKind.TEST)
)
"""Gaps that another firm can fill; a translation or a scan is the reader's own work."""
REACH = 160
"""Characters behind a name in which its address stands."""
HAN = re.compile(r"[㐀-鿿]")
PARTS = re.compile(r"[,;\t\n|]")


def proposals(
    gaps: Sequence[Gap],
    papers: Sequence[Paper],
    texts: Mapping[str, str],
    *,
    importer: str,
) -> tuple[Proposal, ...]:
    """Give a proposal for each gap that a supplier can fill, once each.

    The importer's own papers are asked of nobody.
    """
    places: dict[str, str] = {}
    found: dict[tuple[str, str, tuple[str, ...], str], Proposal] = {}
    for gap in gaps:
        if gap.kind not in ASKED:
            continue
        kinds = tuple(dict.fromkeys(k for a in gap.ask if (k := kind_of(a))))
        name = gap.party.strip()
        if name and name not in places:
            places[name] = country_of(name, texts)
        one = Proposal(
            name,
            places.get(name, ""),
            gap.stage,
            kinds,
            _about(gap, papers),
            gap.text,
            _why_not(name, kinds, importer),
        )
        found.setdefault((one.supplier, one.stage, one.papers, one.about), one)
    return tuple(found.values())


def _why_not(name: str, kinds: tuple[str, ...], importer: str) -> str:
    if not kinds:
        return "no kind of paper is named that would fill it"
    if not name:
        return "no paper names a firm of this stage"
    ours = key(importer)
    if ours and (ours in key(name) or key(name) in ours):
        return "it is the importer's own paper"
    return ""


def _about(gap: Gap, papers: Sequence[Paper]) -> str:
    """Say what a request is about: the lots or numbers in the words of the gap."""
    words = {
        f"lot {said.value}"
        for paper in papers
        for said in (*paper.lots_in, *paper.lots_out)
        if len(key(said.value)) > 2 and _stands(said.value, gap.text)
    } or {
        f"{paper.kind.replace('_', ' ')} {paper.number.value}"
        for paper in papers
        if paper.number is not None and _stands(paper.number.value, gap.text)
    }
    return ", ".join(sorted(words)[:3])


def _stands(value: str, text: str) -> bool:
    return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(value)}(?![A-Za-z0-9])", text))


def country_of(name: str, texts: Mapping[str, str]) -> str:
    r"""Give where papers say a firm is: the country behind its name that most name.

    A name in hanzi of which nothing is said is taken to be of China, the careful way:
    no letter goes there by mistake.

    >>> country_of("Alder Ltd.", {"a": "Seller: Alder Ltd., Gazipur, Bangladesh"})
    'BD'
    >>> country_of("Alder Ltd.", {"a": "Buyer: Alder Ltd.\nOrigin: Bangladesh"})
    ''
    >>> country_of("张家港恒络棉业有限公司", {}), country_of("Alder Ltd.", {})
    ('CN', '')
    """
    votes: Counter[str] = Counter()
    plain = " ".join(name.split())
    for text in texts.values():
        at = text.find(plain)
        while plain and at >= 0:
            behind = text[at + len(plain) : at + len(plain) + REACH]
            # Where the next field begins, it is no longer this firm's address: an
            # invoice to a buyer goes on with the goods' country of origin.
            own = takewhile(lambda part: ":" not in part, PARTS.split(behind)[:7])
            code = next((c for part in own if (c := _code(part))), "")
            if code:
                votes[code] += 1
            at = text.find(plain, at + 1)
    if votes:
        return max(votes, key=lambda code: (votes[code], code))
    return "CN" if HAN.search(name) else ""


def _code(part: str) -> str:
    words = part.strip(" .()")
    alone = words.isascii() and (len(words) > 3 or words in ("USA", "UK", "UAE"))
    return country_code(words) if alone else ""
