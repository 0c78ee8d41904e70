"""What the sample's measures say. Everything in it is invented."""

from dataclasses import replace
from datetime import date

from sample_base import AS_OF, REF, src

from whence.model.listing import GateResult
from whence.model.measure import (
    AnswerState,
    Decision,
    InputTrace,
    MeasureKind,
    Outcome,
    Paper,
    Step,
    Verification,
)
from whence.model.source import Grade


def step(
    text: str, met: bool | None = None, grade: Grade | None = None, **kw: object
) -> Step:
    base = Step("sample", (("text", text),), text, met, grade)
    return replace(base, **kw)


TREE = (
    step(
        "Place limb: met. A step that made an input took place in Xinjiang.",
        True,
        Grade.RECORDED,
        reference="Pub. L. 117-78, sec. 3(a)",
        children=(
            step(
                "Hotan Qarluq Textiles 和田喀鲁格纺织厂 wove the fabric (recorded).",
                True,
                Grade.RECORDED,
                sources=(src("t", 12, "Manufacturer"),),
            ),
            step(
                "Its site stands in Hotan prefecture: 新疆和田地区于田县工业园.",
                True,
                Grade.RECORDED,
                sources=(src("t", 12, "Manufacturer Address"),),
            ),
            step(
                "Each step down to the consignment is tied by bill of lading, "
                "order and entry line.",
                True,
                Grade.RECORDED,
                sources=(src("t", 13), src("e", 2)),
            ),
        ),
    ),
    step(
        "Party limb: not confirmed. One candidate stands unjudged.",
        False,
        Grade.INFERRED,
        reference="Pub. L. 117-78, sec. 2(d)(2)(B)",
        children=(
            step(
                "Candidate k-31c9: P(same) 0.94. A score alone is never identity.",
                None,
                Grade.INFERRED,
                sources=(src("l", 3, "name"),),
            ),
        ),
    ),
)
CONTRARY = (
    step(
        "A supplier's certificate says the cotton came from Hebei (declared, in its "
        "author's favour). It removes no ground.",
        None,
        Grade.DECLARED,
        sources=(src("d", 3),),
    ),
)
PAPERS = (
    Paper(
        "gin bale list",
        "ginning",
        "p-0000000000000002",
        "names the bales and the gin of each lot of lint",
        "UFLPA operational guidance for importers (constructed sample)",
        Verification.SEEN,
    ),
    Paper(
        "yarn invoice and mill test report",
        "spinning",
        "p-0000000000000003",
        "ties the yarn lot to its lint",
        "UFLPA operational guidance for importers (constructed sample)",
        Verification.MEMORY,
    ),
)
GATES = (
    GateResult(
        "invented/complete", False, "retrieved 2025-06-01, before the import date"
    ),
)


def decision(outcome: Outcome, **fields: object) -> Decision:
    base = Decision(
        measure="us/uflpa",
        title="Uyghur Forced Labor Prevention Act",
        kind=MeasureKind.PRESUMPTION,
        outcome=outcome,
        on=date(2025, 4, 10),
        outlook=outcome,
        outlook_on=AS_OF,
        answer=AnswerState.NONE,
        reference=REF,
        in_effect="in force since 2022-06-21",
        steps=(step(f"The outcome is {outcome.value}.", outcome.severity == 3),),
    )
    return replace(base, **fields)


DECISIONS_1 = (
    decision(
        Outcome.PRESUMED,
        steps=TREE,
        papers=PAPERS,
        contrary=CONTRARY,
        gate=GATES,
        inputs=(
            InputTrace(
                "cotton fabric",
                "cotton",
                3_600_000,
                "field",
                (("weaving", "recorded"), ("spinning", "")),
                False,
                "spinning, ginning, field",
            ),
            InputTrace("buttons", "plastic", 90_000, "moulding", (), True),
            InputTrace("thread", "cotton", None, "field", (), False, "field"),
        ),
        answer=AnswerState.IN_PREPARATION,
        also_on=((date(2025, 3, 20), Outcome.TO_ANSWER),),
        reading="An input made by a listed party suffices: a reading of practice.",
    ),
    decision(
        Outcome.OUT_OF_SCOPE,
        measure="us/wro/invented-hair",
        title="Withhold release order on hair products (invented)",
        kind=MeasureKind.ORDER,
        others=("us/uflpa",),
    ),
)
