"""The pictures of a dossier, each with its data beside it.

One list for the page, the PDF and the files: what is drawn is also a table of rows.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from whence.model.findings import ConsignmentFinding, Findings
from whence.model.weight import kilograms
from whence.report import words
from whence.report.csvs import safe
from whence.report.glyphs import Glyphs
from whence.report.map_svg import Flow, Marked, place_map, region_map
from whence.report.places import flows_of, gathered, marked_of
from whence.report.press import pngs
from whence.report.svg import for_paper
from whence.report.times import acts, imported
from whence.report.times_svg import calendar, tiers
from whence.report.view import DETAILS, View

PATHS = 12
"""Paths of consignments that also become files, worst first."""

MAP = (
    "kind,place,name,north,east,precision,method,signal,flagged,parties,names,to,tier,"
    "consignments"
)
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: a name for files, its SVG, and its data as a header and rows."""

    name: str
    svg: str
    header: Cells
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The pictures of the whole case; an empty `svg` where there is nothing to draw."""

    map: Picture
    region: Picture
    calendar: Picture
    tiers: Picture
    places: tuple[Marked, ...]

    def all(self) -> tuple[Picture, ...]:
        """Give those that are drawn."""
        held = (self.map, self.region, self.calendar, self.tiers)
        return tuple(p for p in held if p.svg)


def overview(findings: Findings) -> Overview:
    """Draw the maps and the pictures over time."""
    marked = marked_of(findings)
    flows = flows_of(findings, DETAILS)
    whole = gathered(marked)
    head = tuple(MAP.split(","))
    shown = Picture(
        "map",
        place_map(whole, flows, key="map-all"),
        head,
        (*map(_place, marked), *map(_flow, flows)),
    )
    inside = [
        m for m in marked if m.point.kind == "prefecture" or m.point.code == "CN-XJ"
    ]
    region = Picture(
        "region",
        region_map(marked, key="map-region"),
        head,
        tuple(map(_place, inside)),
    )
    months, steps = imported(findings), acts(findings)
    shipped = Picture(
        "calendar",
        calendar(months, key="calendar"),
        ("month", "outcome", "consignments", "kg"),
        tuple(
            (_month(r.month), r.outcome, str(r.consignments), _kg(r.grams))
            for r in months
        ),
    )
    deep = Picture(
        "tiers",
        tiers(steps, key="tiers"),
        ("month", "tier", "steps", "kg", "flagged steps", "flagged kg"),
        tuple(
            (
                _month(r.month), str(r.tier), str(r.steps), _kg(r.grams),
                str(r.flagged_steps), _kg(r.flagged_grams),
            )
            for r in steps
        ),
    )  # fmt: skip
    return Overview(shown, region, shipped, deep, tuple(marked))


def path_pictures(findings: Findings) -> tuple[Picture, ...]:
    """Draw the paths of the worst consignments that a ground touches."""
    view = View(findings)
    touched = [c for c in words.worst_first(findings) if words.touched(c)][:PATHS]
    drawn = [_path(c, view, number) for number, c in enumerate(touched, 1)]
    return tuple(p for p in drawn if p.svg)


def _path(c: ConsignmentFinding, view: View, number: int) -> Picture:
    steps = view.steps_of(c)
    header = ("consignment", "from", "to", "tier", "role", "stage", "product", "day",
              "kg", "tied by", "grade", "share", "read in")  # fmt: skip
    rows = []
    for t in c.ties:
        up, down = steps.get(t.upstream), steps.get(t.downstream)
        if up is None:
            continue
        rows.append(
            (
                c.name, view.name(up.party),
                view.name(down.party) if down else c.name, str(up.tier),
                up.role.value, up.stage, up.product, str(up.day or ""),
                _kg(up.grams or 0), t.kind.value, t.grade.value,
                "" if t.share_ppm is None else f"{t.share_ppm / 1e6:g}",
                view.cite(t.sources),
            )
        )  # fmt: skip
    return Picture(f"path-C{number:03d}", view.diagram(c), header, tuple(rows))


def _inside(m: Marked) -> bool:
    return m.point.kind == "prefecture" or m.point.code == "CN-XJ"


def _place(m: Marked) -> Cells:
    return (
        "place", m.point.code, m.point.name, f"{m.point.lat:g}", f"{m.point.lon:g}",
        m.precision, ", ".join(m.methods), _yes(m.signal), _yes(m.flagged),
        str(len(m.names)), "; ".join(m.names), "", "", "",
    )  # fmt: skip


def _flow(f: Flow) -> Cells:
    return (
        "flow", f.start.code, f.start.name, f"{f.start.lat:g}", f"{f.start.lon:g}",
        f.start.kind, "", "", _yes(f.flagged), "", "", f.end.code, str(f.tier),
        str(f.consignments),
    )  # fmt: skip


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _month(month: tuple[int, int]) -> str:
    return f"{month[0]}-{month[1]:02d}"


def _kg(grams: int) -> str:
    return kilograms(grams).replace("\u202f", "") if grams else ""


def to_png(pictures: Sequence[Picture]) -> list[bytes]:
    """Draw pictures as PNG, two dots a px, in the shipped fonts.

    Raises:
        DataError: the package's template or a font is broken.

    """
    glyphs = Glyphs()
    held = [for_paper(p.svg) for p in pictures]
    trees = [{**p, "svg": glyphs.drawn(p["svg"])} for p in held if p]
    return pngs("picture.typ", {"pictures": trees}) if trees else []


def to_csv(picture: Picture) -> str:
    """Write the data of a picture; a text that a spreadsheet would run gets a `'`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(picture.header)
    writer.writerows([_cell(c) for c in row] for row in picture.rows)
    return out.getvalue()


def _cell(text: str) -> str:
    """Leave numbers as they are: degrees south and west begin with a minus."""
    try:
        float(text)
    except ValueError:
        return safe(text)
    return text
