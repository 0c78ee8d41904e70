"""An invented portfolio as nouns: consignments with their chains, one after the other.

The world is fixed by the seed: makers of clothes, solar modules and tomato paste, their
spinners, gins, growers and refiners, where each has its site and who says so, and how
some of them stand to lists. Every consignment has its own numbers, rows, dates and
weights, so that no two chains are equal; many share their suppliers, as in life.
Nothing here knows how decisions are made.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from whence.model.chain import (
    Break,
    BreakKind,
    Chain,
    Claim,
    Consignment,
    Fact,
    InputNeed,
    Operation,
    Path,
    Tie,
    TieKind,
)
from whence.model.listing import Listing
from whence.model.measure import Standing, StandingKind
from whence.model.party import Role
from whence.model.source import Grade, Source
from whence.model.span import Span

FIRST, LAST = date(2019, 1, 1), date(2026, 6, 26)
SHEET = "ab" * 32
REGION = ("CN-XJ", "CN-653100", "CN-652900", "CN-654000")
ELSEWHERE = ("CN-JS", "CN-SD", "CN-ZJ", "BD", "VN", "IN", "TR", "KH", "MY")
KINDS = {
    "cotton": (
        ("6109100012", "Cotton T-shirts"),
        ("sew", "knit", "spin", "gin", "field"),
        ("610910", "600622", "520512", "520100", "520100"),
    ),
    "polysilicon": (
        ("8541430010", "Solar modules"),
        ("module", "cell", "wafer", "ingot", "polysilicon", "quartz"),
        ("854143", "854142", "381800", "280461", "280461", "250610"),
    ),
    "tomato": (
        ("2002908050", "Tomato paste"),
        ("paste", "field"),
        ("200290", "070200"),
    ),
    "": (("7326908688", "Wire baskets"), ("make", "draw"), ("732690", "721710")),
}
LISTS = ("us-uflpa", "us-wro", "invented/list")


@dataclass(frozen=True, slots=True)
class Firm:
    """An invented firm: what it does, where it is by whom, whether it is documented."""

    key: str
    stage: str
    hs: str
    site: str
    site_grade: Grade
    signal: str
    papers: Grade | None


class World:
    """The firms, and how some of them stand to lists."""

    def __init__(self, seed: int, firms: int = 3000) -> None:
        self.dice = random.Random(seed)
        self.firms: dict[tuple[str, str], list[Firm]] = {}
        self.names: dict[str, str] = {}
        self.standings: dict[str, tuple[Standing, ...]] = {}
        spots = [
            (c, s, h) for c, k in KINDS.items() for s, h in zip(k[1], k[2], strict=True)
        ]
        for number in range(firms):
            commodity, stage, hs = spots[number % len(spots)]
            firm = self._firm(number, stage, hs)
            self.firms.setdefault((commodity, stage), []).append(firm)
            self.names[firm.key] = f"Firm {number} {stage.title()} Co. Ltd."
            if self.dice.random() < 0.03:
                self.standings[firm.key] = self._standings(firm, number)

    def _firm(self, number: int, stage: str, hs: str) -> Firm:
        dice = self.dice
        near = dice.random() < 0.05
        grade = dice.choice((Grade.RECORDED, Grade.RECORDED, Grade.DECLARED))
        if dice.random() < 0.1:
            grade = Grade.INFERRED
        return Firm(
            f"p-{number:016x}",
            stage,
            hs,
            dice.choice(REGION if near else ELSEWHERE) if dice.random() < 0.9 else "",
            grade,
            "CN-XJ" if dice.random() < 0.02 else "",
            dice.choice((Grade.DOCUMENTED, Grade.DOCUMENTED, Grade.DECLARED, None)),
        )

    def _standings(self, firm: Firm, number: int) -> tuple[Standing, ...]:
        dice, found = self.dice, []
        for key in dice.sample(LISTS, dice.choice((1, 1, 2))):
            start = FIRST + timedelta(days=dice.randrange(0, 2600))
            end = start + timedelta(days=700) if dice.random() < 0.1 else None
            span = Span(start, end)
            name = f"Listed {number}"
            listing = Listing(
                f"{key}/{start}/{name}",
                key,
                name,
                (name,),
                (),
                span,
                (("v", span),),
                dice.choice(("", "and subsidiaries")),
                "CN",
                "",
                (),
                dice.choice((Grade.OFFICIAL, Grade.OFFICIAL, Grade.DECLARED)),
                Source("cd" * 32, f"edition of {key}"),
            )
            kind = dice.choice(tuple(StandingKind)[:4])
            grade = {
                StandingKind.IDENTITY: Grade.DOCUMENTED,
                StandingKind.SUBSIDIARY: Grade.DOCUMENTED,
                StandingKind.RELATED: Grade.DECLARED,
            }.get(kind, Grade.INFERRED)
            found.append(
                Standing(
                    firm.key,
                    listing,
                    kind,
                    grade,
                    "by the seed",
                    (Source(SHEET, "suppliers.csv", "", number),),
                    p_same=0.7,
                )
            )
        return tuple(found)


def portfolio(world: World, count: int) -> Iterator[tuple[Consignment, Chain]]:
    """Yield consignments with their chains, the same for the same world and count."""
    dice = random.Random(count)
    lines = _product_lines(world, dice, max(60, count // 25))
    for number in range(count):
        yield _consignment(dice, number, dice.choice(lines))


def _product_lines(world: World, dice: random.Random, count: int) -> list[tuple]:
    """Make product lines: a commodity, the firms that usually make it, and a habit: how
    well its buyer keeps papers, from 0 (every stage documented) to 1 (only lanes)."""
    found = []
    for _ in range(count):
        commodity = dice.choice(
            ("cotton", "cotton", "cotton", "polysilicon", "tomato", "")
        )
        stages = KINDS[commodity][1]
        depth = dice.randint(1, len(stages))
        habit = dice.random()
        if habit < 0.15 or dice.random() < 0.55:
            depth = len(stages)
        firms = []
        for stage in stages[:depth]:
            width = 2 if dice.random() < 0.4 else 1
            firms.append(dice.sample(world.firms[commodity, stage], width))
        grade = dice.choice((Grade.RECORDED, Grade.RECORDED, Grade.DECLARED))
        if habit < 0.15:
            grade = Grade.RECORDED
        found.append((commodity, firms, grade, habit))
    return found


def _row(name: str, number: int, column: str = "") -> tuple[Source, ...]:
    return (Source(SHEET, name, "", number, column),)


def _consignment(
    dice: random.Random, number: int, line: tuple
) -> tuple[Consignment, Chain]:
    commodity, firms, tie_grade, habit = line
    (hs, words), _, _ = KINDS[commodity]
    day = FIRST + timedelta(days=dice.randrange((LAST - FIRST).days))
    late = day + timedelta(days=dice.choice((0,) * 12 + (20, 400)))
    entered = dice.random() > 0.08
    grams = dice.randrange(500, 20_000) * 1000
    goods = Consignment(
        f"entry:BEN-{number:07d}/1",
        f"BEN-{number:07d}/1",
        hs,
        words,
        day if entered else None,
        min(late, LAST) if entered else None,
        "date of importation",
        "",
        _row("entries.csv", number + 2),
        entered=entered,
        order=f"PO-{number}",
        entry_number=f"BEN-{number:07d}",
        line="1",
        grams=grams,
    )
    acts: list[Operation] = []
    ties: list[Tie] = []
    paths: list[Path] = []
    below = [""]
    for tier, group in enumerate(firms):
        here = []
        for firm in group:
            act = _act(dice, firm, tier, number=number, habit=habit, grams=grams)
            lanes = tier > 0 and habit > 0.9
            kind = (
                TieKind.LANES
                if lanes
                else (
                    TieKind.ENTRY
                    if tier == 0
                    else dice.choice((TieKind.LOT, TieKind.ORDER))
                )
            )
            grade = (
                Grade.INFERRED
                if lanes
                else (Grade.RECORDED if tier == 0 else tie_grade)
            )
            tie = Tie(
                act.key, below[0], kind, grade, _row("lots.csv", number * 9 + tier)
            )
            acts.append(act)
            down = next((p.ties for p in paths if p.operations[0] == below[0]), ())
            path = Path(
                f"path {act.key}",
                (act.key, *below[:1]) if tier else (act.key,),
                (tie, *down),
                tier,
                grade,
                passes=not lanes or tier < 3,
                share_ppm=400_000 if lanes else None,
            )
            paths.append(path)
            ties += [] if lanes else [tie]
            here.append(act.key)
        below = here
    stages = len(KINDS[commodity][1])
    whole = len(firms) == stages
    breaks = (
        ()
        if whole
        else (
            Break(
                dice.choice(tuple(BreakKind)),
                acts[-1].party,
                len(firms),
                words,
                _row("trade.csv", number),
            ),
        )
    )
    need = InputNeed("MAT", commodity, f"{commodity or 'wire'}", grams=grams)
    return goods, Chain(
        goods.key,
        tuple(acts),
        tuple(ties),
        tuple(p for p in paths if p.passes),
        tuple(p for p in paths if not p.passes),
        breaks,
        (need,) if dice.random() > 0.03 else (),
    )


def _act(
    dice: random.Random, firm: Firm, tier: int, *, number: int, habit: float, grams: int
) -> Operation:
    key = f"op:{number}:{firm.key}"
    facts = []
    row = number * 7 + tier
    if firm.site:
        facts.append(
            Fact(
                Claim.SITE,
                firm.site,
                firm.site_grade,
                _row("suppliers.csv", row, "Address"),
                f"Plot {row}",
                "address",
            )
        )
    if firm.signal:
        facts.append(
            Fact(
                Claim.SIGNAL,
                firm.signal,
                Grade.DECLARED,
                _row("suppliers.csv", row, "USCC"),
                "65...",
                "uscc division",
            )
        )
    papers = Grade.DOCUMENTED if habit < 0.15 else firm.papers
    if papers is not None and habit < 0.5:
        facts.append(
            Fact(
                Claim.TRACED,
                firm.stage,
                papers,
                _row("documents.csv", row),
                f"D-{row}",
                favours=papers is Grade.DECLARED,
            )
        )
    role = Role.TRADER if habit > 0.8 and tier == 1 else Role.MAKER
    return Operation(
        key,
        firm.key,
        role,
        Grade.RECORDED if habit < 0.7 else Grade.DECLARED,
        tier,
        stage=firm.stage,
        product=firm.stage,
        hs=firm.hs,
        lot=f"L-{number}-{tier}",
        day=None,
        grams=grams * 2,
        facts=tuple(facts),
        sources=_row("lots.csv", row),
    )
