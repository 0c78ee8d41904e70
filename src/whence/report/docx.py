"""A letter as a Word document (ECMA-376) and as plain text: the same bytes always."""

import io
import zipfile
from xml.sax.saxutils import escape

from whence.model.letter import Letter

TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas'
    '.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
    'Extension="xml" ContentType="application/xml"/><Override PartName="/word/document'
    '.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml'
    '.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http:'
    '//schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/office'
    'Document" Target="word/document.xml"/></Relationships>'
)
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WIDTHS = (600, 2600, 4000, 1800)
"""Columns of the table in twentieths of a point."""

BLANK = "_" * 30
DATED = (1980, 1, 1, 0, 0, 0)
"""The day of every part: no author, no program, no moment is told."""


def to_docx(letter: Letter) -> bytes:
    """Write a letter as a Word document without author, program or date."""
    body = [_line(letter.subject, bold=True, size=28)]
    body += [_line(text) for text in letter.paragraphs]
    body.append(_table(letter))
    body.append(_line(letter.how, bold=True))
    body += [_line(f"– {hint}") for hint in letter.hints]
    body += [_line(text) for text in letter.closing]
    body.append(_line(letter.sign, bold=True))
    body += [_line(f"{slot}: {BLANK}") for slot in letter.signed]
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1300" '
        'w:right="1300" w:bottom="1300" w:left="1300" w:header="600" w:footer="600" '
        'w:gutter="0"/>'
        "</w:sectPr>"
    )
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="'
        f'{SPACE}"><w:body>{"".join(body)}{page}</w:body></w:document>'
    )
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, DATED), text.encode())
    return out.getvalue()


def to_text(letter: Letter) -> str:
    """Write a letter as plain text, its table as a numbered list."""
    head, rows = letter.table, []
    for number, ask in enumerate(letter.asks, 1):
        rows.append(f"{number}. {ask.paper} ({head[3]}: {ask.stage})")
        if ask.shows:
            rows.append(f"   {head[2]}: {ask.shows}")
    blocks = [
        letter.subject,
        *letter.paragraphs,
        "\n".join(rows),
        "\n".join([f"{letter.how}:", *(f"- {hint}" for hint in letter.hints)]),
        *letter.closing,
        "\n".join([letter.sign, *(f"{s}: {BLANK}" for s in letter.signed)]),
    ]
    return "\n\n".join(blocks) + "\n"


def _table(letter: Letter) -> str:
    rows = [_row(letter.table, bold=True)]
    for number, ask in enumerate(letter.asks, 1):
        rows.append(_row((str(number), ask.paper, ask.shows, ask.stage)))
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/>'
        f"<w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        + _line("")
    )


def _row(cells: tuple[str, ...], *, bold: bool = False) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_line(text, bold=bold, size=20)}</w:tc>"
        for text, width in zip(cells, WIDTHS, strict=True)
    )
    head = "<w:trPr><w:tblHeader/></w:trPr>" if bold else ""
    return f"<w:tr>{head}{made}</w:tr>"


def _line(text: str, *, bold: bool = False, size: int = 22) -> str:
    """Write one paragraph; `size` is in half points."""
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    clean = "".join(c for c in text if c.isprintable())
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(clean)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:spacing w:after="140"/></w:pPr>{run}</w:p>'
