"""Write the example case of an invented importer: `python examples/make.py OUT`.

The files and what is expected of them come from one place, the stories in
`meridian/`, and from one seed, so that OUT holds the same content every time.
Nothing here imports the program that will read the files.
"""

import sys
from pathlib import Path

from meridian import cotton, cotton_party, dirt, documented, noise, solar, tomato, traps
from meridian.book import Book
from meridian.expect import write_expected
from meridian.law import write_law
from meridian.sheets import write_sheets


def build() -> Book:
    """Tell every story, then surround them with ordinary trade and with dirt."""
    book = Book()
    for part in (cotton, cotton_party, documented, solar, tomato, traps):
        part.tell(book)
    noise.fill(book, wanted=5000)
    dirt.spoil(book)
    return book


def write(out: Path) -> None:
    """Write the case under `out/case` and the expectations beside it."""
    book = build()
    write_sheets(book, out / "case")
    write_law(out / "case")
    write_expected(book, out / "expected.yml")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python examples/make.py OUT")
    write(Path(sys.argv[1]))
