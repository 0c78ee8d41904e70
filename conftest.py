"""What holds for every test, doctest and page.

Compiled modules are kept. Where Python may not keep them (PYTHONDONTWRITEBYTECODE,
usual in containers), every worker would rewrite each assert anew, and every process
that a test starts would compile each module anew: a third of a minute of processor.

What is collected stays to the end, so that the collector of garbage need not look
through it again and again: a third of a second each time.
"""

import gc
import sys
from collections.abc import Generator

import pytest

sys.dont_write_bytecode = False


def pytest_configure(config: pytest.Config) -> None:
    """Let the workers and the processes that tests start keep compiled modules too."""
    patch = pytest.MonkeyPatch()
    patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    config.add_cleanup(patch.undo)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect tests without collecting garbage, and set apart what is there then."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
