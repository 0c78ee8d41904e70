"""Immutable generations of a case's store, switched by one rename.

store/current             the name of the generation in use
store/generation-000002/  one whole state; never changed once it has this name
store/building-<plan>/    the next one while it grows, a mark for each step that is done
store/sources/<key>/      what each source gave, by content; kept for the next build

A build that dies leaves its folder and its marks; the same build goes on from there.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from whence.errors import InputError, UsageError
from whence.store.files import guarded, sync_folder, write_text

CURRENT, MANIFEST = "current", "manifest.json"
FORMAT = 3
"""2: lanes say how many of their records bear no weight, manifests what makes none.
3: records tell whom goods "to order" notify."""
OLDER = (1, 2)
"""Formats of which a new build can still take up the files."""
ANEW = "Run `whence trace build FILES... --case DIR --fresh` with all files."
KEPT = 2
"""Generations kept: the one in use and the one before, for readers still at it."""


def current(root: Path) -> Path | None:
    """Give the folder of the generation in use, None when nothing was ever built.

    Raises:
        InputError: the name points nowhere.

    """
    name = _name_in_use(root)
    if not name:
        return None
    folder = root / Path(name).name
    if not (folder / MANIFEST).is_file():
        raise InputError(
            f"names {name!r}, and that is no whole generation.",
            where=str(root / CURRENT),
            remedy=ANEW,
        )
    return folder


def _name_in_use(root: Path) -> str:
    """Give what `current` names, "" where nothing was ever built."""
    pointer = root / CURRENT
    with guarded(pointer):
        return pointer.read_text("utf-8").strip() if pointer.is_file() else ""


def required(root: Path) -> Path:
    """Give the generation in use.

    Raises:
        UsageError: nothing was ever built.

    """
    found = current(root)
    if found is None:
        raise UsageError(
            "holds no trade records yet.",
            where=str(root),
            remedy="Run `whence trace build FILES... --case DIR` first.",
        )
    return found


def manifest_of(folder: Path, *, older: bool = False) -> dict[str, Any]:
    """Read what a generation says of itself; `older` ones can only be built anew.

    Raises:
        InputError: it is damaged, or of another format.

    """
    path = folder / MANIFEST
    with guarded(path):
        text = path.read_text("utf-8")
    try:
        plain: dict[str, Any] = json.loads(text)
        form = int(plain["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"cannot be read ({error}).", where=str(path), remedy=ANEW
        ) from error
    if form in OLDER and not older:
        raise InputError(
            "was built by an earlier version of Whence.",
            where=str(path),
            remedy="Run `whence trace build --case DIR`: it is built anew from the"
            " files that the case keeps.",
        )
    if form not in (*OLDER, FORMAT):
        raise InputError(
            f"is of format {form}; known here is {FORMAT}.", where=str(path),
            remedy="Use the version of Whence that built it, or build it anew: " + ANEW,
        )  # fmt: skip
    return plain


class Build:
    """The next generation while it grows; one at a time, under the case's lock."""

    def __init__(self, root: Path, plan: Mapping[str, object]) -> None:
        """Go on with an interrupted build of the same plan, or begin it.

        The leavings of other plans are removed.

        Raises:
            OutputError: the store cannot be written.

        """
        self.root = root
        text = json.dumps(dict(plan), sort_keys=True, ensure_ascii=False)
        mark = hashlib.sha256(text.encode()).hexdigest()[:16]
        self.folder = root / f"building-{mark}"
        with guarded(root):
            root.mkdir(exist_ok=True)
            self._take_back(json.loads(text))
            self.resumed = self.folder.is_dir()
            for other in root.glob("building-*"):
                if other != self.folder:
                    shutil.rmtree(other)
            self.folder.mkdir(exist_ok=True)

    def _take_back(self, plan: Mapping[str, object]) -> None:
        """Go on with a generation of this plan that has its name and never came into
        use, for it still bears marks: a start died in the midst of `commit`."""
        for made in {mark.parent for mark in self.root.glob("generation-*/.*.done")}:
            if made.name == _name_in_use(self.root):
                # It came into use before the start died: its marks say nothing more.
                for mark in made.glob(".*.done"):
                    mark.unlink()
                continue
            if manifest_of(made, older=True).get("plan") == plan:
                os.rename(made, self.folder)
            else:
                shutil.rmtree(made)

    def note(self, step: str) -> dict[str, Any] | None:
        """Give what a step that is done left as its note, None when it is not done."""
        path = self.folder / f".{step}.done"
        with guarded(path):
            if not path.is_file():
                return None
            found: dict[str, Any] = json.loads(path.read_text("utf-8"))
            return found

    def clear(self, step: str) -> Path:
        """Give the empty folder of a step that has to be done anew."""
        place = self.folder / step
        with guarded(place):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
        return place

    def done(self, step: str, note: Mapping[str, object]) -> None:
        """Mark a step as done; from here on a new start skips it."""
        text = json.dumps(dict(note), sort_keys=True)
        write_text(self.folder / f".{step}.done", text)

    def drop(self, step: str) -> None:
        """Remove the folder of a step that only served others."""
        shutil.rmtree(self.folder / step, ignore_errors=True)

    def commit(self, manifest: Mapping[str, object]) -> Path:
        """Make it the generation in use and give its folder.

        Raises:
            OutputError: the store cannot be written; the old one is still in use.

        """
        with guarded(self.root):
            text = json.dumps({"format": FORMAT, **manifest}, indent=1, sort_keys=True)
            write_text(self.folder / MANIFEST, text + "\n")
            names = sorted(p.name for p in self.root.glob("generation-*"))
            number = int(names[-1].rpartition("-")[2]) + 1 if names else 1
            final = self.root / f"generation-{number:06d}"
            os.rename(self.folder, final)
            sync_folder(self.root)
        write_text(self.root / CURRENT, final.name + "\n")
        with guarded(final):
            for mark in final.glob(".*.done"):
                mark.unlink()
        for name in names[: max(len(names) - KEPT + 1, 0)]:
            shutil.rmtree(self.root / name, ignore_errors=True)
        return final


@contextlib.contextmanager
def source(root: Path, key: str) -> Iterator[tuple[Path, bool]]:
    """Give the folder of one source by its key, and whether it is whole already.

    A fresh one is filled under another name and gets its own when the block ends
    well; so a folder with this name is always whole.

    Raises:
        OutputError: the store cannot be written.

    """
    final = root / "sources" / key
    if final.is_dir():
        yield final, True
        return
    fresh = root / "sources" / f".{key}.new"
    with guarded(final):
        final.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
    try:
        yield fresh, False
        with guarded(final):
            os.rename(fresh, final)
            sync_folder(final.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def forget_sources(root: Path, keep: frozenset[str]) -> None:
    """Remove what sources gave that no generation in use was built from."""
    for folder in (root / "sources").glob("*"):
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)
