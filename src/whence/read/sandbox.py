"""The child locks itself in before it looks at a foreign file.

Three walls, outermost first: the kernel's resource limits; a network namespace of
its own, where the kernel grants one; an audit hook that refuses sockets, programs and
writing outside the one folder it was given.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from whence.read.request import Bounds

try:
    import resource
except ImportError:  # Windows has no such limits; the parent's clock still holds.
    resource = None  # type: ignore[assignment]

CLONE_NEWUSER = 0x10000000  # linux/sched.h
CLONE_NEWNET = 0x40000000  # linux/sched.h

# Names of audit events, https://docs.python.org/3/library/audit_events.html
REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.startfile",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.chown",
    "os.truncate",
    "os.putenv",
    "shutil.",
    "ftplib.",
    "http.",
    "smtplib.",
    "urllib.",
    "webbrowser.",
    "ctypes.",
    "pickle.find_class",
    "cpython.run_",
    "sqlite3.",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def lock(bounds: Bounds, folder: str) -> None:
    """Take away everything that reading a file does not need.

    Args:
        bounds: the resource limits.
        folder: the only place where files may be written.

    """
    _limit(bounds)
    leave_network()
    sys.addaudithook(_guard(os.path.realpath(folder)))


def _limit(bounds: Bounds) -> None:
    if resource is None:
        return
    for kind, value in (
        (resource.RLIMIT_AS, bounds.memory_bytes),
        (resource.RLIMIT_CPU, bounds.cpu_seconds),
        (resource.RLIMIT_FSIZE, bounds.spool_bytes),
        (resource.RLIMIT_NOFILE, bounds.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (wanted, wanted))


def leave_network() -> None:
    """Step into an empty network, where the kernel lets us; else the hook must do."""
    if sys.platform != "linux":
        return
    import ctypes  # after this the audit hook refuses it

    libc = ctypes.CDLL(None)
    if hasattr(libc, "unshare") and libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWNET)


def _guard(folder: str) -> Callable[[str, tuple[Any, ...]], None]:
    inside = folder + os.sep

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = (*args, None, None, None)[:3]
            writes = isinstance(flags, int) and flags & WRITING
            if not writes and not (isinstance(mode, str) and set(mode) & set("wax+")):
                return
            if isinstance(path, str) and os.path.realpath(path).startswith(inside):
                return
            raise PermissionError(f"the reader may not write to {path!r}")
        if event.startswith(REFUSED):
            raise PermissionError(f"the reader may not do {event}")

    return hook
