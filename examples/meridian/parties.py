"""Who is in the example: every company of the supplier sheets, all of them invented."""

from dataclasses import dataclass
from pathlib import Path

from meridian.codes import uscc

TABLE = Path(__file__).with_name("parties.txt")


@dataclass(frozen=True)
class Firm:
    """A company as the importer's supplier sheet would have it."""

    key: str
    name: str
    zh: str = ""
    country: str = ""
    factory: str = ""
    office: str = ""
    postal: str = ""
    uscc: str = ""
    role: str = ""
    product: str = ""
    hs: str = ""
    tier: int = 0
    parent: str = ""
    vendor_id: str = ""

    @staticmethod
    def plain(name: str, country: str) -> "Firm":
        """Give a company that stands in trade records only."""
        return Firm(name, name, country=country)


def read_parties() -> dict[str, Firm]:
    """Read the table; vendor numbers follow its order."""
    firms: dict[str, Firm] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        key, name, zh, country, factory, office, postal, division = cells[:8]
        role, product, hs, tier, parent = cells[8:13]
        serial = len(firms) + 1
        code = uscc(division, serial) if division else ""
        firms[key] = Firm(
            key, name, zh, country, factory, office, postal, code, role, product, hs,
            int(tier), parent, f"V-{serial + 1000}",
        )  # fmt: skip
    return firms


PARTIES = read_parties()
