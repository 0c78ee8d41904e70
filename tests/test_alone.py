"""Starting a module of the package as a process of its own."""

import subprocess

from whence.alone import command


def test_the_process_runs_main_of_the_module_wherever_it_is_started(tmp_path):
    (tmp_path / "whence.py").write_text("raise SystemExit('another package')")
    done = subprocess.run(
        command("whence.read.hidden_child"),
        input=b"no JSON",
        capture_output=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 1
    assert b"JSONDecodeError" in done.stderr
