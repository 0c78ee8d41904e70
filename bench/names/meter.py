"""What a piece of work takes: time by the clock and of processors, and memory.

timed      begin to measure
measured   run a program of this folder in another process, with its peak memory
machine    how fast the machine is, and how busy
"""

import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple


def processor() -> float:
    """Give the processor seconds of this process and of those it waited for."""
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF,
                                            resource.RUSAGE_CHILDREN)]  # fmt: skip
    return sum(u.ru_utime + u.ru_stime for u in used)


class Took(NamedTuple):
    """Seconds by the clock, and of all processors."""

    clock: float
    processor: float


def timed() -> Callable[[], Took]:
    """Begin to measure; what is given ends it."""
    start, before = time.perf_counter(), processor()
    return lambda: Took(time.perf_counter() - start, processor() - before)


def memory(root: int) -> int:
    """Sum the bytes of a process and all below it; a shared page counts once."""
    todo, total = [root], 0
    while todo:
        pid = todo.pop()
        try:
            rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        except OSError:
            continue
        total += sum(int(r.split()[1]) << 10 for r in rows if r.startswith("Pss:"))
        todo += map(int, below)
    return total


def measured(program: Path, *args: str, patience: float) -> dict[str, float]:
    """Run a program that prints one JSON object; give it with the `peak` of memory, or
    nothing where it fails or is out of patience."""
    command = [sys.executable, str(program), *args]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    peak, done = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.1):
            peak = max(peak, memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        out, _ = process.communicate(timeout=patience * 3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return {}
    finally:
        done.set()
        watcher.join()
    return {**json.loads(out), "peak": peak} if out and not process.returncode else {}


def machine() -> Iterator[str]:
    """Tell how fast the machine is (ten million additions) and how busy."""
    start, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    took = time.process_time() - start
    yield f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
    yield f"ten million additions: {took:.2f} s; load {os.getloadavg()[0]:.1f}"
