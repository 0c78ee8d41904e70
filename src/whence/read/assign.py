"""One best assignment: which column has which role, all decided together."""

from collections.abc import Sequence


def assign(scores: Sequence[Sequence[float]]) -> list[int | None]:
    """Give each row the column that makes the sum of scores largest; each column once.

    The Hungarian method with potentials (Kuhn 1955, Munkres 1957), rows one by one.
    A row whose best score is not above nought gets None.

    >>> assign([[0.9, 0.8], [0.8, 0.1]])
    [1, 0]
    >>> assign([[0.0, 0.5], [0.0, 0.7]])
    [None, 1]
    """
    found: list[int | None] = [None] * len(scores)
    # Most roles meet no column of a table, and cost as much as the others.
    rows = [i for i, row in enumerate(scores) if any(s > 0 for s in row)]
    columns = sorted({j for i in rows for j, s in enumerate(scores[i]) if s > 0})
    # As many blank columns as rows, so that every row finds a place.
    blank = [0.0] * len(rows)
    cost = [[-scores[i][j] for j in columns] + blank for i in rows]
    taken = _solve(cost, len(rows), len(columns) + len(rows))
    for column, row in zip(columns, taken[1:], strict=False):
        if row and scores[rows[row - 1]][column] > 0:
            found[rows[row - 1]] = column
    return found


def _solve(cost: list[list[float]], rows: int, width: int) -> list[int]:
    """Give the row (from 1, 0 for none) that each column (from 1) is taken by."""
    by_row, by_column = [0.0] * (rows + 1), [0.0] * (width + 1)
    taken = [0] * (width + 1)
    for row in range(1, rows + 1):
        taken[0] = row
        way = _augment(cost, by_row, by_column, taken)
        column = way.pop()
        while way:
            before = way.pop()
            taken[column] = taken[before]
            column = before
    return taken


def _augment(
    cost: list[list[float]],
    by_row: list[float],
    by_column: list[float],
    taken: list[int],
) -> list[int]:
    """Give the cheapest way to a free column, from column 0 to the free one."""
    width = len(taken)
    slack, before = [float("inf")] * width, [0] * width
    used = [False] * width
    column = 0
    while taken[column]:
        used[column] = True
        row, delta, best = taken[column], float("inf"), 0
        for j in range(1, width):
            if used[j]:
                continue
            value = cost[row - 1][j - 1] - by_row[row] - by_column[j]
            if value < slack[j]:
                slack[j], before[j] = value, column
            if slack[j] < delta:
                delta, best = slack[j], j
        for j in range(width):
            if used[j]:
                by_row[taken[j]] += delta
                by_column[j] -= delta
            else:
                slack[j] -= delta
        column = best
    way = [column]
    while way[-1]:
        way.append(before[way[-1]])
    return way[::-1]
