"""What is in memory, kept from the collector of garbage while much is made.

left_alone   nothing that is there already is walked over
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_alone() -> Iterator[None]:
    """Keep the collector of garbage off what is there already: to walk over it takes
    seconds where it is large, and writes to it, which copies memory that processes
    share."""
    mine = not gc.get_freeze_count()
    if mine:
        gc.freeze()
    try:
        yield
    finally:
        if mine:
            gc.unfreeze()
