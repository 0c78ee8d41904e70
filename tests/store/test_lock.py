import signal
import subprocess
import sys
from pathlib import Path

import pytest

from whence.errors import CaseBusy
from whence.store.lock import Lock

HOLD = """
import sys, time
from pathlib import Path
from whence.store.lock import Lock
lock = Lock(Path(sys.argv[1]))
lock.acquire("whence assess")
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_writer_is_told_who_is_first_and_since_when(tmp_path: Path) -> None:
    first, second = Lock(tmp_path / "case.lock"), Lock(tmp_path / "case.lock")
    first.acquire("whence assess")
    with pytest.raises(CaseBusy, match=r"whence assess, process \d+.*since \d{4}") as e:
        second.acquire("whence judge")
    assert e.value.exit_code == 75
    first.release()
    second.acquire("whence judge")
    second.release()


def test_a_killed_writer_leaves_no_lock_behind(tmp_path: Path) -> None:
    path = tmp_path / "case.lock"
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    with pytest.raises(CaseBusy):
        Lock(path).acquire("me")
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    lock = Lock(path)
    lock.acquire("me")
    lock.release()


def test_releasing_twice_is_harmless(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "case.lock")
    lock.acquire("me")
    lock.release()
    lock.release()
