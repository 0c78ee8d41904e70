"""Cotton garments sewn in Bangladesh, Viet Nam and Cambodia from cloth of elsewhere.

Each story writes its rows and says at once what must come out. Dates of cloth lie
one to three months before the import, so that the order in time is plain.
"""

from datetime import date

from meridian.book import Book, Goods, day
from meridian.papers import file_paper

SHULE = "6 Gongye Road, Shule County, Kashgar, Xinjiang 844200, China"


def tell(book: Book) -> None:
    """Tell the stories of this commodity in a fixed order."""
    kashgar_cloth(book)
    declared_site(book)
    warehouse(book)
    through_a_trader(book)
    by_lanes(book)
    distant_lead(book)
    texas(book)


def shirt(
    vendor: str, sku: str, kg: int = 4000, text: str = "Cotton trousers"
) -> Goods:
    """Give garments of one style; the code follows the word."""
    codes = {
        "Cotton T-shirts": "6109100012",
        "Cotton trousers": "6203424011",
        "Cotton shirts": "6205202066",
        "Cotton pullovers": "6110202079",
    }
    return Goods(vendor, sku, text, codes[text], kg, kg * 13)


def woven(book: Book, sku: str, by: str = "", hs: str = "520852") -> None:
    """Say that the style is made of woven cotton cloth, of yarn, of lint."""
    book.made_of(sku, f"{sku}-F", hs, "Cotton woven fabric", by=by)
    book.made_of(f"{sku}-F", f"{sku}-Y", "520512", "Cotton yarn")
    book.made_of(f"{sku}-Y", f"{sku}-L", "520100", "Cotton lint", per=1.2)


def knit(book: Book, sku: str, by: str = "") -> None:
    """Say that the style is knitted of cotton yarn, of lint."""
    book.made_of(sku, f"{sku}-Y", "520512", "Cotton yarn", by=by)
    book.made_of(f"{sku}-Y", f"{sku}-L", "520100", "Cotton lint", per=1.2)


def buy(book: Book, goods: Goods, placed: str, imported: str) -> tuple[str, str]:
    """Order and enter; give the order and the consignment."""
    po = book.order(goods, day(placed))
    return po, book.enter(goods, po, day(imported))


def kashgar_cloth(book: Book) -> None:
    """A mill registered in Jiangsu whose plant stands in Kashgar on the records."""
    goods = shirt("zobrila", "TR-100")
    woven(book, "TR-100")

    def cloth(on: str, kg: float, po: str = "") -> None:
        book.ship("heduoma", "zobrila", day(on), "520852", "Printed cotton fabric", kg,
                  po=po, maker="heduoma", maker_address=SHULE)  # fmt: skip

    _, early = buy(book, goods, "2023-06-01", "2023-09-14")
    book.expect(
        early, "Imported before the first cloth of that mill was shipped; the field of "
        "the cotton is unknown.", uflpa="untraced", act="untraced",
    )  # fmt: skip
    po, tied = buy(book, goods, "2024-12-02", "2025-04-10")
    cloth("2025-01-20", 5200, po)
    book.expect(
        tied, "The cloth of this order was made at a plant in Shule County by the "
        "record "
        "of its shipment; the registration in Jiangsu says nothing of the plant.",
        uflpa="presumed", act="presumed", limb="place", says=["Shule"],
    )  # fmt: skip
    for month in ("2024-11-12", "2025-02-11", "2025-03-15"):
        cloth(month, 9000)
        book.ship("Noakhali Trevanta Weaving Ltd", "zobrila", day(month), "520852",
                  "Cotton fabric", 11000, country="BD")  # fmt: skip
    _, lane = buy(book, goods, "2025-02-10", "2025-06-18")
    book.expect(
        lane, "No record ties this order to the mill in Shule, but over a third of the "
        "cloth the maker took in the year before came from it: one tier, within a "
        "year.",
        uflpa="to answer", act="to answer", limb="place",
    )  # fmt: skip


def declared_site(book: Book) -> None:
    """Only the importer's own sheet says where the knitter stands."""
    goods = shirt("khelmora", "PL-110", 1800, "Cotton pullovers")
    book.made_of("PL-110", "PL-110-F", "600622", "Cotton knitted fabric", by="yuandisa")
    book.made_of("PL-110-F", "PL-110-Y", "520512", "Cotton yarn")
    book.made_of("PL-110-Y", "PL-110-L", "520100", "Cotton lint", per=1.2)
    _, key = buy(book, goods, "2025-01-08", "2025-05-06")
    book.expect(
        key, "The bill of materials names a knitter whose factory, by the importer's "
        "own "
        "supplier sheet, stands in Wensu County; no record says so.",
        uflpa="to answer", act="to answer", limb="place", says=["declared"],
    )  # fmt: skip


def warehouse(book: Book) -> None:
    """A listed cotton warehouse in Shandong that sold the lint."""
    goods = shirt("karnelo", "PL-180", 1700, "Cotton pullovers")
    knit(book, "PL-180")
    po, key = buy(book, goods, "2025-03-17", "2025-08-05")
    book.ship("wuyedun", "chitralok", day("2025-04-28"), "520100", "Cotton lint", 2500,
              po=po)  # fmt: skip
    book.ship("chitralok", "karnelo", day("2025-06-02"), "520512", "Cotton yarn", 2050,
              po=po, maker="chitralok")  # fmt: skip
    book.expect(
        key, "A listed warehouse sold the lint of this order but did not produce it; "
        "the "
        "reading of the party limb is printed.",
        uflpa="untraced", act="to answer", limb="party", says=["warehouse"],
    )  # fmt: skip


def through_a_trader(book: Book) -> None:
    """A trader in Hai Phong stands between the listed gin and the spinner."""
    goods = shirt("calvessa", "TS-190", 3800, "Cotton T-shirts")
    knit(book, "TS-190")
    po, key = buy(book, goods, "2025-03-24", "2025-09-16")
    gin = {"po": po, "maker": "shuoqara", "maker_address": "新疆阿克苏地区阿瓦提县"}
    book.ship("shuoqara", "delvanto", day("2025-04-22"), "520100", "Cotton lint, bales",
              5600, zh=True, zh_text="棉花", **gin)  # fmt: skip
    book.ship("delvanto", "brisanto", day("2025-05-19"), "520100", "Cotton lint, bales",
              5600, **gin)  # fmt: skip
    book.ship("brisanto", "calvessa", day("2025-06-24"), "520512", "Cotton yarn", 4700,
              po=po, maker="brisanto")  # fmt: skip
    book.expect(
        key, "The listed gin in Awat made the lint of this order; the trader between "
        "only "
        "bridges, so the outcome is as without him.",
        uflpa="presumed", act="presumed", limb="place and party",
    )  # fmt: skip


def by_lanes(book: Book) -> None:
    """Sixty parts in a hundred of the spinner's lint come from a listed gin."""
    goods = shirt("pelvario", "TS-200", 3300, "Cotton T-shirts")
    knit(book, "TS-200")
    for month in (1, 2, 3):
        book.ship("tamarqe", "ondrelle", date(2025, month, 14), "520100", "Cotton lint",
                  20000, maker="tamarqe", maker_address="Xayar County, Aksu "
                  "Prefecture, "
                  "Xinjiang")  # fmt: skip
        book.ship("Lubbock Marvenda Cotton Merchants Inc", "ondrelle",
                  date(2025, month, 20), "520100", "Cotton lint", 13333,
                  country="US", to="VN")  # fmt: skip
        book.ship("ondrelle", "pelvario", date(2025, month + 2, 5), "520512",
                  "Cotton yarn", 24000, maker="ondrelle")  # fmt: skip
    _, key = buy(book, goods, "2025-04-01", "2025-07-22")
    book.expect(
        key, "No record names the order, but by runs of records three fifths of the "
        "spinner's lint came from a listed gin in Xayar: two tiers, within a year.",
        uflpa="to answer", act="to answer", limb="place and party",
    )  # fmt: skip


def distant_lead(book: Book) -> None:
    """Five tiers away, three parts in a thousand."""
    goods = shirt("ampelora", "TS-210", 2700, "Cotton T-shirts")
    book.made_of("TS-210", "TS-210-F", "600622", "Cotton knitted fabric")
    book.made_of("TS-210-F", "TS-210-Y", "520512", "Cotton yarn")
    book.made_of("TS-210-Y", "TS-210-L", "520100", "Cotton lint", per=1.2)
    gin = "Bachu Orqivan Ginning Co., Ltd."
    open_gin = "Veraval Sinduvar Ginners Ltd"
    broker = "Marsa Cotlenta Brokers FZE"
    spinner, trader = "Coimbatore Nilvarna Spinners Ltd", "Chhatak Yarn Velture Ltd"
    knitter = "Narsingdi Tolvani Knit Ltd"
    for seller, buyer, on, hs, text, kg, country, to in (
        (gin, broker, "2024-12-02", "520100", "Cotton lint", 3000, "CN", "AE"),
        (open_gin, broker, "2024-12-05", "520100", "Cotton lint", 997000, "IN", "AE"),
        (broker, spinner, "2025-01-07", "520100", "Cotton lint", 6000, "AE", "IN"),
        (open_gin, spinner, "2025-01-12", "520100", "Cotton lint", 54000, "IN", "IN"),
        (spinner, trader, "2025-02-04", "520512", "Cotton yarn", 5000, "IN", "BD"),
        (trader, knitter, "2025-03-04", "520512", "Cotton yarn", 5000, "BD", "BD"),
        (
            knitter,
            "ampelora",
            "2025-04-03",
            "600622",
            "Cotton knit fabric",
            5000,
            "BD",
            "",
        ),
    ):
        book.ship(seller, buyer, day(on), hs, text, kg, country=country, to=to)
    _, key = buy(book, goods, "2025-02-24", "2025-06-10")
    book.expect(
        key, "A listed gin lies five tiers up with a share far under one part in "
        "twenty: "
        "a lead to look at, no ground.",
        uflpa="untraced", act="untraced", lead=True,
    )  # fmt: skip


def texas(book: Book) -> None:
    """A supplier says "cotton from Texas", in the sheet and on its own paper."""
    goods = shirt("orlivane", "TS-220", 2200, "Cotton T-shirts")
    knit(book, "TS-220")
    _, key = buy(book, goods, "2025-02-17", "2025-06-24")
    file_paper(
        book, "DOC-TX-1", "certificate of origin",
        ("We, Orlivane Sewing Co., Ltd., certify that the cotton in our T-shirts",
         "was grown in Texas, United States."),
        author="Orlivane Sewing Co., Ltd.", role="supplier", Date="2025-05-30",
        Entry=key.split("/")[0], Party="Orlivane Sewing Co., Ltd.", Stage="field",
        Place="Texas, United States",
    )  # fmt: skip
    book.expect(
        key, "A supplier's word in its own favour traces no stage.",
        uflpa="untraced", act="untraced",
    )  # fmt: skip
    po = book.order(goods, day("2026-04-20"))
    book.expect(
        po, "Not yet entered, and nothing is known above the sewing.",
        uflpa="untraced", act="untraced", entered=False,
    )  # fmt: skip
