"""Drafts as files: every firm calls things its own way, in its own layout and form."""

import random
from datetime import UTC, date, datetime
from pathlib import Path

from press import Sheet, Table, docx, message, pdf, workbook
from world import HERE, Draft, Folder, Line, language

TINTS = ("#25435f", "#7a3b2e", "#2b6a5b", "#333333", "#8a1c1c")
MONTHS = "January February March April May June July August September October November"
NAMES = [*MONTHS.split(), "December"]
FACTOR = {"kg": 1.0, "t": 1000.0, "lb": 0.45359237}


def _words() -> dict[tuple[str, str], list[str]]:
    found = {}
    for row in (HERE / "words.txt").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            role, lang, said = (cell.strip() for cell in row.split(" | "))
            found[role, lang] = [s.strip() for s in said.split(";")]
    return found


WORDS = _words()


class Firm:
    """How one firm writes: chosen once, kept in all its papers."""

    def __init__(self, name: str, rng: random.Random) -> None:
        """Choose the firm's ways."""
        self.name, self.lang = name, language(name)
        self.rng = random.Random(rng.random())
        self.head = self.rng.choice(["left", "centre", "band"])
        self.tint = self.rng.choice(TINTS)
        self.ruled = self.rng.random() < 0.6
        self.stacked = self.rng.random() < 0.25
        self.unit = self.rng.choice(["kg", "kg", "kg", "t", "lb"])
        self.place = self.rng.choice(["head", "cell", "column"])
        self.flow = self.rng.choice(["column", "word", "tables", "pairs"])
        self.days = self.rng.choice(["iso", "long", "short", "slash"])
        self.said: dict[str, str] = {}

    def say(self, *roles: str) -> str:
        """Call a thing the firm's way: the first role that has words."""
        for role in roles:
            if (role, self.lang) in WORDS:
                if role not in self.said:
                    self.said[role] = self.rng.choice(WORDS[role, self.lang])
                return self.said[role]
        raise KeyError(roles)

    def day(self, day: date) -> str:
        """Write a day."""
        if self.lang == "zh":
            if self.days in ("iso", "slash"):
                return day.isoformat()
            return f"{day.year}年{day.month}月{day.day}日"
        if self.days == "long":
            return f"{day.day} {NAMES[day.month - 1]} {day.year}"
        if self.days == "short":
            return f"{day.day:02d}-{NAMES[day.month - 1][:3]}-{day.year}"
        if self.days == "slash":
            return f"{day.year}/{day.month:02d}/{day.day:02d}"
        return day.isoformat()


def write(folder: Folder, out: Path, rng: random.Random) -> int:
    """Write every draft as a file under `out`; give how many files there are."""
    firms: dict[str, Firm] = {}
    out.mkdir(parents=True, exist_ok=True)
    carried: dict[str, bytes] = {}
    order = list(folder.drafts)
    rng.shuffle(order)
    written = 0
    for place, draft in enumerate(order):
        firm = firms.setdefault(draft.firm, Firm(draft.firm, rng))
        name, data = _file(draft, firm, rng, place)
        draft.file = name
        if rng.random() < 0.06 and name.endswith(".pdf"):
            carried[name] = data
            continue
        (out / name).write_bytes(data)
        written += 1
    if carried:
        mail = message(
            "Documents as requested",
            "Dear all,\nplease find the papers attached.\n",
            sender="office@firm.example.invalid",
            to="desk@importer.example.invalid",
            day=datetime(2025, 11, 3, 8, 0, tzinfo=UTC),
            carried=carried,
        )
        (out / "FW documents.eml").write_bytes(mail)
        written += 1
    return written


def _file(
    draft: Draft, firm: Firm, rng: random.Random, place: int
) -> tuple[str, bytes]:
    sheet = _sheet(draft, firm)
    chance = rng.random()
    tabled = draft.kind in ("packing_list", "bale_list", "production_record")
    if tabled and chance < 0.25:
        form, suffix = workbook, "xlsx"
    elif chance > 0.9:
        form, suffix = docx, "docx"
    else:
        form, suffix = pdf, "pdf"
    stem = f"doc {place:03d}"
    if rng.random() < 0.3:
        stem += " " + "".join(c if c.isalnum() else "-" for c in draft.number)
    return f"{stem}.{suffix}", form(sheet)


def _sheet(draft: Draft, firm: Firm) -> Sheet:
    pairs = [(_number_label(draft, firm), draft.number)]
    pairs.append((_date_label(draft, firm), firm.day(draft.day)))
    pairs += [(firm.say(role), value) for role, value in draft.fields]
    if draft.process:
        pairs.append((firm.say("process"), draft.process))
    if draft.kind == "production_record" and firm.rng.random() < 0.5:
        pairs.append((firm.say("maker"), firm.name))
    if draft.money:
        pairs.append((firm.say("amount"), draft.money))
        pairs.append((firm.say("remark"), draft.remark))
    tables = _tables(draft, firm, pairs) if draft.lines else []
    return Sheet(
        firm.name,
        "Plot 14, Industrial Area" if firm.lang == "en" else "工业园区14号",
        firm.say(f"title {draft.kind}"),
        tuple(pairs),
        tuple(tables),
        lang=firm.lang,
        head=firm.head,
        tint=firm.tint,
        ruled=firm.ruled,
        stacked=firm.stacked,
        colon="：" if firm.lang == "zh" else ":",
        foot=firm.name,
    )


def _number_label(draft: Draft, firm: Firm) -> str:
    return firm.say(f"number {draft.kind}", "number record")


def _date_label(draft: Draft, firm: Firm) -> str:
    record = draft.kind.endswith("_record")
    return firm.say("date production" if record else f"date {draft.kind}", "date")


def _tables(draft: Draft, firm: Firm, pairs: list[tuple[str, str]]) -> list[Table]:
    flows = {line.flow for line in draft.lines} - {""}
    way = firm.flow if flows else ""
    if way == "pairs":
        for flow, role in (("taken", "lot in"), ("made", "lot out")):
            lots = [li.lot for li in draft.lines if li.flow == flow]
            pairs.append((firm.say(role), ", ".join(lots)))
        several = sum(li.flow == "taken" for li in draft.lines) > 1
        way = "word" if several else "bare"
    if way == "tables":
        return [
            _table([li for li in draft.lines if li.flow == flow], draft, firm, flow)
            for flow in ("taken", "made")
        ]
    return [_table(draft.lines, draft, firm, way)]


def _table(lines: list[Line], draft: Draft, firm: Firm, way: str) -> Table:
    record = any(line.flow for line in draft.lines)
    head = [firm.say("material" if record else "goods")]
    if way == "column":
        head.append(firm.say("flow"))
    lots = way != "bare" and any(line.lot for line in lines)
    if lots:
        head.append(firm.say("lot"))
    pieces = any(line.pieces for line in lines)
    if pieces:
        head.append(firm.say("pieces"))
    unit = firm.say(firm.unit)
    weight = firm.say("quantity")
    head.append(f"{weight} ({unit})" if firm.place == "head" else weight)
    if firm.place == "column":
        head.append("Unit" if firm.lang == "en" else "单位")
    priced = draft.kind in ("invoice", "purchase_order")
    if priced:
        head += [firm.say("price"), firm.say("sum")]
    shown = (way, lots, pieces, priced)
    rows = tuple(_row(line, firm, unit, shown) for line in lines)
    title = firm.say(way[:5]) if way == "taken" or way == "made" else ""
    return Table(tuple(head), rows, title.capitalize())


def _row(
    line: Line, firm: Firm, unit: str, shown: tuple[str, bool, bool, bool]
) -> tuple[str, ...]:
    way, lots, pieces, priced = shown
    name = line.name[firm.lang]
    if way in ("word", "bare") and line.flow:
        name += f" {firm.say(line.flow)}"
    cells = [name]
    if way == "column":
        cells.append(firm.say(line.flow))
    if lots:
        cells.append(line.lot)
    if pieces:
        cells.append(f"{line.pieces:,}" if line.pieces else "")
    cells.append(_weight(line, firm, unit))
    if firm.place == "column":
        cells.append(unit)
    if priced:
        cells += [f"{line.price:.2f}", f"{(line.kg or 0) * line.price:,.2f}"]
    return tuple(cells)


def _weight(line: Line, firm: Firm, unit: str) -> str:
    if line.kg is None:
        return ""
    number = line.kg / FACTOR[firm.unit]
    digits = {"kg": 0, "t": 3, "lb": 0}[firm.unit]
    said = f"{number:,.{digits}f}"
    return f"{said} {unit}" if firm.place == "cell" else said
