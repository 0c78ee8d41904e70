"""A cell of a workbook as text.

Dates come out as ISO text, numbers as the shortest text that means the same number.
A whole number above fifteen digits keeps its exponent: a spreadsheet program has
already rounded it, and whoever needs the digits must see that they are gone.
"""

import datetime

EXACT = 10**15  # a double holds every whole number of fifteen digits

Cell = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)


def text_of(cell: Cell) -> str:
    """Write a cell as text.

    >>> text_of(12.0), text_of(0.5), text_of(datetime.datetime(2024, 3, 1))
    ('12', '0.5', '2024-03-01')
    >>> text_of(911000000000000000.0)
    '9.11e+17'
    """
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        if abs(cell) < EXACT:
            return str(int(cell)) if cell == int(cell) else repr(cell)
        return repr(float(cell))
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)
