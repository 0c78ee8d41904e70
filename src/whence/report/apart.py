"""A task done by a process of its own: plain data go in as JSON, bytes come out.

A process gives all its memory back when it ends, and its Python keeps no printer
waiting that works beside it.
"""

import json
import subprocess
import sys
from pathlib import Path

import whence

ROOT = str(Path(whence.__file__).resolve().parent.parent)
# -I shuts out the environment and the current folder; so the package names its own.
START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from importlib import import_module;"
    "import_module(sys.argv[2]).main()"
)
SECONDS = 300


def apart(module: str, asked: object) -> bytes | None:
    """Let `main` of a module work on data, and give what it writes; None if it fails.

    A process can fail where the caller would not (the system ends it for want of
    memory), and it cannot tell why. So the caller does the task itself then, and
    raises what there is to raise.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", START, ROOT, module],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None
