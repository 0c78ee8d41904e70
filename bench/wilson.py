"""The interval of a share."""


def wilson(hits: float, count: int) -> tuple[float, float]:
    """Give the ends of the 95 % interval of a proportion (Wilson 1927)."""
    z, p = 1.96, hits / count
    middle = (p + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count)
    half *= (p * (1 - p) / count + z * z / (4 * count * count)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)
