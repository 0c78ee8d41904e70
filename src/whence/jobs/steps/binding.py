"""A binder to PDF: its files laid out for the typesetter, and split to a size."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from whence.model.binder import Binder, Form
from whence.model.docket import Timeline
from whence.model.hidden import Looked
from whence.report.binder import BinderPaper, Part
from whence.report.press import bound
from whence.store.files import guarded

TEMPLATE = "binder.typ"
PRINTED = {
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"RIFF": ".webp",
}


@dataclass(frozen=True, slots=True)
class Laid:
    """The working folder: by mark the files of pages, and those of translations."""

    folder: Path
    files: Mapping[str, tuple[str, ...]]
    translated: Mapping[str, tuple[tuple[str, int], ...]]
    bytes: Mapping[str, int]


def lay_out(
    binder: Binder,
    places: Mapping[str, Path],
    looked: Mapping[str, Looked],
    folder: Path,
) -> Laid:
    """Copy the files of exhibits under names that tell nothing; pictures without what
    they carry unseen."""
    files: dict[str, tuple[str, ...]] = {}
    translated: dict[str, tuple[tuple[str, int], ...]] = {}
    sizes: dict[str, int] = {}
    for e in binder.exhibits:
        if e.stands in (Form.PAGES, Form.PICTURE):
            name = _copy(places[e.paper.file], looked[e.paper.file], folder, e.mark)
            files[e.mark] = (f"/{name}",)
            sizes[e.mark] = (folder / name).stat().st_size
        there = looked.get(e.translation)
        if there is not None and there.pages and not there.shut:
            name = _copy(places[e.translation], there, folder, f"t{e.mark}")
            pages = range(1, there.pages + 1)
            translated[e.mark] = tuple((f"/{name}", page) for page in pages)
            sizes[e.mark] = sizes.get(e.mark, 0) + (folder / name).stat().st_size
    return Laid(folder, files, translated, sizes)


def picture_kind(head: bytes) -> str:
    """Give the ending of a picture that can be printed, "" for any other."""
    return next((end for mark, end in PRINTED.items() if head.startswith(mark)), "")


def _copy(place: Path, looked: Looked, folder: Path, stem: str) -> str:
    with guarded(place):
        with place.open("rb") as stream:
            head = stream.read(8)
        name = f"e{stem}{picture_kind(head) or '.pdf'}"
        if looked.boxed is not None:
            (folder / name).write_bytes(looked.boxed)
        else:
            shutil.copyfile(place, folder / name)
    return name


def bind(binder: Binder, laid: Laid, timeline: Timeline, *, most: int) -> list[bytes]:
    """Print a binder, whole where it fits into `most` bytes, else in parts.

    Parts follow the order of exhibits; the front matter and the manifest are in the
    first. A single exhibit larger than the limit is a part of its own.
    """
    marks = [e.mark for e in binder.exhibits]
    whole = _print(binder, laid, timeline, [marks])[0]
    if len(whole) <= most or len(marks) < 2:
        return [whole]
    front = len(_print(binder, laid, timeline, [[], marks])[0])
    groups = _groups(marks, laid.bytes, most, front)
    while True:
        made = _print(binder, laid, timeline, groups)
        large = [n for n, data in enumerate(made) if len(data) > most]
        heavy = [n for n in large if len(groups[n]) > 1]
        if not heavy:
            return made
        for n in reversed(heavy):
            half = len(groups[n]) // 2
            groups[n : n + 1] = [groups[n][:half], groups[n][half:]]


def _groups(
    marks: Sequence[str], sizes: Mapping[str, int], most: int, front: int
) -> list[list[str]]:
    """Fill parts one after the other by the size of their files."""
    groups: list[list[str]] = [[]]
    held = front
    for mark in marks:
        size = sizes.get(mark, 0)
        if held + size > most and (groups[-1] or len(groups) == 1):
            groups.append([])
            held = front // 4
        groups[-1].append(mark)
        held += size
    return groups


def _print(
    binder: Binder, laid: Laid, timeline: Timeline, groups: Sequence[Sequence[str]]
) -> list[bytes]:
    where = {m: n for n, group in enumerate(groups, 1) for m in group}
    made = []
    for number, group in enumerate(groups, 1):
        part = Part(
            number,
            len(groups),
            frozenset(group),
            {m: n for m, n in where.items() if n != number},
            laid.files,
            laid.translated,
        )
        tree = BinderPaper(binder, part, timeline).tree()
        made.append(bound(TEMPLATE, tree, laid.folder, as_of=binder.as_of))
    return made
