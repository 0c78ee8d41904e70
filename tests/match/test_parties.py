import gc
import random
import time
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from whence.match.parties import cluster
from whence.model.name import NormalName
from whence.model.party import IdKind, Judgement, Mention, Verdict

NAMES = ("Alpha Mill Ltd", "Alpha Mill Limited", "Beta Co", "甲有限公司")
FULL = {"Alpha Mill Limited": "alphamillltd", "Alpha Mill Ltd": "alphamillltd"}
USCC_A = (IdKind.USCC, "91650100MA7TE5T00B")
USCC_B = (IdKind.USCC, "91320100MA1TE5T18F")


def normal(*names: str) -> dict[str, NormalName]:
    return {n: NormalName(n, "latn", FULL.get(n, n), n, ()) for n in names}


def keys(parties):
    return {frozenset(m.key for m in p.mentions) for p in parties}


def group(*mentions, regions=None, judgements=()):
    names = {n for m in mentions for n in m.names}
    return cluster(
        mentions, normal=normal(*names), regions=regions or {}, judgements=judgements
    )


def test_the_same_code_joins_under_any_name():
    parties = group(
        Mention(("Alpha Mill Ltd",), "CN", "", (USCC_A,)),
        Mention(("甲有限公司",), "CN", "Kashgar", (USCC_A,)),
    )
    assert len(parties) == 1
    assert "USCC" in parties[0].why


def test_different_codes_never_join_whatever_else_agrees():
    left = Mention(("Alpha Mill Ltd", "甲有限公司"), "CN", "1 Road", (USCC_A,))
    right = Mention(("Alpha Mill Ltd", "甲有限公司"), "CN", "1 Road", (USCC_B,))
    bare = Mention(("Alpha Mill Ltd",), "CN")
    assert len(group(left, right)) == 2
    assert len(group(left, right, bare)) == 3


def test_a_vendor_number_or_a_mid_joins_nobody():
    parties = group(
        Mention(("Alpha",), "CN", "", ((IdKind.VENDOR, "V-1"), (IdKind.MID, "CNX"))),
        Mention(("Beta",), "CN", "", ((IdKind.VENDOR, "V-1"), (IdKind.MID, "CNX"))),
    )
    assert len(parties) == 2


def test_a_full_name_needs_one_more_agreement():
    left = Mention(("Alpha Mill Ltd",), "CN", "1 Road, Hotan")
    right = Mention(("Alpha Mill Limited",), "CN", "2 Street, Hotan")
    assert len(group(left, right)) == 2
    regions = {left.key: "CN-XJ", right.key: "CN-XJ"}
    (party,) = group(left, right, regions=regions)
    assert "region" in party.why


def test_a_full_name_in_two_countries_is_two_parties():
    left = Mention(("Alpha Mill Ltd", "甲有限公司"), "CN")
    right = Mention(("Alpha Mill Ltd", "甲有限公司"), "VN")
    assert len(group(left, right)) == 2


def test_a_local_name_is_the_one_more_agreement():
    left = Mention(("Alpha Mill Ltd", "甲有限公司"), "CN", "1 Road")
    right = Mention(("Alpha Mill Limited", "甲有限公司"), "CN")
    (party,) = group(left, right)
    assert "name" in party.why


def test_the_same_writing_in_one_country_is_one_party():
    bare = Mention(("Alpha Mill Ltd",), "CN")
    placed = Mention(("Alpha Mill Ltd",), "CN", "1 Road, Hotan")
    blank = Mention(("Alpha Mill Ltd",))
    regions = {placed.key: "CN-XJ"}
    assert len(group(bare, placed, blank, regions=regions)) == 1


def test_the_same_writing_in_two_regions_is_two_parties():
    one = Mention(("Alpha Mill Ltd",), "CN", "1 Road, Hotan")
    two = Mention(("Alpha Mill Ltd",), "CN", "1 Road, Wuxi")
    regions = {one.key: "CN-XJ", two.key: "CN-JS"}
    assert len(group(one, two, regions=regions)) == 2


def test_another_address_never_cuts_a_record_off_from_its_site():
    record = Mention(("Alpha Mill Ltd",), "CN")
    site = Mention(("Alpha Mill Ltd",), "CN", "1 Road, Hotan")
    office = Mention(("Alpha Mill Ltd",), "CN", "1 Road, Wuxi")
    regions = {site.key: "CN-XJ", office.key: "CN-JS"}
    parties = group(record, site, office, regions=regions)
    assert any({record.key, site.key} <= group for group in keys(parties))


def test_a_key_comes_from_the_smallest_mention_and_survives_order():
    mentions = [Mention(("Alpha Mill Ltd",), "CN", a) for a in ("", "x", "y")]
    first = group(*mentions)
    assert first == group(*reversed(mentions))
    alone = group(min(mentions, key=lambda m: m.key))
    assert first[0].key == alone[0].key


def test_two_mentions_judged_the_same_are_one_and_judged_different_are_two():
    left, right = Mention(("Alpha",), "CN"), Mention(("Beta",), "CN")

    def said(verdict: Verdict) -> Judgement:
        return Judgement(
            "", verdict, "ann", "", "", date(2026, 1, 1), left.key, right.key
        )

    assert len(group(left, right, judgements=[said(Verdict.SAME)])) == 1
    twin = Mention(("Alpha",), "CN", "1 Road")
    split = Judgement(
        "", Verdict.DIFFERENT, "ann", "", "", date(2026, 1, 1), left.key, twin.key
    )
    assert len(group(left, twin, judgements=[split])) == 2


def test_a_party_is_masked_only_when_all_its_names_read_as_a_person():
    person = NormalName("Wang Wei", "latn", "wangwei", "wangwei", (), False, True)
    firm = NormalName("Wang Wei Mill", "latn", "wangweimill", "wangweimill", ())
    names = {"Wang Wei": person, "Wang Wei Mill": firm}
    (masked,) = cluster([Mention(("Wang Wei",), "CN")], normal=names, regions={})
    (open_,) = cluster(
        [Mention(("Wang Wei", "Wang Wei Mill"), "CN")], normal=names, regions={}
    )
    assert masked.masked
    assert not open_.masked


def test_a_firms_code_lifts_the_mask_of_a_perhaps_persons_name_and_no_other():
    perhaps = NormalName(
        "Hua Wei", "latn", "hua wei", "hua wei", (), may_be_person=True
    )
    surely = NormalName("张伟", "han", "张伟", "张伟", (), reads_as_person=True)
    names = {"Hua Wei": perhaps, "张伟": surely}

    def masked(name: str, *codes: tuple[IdKind, str]) -> bool:
        mention = Mention((name,), "CN", "", codes)
        return cluster([mention], normal=names, regions={})[0].masked

    assert masked("Hua Wei")
    assert not masked("Hua Wei", USCC_A)
    assert masked("张伟", USCC_A)


MENTION = st.builds(
    Mention,
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True).map(tuple),
    st.sampled_from(("", "CN", "VN")),
    st.sampled_from(("", "1 Road", "2 Road")),
    st.sampled_from(((), (USCC_A,), (USCC_B,))),
)


@given(st.lists(MENTION, max_size=12), st.randoms(use_true_random=False))
def test_order_never_matters_and_no_party_holds_two_codes(mentions, shuffler):
    regions = {
        m.key: "CN-XJ" if m.address == "1 Road" else "CN-JS"
        for m in mentions
        if m.address
    }
    first = group(*mentions, regions=regions)
    shuffler.shuffle(mentions)
    assert group(*mentions, regions=regions) == first
    assert sum(len(p.mentions) for p in first) == len({m.key for m in mentions})
    for party in first:
        assert len([c for k, c in party.identifiers if k is IdKind.USCC]) <= 1


def seconds_for(count: int) -> float:
    """Processor time of grouping `count` mentions that share names and addresses.

    Without the collector of garbage: it looks through all that other tests left in this
    process, and the more often the more is made.
    """
    shuffler = random.Random(7)
    names = [f"Company {i} Ltd" for i in range(3 * count // 10)]
    mentions = [
        Mention((shuffler.choice(names),), "CN", f"{shuffler.randrange(count)} Road")
        for _ in range(count)
    ]
    known = normal(*names)
    gc.disable()
    try:
        start = time.process_time()
        parties = cluster(mentions, normal=known, regions={})
        took = time.process_time() - start
    finally:
        gc.enable()
    assert len(parties) == len({m.names[0] for m in mentions})
    return took


def test_work_grows_with_the_mentions_and_not_with_their_square():
    few = min(seconds_for(4_000) for _ in range(2))
    assert seconds_for(32_000) < 8 * 3 * few


def test_a_sole_traders_code_lifts_no_mask():
    perhaps = NormalName("Hua Wei", "latn", "hua wei", "", (), may_be_person=True)
    hashed = (IdKind.USCC, "k:" + "0" * 40)
    mention = Mention(("Hua Wei",), "CN", "", (hashed,))
    assert cluster([mention], normal={"Hua Wei": perhaps}, regions={})[0].masked
