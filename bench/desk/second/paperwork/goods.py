"""The stages of a chain, their goods and their honest yields."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LB = 0.45359237
"""Kilograms in a pound (avoirdupois), exact by the agreement of 1959."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, its good in both tongues, and its yield; see goods.yml."""

    name: str
    need: list[float]
    unit: str
    piece_kg: float
    pack: list[Any]
    price: list[float]
    goods: list[list[str]]
    works: list[str]
    record: list[list[str]]
    waste: list[str]
    origins: list[str]
    trade: list[str]
    tare: float
    days: list[int]
    by_weight: bool = False

    def need_of(self, piece_kg: float) -> tuple[float, float]:
        """Give the input that one unit of output takes, from best to worst."""
        factor = piece_kg if self.by_weight else 1.0
        return self.need[0] * factor, self.need[1] * factor


@cache
def table(name: str) -> Any:
    """Read one of the tables beside this file, once; not to be changed."""
    return yaml.safe_load((HERE / f"{name}.yml").read_text("utf-8"))


def chain(name: str) -> list[Stage]:
    """Give the stages of a chain, from the origin on."""
    return [Stage(**row) for row in table("goods")[name]]
