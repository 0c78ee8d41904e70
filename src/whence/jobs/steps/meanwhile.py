"""Work for the time in which this process only waits: while a large file is read.

The child that reads it is another process, most often on one core of two. What is done
here is remembered by those who do it, and would be done later all the same.
"""

from collections.abc import Callable, Iterator, Sequence

from whence.model.table import Mapping as TableMapping
from whence.model.table import RawTable
from whence.normalise.names import normal
from whence.shelf.tables import table_kinds

NAMES_MOST = 30_000
"""Names taken apart ahead: half of those that are remembered."""


def ahead(
    raws: Sequence[RawTable], settled: Callable[[RawTable], TableMapping]
) -> Iterator[None]:
    """Map tables that were read, and take apart the names in them, bit by bit.

    Stop asking for more as soon as there is something better to do.
    """
    left = NAMES_MOST
    for raw in raws:
        mapping = settled(raw)
        yield
        rules = table_kinds()[mapping.kind.value].roles.values()
        names = {rule.role for rule in rules if rule.type == "name"}
        wanted = {c.header for c in mapping.columns if c.role in names}
        for column in raw.columns:
            for text in column.values[:left] if column.header in wanted else ():
                normal(text)
                left -= 1
                yield
