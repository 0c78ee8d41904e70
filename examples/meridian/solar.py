"""Camp power: modules of Malaysia and Viet Nam on silicon of elsewhere."""

from meridian.book import Book, Goods, day
from meridian.cotton import buy
from meridian.papers import file_paper

LESHAN = "88 Wutong Road, Leshan, Sichuan"


def tell(book: Book) -> None:
    """Tell the stories of this commodity in a fixed order."""
    unknown_polysilicon(book)
    declared_smelter(book)
    recorded_smelter(book)
    listed_polysilicon(book)
    candidate_in_chinese(book)
    before_the_laws(book)


def modules(vendor: str, sku: str, kg: int = 21000, lot: str = "") -> Goods:
    """Give a load of foldable camp modules."""
    return Goods(vendor, sku, "Photovoltaic modules, foldable", "8541430010", kg,
                 kg * 6, lot=lot)  # fmt: skip


def silicon(book: Book, sku: str) -> None:
    """Say that the module is made of cells, wafers, polysilicon, silicon metal."""
    book.made_of(sku, f"{sku}-C", "854142", "Solar cell", of="polysilicon", per=0.05)
    book.made_of(f"{sku}-C", f"{sku}-W", "381800", "Silicon wafer", of="polysilicon")
    book.made_of(f"{sku}-W", f"{sku}-P", "280461", "Polysilicon", of="polysilicon")
    book.made_of(f"{sku}-P", f"{sku}-S", "280469", "Silicon metal", of="polysilicon")


def unknown_polysilicon(book: Book) -> None:
    """Lots are known down to the wafer and no further."""
    silicon(book, "PV-300")
    for number, imported, start in (
        (1, "2025-05-27", "2025-03"),
        (2, "2025-11-18", "2025-09"),
    ):
        lot = f"ZM-{number}"
        goods = modules("zentarik", "PV-300", lot=lot)
        _, key = buy(book, goods, f"{start}-01", imported)
        book.step(lot, f"ZC-{number}", "module", f"{start}-18", "zentarik",
                  (21000, 1050), product="PV-300", hs="854143")  # fmt: skip
        book.step(f"ZC-{number}", f"ZW-{number}", "cell", f"{start}-09", "zentarik",
                  (1050, 1150), product="PV-300-C", hs="854142")  # fmt: skip
        book.expect(
            key, "The lots end at the wafer: who made the polysilicon is not known.",
            uflpa="untraced", act="untraced", says=["polysilicon"],
        )  # fmt: skip


def declared_smelter(book: Book) -> None:
    """The importer's own table of lots names a smelter in Shanshan."""
    silicon(book, "PV-310")
    goods = modules("ostrevan", "PV-310", 18000, lot="OM-1")
    _, key = buy(book, goods, "2025-02-10", "2025-08-12")
    chain = (
        ("OM-1", "OC-1", "module", "2025-06-20", "ostrevan", (18000, 900), "854143"),
        ("OC-1", "OW-1", "cell", "2025-06-02", "ostrevan", (900, 980), "854142"),
        ("OW-1", "OP-1", "wafer", "2025-05-06", "ostrevan", (980, 1500), "381800"),
        (
            "OP-1",
            "OS-1",
            "polysilicon",
            "2025-04-03",
            "ombrelin",
            (1500, 1750),
            "280461",
        ),
        ("OS-1", "", "silicon metal", "2025-03-04", "galqora", (1750, ""), "280469"),
    )
    for out, into, stage, on, firm, kg, hs in chain:
        book.step(out, into, stage, on, firm, kg, hs=hs, product=f"PV-310 {stage}")
    book.expect(
        key, "The chain of lots reaches a smelter in Shanshan County, but only the "
        "importer's own table says so.",
        uflpa="to answer", act="to answer", limb="place", says=["declared"],
    )  # fmt: skip


def recorded_smelter(book: Book) -> None:
    """Each step is a record that names the order; the smelter stands in Turpan."""
    silicon(book, "PV-320")
    released = ""
    for placed, steps, imported in (
        ("2024-10-07", ("2024-11-12", "2024-12-16", "2025-01-20"), "2025-03-25"),
        ("2025-03-10", ("2025-04-15", "2025-05-20", "2025-06-23"), "2025-09-02"),
    ):
        po, key = buy(book, modules("heliova", "PV-320", 24000), placed, imported)
        metal, poly, wafer = (day(step) for step in steps)
        book.ship("selqand", "ombrelin", metal, "280469", "Silicon metal", 2300, po=po,
                  maker="selqand", maker_address="新疆吐鲁番市高昌区七泉湖镇", zh=True,
                  zh_text="金属硅")  # fmt: skip
        book.ship("ombrelin", "Nghe An Wavelund Wafer JSC", poly, "280461",
                  "Polysilicon", 1900, po=po, maker="ombrelin", maker_address=LESHAN,
                  to="VN")  # fmt: skip
        book.ship("Nghe An Wavelund Wafer JSC", "heliova", wafer, "381800",
                  "Silicon wafers", 1250, po=po, country="VN")  # fmt: skip
        why = ("Records that name the order lead to silicon metal made in Turpan, "
        "though "
               "the supplier sheet knows only an office in Chengdu.")  # fmt: skip
        if released:
            why += " The authority released the entry; the outcome stands beside that."
            book.expect(key, why, uflpa="presumed", act="presumed", limb="place",
                        answer_uflpa="accepted")  # fmt: skip
        else:
            book.expect(key, why, uflpa="presumed", act="presumed", limb="place",
                        answer_uflpa="none")  # fmt: skip
        released = key
    entry = released.split("/")[0]
    file_paper(
        book, "DOC-REL-1", "release after review",
        (f"The merchandise under entry {entry} is released after an",
         "applicability review. Signed for the port director."),
        author="U.S. Customs and Border Protection", role="authority",
        Date="2025-12-04", Entry=entry, as_pdf=True,
    )  # fmt: skip


def listed_polysilicon(book: Book) -> None:
    """A listed maker of polysilicon in Inner Mongolia."""
    silicon(book, "PV-330")
    goods = modules("quorvane", "PV-330", 16000)
    po, key = buy(book, goods, "2025-01-20", "2025-06-26")
    book.ship("fendarui", "quorvane", day("2025-03-18"), "280461", "Polysilicon", 1350,
              po=po, maker="fendarui", zh=True, zh_text="多晶硅",
              maker_address="内蒙古包头市稀土大道12号")  # fmt: skip
    book.expect(
        key, "A listed firm made the polysilicon of this order: its full Chinese name, "
        "country and province agree. It stands outside the region.",
        uflpa="untraced", act="presumed", limb="party",
    )  # fmt: skip


def candidate_in_chinese(book: Book) -> None:
    """A Chinese name that shares the brand and the town of a listed firm."""
    silicon(book, "PV-340")
    goods = modules("teluksari", "PV-340", 15000)
    po, key = buy(book, goods, "2025-02-24", "2025-07-29")
    book.ship("qimandra", "teluksari", day("2025-04-21"), "280461", "Polysilicon", 1280,
              po=po, maker="qimandra", zh=True, zh_text="多晶硅")  # fmt: skip
    book.expect(
        key, "The name on the record is not the listed name; brand and town are the "
        "same: "
        "a candidate.",
        uflpa="untraced", act="to answer", limb="party", says=["candidate"],
    )  # fmt: skip


def before_the_laws(book: Book) -> None:
    """Modules of April 2022, before either law."""
    _, key = buy(book, modules("zentarik", "PV-300", 9000), "2022-01-10", "2022-04-15")
    book.expect(
        key, "Imported before both laws; the order on the region's cotton and tomatoes "
        "does not speak of modules.",
        uflpa="not in effect", act="not in effect", wro="out of scope",
        says=["2022-06-21"],
    )  # fmt: skip
