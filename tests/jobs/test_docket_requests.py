import zipfile
from datetime import date

import openpyxl
import pytest
import yaml

from whence.errors import InputError, Refused, UsageError
from whence.jobs.docket_ask import AnsweredRequest, AskRequest, answered, ask
from whence.jobs.docket_letters import LettersRequest, at_risk, write_letters
from whence.jobs.docket_ready import ready
from whence.model.request import Standing
from whence.shelf import DATA
from whence.shelf.requests import WORDS, counter_measures, territories
from whence.store.case import Case

DAY = date(2026, 6, 12)
LATER = date(2026, 8, 1)
MILL = {"supplier": "Kalindri Spinning Mills Ltd.", "country": "BD"}
THERE = {"supplier": "南通云岭棉业有限公司", "country": "中国"}


@pytest.fixture
def case(tmp_path):
    return tmp_path / "case"


def asking(case, **given):
    plain = {"stage": "spin", "asked": DAY, "commodity": "cotton", **MILL, **given}
    return ask(AskRequest(case, **plain))


def writing(case, tmp_path, **given):
    plain = {"as_of": DAY, "at": "2026-06-12T08:00:00+00:00", **given}
    return write_letters(
        LettersRequest(case, tmp_path / "letters", importer="Halden Pryce", **plain)
    )


def standings(case, on):
    return {
        row.request.key: row.standing
        for row in ready(case, today=on, commodity="cotton").rows
        if row.request
    }


def test_a_stage_without_papers_named_is_asked_for_what_its_requirements_name(case):
    papers = [r.paper for r in asking(case)]
    assert "production_record" in papers
    assert len(papers) == len(set(papers))


def test_the_same_open_request_is_not_asked_twice(case):
    first = asking(case)
    assert asking(case) == ()
    answered(AnsweredRequest(case, first[0].key, DAY, withdrawn=True))
    assert [r.paper for r in asking(case)] == [first[0].paper]


def test_a_request_waits_is_late_is_held_and_expires(case):
    for paper in ("invoice", "proof of payment", "transaction certificate", "lab test"):
        asking(case, papers=(paper,), due=date(2026, 7, 1))
    answered(AnsweredRequest(case, "r-2", DAY))
    answered(AnsweredRequest(case, "r-3", DAY, expires=date(2026, 8, 1)))
    answered(AnsweredRequest(case, "r-4", DAY, expires=date(2026, 7, 31)))
    assert standings(case, DAY) == {
        "r-1": Standing.WAITING,
        "r-2": Standing.HELD,
        "r-3": Standing.EXPIRES_SOON,
        "r-4": Standing.EXPIRES_SOON,
    }
    assert standings(case, LATER)["r-1"] is Standing.LATE
    assert standings(case, LATER)["r-3"] is Standing.EXPIRES_SOON
    assert standings(case, LATER)["r-4"] is Standing.EXPIRED


def test_what_nobody_was_asked_for_is_told_stage_by_stage_and_once(case):
    asking(case)
    rows = ready(case, today=DAY, commodity="cotton").rows
    untouched = [(r.stage, r.paper) for r in rows if r.request is None]
    assert ("gin", "bale_list") in untouched
    assert len(untouched) == len(set(untouched))
    assert not [r for r in rows if r.stage == "spin" and r.request is None]


def test_a_sheet_goes_out_is_filled_and_comes_back(case, tmp_path):
    asking(case)
    sheet = tmp_path / "papers.xlsx"
    ready(case, today=DAY, commodity="cotton", out=sheet)
    book = openpyxl.load_workbook(sheet)
    page = book.active
    heads = [c.value for c in page[1]]
    row = next(r for r in page.iter_rows(min_row=2) if r[0].value == "r-1")
    row[heads.index("Answered")].value = "2026-06-10"
    row[heads.index("Expires")].value = "2027-06-10"
    book.save(sheet)
    result = ready(case, today=DAY, commodity="cotton", filled=sheet)
    assert result.taken == ("r-1",)
    assert standings(case, DAY)["r-1"] is Standing.HELD
    assert ready(case, today=DAY, commodity="cotton", filled=sheet).taken == ()


def test_a_sheet_of_another_kind_is_refused_by_name(case, tmp_path):
    asking(case)
    other = tmp_path / "other.csv"
    other.write_text("Supplier,Country\nA,BD\n", "utf-8")
    with pytest.raises(InputError, match="Request and Answered"):
        ready(case, today=DAY, filled=other)


def test_a_roster_is_refused_as_an_answer_and_left_where_it_lies(case, tmp_path):
    asking(case)
    roster = tmp_path / "list.csv"
    roster.write_text(
        "Employee Name,ID Number,Date of Birth,Gender\n"
        "Zhang San,653101199001011234,1990-01-01,M\n" * 3,
        "utf-8",
    )
    with pytest.raises(Refused):
        answered(AnsweredRequest(case, "r-1", DAY, papers=(roster,)))
    assert roster.is_file()
    with Case.open(case, create=False) as opened:
        assert opened.vault.keys() == opened.vault.keys()
        assert not any(b"Zhang" in opened.vault.read(k) for k in opened.vault.keys())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"papers": ("poem",)}, "no kind of paper"),
        ({"country": "Atlantis"}, "no country"),
        ({"stage": "weld"}, "stage 'weld'"),
        ({"commodity": "gold"}, "no requirements"),
        ({"supplier": " "}, "no supplier"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_lists_what_can(case, given, words):
    with pytest.raises(UsageError, match=words):
        asking(case, **given)


# ---- letters


def test_letters_ask_for_exactly_what_is_missing_in_two_languages(case, tmp_path):
    found = asking(case, about="lot YK-118")
    answered(AnsweredRequest(case, found[0].key, DAY))
    result = writing(case, tmp_path, at_risk="no")
    assert [x.language for x in result.letters] == ["en", "zh"]
    for letter in result.letters:
        assert len(letter.asks) == len(found) - 1
    text = (tmp_path / "letters" / "01-kalindri-spinning-mills-ltd.en.txt").read_text()
    assert "lot YK-118" in text
    assert "2026-07-03" in text


def test_until_somebody_answers_no_letter_goes_to_china_and_the_reason_is_told(
    case, tmp_path
):
    asking(case)
    asking(case, **THERE, papers=("bale list",))
    result = writing(case, tmp_path)
    assert {x.supplier for x in result.letters} == {MILL["supplier"]}
    assert [x.supplier for x in result.withheld] == [THERE["supplier"]]
    told = (tmp_path / "letters" / "not-written.txt").read_text("utf-8")
    assert "not answered" in told
    for law in counter_measures():
        assert law.reference in told
    toml = (case / "case.toml").read_text("utf-8")
    assert "staff or suppliers at risk in China" in toml


@pytest.mark.parametrize("word", ["yes", "maybe", "not yet", "NO, but ask counsel"])
def test_anything_but_a_plain_no_counts_as_yes(case, tmp_path, word):
    asking(case, **THERE, papers=("bale list",))
    writing(case, tmp_path)
    toml = case / "case.toml"
    text = toml.read_text("utf-8").replace('answer = ""', f'answer = "{word}"')
    toml.write_text(text, "utf-8")
    assert at_risk(case) == "yes"
    assert writing(case, tmp_path, at_risk="no").letters == ()


def test_a_plain_no_lets_a_letter_be_written_with_chinese_first(case, tmp_path):
    asking(case, **THERE, papers=("bale list",))
    result = writing(case, tmp_path, at_risk="no")
    assert [x.language for x in result.letters] == ["zh", "en"]
    assert not result.withheld
    assert writing(case, tmp_path, at_risk="yes").letters == ()


@pytest.mark.parametrize("country", [*sorted(territories()), ""])
def test_a_country_that_may_be_china_counts_as_china(case, tmp_path, country):
    asking(case, country=country, papers=("invoice",))
    assert writing(case, tmp_path).letters == ()


def test_who_may_put_people_at_risk_asks_others_only_for_what_they_hold(case, tmp_path):
    asking(case)
    safe, free = (
        "\n".join(writing(case, tmp_path, at_risk=word).letters[0].closing)
        for word in ("yes", "no")
    )
    assert "Do not ask anybody in China" in safe
    assert "Do not ask anybody in China" not in free


def test_letters_speak_of_origin_and_never_of_law_regions_or_lists_of_people():
    words = yaml.safe_load((DATA / WORDS).read_text("utf-8"))
    parts = {k: words[k] for k in ("en", "zh", "kinds", "stages", "shows")}
    text = str(parts).casefold()
    banned = "xinjiang uyghur uighur forced uflpa sanction detention border"
    for word in [*banned.split(), *"新疆 维吾尔 强迫 制裁 扣留 美国".split()]:
        assert word not in text, word
    assert set(words["en"]) == set(words["zh"])
    assert len(words["en"]["hints"]) == len(words["zh"]["hints"])


def test_a_letter_is_a_word_document_without_author_program_or_day(case, tmp_path):
    asking(case)
    writing(case, tmp_path, at_risk="no")
    path = tmp_path / "letters" / "01-kalindri-spinning-mills-ltd.zh.docx"
    first = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert set(archive.namelist()) == {
            "[Content_Types].xml",
            "_rels/.rels",
            "word/document.xml",
        }
        assert "生产记录" in archive.read("word/document.xml").decode()
    writing(case, tmp_path, at_risk="no")
    assert path.read_bytes() == first


def test_letters_need_something_that_was_asked_for(case, tmp_path):
    with Case.open(case):
        pass
    with pytest.raises(UsageError, match="no paper was asked"):
        writing(case, tmp_path)
