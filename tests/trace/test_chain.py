from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.model.chain import BreakKind, Claim, TieKind
from whence.model.party import Mention, Party, PlaceReading, Role
from whence.model.rows import (
    DocumentRow,
    EntryLine,
    Material,
    OrderLine,
    Production,
    Quantity,
    Supplier,
    Tables,
)
from whence.model.source import Grade, Source
from whence.model.view import CaseView, Exhibit
from whence.trace.chain import Chains
from whence.trace.consignments import consignments

AS_OF = date(2026, 6, 26)
IMPORTER = "Meridian"
XJ = PlaceReading("CN-653100", "Kashgar", "CN-XJ", "prefecture", "pinyin", "Kashgar", 1)
ROWS = iter(range(2, 10**9))


def src(name: str = "sheet.csv", row: int = 0) -> Source:
    return Source("e" * 64, name, "", row or next(ROWS))


def who(name: str, address: str = "", country: str = "") -> Mention:
    return Mention((name,), country, address)


def view_of(
    tables: Tables,
    exhibits: tuple[Exhibit, ...] = (),
    places: dict[tuple[str, str], tuple[PlaceReading, ...]] | None = None,
) -> CaseView:
    mentions = {m.key: m for m in tables.mentions()}
    names = sorted({m.names[0] for m in mentions.values()} | {IMPORTER})
    return CaseView(
        tables=tables,
        parties={name: Party(name, name, (name,), "", (), (), ()) for name in names},
        party_of={key: m.names[0] for key, m in mentions.items()},
        places=places or {("Kashgar Road", "CN"): (XJ,), ("Kashgar Road", ""): (XJ,)},
        exhibits=exhibits,
        relations=(),
        importer=IMPORTER,
    )


def entry(**more: object) -> EntryLine:
    base = EntryLine(
        (src("entries.csv", 2),),
        "ABC-1",
        "1",
        import_date=date(2025, 6, 10),
        hs="5205120000",
        description="Cotton yarn",
        maker=who("Song Hong", "Nam Dinh", "VN"),
        sku="YRN-1",
        order="PO-1",
        weight_g=4_000_000,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def sale(seller: str, buyer: str, **more: object) -> dict[str, object]:
    return {
        "seller": seller,
        "buyer": buyer,
        "hs": "520100",
        "day": date(2025, 2, 2),
        "grams": 60_000_000,
        **more,
    }


LINT = Material(src("bom.csv"), "YRN-1", "LNT-1", "Cotton lint", "520100", "cotton")
LANES = [
    sale("Hai Phong", "Song Hong"),
    sale("Abilene", "Song Hong", grams=40_000_000, day=date(2025, 2, 12)),
    sale("Awat", "Hai Phong", day=date(2025, 1, 2)),
]


def chain_of(view: CaseView, flagged: str = "") -> tuple[object, ...]:
    (goods,) = consignments(view, as_of=AS_OF)
    return Chains(view).chain(goods, frozenset(flagged.split()) - {""})


def acts(chain) -> dict[str, object]:
    return {act.party: act for act in chain.operations}


def test_an_entrys_maker_is_tied_by_the_entry_and_his_address_is_a_site():
    chain = chain_of(view_of(Tables(entries=(entry(),))))
    (act,) = chain.operations
    assert (act.party, act.role, act.role_grade) == (
        "Song Hong",
        Role.MAKER,
        Grade.RECORDED,
    )
    (path,) = chain.paths
    assert path.passes
    assert [tie.kind for tie in path.ties] == [TieKind.ENTRY]
    sites = [f for f in act.facts if f.claim is Claim.SITE]
    assert [(f.value, f.grade) for f in sites] == [("VN", Grade.RECORDED)]


def test_a_lane_path_that_meets_the_policy_is_a_path_of_inferred_grade(trade_of):
    tables = Tables(entries=(entry(),), materials=(LINT,), trade=trade_of(LANES))
    chain = chain_of(view_of(tables), "Awat")
    (path,) = [p for p in chain.paths if p.ties[0].kind is TieKind.LANES]
    assert path.passes
    assert (path.tiers, path.share_ppm, path.grade) == (2, 600_000, Grade.INFERRED)
    assert [tie.share_ppm for tie in path.ties] == [1_000_000, 600_000, None]
    assert path.ties[-1].kind is TieKind.ENTRY
    assert all(tie.sources for tie in path.ties)
    assert chain.leads == ()


def test_without_a_bill_of_materials_the_same_path_is_a_lead(trade_of):
    tables = Tables(entries=(entry(),), trade=trade_of(LANES))
    chain = chain_of(view_of(tables), "Awat")
    assert [p.why_not for p in chain.leads] == [
        "a step changes the product without a bill of materials"
    ]
    assert all(tie.kind is not TieKind.LANES for p in chain.paths for tie in p.ties)


def test_a_small_share_many_tiers_and_a_hub_make_a_lead(trade_of):
    crowd = [sale("Hai Phong", f"Customer {n}") for n in range(201)]
    small = [sale("Abilene", "Song Hong", grams=10**12, day=date(2025, 2, 3))]
    tables = Tables(
        entries=(entry(),), materials=(LINT,), trade=trade_of(LANES + crowd + small)
    )
    (lead,) = chain_of(view_of(tables), "Awat").leads
    assert lead.hub == "Hai Phong"
    assert "share" in lead.why_not
    assert "too many" in lead.why_not


def test_a_month_that_fits_is_dropped_when_its_days_do_not(trade_of):
    late = [*LANES[:2], sale("Awat", "Hai Phong", day=date(2025, 2, 20))]
    tables = Tables(entries=(entry(),), materials=(LINT,), trade=trade_of(late))
    chain = chain_of(view_of(tables), "Awat")
    assert chain.leads == ()
    assert "Awat" not in acts(chain)


def test_a_trader_bridges_and_the_maker_behind_him_is_tied(trade_of):
    records = [
        sale("Hai Phong", "Song Hong", maker="Awat", order="PO-1"),
        sale("Awat", "Hai Phong", maker="Awat", order="PO-1", day=date(2025, 1, 2)),
    ]
    tables = Tables(
        entries=(entry(),),
        trade=trade_of(records),
        suppliers=(Supplier(src(), who("Hai Phong"), role=Role.TRADER),),
    )
    chain = chain_of(view_of(tables))
    found = acts(chain)
    assert found["Awat"].role is Role.MAKER
    assert found["Hai Phong"].role is Role.TRADER
    path = next(p for p in chain.paths if p.operations[0] == found["Awat"].key)
    assert path.grade is Grade.RECORDED
    assert [key.partition("|")[2] for key in path.operations] == [
        "Awat",
        "Hai Phong",
        "Song Hong",
    ]
    assert found["Awat"].tier == 2


def test_a_listed_warehouse_that_sold_is_a_warehouse_not_a_maker(trade_of):
    tables = Tables(
        entries=(entry(),),
        trade=trade_of([sale("Korla Storage", "Song Hong", order="PO-1")]),
        suppliers=(Supplier(src(), who("Korla Storage"), role=Role.WAREHOUSE),),
    )
    act = acts(chain_of(view_of(tables)))["Korla Storage"]
    assert (act.role, act.role_grade) == (Role.WAREHOUSE, Grade.DECLARED)


def test_the_makers_address_is_a_site_and_the_notify_partys_only_a_signal(trade_of):
    at = {"address": "Kashgar Road", "country": "CN"}
    records = [
        sale(
            "Honggu",
            IMPORTER,
            hs="520512",
            maker=who("Honggu", **at),
            notify=who("Liaison", **at),
            order="PO-1",
        )
    ]
    records[0]["seller"] = who("Honggu", **at)
    tables = Tables(entries=(entry(maker=None),), trade=trade_of(records))
    chain = chain_of(view_of(tables))
    (act,) = chain.operations
    sites = [f for f in act.facts if f.claim is Claim.SITE]
    assert [(f.value, f.grade) for f in sites] == [("CN-653100", Grade.RECORDED)]
    (beside,) = chain.bystanders
    assert beside.party == "Liaison"
    assert {f.claim for f in beside.facts} == {Claim.SIGNAL}


def test_hiding_a_maker_behind_a_forwarder_removes_nothing(trade_of):
    open_sale = sale("Awat", "Song Hong", maker="Awat", order="PO-1")
    hidden = {**open_sale, "seller": "Blue Freight Forwarding"}
    for record in (open_sale, hidden):
        tables = Tables(entries=(entry(),), trade=trade_of([record]))
        chain = chain_of(view_of(tables))
        act = acts(chain)["Awat"]
        path = next(p for p in chain.paths if p.operations[0] == act.key)
        assert (act.role, path.grade) == (Role.MAKER, Grade.RECORDED)
    assert BreakKind.FORWARDER in {b.kind for b in chain.breaks}


def test_hiding_a_trader_as_the_notify_party_of_goods_to_order_removes_nothing(
    trade_of,
):
    """He stands on the way as before, as a likely buyer; the order stays a break."""
    open_sale = sale("Awat", "Hai Phong", maker="Awat", order="PO-1")
    hidden = {**open_sale, "buyer": "To order", "notify": "Hai Phong"}
    chains = [
        chain_of(view_of(Tables(entries=(entry(),), trade=trade_of([record]))))
        for record in (open_sale, hidden)
    ]
    for chain in chains:
        found = acts(chain)
        assert found["Awat"].role is Role.MAKER
        assert found["Hai Phong"].role is Role.BUYER
    named, told = (acts(chain)["Hai Phong"] for chain in chains)
    assert (named.role_grade, told.role_grade) == (Grade.RECORDED, Grade.INFERRED)
    assert BreakKind.TO_ORDER in {b.kind for b in chains[1].breaks}


def test_goods_to_order_whose_notify_party_is_the_importer_are_a_consignment(trade_of):
    open_sale = sale("Song Hong", IMPORTER, hs="520512", bill="BL-1")
    hidden = {**open_sale, "buyer": "TO ORDER", "notify": IMPORTER}
    views = [
        view_of(Tables(trade=trade_of([record]))) for record in (open_sale, hidden)
    ]
    named, told = (consignments(view, as_of=AS_OF) for view in views)
    assert [c.key for c in named] == [c.key for c in told] == ["bill:BL-1/520512"]
    assert "Song Hong" in acts(Chains(views[1]).chain(told[0], frozenset()))


def test_a_record_for_other_goods_under_the_same_bill_is_tied_by_inference(trade_of):
    shoes = sale("Shoe Works", IMPORTER, hs="640399", bill="BL-1")
    yarn = sale("Song Hong", IMPORTER, hs="520512", bill="BL-1")
    tables = Tables(entries=(entry(bill="BL-1"),), trade=trade_of([shoes, yarn]))
    chain = chain_of(view_of(tables))
    grades = {p.operations[0].partition("|")[2]: p.grade for p in chain.paths}
    assert grades == {"Shoe Works": Grade.INFERRED, "Song Hong": Grade.RECORDED}


STEPS = (
    Production(
        src(), "Y-1", "L-1", "spinning", party=who("Song Hong"), product="YRN-1"
    ),
    Production(src(), "L-1", "S-1", "ginning", party=who("Gin"), product="LNT-1"),
    Production(
        src(), "S-1", "Y-1", "field", party=who("Farm"), site="Kashgar Road", hs="5201"
    ),
)


def test_lots_are_followed_into_lots_even_in_a_circle():
    tables = Tables(entries=(entry(lot="Y-1"),), production=STEPS, materials=(LINT,))
    chain = chain_of(view_of(tables))
    found = acts(chain)
    assert [found[p].tier for p in ("Song Hong", "Gin", "Farm")] == [0, 1, 2]
    path = next(p for p in chain.paths if p.operations[0] == found["Farm"].key)
    assert path.grade is Grade.DECLARED
    assert {tie.kind for tie in path.ties[:2]} == {TieKind.LOT}
    (site,) = [f for f in found["Farm"].facts if f.claim is Claim.SITE]
    assert (site.value, site.grade) == ("CN-653100", Grade.DECLARED)
    (need,) = chain.needs
    assert (need.commodity, need.operation) == ("cotton", found["Gin"].key)


def exhibit(lot: str, party: str, stage: str, **more: object) -> Exhibit:
    row = DocumentRow(src(), f"D-{lot}", "record", lot=lot, party=party, stage=stage)
    favours = bool(more.pop("favours", False))
    grade = Grade.DECLARED if favours else Grade.DOCUMENTED
    return Exhibit(replace(row, **more), grade, "", favours)  # type: ignore[arg-type]


def test_documents_lift_the_grade_of_the_lots_they_name_and_trace_stages():
    papers = (
        exhibit("Y-1", "Song Hong", "spinning"),
        exhibit("L-1", "Gin", "ginning"),
        exhibit("S-1", "Farm", "field"),
    )
    tables = Tables(entries=(entry(lot="Y-1"),), production=STEPS)
    chain = chain_of(view_of(tables, papers))
    farm = acts(chain)["Farm"]
    path = next(p for p in chain.paths if p.operations[0] == farm.key)
    assert path.ties[0].grade is Grade.DOCUMENTED
    assert path.grade is Grade.RECORDED
    traced = [f for f in farm.facts if f.claim is Claim.TRACED]
    assert [(f.value, f.grade) for f in traced] == [("field", Grade.DOCUMENTED)]
    assert all(b.party != "Farm" for b in chain.breaks)


def test_a_favourable_declaration_lifts_nothing_and_stays_visible():
    papers = (exhibit("Y-1", "Song Hong", "spinning", place="Hebei", favours=True),)
    places = {
        ("Hebei", ""): (replace(XJ, code="CN-HE", region="CN-HE"),),
        ("Kashgar Road", ""): (XJ,),
    }
    steps = (replace(STEPS[0], site="Kashgar Road", lot_in=""),)
    tables = Tables(entries=(entry(lot="Y-1", maker=None),), production=steps)
    (act,) = chain_of(view_of(tables, papers, places)).operations
    sites = {(f.value, f.grade, f.favours) for f in act.facts if f.claim is Claim.SITE}
    assert sites == {
        ("CN-653100", Grade.DECLARED, False),
        ("CN-HE", Grade.DECLARED, True),
    }
    assert act.role_grade is Grade.DECLARED


def test_a_document_alone_can_show_a_stage_and_who_did_it():
    papers = (exhibit("Y-1", "Song Hong", "field"),)
    tables = Tables(entries=(entry(lot="Y-1", maker=None),), orders=())
    view = view_of(
        replace(tables, suppliers=(Supplier(src(), who("Song Hong")),)), papers
    )
    (act,) = chain_of(view).operations
    assert (act.role, act.role_grade) == (Role.MAKER, Grade.DOCUMENTED)
    assert act.stage == "field"


def test_an_origin_said_by_the_importer_favours_him_and_traces_nothing():
    row = Supplier(src(), who("Song Hong"), product="T-shirts; cotton from Texas")
    (act,) = chain_of(view_of(Tables(entries=(entry(),), suppliers=(row,)))).operations
    (said,) = [f for f in act.facts if f.claim is Claim.ORIGIN]
    assert (said.grade, said.favours) == (Grade.DECLARED, True)
    assert all(f.claim is not Claim.TRACED for f in act.facts)


def test_a_material_without_a_vendor_ends_in_a_break_that_names_it():
    tables = Tables(entries=(entry(),), materials=(LINT,))
    chain = chain_of(view_of(tables))
    assert ("LNT-1", BreakKind.UNKNOWN_PARTY) in {
        (b.product, b.kind) for b in chain.breaks
    }
    (need,) = chain.needs
    assert (need.product, need.commodity, need.operation) == ("LNT-1", "cotton", "")


@pytest.mark.parametrize(
    ("quantity", "grams"),
    [
        (Quantity(100, "pieces", pieces=100), 20_000),
        (Quantity(100, "dozen", pieces=1_200), 240_000),
        (Quantity(100, "m", metres=100), 20_000),
    ],
)
def test_a_dozen_calls_for_the_materials_of_twelve(quantity: Quantity, grams: int):
    lint = replace(LINT, quantity=Quantity(200, "g", grams=200))
    tables = Tables(entries=(entry(quantity=quantity),), materials=(lint,))
    (need,) = chain_of(view_of(tables)).needs
    assert need.grams == grams


def test_rows_of_another_line_of_the_order_stay_with_that_line():
    orders = (
        OrderLine(src(), "PO-1", "1", sku="YRN-1", lot="Y-1", vendor=who("Song Hong")),
        OrderLine(src(), "PO-1", "2", sku="SHOE", lot="Z-1", vendor=who("Shoe Works")),
    )
    steps = (Production(src(), "Z-1", party=who("Shoe Works"), order="PO-1"),)
    view = view_of(Tables(entries=(entry(),), orders=orders, production=steps))
    first, second = consignments(view, as_of=AS_OF)
    chains = Chains(view)
    assert set(acts(chains.chain(first, frozenset()))) == {"Song Hong"}
    assert set(acts(chains.chain(second, frozenset()))) == {"Shoe Works"}


def test_records_too_old_for_lanes_are_counted(trade_of):
    old = sale("Awat", "Hai Phong", day=date(2009, 1, 2))
    held = Tables(entries=(entry(),), trade=trade_of([*LANES, old]))
    assert Chains(view_of(held)).outside == 1
    assert (
        Chains(view_of(Tables(entries=(entry(),), trade=trade_of(LANES)))).outside == 0
    )
    assert Chains(view_of(Tables(entries=(entry(),)))).outside == 0


def test_a_firm_that_one_record_calls_maker_and_one_seller_is_a_maker_once(trade_of):
    """Two lanes gave two acts under one key, and the one that came last stood."""
    records = [*LANES, sale("Awat", "Hai Phong", maker="Awat", day=date(2025, 1, 3))]
    tables = Tables(entries=(entry(),), materials=(LINT,), trade=trade_of(records))
    chain = chain_of(view_of(tables), "Awat")
    (path,) = [p for p in chain.paths if p.ties[0].kind is TieKind.LANES]
    assert (acts(chain)["Awat"].role, path.ties[0].records) == (Role.MAKER, 2)
    assert chain.leads == ()


def test_who_shipped_lint_under_the_order_of_a_garment_made_lint(trade_of):
    """He was said to have made the garment."""
    lint = sale("Gin", "Song Hong", maker="Gin", order="PO-1", hs="520100")
    tables = Tables(entries=(entry(hs="6109100012"),), trade=trade_of([lint]))
    act = acts(chain_of(view_of(tables)))["Gin"]
    assert (act.hs, act.product) == ("520100", "")
    assert act.goods == (("520100", ""),)


PEOPLE = ("Song Hong", "Hai Phong", "Awat", "Gin", IMPORTER, "Blue Freight Forwarding")
record = st.fixed_dictionaries(
    {
        "seller": st.sampled_from(PEOPLE),
        "buyer": st.sampled_from(PEOPLE),
        "maker": st.sampled_from((None, *PEOPLE)),
        "hs": st.sampled_from(("", "520100", "520512", "640399")),
        "order": st.sampled_from(("", "PO-1")),
        "lot": st.sampled_from(("", "Y-1", "L-1", "S-1")),
        "day": st.integers(19_000, 20_200),
        "grams": st.integers(1, 1000),
    }
)


@pytest.fixture(scope="session")
def traced(trade_of) -> Callable[[list[dict[str, object]]], object]:
    def trace(records):
        tables = Tables(
            entries=(entry(lot="Y-1"),), production=STEPS, trade=trade_of(records)
        )
        return chain_of(view_of(tables), "Awat")

    return trace


def test_two_who_sell_to_each_other_are_both_tied_to_the_goods(traced):
    """Each seemed to stand behind somebody, so that the importer's other purchases
    were searched as if nobody were known; one more record then took them away."""
    plain = {"maker": None, "hs": "", "order": "", "lot": "Y-1", "day": 20_000,
             "grams": 1}  # fmt: skip
    rows = [
        {**plain, "seller": "Song Hong", "buyer": "Song Hong", "maker": "Gin"},
        {**plain, "seller": "Song Hong", "buyer": "Gin"},
        {**plain, "seller": "Song Hong", "buyer": IMPORTER, "lot": "", "maker": "Awat"},
    ]
    found = acts(traced(rows))
    assert found["Song Hong"].tier == 0
    assert "Awat" not in found
    more = {**plain, "seller": "Song Hong", "buyer": "Hai Phong"}
    assert acts(traced([*rows, more]))["Hai Phong"].tier == 0


def test_a_row_that_names_the_goods_hides_nothing_behind_a_row_that_does_not(traced):
    """A lot with no code was searched as any goods; one record that called it lint
    narrowed the search to lint, and who sold yarn to its maker was gone."""
    plain = {"seller": "Song Hong", "order": "", "lot": "", "day": 20_000, "grams": 1}
    rows = [{**plain, "buyer": "Gin", "maker": "Awat", "hs": "520512"}]
    more = {**plain, "buyer": "Song Hong", "maker": "Gin", "hs": "520100", "lot": "L-1"}
    assert "Awat" in acts(traced(rows))
    assert "Awat" in acts(traced([*rows, more]))


def test_a_tie_as_seller_hides_no_record_that_calls_the_seller_a_maker(traced):
    plain = {"maker": None, "hs": "", "order": "", "lot": "Y-1", "day": 20_000,
             "grams": 1}  # fmt: skip
    rows = [
        {**plain, "seller": "Song Hong", "buyer": "Song Hong", "maker": "Hai Phong"},
        {**plain, "seller": "Song Hong", "buyer": "Hai Phong", "maker": "Awat",
         "lot": ""},
    ]  # fmt: skip
    more = {**plain, "seller": "Awat", "buyer": "Hai Phong"}

    def made(chain):
        return "Awat" in {a.party for a in chain.operations if a.role is Role.MAKER}

    assert made(traced(rows))
    assert made(traced([*rows, more]))


def test_a_later_sale_hides_no_purchase_behind_an_earlier_one(traced):
    """The search began at the last sale only: a year later the cotton was forgotten."""
    plain = {"maker": None, "hs": "", "order": "", "grams": 1}
    rows = [
        {**plain, "seller": "Hai Phong", "buyer": "Song Hong", "lot": "Y-1",
         "day": 19_300},
        {**plain, "seller": "Awat", "buyer": "Hai Phong", "lot": "", "day": 19_290},
    ]  # fmt: skip
    more = {**rows[0], "day": 20_200}
    assert "Awat" in acts(traced(rows))
    assert "Awat" in acts(traced([*rows, more]))


@given(rows=st.lists(record, max_size=6), more=record)
def test_one_more_record_never_removes_or_weakens_what_was_tied(rows, more, traced):
    """Nor who was looked for and found. Of the paths by lanes to him only the best few
    are written down, so that who stands in between on them may be another."""

    def tied(chain):
        return {p.key: p.grade.rank for p in chain.paths if p.key.startswith("path:")}

    before, after = traced(rows), traced([*rows, more])
    assert {a.key for a in before.operations if not a.key.startswith("lane|")} <= {
        a.key for a in after.operations
    }
    then, now = tied(before), tied(after)
    assert then.keys() <= now.keys()
    assert all(now[key] <= then[key] for key in then)
    makers = {a.party for a in after.operations if a.role is Role.MAKER}
    told = [a for a in before.operations if a.role is Role.MAKER]
    assert {
        a.party for a in told if a.party == "Awat" or not a.key.startswith("lane|")
    } <= makers
    found = {a.party for a in after.operations}
    assert "Awat" in found or all(a.party != "Awat" for a in before.operations)


@given(rows=st.lists(record, max_size=8))
def test_the_order_of_records_never_matters(rows, traced):
    numbered = [{**row, "row": at + 2} for at, row in enumerate(rows)]
    assert traced(numbered) == traced(numbered[::-1])


CARRIER = "Blue Anchor Freight Forwarding {} Ltd"
SPELLINGS = (
    CARRIER,
    CARRIER.upper(),
    CARRIER.replace("Ltd", "Limited"),
    CARRIER.replace("Anchor", "Ancor"),
    CARRIER.replace("Blue", "Bleu"),
    "First Anchor {} Bank Ltd",
    "First Anchor {} Bank Limited",
)
WAYS = st.sampled_from(
    (None, "plain", *((CARRIER, other) for other in SPELLINGS[1:5]), SPELLINGS[5:])
)


def hidden(step, at: int, way, busy: bool) -> list[dict[str, object]]:
    """Give the records of a sale that went through a carrier, spelt in one or two ways,
    and what else it carried."""
    first, second = (CARRIER, CARRIER) if way == "plain" else way
    first, second = first.format(at), second.format(at)
    told = [{**step, "buyer": first}, {**step, "seller": second}]
    if busy:
        day = step["day"]
        told += [sale("Abilene", first, day=day, grams=10**10),
                 sale(second, "Elsewhere", day=day, grams=10**10)]  # fmt: skip
    return told


def passing(trade_of, records) -> bool:
    """Whether a path that counts leads to the maker looked for."""
    tables = Tables(entries=(entry(),), trade=trade_of(records), materials=(LINT,))
    chain = chain_of(view_of(tables), "Awat")
    return any("Awat" in path.operations[0] for path in chain.paths)


@given(
    steps=st.integers(1, 3),
    ways=st.lists(WAYS, min_size=3, max_size=3),
    busy=st.booleans(),
    traders=st.integers(0, 2),
    others=st.lists(st.sampled_from(("Abilene", "Lubbock", "Bharuch")), max_size=4),
    order=st.permutations(range(30)),
)
def test_no_way_of_hiding_clears_anybody(
    steps, ways, busy, traders, others, order, trade_of
):
    """Traders are real steps: they hide nobody as long as their steps can count."""
    firms = ["Song Hong", "Hai Phong", "Da Nang"][:steps]
    firms += [f"Mid Trading {n}" for n in range(min(traders, 3 - steps))]
    names = [*firms, "Awat"]
    plain, moved = [], []
    for at, (buyer, seller) in enumerate(pairwise(names)):
        day = date(2025, 5 - at, 2)
        step = sale(seller, buyer, day=day)
        beside = [sale(other, buyer, day=day) for other in others]
        plain += [step, *beside]
        way = ways[at]
        moved += [*([step] if way is None else hidden(step, at, way, busy)), *beside]
    mixed = [moved[at] for at in order if at < len(moved)] + moved[30:]
    if passing(trade_of, plain):
        assert passing(trade_of, mixed)


@pytest.mark.parametrize("number", ["order", "bill", "lot"])
def test_a_maker_on_a_numbered_record_is_told_of_whoever_the_consignee_is(
    number, trade_of
):
    """ "To order" and a bank take the buyer's place, and no more."""
    for buyer in ("Song Hong", "To order", "To the order of First Bank", CARRIER):
        record = sale("Awat", buyer, maker="Awat", **{number: "N-1"})
        known = entry(**{number: "N-1"})
        tables = Tables(entries=(known,), trade=trade_of([record]), materials=(LINT,))
        chain = chain_of(view_of(tables))
        assert "Awat" in {act.party for act in chain.operations}, buyer


FORWARDER = "Blue Freight Forwarding"


def freight_breaks(trade_of, *records: dict[str, object], **more: object):
    orders = (OrderLine(src(), "PO-1"), OrderLine(src(), "PO-2", sku="OTHER"))
    tables = Tables(
        entries=(entry(**more),),
        orders=orders,
        materials=(LINT,),
        trade=trade_of([*LANES, *records]),
    )
    view = view_of(tables)
    goods = next(
        g for g in consignments(view, as_of=AS_OF) if g.entry_number == "ABC-1"
    )
    chain = Chains(view).chain(goods, frozenset({"Awat"}))
    return [b for b in chain.breaks if b.kind is BreakKind.FORWARDER]


def test_a_break_at_a_forwarder_says_on_which_rows_it_stands(trade_of):
    (found,) = freight_breaks(trade_of, sale(FORWARDER, "Song Hong", row=77))
    assert (found.party, found.tier, found.product) == (FORWARDER, 1, "520100")
    assert [(s.name, s.row) for s in found.sources] == [("trade.csv", 77)]


@pytest.mark.parametrize(
    "record",
    [
        {"day": date(2025, 6, 20)},
        {"hs": "640399"},
        {"order": "PO-2"},
    ],
    ids=["after the goods came", "goods that go into nothing", "another order"],
)
def test_no_break_stands_on_records_that_cannot_be_of_these_goods(trade_of, record):
    assert freight_breaks(trade_of, sale(FORWARDER, "Song Hong", **record)) == []


def test_of_records_of_two_orders_a_break_names_its_own(trade_of):
    (found,) = freight_breaks(
        trade_of,
        sale(FORWARDER, "Song Hong", row=77, order="PO-2"),
        sale(FORWARDER, "Song Hong", row=78, order="po 1"),
    )
    assert [s.row for s in found.sources] == [78]


def test_a_break_behind_a_trader_obeys_the_days_of_both_steps(trade_of):
    late = sale(FORWARDER, "Hai Phong", day=date(2025, 2, 20))
    early = sale(FORWARDER, "Hai Phong", day=date(2025, 1, 20))
    assert freight_breaks(trade_of, late) == []
    (found,) = freight_breaks(trade_of, early)
    assert found.tier == 2
