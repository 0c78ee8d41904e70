"""Starts a program of the system behind limits: memory, time, no network.

What the program reads are pictures that our own child drew, or that a user brought; it
is foreign code on foreign data, and gets no more than it needs.
"""

import os
import sys

from whence.read.sandbox import leave_network

MEMORY, SECONDS, FILES = 2 << 30, 120, 64
"""Bytes of address space, seconds of computing, open files."""


def main() -> None:
    """Lock in, then become the program whose path and words are the arguments."""
    try:
        import resource

        for kind, value in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CPU, SECONDS),
            (resource.RLIMIT_NOFILE, FILES),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(kind, (value, value))
    except ImportError:  # Windows has no such limits; the parent's clock still holds.
        pass
    leave_network()
    program, *words = sys.argv[1:]
    os.execv(program, [program, *words])
