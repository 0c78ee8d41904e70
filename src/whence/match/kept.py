"""Memory left alone while much is made in it.

left_alone   the collector of garbage rests
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_alone() -> Iterator[None]:
    """Let the collector of garbage rest: what is made by the million meanwhile holds no
    circles, and to walk over all that is there takes seconds, and writes to it, which
    copies the memory that processes share."""
    worked, mine = gc.isenabled(), not gc.get_freeze_count()
    gc.disable()
    if mine:
        gc.freeze()
    try:
        yield
    finally:
        if mine:
            gc.unfreeze()
        if worked:
            gc.enable()
