"""Direction numbers of Sobol sequences."""

from functools import cache

from whence.shelf import rows_of


@cache
def directions() -> tuple[tuple[int, int, tuple[int, ...]], ...]:
    """Give degree, polynomial and initial numbers of dimensions 2, 3, ...

    Joe and Kuo (2008), as the data file says.
    """
    return tuple(
        (
            int(r["degree"]),
            int(r["polynomial"]),
            tuple(int(m) for m in r["initial"].split()),
        )
        for r in rows_of("figures/sobol.csv")
    )
