"""The act of a lane's seller: his role, sites and signals, as the records have it."""

from datetime import timedelta

import numpy as np

from whence.model.chain import Claim, Fact, Operation
from whence.model.party import Role
from whence.model.source import Grade
from whence.trace.draft import told_once
from whence.trace.evidence import Leg
from whence.trace.facts import Facts
from whence.trace.lanes import Lanes
from whence.trace.months import EPOCH
from whence.trace.papers import Papers


class Sellers:
    """Writes the acts of sellers along paths of lanes."""

    def __init__(self, papers: Papers, facts: Facts) -> None:
        """Keep the case."""
        self._papers, self._facts = papers, facts
        self._told: dict[tuple[str, str, str], tuple[bool, frozenset[Fact]]] = {}

    def operation(self, lanes: Lanes, leg: Leg, tier: int) -> Operation:
        """Give the act of a lane's seller: a maker where one record calls him so."""
        party = lanes.parties[lanes.src[leg.lane]]
        code = lanes.codes[lanes.hs[leg.lane]]
        buyer = lanes.parties[lanes.dst[leg.lane]]
        role = (Role.MAKER, Grade.RECORDED)
        # The same for every path over the lane, and most paths share their lanes.
        told = self._told.get((buyer, party, code))
        if told is None:
            told = (lanes.as_maker(leg.lane), self._said(lanes, leg, party))
            self._told[buyer, party, code] = told
        if not told[0]:
            role = self._papers.role(party) or (Role.SELLER, Grade.RECORDED)
        facts = set(self._facts.of_party(party)) | told[1]
        if leg.undated:
            facts.add(Fact(Claim.ROLE, role[0].value, role[1], leg.sources, "undated"))
        return Operation(
            key=f"lane|{buyer}|{party}|{code}",
            party=party,
            role=role[0],
            role_grade=role[1],
            tier=tier,
            hs=code,
            day=None if leg.undated else EPOCH + timedelta(leg.day),
            grams=leg.grams,
            facts=told_once(facts),
            sources=leg.sources,
        )

    def _said(self, lanes: Lanes, leg: Leg, party: str) -> frozenset[Fact]:
        """Read the addresses that the records between the two firms give of him.

        Where a record names him as both, each column says its own: a maker's address
        is a site, a seller's a signal.
        """
        trade, found = self._papers.trade, set[Fact]()
        if trade is None:
            return frozenset()
        rows = np.sort(np.concatenate([lanes.rows_of(k) for k in lanes.kin(leg.lane)]))
        for column, made in ((trade.maker, True), (trade.seller, False)):
            codes, first = np.unique(column[rows], return_index=True)
            for code, at in zip(codes, first, strict=True):
                if code < 0 or self._papers.party(trade.mentions[code]) != party:
                    continue
                mention, source = trade.mentions[code], trade.source(int(rows[at]))
                if made:
                    found |= self._facts.of_maker(mention, source, "maker's address")
                else:
                    found |= self._facts.of_seller(mention, source, "seller's address")
        return frozenset(found)
