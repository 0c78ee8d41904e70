"""`whence docket gaps --case`: from what is missing to requests and letters."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.desk.papers_asking import country_of, proposals
from whence.jobs.docket_gaps import GapsRequest
from whence.jobs.docket_gaps_case import (
    CaseGapsRequest,
    CaseGapsResult,
    gaps_of_case,
)
from whence.jobs.docket_letters import LettersRequest, write_letters
from whence.model.folder import Gap, GapKind

EXAMPLE = Path(__file__).parents[2] / "examples" / "detention"
AS_OF = date(2026, 6, 12)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("case") / "acme"
    notices = sorted(map(str, EXAMPLE.glob("notice*.pdf")))
    words = ["docket", "open", *notices, "--commodity", "cotton", "--case", str(place)]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    return place


@pytest.fixture(scope="module")
def asked(case: Path) -> CaseGapsResult:
    request = GapsRequest(EXAMPLE / "documents", AS_OF, pictures=False)
    return gaps_of_case(CaseGapsRequest(request, case, ask=True))


def test_a_missing_paper_is_asked_of_the_firm_of_its_stage(
    asked: CaseGapsResult,
) -> None:
    made = {(r.supplier, r.country, r.stage, r.paper, r.about) for r in asked.noted}
    assert (
        "张家港恒络棉业有限公司",
        "CN",
        "gin",
        "gin_record",
        "lot HL-Q4",
    ) in made
    assert any(r.country == "GB" and r.paper == "lab_test" for r in asked.noted)


def test_the_same_gaps_are_not_asked_twice(case: Path, asked: CaseGapsResult) -> None:
    request = GapsRequest(EXAMPLE / "documents", AS_OF, pictures=False)
    again = gaps_of_case(CaseGapsRequest(request, case, ask=True))
    assert asked.noted
    assert again.noted == ()
    assert {p.supplier for p, _ in again.before} == {r.supplier for r in asked.noted}


def test_letters_follow_from_gaps_and_none_goes_where_people_are_at_risk(
    case: Path, asked: CaseGapsResult, tmp_path: Path
) -> None:
    written = write_letters(
        LettersRequest(case, tmp_path, AS_OF, "2026-06-12T00:00:00Z")
    )
    there = {r.supplier for r in asked.noted if r.country == "CN"}
    assert there
    assert there == {w.supplier for w in written.withheld}
    assert not there & {letter.supplier for letter in written.letters}
    got = {(letter.supplier, letter.language) for letter in written.letters}
    assert {language for _, language in got} == {"en", "zh"}


def test_the_papers_of_the_importer_are_asked_of_nobody() -> None:
    gap = Gap("k", GapKind.PAYMENT, "no payment", ask=("proof of payment",),
              party="Halden Pryce Knitwear Inc.")  # fmt: skip
    (one,) = proposals([gap], [], {}, importer="HALDEN PRYCE KNITWEAR INC")
    assert "importer" in one.why_not
    gap = Gap("k", GapKind.LANGUAGE, "not in English", party="A Ltd.")
    assert proposals([gap], [], {}, importer="") == ()


def test_a_firm_that_no_paper_places_has_no_country() -> None:
    texts = {"a": "Buyer: Birch Ltd.\tTotal: 3", "b": "Alder Ltd., Oslo, Norway"}
    assert country_of("Birch Ltd.", texts) == ""
    assert country_of("Alder Ltd.", texts) == "NO"


def test_the_door_says_whom_to_ask_and_notes_nothing_unasked(tmp_path: Path) -> None:
    case = tmp_path / "case"
    opened = ["docket", "open", "--presented", "2026-06-03", "--as", "D-1",
              "--commodity", "cotton", "--case", str(case)]  # fmt: skip
    assert CliRunner().invoke(cli, opened).exit_code == 0
    docs = str(EXAMPLE / "documents" / "南通")
    done = CliRunner().invoke(cli, ["docket", "gaps", docs, "--case", str(case)])
    assert "Whom to ask" in done.output
    assert "Nothing is noted yet" in done.output
    refused = CliRunner().invoke(cli, ["docket", "gaps", docs, "--ask"])
    assert refused.exit_code != 0
    assert "--case" in refused.output
