"""Whence tells where goods really come from, and proves it.

The floors, and who may import whom (only downward; rooms on one floor do not know
each other; import-linter holds the contract):

    doors     cli
    jobs      one file a job: one function, its Request and its Result
    corridor  read  normalise  match  trace  decide  evidence  estimate  report
    cellars   shelf (the one door to data/)  store (case, casebook, vault)
    nouns     model
    errors

`import whence` stays light: a job is imported when it is asked for.
"""

from importlib import import_module
from typing import Any

__all__ = [
    "assess",
    "decide",
    "estimate",
    "figures",
    "judge",
    "place",
    "screen",
    "verify",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import a job on first use, so that `import whence` costs nothing."""
    if name in __all__:
        return getattr(import_module(f"whence.jobs.{name}"), name)
    raise AttributeError(f"module 'whence' has no attribute {name!r}")
