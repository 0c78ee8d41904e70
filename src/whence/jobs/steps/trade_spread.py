"""The search downstream over the lanes of a store, as fast as this machine can."""

from whence.errors import UsageError
from whence.jobs.steps.trade_store import TradeStore
from whence.trace.exposure import Spread
from whence.trace.kernel.compiled import missing
from whence.trace.products import Products

WORTH = 2_000_000
"""Lanes from which compiled loops win more than loading them costs."""


def check_kernel() -> None:
    """Refuse to be asked for compiled loops that this machine does not have.

    Raises:
        UsageError: it does not.

    """
    if why := missing():
        raise UsageError(
            f"numba cannot be used: {why}.",
            remedy="Run `pip install 'whence[kernel]'`, or leave out --engine.",
        )


def spread_of(store: TradeStore, *, kernel: bool | None = None) -> Spread:
    """Give the search; `kernel` says whether compiled loops do it, None that they do
    where they are installed and there is enough to do."""
    if kernel is None:
        kernel = len(store.lanes) >= WORTH and not missing()
    return Spread(store.lanes, Products(), kernel=kernel)
