"""Exposure for other programs: GeoJSON, GraphML, FollowTheMoney.

Only the ranked first rows go here; the whole table is Parquet or CSV.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from whence.model.trade_answers import ExposureRow
from whence.report.counting import counted

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOTICE = "Reach is not evidence: a path by lanes is inferred as a whole."


def geojson(rows: Sequence[ExposureRow]) -> str:
    """Give a point for each party, that of its country; one whose country is not told
    is there without a place, as RFC 7946 has it."""
    features = [
        {
            "type": "Feature",
            "id": row.key,
            "geometry": row.point
            and {"type": "Point", "coordinates": [row.point[1], row.point[0]]},
            "properties": {**_plain(row), "precision": "country" if row.point else ""},
        }
        for row in rows
    ]
    whole = {"type": "FeatureCollection", "notice": NOTICE, "features": features}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def graphml(rows: Sequence[ExposureRow]) -> str:
    """Give the parties and, where known, the steps of their best paths as a graph."""
    keys = ("name", "country", "role", "tiers", "share_ppm", "can_ppm", "hidden_ppm",
            "unweighed_ppm", "stands_out", "hidden")  # fmt: skip
    whole = {"tiers", "share_ppm", "can_ppm", "hidden_ppm", "unweighed_ppm"}
    kinds = {k: "int" if k in whole else "string" for k in keys}
    kinds |= {"stands_out": "boolean", "hidden": "boolean"}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        f"<!-- {escape(NOTICE)} -->",
        *(
            f'<key id="{k}" for="node" attr.name="{k}" attr.type="{kinds[k]}"/>'
            for k in keys
        ),
        '<graph id="exposure" edgedefault="directed">',
    ]
    known = {row.key: row for row in rows}
    named = {
        k: n for row in rows for k, n in zip(row.path, row.path_names, strict=True)
    }
    for key in sorted({*known, *named}):
        lines.append(f"<node id={quoteattr(key)}>")
        values = _plain(known[key]) if key in known else {"name": named[key]}
        for k in keys:
            if k in values:
                lines.append(f'<data key="{k}">{_word(values[k])}</data>')
        lines.append("</node>")
    for up, down in sorted(_steps(rows)):
        lines.append(f"<edge source={quoteattr(up)} target={quoteattr(down)}/>")
    return "\n".join([*lines, "</graph>", "</graphml>"]) + "\n"


def follow_the_money(rows: Sequence[ExposureRow]) -> str:
    """Give entities of FollowTheMoney, one JSON document a line.

    Parties are `Company`, steps of paths `UnknownLink`: the model has no word for
    "can have supplied", and a stronger one would say what is not known.
    """
    named = {
        k: n for row in rows for k, n in zip(row.path, row.path_names, strict=True)
    }
    known = {row.key: row for row in rows}
    found = []
    for key in sorted({*known, *named}):
        name = known[key].name if key in known else named[key]
        properties = {"name": [name]}
        if key in known:
            row = known[key]
            if len(row.country) == 2:
                properties["country"] = [row.country.lower()]
            properties["notes"] = [
                f"share {row.share_ppm / 10_000:g} %,"
                f" {counted(row.tiers, 'tier')}. {NOTICE}"
            ]
        found.append({"id": key, "schema": "Company", "properties": properties})
    for up, down in sorted(_steps(rows)):
        mark = hashlib.sha256(f"{up}>{down}".encode()).hexdigest()[:16]
        properties = {
            "subject": [up],
            "object": [down],
            "role": ["can have supplied (inferred from trade records)"],
        }
        found.append(
            {"id": f"l-{mark}", "schema": "UnknownLink", "properties": properties}
        )
    return "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in found)


WRITERS: dict[str, Callable[[Sequence[ExposureRow]], str]] = {
    ".geojson": geojson,
    ".graphml": graphml,
    ".ftm": follow_the_money,
    ".jsonl": follow_the_money,
}
"""By the ending of the file asked for."""


def _steps(rows: Iterable[ExposureRow]) -> set[tuple[str, str]]:
    """Give the steps of all best paths; the last step where no path was looked for."""
    found: set[tuple[str, str]] = set()
    known = {row.key for row in rows}
    for row in rows:
        if row.path:
            found |= set(zip(row.path, row.path[1:], strict=False))
        elif row.via in known:
            found.add((row.via, row.key))
    return found


def _plain(row: ExposureRow) -> dict[str, object]:
    return {
        "key": row.key,
        "name": row.name,
        "country": row.country,
        "role": row.role,
        "tiers": row.tiers,
        "share_ppm": row.share_ppm,
        "can_ppm": row.can_ppm,
        "hidden_ppm": row.hidden_ppm,
        "unweighed_ppm": row.unweighed_ppm,
        "stands_out": row.stands_out,
        "hidden": row.hidden,
        "path": list(row.path_names),
    }


def _word(value: object) -> str:
    """Write a value for XML, without the characters that no XML may hold."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return escape(_ILLEGAL.sub(" ", text))
