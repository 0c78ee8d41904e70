"""The manual is held against the code: names, links, examples, remedies."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import whence
from whence.cli import COMMANDS as LISTED
from whence.cli import cli

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("[!.]*/README.md")]
)
COMMANDS = set(LISTED)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page):
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", text):
        assert (page.parent / target).exists(), target


def test_every_job_has_a_command_and_a_page():
    assert set(whence.__all__) <= COMMANDS
    for job in whence.__all__:
        assert (ROOT / "docs" / f"{job}.md").is_file(), job


def test_every_command_says_what_it_does():
    for name in sorted(COMMANDS):
        shown = CliRunner().invoke(cli, [name, "--help"])
        assert shown.exit_code == 0
        assert len(shown.output) > 200, name


def test_remedies_name_commands_that_exist():
    source = ROOT / "src" / "whence"
    named = {
        word
        for path in [*source.rglob("*.py"), *source.rglob("*.yml")]
        for word in re.findall(r"`whence ([a-z]+)", path.read_text("utf-8"))
    }
    assert named
    assert named <= COMMANDS


def test_pages_are_short_enough_to_read():
    for page in PAGES:
        if page.name not in ("CHANGELOG.md",):
            assert len(page.read_text("utf-8").splitlines()) <= 300, page
