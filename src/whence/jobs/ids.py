"""`whence id`: what a code says by itself, and how codes of one firm agree.

ids   codes read, held against each other, and a manufacturer code built
"""

from dataclasses import dataclass
from datetime import date

from whence.errors import UsageError
from whence.jobs.steps.code_pairs import Between, between
from whence.jobs.steps.code_readings import CodeRead, codes_in, read_code
from whence.normalise import mid
from whence.shelf.lands import country_code


@dataclass(frozen=True, slots=True)
class IdRequest:
    """Codes to read; `mid` are name, street line, city and country to build a
    manufacturer code from; `on` the day for which a division is asked."""

    codes: tuple[str, ...]
    on: date
    mid: tuple[str, str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class IdResult:
    """What each code says, how they stand to each other, and the code built."""

    codes: tuple[CodeRead, ...]
    between: tuple[Between, ...]
    built: str


def ids(request: IdRequest) -> IdResult:
    """Read codes, whatever kind each may be of.

    Raises:
        UsageError: nothing was given, no code is of a kind that is known, or no
            manufacturer code can be built.

    """
    built = _built(request.mid) if request.mid else ""
    texts = (*request.codes, *((built,) if built else ()))
    if not texts:
        raise UsageError(
            "no code was given.",
            where="CODE",
            remedy="Give one or more, or --build-mid NAME ADDRESS CITY COUNTRY.",
        )
    given = [code for text in texts for code in codes_in(text, request.on)]
    read = tuple(read_code(code, request.on) for code in given)
    if not any(r.readings for r in read):
        raise UsageError(
            "no code here has the shape of a kind that is known.",
            where=", ".join(r.given for r in read)[:120],
            remedy="Known: USCC (18 characters), organisation code (9), LEI (20), MID,"
            " Chinese postal code (6 digits), HS (2 to 10 digits).",
        )
    return IdResult(read, tuple(between(given)), built)


def _built(parts: tuple[str, str, str, str]) -> str:
    name, address, city, country = parts
    land = country.strip().upper()
    if land not in mid.rules()["canada"]:
        land = country_code(country)
    made = mid.build(name, address, city, country=land)
    if made:
        return made
    raise UsageError(
        "no code can be built from these.",
        where="--build-mid",
        remedy="The name and the city need Latin letters, the country its two letters;"
        " for Canada give the province, such as XO.",
    )
