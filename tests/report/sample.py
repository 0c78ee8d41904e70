"""A rich Findings built by hand. Every company in it is invented."""

from dataclasses import replace
from datetime import date, timedelta

from whence.model.chain import (
    Break,
    BreakKind,
    Claim,
    Fact,
    Operation,
    Path,
    Tie,
    TieKind,
)
from whence.model.findings import (
    NOTICE,
    SCHEMA,
    Asked,
    CandidateFinding,
    ConsignmentFinding,
    Findings,
    InputFinding,
    JoinFinding,
    LimitFinding,
    ListFinding,
    PartyFinding,
)
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
from whence.model.party import (
    Judgement,
    PlaceReading,
    Relation,
    RelationKind,
    Role,
    Verdict,
)
from whence.model.source import Grade, Source
from whence.model.span import Span
from whence.model.table import ColumnRole, SetAside

AS_OF = date(2025, 6, 30)
SHA = {name: digit * 64 for name, digit in zip("tesdl", "abcde", strict=True)}
REF = "19 U.S.C. 1307 note; Pub. L. 117-78, sec. 3 (constructed sample)"
EVIL = '<script>alert("x")</script> & Sons Ltd'


def src(key: str, row: int, column: str = "") -> Source:
    names = {
        "t": ("trade.csv", ""),
        "e": ("entries.xlsx", "ES-003"),
        "s": ("suppliers.xlsx", "Vendors"),
        "d": ("documents.csv", ""),
        "l": ("invented-list.csv", ""),
    }
    return Source(SHA[key], *names[key], row, column)


def party(key: str, name: str, *names: str, **fields: object) -> PartyFinding:
    base = PartyFinding(
        id=key,
        name=name,
        names=(name, *names),
        masked=False,
        country="CN",
        identifiers=(),
        addresses=(),
        places=(),
        roles=("maker",),
        word="nothing found on these versions",
        best_grade=Grade.RECORDED,
        candidates=(),
        sources=(src("t", 12, "Shipper"), src("s", 4, "Supplier name")),
        mentions=2,
        why="one mention",
        consignments=("c-0001",),
    )
    return replace(base, **fields)


HOTAN = PlaceReading(
    "CN-653200",
    "Hotan",
    "CN-XJ",
    "prefecture",
    "hanzi",
    "新疆和田地区于田县工业园",
    0.99,
)
DHAKA = PlaceReading(
    "BD", "Bangladesh", "BD", "country", "country code", "Gazipur, Bangladesh", 0.98
)
KULIM = PlaceReading(
    "MY", "Malaysia", "MY", "country", "country code", "Kulim, Kedah", 0.98
)
DIVISION = PlaceReading(
    "CN-650100",
    "Urumqi",
    "CN-XJ",
    "prefecture",
    "uscc division",
    "91650100MA7TE5T00B",
    0.9,
    is_signal=True,
)


def candidate(key: str, **fields: object) -> CandidateFinding:
    base = CandidateFinding(
        id=key,
        list="invented/complete",
        listing="invented/complete|hetian-qarlug|2022-06-21",
        listed_name="Hetian Qarlug Textile Co., Ltd. 和田喀鲁格纺织有限公司",
        listed_from=date(2022, 6, 21),
        listed_until=None,
        sections=("ii", "v"),
        mention="Hotan Qarluq Textiles 和田喀鲁格纺织厂",
        p_same=0.94,
        p_related=0.97,
        score=6.1,
        explanation=(
            ("brand", "qarluq ~ qarlug, one letter; 喀鲁格 = 喀鲁格", 4.2),
            ("place", "Hotan = Hetian (CN-653200)", 2.1),
            ("trade", "textiles = textile, common", 0.6),
            ("form", "厂 (plant) against 有限公司 (limited company)", -0.5),
            ("country", "both CN", 0.2),
            ("prior", "one listed name among all names of its rarity", -0.5),
        ),
        identity="",
        standing="candidate",
        why="name and place agree; no identifier on either side",
        conflicts=("organisation form differs",),
        judgement=None,
        consignments=("c-0001", "c-0002"),
    )
    return replace(base, **fields)


JUDGED = Judgement(
    "k-7f02",
    Verdict.DIFFERENT,
    "mira",
    "different-registration",
    "Register extract shows another founder and another city.",
    date(2025, 6, 12),
    "0" * 16,
    "1" * 16,
)

PARTIES = (
    party(
        "p-0000000000000001",
        "Hotan Qarluq Textiles",
        "和田喀鲁格纺织厂",
        "خوتەن قارلۇق توقۇمىچىلىق زاۋۇتى",
        word="candidate",
        places=(HOTAN,),
        addresses=("新疆和田地区于田县工业园", "Industrial Park, Keriya, Hotan"),
        candidates=(candidate("k-31c9"),),
        identifiers=(("mid", "CNHOTQAR12HOT"),),
        consignments=("c-0001", "c-0002"),
    ),
    party(
        "p-0000000000000002",
        "Awat Bostan Ginning Co., Ltd.",
        "阿瓦提博斯坦轧花有限公司",
        word="listed",
        identifiers=(("uscc", "91652900MA7TE5T35X"),),
        places=(replace(HOTAN, code="CN-652900", name="Aksu", text="阿克苏"),),
        best_grade=Grade.OFFICIAL,
        candidates=(
            candidate(
                "k-0a11",
                listed_name="Awat Bostan Ginning Co., Ltd.",
                mention="Awat Bostan Ginning Co., Ltd.",
                identity="uscc",
                standing="identity",
                p_same=0.999,
                p_related=0.999,
                why="the same USCC on both sides, documented",
                conflicts=(),
                consignments=("c-0001",),
            ),
        ),
    ),
    party(
        "p-0000000000000003",
        "Rupali Knit Composite Ltd",
        country="BD",
        places=(DHAKA,),
        addresses=("Plot 7, Gazipur, Bangladesh",),
    ),
    party(
        "p-0000000000000004",
        "Nanjing Ruilin Import and Export Co. Ltd.",
        "南京睿霖进出口有限公司",
        roles=("trader",),
        places=(replace(HOTAN, code="CN-JS", name="Jiangsu", region="CN-JS"),),
        candidates=(
            candidate(
                "k-7f02", standing="different", judgement=JUDGED, p_same=0.62, score=2.1
            ),
        ),
    ),
    party(
        "p-0000000000000005",
        "Selat Surya Modules Sdn Bhd",
        country="MY",
        places=(KULIM,),
        consignments=("c-0002",),
    ),
    party(
        "p-0000000000000006",
        EVIL,
        country="TR",
        addresses=("=HYPERLINK(1)",),
        consignments=("c-0003",),
    ),
    party(
        "p-0000000000000007",
        "Li Invented",
        masked=True,
        names=("Li Invented",),
        places=(DIVISION,),
        word="in region",
        best_grade=Grade.INFERRED,
        consignments=("c-0002",),
    ),
)


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
        in_effect="since 2022-06-21",
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


def findings() -> Findings:
    """Build the sample: six consignments, every outcome, seven parties."""
    return Findings(
        schema=SCHEMA,
        notice=NOTICE,
        as_of=AS_OF,
        asked=Asked(
            "Meridian Row Outfitters (invented)",
            ("us/uflpa", "us/wro/invented-hair", "us/wro/invented-tomatoes"),
            ("entries.xlsx", "suppliers.xlsx", "trade.csv", "documents.csv"),
            "own",
        ),
        versions=(
            ("code", "0.1.0"),
            ("law", "3f2a90c1d5e8b764"),
            ("lists", "90aa11c04de2ff31"),
            ("weights", "7e11d02c94ab5f60"),
        ),
        inputs=(
            InputFinding(
                "trade.csv",
                SHA["t"],
                "",
                "trade",
                5000,
                4986,
                0,
                14,
                3,
                (
                    ColumnRole("Shipper", "seller", 0.99, "header and company names"),
                    ColumnRole("Gross Weight (kg)", "gross weight", 0.97, "header"),
                ),
                0.96,
                ("Remarks",),
                ("Contact phone",),
            ),
            InputFinding(
                "entries.xlsx",
                SHA["e"],
                "ES-003",
                "entries",
                8,
                6,
                2,
                0,
                1,
                (),
                0.99,
                (),
                (),
                ("cell B7 holds a formula without a stored value",),
            ),
            InputFinding(
                "suppliers.xlsx",
                SHA["s"],
                "Vendors",
                "suppliers",
                60,
                59,
                0,
                1,
                0,
                (),
                0.93,
                ("Score",),
                ("E-mail", "Contact"),
            ),
        ),
        joins=(
            JoinFinding(
                "ABC-1000001-1",
                "1",
                (src("e", 2), src("e", 7)),
                ("net weight: 4000 kg against 3990 kg",),
            ),
        ),
        set_aside=(
            SetAside(
                src("t", 77, "Date"), "ambiguous-date", "03/04/25", "give the day order"
            ),
            SetAside(src("t", 91), "negative-quantity", "-5200 kg"),
            SetAside(src("s", 8), "formula", '=HYPERLINK("x")', "store the value"),
        ),
        lists=(
            ListFinding(
                "invented/complete",
                "Complete list for the example (invented)",
                "2025-06-01",
                "Invented authority",
                date(2025, 6, 1),
                date(2025, 6, 1),
                6,
                "fails for 4 of 6 consignments",
                "whole file",
                "constructed sample",
                invented=True,
            ),
        ),
        gates=GATES,
        parties=PARTIES,
        relations=(
            Relation(
                "p-0000000000000002",
                RelationKind.PARENT,
                "p-0000000000000001",
                Span(date(2019, 5, 1)),
                0.51,
                Grade.DOCUMENTED,
                src("d", 2),
            ),
        ),
        consignments=CONSIGNMENTS,
        methods=(
            ("Names", "Weights by rarity; calibrated on constructed pairs."),
            (
                "Error rate",
                "Recall .92 at .02 hard false positives, 20 seeds (sample).",
            ),
        ),
        limits=(
            LimitFinding(
                "gate",
                "The list was retrieved before some goods were imported, so "
                "`no link found` is out of reach for them.",
                "whence lists update",
                4,
            ),
            LimitFinding(
                "untraced",
                "Two inputs are not traced to their origin.",
                "Ask for papers",
                2,
            ),
            LimitFinding(
                "unmapped", "Two columns were not understood.", "Edit case.toml", 2
            ),
        ),
        summary=(
            ("presumed", 1),
            ("under order", 1),
            ("decided against", 1),
            ("to answer", 1),
            ("untraced", 1),
            ("no link found", 1),
            ("not in effect", 0),
            ("out of scope", 0),
        ),
    )


def many(count: int) -> Findings:
    """Build the sample with `count` consignments, most of them untraced."""
    base = findings()
    more = tuple(
        light(
            100 + n,
            f"Photovoltaic modules {n}",
            (UNTRACED_PV,),
            import_date=date(2024, 1, 1) + timedelta(days=n % 365),
        )
        for n in range(count - len(base.consignments))
    )
    return replace(base, consignments=base.consignments + more)
