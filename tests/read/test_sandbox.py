"""The child that opens a foreign file can reach nothing but its folder."""

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from whence.alone import ROOT
from whence.read.files import DEFAULT
from whence.read.request import Bounds

LOCKED = """
import sys; sys.path.insert(0, {root!r})
from whence.read.request import Bounds
from whence.read.sandbox import lock
lock(Bounds(**{bounds!r}), {folder!r})
try:
    {attempt}
except PermissionError as error:
    print("refused:", error)
else:
    print("went through")
"""

ATTEMPTS = {
    "socket": "import socket; socket.socket().connect(('127.0.0.1', 9))",
    "name": "import socket; socket.getaddrinfo('example.invalid', 80)",
    "program": "import subprocess; subprocess.run(['true'])",
    "shell": "import os; os.system('true')",
    "fork": "import os; os.fork()",
    "library": "import ctypes; ctypes.CDLL(None)",
    "write elsewhere": "open({elsewhere!r}, 'w')",
    "append elsewhere": "import os; os.open({elsewhere!r}, os.O_WRONLY | os.O_CREAT)",
    "remove": "import os; os.remove({elsewhere!r})",
}


def locked(attempt: str, folder: Path) -> str:
    bounds = {f.name: getattr(DEFAULT, f.name) for f in fields(Bounds)}
    code = LOCKED.format(root=ROOT, bounds=bounds, folder=str(folder), attempt=attempt)
    done = subprocess.run(
        [sys.executable, "-I", "-c", code],
        capture_output=True,
        text=True,
        env={},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ATTEMPTS)
def test_the_locked_child_is_refused(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("kept")
    attempt = ATTEMPTS[name].format(elsewhere=str(elsewhere))
    assert locked(attempt, inside).startswith("refused:")
    assert elsewhere.read_text() == "kept"


def test_the_locked_child_may_write_in_its_folder(tmp_path: Path) -> None:
    attempt = f"open({str(tmp_path / 'x')!r}, 'w').write('fine')"
    assert locked(attempt, tmp_path) == "went through\n"
    assert (tmp_path / "x").read_text() == "fine"


def test_the_child_loads_nothing_that_only_the_parent_needs() -> None:
    """Each foreign file starts a child: YAML was a quarter of what it loaded."""
    told = "import sys, whence.read.child; print(*sorted(sys.modules))"
    call = [sys.executable, "-c", told]
    loaded = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    assert "whence.read.sources" in loaded.split()
    assert {"yaml", "numpy", "duckdb"}.isdisjoint(loaded.split())
