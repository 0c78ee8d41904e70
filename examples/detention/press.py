"""Papers as files: a Sheet set as PDF, scan, Word document, workbook or message.

Nothing here knows a story. The same Sheet gives the same bytes: no clock, no system
font, fixed seeds for the dirt of scans.
"""

import io
import json
import random
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import typst
import xlsxwriter

FONTS = Path(__file__).parents[2] / "src" / "whence" / "data" / "fonts"
MADE = datetime(2026, 1, 1, tzinfo=UTC)
DOTS = 190.0

TEMPLATE = """
#let d = json(bytes(sys.inputs.at("data")))
#let tint = rgb(d.tint)
#set page(paper: "a4", margin: (x: 19mm, top: 18mm, bottom: 20mm), footer: context [
  #set text(size: 7.5pt, fill: luma(90))
  #d.foot #h(1fr) #counter(page).display("1 / 1", both: true)])
#set text(font: ("Noto Sans", "Noto Sans SC"), size: 9.2pt, lang: d.lang)
#set par(leading: 0.6em)
#if d.head == "centre" {
  align(center)[#text(size: 15pt, weight: 600, fill: tint)[#d.issuer] \\
    #text(size: 8pt)[#d.address]]
  line(length: 100%, stroke: 1.2pt + tint)
} else if d.head == "band" {
  block(width: 100%, fill: tint, inset: 9pt)[#text(fill: white, size: 13pt,
    weight: 600)[#d.issuer] \\ #text(fill: white, size: 8pt)[#d.address]]
} else {
  grid(columns: (1fr, auto), text(size: 13pt, weight: 600)[#d.issuer],
    align(right, text(size: 8pt)[#box(width: 62mm)[#d.address]]))
  v(2pt)
}
#v(4mm)
#align(if d.head == "left" { left } else { center },
  text(size: 13.5pt, weight: 600)[#d.title])
#v(3mm)
#if d.stacked {
  grid(columns: (1fr,) * 3, column-gutter: 6mm, row-gutter: 4mm,
    ..d.pairs.map(p => [#text(size: 7pt, fill: luma(90))[#p.at(0)] \\ #p.at(1)]))
} else {
  grid(columns: (auto, 1fr), column-gutter: 5mm, row-gutter: 2.2mm,
    ..d.pairs.map(p => (text(weight: 600)[#p.at(0)#d.colon], [#p.at(1)])).flatten())
}
#v(4mm)
#for t in d.tables {
  if t.title != "" { text(weight: 600)[#t.title]; v(1mm) }
  table(columns: t.head.len(), inset: 4.5pt,
    stroke: (x, y) => if d.ruled { 0.5pt + luma(120) } else if y == 0 {
      (bottom: 0.8pt + tint) } else { (bottom: 0.3pt + luma(190)) },
    align: (x, y) => if y > 0 and t.right.contains(x) { right } else { left },
    fill: (x, y) => if y == 0 and d.ruled { luma(235) },
    table.header(..t.head.map(h => text(weight: 600, size: 8.3pt)[#h])),
    ..t.rows.flatten().map(c => text(size: 8.7pt)[#c]))
  v(3mm)
}
#for n in d.notes { par[#n]; v(1mm) }
#if d.sign != "" { v(9mm); line(length: 58mm, stroke: 0.5pt)
  text(size: 8pt)[#d.sign] }
"""

BARE = '#set page(width: 210mm, height: 297mm, margin: 0mm, fill: rgb("#f4f3ef"))\n'


@dataclass(frozen=True)
class Table:
    """A table on a paper; columns of figures stand to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""


@dataclass(frozen=True)
class Sheet:
    """One paper before it is set: who issues it, what it is called, what it says."""

    issuer: str
    address: str
    title: str
    pairs: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    sign: str = ""
    lang: str = "en"
    head: str = "centre"
    tint: str = "#25435f"
    ruled: bool = True
    stacked: bool = False
    colon: str = ":"
    foot: str = ""


def pdf(sheet: Sheet) -> bytes:
    """Set a sheet as a PDF with real text."""
    return _set(TEMPLATE, _plain(sheet))


def scan(sheet: Sheet, *, seed: int, upside_down: bool = False) -> bytes:
    """Set a sheet as the PDF of a scanner: pictures only, a little askew and dirty."""
    pages = _set(TEMPLATE, _plain(sheet), form="png")
    held = [pages] if isinstance(pages, bytes) else list(pages)
    rng = random.Random(seed)
    source = BARE
    files = {}
    for at, page in enumerate(held):
        askew = rng.uniform(-0.9, 0.9) + (180 if upside_down else 0)
        specks = "".join(
            f"#place(top + left, dx: {rng.uniform(0, 210):.1f}mm,"
            f" dy: {rng.uniform(0, 297):.1f}mm,"
            f" circle(radius: {rng.uniform(0.05, 0.25):.2f}mm, fill: luma(110)))"
            for _ in range(60)
        )
        files[f"p{at}.png"] = page
        last = "" if at + 1 == len(held) else "#pagebreak()"
        source += (
            f'#place(center + horizon, rotate({askew:.2f}deg, image("p{at}.png",'
            f" width: 206mm)))\n{specks}\n{last}\n"
        )
    dirty = _compile(source, files, form="png")
    held = [dirty] if isinstance(dirty, bytes) else list(dirty)
    book = BARE + "\n".join(
        f'#image("s{at}.png", width: 210mm, height: 297mm)' for at in range(len(held))
    )
    made = _compile(book, {f"s{at}.png": page for at, page in enumerate(held)})
    assert isinstance(made, bytes)
    return made


def picture(sheet: Sheet) -> bytes:
    """Set the first page of a sheet as a PNG, as a photograph of a screen would be."""
    made = _set(TEMPLATE, _plain(sheet), form="png")
    return made if isinstance(made, bytes) else made[0]


def docx(sheet: Sheet) -> bytes:
    """Set a sheet as the least Word document that Word opens (ECMA-376 part 1)."""
    lines = [sheet.issuer, sheet.address, "", sheet.title]
    lines += [f"{name}{sheet.colon} {value}" for name, value in sheet.pairs]
    body = "".join(_paragraph(line) for line in lines)
    for table in sheet.tables:
        body += _paragraph(table.title) if table.title else ""
        rows = "".join(_row(row) for row in (table.head, *table.rows))
        body += f"<w:tbl>{rows}</w:tbl>"
    body += "".join(_paragraph(line) for line in (*sheet.notes, sheet.sign))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Override PartName='
            '"/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats'
            '.org/officeDocument/2006/relationships/officeDocument" Target="word/'
            'document.xml"/></Relationships>'
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def workbook(sheet: Sheet) -> bytes:
    """Set a sheet as a workbook: title, pairs and tables below each other."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": MADE.replace(tzinfo=None)})
    page, bold = book.add_worksheet("Sheet1"), book.add_format({"bold": True})
    page.set_column(0, 8, 20)
    page.write_string(0, 0, sheet.issuer, bold)
    page.write_string(1, 0, sheet.address)
    page.write_string(2, 0, sheet.title, bold)
    row = 4
    for name, value in sheet.pairs:
        page.write_string(row, 0, name, bold)
        page.write_string(row, 1, value)
        row += 1
    for table in sheet.tables:
        row += 1
        if table.title:
            page.write_string(row, 0, table.title, bold)
            row += 1
        for at, name in enumerate(table.head):
            page.write_string(row, at, name, bold)
        for cells in table.rows:
            row += 1
            for at, cell in enumerate(cells):
                number = _number(cell)
                if number is None:
                    page.write_string(row, at, cell)
                else:
                    page.write_number(row, at, number)
        row += 1
    for note in sheet.notes:
        page.write_string(row + 1, 0, note)
        row += 1
    book.close()
    return out.getvalue()


def message(
    subject: str,
    text: str,
    *,
    sender: str,
    to: str,
    day: datetime,
    carried: dict[str, bytes],
) -> bytes:
    """Write an e-mail with attachments."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"], mail["From"], mail["To"] = subject, sender, to
    mail["Date"] = day.strftime("%a, %d %b %Y %H:%M:%S +0000")
    mail["Message-ID"] = f"<{abs(hash_of(subject))}@example.invalid>"
    mail.set_content(text)
    for name, data in carried.items():
        kind = "pdf" if name.endswith(".pdf") else "octet-stream"
        mail.add_attachment(data, maintype="application", subtype=kind, filename=name)
    plain = mail.as_bytes()
    for part in mail.iter_parts():
        bound = part.get_boundary()
        if bound:
            plain = plain.replace(bound.encode(), b"==part-inner==")
    bound = mail.get_boundary()
    return plain.replace(bound.encode(), b"==part==") if bound else plain


def hash_of(text: str) -> int:
    """Give a number for a text that is the same in every run."""
    found = 7
    for char in text:
        found = (found * 131 + ord(char)) % 2**61
    return found


def _number(cell: str) -> float | None:
    digits = cell.replace(",", "")
    lone = digits.replace(".", "", 1).isdigit() and not digits.startswith("0")
    return float(digits) if lone and len(digits) < 9 else None


def _paragraph(line: str) -> str:
    return f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>"


def _row(cells: tuple[str, ...]) -> str:
    return (
        "<w:tr>" + "".join(f"<w:tc>{_paragraph(c)}</w:tc>" for c in cells) + "</w:tr>"
    )


def _plain(sheet: Sheet) -> dict[str, object]:
    tables = [
        {
            "title": t.title,
            "head": t.head,
            "rows": t.rows,
            "right": [
                at
                for at in range(len(t.head))
                if t.rows and all(_number(r[at]) is not None for r in t.rows if r[at])
            ],
        }
        for t in sheet.tables
    ]
    held = {name: getattr(sheet, name) for name in sheet.__dataclass_fields__}
    return {**held, "tables": tables}


def _set(template: str, data: object, *, form: str = "pdf") -> bytes | list[bytes]:
    held = json.dumps(data, ensure_ascii=False)
    return _compile(template, {}, form=form, data=held)


def _compile(
    source: str, files: dict[str, bytes], *, form: str = "pdf", data: str = ""
) -> bytes | list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        for name, held in {"main.typ": source.encode(), **files}.items():
            (Path(folder) / name).write_bytes(held)
        made = typst.compile(
            str(Path(folder) / "main.typ"),
            font_paths=_fonts(),
            sys_inputs={"data": data},
            format=form,
            ppi=DOTS if form == "png" else None,
            **({"timestamp": MADE} if form == "pdf" else {}),
        )
    assert made is not None
    return made if isinstance(made, bytes) else list(made)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(FONTS)],
    )
