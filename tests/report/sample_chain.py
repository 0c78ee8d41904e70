"""How the sample's goods moved. Everything in it is invented."""

from dataclasses import replace
from datetime import date

from sample_base import src

from whence.model.chain import (
    Claim,
    Fact,
    Operation,
    Path,
    Tie,
    TieKind,
)
from whence.model.party import (
    Role,
)
from whence.model.source import Grade


def op(key: str, who: str, role: Role, tier: int, **fields: object) -> Operation:
    base = Operation(
        key, who, role, Grade.RECORDED, tier, sources=(src("t", 40 + tier),)
    )
    return replace(base, **fields)


def site(code: str, grade: Grade = Grade.RECORDED, note: str = "") -> Fact:
    return Fact(
        Claim.SITE, code, grade, (src("t", 12, "Address"),), note, "maker's address"
    )


STEPS_1 = (
    op(
        "o-10",
        "p-0000000000000003",
        Role.MAKER,
        0,
        stage="sewing",
        product="T-shirts",
        hs="610910",
        lot="L-77",
        day=date(2025, 3, 2),
        grams=4_100_000,
        facts=(site("BD"),),
    ),
    op(
        "o-11",
        "p-0000000000000004",
        Role.TRADER,
        1,
        product="printed fabric",
        hs="520852",
        day=date(2025, 1, 28),
        grams=5_200_000,
    ),
    op(
        "o-12",
        "p-0000000000000001",
        Role.MAKER,
        2,
        stage="weaving",
        product="printed fabric",
        hs="520852",
        day=date(2025, 1, 20),
        grams=5_200_000,
        facts=(site("CN-653200", note="新疆和田地区于田县工业园"),),
    ),
    op(
        "o-13",
        "p-0000000000000002",
        Role.MAKER,
        3,
        stage="ginning",
        product="cotton lint",
        hs="520100",
        day=date(2024, 11, 3),
        grams=9_000_000,
        facts=(
            site("CN-652900", Grade.DOCUMENTED),
            Fact(
                Claim.ORIGIN,
                "CN-130000",
                Grade.DECLARED,
                (src("d", 3),),
                "supplier certificate: Hebei",
                favours=True,
            ),
        ),
    ),
    op(
        "o-14",
        "",
        Role.UNKNOWN,
        2,
        stage="spinning",
        product="yarn",
        role_grade=Grade.DECLARED,
    ),
)
TIES_1 = (
    Tie(
        "o-10",
        "",
        TieKind.ENTRY,
        Grade.RECORDED,
        (src("e", 2),),
        grams=4_000_000,
        records=1,
    ),
    Tie(
        "o-11",
        "o-10",
        TieKind.ORDER,
        Grade.RECORDED,
        (src("t", 12), src("e", 2, "PO Number")),
        share_ppm=620_000,
        lag_months=1,
        grams=5_200_000,
        records=2,
    ),
    Tie(
        "o-12",
        "o-11",
        TieKind.BILL,
        Grade.RECORDED,
        (src("t", 13),),
        share_ppm=1_000_000,
        lag_months=0,
        records=1,
    ),
    Tie(
        "o-13",
        "o-12",
        TieKind.LANES,
        Grade.INFERRED,
        (src("t", 60), src("t", 71), src("t", 88)),
        share_ppm=340_000,
        lag_months=2,
        records=3,
    ),
    Tie("o-14", "o-10", TieKind.MATERIALS, Grade.DECLARED, (src("s", 9),), records=1),
)
PATHS_1 = (
    Path(
        "w-1",
        ("o-12", "o-11", "o-10"),
        (TIES_1[2], TIES_1[1], TIES_1[0]),
        2,
        Grade.RECORDED,
        passes=True,
        share_ppm=620_000,
        lag_months=1,
        grams=5_200_000,
    ),
    Path(
        "w-2",
        ("o-13", "o-12", "o-11", "o-10"),
        (TIES_1[3], TIES_1[2], TIES_1[1], TIES_1[0]),
        3,
        Grade.INFERRED,
        passes=True,
        share_ppm=210_800,
        lag_months=3,
    ),
)
LEADS_1 = (
    Path(
        "w-3",
        ("o-13", "o-10"),
        (replace(TIES_1[3], downstream="o-10"), TIES_1[0]),
        5,
        Grade.INFERRED,
        passes=False,
        share_ppm=3_000,
        lag_months=11,
        why_not="5 tiers, more than 3; share 0.3 %, less than 5 %",
    ),
)
