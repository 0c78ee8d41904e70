"""Write a folder of the papers of one consignment, clean or with planted faults.

    python bench/desk/second/make.py OUT --seed N [--faults K]

OUT/papers holds the papers, OUT/truth.json what is true of them. README.md beside this
file states what is expected of a reader.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from paperwork import compose, faults, office
from paperwork.maker import build
from paperwork.pages import Press
from paperwork.wording import Paper
from paperwork.world import World

WRITERS = {
    "xlsx": office.xlsx,
    "docx": office.docx,
    "eml": office.mail,
    "csv": office.table,
}


def sound(seed: int) -> World:
    """Invent the clean world of a seed: 25 to 60 papers, no number used twice."""
    for attempt in range(200):
        world = build(Random(f"{seed}/{attempt}"))
        compose.lay_decoys(world)
        world.rng = Random(f"{seed}/count")
        papers = compose.gather(world).papers
        numbers = [paper.number for paper in papers]
        if 25 <= len(papers) <= 57 and len(set(numbers)) == len(numbers):
            return world
    raise RuntimeError(f"no sound world for seed {seed}")


def compile_folder(seed: int, count: int) -> tuple[World, list[Paper], list[Any]]:
    """Give the world of a seed, its papers under `count` faults, and the faults."""
    world = sound(seed)
    plot, told = faults.plant(world, Random(f"{seed}/faults"), count)
    world.rng = Random(f"{seed}/papers")
    folder = compose.gather(world)
    folder.papers = faults.apply(plot, folder.papers)
    compose.dress(folder, Random(f"{seed}/files"))
    return world, folder.papers, told


def write(out: Path, seed: int, count: int, press: Press) -> dict[str, Any]:
    """Write one folder and give its truth."""
    world, papers, told = compile_folder(seed, count)
    place = out / "papers"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    rows = []
    for paper in papers:
        body = (WRITERS.get(paper.form) or press.pdf)(paper)
        (place / paper.file).write_bytes(body)
        rows.append(_row(paper))
    named = {fault["key"] for fault in told}
    named |= {key for fault in told for key in fault["alt"]}
    named |= {key for fault in told for _, key in fault["also"]}
    rows += _copies(place, papers, named, Random(f"{seed}/copies"), world)
    numbers = {row["number"] for row in rows} - named
    truth = {
        "seed": seed,
        "chain": world.chain,
        "goods": world.goods[-1][0],
        "measure": "us/uflpa",
        "stages": [stage.name for stage in world.stages],
        "papers": sorted(rows, key=lambda row: row["file"]),
        "faults": told,
        "decoys": [decoy for decoy in world.decoys if decoy["key"] in numbers],
    }
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (out / "truth.json").write_text(text + "\n", "utf-8")
    return truth


def _row(paper: Paper) -> dict[str, Any]:
    return {
        "file": paper.file,
        "kind": paper.kind,
        "stage": paper.stage,
        "number": paper.number,
        "date": paper.day.isoformat(),
        "lots": list(dict.fromkeys(paper.lots)),
        "quantities": paper.quantities,
    }


def _copies(
    place: Path, papers: list[Paper], named: set[str], rng: Random, world: World
) -> list[dict[str, Any]]:
    """Put one paper in a second time, byte for byte, under another name."""
    kinds = {"invoice", "packing list"}
    fit = [p for p in papers if p.number not in named and p.kind in kinds]
    paper = rng.choice(fit or papers)
    mark = rng.choice(("copy", "(1)", "re-sent", "副本"))
    name = f"{Path(paper.file).stem} {mark}.{paper.form}"
    shutil.copyfile(place / paper.file, place / name)
    world.decoys.append({"kind": "the same paper twice", "key": paper.number})
    return [_row(paper) | {"file": name, "copy_of": paper.file}]


def main() -> None:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--faults", type=int, default=0)
    asked = parser.parse_args()
    truth = write(asked.out, asked.seed, asked.faults, Press())
    print(
        f"{asked.out}: {truth['chain']}, {len(truth['papers'])} papers, "
        f"{len(truth['faults'])} faults, {len(truth['decoys'])} decoys"
    )


if __name__ == "__main__":
    main()
