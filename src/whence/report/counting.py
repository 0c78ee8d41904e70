"""A number with its noun; light, for doors print it before anything is loaded."""


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    >>> counted(1, "name"), counted(3_000, "party", "parties")
    ('1 name', '3,000 parties')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
