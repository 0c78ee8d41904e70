"""Sets a paper as a PDF page."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from paperwork.goods import HERE
from paperwork.wording import Paper, label

FONTS = Path(__file__).parents[4] / "src" / "whence" / "data" / "fonts"
WIDE = {
    "bale": 1,
    "goods": 3,
    "in_goods": 2,
    "out_goods": 2,
    "details": 3,
    "method": 2,
    "result": 2,
}


class Press:
    """A typesetter that loads its fonts once."""

    def __init__(self) -> None:
        self.source = (HERE / "page.typ").read_bytes()
        self.compiler = typst.Compiler(font_paths=[FONTS], ignore_system_fonts=True)

    def pdf(self, paper: Paper) -> bytes:
        """Set one paper; the same paper gives the same bytes."""
        noon = datetime(paper.day.year, paper.day.month, paper.day.day, 12, tzinfo=UTC)
        made = self.compiler.compile(
            input=self.source,
            sys_inputs={"data": json.dumps(_data(paper), ensure_ascii=False)},
            timestamp=noon,
            pdf_tags=False,
        )
        assert isinstance(made, bytes)
        return made


def _data(paper: Paper) -> dict[str, Any]:
    firm, lang, manner = paper.firm, paper.lang, paper.firm.manner
    by_bank = paper.kind.startswith("bank") or "bill" in paper.kind
    layout, font, size, head = manner.layout, manner.font, manner.size, manner.head
    if paper.kind in CARRIERS or paper.kind == "bank receipt":
        # A carrier or a bank prints on its own form, whoever the customer is.
        layout = "form" if len(paper.number) % 2 else "table"
        font, size, head = "Noto Sans", 9, "left"
    title = list(paper.title)
    if lang == "en":
        title[1] = ""
    elif lang == "zh":
        title = [title[1], ""]
    name, second = firm.name(lang), firm.place(lang)
    if lang == "bi" and firm.zh:
        second = f"{firm.zh}  {firm.town}"
    if paper.kind.startswith("bank"):
        name, second = firm.bank_name(lang), ""
    elif paper.kind in CARRIERS:
        name, second = CARRIERS[paper.kind][1 if lang == "zh" else 0], ""
    elif paper.kind == "lab test report":
        name, second = "Alder Fibre & Materials Laboratory", "ISO/IEC 17025 accredited"
    return {
        "layout": layout,
        "head": head,
        "font": font,
        "size": size,
        "half": paper.kind in HALF,
        "gap": 16 + manner.words % 30,
        "hue": manner.hue,
        "firm": {"name": name, "second": second},
        "title": title,
        "parties": [[_label(paper, key), text] for key, text in paper.parties],
        "fields": [[_label(paper, key), text] for key, text in paper.fields],
        "columns": [_label(paper, key) for key in paper.columns],
        "widths": [WIDE.get(key, 0) for key in paper.columns],
        "rows": paper.rows,
        "totals": [[_label(paper, key), text] for key, text in paper.totals],
        "prose": paper.prose,
        "notes": paper.notes,
        "block": paper.block,
        "stamp": firm.zh if firm.zh and lang != "en" and not by_bank else "",
        "sign": "（盖章）" if lang == "zh" else "Authorised signature and stamp",
    }


HALF = {"trucking note", "bank receipt", "stores note", "warehouse receipt"}
CARRIERS = {
    "bill of lading": ("Open Lanes Shipping Line", "远航船务"),
    "air waybill": ("Oxbow Air Cargo", "远航航空货运"),
    "trucking note": ("Gable Road Haulage", "顺桥货运"),
}


def _label(paper: Paper, key: str) -> list[str]:
    return list(label(key, paper.firm, paper.lang))
