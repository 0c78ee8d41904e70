"""What holds for every test, doctest and page: compiled modules are kept.

Where Python may not keep them (PYTHONDONTWRITEBYTECODE, usual in containers), every
worker would rewrite each assert anew, and every process that a test starts would
compile each module anew: a third of a minute of processor in each run.
"""

import sys

import pytest

sys.dont_write_bytecode = False


def pytest_configure(config: pytest.Config) -> None:
    """Let the workers and the processes that tests start keep them too."""
    patch = pytest.MonkeyPatch()
    patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    config.add_cleanup(patch.undo)
