"""Bought trade data reads without a hand; the roles were written down first."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from whence.model.table import Mapping
from whence.read.files import read_file
from whence.read.roles import map_table

pytestmark = pytest.mark.usefixtures("read_here")

FORMS = sorted((Path(__file__).parent / "sellers").glob("*.txt"))


@dataclass(frozen=True)
class Form:
    """What a seller's table looks like, and the role that each column has to get."""

    kind: str
    roles: dict[str, str]
    text: str

    def wrong(self, mapping: Mapping) -> list[str]:
        """Give what was read of each column that was read wrongly."""
        read = {c.header: c.role for c in mapping.columns}
        read |= dict.fromkeys(mapping.dropped, "!")
        return [
            f"{header}: {read.get(header, '-')}, not {role}"
            for header, role in self.roles.items()
            if (got := read.get(header, "-")) != role
            and not (role[0] == "?" and got in ("-", role[1:]))
        ]


def form(path: Path) -> Form:
    """Read a form."""
    lines = path.read_text("utf-8").splitlines()
    (kind,) = (line.split()[-1] for line in lines if line.startswith("# kind:"))
    columns = [
        [cell.strip() for cell in line.split("|")]
        for line in lines
        if not line.startswith("#")
    ]
    rows = zip(*([c[0], *c[2:]] for c in columns), strict=True)
    text = "\n".join("\t".join(row) for row in rows)
    return Form(kind, {c[0]: c[1] for c in columns}, text)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_form_of_a_seller_reads_without_a_hand(path: Path, tmp_path: Path) -> None:
    wanted = form(path)
    file = tmp_path / "bought.tsv"
    file.write_text(wanted.text, "utf-8")
    (raw,) = read_file(file)
    mapping = map_table(raw)
    assert mapping.kind.value == wanted.kind
    assert wanted.wrong(mapping) == []
    assert mapping.accepted, mapping
