"""The sample's parties and candidates. Everything in it is invented."""

from dataclasses import replace
from datetime import date

from sample_base import EVIL, src

from whence.model.findings import (
    CandidateFinding,
    PartyFinding,
)
from whence.model.party import (
    Judgement,
    PlaceReading,
    Verdict,
)
from whence.model.source import Grade


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
