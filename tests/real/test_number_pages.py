"""The pages of figures and estimates in a real browser: nothing complains or asks."""

import subprocess
from pathlib import Path

import pytest

from whence.jobs.drawing import draw
from whence.jobs.estimate import EstimateRequest, estimate

pytestmark = pytest.mark.real


def visit(browser: str, page: Path, work: Path) -> tuple[str, str]:
    """Load a page from disk; give its tree and what the browser logged."""
    done = subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={work / 'p'}",
            "--enable-logging=stderr", "--v=0", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, text=True, timeout=90, check=True,
    )  # fmt: skip
    return done.stdout, done.stderr


def test_the_page_of_figures_is_whole_and_quiet(browser: str, tmp_path: Path) -> None:
    draw(tmp_path)
    dom, log = visit(browser, tmp_path / "index.html", tmp_path)
    assert "CONSOLE" not in log
    assert dom.count('class="told"') == 77
    assert dom.count("<svg") == 5


def test_the_page_of_an_estimate_is_whole_and_quiet(
    browser: str, tmp_path: Path
) -> None:
    estimate(EstimateRequest(out=tmp_path))
    for name in ("xuar-at-risk-2021.html", "xuar-report-chain.html"):
        dom, log = visit(browser, tmp_path / name, tmp_path)
        assert "CONSOLE" not in log
        assert "What it cannot say" in dom
