from pathlib import Path

import pytest

from whence.errors import InputError
from whence.store.config import TEMPLATE, CaseConfig, config_of, own_files, read_text


def config(text: str, folder: Path = Path("case")) -> CaseConfig:
    return config_of(text, folder / "case.toml")


def test_the_template_is_a_case_with_the_defaults() -> None:
    assert config(TEMPLATE) == CaseConfig()


def test_settings_are_read_with_their_types(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text("")
    found = config(
        'format = 1\nimporter = " Meridian "\nmeasures = ["us/uflpa"]\n'
        'lists = ["own.yml"]\n[policies]\nmatch = "strict"\n'
        '[[question]]\nkey = "a"\nask = "When?"\nanswer = 2025-04-10\n'
        '[[question]]\nkey = "b"\nask = "When?"\nanswer = " "\n',
        tmp_path,
    )
    assert found.importer == "Meridian"
    assert found.measures == ("us/uflpa",)
    assert found.lists == ("own.yml",)
    assert found.policy == "strict"
    assert found.answers == (("a", "2025-04-10"),)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("format = 1\nimporter = Meridian\n", 2, "not TOML"),
        ('format = 1\nimporter = "a"\nimporter = "b"\n', 3, "not TOML"),
        ("importer = ''\n", 1, "missing"),
        ("format = 'one'\n", 1, "no number"),
        ("format = true\n", 1, "no number"),
        ("# mine\nformat = 2\n", 2, "newer than this Whence"),
        ("format = 0\n", 1, "never a format"),
        ("format = 1\n\nmeasurs = []\n", 3, "no setting"),
        ("format = 1\nmeasures = 'us/uflpa'\n", 2, "not a list"),
        ("format = 1\nlegend = 3\n", 2, "not a text"),
        ("format = 1\naudience = 'all'\n", 2, "no audience"),
        ("format = 1\nlists = ['../x.yml']\n", 2, "outside the case"),
        ("format = 1\nlists = ['/etc/passwd']\n", 2, "outside the case"),
        ("format = 1\nlists = ['none.yml']\n", 2, "no such file"),
        ("format = 1\npolicies = 3\n", 2, "not a table of texts"),
        ("format = 1\n[policies]\nmatch = 3\n", 3, "not a text"),
        ("format = 1\n[policies]\nmach = 'x'\n", 3, "no policy to choose"),
        ("format = 1\nquestion = 3\n", 2, "not a list of tables"),
        ("format = 1\n[[question]]\nask = 'x'\n", 2, "has no key"),
    ],
)
def test_a_broken_file_names_its_line_and_a_remedy(
    text: str, line: int, words: str
) -> None:
    with pytest.raises(InputError, match=words) as caught:
        config(text)
    assert caught.value.where.endswith(f"line {line}")
    assert caught.value.remedy
    assert caught.value.exit_code == 65


def test_a_misspelt_setting_is_answered_with_the_right_one() -> None:
    with pytest.raises(InputError) as caught:
        config("format = 1\nimportr = ''\n")
    assert caught.value.remedy == "Did you mean `importer`?"


def test_a_file_that_is_no_text_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_bytes(b"format = 1\nlegend = '\xff'\n")
    with pytest.raises(InputError, match="not UTF-8") as caught:
        read_text(tmp_path / "case.toml")
    assert caught.value.where.endswith("line 2")


def test_the_tables_that_own_lists_name_belong_to_the_settings(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "own.yml").write_text(
        "rows: my own.csv\nmore: [../secret.csv, none.csv]"
    )
    for name in ("lists/my own.csv", "secret.csv", "lists/other.csv"):
        (tmp_path / name).write_text("")
    found = own_files(CaseConfig(lists=("lists/own.yml",)), tmp_path)
    assert found == ("case.toml", "lists/my own.csv", "lists/own.yml")
