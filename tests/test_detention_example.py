"""The worked detention: what its generator writes, and what lies in the repository."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

EXAMPLE = Path(__file__).parent.parent / "examples" / "detention"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("detention")
    make = [sys.executable, "-B", str(EXAMPLE / "make.py"), str(out)]
    subprocess.run(make, check=True, timeout=60)
    return out


def papers(folder: Path) -> dict[str, Path]:
    places = [*folder.glob("documents/**/*"), *folder.glob("*.pdf")]
    return {p.relative_to(folder).as_posix(): p for p in places if p.is_file()}


def test_the_generator_writes_the_papers_that_ship(written: Path) -> None:
    made, held = papers(written), papers(EXAMPLE)
    assert sorted(made) == sorted(held)
    for name, path in made.items():
        # A PDF depends on the edition of the typesetter; the rest does not.
        if path.suffix in (".docx", ".eml") and b"application/pdf" not in (
            path.read_bytes()
        ):
            assert path.read_bytes() == held[name].read_bytes(), name


def test_the_folder_is_small_and_has_the_forms_that_importers_hold() -> None:
    held = papers(EXAMPLE)
    assert sum(p.stat().st_size for p in held.values()) < 6_000_000
    suffixes = {p.suffix for p in held.values()}
    assert suffixes == {".pdf", ".xlsx", ".docx", ".png", ".eml"}
    assert len(held) >= 40


def test_what_was_planted_is_written_down() -> None:
    planted = yaml.safe_load((EXAMPLE / "expected.yml").read_text("utf-8"))
    kinds = {
        row["kind"] for part in ("gaps", "contradictions") for row in planted[part]
    }
    assert len(kinds) >= 6
