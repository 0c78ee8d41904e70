"""What a careless or hostile file holds in place of names, by the real commands."""

import csv
import json
from pathlib import Path

import pytest

from whence import cli
from whence.match import Index, score

TAIDA = "Hetian Taida Apparel Co., Ltd"
LONG = "Hetian Taida " + "A" * 10_000
ODD = {
    "mojibake": "新疆 Acme".encode().decode("cp1252"),
    "letters lost": "Hetian Ta\ufffd\ufffdda Apparel",
    "ten thousand characters": LONG,
    "emoji only": "😀🏭",
    "emoji beside": "😀 Hetian Taida Apparel 🏭",
    "overridden direction": "\u202elerappA adiaT naiteH\u202c",
    "direction marks": "Hetian\u200f Taida\u200e Apparel Co., Ltd",
    "right to left": "شركة النسيج المحدودة",
    "uyghur": "خوتەن تەيدا كىيىم-كېچەك چەكلىك شىركىتى",
    "form, English": "Co., Ltd.",
    "form, Chinese": "集团股份有限公司",
    "marks only": "-",
}
CHANGED = (
    "<html><h1>UFLPA Entity List</h1><table><tr><th>Company</th><th>Since when</th>"
    "</tr><tr><td>Hetian Taida Apparel</td><td>June 2022</td></tr></table></html>"
)


def ran(*args: str) -> int:
    with pytest.raises(SystemExit) as end:
        cli.main(list(args))
    return int(end.value.code or 0)


def table(path: Path, names: list[str]) -> str:
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["Supplier name", "Country"])
        rows.writerows([name, "CN"] for name in names)
    return str(path)


def screened(tmp_path: Path, names: list[str], *more: str) -> list[dict[str, str]]:
    out = tmp_path / "out.csv"
    code = ran("screen", table(tmp_path / "in.csv", names), "--out", str(out), *more)
    assert code == 0
    with out.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_odd_name_comes_back_with_a_word(tmp_path, capsys):
    rows = screened(tmp_path, list(ODD.values()), "--list", "us-uflpa")
    assert len(rows) == len(ODD)
    found = {how: row["found"] for how, row in zip(ODD, rows, strict=True)}
    assert {found[h] for h in ("emoji beside", "direction marks")} == {"candidate"}
    silent = ("emoji only", "form, English", "form, Chinese", "marks only", "mojibake")
    assert {found[h] for h in silent} == {"nothing found on these versions"}
    said = " ".join(capsys.readouterr().out.split())
    assert "decoded wrongly" in said
    assert "U+FFFD" in said
    assert "turn the direction" in said
    assert "no letter and no digit" in said
    assert "nothing but the form of a firm" in said
    assert "the first 500 are read" in said
    assert "\u202e" not in said


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_an_odd_name_has_chances_and_may_be_searched(name):
    same, related = score([name, TAIDA], [TAIDA, name])
    assert all(0 <= p <= 1 for p in (*same, *related))
    assert len(Index([TAIDA, name]).search([name, TAIDA], k=3)) == 2


@pytest.mark.parametrize("other", ["有限公司", "Co., Ltd.", TAIDA, "和田泰达服饰"])
def test_a_name_that_is_only_a_form_is_like_nothing(other):
    assert score(["Company Limited"], [other]).same[0] < 0.05


def test_a_word_that_is_mostly_a_form_may_be_the_whole_name():
    assert score(["MLS Co., Ltd"], ["MLS Company Limited"]).same[0] > 0.5
    assert score(["MLS Co., Ltd"], ["Acme Company Limited"]).same[0] < 0.5


def test_persons_on_a_list_are_left_out_and_never_matched(tmp_path):
    names = tmp_path / "watch.csv"
    names.write_text("name\n张伟\nMr John Smith\nAcme Textile Co., Ltd\n", "utf-8")
    rows = screened(
        tmp_path, ["张伟", "Mr John Smith", "ACME TEXTILES"], "--list", str(names)
    )
    assert [r["found"] for r in rows][-1] == "candidate"
    assert "John" not in json.dumps(rows)
    assert "张伟" not in json.dumps(rows, ensure_ascii=False)


@pytest.mark.parametrize(
    "text", ["", "name\n", "\n\n\n"], ids=["empty", "head", "blank"]
)
def test_an_empty_list_is_refused_and_nothing_is_written(tmp_path, text, capsys):
    names = tmp_path / "watch.csv"
    names.write_text(text, "utf-8")
    out = tmp_path / "out.csv"
    given = table(tmp_path / "in.csv", [TAIDA])
    assert ran("screen", given, "--list", str(names), "--out", str(out)) == 65
    assert not out.exists()
    told = capsys.readouterr().err
    assert "watch.csv" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "page",
    [CHANGED, "<html><h1>UFLPA Entity List</h1><p>moved</p></html>", "", "\x00\x01"],
    ids=["other tables", "no table", "empty", "no page"],
)
def test_a_page_whose_tables_changed_is_refused_and_the_old_list_stays(
    tmp_path, page, capsys
):
    saved, case = tmp_path / "page.html", str(tmp_path / "case")
    saved.write_text(page, "utf-8")
    assert (
        ran("lists", "update", "us-uflpa", "--from", str(saved), "--case", case) == 65
    )
    told = capsys.readouterr().err
    assert "page.html" in told
    assert "Traceback" not in told
    rows = screened(tmp_path, [TAIDA], "--case", case, "--list", "us-uflpa")
    assert rows[0]["found"] == "candidate"
