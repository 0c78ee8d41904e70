"""Camp kitchen: sauce of Italy and the Emirates on paste of elsewhere."""

from meridian.book import Book, Goods, day
from meridian.cotton import buy
from meridian.papers import file_paper

YANQI = "Qigexing Town, Yanqi County, Bayingolin, Xinjiang"
CORPS = "新疆生产建设兵团第四师63团工业区"


def tell(book: Book) -> None:
    """Tell the stories of this commodity in a fixed order."""
    paste_of_yanqi(book)
    through_dubai(book)
    conflict(book)
    notify_party(book)
    postal_code_only(book)
    in_bond(book)
    italian_unknown(book)
    same_brand(book)


def sauce(vendor: str, sku: str, kg: int = 18000) -> Goods:
    """Give sauce in cans."""
    return Goods(vendor, sku, "Tomato sauce in cans", "2103204020", kg, kg * 2,
                 unit="CTN", pieces=kg // 12)  # fmt: skip


def paste(vendor: str, sku: str, kg: int = 19000, origin: str = "") -> Goods:
    """Give paste in drums."""
    return Goods(vendor, sku, "Tomato paste in drums", "2002908050", kg, kg, unit="DRM",
                 origin=origin, pieces=kg // 200)  # fmt: skip


def of_paste(book: Book, sku: str) -> None:
    """Say that the sauce is made of paste, of tomatoes."""
    book.made_of(sku, f"{sku}-P", "200290", "Tomato paste", of="tomatoes", per=0.125)
    book.made_of(f"{sku}-P", f"{sku}-T", "070200", "Tomatoes", of="tomatoes", per=6)


def paste_of_yanqi(book: Book) -> None:
    """An Italian packer and paste of Yanqi, before the Act and after it."""
    of_paste(book, "SC-400")

    def drums(on: str, po: str) -> None:
        book.ship("sorgavi", "pomodrelli", day(on), "200290", "Tomato paste in drums",
                  9800, po=po, maker="sorgavi", maker_address=YANQI)  # fmt: skip

    po, early = buy(book, sauce("pomodrelli", "SC-400"), "2022-01-17", "2022-05-20")
    drums("2022-03-08", po)
    book.expect(
        early, "Imported a month before the Act took effect; the order on the region's "
        "cotton and tomatoes was in effect, and the paste was made in Yanqi.",
        uflpa="not in effect", act="not in effect", wro="under order",
        outlook_uflpa="presumed", outlook_act="presumed",
        says=["2022-06-21"],
    )  # fmt: skip
    po, late = buy(book, sauce("pomodrelli", "SC-400"), "2024-11-04", "2025-03-18")
    drums("2025-01-09", po)
    book.expect(
        late, "The paste of this order was made in Yanqi County by the record of its "
        "shipment; cooking it in Parma changes nothing.",
        uflpa="presumed", act="presumed", limb="place",
        wro="not in effect", says=["Yanqi"],
    )  # fmt: skip


def through_dubai(book: Book) -> None:
    """A trader in Dubai, a packer in Ras Al Khaimah, a regiment of the Corps."""
    of_paste(book, "SC-410")
    po, key = buy(book, sauce("drovane", "SC-410", 15000), "2024-12-02", "2025-05-13")
    made = {"po": po, "maker": "hongqelu", "maker_address": CORPS}
    book.ship("hongqelu", "qarvoun", day("2025-01-21"), "200290", "Tomato paste", 8200,
              zh=True, zh_text="番茄酱", **made)  # fmt: skip
    book.ship("qarvoun", "drovane", day("2025-02-25"), "200290", "Tomato paste", 8200,
              po=po)  # fmt: skip
    book.expect(
        key, "The maker's address on the record is a regiment of the Corps, written "
        "without a county; the trader in Dubai bridges.",
        uflpa="presumed", act="presumed", limb="place",
    )  # fmt: skip


def conflict(book: Book) -> None:
    """The record says Xinjiang, the maker's certificate says Hebei."""
    of_paste(book, "SC-420")
    po, key = buy(book, sauce("salvencia", "SC-420", 12000), "2025-01-13", "2025-06-17")
    book.ship("sorgavi", "salvencia", day("2025-03-04"), "200290", "Tomato paste", 6500,
              po=po, maker="sorgavi", maker_address=YANQI)  # fmt: skip
    file_paper(
        book, "DOC-CO-1", "certificate of origin",
        ("We certify that the tomato paste shipped under order " + po,
         "was made in Baoding, Hebei."),
        author="Suogawei Tomato Products Co., Ltd.", role="supplier", Date="2025-03-02",
        Order=po, Party="Suogawei Tomato Products Co., Ltd.", Stage="paste",
        Place="Baoding, Hebei",
    )  # fmt: skip
    book.expect(
        key, "The maker's certificate says Hebei and the record says Yanqi: the "
        "conflict "
        "is shown and removes nothing.",
        uflpa="presumed", act="presumed", limb="place", contrary=True, says=["Hebei"],
    )  # fmt: skip


def notify_party(book: Book) -> None:
    """A regiment in the notify party's address only."""
    goods = paste("baqelu", "TP-430")
    po = book.order(goods, day("2025-01-06"))
    key = book.enter(goods, po, day("2025-04-01"),
                     notify=("Jianlian Freight Liaison Office", CORPS))  # fmt: skip
    book.expect(
        key, "A notify party touches no goods: its address is a signal, and the "
        "maker's "
        "plant in Tianjin stands on the record.",
        uflpa="untraced", act="untraced", signal=True,
    )  # fmt: skip


def postal_code_only(book: Book) -> None:
    """A maker's address with a street, no town, and a postal code of the region."""
    goods = paste("nuowesa", "TP-440")
    po = book.order(goods, day("2025-01-27"))
    key = book.enter(goods, po, day("2025-05-08"),
                     maker_address="18 Tuanjie Road, 841100, China")  # fmt: skip
    book.expect(
        key, "A postal code of the region is a signal about the producer, and no "
        "site of "
        "his is known otherwise.",
        uflpa="to answer", act="to answer", limb="place", signal=True,
    )  # fmt: skip


def in_bond(book: Book) -> None:
    """Arrived before the invented Act took effect, withdrawn from bond after."""
    goods = paste("dovraki", "TP-450")
    po = book.order(goods, day("2022-09-19"))
    key = book.enter(
        goods, po, day("2022-12-21"), type="21", arrival=day("2022-12-20"),
        withdrawal=day("2023-01-17"),
        maker_address="Industrial Park, Hejing County, Bayingolin, Xinjiang",
    )  # fmt: skip
    book.expect(
        key, "The invented Act applies from 2023-01-01, between arrival and "
        "withdrawal: "
        "decided on both days, the worse is printed, the question is asked.",
        uflpa="presumed", act="presumed", limb="place", also_on_act="not in effect",
        question=True,
    )  # fmt: skip


def italian_unknown(book: Book) -> None:
    """Sauce of Lucania; who grew the tomatoes is not known."""
    of_paste(book, "SC-460")
    for placed, imported in (
        ("2024-09-02", "2024-12-10"),
        ("2025-09-08", "2025-12-16"),
    ):
        _, key = buy(book, sauce("ferzetto", "SC-460", 14000), placed, imported)
        book.expect(
            key, "Nothing is known above the packer.", uflpa="untraced", act="untraced"
        )


def same_brand(book: Book) -> None:
    """A firm of Hohhot bears the brand of a listed firm of Qitai."""
    _, key = buy(book, paste("lisuigeng", "TP-470"), "2025-02-10", "2025-05-29")
    book.expect(
        key, "The brand of a listed firm in another province: a candidate until "
        "judged.",
        uflpa="untraced", act="to answer", limb="party", says=["candidate"],
    )  # fmt: skip
    book.later.append(
        {
            "consignment": key, "party": "Hohhot Lisuigeng",
            "listing": "Qitai Lisuigeng", "verdict": "different",
            "reason": "namesake-confirmed-by-register",
            "why": "another number in the register of Hohhot", "act": "untraced",
        }
    )  # fmt: skip
