"""The rows of a trial as nouns: who, what, where, by what it is tied, on which list."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from whence.errors import DataError
from whence.model.chain import Claim, Fact, Operation, Path, Tie, TieKind
from whence.model.listing import Listing
from whence.model.measure import Standing, StandingKind
from whence.model.party import Judgement, Role, Verdict
from whence.model.source import Grade, Source, weakest
from whence.model.span import Span
from whence.shelf.lists import editions

KEYS = frozenset(
    "party role makes stage lot kg site signal origin traced tie into share passes"
    " standing".split()
)
STANDING = frozenset(
    "as list of unlisted name from until section scope known judged holds score".split()
)
LISTED = "Listed Company"
UFLPA = "us-uflpa"
FAVOUR = " in its favour"
PPM_PER_CENT = 10_000
GRAMS = 1000


def words(text: str, count: int) -> list[str]:
    """Part a text into its first words and the last `count` minus one.

    >>> words("bill of materials recorded", 2)
    ['bill of materials', 'recorded']
    """
    return text.rsplit(" ", count - 1) if count > 1 else [text]


def _source(name: str, what: str) -> tuple[Source, ...]:
    return (Source("", "trial", name, 0, what),)


def operation_of(
    row: Mapping[str, Any], where: str, rows: Sequence[Mapping[str, Any]] = ()
) -> Operation:
    """Read one act: "maker recorded" is a role and who says so."""
    for key in sorted(set(row) - KEYS):
        raise DataError("unknown key.", where=f"{where}: {key}")
    role, grade = words(row["role"], 2)
    code, _, product = str(row.get("makes", "")).partition(" ")
    return Operation(
        key=f"op {row['party']}",
        party=f"p {row['party']}",
        role=Role(role),
        role_grade=Grade(grade),
        tier=len(_down(row, rows)) - 1 if rows else 0,
        stage=row.get("stage", ""),
        product=product,
        hs=code,
        lot=row.get("lot", ""),
        grams=row["kg"] * GRAMS if "kg" in row else None,
        facts=tuple(_facts(row)),
        sources=_source(row["party"], "role"),
    )


def bystander_of(row: Mapping[str, Any], where: str) -> Operation:
    """Read a party that touches no goods."""
    return operation_of(row, where)


def _facts(row: Mapping[str, Any]) -> list[Fact]:
    """Read "CN-XJ recorded", or several, or one "in its favour"."""
    found = []
    for claim in (Claim.SITE, Claim.SIGNAL, Claim.ORIGIN, Claim.TRACED):
        raw = row.get(claim.value, [])
        for text in raw if isinstance(raw, list) else [raw]:
            favours = text.endswith(FAVOUR)
            value, grade = words(text.removesuffix(FAVOUR), 2)
            found.append(
                Fact(
                    claim,
                    value,
                    Grade(grade),
                    _source(row["party"], claim.value),
                    note=f"{claim.value} stated in the trial",
                    favours=favours,
                )
            )
    return found


def _down(
    row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Give the rows from one down to the goods."""
    line = [row]
    while line[-1].get("into"):
        line.append(next(r for r in rows if r["party"] == line[-1]["into"]))
    return line


def _tie(row: Mapping[str, Any], where: str) -> Tie:
    raw = row.get("tie", "")
    kind, grade = words("lanes inferred" if raw == "lanes" else raw, 2)
    share = row.get("share")
    try:
        return Tie(
            upstream=f"op {row['party']}",
            downstream=f"op {row['into']}" if row.get("into") else "",
            kind=TieKind(kind),
            grade=Grade(grade),
            sources=_source(row["party"], "tie"),
            share_ppm=None if share is None else round(share * PPM_PER_CENT),
        )
    except ValueError as error:
        raise DataError(f"{raw!r} is no tie.", where=f"{where}: tie") from error


def path_of(
    row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], where: str
) -> Path:
    """Give the path from one row down to the goods."""
    line = _down(row, rows)
    ties = tuple(_tie(r, where) for r in line)
    return Path(
        key=f"path {row['party']}",
        operations=tuple(f"op {r['party']}" for r in line),
        ties=ties,
        tiers=len(line) - 1,
        grade=weakest(t.grade for t in ties),
        passes=all(r.get("passes", True) for r in line),
        share_ppm=ties[0].share_ppm,
    )


def unlisted(raw: Mapping[str, Any], as_of: date) -> bool:
    """Whether a row says that its name is not on the list, as known on the day.

    Raises:
        DataError: the list does hold that name.

    """
    name = raw.get("unlisted")
    if name is None:
        return False
    if _listed(raw, name, as_of) is not None:
        raise DataError(f"the list holds {name!r}.", where=f"trial, asked on {as_of}")
    return True


def _listed(raw: Mapping[str, Any], name: str, as_of: date) -> Listing | None:
    """Find a listing of the shipped list by one of its names, as known on a day."""
    key = raw.get("list", UFLPA)
    for edition in editions(as_of):
        if edition.list_key == key:
            return next((row for row in edition.listings if name in row.names), None)
    return None


def standing_of(raw: Mapping[str, Any], party: str, as_of: date = date.max) -> Standing:
    """Read how a party stands to a listing: "identity documented" and since when.

    `of` takes the listing from the shipped list; else its parts are stated.

    Raises:
        DataError: a key is not of the language, or the list holds no such name.

    """
    for key in sorted(set(raw) - STANDING):
        raise DataError("unknown key.", where=f"standing of {party}: {key}")
    kind, grade = words(raw["as"], 2)
    holds, judged = raw.get("holds"), raw.get("judged")
    listing = _listed(raw, raw["of"], as_of) if "of" in raw else _stated(raw)
    if listing is None:
        raise DataError(
            f"no listing {raw['of']!r} is known on {as_of}.", where=f"trial: {party}"
        )
    return Standing(
        party=party,
        listing=listing,
        kind=StandingKind(kind),
        grade=Grade(grade),
        why="stated in the trial",
        sources=_source(party, "standing"),
        p_same=float(raw.get("score", 0)),
        candidate=f"c {party}",
        judgement=_judgement(judged) if judged else None,
        span=Span(*holds) if holds else None,
    )


def _stated(raw: Mapping[str, Any]) -> Listing:
    """Make the listing that a trial states."""
    span = Span(raw["from"], raw.get("until"))
    section, name = raw.get("section"), raw.get("name", LISTED)
    key = raw.get("list", UFLPA)
    return Listing(
        key=f"{key}/{span.start}/{name}",
        list_key=key,
        name=name,
        names=(name,),
        local_names=(),
        span=span,
        sections=((section, span),) if section else (),
        scope=raw.get("scope", ""),
        country="CN",
        province="",
        identifiers=(),
        grade=Grade(raw.get("known", "official")),
        source=Source("", f"edition of {key}"),
    )


def _judgement(verdict: str) -> Judgement:
    return Judgement(
        candidate="c",
        verdict=Verdict(verdict),
        by="analyst-1",
        reason="different-register-code" if verdict == "different" else "",
        why="stated in the trial",
        on=date(2026, 6, 1),
        left_hash="",
        right_hash="",
    )
