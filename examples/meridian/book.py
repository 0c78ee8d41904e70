"""The rows of every table, as the stories write them down."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from meridian.codes import entry_number, mid
from meridian.parties import PARTIES, Firm

IMPORTER = "Meridian Row Outfitters Inc."
Row = dict[str, Any]


def day(text: str) -> date:
    """Read an ISO date."""
    return date.fromisoformat(text)


@dataclass
class Book:
    """A case being written. `serial` numbers orders, entries and bills alike."""

    orders: list[Row] = field(default_factory=list)
    bom: list[Row] = field(default_factory=list)
    production: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    ownership: list[Row] = field(default_factory=list)
    payments: list[Row] = field(default_factory=list)
    documents: list[Row] = field(default_factory=list)
    trade: list[Row] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    expected: list[Row] = field(default_factory=list)
    later: list[Row] = field(default_factory=list)
    dirt: list[Row] = field(default_factory=list)
    tables: dict[str, Row] = field(default_factory=dict)
    serial: int = 0

    def order(self, goods: "Goods", placed: date) -> str:
        """Place a purchase order for the goods and give its number."""
        self.serial += 1
        number = f"PO-{placed.year % 100:02d}{self.serial:03d}"
        firm = PARTIES[goods.vendor]
        self.orders.append(
            {
                "PO Number": number,
                "PO Line": 1,
                "PO Date": placed,
                "Vendor ID": firm.vendor_id,
                "Vendor Name": firm.name,
                "SKU": goods.sku,
                "Description": goods.description,
                "HTS": goods.hts,
                "Qty": goods.pieces,
                "UOM": goods.unit,
                "Net Weight (kg)": goods.kg,
                "Amount": goods.value,
                "Currency": "USD",
                "Lot": goods.lot,
                "Invoice": f"INV-{number[3:]}",
            }
        )
        return number

    def enter(self, goods: "Goods", po: str, imported: date, **more: Any) -> str:
        """Enter the goods, with the shipment and the payment; give the consignment.

        `more` may hold type, arrival, withdrawal, only ("es003" or "7501"),
        notify (name, address) and maker_address ("" hides it).
        """
        serial = int(po[5:])
        entry, firm = entry_number(serial), PARTIES[goods.vendor]
        bill = f"MRXB{serial:06d}"
        address = more.get("maker_address", firm.factory)
        self.entries.append(
            {
                "entry": entry, "line": 1, "type": more.get("type", "01"),
                "imported": None if "arrival" in more else imported,
                "arrival": more.get("arrival"), "withdrawal": more.get("withdrawal"),
                "entered": imported, "hts": goods.hts, "origin": goods.origin,
                "export": firm.country, "kg": goods.kg, "value": goods.value,
                "pieces": goods.pieces, "unit": goods.unit, "maker": firm.name,
                "maker_address": address,
                "mid": mid(firm.country, firm.name, firm.factory),
                "vendor": firm.vendor_id, "description": goods.description,
                "po": po, "invoice": f"INV-{po[3:]}", "lot": goods.lot,
                "sku": goods.sku, "bill": bill, "only": more.get("only", ""),
            }
        )  # fmt: skip
        if more.get("only") != "es003":
            shipped = more.get("arrival", imported) - timedelta(days=2)
            self.ship(
                goods.vendor, IMPORTER, shipped, goods.hts[:6], goods.description,
                goods.kg * 1.04, po=po, lot=goods.lot, maker=goods.vendor, bill=bill,
                notify=more.get("notify"), maker_address=address,
            )  # fmt: skip
            self.pay(
                IMPORTER, firm.name, imported + timedelta(days=30), goods.value, po
            )
        return f"{entry}/1"

    def ship(
        self,
        seller: str,
        buyer: str,
        on: date,
        hs: str,
        text: str,
        kg: float,
        **more: Any,
    ) -> None:
        """Write one trade record.

        `seller`, `buyer` and `maker` are keys of the party table or plain names.
        `more` may hold po, lot, invoice, maker, maker_address, notify, zh, bill, kind.
        """
        self.trade.append(
            {
                "seller": PARTIES.get(seller)
                or Firm.plain(seller, more.get("country", "")),
                "buyer": PARTIES.get(buyer) or Firm.plain(buyer, more.get("to", "US")),
                "on": on, "hs": hs, "text": text, "kg": round(kg, 1),
                "po": more.get("po", ""), "lot": more.get("lot", ""),
                "invoice": more.get("invoice", ""), "zh": more.get("zh", False),
                "maker": PARTIES.get(more.get("maker", "")),
                "maker_address": more.get("maker_address"),
                "notify": more.get("notify"), "zh_text": more.get("zh_text", ""),
                "bill": more.get("bill") or f"BL{len(self.trade) + 100001}",
                "carrier": more.get("carrier", ""),
            }
        )  # fmt: skip

    def counts(self) -> dict[str, Row]:
        """Give rows of data, duplicates and lines apart of each table as written."""
        return self.tables

    def pay(self, payer: str, payee: str, on: date, amount: float, po: str) -> None:
        """Write one payment."""
        self.payments.append(
            {
                "Payment Date": on, "Payer": payer, "Payee": payee,
                "Amount": f"{amount:.2f}", "Currency": "USD",
                "Invoice": f"INV-{po[3:]}", "PO Number": po,
            }
        )  # fmt: skip

    def made_of(self, sku: str, child: str, hs: str, text: str, **more: Any) -> None:
        """Write one line of the bill of materials: `sku` is made with `child`."""
        firm = PARTIES.get(more.get("by", ""))
        self.bom.append(
            {
                "Parent SKU": sku, "Component": child, "Component description": text,
                "Component HS": hs, "Material": more.get("of", "cotton"),
                "Qty per": more.get("per", 1.1), "UOM": "kg",
                "Supplier name": firm.name if firm else "",
            }
        )  # fmt: skip

    def step(
        self, out: str, into: str, stage: str, on: str, firm: str,
        kg: tuple[int, int | str], **more: Any,
    ) -> None:  # fmt: skip
        """Write one production step; `kg` is (out, in)."""
        party = PARTIES[firm]
        self.production.append(
            {
                "Lot out": out, "Lot in": into, "Stage": stage, "Date": on,
                "Producer": party.name, "Site": party.factory, "Country": party.country,
                "Product": more.get("product", ""), "HS": more.get("hs", ""),
                "Qty out": kg[0], "Qty in": kg[1], "Unit": "kg",
                "Order": more.get("po", ""), "Invoice": more.get("invoice", ""),
            }
        )  # fmt: skip

    def expect(self, consignment: str, why: str, **words: Any) -> None:
        """State what each measure must say of a consignment, before it is read.

        `uflpa`, `act` and `wro` hold the outcome words; anything else is a further
        thing that must hold of the invented Act's or the Act's decision.
        """
        self.expected.append({"consignment": consignment, "why": why} | words)


@dataclass(frozen=True)
class Goods:
    """What is bought: who makes it, which code, how heavy, what it costs."""

    vendor: str
    sku: str
    description: str
    hts: str
    kg: int
    value: int
    lot: str = ""
    unit: str = "PCS"
    origin: str = ""
    pieces: int = 0

    def __post_init__(self) -> None:
        """Fill in the country of the maker and a number of pieces."""
        firm = PARTIES[self.vendor]
        object.__setattr__(self, "origin", self.origin or firm.country)
        object.__setattr__(self, "pieces", self.pieces or self.kg * 4)
