"""Cotton garments whose cloth leads to the invented list: who made it, and when."""

from meridian.book import Book, day
from meridian.cotton import buy, shirt, woven
from meridian.papers import file_paper
from meridian.parties import PARTIES

LINYI = "29 Yimeng Road, Lanshan District, Linyi, Shandong"


def tell(book: Book) -> None:
    """Tell the stories of the party limb in a fixed order."""
    listed_mill(book)
    listed_maker(book)
    candidate(book)
    affiliate(book)
    subsidiary(book)
    delisted(book)


def listed_mill(book: Book) -> None:
    """A mill in Shandong that came on the invented list on 2023-06-12."""
    goods = shirt("maldrik", "SH-120", 2600, "Cotton shirts")
    woven(book, "SH-120")

    def cloth(on: str, po: str) -> None:
        book.ship("musalan", "maldrik", day(on), "520852", "Dyed cotton fabric", 3300,
                  po=po, maker="musalan", maker_address=LINYI)  # fmt: skip

    po, before = buy(book, goods, "2022-12-05", "2023-04-18")
    cloth("2023-02-10", po)
    book.expect(
        before, "The mill was listed on 2023-06-12, after this import; imported "
        "today the "
        "goods would meet the party limb. The Act of the United States does not name "
        "it.",
        uflpa="untraced", act="untraced", outlook_act="presumed",
    )  # fmt: skip
    po, after = buy(book, goods, "2024-12-12", "2025-04-22")
    cloth("2025-02-03", po)
    book.expect(
        after, "The listed mill made the cloth of this order: full name, country and "
        "province agree with the listing in effect, and the record names the order.",
        uflpa="untraced", act="presumed", limb="party",
    )  # fmt: skip
    po = book.order(goods, day("2026-03-16"))
    cloth("2026-05-11", po)
    book.expect(
        po, "Not yet entered: decided as if imported on the day of the run, with the "
        "listed mill's cloth already shipped for the order.",
        uflpa="untraced", act="presumed", limb="party", entered=False,
    )  # fmt: skip


def listed_maker(book: Book) -> None:
    """A garment maker of Anhui listed ten days after the import."""
    _, key = buy(book, shirt("jiweina", "TR-130", 700), "2024-11-20", "2025-03-01")
    book.expect(
        key, "The maker came on the list ten days after the import.",
        uflpa="untraced", act="untraced", outlook_act="presumed", says=["2025-03-11"],
    )  # fmt: skip


def candidate(book: Book) -> None:
    """A name close to a listed one, which nobody has judged."""
    goods = shirt("toveshi", "TR-140", 3100)
    woven(book, "TR-140", hs="520942")
    po, key = buy(book, goods, "2025-03-03", "2025-07-09")
    book.ship("ruiqiuda", "toveshi", day("2025-05-02"), "520942", "Cotton denim", 3900,
              po=po, maker="ruiqiuda")  # fmt: skip
    book.expect(
        key, "A name near to a listed mill made the cloth; a name alone is a "
        "candidate.",
        uflpa="untraced", act="to answer", limb="party", says=["candidate"],
    )  # fmt: skip


def affiliate(book: Book) -> None:
    """An affiliate of a listed firm, by the importer's own word."""
    goods = shirt("quenlara", "SH-150", 2100, "Cotton shirts")
    woven(book, "SH-150")
    po, key = buy(book, goods, "2025-02-03", "2025-06-03")
    book.ship(
        "luobeisang", "quenlara", day("2025-03-28"), "520852", "Cotton fabric", 2700,
        po=po, maker="luobeisang",
        maker_address="5 Zhangcha Road, Chancheng, Foshan, Guangdong",
    )  # fmt: skip
    own(
        book, "Yarkant Luobeisang Textile Co., Ltd.", "莎车珞贝桑纺织有限公司",
        "luobeisang", 60, "2018-03-01", "",
    )  # fmt: skip
    book.expect(
        key, "An affiliate of a listed firm made the cloth; the ownership rests on the "
        "importer's own sheet, without a document.",
        uflpa="untraced", act="to answer", limb="party",
    )  # fmt: skip


def own(
    book: Book,
    owner: str,
    owner_zh: str,
    owned: str,
    share: float,
    start: str,
    paper: str,
) -> None:
    """Write a row of the ownership sheet."""
    book.ownership.append(
        {
            "Owner": owner, "Owner Chinese name": owner_zh, "Owner country": "CN",
            "Owned company": PARTIES[owned].name,
            "Owned Chinese name": PARTIES[owned].zh, "Owned country": "CN",
            "Kind": "parent", "Share %": share, "From": start, "To": "",
            "Document": paper,
        }
    )  # fmt: skip


def subsidiary(book: Book) -> None:
    """A subsidiary by a registry extract, under a listing "and subsidiaries"."""
    goods = shirt("vexhoa", "TR-160", 2900)
    woven(book, "TR-160")
    address = "77 Tongjing Avenue, Tongzhou, Nantong, Jiangsu"

    def cloth(on: str, po: str) -> None:
        book.ship("bofendi", "vexhoa", day(on), "520852", "Printed cotton fabric", 3600,
                  po=po, maker="bofendi", maker_address=address)  # fmt: skip

    po, before = buy(book, goods, "2023-08-07", "2023-12-12")
    cloth("2023-10-05", po)
    po, after = buy(book, goods, "2025-01-15", "2025-05-20")
    cloth("2025-03-11", po)
    own(
        book, "Yuli Kewolan Textile Co., Ltd.", "尉犁柯沃岚纺织有限公司", "bofendi",
        100, "2024-05-01", "DOC-REG-1",
    )  # fmt: skip
    file_paper(
        book, "DOC-REG-1", "registry extract",
        ("Company: Nantong Bofendi Printing and Dyeing Co., Ltd.",
         "Shareholder since 2024-05-01: Yuli Kewolan Textile Co., Ltd., 100 %."),
        author="Nantong Administration for Market Regulation", role="authority",
        Date="2025-02-17", Party=PARTIES["bofendi"].name, as_pdf=True,
    )  # fmt: skip
    book.expect(
        before, "The listed firm bought the mill on 2024-05-01, after this import; the "
        "field of the cotton is unknown.",
        uflpa="untraced", act="untraced", outlook_act="presumed",
    )  # fmt: skip
    book.expect(
        after, "The register shows the mill as a subsidiary on the import date, and "
        "the "
        "listing covers subsidiaries.",
        uflpa="untraced", act="presumed", limb="party", says=["subsidiar"],
    )  # fmt: skip


def delisted(book: Book) -> None:
    """A mill that stood on the list from 2023-06-12 until 2024-09-01."""
    goods = shirt("sovandrel", "TR-170", 1500)
    woven(book, "TR-170", hs="520942")

    def cloth(on: str, po: str) -> None:
        book.ship(
            "tilanke", "sovandrel", day(on), "520942", "Cotton denim", 1900, po=po,
            maker="tilanke",
            maker_address="301 Zhonghuan South Road, Jiaxing, Zhejiang",
        )  # fmt: skip

    po, during = buy(book, goods, "2024-01-10", "2024-05-15")
    cloth("2024-03-12", po)
    book.expect(
        during, "Listed on the import date, removed since: the date of import decides.",
        uflpa="untraced", act="presumed", limb="party", outlook_act="untraced",
    )  # fmt: skip
    po, after = buy(book, goods, "2024-10-14", "2025-02-11")
    cloth("2024-12-10", po)
    book.expect(
        after, "Removed from the list five months before the import.",
        uflpa="untraced", act="untraced",
    )  # fmt: skip
