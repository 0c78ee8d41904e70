"""A picture in a browser that has one wide font and none of ours: nothing runs out."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from importlib import import_module
from pathlib import Path

import pytest

from whence.model.chain import Claim, Operation
from whence.report.partyword import PartyWord
from whence.report.paths_svg import path_diagram
from whence.report.svg import standalone

pytestmark = pytest.mark.real

FONT = "DejaVu Sans"
"""About a tenth wider than the fonts that ship."""

MEASURE = """<script>
var rim = function (e) {
  var r = e.getBoundingClientRect();
  return [r.left, r.right, r.top, r.bottom];
};
var all = function (s) {
  return Array.prototype.slice.call(document.querySelectorAll(s));
};
document.documentElement.dataset.seen = JSON.stringify({
  boxes: all("svg .box").map(rim),
  words: all("svg g .who, svg g .what, svg g .grade, svg g .flag").map(rim),
  ties: all("svg .tie-word, svg .tie-grade").map(rim)
});
</script>"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the setting in which that font is the only one."""
    held = subprocess.run(
        ["fc-list", f"{FONT}:style=Book", "file"], capture_output=True, text=True
    ).stdout
    if not held:
        pytest.skip(f"no {FONT} on this machine")
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "only").mkdir()
    for found in Path(held.split(":")[0]).parent.glob("DejaVuSans*.ttf"):
        (folder / "only" / found.name).write_bytes(found.read_bytes())
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{folder / 'only'}</dir>"
        f"<cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    return f"FONTCONFIG_FILE={folder / 'fonts.conf'}"


@pytest.fixture(scope="module")
def drawn() -> str:
    """Draw three acts whose names and places are long."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
    sample = import_module("sample")
    first: Operation = sample.STEPS_1[0]
    site = replace(first.facts[0], claim=Claim.SITE, value="Bangladesh and Viet Nam")
    acts = [
        replace(first, key=f"o-{n}", tier=n, facts=(site,), stage="dyeing, weaving")
        for n in range(3)
    ]
    ties = [
        replace(t, upstream=f"o-{n}", downstream=f"o-{n - 1}" if n else "")
        for n, t in enumerate([sample.TIES_1[0]] * 3)
    ]
    word = PartyWord("Linyi Musalan Dyeing and Weaving Co., Ltd.", "listed")
    made = path_diagram(
        acts,
        ties,
        (),
        parties={first.party: word},
        goods=("Cotton shirts", "E1"),
        key="k",
    )
    assert made is not None
    return standalone(made.whole())


def seen(
    browser: str, svg: str, alone: str, work: Path
) -> dict[str, list[list[float]]]:
    page = work / "page.html"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8>{svg}{MEASURE}", "utf-8")
    done = subprocess.run(
        [
            "env", alone, browser,
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            f"--user-data-dir={work / 'profile'}", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, text=True, timeout=90, check=True,
    )  # fmt: skip
    told = re.search(r'data-seen="([^"]*)"', done.stdout)
    assert told is not None
    found: dict[str, list[list[float]]] = json.loads(unescape(told[1]))
    return found


def loose(held: dict[str, list[list[float]]]) -> list[list[float]]:
    """Give the words that no box holds, and those of ties that touch one."""
    out = [
        w
        for w in held["words"]
        if not any(
            b[0] < w[0] and w[1] < b[1] and b[2] < w[2] and w[3] < b[3]
            for b in held["boxes"]
        )
    ]
    touching = [
        t
        for t in held["ties"]
        if any(
            b[0] < t[1] and t[0] < b[1] and b[2] < t[3] and t[2] < b[3]
            for b in held["boxes"]
        )
    ]
    return out + touching


def test_words_stay_in_their_boxes_and_those_of_ties_outside(
    browser: str, drawn: str, alone: str, tmp_path: Path
) -> None:
    held = seen(browser, drawn, alone, tmp_path)
    assert len(held["boxes"]) == 4
    assert len(held["words"]) >= 12
    assert loose(held) == []


def test_without_their_width_the_words_would_run_out(
    browser: str, drawn: str, alone: str, tmp_path: Path
) -> None:
    bare = re.sub(r' textLength="[^"]*" lengthAdjust="[^"]*"', "", drawn)
    assert loose(seen(browser, bare, alone, tmp_path)) != []
