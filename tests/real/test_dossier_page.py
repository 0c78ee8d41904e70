"""The page in a real browser: the script runs, nothing complains, nothing is asked."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from whence.report.html import to_html

pytestmark = pytest.mark.real

OWN = "not an origin"
"""The initiator that the browser writes beside what it asks for itself."""


@dataclass(frozen=True)
class Visit:
    """A page after its script ran, what the browser logged, what the page asked for."""

    dom: str
    log: str
    asked: list[str]


@pytest.fixture(scope="module")
def sample() -> ModuleType:
    sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
    return import_module("sample")


def visit(browser: str, text: str, work: Path) -> Visit:
    """Load a page from disk with every host name unknown, and read the net log."""
    page, net = work / "index.html", work / "net.json"
    page.write_text(text, "utf-8")
    done = subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--log-net-log={net}", f"--user-data-dir={work / 'profile'}",
            "--enable-logging=stderr", "--v=0", "--virtual-time-budget=3000",
            "--dump-dom", page.as_uri(),
        ],
        capture_output=True, text=True, timeout=90, check=True,
    )  # fmt: skip
    return Visit(done.stdout, done.stderr, asked_by_page(net.read_text("utf-8")))


def asked_by_page(text: str) -> list[str]:
    """Read the addresses that a page, not the browser itself, asked for."""
    try:
        log = json.loads(text)
    except json.JSONDecodeError:  # the browser ended before it closed the list
        log = json.loads(text.rstrip().rstrip(",") + "]}")
    kinds = log["constants"]["logEventTypes"]
    wanted = {kinds["URL_REQUEST_START_JOB"]}
    held = [e["params"] for e in log["events"] if e["type"] in wanted and "params" in e]
    return [
        p["url"]
        for p in held
        if p.get("initiator", OWN) != OWN and p["url"].startswith("http")
    ]


def test_the_page_runs_its_script_and_asks_nothing_of_the_network(
    browser: str, sample: ModuleType, tmp_path: Path
) -> None:
    seen = visit(browser, to_html(sample.findings()), tmp_path)
    assert 'data-ready="true"' in seen.dom
    assert "6 consignments</p>" in seen.dom
    assert "CONSOLE" not in seen.log
    assert seen.asked == []


FOREIGN = (
    "<script>document.documentElement.dataset.foreign = 1</script>"
    '<img src="http://example.invalid/x.png">'
)


def test_a_page_that_asks_would_be_seen_to_ask(browser: str, tmp_path: Path) -> None:
    seen = visit(
        browser, f"<!DOCTYPE html><html><body>{FOREIGN}</body></html>", tmp_path
    )
    assert seen.asked == ["http://example.invalid/x.png"]
    assert "data-foreign" in seen.dom


def test_a_foreign_script_or_picture_is_stopped_by_the_policy(
    browser: str, sample: ModuleType, tmp_path: Path
) -> None:
    text = to_html(sample.findings()).replace("</main>", FOREIGN + "</main>")
    seen = visit(browser, text, tmp_path)
    assert "data-foreign" not in seen.dom
    assert 'data-ready="true"' in seen.dom
    assert seen.log.count("Content Security Policy") >= 2
    assert seen.asked == []


def test_thousands_of_consignments_stay_usable(
    browser: str, sample: ModuleType, tmp_path: Path
) -> None:
    seen = visit(browser, to_html(sample.many(3000)), tmp_path)
    assert "200 of 3000 consignments" in seen.dom
    assert seen.dom.count(' data-outcome="') == 200
    assert "CONSOLE" not in seen.log


STOPWATCH = """<script>
window.addEventListener("load", function () {
  var root = document.documentElement;
  root.dataset.loaded = Math.round(performance.now());
  var box = document.querySelector("[data-search]");
  var type = function (words) {
    var before = performance.now();
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    return performance.now() - before;
  };
  type("modules");
  var times = ["photovoltaic", "modules 77", "nothing like it", ""].map(type).sort();
  root.dataset.filter = Math.round(times.sort(function (a, b) { return a - b; })[2]);
  document.querySelector('[data-only="presumed"]').click();
  root.dataset.only = document.querySelectorAll("#rows tbody tr").length;
});
</script>"""


def timed(browser: str, sample: ModuleType, count: int, work: Path) -> dict[str, int]:
    """Load a page of many findings with a stopwatch; milliseconds to load and filter.

    The stopwatch is a script of the test, so the policy of this one copy lets it run.
    """
    text = to_html(sample.many(count))
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', text)
    assert policy is not None
    work.mkdir()
    text = text.replace(policy.group(), "").replace("</body>", STOPWATCH + "</body>")
    dom = visit(browser, text, work).dom
    found = re.findall(r'data-(loaded|filter|only)="(\d+)"', dom.split("<body", 1)[0])
    return {name: int(value) for name, value in found}


@pytest.mark.heavy
def test_ten_thousand_findings_stay_fluid(
    browser: str, sample: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bounds the growth, not the clock: ten times the rows, less than twenty times
    the wait. What was measured is written out."""
    few = timed(browser, sample, 1_000, tmp_path / "few")
    many = timed(browser, sample, 10_000, tmp_path / "many")
    with capsys.disabled():
        sys.stdout.write(f"\n1,000 findings: {few} ms; 10,000 findings: {many} ms\n")
    assert few["only"] == many["only"] == 1
    assert many["filter"] < 20 * max(few["filter"], 5)
    assert many["loaded"] < 20 * max(few["loaded"], 50)
