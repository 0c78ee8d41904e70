"""`whence place`: what a text says of places, how sure, and what was not read."""

from dataclasses import dataclass

from whence.errors import UsageError
from whence.model.party import PlaceReading
from whence.normalise.oddities import notes, readable
from whence.normalise.places import read_places
from whence.normalise.unread import Unread, unread
from whence.shelf.lands import country_code


@dataclass(frozen=True, slots=True)
class PlaceRequest:
    """A text, such as an address, and the country that stands beside it, if any."""

    text: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """The readings, best first; what was deliberately not read; what is odd."""

    readings: tuple[PlaceReading, ...]
    unread: tuple[Unread, ...]
    notes: tuple[str, ...]


def place(request: PlaceRequest) -> PlaceResult:
    """Read the places of China in a text, as every other job reads them.

    Raises:
        UsageError: the text holds nothing to read, or the country is none.

    """
    if not readable(request.text):
        raise UsageError(
            "the text holds no letter and no digit, so that there is nothing to read.",
            where="TEXT",
            remedy="Give an address or the name of a place, in quotes.",
        )
    if request.country and not country_code(request.country):
        raise UsageError(
            f"{request.country[:40]!r} is no country that is known.",
            where="--country",
            remedy="Give its name or its two letters, such as CN.",
        )
    return PlaceResult(
        read_places(request.text, request.country),
        unread(request.text, request.country),
        notes(request.text),
    )
