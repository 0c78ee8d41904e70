"""A Spark cluster of a master and a worker of their own, reached as one far away is: by
its address, with data and scratch at places that both sides know by one name."""

import importlib.util
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from whence.jobs.trace_export import ExportRequest, export
from whence.jobs.trace_exposure import ExposureRequest, exposure

pytestmark = [
    pytest.mark.real,
    # Ibis and its engines warn of each other's coming versions.
    pytest.mark.filterwarnings("default"),
]
DEPLOY = "org.apache.spark.deploy"


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.fixture
def master(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start a master and a worker on loopback; give the master's address."""
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None or shutil.which("java") is None:
        pytest.skip("no pyspark, or no Java, on this machine")
    for name in ("SPARK_CONNECT_MODE_ENABLED", "SPARK_REMOTE", "SPARK_LOCAL_REMOTE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    home = Path(found.origin).parent
    monkeypatch.setenv("SPARK_HOME", str(home))
    port = free_port()
    address = f"spark://127.0.0.1:{port}"
    place = ("--host", "127.0.0.1", "--webui-port", "0")
    calls = (
        (f"{DEPLOY}.master.Master", *place, "--port", str(port)),
        (f"{DEPLOY}.worker.Worker", *place, "--cores", "2", "--memory", "1g",
         "--work-dir", str(tmp_path / "work"), address),
    )  # fmt: skip
    running = []
    with (tmp_path / "log.txt").open("w") as log:
        for call in calls:
            command = [str(home / "bin" / "spark-class"), *call]
            running.append(subprocess.Popen(command, stdout=log, stderr=log))
            wait_for(port)
        yield address
        for one in reversed(running):
            one.terminate()
            one.wait(20)


def wait_for(port: int, patience: float = 60) -> None:
    """Wait until somebody listens."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail(f"nobody listens on port {port}")


def test_a_spark_cluster_of_its_own_processes_gives_the_same_bytes(
    case: Path, tmp_path: Path, master: str
) -> None:
    shared = (tmp_path / "shared").as_uri()
    export(ExportRequest(case, f"{shared}/trade"))
    written = []
    for engine in ("", master):
        out = tmp_path / f"e{len(written)}.csv"
        asked = ExposureRequest(
            case, date(2026, 1, 1), flagged=case.parent / "flagged.txt", out=(out,),
            tiers=1, paths=0, engine=engine,
            data=f"{shared}/trade" if engine else "",
            scratch=f"{shared}/scratch" if engine else "",
        )  # fmt: skip
        assert exposure(asked).reached > 60
        written.append(out.read_bytes())
    assert written[0] == written[1]
    left = (tmp_path / "shared" / "scratch").rglob("*")
    assert not [file for file in left if file.is_file()]
