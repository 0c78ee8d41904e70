"""What of a chain can change an outcome, apart from dates and weights.

Two chains of one shape are alike to every measure on every day: they differ in the
numbers, rows, keys and weights of their acts, and in which unlisted firm is which. So
the grounds need be asked once for a shape. What is left out here must change nothing:
a test holds every outcome against that of the chain itself.
"""

from collections.abc import Mapping

from whence.decide.inputs import HIDES, Kinds
from whence.model.chain import BreakKind, Chain, Claim, Consignment, Operation, TieKind

Shape = tuple[object, ...]
LEFT_OUT = {
    "Consignment": "key name earliest latest date_basis origin_country sources entered"
    " order entry_number line sku grams value_cents currency question dated",
    "Operation": "key tier day grams sources",
    "Fact": "note about",
    "Tie": "sources share_ppm lag_months grams records notified",
    "Path": "key tiers grade share_ppm lag_months grams hub product_known why_not",
    "Break": "tier product sources",
    "InputNeed": "grams operation",
    "Chain": "consignment leads bystanders",
}
"""Fields that change no outcome, or are looked at anew for every chain: dates,
weights, numbers, rows, words only printed. A new field fails a test until named."""


def shape_of(
    goods: Consignment, chain: Chain, *, known: Mapping[str, object], kinds: Kinds
) -> Shape:
    """Give the shape of a chain.

    Args:
        goods: the consignment at its end.
        chain: the chain.
        known: the parties that stand to some list; they keep their keys.
        kinds: the kind of document behind each row of the register.

    """
    firms: dict[str, int] = {}
    lots: dict[str, int] = {"": 0}
    places: dict[str, int] = {"": -1}

    def firm(key: str) -> object:
        return key if not key or key in known else firms.setdefault(key, len(firms))

    def act(number: int, row: Operation) -> Shape:
        places[row.key] = number
        facts = tuple(
            [
                (
                    f.claim,
                    f.value,
                    f.grade,
                    f.favours,
                    tuple([kinds.get(s, "") for s in f.sources])
                    if kinds and f.claim is Claim.TRACED
                    else "",
                )
                for f in row.facts
            ]
        )
        return (
            firm(row.party),
            row.role,
            row.role_grade,
            row.stage,
            row.product,
            row.hs,
            row.goods,
            lots.setdefault(row.lot, len(lots)),
            facts,
        )

    acts = tuple([act(n, row) for n, row in enumerate(chain.operations)])
    return (
        goods.hs,
        goods.description,
        acts,
        _ties(chain, places),
        tuple([(n.commodity, n.product, n.description, n.hs) for n in chain.needs]),
        frozenset(
            [
                (b.kind in HIDES, firm(b.party))
                for b in chain.breaks
                if b.kind in HIDES or b.kind is BreakKind.NO_RECORD
            ]
        ),
    )


def _ties(chain: Chain, places: Mapping[str, int]) -> Shape:
    """Give the ties by the places of their acts, and the paths of lanes that pass."""
    lanes: set[str] = set()
    # A tie stands on its own and in every path that leads over it: once is enough.
    rows = {id(tie): tie for tie in chain.ties}
    for path in chain.paths:
        run = False
        for tie in path.ties:
            if tie.kind is TieKind.LANES:
                run = True
            else:
                rows[id(tie)] = tie
        if run and path.passes:
            lanes.update(path.operations)
    ties = [
        (places.get(t.upstream, t.upstream), places.get(t.downstream, t.downstream), t)
        for t in rows.values()
        if t.kind is not TieKind.LANES
    ]
    return (
        frozenset([(up, down, tie.grade) for up, down, tie in ties]),
        frozenset([places.get(key, key) for key in lanes]),
    )
