"""Run a command and measure it: time by the clock and of the processor, peak memory."""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PAGE = os.sysconf("SC_PAGE_SIZE")
PAUSE = 0.25
"""Seconds between two looks at the memory. A look walks all of /proc: thirty a second
took a quarter of a core from what they measured."""


@dataclass
class Run:
    """What a run cost. `processor` is seconds over the tree, of all its cores; `peak`
    is bytes of resident memory over the tree, sampled."""

    code: int
    seconds: float
    processor: float
    peak: int
    stderr: str
    summary: dict[str, Any] = field(default_factory=dict)


def whence(*args: str, cwd: Path, timeout: float) -> Run:
    """Run `whence ARGS` of this environment and read the JSON summary it prints."""
    command = [str(Path(sys.executable).parent / "whence"), *args]
    out, err = cwd / "stdout.txt", cwd / "stderr.txt"
    start, before, peak = time.perf_counter(), _spent(), 0
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(command, stdout=stdout, stderr=stderr, cwd=cwd)
        while process.poll() is None:
            peak = max(peak, tree_memory(process.pid))
            if time.perf_counter() - start > timeout:
                process.kill()
            time.sleep(PAUSE)
    seconds = time.perf_counter() - start
    text = out.read_text("utf-8", "replace").strip()
    try:
        summary = json.loads(text) if text else {}
    except json.JSONDecodeError:
        summary = {}
    return Run(
        process.returncode,
        seconds,
        _spent() - before,
        peak,
        err.read_text("utf-8", "replace"),
        summary,
    )


def _spent() -> float:
    """Give the processor's seconds of all that this process started and saw end."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tree_memory(root: int) -> int:
    """Sum the resident memory of a process and all below it.

    Shared pages count twice, so this never flatters.
    """
    parents, memory = {}, {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text()
            memory[int(entry.name)] = (
                int((entry / "statm").read_text().split()[1]) * PAGE
            )
        except OSError:
            continue
        parents[int(entry.name)] = int(stat.rsplit(")", 1)[1].split()[1])
    family, grew = {root}, True
    while grew:
        more = {pid for pid, up in parents.items() if up in family} - family
        family, grew = family | more, bool(more)
    return sum(memory.get(pid, 0) for pid in family)


def machine() -> str:
    """Say on what it was measured."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    version = ".".join(str(part) for part in sys.version_info[:3])
    return f"{os.cpu_count()} cores, {model}, Python {version}"


def check_sums(findings: dict[str, Any]) -> list[str]:
    """Name each table whose rows do not add up."""
    return [
        f"{row['name']} {row.get('sheet', '')}".strip()
        for row in findings["inputs"]
        if row["rows_in"]
        != row["rows_used"] + row["rows_merged"] + row["rows_set_aside"]
    ]


def in_region(party: dict[str, Any], *, signals: bool = False) -> bool:
    """Whether any place of the party is read in Xinjiang; signals only if asked."""
    return any(
        str(place["region"]).startswith("CN-XJ") and (signals or not place["is_signal"])
        for place in party["places"]
    )
