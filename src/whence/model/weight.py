"""How a weight is written, wherever one is told."""


def kilograms(grams: int | None) -> str:
    r"""Write grams as kilograms with a narrow no-break space every three digits.

    >>> kilograms(5_200_000), kilograms(1_500), kilograms(None)
    ('5\u202f200', '1.5', '')
    """
    if grams is None:
        return ""
    whole, rest = divmod(grams, 1000)
    tail = f".{rest:03d}".rstrip("0") if rest else ""
    return f"{whole:,}".replace(",", "\u202f") + tail
