"""Writes a paper as a workbook, a Word file, a mail or a CSV table."""

import base64
import csv
import io
import re
import zipfile
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

import xlsxwriter

from paperwork.wording import QUANTITIES, Paper, label

STAMP = (2024, 1, 1, 0, 0, 0)
"""The time inside every archive, so that the same seed gives the same bytes."""


def _tag(paper: Paper, key: str) -> str:
    first, second = label(key, paper.firm, paper.lang)
    return f"{first} {second}".strip()


def _title(paper: Paper) -> str:
    en, zh = paper.title
    return {"en": en, "zh": zh or en, "bi": f"{en} {zh}"}[paper.lang]


def _flat(text: str) -> str:
    return text.replace("\n", ", ")


def lines(paper: Paper) -> list[str]:
    """Give a paper as lines of text, one field each."""
    if paper.block:
        return paper.block.split("\n")
    out = [_title(paper), ""]
    out += [f"{_tag(paper, key)}: {_flat(text)}" for key, text in paper.parties]
    out += [f"{_tag(paper, key)}: {text}" for key, text in paper.fields]
    if paper.columns:
        out += ["", " | ".join(_tag(paper, key) for key in paper.columns)]
        out += [" | ".join(row) for row in paper.rows]
    out += [f"{_tag(paper, key)}: {text}" for key, text in paper.totals]
    return out + paper.notes


NUMBER = re.compile(r"([\d, ]+(?:\.\d+)?) (\D+)")


def cells(paper: Paper) -> tuple[list[str], list[list[str | float]]]:
    """Give heads and rows; most firms put the unit into the head of a column."""
    heads = [_tag(paper, key) for key in paper.columns]
    rows: list[list[str | float]] = [list(row) for row in paper.rows]
    for n, key in enumerate(paper.columns):
        found = [NUMBER.fullmatch(row[n]) for row in paper.rows if row[n]]
        units = {match[2] if match else "" for match in found}
        if key not in QUANTITIES or len(units) != 1 or "" in units:
            continue
        if paper.firm.manner.words % 3 == 0:
            continue
        heads[n] += f" ({units.pop()})"
        for row in rows:
            match = NUMBER.fullmatch(str(row[n]))
            if match:
                row[n] = float(match[1].replace(",", "").replace(" ", ""))
    return heads, rows


def xlsx(paper: Paper) -> bytes:
    """Write a workbook of one sheet: letterhead, fields, then the table."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": datetime(*STAMP, tzinfo=UTC)})
    sheet = book.add_worksheet(paper.title[0][:28].replace("/", "-"))
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDE4EE"})
    cell = book.add_format({"border": 1, "text_wrap": True})
    sheet.set_column(0, 8, 21)
    sheet.write(0, 0, paper.firm.name(paper.lang), bold)
    sheet.write(1, 0, _title(paper), bold)
    row = 3
    for key, text in [*paper.parties, *paper.fields]:
        sheet.write(row, 0, _tag(paper, key))
        sheet.write(row, 1, _flat(text))
        row += 1
    row += 1
    heads, rows = cells(paper)
    for column, text in enumerate(heads):
        sheet.write(row, column, text, head)
    for texts in rows:
        row += 1
        for column, text in enumerate(texts):
            sheet.write(row, column, text, cell)
    for key, text in paper.totals:
        row += 1
        sheet.write(row, 0, _tag(paper, key), bold)
        sheet.write(row, max(1, len(paper.columns) - 1), text, bold)
    for note in paper.notes:
        row += 1
        sheet.write(row + 1, 0, note)
    book.close()
    return target.getvalue()


def table(paper: Paper) -> bytes:
    """Write the fields and the table of a paper as CSV."""
    target = io.StringIO()
    write = csv.writer(target, lineterminator="\r\n")
    for key, text in [*paper.parties, *paper.fields]:
        write.writerow([_tag(paper, key), _flat(text)])
    heads, rows = cells(paper)
    write.writerow(heads)
    write.writerows(rows)
    for key, text in paper.totals:
        write.writerow([_tag(paper, key), text])
    return ("\ufeff" + target.getvalue()).encode()


def mail(paper: Paper) -> bytes:
    """Write a mail from one office to another, the paper in its body."""
    domain = paper.firm.en.split()[0].lower()
    moment = datetime(paper.day.year, paper.day.month, paper.day.day, 9, tzinfo=UTC)
    zh = paper.lang == "zh"
    greet = "您好，" if zh else "Dear Sirs,"
    sender = "bank" if "bank" in paper.kind else "office"
    body = lines(paper)
    if paper.prose:
        body = [*lines(paper)[:2], *paper.prose]
    bye = "此致" if zh else f"Kind regards\n{paper.firm.en}"
    text = (
        "\r\n".join([greet, "", *body, "", bye])
        .replace("\n", "\r\n")
        .replace("\r\r", "\r")
    )
    subject = f"{_title(paper)} {paper.number}"
    coded = base64.b64encode(subject.encode()).decode()
    head = [
        f"From: {sender}@{domain}.example",
        "To: imports@importer.example",
        f"Date: {format_datetime(moment)}",
        f"Subject: =?utf-8?B?{coded}?=",
        f"Message-ID: <{hash_of(paper.number)}@{domain}.example>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
    ]
    packed = base64.encodebytes(text.encode()).decode().replace("\n", "\r\n")
    return ("\r\n".join(head) + "\r\n\r\n" + packed).encode()


def hash_of(text: str) -> int:
    """Give a number for a text, the same in every run."""
    return int.from_bytes(text.encode()[-6:], "big")


OOXML = "http://schemas.openxmlformats.org"
W = f"{OOXML}/wordprocessingml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MIME = "application/vnd.openxmlformats"
TYPES = (
    f'{XML}<Types xmlns="{OOXML}/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{MIME}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="'
    f'{MIME}-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    f'{XML}<Relationships xmlns="{OOXML}/package/2006/relationships">'
    '<Relationship Id="rId1" '
    f'Type="{OOXML}/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def _p(text: str, *, bold: bool = False) -> str:
    mark = "<w:rPr><w:b/></w:rPr>" if bold else ""
    runs = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n")
    )
    return f"<w:p><w:r>{mark}{runs}</w:r></w:p>"


def _grid(rows: list[list[str]]) -> str:
    edge = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{_p(text)}</w:tc>" for text in row) + "</w:tr>"
        for row in rows
    )
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{edge}</w:tblBorders></w:tblPr>{cells}</w:tbl>"
    )


def docx(paper: Paper) -> bytes:
    """Write a Word file: letterhead, title, fields, table or prose."""
    parts = [
        _p(paper.firm.name(paper.lang), bold=True),
        _p(paper.firm.place(paper.lang)),
    ]
    parts.append(_p(_title(paper), bold=True))
    if paper.prose:
        parts += [_p(f"{_tag(paper, key)}: {text}") for key, text in paper.fields[:1]]
        parts += [_p(text) for text in paper.prose]
    else:
        pairs = [*paper.parties, *paper.fields]
        parts.append(_grid([[_tag(paper, key), text] for key, text in pairs]))
        if paper.columns:
            parts.append(_p(""))
            parts.append(
                _grid([[_tag(paper, key) for key in paper.columns], *paper.rows])
            )
        parts += [_p(f"{_tag(paper, key)}: {text}") for key, text in paper.totals]
    parts += [_p(note) for note in paper.notes]
    body = f'<w:document xmlns:w="{W}"><w:body>{"".join(parts)}</w:body></w:document>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        pieces = {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELS,
            "word/document.xml": XML + body,
        }
        for name, text in pieces.items():
            archive.writestr(
                zipfile.ZipInfo(name, STAMP), text.encode(), zipfile.ZIP_DEFLATED
            )
    return target.getvalue()
