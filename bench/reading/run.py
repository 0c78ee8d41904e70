"""How fast tables are read: a million rows of CSV and of XLSX, and many workbooks.

    python bench/reading/run.py [--rows 1000000] [--books 188] [--only csv]

Files are made by a seed in a temporary folder. `read` is the reader as every command
uses it: a child that is locked in, columns laid down, loaded again. `map` also says
what each column means. Processor time counts the child's too; the clock stands beside
it, because a shared machine tells another time. What was asked: CSV under 5 s, XLSX
under 15 s, 188 workbooks of 250 rows mapped under 60 s together.

Held against the truth in the same run: rows, row numbers, and the sum of a column.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from whence.read.ahead import each_read
from whence.read.files import read_file
from whence.read.roles import map_table

HEADER = (
    "Bill of Lading|Arrival Date|Shipper|Shipper Address|Shipper Country|Consignee"
    "|Consignee Address|HS Code|Goods Description|Quantity|Unit|Gross Weight (kg)"
    "|Value (USD)|Country of Origin"
).split("|")
PLACES = (
    ("China", "Jiangsu"),
    ("Viet Nam", "Binh Duong"),
    ("Bangladesh", "Gazipur"),
    ("India", "Tamil Nadu"),
)
GOODS = ("cotton yarn", "woven fabric", "t-shirts", "modules", "tomato paste", "pipes")


def rows(count: int, seed: int):
    """Give rows as trade data has them: names repeat, numbers of bills do not."""
    pick = random.Random(seed)
    firms = [f"Example {pick.randrange(10**6)} Textile Co., Ltd." for _ in range(4000)]
    buyers = [f"Buyer {pick.randrange(10**6)} Inc." for _ in range(2000)]
    for number in range(count):
        land, place = PLACES[pick.randrange(4)]
        firm, buyer = pick.randrange(4000), pick.randrange(2000)
        day = 1 + number % 28
        yield [
            f"BL{number:09d}",
            f"2024-{1 + number % 12:02d}-{day:02d}",
            firms[firm],
            f"{firm} Mill Road, {place}",
            land,
            buyers[buyer],
            f"{buyer} Harbor Street, Oakland",
            f"{52 + firm % 10}0{firm % 9}{firm % 90 + 10}",
            f"{GOODS[firm % 6]}, lot {number % 977}",
            str(pick.randrange(1, 4000)),
            "PCS",
            str(pick.randrange(50, 24000)),
            str(pick.randrange(500, 240000)),
            land,
        ]


def write_csv(path: Path, count: int, seed: int) -> int:
    total = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(",".join(HEADER) + "\n")
        for row in rows(count, seed):
            total += int(row[11])
            out.write(",".join(f'"{c}"' if "," in c else c for c in row) + "\n")
    return total


def write_xlsx(path: Path, count: int, seed: int) -> int:
    """Write a workbook part by part as Excel does: texts shared, numbers as numbers."""
    total = 0
    shared: dict[str, int] = {}
    names = [chr(65 + i) for i in range(len(HEADER))]
    numeric = {9, 11, 12}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in PARTS.items():
            book.writestr(name, text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out:
            out.write(SHEET.encode())
            for at, row in enumerate([HEADER, *rows(0, seed)], start=1):
                out.write(_row(at, row, names, set(), shared).encode())
            for at, row in enumerate(rows(count, seed), start=2):
                total += int(row[11])
                out.write(_row(at, row, names, numeric, shared).encode())
            out.write(b"</sheetData></worksheet>")
        with book.open("xl/sharedStrings.xml", "w", force_zip64=True) as out:
            out.write(f'{HEAD}<sst xmlns="{NS}/spreadsheetml/2006/main">'.encode())
            for text in shared:
                out.write(f"<si><t>{escape(text)}</t></si>".encode())
            out.write(b"</sst>")
    return total


def _row(at: int, row, names, numeric, shared) -> str:
    cells = "".join(
        f'<c r="{names[i]}{at}"><v>{c}</v></c>'
        if i in numeric
        else f'<c r="{names[i]}{at}" t="s"><v>'
        f"{shared.setdefault(c, len(shared))}</v></c>"
        for i, c in enumerate(row)
    )
    return f'<row r="{at}">{cells}</row>'


NS = "http://schemas.openxmlformats.org"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SHEET = f'{HEAD}<worksheet xmlns="{NS}/spreadsheetml/2006/main"><sheetData>'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'{HEAD}<Types xmlns="{NS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{TYPE}.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    f'ContentType="{TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'{HEAD}<Relationships xmlns="{NS}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{NS}/officeDocument/2006/relationships'
    '/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{HEAD}<workbook xmlns="{NS}/spreadsheetml/2006/main" '
    f'xmlns:r="{NS}/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Trade" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{NS}/package/2006/'
    f'relationships"><Relationship Id="r1" Type="{NS}/officeDocument/2006/relationships'
    '/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
    f'Type="{NS}/officeDocument/2006/relationships/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>',
}


def spent() -> float:
    """Give the processor time of this process and of its children that ended."""
    return sum(
        use.ru_utime + use.ru_stime
        for use in map(
            resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
    )


def timed(what: str, run):
    wall, cpu = time.perf_counter(), spent()
    found = run()
    wall, cpu = time.perf_counter() - wall, spent() - cpu
    print(f"{what}: {cpu:.1f} s of the processor, {wall:.1f} s on the clock")
    return found


def check(raws, count: int, total: int) -> None:
    (raw,) = raws
    weight = next(c for c in raw.columns if c.header.startswith("Gross"))
    values = [int(v) for v in weight.values]
    found = sum(values[code] for code in weight.codes.tolist())
    lines = raw.lines
    right = (len(raw), int(lines[0]), int(lines[-1])) == (count, 2, count + 1)
    print(f"  rows and row numbers {'right' if right else 'WRONG'}, ", end="")
    print(f"sum {'right' if found == total else 'WRONG'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--books", type=int, default=188)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("csv", "xlsx", "books"))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("csv", write_csv), ("xlsx", write_xlsx)):
            if asked.only in (None, name):
                path = Path(folder) / f"trade.{name}"
                total = write(path, asked.rows, asked.seed)
                size = path.stat().st_size / 1e6
                print(f"{name}: {asked.rows:,} rows, {size:.0f} MB")
                raws = timed(f"  read {name}", lambda path=path: read_file(path))
                check(raws, asked.rows, total)
                timed(f"  map {name}", lambda raws=raws: map_table(raws[0]))
                path.unlink()
        if asked.only in (None, "books"):
            paths = [Path(folder) / f"{i}.xlsx" for i in range(asked.books)]
            for i, path in enumerate(paths):
                write_xlsx(path, 250, i)
            timed(
                f"  {asked.books} workbooks of 250 rows, read and mapped",
                lambda: [map_table(t) for _, read in each_read(paths) for t in read()],
            )
    most = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"peak memory of one process {most / 1e6:.2f} GB; Python {sys.version[:6]}")


if __name__ == "__main__":
    main()
