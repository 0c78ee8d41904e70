"""What is said of a party's place: sites, and signals that are none.

A maker's address in a tied record is a site. A seller's, a registered office, a
postal code, a USCC division, a place in the name are signals: where a firm is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from whence.model.chain import Claim, Fact
from whence.model.party import IdKind, Mention, PlaceReading
from whence.model.rows import Supplier
from whence.model.source import Grade, Source
from whence.model.view import Exhibit
from whence.shelf.chains import stage_of
from whence.shelf.paths import sites
from whence.shelf.places import region_of
from whence.shelf.roles import states_origin
from whence.trace.papers import Papers


def finest(readings: Iterable[PlaceReading]) -> list[PlaceReading]:
    """Leave out the prefecture and the region of a county that was read as well."""
    rows = list(readings)
    codes = {r.code for r in rows}
    above = {up for code in codes for up in (region_of(code), f"{code[:7]}00")}
    # A code is above another one only if it is not that code itself.
    coarse = {
        up
        for up in above & codes
        if any(c != up and up in (region_of(c), f"{c[:7]}00") for c in codes)
    }
    return [r for r in rows if r.code not in coarse]


@dataclass(frozen=True)
class Facts:
    """Reads facts of place from the rows of a case."""

    papers: Papers
    _known: dict[str, set[Fact]] = field(default_factory=dict, repr=False)

    def readings(self, text: str, country: str) -> tuple[PlaceReading, ...]:
        """Give what the gazetteer read in a text, best first."""
        places = self.papers.view.places
        return tuple(places.get((text, country), places.get((text, ""), ())))

    def of_text(
        self,
        text: str,
        country: str,
        how: tuple[Claim, Grade, str],
        *,
        source: Source,
        favours: bool = False,
    ) -> set[Fact]:
        """Give facts of a place text; readings that are signals stay signals.

        Where nothing is read and the country is small enough to say where a site is,
        the country is the site.
        """
        claim, grade, about = how
        if not text.strip():
            return set()
        readings = self.readings(text, country)
        sure = finest(r for r in readings if not r.is_signal and r.p >= sites().least_p)
        found = {
            Fact(claim, r.code, grade, (source,), text, about, favours) for r in sure
        }
        found |= {
            Fact(Claim.SIGNAL, r.code, grade, (source,), text, r.method, favours)
            for r in readings
            if r.is_signal
        }
        code = country.strip().upper()
        if not sure and code and code not in sites().large_countries:
            found.add(Fact(claim, code, grade, (source,), text, about, favours))
        return found

    def of_maker(self, mention: Mention, source: Source, about: str) -> set[Fact]:
        """Give the site that a maker's address in a record states."""
        how = (Claim.SITE, Grade.RECORDED, about)
        found = self.of_text(mention.stands_at, mention.country, how, source=source)
        return found | self.of_mention(mention, source, Grade.RECORDED)

    def of_seller(self, mention: Mention, source: Source, about: str) -> set[Fact]:
        """Give the signals of a party that a record does not call a maker."""
        how = (Claim.SIGNAL, Grade.RECORDED, about)
        found = self.of_text(mention.stands_at, mention.country, how, source=source)
        return found | self.of_mention(mention, source, Grade.RECORDED)

    def of_mention(self, mention: Mention, source: Source, grade: Grade) -> set[Fact]:
        """Give the signals of names and identifiers."""
        found: set[Fact] = set()
        for name in mention.names:
            how = (Grade.INFERRED, "place in the name")
            found |= self._signals(name, "name", how, source=source)
        for kind, code in mention.identifiers:
            if kind is IdKind.USCC:
                found |= self._signals(
                    code, "uscc", (grade, "USCC division"), source=source
                )
        return found

    def _signals(
        self, text: str, key: str, how: tuple[Grade, str], *, source: Source
    ) -> set[Fact]:
        """Give the signals read in a name or a code."""
        grade, about = how
        return {
            Fact(Claim.SIGNAL, r.code, grade, (source,), text, about)
            for r in self.papers.view.places.get((text, key), ())
        }

    @cached_property
    def _elsewhere(self) -> Mapping[str, tuple[tuple[Mention, int], ...]]:
        """Give, by party, the mentions under which trade records call it a maker, and
        of each the first record in the order of files and rows."""
        trade = self.papers.trade
        if trade is None or not len(trade):
            return {}
        by_file = sorted(range(len(trade.files)), key=lambda at: trade.files[at])
        place = np.argsort(np.array(by_file))[trade.file]
        order = np.lexsort((trade.row, place, trade.maker))
        makers, first = np.unique(trade.maker[order], return_index=True)
        found: dict[str, list[tuple[Mention, int]]] = {}
        for code, at in zip(makers, order[first], strict=True):
            mention = trade.mentions[code]
            party = self.papers.party(mention) if code >= 0 else ""
            if party and mention.address:
                found.setdefault(party, []).append((mention, int(at)))
        return {party: tuple(rows) for party, rows in found.items()}

    def of_party(self, party: str) -> set[Fact]:
        """Give all that holds of a party whatever the goods."""
        if party not in self._known:
            self._known[party] = self._of_party(party) if party else set()
        return self._known[party]

    def _of_party(self, party: str) -> set[Fact]:
        """Read supplier rows, other records and documents about a party."""
        found: set[Fact] = set()
        for row in self.papers.suppliers.get(party, ()):
            found |= self._of_supplier(row)
        for mention, record in self._elsewhere.get(party, ()):
            assert self.papers.trade is not None
            source = self.papers.trade.source(record)
            how = (Claim.SIGNAL, Grade.RECORDED, "maker's address, other goods")
            found |= self.of_text(
                mention.stands_at, mention.country, how, source=source
            )
        for item in self.papers.exhibits_of_party.get(party, ()):
            row_ = item.row
            if not (row_.lot or row_.order or row_.invoice or row_.entry):
                found |= self.of_exhibit(item, party)
        return found

    def _of_supplier(self, row: Supplier) -> set[Fact]:
        """Read one row of the supplier sheet: declared, about others."""
        mention, source = row.mention, row.source
        country = mention.country
        found = self.of_mention(mention, source, Grade.DECLARED)
        site = (Claim.SITE, Grade.DECLARED, "supplier sheet address")
        office = (Claim.SIGNAL, Grade.DECLARED, "registered address")
        found |= self.of_text(mention.stands_at, country, site, source=source)
        found |= self.of_text(row.registered_address, country, office, source=source)
        # Six digits mean a Chinese district only in a Chinese address.
        large = country in sites().large_countries
        postal = self.readings(row.postal_code, "postal") if large else ()
        found |= {
            Fact(Claim.SIGNAL, r.code, Grade.DECLARED, (source,), r.text, "postal code")
            for r in postal
        }
        role = row.role.value
        found.add(
            Fact(Claim.ROLE, role, Grade.DECLARED, (source,), "", "supplier sheet")
        )
        if states_origin(row.product):
            found |= self._origin(row.product, country, source)
        return found

    def _origin(self, text: str, country: str, source: Source) -> set[Fact]:
        """Read where a supplier sheet says goods come from; in its author's favour."""
        readings = [r for r in self.readings(text, country) if not r.is_signal]
        codes = {r.code for r in readings} or {""}
        return {
            Fact(Claim.ORIGIN, code, Grade.DECLARED, (source,), text, "said", True)
            for code in codes
        }

    def of_exhibit(self, item: Exhibit, party: str) -> set[Fact]:
        """Give the site and the stage that a document states."""
        row, found = item.row, set[Fact]()
        known = self.papers.view.parties.get(party)
        country = known.country if known else ""
        how = (Claim.SITE, item.grade, f"document {row.document}")
        found |= self.of_text(
            row.place,
            country if self.readings(row.place, country) else "",
            how,
            source=row.source,
            favours=item.favours,
        )
        stage = stage_of(row.stage)
        if stage:
            found.add(
                Fact(
                    Claim.TRACED,
                    stage,
                    item.grade,
                    (row.source,),
                    row.stage,
                    f"document {row.document}",
                    item.favours,
                )
            )
        return found
