"""Names, streets and numbers that mislead: none of these plants is in Xinjiang."""

from meridian.book import Book, Goods, day
from meridian.cotton import buy, knit, shirt


def tell(book: Book) -> None:
    """Tell the stories of the traps in a fixed order."""
    misleading_addresses(book)
    registration_numbers(book)
    short_alias(book)
    broker_lines(book)


def misleading_addresses(book: Book) -> None:
    """Streets, towns and counties that sound like the region."""
    for vendor, sku, text, hts, kg, why in (
        ("ruxiqiu", "JK-500", "Cotton jackets", "6201308010", 1900,
         "Xinjiang Road is a street of Shanghai."),
        ("velmora", "BG-510", "Cotton canvas bags", "4202923131", 2400,
         "Xinjiang County (新绛) lies in Shanxi."),
        ("fanqolo", "BG-520", "Cotton drawcord bags", "4202923131", 1100,
         "This Yiwu lies in Zhejiang."),
        ("brelvan", "TW-530", "Cotton towels", "6302600020", 3600,
         "This Aksu lies in Isparta, Türkiye."),
        ("lomandre", "SH-540", "Cotton shorts", "6203424046", 2100,
         "840000 is a postal code of Viet Nam here."),
    ):  # fmt: skip
        goods = Goods(vendor, sku, text, hts, kg, kg * 11)
        knit(book, sku)
        _, key = buy(book, goods, "2025-03-04", "2025-07-01")
        book.expect(
            key, f"{why} The field of the cotton is unknown.",
            uflpa="untraced", act="untraced", trap=True,
        )  # fmt: skip


def registration_numbers(book: Book) -> None:
    """Two firms first registered in Urumqi; the plant of one stands on a record."""
    wire = Goods("ganvelo", "WB-550", "Steel wire baskets", "7326908688", 900, 5400)
    po = book.order(wire, day("2025-01-14"))
    key = book.enter(wire, po, day("2025-04-10"),
                     maker_address="88 Binhe Road, Wuxi, Jiangsu 214000")  # fmt: skip
    book.expect(
        key, "A number of Xinjiang says where a firm was first registered; the record "
        "says the plant stands in Wuxi.",
        uflpa="untraced", act="untraced", signal=True,
    )  # fmt: skip
    clips = Goods("hubrasen", "CC-560", "Cable clips", "7326908688", 300, 2400)
    po = book.order(clips, day("2025-01-15"))
    key = book.enter(clips, po, day("2025-04-11"), maker_address="")
    book.expect(
        key, "A number of Xinjiang, and no site of the maker is known.",
        uflpa="to answer", act="to answer", signal=True,
    )  # fmt: skip


def short_alias(book: Book) -> None:
    """Shoes of a firm named like the short alias of a listed one."""
    goods = Goods("lozva", "SH-570", "Leather camp shoes", "6403996075", 1300, 26000)
    _, key = buy(book, goods, "2025-01-20", "2025-04-17")
    book.expect(
        key, "A short alias is evidence for a candidate, never identity.",
        uflpa="untraced", act="to answer", limb="party", says=["candidate"],
    )  # fmt: skip


def broker_lines(book: Book) -> None:
    """Lines that stand only in the customs report, or only at the broker."""
    goods = shirt("toveshi", "TR-580", 600, "Cotton T-shirts")
    for placed, imported in (
        ("2024-02-05", "2024-06-04"),
        ("2024-03-11", "2024-07-02"),
    ):
        po = book.order(goods, day(placed))
        key = book.enter(goods, po, day(imported), only="es003")
        book.orders.pop()
        book.expect(
            key, "Only a code, a country and a value are known.",
            uflpa="untraced", act="untraced",
        )  # fmt: skip
    po = book.order(goods, day("2024-04-08"))
    key = book.enter(goods, po, day("2024-08-06"), only="7501")
    book.expect(
        key, "Known from the broker's sheet alone; nothing above the sewing.",
        uflpa="untraced", act="untraced",
    )  # fmt: skip
