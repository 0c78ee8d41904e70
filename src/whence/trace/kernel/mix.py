"""Mixing what buyers took in, and passing it on: one round, or the last word."""

import numpy as np

from whence.trace.fold import Ints, Longs
from whence.trace.kernel.cells import Asked, Runs
from whence.trace.kernel.columns import Columns
from whence.trace.kernel.compiled import compiled
from whence.trace.parts import MILLION, ROOM


@compiled
def part_of(amount: int, ppm: int) -> int:
    """Give millionths of a whole amount, as `parts.part_of` does."""
    return amount * ppm // MILLION


@compiled
def ppm_of(part: int, whole: int) -> int:
    """Give a part in millionths, as `parts.ppm_of` does."""
    bits = 0
    while 1 << (ROOM + bits) < whole:
        bits += 1
    part, whole = part >> bits, whole >> bits
    return min(part * MILLION // max(whole, 1), MILLION)


@compiled
def parts_of(runs: Runs, even: Ints, at: tuple[int, int], parts: Longs) -> None:
    """Write down what is flagged of each run from `at[0]` to `at[1]`, question by
    question, if nodes pass on what `even` says."""
    for run in range(at[0], at[1]):
        for question in range(even.shape[1]):
            parts[run - at[0], question] = 0
        for cell in range(runs.start[run], runs.start[run + 1]):
            for question in range(even.shape[1]):
                ppm = even[runs.node[cell], question]
                parts[run - at[0], question] += part_of(runs.amount[cell], ppm)


@compiled
def most_runs(runs: Runs) -> int:
    """Give the most runs that one of the buyers has."""
    most = 1
    for buyer in range(len(runs.at) - 1):
        most = max(most, runs.at[buyer + 1] - runs.at[buyer])
    return most


@compiled
def pass_on(
    columns: Columns, asked: Asked, runs: Runs, mixed: tuple[Ints, Ints, Longs],
    low: int, high: int,
) -> None:  # fmt: skip
    """Say which millionths of the nodes of these buyers are flagged (the second of
    `mixed`) if the first says it of those they are made of; the third are bases."""
    even, fresh, base = mixed
    parts = np.zeros((most_runs(runs), even.shape[1]), np.int64)
    for buyer in range(low, high):
        at = runs.at[buyer - low], runs.at[buyer - low + 1]
        first, end = columns.group_at[buyer], columns.group_at[buyer + 1]
        if at[1] == at[0] or asked.node_at[first] == asked.node_at[end]:
            continue
        parts_of(runs, even, at, parts)
        for group in range(first, end):
            node = asked.node_at[group]
            for later in range(asked.periods):
                if asked.bits[group] >> later & 1:
                    for question in range(even.shape[1]):
                        got = 0
                        for run in range(at[0], at[1]):
                            lies = later - runs.period[run]
                            if (
                                0 <= lies <= asked.reaching
                                and columns.fits[
                                    columns.group_hs[group], runs.code[run]
                                ]
                            ):
                                got += parts[run - at[0], question]
                        fresh[node, question] = ppm_of(got, base[node])
                    node += 1


@compiled
def settle(
    runs: Runs, even: Ints, whole: Longs, share: Longs, low: int, high: int
) -> None:
    """Say in `share`, question by question, which millionths are flagged of the `whole`
    intake of each of these buyers."""
    for buyer in range(low, high):
        for question in range(even.shape[1]):
            got = 0
            for cell in range(
                runs.start[runs.at[buyer - low]], runs.start[runs.at[buyer - low + 1]]
            ):
                ppm = even[runs.node[cell], question]
                got += part_of(runs.amount[cell], ppm)
            share[question, buyer] = ppm_of(got, whole[buyer])
