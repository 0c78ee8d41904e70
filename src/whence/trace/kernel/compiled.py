"""Plain loops over columns, compiled where numba is installed.

numba is an extra, and its types are unknown to the checker; all that is asked of it
stands here.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import TypeVar, cast

Loop = TypeVar("Loop", bound=Callable[..., object])

HERE = find_spec("numba") is not None
"""Whether loops can be compiled here."""


def compiled(loop: Loop) -> Loop:
    """Compile a loop when it is first called, and keep what was compiled on disk.

    It lets go of the interpreter, so that parts run on all processors at once, and
    divides without asking first whether it can: loops never divide by nothing.
    """
    if not HERE:
        return loop
    from numba import njit

    return cast(Loop, njit(nogil=True, cache=True, error_model="numpy")(loop))
