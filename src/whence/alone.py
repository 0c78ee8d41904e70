"""How a module of this package is started as a process of its own.

`-I` shuts out the environment and the current folder, so the package names where it is.
"""

import sys
from pathlib import Path

import whence

ROOT = str(Path(whence.__file__).resolve().parent.parent)
START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from importlib import import_module;"
    "import_module(sys.argv[2]).main()"
)


def command(module: str) -> list[str]:
    """Give the words that start a process in which `main` of a module runs."""
    return [sys.executable, "-I", "-c", START, ROOT, module]
