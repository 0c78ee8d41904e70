import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.match import apart
from whence.match.index import ListingIndex
from whence.model.party import IdKind
from whence.model.source import Grade

XJ, HOTAN, SHANSHAN = "CN-XJ", "CN-653200", "CN-650421"
GD, DONGGUAN, SZ = "CN-GD", "CN-441900", "CN-440300"
TAIDA = (
    "Hetian Taida Apparel Co., Ltd",
    f"P:Hetian={HOTAN} B:Taida=taida T:apparel F:ltd",
)
HOSHINE = (
    "Hoshine Silicon Industry (Shanshan) Co., Ltd",
    f"B:Hoshine=hoshine T:silicon P:Shanshan={SHANSHAN} F:ltd",
)
HESHENG = (
    "Hesheng Silicon Industry (Shanshan) Co.",
    f"B:Hesheng=hesheng T:silicon P:Shanshan={SHANSHAN} F:co",
)
DAQO = (
    "Xinjiang Daqo New Energy Co., Ltd.",
    f"P:Xinjiang={XJ} B:Daqo=daqo T:energy F:ltd",
)
OASIS = (
    "Dongguan Oasis Shoes Co., Ltd.",
    f"P:Dongguan={DONGGUAN} B:Oasis=oasis T:shoes F:ltd",
)
LVZHOU = (
    "Dongguan Lvzhou Shoes Co., Ltd.",
    f"P:Dongguan={DONGGUAN} B:Lvzhou=lvzhou/luzhou T:shoes F:ltd",
)
LVDAO = ("Lvdao", "B:Lvdao=lvdao")
PARK = (
    "Lop County Hair Product Industrial Park",
    "P:Lop=CN-653224 T:hair T:industrial",
)
PUBLISHED = (TAIDA, HOSHINE, HESHENG, DAQO, OASIS, LVZHOU, LVDAO, PARK)


@pytest.fixture(scope="module")
def listings(make):
    return (
        make.listing(TAIDA[0], local_names=(("和田泰达服饰有限公司", "press", "x"),)),
        make.listing(HOSHINE[0], HESHENG[0], scope="and subsidiaries"),
        make.listing(DAQO[0]),
        make.listing(OASIS[0], LVZHOU[0], LVDAO[0], province=GD),
        make.listing(PARK[0]),
    )


ZH = {
    "和田泰达服饰有限公司": f"P:和田={HOTAN} B:泰达=泰达/taida T:apparel F:ltd",
}


def found(
    make,
    listings,
    *rows,
    country="CN",
    region="",
    ids=(),
    policy="",
    full=None,
    said=None,
):
    party = make.party(*(r[0] for r in rows), country=country, ids=ids)
    known = make.known(*PUBLISHED, *ZH.items(), *rows)
    for raw, folded in (full or {}).items():
        known[raw] = replace(known[raw], full=folded)
    index = ListingIndex(listings, normal=known, rarity=make.rarity)
    regions = {m.key: region for m in party.mentions if region}
    rows = {m.key: said for m in party.mentions if said}
    return index.candidates(
        [party], normal=known, regions=regions, policy=policy, said=rows
    )


def best(*args, **more):
    rows = found(*args, **more)
    return rows[0] if rows else None


def without_chinese(listings):
    return tuple(replace(x, local_names=()) for x in listings)


@pytest.mark.parametrize(
    ("raw", "marks", "listed"),
    [
        ("和田泰达服饰有限公司", ZH["和田泰达服饰有限公司"], "hetian-taida"),
        ("和田泰達服飾", f"P:和田={HOTAN} B:泰达=泰达/taida T:apparel", "hetian-taida"),
        ("泰达服饰", "B:泰达=泰达/taida T:apparel", "hetian-taida"),
        (
            "Hotan Taida Garment",
            f"P:Hotan={HOTAN} B:Taida=taida T:apparel",
            "hetian-taida",
        ),
        (
            "Hotan Tai Da Apparel",
            f"P:Hotan={HOTAN} B:Tai=tai B:Da=da T:apparel",
            "hetian-taida",
        ),
        (
            "Hetian Taidda Apparel",
            f"P:Hetian={HOTAN} B:Taidda=taidda T:apparel",
            "hetian-taida",
        ),
        (
            "合盛硅业(鄯善)有限公司",
            f"B:合盛=合盛/hesheng T:silicon P:鄯善={SHANSHAN} F:ltd",
            "hoshine",
        ),
        ("洛浦县发制品产业园", "P:洛浦=CN-653224 T:hair T:industrial", "lop-county"),
    ],
)
def test_an_english_only_list_finds_other_spellings_and_scripts(
    make, listings, raw, marks, listed
):
    row = best(make, without_chinese(listings), (raw, marks))
    assert row is not None
    assert listed in row.listing
    assert row.p_same > 0.8
    assert row.identity == ""


@pytest.mark.parametrize(
    ("raw", "marks"),
    [
        ("Xinjiang Ruoyu Textile", f"P:Xinjiang={XJ} B:Ruoyu=ruoyu T:textile"),
        ("和田若雨服饰有限公司", f"P:和田={HOTAN} B:若雨=若雨/ruoyu T:apparel F:ltd"),
        (
            "Hetian Bostan Apparel Co., Ltd",
            f"P:Hetian={HOTAN} B:Bostan=bostan T:apparel F:ltd",
        ),
        ("Shenzhen Energy Co., Ltd.", f"P:Shenzhen={SZ} T:energy F:ltd"),
    ],
)
def test_a_shared_place_and_trade_alone_are_no_candidate(make, listings, raw, marks):
    assert found(make, listings, (raw, marks)) == ()


def test_a_place_that_differs_counts_against(make, listings):
    same = best(make, listings, (DAQO[0], DAQO[1]))
    other = best(
        make,
        listings,
        ("Shenzhen Daqo New Energy", f"P:Shenzhen={SZ} B:Daqo=daqo T:energy"),
    )
    assert other.p_same < 0.6 < 0.95 < same.p_same
    assert any("Shenzhen" in c for c in other.conflicts)
    assert other.p_related > 0.5


def test_a_shoe_firm_named_like_a_short_alias_is_a_candidate_never_identity(
    make, listings
):
    row = best(
        make,
        listings,
        (
            "Guangdong Lvdao Shoes Co. Ltd.",
            f"P:Guangdong={GD} B:Lvdao=lvdao T:shoes F:ltd",
        ),
        region=GD,
    )
    assert row.p_same > 0.5
    assert row.identity == ""
    assert any("short alias" in how for _, how, _ in row.explanation)


def test_a_short_alias_written_letter_by_letter_is_no_identity(make, listings):
    row = best(make, listings, LVDAO, region=GD)
    assert row.identity == ""


def test_the_parent_is_a_candidate_and_not_the_listed_subsidiary(make, listings):
    parent = ("Hoshine Silicon Industry Co., Ltd.", "B:Hoshine=hoshine T:silicon F:ltd")
    row = best(make, listings, parent, region="CN-ZJ")
    assert row.identity == ""
    assert row.p_related > 0.5
    assert any("CN-ZJ" in c for c in row.conflicts)


def test_a_branch_is_not_the_firm(make, listings):
    branch = (f"{TAIDA[0]} Branch", TAIDA[1] + " R:branch")
    row = best(make, listings, branch, region=XJ)
    assert row.identity == ""
    assert "one side is a branch" in row.conflicts


def test_the_full_name_with_the_province_is_identity(make, listings):
    row = best(make, listings, TAIDA, region=XJ)
    assert row.identity == "full name and province"


@pytest.mark.parametrize("grade", [Grade.RECORDED, Grade.DECLARED])
def test_beside_an_identity_stands_the_grade_of_the_row_that_names_the_party(
    make, listings, grade
):
    """The list speaks of its own side only; who the supplier is, a row says."""
    row = best(make, listings, TAIDA, region=XJ, said=grade)
    assert row.identity_said is grade
    assert row.identity_grade is Grade.OFFICIAL


def test_a_chinese_name_of_the_importers_own_sheet_is_told_as_declared(make, listings):
    zh = "和田泰达服饰有限公司"
    record = make.party(TAIDA[0]).mentions[0]
    sheet = replace(record, names=(TAIDA[0], zh), address="a sheet")
    party = replace(make.party(TAIDA[0], zh), mentions=(record, sheet))
    known = make.known(*PUBLISHED, *ZH.items())
    index = ListingIndex(listings, normal=known, rarity=make.rarity)

    def rows(regions):
        said = {record.key: Grade.RECORDED}
        return index.candidates([party], normal=known, regions=regions, said=said)[0]

    assert rows({}).identity == "full name and Chinese name"
    assert rows({}).identity_said is Grade.DECLARED
    better = rows({record.key: XJ})
    assert better.identity == "full name and province"
    assert better.identity_said is Grade.RECORDED


def test_the_full_name_alone_is_a_candidate(make, listings):
    assert best(make, listings, TAIDA).identity == ""


def test_the_full_name_in_another_country_or_province_is_a_candidate(make, listings):
    assert best(make, listings, TAIDA, country="VN", region=XJ).identity == ""
    elsewhere = best(make, listings, TAIDA, region="CN-SD")
    assert elsewhere.identity == ""
    assert elsewhere.conflicts


def test_the_full_name_with_the_chinese_name_is_identity(make, listings):
    zh = "和田泰达服饰有限公司"
    row = best(make, listings, TAIDA, (zh, ZH[zh]))
    assert row.identity == "full name and Chinese name"


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("filing", "full name and province"),
        ("list", "full name and province"),
        ("press", ""),
        ("transliteration", ""),
        ("short", ""),
    ],
)
def test_a_chinese_name_carries_identity_only_when_filed_or_listed(
    make, listings, kind, rule
):
    zh = "和田泰达服饰有限公司"
    one = (replace(listings[0], local_names=((zh, kind, "x"),)),)
    assert best(make, one, (zh, ZH[zh]), region=XJ).identity == rule


def test_a_former_official_name_keeps_its_identity_after_a_rename(make, listings):
    new = (
        "Xinjiang Goens Energy Co., Ltd.",
        f"P:Xinjiang={XJ} B:Goens=goens T:energy F:ltd",
    )
    renamed = replace(listings[2], name=new[0], names=(new[0], DAQO[0]))
    known = make.known(*PUBLISHED, new)
    index = ListingIndex([renamed], normal=known, rarity=make.rarity)
    party = make.party(DAQO[0])
    (row,) = index.candidates(
        [party], normal=known, regions={party.mentions[0].key: XJ}
    )
    assert row.identity == "full name and province"


def test_a_press_only_listing_gives_an_identity_below_recorded(make, listings):
    pressed = (replace(listings[0], grade=Grade.DECLARED),)
    assert best(make, pressed, TAIDA, region=XJ).identity_grade is Grade.DECLARED


def test_a_code_on_both_sides_is_identity_at_the_grade_it_is_held(make, listings):
    code = "91653200MA7TE5T00B"
    coded = (replace(listings[0], identifiers=(("uscc", code),)),)
    row = best(make, coded, ("Other Name", "B:Other=other"), ids=((IdKind.USCC, code),))
    assert row.identity == "uscc"
    assert row.identity_grade is Grade.DECLARED


def test_a_different_code_stands_against_the_same_name(make, listings):
    coded = (replace(listings[0], identifiers=(("uscc", "91653200MA7TE5T00B"),)),)
    other = ((IdKind.USCC, "91320100MA1TE5T18F"),)
    row = best(make, coded, TAIDA, region=XJ, ids=other)
    assert row.identity == ""
    assert any("another code" in c for c in row.conflicts)


def test_a_name_that_reads_as_a_person_is_not_compared(make, listings):
    known = make.known(*PUBLISHED)
    known["Taida"] = make.name("Taida", "B:Taida=taida", person=True)
    index = ListingIndex(listings, normal=known, rarity=make.rarity)
    assert index.candidates([make.party("Taida")], normal=known, regions={}) == ()


def test_both_hashes_follow_their_side_and_the_key_follows_neither_name(make, listings):
    one = best(make, listings, TAIDA)
    renamed = (replace(listings[0], names=(TAIDA[0], "Other"), scope="x"),)
    two = best(make, renamed, TAIDA)
    assert one.key == two.key
    assert one.left_hash == two.left_hash
    assert one.right_hash != two.right_hash


def test_a_stricter_policy_shows_no_more(make, listings):
    row = ("Shenzhen Daqo New Energy", f"P:Shenzhen={SZ} B:Daqo=daqo T:energy")
    wide, strict = (
        {c.key for c in found(make, listings, row, policy=p)}
        for p in ("wide", "strict")
    )
    assert strict <= wide
    assert wide


BITS = st.sampled_from(
    (
        f"P:Hetian={HOTAN}",
        f"P:Shenzhen={SZ}",
        "B:Taida=taida",
        "B:Taidda=taidda",
        "B:泰达=泰达/taida",
        "B:Oasis=oasis",
        "B:Ruoyu=ruoyu",
        "T:apparel",
        "T:shoes",
        "F:ltd",
        "N:4",
        "R:branch",
    )
)


@given(
    st.lists(BITS, min_size=1, max_size=6, unique=True),
    st.sampled_from(("", XJ, GD)),
    st.sampled_from(("CN", "VN", "")),
)
def test_the_explanation_adds_up_to_the_score_exactly(
    make, listings, bits, region, country
):
    row = ("some name", " ".join(bits))
    for candidate in found(
        make, listings, row, region=region, country=country, policy="wide"
    ):
        weights = [w for _, _, w in candidate.explanation]
        assert math.fsum(weights) == candidate.score == sum(reversed(weights))
        assert round(candidate.score, 6) == candidate.score
        assert 0 < candidate.p_same < 1
        assert 0 < candidate.p_related < 1


def test_several_processes_find_what_one_does(make, listings, monkeypatch):
    from whence.match import index as room

    rows = [TAIDA, HOSHINE, HESHENG, DAQO, OASIS, *ZH.items()]
    parties = [make.party(raw, address=str(at)) for at in range(3) for raw, _ in rows]
    known = make.known(*PUBLISHED, *ZH.items(), *rows)

    def every():
        index = ListingIndex(listings, normal=known, rarity=make.rarity)
        return index.candidates(parties, normal=known, regions={})

    one = every()
    here = []
    compare = ListingIndex._of

    def noted(self, party, **more):
        here.append(party.key)
        return compare(self, party, **more)

    monkeypatch.setattr(room, "LARGE", 2)
    monkeypatch.setattr(room, "PART", 2)
    monkeypatch.setattr(apart, "cores", lambda: 3)
    monkeypatch.setattr(ListingIndex, "_of", noted)
    assert every() == one != ()
    assert len(here) < len(parties) / 2
