"""The organisations of the worked detention, all invented, with their letterheads."""

from dataclasses import dataclass, replace

from press import Sheet, Table


@dataclass(frozen=True)
class Firm:
    """An organisation and the look of its papers."""

    name: str
    address: str
    head: str = "centre"
    tint: str = "#25435f"
    ruled: bool = True
    stacked: bool = False
    lang: str = "en"

    def paper(
        self,
        title: str,
        pairs: dict[str, str],
        *tables: Table,
        notes: tuple[str, ...] = (),
        sign: str = "Authorised signature and stamp",
    ) -> Sheet:
        """Draw up a paper under this letterhead."""
        return Sheet(
            self.name,
            self.address,
            title,
            tuple(pairs.items()),
            tables,
            notes,
            sign,
            self.lang,
            self.head,
            self.tint,
            self.ruled,
            self.stacked,
            "：" if self.lang == "zh" else ":",
            f"{self.name}",
        )


def table(head: str, *rows: str, title: str = "") -> Table:
    """Write a table as texts with bars between cells."""
    return Table(_cells(head), tuple(_cells(row) for row in rows), title)


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.split("|"))


IMPORTER = Firm(
    "Halden Pryce Knitwear Inc.",
    "Newark, New Jersey 07114, United States",
    "left",
    "#3b3b3b",
    ruled=False,
)
SEWER = Firm(
    "Tarapur Apparels Ltd.",
    "Konabari, Gazipur 1346, Bangladesh",
    "band",
    "#2b6a5b",
)
KNITTER = Firm(
    "Bhairab Knit Composite Ltd.",
    "Fatullah, Narayanganj 1421, Bangladesh",
    "centre",
    "#7a3b2e",
)
SPINNER = Firm(
    "Kalindri Spinning Mills Ltd.",
    "Bhaluka, Mymensingh 2240, Bangladesh",
    "left",
    "#25435f",
    stacked=True,
    ruled=False,
)
CHINA = Firm(
    "南通玉澜禾纺织有限公司 Nantong Yulanhe Textile Co., Ltd.",
    "江苏省南通市通州区 226300 Tongzhou District, Nantong, Jiangsu 226300, China",
    "centre",
    "#8a1c1c",
    lang="zh",
)
TRADER = Firm(
    "张家港恒络棉业有限公司 Zhangjiagang Hengluo Cotton Trading Co., Ltd.",
    "江苏省张家港市 215600 Zhangjiagang, Jiangsu 215600, China",
    "left",
    "#333333",
    lang="zh",
)
MERCHANT = Firm(
    "Pecan Fork Cotton Merchants Inc.",
    "Lubbock, Texas 79401, United States",
    "band",
    "#6b4b16",
    ruled=False,
)
GIN_US = Firm(
    "Caprock Draw Gin LLC",
    "Lubbock County, Texas 79364, United States",
    "left",
    "#4f4f4f",
)
GIN_BR = Firm(
    "Algodoeira Serra Clara Ltda.",
    "Luís Eduardo Magalhães, Bahia 47850-000, Brazil",
    "centre",
    "#1f5c2e",
)
LINE = Firm("Blue Meridian Line", "Ocean carriers", "left", "#123c69", stacked=True)
BANK_BD = Firm("Padma Valley Bank PLC", "Dhaka, Bangladesh", "left", "#214d2f")
BANK_US = Firm("Hudson Quay Bank N.A.", "New York, United States", "band", "#1c2f52")
BANK_CN = Firm("江海银行南通分行 Jianghai Bank, Nantong Branch", "Nantong", lang="zh")
LAB = Firm(
    "Orrin Vale Isotope Laboratory Ltd.",
    "Leeds, United Kingdom",
    "centre",
    "#44366b",
)
CERTIFIER = Firm("Corrigan Fibre Certification B.V.", "Utrecht, Netherlands")
CUSTOMS = Firm(
    "U.S. CUSTOMS AND BORDER PROTECTION",
    "Department of Homeland Security",
    "centre",
    "#10233f",
)


def chinese(firm: Firm) -> Firm:
    """Give the same letterhead for a paper wholly in Chinese."""
    name, _, _ = firm.name.partition(" ")
    address, _, _ = firm.address.partition(" ")
    return replace(firm, name=name, address=address)
