"""The search downstream over the lanes of a store, as fast as this machine can."""

from whence.errors import UsageError
from whence.jobs.steps.trade_store import TradeStore
from whence.trace.exposure import Spread
from whence.trace.kernel.compiled import HERE
from whence.trace.products import Products

WORTH = 2_000_000
"""Lanes from which compiled loops win more than loading them costs."""


def check_kernel() -> None:
    """Refuse to be asked for compiled loops that are not installed.

    Raises:
        UsageError: they are not.

    """
    if not HERE:
        raise UsageError(
            "numba is not installed.",
            remedy="Run `pip install 'whence[kernel]'`, or leave out --engine.",
        )


def spread_of(store: TradeStore, *, kernel: bool | None = None) -> Spread:
    """Give the search; `kernel` says whether compiled loops do it, None that they do
    where they are installed and there is enough to do."""
    if kernel is None:
        kernel = HERE and len(store.lanes) >= WORTH
    return Spread(store.lanes, Products(), kernel=kernel)
