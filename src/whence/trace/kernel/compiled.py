"""Plain loops over columns, compiled where numba is installed.

numba is an extra, and its types are unknown to the checker; all that is asked of it
stands here.
"""

import hashlib
import shutil
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar, cast

Loop = TypeVar("Loop", bound=Callable[..., object])

ROOM = Path(__file__).parent
BESIDE = ("calendar.py", "months.py", "parts.py", "walk.py")
"""Files of the room above from which loops take numbers."""


@cache
def missing() -> str:
    """Say why loops cannot be compiled here, "" if they can."""
    if find_spec("numba") is None:
        return "it is not installed"
    try:
        import numba  # noqa: F401  (takes half a second)
    except Exception as error:  # noqa: BLE001  (whatever a broken install raises)
        return str(error).strip().splitlines()[0] if str(error).strip() else "broken"
    return ""


def compiled(loop: Loop) -> Loop:
    """Compile a loop when it is first called, and keep what was compiled on disk.

    It lets go of the interpreter, so that parts run on all processors at once, and
    divides without asking first whether it can: loops never divide by nothing.
    """
    if missing():
        return loop
    from numba import config, njit

    def made(*, kept: bool) -> Loop:
        return cast(Loop, njit(nogil=True, cache=kept, error_model="numpy")(loop))

    before = config.CACHE_DIR
    try:
        config.CACHE_DIR = _folder() or before
        return made(kept=True)
    except RuntimeError:  # nowhere to keep anything
        return made(kept=False)
    finally:
        config.CACHE_DIR = before


@cache
def _folder() -> str:
    """Give where what was compiled of just these texts is kept, "" where it cannot.

    numba looks at the file of a loop alone, and would go on with numbers and loops of
    other files as they once were.
    """
    texts = hashlib.sha256()
    for path in (*sorted(ROOM.glob("*.py")), *(ROOM.parent / name for name in BESIDE)):
        texts.update(path.read_bytes())
    folder = ROOM / "__pycache__" / f"loops-{texts.hexdigest()[:16]}"
    if not folder.is_dir():
        for old in folder.parent.glob("loops-*"):
            shutil.rmtree(old, ignore_errors=True)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return ""
    return str(folder)
