"""Mixing what buyers took in, and passing it on: one round, or the last word."""

import numpy as np

from whence.trace.fold import Ints, Longs
from whence.trace.kernel.cells import Amounts, Asked, Runs
from whence.trace.kernel.columns import Sales
from whence.trace.kernel.compiled import compiled
from whence.trace.parts import MILLION, ROOM

_MILLION = np.uint64(MILLION)
_MOST = 63 - ROOM


@compiled
def ppm_of(part: int, whole: int) -> int:
    """Give a part in millionths, as `parts.ppm_of` does."""
    bits = 0
    while bits < _MOST and 1 << (ROOM + bits) < whole:
        bits += 1
    part, whole = part >> bits, whole >> bits
    return min(part * MILLION // max(whole, 1), MILLION)


@compiled
def sums_of(runs: Runs, even: Ints) -> Longs:
    """Give what is flagged of each run, question by question, if nodes pass on what
    `even` says; of each cell whole units, as `parts.part_of` gives.

    What is looked up lies anywhere: in a loop that does nothing else a processor looks
    up several at once.
    """
    sums = np.empty((len(runs.code), even.shape[1]), np.int64)
    one, other = np.empty((2, len(runs.amount)), np.uint64)
    if even.shape[1] == 2:
        # Mostly two are asked: each node is looked up once for both.
        for cell in range(len(one)):
            amount, node = runs.amount[cell], runs.node[cell]
            one[cell] = amount * np.uint64(even[node, 0]) // _MILLION
            other[cell] = amount * np.uint64(even[node, 1]) // _MILLION
        _add_up(runs, one, sums[:, 0])
        _add_up(runs, other, sums[:, 1])
        return sums
    for question in range(even.shape[1]):
        for cell in range(len(one)):
            ppm = np.uint64(even[runs.node[cell], question])
            one[cell] = runs.amount[cell] * ppm // _MILLION
        _add_up(runs, one, sums[:, question])
    return sums


@compiled
def _add_up(runs: Runs, parts: Amounts, sums: Longs) -> None:
    """Sum the parts of each run's cells."""
    for run in range(len(sums)):
        whole = np.uint64(0)
        for cell in range(runs.start[run], runs.start[run + 1]):
            whole += parts[cell]
        sums[run] = whole


@compiled
def pass_on(
    runs: Runs, sales: Sales, asked: Asked, mixed: tuple[Ints, Ints, Longs]
) -> None:
    """Say which millionths of the nodes of these buyers are flagged (the second of
    `mixed`) if the first says it of those they are made of; the third are bases."""
    even, fresh, base = mixed
    sums = sums_of(runs, even)
    got = np.zeros(even.shape[1], np.int64)
    run = 0
    while run < len(sums):
        buyer, end = runs.buyer[run], _buyer_end(runs, run)
        for group in range(sales.at[buyer], sales.at[buyer + 1]):
            node, code = asked.node_at[group], sales.hs[group]
            for later in range(asked.periods):
                if asked.bits[group] >> later & 1:
                    _into(sales, asked, runs, (sums, got), (run, end, code, later))
                    for question in range(len(got)):
                        fresh[node, question] = ppm_of(got[question], base[node])
                    node += 1
        run = end


@compiled
def _buyer_end(runs: Runs, run: int) -> int:
    """Give where the runs of the buyer end of whom this is one."""
    end = run + 1
    while end < len(runs.buyer) and runs.buyer[end] == runs.buyer[run]:
        end += 1
    return end


@compiled
def _into(
    sales: Sales, asked: Asked, runs: Runs, flagged: tuple[Longs, Longs],
    what: tuple[int, int, int, int],
) -> None:  # fmt: skip
    """Sum what is flagged (the first of `flagged`, into the other) of the runs from one
    to another that can go into goods of a code sold in a period (`what`)."""
    (sums, got), (first, end, code, later) = flagged, what
    got[:] = 0
    for run in range(first, end):
        lies = later - np.int64(runs.period[run])
        if 0 <= lies <= asked.reaching and sales.fits[code, runs.code[run]]:
            for question in range(len(got)):
                got[question] += sums[run, question]


@compiled
def settle(runs: Runs, even: Ints, whole: Longs, share: Longs) -> None:
    """Say in `share`, question by question, which millionths are flagged of the `whole`
    intake of each of these buyers."""
    sums = sums_of(runs, even)
    got = np.zeros(even.shape[1], np.int64)
    run = 0
    while run < len(sums):
        buyer, end = runs.buyer[run], _buyer_end(runs, run)
        got[:] = 0
        for own in range(run, end):
            for question in range(len(got)):
                got[question] += sums[own, question]
        for question in range(len(got)):
            share[question, buyer] = ppm_of(got[question], whole[buyer])
        run = end
