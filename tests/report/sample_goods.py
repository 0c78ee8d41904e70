"""The sample's consignments. Everything in it is invented."""

from dataclasses import replace
from datetime import date

from sample_base import EVIL, src
from sample_chain import LEADS_1, PATHS_1, STEPS_1, TIES_1, op
from sample_law import DECISIONS_1, GATES, PAPERS, TREE, decision, step

from whence.model.chain import (
    Break,
    BreakKind,
    Tie,
    TieKind,
)
from whence.model.findings import (
    ConsignmentFinding,
)
from whence.model.listing import GateResult
from whence.model.measure import (
    AnswerState,
    Decision,
    InputTrace,
    MeasureKind,
    Outcome,
    Paper,
    Verification,
)
from whence.model.party import (
    Role,
)
from whence.model.source import Grade

SHIRTS = ConsignmentFinding(
    id="c-0001",
    name="Entry ABC-1000001-1, line 1",
    goods="Cotton T-shirts",
    hs="6109100012",
    import_date=date(2025, 3, 20),
    import_date_latest=date(2025, 4, 10),
    date_basis="Form 7501 box 11 and withdrawal from warehouse",
    entered=True,
    origin_country="BD",
    weight_kg="4000",
    value="48,200.00 USD",
    order="PO-1",
    entry="ABC-1000001-1/1",
    worst="presumed",
    decisions=DECISIONS_1,
    steps=STEPS_1,
    ties=TIES_1,
    paths=PATHS_1,
    breaks=(
        Break(BreakKind.NO_RECORD, "p-0000000000000002", 3, "cotton", (src("t", 88),)),
        Break(BreakKind.FORWARDER, "", 2, "yarn"),
    ),
    leads=LEADS_1,
    sources=(src("e", 2), src("t", 13)),
    question="Entry ABC-1000001-1: was it withdrawn on 2025-04-10?",
)


def light(
    number: int, goods: str, decisions: tuple[Decision, ...], **kw: object
) -> ConsignmentFinding:
    worst = min(decisions, key=lambda d: list(Outcome).index(d.outcome)).outcome
    base = replace(
        SHIRTS,
        id=f"c-{number:04d}",
        name=f"Entry ABC-{1000000 + number}-1, line 1",
        goods=goods,
        entry=f"ABC-{1000000 + number}-1/1",
        import_date=date(2025, 4, 10),
        import_date_latest=date(2025, 4, 10),
        worst=worst.value,
        decisions=decisions,
        steps=(
            op(f"o-{number}0", "p-0000000000000005", Role.MAKER, 0, stage="module"),
        ),
        ties=(
            Tie(f"o-{number}0", "", TieKind.ENTRY, Grade.RECORDED, (src("e", number),)),
        ),
        paths=(),
        breaks=(),
        leads=(),
        question="",
    )
    return replace(base, **kw)


UNTRACED_PV = decision(
    Outcome.UNTRACED,
    outlook=Outcome.TO_ANSWER,
    steps=(
        step("Polysilicon is not traced to quartz: no record upstream.", False),
        step(
            "A signal: the USCC of one party begins 65. It says where a firm was first "
            "registered, not where it makes things.",
            None,
            Grade.INFERRED,
        ),
    ),
    inputs=(
        InputTrace(
            "polysilicon", "polysilicon", 1_200_000, "quartz", (), False, "quartz"
        ),
        InputTrace("glass", "glass", 9_800_000, "sand", (), True),
    ),
    papers=(
        Paper(
            "polysilicon mill certificate",
            "polysilicon",
            "p-0000000000000005",
            "names the furnace and its quartz",
            "UFLPA operational guidance (constructed sample)",
            Verification.SECONDARY,
        ),
    ),
    gate=GATES,
)
CONSIGNMENTS = (
    SHIRTS,
    light(
        2, "Photovoltaic modules", (UNTRACED_PV,), origin_country="MY", hs="8541430010"
    ),
    light(
        3,
        "Tomato paste " + EVIL,
        (
            decision(
                Outcome.NOT_IN_EFFECT,
                others=("us/wro/invented-tomatoes",),
                steps=(step("In force since 2022-06-21; imported 2022-05-02.", None),),
            ),
            decision(
                Outcome.UNDER_ORDER,
                measure="us/wro/invented-tomatoes",
                title="Withhold release order on tomatoes (invented)",
                kind=MeasureKind.ORDER,
            ),
        ),
        origin_country="TR",
        hs="2002908050",
        steps=(op("o-30", "p-0000000000000006", Role.MAKER, 0, stage="paste"),),
        ties=(Tie("o-30", "", TieKind.ENTRY, Grade.RECORDED, (src("e", 3),)),),
    ),
    light(
        4,
        "Cotton trousers",
        (
            decision(
                Outcome.TO_ANSWER,
                steps=TREE[1:],
                papers=PAPERS[:1],
                inputs=DECISIONS_1[0].inputs[:1],
            ),
        ),
        origin_country="KH",
        hs="6203424011",
    ),
    light(
        5,
        "Oak chairs",
        (
            decision(
                Outcome.NO_LINK_FOUND,
                measure="invented/measure",
                title="Example measure (invented)",
                gate=(GateResult("invented/complete", True, "own copy, current"),),
                inputs=(InputTrace("oak", "wood", 700_000, "forest", (), True),),
            ),
        ),
        origin_country="RO",
        hs="9401610000",
    ),
    light(
        6,
        "Gloves",
        (
            decision(
                Outcome.DECIDED_AGAINST,
                measure="eu/invented-case",
                title="Investigation (invented)",
                kind=MeasureKind.INVESTIGATION,
                answer=AnswerState.REFUSED,
                answer_sources=(src("d", 8),),
            ),
        ),
        origin_country="MY",
        hs="4015190000",
    ),
)
