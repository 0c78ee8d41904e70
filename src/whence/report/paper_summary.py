"""What a dossier opens with: what was found, on whom it rests, what waits.

Everything here is counted from the findings; nothing is said that the parts behind it
do not say at length.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from whence.model.findings import ConsignmentFinding, Findings, PartyFinding
from whence.model.weight import kilograms
from whence.report import words
from whence.report.cited import spans
from whence.report.counting import counted
from whence.report.paper_papers import Papers
from whence.report.partyword import NOTHING
from whence.report.tell import grams_of
from whence.shelf import style

Tree = dict[str, Any]
PARTIES = 12
"""Parties named in the summary; it is to stay within two pages."""
GOODS = 8
"""Consignments named beside one party."""


class Summary:
    """Counts one dossier for its first pages.

    `numbers` are those of the consignments on paper; without them they are named.
    """

    def __init__(
        self,
        findings: Findings,
        cover: dict[str, Any],
        *,
        numbers: Mapping[str, int],
        papers: Papers,
    ) -> None:
        self.f, self.cover = findings, cover
        self.numbers, self.papers = numbers, papers
        self.touched = {c.id: c for c in findings.consignments if words.touched(c)}
        self.said = style.said()["summary"]

    def tree(self) -> Tree:
        """Give the whole summary."""
        behind = self._behind()
        return {
            "lead": self._lead(),
            "bar": [[s.outcome.value, n] for s, n in self.cover["shown"]],
            "ledger": [
                [n, s.outcome.value, s.meaning, s.next, self._weight(s.outcome.value)]
                for s, n in self.cover["shown"]
            ],
            "absent": self.cover["absent"],
            "behind": behind[:PARTIES],
            "behind_rest": len(behind) - len(behind[:PARTIES]),
            "tasks": self._tasks(),
        }

    def _lead(self) -> str:
        days = sorted(
            d
            for c in self.f.consignments
            for d in (c.import_date, c.import_date_latest)
            if d is not None
        )
        when = ""
        if days:
            when = self.said["when"].format(first=days[0], last=days[-1])
        measures = {d.measure for c in self.f.consignments for d in c.decisions}
        return str(
            self.said["lead"].format(
                touched=len(self.touched),
                total=counted(len(self.f.consignments), "consignment"),
                when=when,
                measures=counted(len(measures), "measure"),
            )
        )

    def _weight(self, outcome: str) -> str:
        """Give the known weight of the consignments of an outcome, "" for none."""
        held = [grams_of(c) for c in self.f.consignments if c.worst == outcome]
        grams = sum(g for g in held if g is not None)
        return f"{kilograms(grams)} kg" if grams else ""

    def _behind(self) -> list[Tree]:
        """Give the parties with a word that stand in a touched consignment."""
        found = []
        for p in self.f.parties:
            goods = [self.touched[g] for g in p.consignments if g in self.touched]
            if goods and p.word != NOTHING:
                found.append((self._rank(goods), p, goods))
        found.sort(key=lambda x: (x[0], x[1].name, x[1].id))
        return [self._party(p, goods) for _, p, goods in found]

    @staticmethod
    def _rank(goods: Sequence[ConsignmentFinding]) -> tuple[int, int]:
        return min(words.place_in_order(c.worst) for c in goods), -len(goods)

    def _party(self, p: PartyFinding, goods: Sequence[ConsignmentFinding]) -> Tree:
        ordered = sorted(goods, key=lambda c: (words.place_in_order(c.worst), c.id))
        return {
            "name": p.name,
            "word": p.word,
            "place": _place(p),
            "worst": ordered[0].worst,
            "goods": self._names(ordered),
            "ids": [c.id for c in ordered[:GOODS]],
            "more": max(0, len(ordered) - GOODS),
        }

    def _names(self, goods: Sequence[ConsignmentFinding]) -> str:
        if not self.numbers:
            rest = f" and {len(goods) - GOODS} more" if len(goods) > GOODS else ""
            return ", ".join(c.name for c in goods[:GOODS]) + rest
        numbers = sorted(self.numbers[c.id] for c in goods)
        more = len(numbers) - GOODS
        told = spans(numbers[:GOODS], "C")
        return f"{told} and {more} more" if more > 0 else told

    def _tasks(self) -> list[list[str]]:
        """Give what waits for a person: a sentence, and the part that holds it."""
        wait, shut = self.cover["waiting_all"], self._shut()
        questions = self.cover["questions"]
        goods = {g for _, k in self._waiting() for g in k.consignments}
        tasks = [
            (
                len(questions),
                self.said["questions"].format(
                    count=counted(len(questions), "question"),
                    goods=self._names(questions),
                ),
                "",
            ),
            (
                wait,
                self.said["candidates"].format(
                    count=counted(wait, "name"),
                    goods=counted(len(goods), "consignment"),
                ),
                "candidates",
            ),
            (len(self.papers.lines), self._asked(), "papers"),
            (len(shut), self.said["gates"].format(lists=", ".join(shut)), "inputs"),
            (
                len(self.f.limits),
                self.said["limits"].format(count=counted(len(self.f.limits), "point")),
                "limits",
            ),
        ]
        return [[text, part] for count, text, part in tasks if count]

    def _waiting(self) -> list[tuple[PartyFinding, Any]]:
        return words.candidates_in_order(self.f)[0]

    def _asked(self) -> str:
        return str(
            self.said["papers"].format(
                count=counted(
                    len(self.papers.lines), "kind of paper", "kinds of paper"
                ),
                parties=counted(len(self.papers.parties), "party", "parties"),
            )
        )

    def _shut(self) -> list[str]:
        """Give the keys of lists that a gate stopped."""
        return sorted({g.list_key for g in self.f.gates if not g.passes})


def _place(p: PartyFinding) -> str:
    """Name the place of a site, else of a signal, else the country."""
    sites = sorted(p.places, key=lambda x: x.is_signal)
    return next((x.name for x in sites), p.country)
