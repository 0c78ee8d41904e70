from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.evidence.grade import exhibits
from whence.model.rows import DocumentRow, Quantity
from whence.model.source import Grade, Source
from whence.model.view import Exhibit

MAKER = "Bharuch Ginning Works"
BUYER = "Narmada Spinning Mills"
CHAIN = frozenset({MAKER.casefold(), BUYER.casefold()})


def row(**given: object) -> DocumentRow:
    base = DocumentRow(
        Source("s", "documents.csv", "", 2), "D-1", "invoice", exhibit="e1"
    )
    return replace(base, **given)


def graded(*rows: DocumentRow) -> tuple[Exhibit, ...]:
    return exhibits(
        rows,
        chain_names=CHAIN,
        normal=lambda text: text.casefold().strip(),
        adverse_regions=frozenset({"CN-XJ"}),
        region_of=lambda text: "CN-XJ" if "Kashgar" in text else "",
    )


def grade(**given: object) -> Exhibit:
    return graded(row(**given))[0]


def test_a_row_without_a_file_is_declared_whoever_wrote_it() -> None:
    found = grade(author="Customs", author_role="authority", exhibit="")
    assert found.grade is Grade.DECLARED
    assert "no file" in found.why


@pytest.mark.parametrize(
    ("author", "role"), [("", "authority"), ("Customs", ""), ("Customs", "wizard")]
)
def test_a_row_without_a_known_author_is_declared(author: str, role: str) -> None:
    found = grade(author=author, author_role=role)
    assert found.grade is Grade.DECLARED
    assert "not known" in found.why


def test_an_authority_is_official() -> None:
    found = grade(author="Administration of Hotan", author_role="authority")
    assert found.grade is Grade.OFFICIAL


def test_a_laboratory_outside_the_chain_is_documented() -> None:
    found = grade(author="Coastal Inspection", author_role="laboratory")
    assert found.grade is Grade.DOCUMENTED
    assert "laboratory" in found.why


@pytest.mark.parametrize("role", ["laboratory", "authority", "carrier", "auditor"])
def test_a_party_of_the_chain_is_not_independent_whatever_it_is_called(
    role: str,
) -> None:
    found = grade(author=MAKER.upper(), author_role=role)
    assert found.grade is Grade.DECLARED
    assert "party of the chain" in found.why


def test_a_party_of_the_chain_only_declares() -> None:
    found = grade(author=MAKER, author_role="supplier", party=MAKER)
    assert (found.grade, found.favours) == (Grade.DECLARED, False)


def test_a_makers_own_paper_against_its_interest_counts_as_recorded() -> None:
    found = grade(
        kind="production record",
        author=MAKER,
        author_role="maker",
        party=MAKER,
        place="Kashgar",
    )
    assert (found.grade, found.favours) == (Grade.RECORDED, False)


def test_a_sellers_paper_about_somebody_elses_site_stays_declared() -> None:
    found = grade(author=BUYER, author_role="supplier", party=MAKER, place="Kashgar")
    assert found.grade is Grade.DECLARED


def test_a_gin_record_that_names_no_party_is_about_its_author() -> None:
    found = grade(kind="轧花记录", author=MAKER, author_role="maker", place="Kashgar")
    assert found.grade is Grade.RECORDED
    assert found.row.kind == "gin_record"


def test_a_company_about_its_own_owners_counts_as_recorded() -> None:
    found = grade(kind="annual report", author=MAKER, author_role="maker", party=MAKER)
    assert found.grade is Grade.RECORDED


def test_a_certificate_of_the_sellers_own_favours_the_seller() -> None:
    found = grade(
        kind="certificate of origin",
        author=BUYER,
        author_role="supplier",
        party=BUYER,
        place="Baoding, Hebei",
    )
    assert (found.grade, found.favours) == (Grade.DECLARED, True)


def test_a_certificate_that_admits_the_region_favours_nobody() -> None:
    found = grade(
        kind="certificate of origin",
        author=BUYER,
        author_role="supplier",
        party=BUYER,
        place="Kashgar",
    )
    assert (found.grade, found.favours) == (Grade.RECORDED, False)


def test_a_certificate_by_an_authority_is_no_favour() -> None:
    found = grade(kind="certificate of origin", author="Customs", author_role="customs")
    assert (found.grade, found.favours) == (Grade.OFFICIAL, False)


def agreeing(**second: object) -> tuple[Grade, ...]:
    kg = Quantity(1000.0, "kg", 1_000_000)
    first = row(author=MAKER, author_role="maker", lot="Y-1", quantity=kg)
    other = row(
        document="D-2",
        kind="goods received note",
        author=BUYER,
        author_role="buyer",
        lot="y-1",
        quantity=Quantity(1.0, "t", 1_000_000),
        exhibit="e2",
    )
    return tuple(e.grade for e in graded(first, replace(other, **second)))


def test_business_records_of_two_parties_that_agree_are_documented() -> None:
    assert agreeing() == (Grade.DOCUMENTED, Grade.DOCUMENTED)


@pytest.mark.parametrize(
    "change",
    [
        {"author": MAKER},
        {"exhibit": "e1"},
        {"exhibit": ""},
        {"lot": "Y-2"},
        {"lot": ""},
        {"quantity": Quantity(999.0, "kg", 999_000)},
        {"quantity": None},
        {"kind": "declaration"},
        {"author_role": ""},
    ],
)
def test_what_does_not_agree_in_every_respect_lifts_nothing(
    change: dict[str, object],
) -> None:
    assert agreeing(**change)[0] is Grade.DECLARED


def test_an_adverse_and_a_harmless_place_do_not_agree() -> None:
    kg = Quantity(1000.0, "kg", 1_000_000)
    first = row(
        author=MAKER,
        author_role="maker",
        party="x",
        lot="1",
        quantity=kg,
        place="Delhi",
    )
    second = replace(first, document="D-2", author=BUYER, exhibit="e2", place="Kashgar")
    assert {e.grade for e in graded(first, second)} == {Grade.DECLARED}


def test_the_reason_names_the_other_document_and_no_party() -> None:
    kg = Quantity(5.0, "bales")
    first = row(author=MAKER, author_role="maker", lot="L", quantity=kg)
    second = replace(first, document="D-7", author=BUYER, exhibit="e2")
    why = graded(first, second)[0].why
    assert "D-7" in why
    assert BUYER not in why


papers = st.builds(
    row,
    kind=st.sampled_from(["invoice", "declaration", "gin record", "poem"]),
    author=st.sampled_from(["", MAKER, BUYER, "Coastal Lab"]),
    author_role=st.sampled_from(["", "maker", "laboratory", "authority"]),
    party=st.sampled_from(["", MAKER]),
    place=st.sampled_from(["", "Kashgar", "Delhi"]),
    lot=st.sampled_from(["", "L-1"]),
    quantity=st.sampled_from([None, Quantity(1.0, "kg", 1000)]),
    exhibit=st.sampled_from(["", "e1", "e2"]),
)


@given(st.lists(papers, max_size=5))
def test_only_a_file_with_a_known_author_rises_above_declared(
    rows: list[DocumentRow],
) -> None:
    for found in graded(*rows):
        if found.grade is not Grade.DECLARED:
            assert found.row.exhibit
            assert found.row.author
            assert found.row.author_role
        if found.favours:
            assert found.grade is Grade.DECLARED


@given(st.lists(papers, min_size=1, max_size=5), papers)
def test_one_more_document_never_lowers_the_grade_of_another(
    rows: list[DocumentRow], more: DocumentRow
) -> None:
    before, after = graded(*rows), graded(*rows, more)
    assert all(a.grade.reaches(b.grade) for b, a in zip(before, after, strict=False))


def test_a_document_dated_after_the_day_of_the_question_is_not_known_yet() -> None:
    rows = (row(day=date(2026, 7, 1)), row(day=date(2026, 6, 26)), row())
    found = exhibits(
        rows,
        chain_names=CHAIN,
        normal=str.casefold,
        adverse_regions=frozenset(),
        region_of=lambda text: "",
        as_of=date(2026, 6, 26),
    )
    assert [e.row.day for e in found] == [date(2026, 6, 26), None]
