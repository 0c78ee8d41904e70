import csv
import json
import sys
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import InputError, NeedsMapping, UsageError
from whence.jobs.judge import JudgeRequest, judge
from whence.jobs.screen import ScreenRequest, screen
from whence.jobs.steps.marking import HEADERS

AS_OF = date(2026, 6, 26)
NOTHING = "nothing found on these versions"
SUPPLIERS = (
    "Supplier,Country,Address\n"
    "Hoshine Silicon Industry (Shanshan) Co Ltd,CN,Turpan Xinjiang\n"
    "新疆大全新能源股份有限公司,CN,\n"
    "Kunlun Example Trading Ltd,CN,新疆阿克苏地区\n"
    "Acme Ltd,US,\n"
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "in" / "suppliers.csv"
    path.parent.mkdir()
    path.write_text(SUPPLIERS, "utf-8")
    return path


def run(table, tmp_path, name="out.csv", **more):
    return screen(ScreenRequest(table, tmp_path / "out" / name, AS_OF, **more))


def lines(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_each_row_gets_its_word_and_the_versions_it_rests_on(table, tmp_path):
    result = run(table, tmp_path)
    rows = lines(result.out)
    assert [(r["row"], r["found"]) for r in rows] == [
        ("2", "listed"),
        ("3", "candidate"),
        ("4", "in region"),
        ("5", NOTHING),
    ]
    assert all("us-uflpa" in r["on versions"] for r in rows)
    assert dict(result.words) == {
        "listed": 1, "candidate": 1, "in region": 1, NOTHING: 1,
    }  # fmt: skip


def test_without_a_case_nothing_but_the_result_is_left(table, tmp_path):
    run(table, tmp_path)
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["out.csv"]
    assert [p.name for p in table.parent.iterdir()] == ["suppliers.csv"]


def test_the_expected_false_alarms_are_the_policys_rate_times_the_parties(
    table, tmp_path
):
    wide, strict = (run(table, tmp_path, policy=p) for p in ("wide", "strict"))
    assert wide.expected == pytest.approx(wide.rate * 4)
    assert wide.expected > strict.expected > 0
    assert (wide.policy, strict.policy) == ("wide", "strict")


def test_a_judgement_is_remembered_by_the_case(table, tmp_path):
    case = tmp_path / "case"
    asked = run(table, tmp_path, case=case).to_judge
    assert {party.name for party, _ in asked} == {"新疆大全新能源股份有限公司"}
    for _, pair in asked:
        reason = "different-register-number"
        judge(JudgeRequest(case, pair.id, "different", "mk", AS_OF, reason))
    again = run(table, tmp_path, case=case)
    assert again.to_judge == ()
    assert dict(again.words)[NOTHING] == 2
    assert "different" in lines(again.out)[1]["why"]


def test_a_workbook_comes_back_with_columns_at_its_right(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Supplier", "Country", "Note"])
    sheet.append(["Hetian Taida Apparel Co Ltd", "CN", "keep me"])
    book.save(tmp_path / "s.xlsx")
    result = run(tmp_path / "s.xlsx", tmp_path, "o.xlsx")
    rows = list(openpyxl.load_workbook(result.out).active.values)
    assert rows[0] == ("Supplier", "Country", "Note", *HEADERS)
    assert rows[1][:4] == ("Hetian Taida Apparel Co Ltd", "CN", "keep me", "candidate")


def test_json_lines_carry_a_waterfall_that_adds_up(table, tmp_path):
    out = run(table, tmp_path, "o.jsonl").out
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {r["word"] for r in rows} == {"listed", "candidate", "in region", NOTHING}
    pairs = [c for r in rows for c in r["candidates"]]
    assert pairs
    for pair in pairs:
        total = sum(step["weight"] for step in pair["explanation"])
        assert total == pytest.approx(pair["score"])


def test_a_file_of_names_is_a_list_for_this_run(table, tmp_path):
    names = tmp_path / "watch.csv"
    names.write_text("Acme Ltd\nZebra Mills Inc\n", "utf-8")
    result = run(table, tmp_path, lists=(str(names),))
    assert [(x.key, x.rows) for x in result.lists] == [("own/watch", 2)]
    found = {r["party"]: r for r in lines(result.out)}
    assert found["Acme Ltd"]["found"] == "candidate"
    assert found["Acme Ltd"]["list and date"] == "own/watch, no day given"


def test_a_judgement_against_a_file_of_names_holds_on_another_day(table, tmp_path):
    names, case = tmp_path / "watch.csv", tmp_path / "case"
    names.write_text("name,country\nAcme Ltd,US\n", "utf-8")
    out, lists = tmp_path / "o.csv", (str(names),)
    first = screen(ScreenRequest(table, out, AS_OF, lists, case=case))
    ((_, pair),) = first.to_judge
    judge(
        JudgeRequest(
            case, pair.id, "different", "mk", AS_OF, "different-register-number"
        )
    )
    later = screen(ScreenRequest(table, out, date(2026, 9, 1), lists, case=case))
    assert later.to_judge == ()


def test_one_list_by_its_key_leaves_the_others_out(table, tmp_path):
    assert [x.key for x in run(table, tmp_path, lists=("us-wro",)).lists] == ["us-wro"]


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"lists": ("nowhere",)}, "no list and no file 'nowhere'"),
        ({"policy": "lax"}, "no match policy"),
        ({"name": "out.pdf"}, ".pdf cannot be written"),
        ({"name": "out"}, "a name without ending cannot be written"),
    ],
)
def test_what_does_not_exist_is_a_wrong_call(table, tmp_path, more, word):
    with pytest.raises(UsageError, match=word):
        run(table, tmp_path, **more)
    assert (
        list((tmp_path / "out").iterdir() if (tmp_path / "out").exists() else ()) == []
    )


def test_the_users_own_file_is_never_overwritten(table):
    with pytest.raises(UsageError, match="never changed"):
        screen(ScreenRequest(table, table, AS_OF))
    assert table.read_text("utf-8") == SUPPLIERS


def test_an_unclear_table_without_a_case_says_what_helps(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n3,4\n", "utf-8")
    with pytest.raises(NeedsMapping) as said:
        run(path, tmp_path)
    assert "--case DIR" in said.value.remedy
    assert ".case" not in str(said.value)


def test_a_list_without_names_is_bad_input(table, tmp_path):
    names = tmp_path / "numbers.csv"
    names.write_text("price,qty\n1,2\n3,4\n", "utf-8")
    with pytest.raises(InputError, match="no column of it reads as names"):
        run(table, tmp_path, lists=(str(names),))


def test_hostile_names_pass_through_and_a_formula_is_defused(tmp_path):
    path = tmp_path / "s.csv"
    names = [
        "新疆" * 5000, "🏭🏭", "\u202eoC elim\u202c", "Co., Ltd.", "شركة اختبار",
        "=cmd()", "ÃƒÂ¤Ã©Ã¥ Gmbh", "�����",
    ]  # fmt: skip
    rows = "".join(f'"{n}",CN\n' for n in names)
    path.write_text(f"Supplier,Country\n{rows}", "utf-8")
    result = run(path, tmp_path, accept_mapping=True)
    text = result.out.read_text("utf-8")
    assert "'=cmd()" in text
    assert len(result.parties) >= 6
    for name in ("o.xlsx", "o.jsonl"):
        assert run(path, tmp_path, name, accept_mapping=True).out.stat().st_size > 500


def test_a_name_that_reads_as_a_persons_is_withheld(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text("Supplier,Country\n张伟,CN\nAcme Ltd,US\nBeta Ltd,US\n", "utf-8")
    for name in ("o.csv", "o.jsonl"):
        text = run(path, tmp_path, name, accept_mapping=True).out.read_text("utf-8")
        assert "张伟" not in text
        assert "name withheld" in text


@pytest.fixture
def another_matcher(monkeypatch):
    """A stand-in with the shape of nomenklatura: it knows names that are equal."""
    from types import ModuleType, SimpleNamespace

    class Algorithm:
        @staticmethod
        def default_config():
            return "config"

        @staticmethod
        def compare(one, other, config):
            assert config == "config"
            same = one["properties"]["name"] == other["properties"]["name"]
            return SimpleNamespace(score=0.95 if same else 0.25)

    def get_algorithm(name):
        assert name == "logic-v2"
        return Algorithm

    ftm, base, matching_ = (
        ModuleType(n)
        for n in ("followthemoney", "nomenklatura", "nomenklatura.matching")
    )
    ftm.model = SimpleNamespace(get_proxy=lambda rows: rows)
    matching_.get_algorithm = get_algorithm
    for module in (ftm, base, matching_):
        monkeypatch.setitem(sys.modules, module.__name__, module)


def test_a_second_opinion_stands_in_a_column_and_changes_no_word(
    table, tmp_path, another_matcher
):
    alone = run(table, tmp_path, "one.csv")
    both = run(table, tmp_path, "two.csv", second_opinion=True)
    assert both.words == alone.words
    rows = lines(both.out)
    assert [r["second opinion"] for r in rows] == ["0.250", "0.250", "", ""]
    assert "second opinion" not in lines(alone.out)[0]
    parties = run(table, tmp_path, "o.jsonl", second_opinion=True).out
    pairs = [
        c
        for line in parties.read_text("utf-8").splitlines()
        for c in json.loads(line)["candidates"]
    ]
    assert {c["second_opinion"] for c in pairs} == {0.25}
    book = run(table, tmp_path, "o.xlsx", second_opinion=True).out
    head = next(openpyxl.load_workbook(book).active.values)
    assert head[-1] == "Whence: second opinion"


def test_a_second_opinion_that_is_not_installed_says_how_to_get_it(
    table, tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(UsageError, match="not installed") as caught:
        run(table, tmp_path, second_opinion=True)
    assert "second-opinion" in str(caught.value.remedy)
    assert not (tmp_path / "out").exists()


def test_a_workbook_beside_the_users_leaves_columns_about_persons_out(tmp_path):
    table = tmp_path / "in" / "suppliers.csv"
    table.parent.mkdir()
    table.write_text(
        "Supplier,Country,Contact person,E-mail\n"
        "Acme Ltd,US,Jane Invented,jane@example.invalid\n"
        "Bolt Ltd,US,Joe Invented,joe@example.invalid\n"
    )
    assert held(run(table, tmp_path, "out.xlsx").out) >= {"Acme Ltd", "Bolt Ltd"}
    text = " ".join(held(tmp_path / "out" / "out.xlsx"))
    assert "Invented" not in text
    assert "@" not in text


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_form_gives_back_the_words_for_its_supplier_and_nobodys_details(
    suffix, tmp_path
):
    rows = [
        ("Razón social", "新疆大全新能源股份有限公司"),
        ("RFC", "HFN010203AB1"),
        ("Dirección", "Calle Inventada 1, Puebla"),
        ("Persona de contacto", "Lucía Inventada"),
        ("Correo electrónico", "lucia@example.invalid"),
        ("Observaciones", "llamar a Pedro Inventado"),
    ]
    table = tmp_path / f"form{suffix}"
    if suffix == ".csv":
        table.write_text("\n".join(f"{q};{a}" for q, a in rows), "utf-8")
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(table)
    result = run(table, tmp_path, "out.xlsx")
    assert dict(result.words) == {"candidate": 1}
    text = " ".join(held(result.out))
    assert "candidate" in text
    for person in ("Lucía", "lucia@", "Pedro"):
        assert person not in text


def held(path):
    sheets = openpyxl.load_workbook(path).worksheets
    return {str(c.value) for s in sheets for row in s.rows for c in row if c.value}


def test_a_row_that_names_no_party_says_so_and_is_counted(tmp_path):
    table = tmp_path / "orders.csv"
    table.write_text(
        "PO Number,Vendor,Item,Order Date,Value USD\n"
        "1,Acme Mill Ltd,x,2026-01-02,5\n2,,x,2026-01-02,6\n3,,x,2026-01-02,7\n"
        "1,Acme Mill Ltd,x,2026-01-02,5\n",
        "utf-8",
    )
    done = run(table, tmp_path, accept_mapping=True)
    rows = lines(done.out)
    found = {r["row"]: r["found"] for r in rows}
    assert found["3"] == found["4"] == "no party read in this row"
    # A row that repeats another is not without a party.
    assert found.get("5", "") != found["3"]
    assert any("2 rows named no party" in note for note in done.notes)


def test_rows_that_were_set_aside_are_counted_in_the_summary(tmp_path):
    book = openpyxl.Workbook()
    for row in (("Supplier", "Country"), ("Acme", "US"), ('=CONCAT("A","B")', "US")):
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    (note,) = run(tmp_path / "in.xlsx", tmp_path).notes
    assert "1 row was set aside, not looked at (row 3)" in note


def test_no_chance_is_told_as_certain(table, tmp_path):
    out = str(tmp_path / "o.csv")
    day = AS_OF.isoformat()
    told = CliRunner().invoke(cli, ["screen", str(table), "--out", out, "--as-of", day])
    assert "over 99 % same" in told.output
    assert "100%" not in told.output.replace(" ", "")


def test_names_that_are_odd_in_one_way_are_told_once_with_their_number(tmp_path):
    names = "".join(f"{form},CN\n" for form in ("Ltd", "有限公司", "GmbH"))
    file = tmp_path / "in.csv"
    file.write_text(f"Supplier,Country\nAcme Textile,US\n{names}", "utf-8")
    (note,) = run(file, tmp_path).notes
    assert "nothing but the form" in note
    assert "So are 2 more names." in note


@pytest.mark.parametrize("fault", [ImportError("libicui18n.so.72"), AttributeError()])
def test_a_second_opinion_that_cannot_be_used_says_so(
    table, tmp_path, monkeypatch, another_matcher, fault
):
    def broken(name):
        raise fault

    matcher = sys.modules["nomenklatura.matching"]
    monkeypatch.setattr(matcher, "get_algorithm", broken)
    with pytest.raises(UsageError, match="cannot be used") as caught:
        run(table, tmp_path, second_opinion=True)
    assert "ICU" in str(caught.value.remedy)


def test_a_matcher_that_fails_on_a_pair_loses_no_row(table, tmp_path, monkeypatch):
    def fails(one, other):
        raise ValueError("no such script")

    alone = run(table, tmp_path, "one.csv")
    monkeypatch.setattr("whence.jobs.screen.logic_v2", lambda: fails)
    both = run(table, tmp_path, "two.csv", second_opinion=True)
    assert both.words == alone.words
    assert [r["second opinion"] for r in lines(both.out)] == ["", "", "", ""]
    (note,) = [n for n in both.notes if "second opinion" in n]
    assert "no such script" in note


@pytest.mark.real
@pytest.mark.filterwarnings("default")  # those of the other matcher
def test_the_real_matcher_scores_names_in_latin_letters_and_no_chinese(tmp_path):
    pytest.importorskip("nomenklatura", reason="pip install 'whence[second-opinion]'")
    file = tmp_path / "in.csv"
    rows = "Hetian Taida Apparel Co Ltd,CN\n和田泰达服饰有限公司,CN\nAcme,US\n"
    file.write_text(f"Supplier,Country\n{rows}", "utf-8")
    found = lines(run(file, tmp_path, second_opinion=True).out)
    assert [r["found"] for r in found] == ["candidate", "candidate", NOTHING]
    assert float(found[0]["second opinion"]) > 0.9
    assert float(found[1]["second opinion"]) < 0.7
    assert found[2]["second opinion"] == ""
