"""Work in parts: whatever becomes of the other processes, the answer is the same."""

import os
import time
from select import select

import pytest

from whence.match.apart import cores, in_parts

PARENT = os.getpid()


def doubled(part: int) -> int:
    return part * 2


def test_parts_come_in_their_order():
    assert list(in_parts(doubled, range(7), cores=3)) == [0, 2, 4, 6, 8, 10, 12]


def test_other_processes_do_their_share():
    found = list(in_parts(lambda part: os.getpid(), range(6), cores=3))
    assert len(set(found)) == 3
    assert found[:3] == found[3:]


def test_a_part_whose_process_died_is_worked_here():
    def work(part: int) -> int:
        if part == 1 and os.getpid() != PARENT:
            os._exit(1)
        return part * 2

    assert list(in_parts(work, [0, 1, 2, 3], cores=2)) == [0, 2, 4, 6]


def test_a_process_that_was_killed_half_way_is_no_loss():
    def work(part: int) -> tuple[int, int]:
        if part == 3 and os.getpid() != PARENT:
            os.kill(os.getpid(), 9)
        return part, os.getpid()

    found = list(in_parts(work, range(6), cores=2))
    assert [part for part, _ in found] == list(range(6))
    assert [pid == PARENT for _, pid in found] == [True, False, True, True, True, True]


def test_what_fails_in_another_process_is_told_by_this_one(capfd):
    def work(part: int) -> int:
        if part == 1:
            raise ValueError(f"part {part} of {os.getpid() == PARENT}")
        return part

    with pytest.raises(ValueError, match="part 1 of True"):
        list(in_parts(work, range(4), cores=2))
    assert capfd.readouterr().err == ""


def test_a_process_need_not_wait_until_it_is_asked():
    def work(part: int) -> tuple[bytes, float]:
        if part == 0:
            time.sleep(1.0)
        return b"x" * 1_000_000, time.monotonic()

    found = list(in_parts(work, range(4), cores=2))
    # Parts 1 and 3 are the other process's, and larger than a pipe.
    assert found[3][1] < found[0][1]


def test_who_leaves_early_leaves_no_process_behind():
    found = in_parts(lambda part: (os.getpid(), b"x" * 1_000_000), range(9), cores=2)
    next(found)
    other, _ = next(found)
    found.close()
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)


def test_a_process_ends_when_its_caller_is_killed():
    here, there = os.pipe()
    caller = os.fork()
    if not caller:
        for _ in in_parts(lambda part: _told(there, part), range(9), cores=2):
            os.kill(os.getpid(), 9)
    os.close(there)
    os.waitpid(caller, 0)
    said = b"?"
    while said:  # nothing is left to read when nobody holds the other end
        assert select([here], [], [], 20)[0], "a process waits for ever"
        said = os.read(here, 9)
    os.close(here)


def _told(end: int, part: int) -> bytes:
    os.write(end, str(part).encode())
    return b"x" * 1_000_000


def test_there_is_a_core():
    assert cores() >= 1
