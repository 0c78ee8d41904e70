"""Turn clean rows into tables as they come: every damage keeps the truth beside it.

A layout of `layouts.txt` gives headers with their right roles; `Table` holds one file
made of it: its bytes, the right role of each header as written, the number of rows of
data, and the addresses in Xinjiang that were planted. Seeds decide everything.
"""

import csv
import io
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from names import PEOPLE, SHORT_FIRMS

HERE = Path(__file__).parent
PERSON, NONE = "!", "-"
GROUP = " > "  # between the two lines of a header
MONTHS = 6  # columns that a header with a form of months in braces stands for
MONTH = re.compile(r"\{(.*)\}")
PERIOD = {"trade": "date", "statistics": "period"}  # the role of a month, by kind


@dataclass(frozen=True)
class Column:
    """A header, its right role, and the generator of its values."""

    header: str
    role: str
    values: str
    month: bool = False


@dataclass(frozen=True)
class Layout:
    """One form of table."""

    name: str
    kind: str
    country: str
    language: str
    dates: str
    codec: str
    decimal: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Table:
    """One damaged file and the truth about it."""

    layout: Layout
    suffix: str
    content: bytes
    truth: dict[str, str]  # header as a reader shows it -> role, "?role", "-" or "!"
    rows: int  # to be read: one for each month where months stand side by side
    planted: tuple[str, ...]
    damage: tuple[str, ...]
    measures: tuple[str, ...] = ()  # roles of what months make, under headers untold


def layouts(path: Path = HERE / "layouts.txt") -> list[Layout]:
    """Read the layouts."""
    found: list[Layout] = []
    head: list[str] = []
    columns: list[Column] = []

    def close() -> None:
        if head:
            found.append(Layout(*head, tuple(columns)))  # type: ignore[call-arg]

    for line in path.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            close()
            name, _, rest = line[1:].partition("]")
            head, columns = [name, *rest.split()], []
            continue
        header, role, *values = (part.strip() for part in line.split(" | "))
        usual = values[0] if values else role.lstrip("?")
        columns.append(Column(header, role, usual))
    close()
    return found


COUNTRIES = {
    "en": "China;Vietnam;Bangladesh;India;Turkey",
    "es": "China;Vietnam;Bangladesh;India;Turquía",
    "pt": "China;Vietnã;Bangladesh;Índia;Turquia",
    "fr": "Chine;Vietnam;Bangladesh;Inde;Turquie",
    "de": "China;Vietnam;Bangladesch;Indien;Türkei",
    "it": "Cina;Vietnam;Bangladesh;India;Turchia",
    "nl": "China;Vietnam;Bangladesh;India;Turkije",
    "pl": "Chiny;Wietnam;Bangladesz;Indie;Turcja",
    "ro": "China;Vietnam;Bangladesh;India;Turcia",
    "hu": "Kína;Vietnám;Banglades;India;Törökország",
    "el": "Κίνα;Βιετνάμ;Μπαγκλαντές;Ινδία;Τουρκία",
    "ru": "Китай;Вьетнам;Бангладеш;Индия;Турция",
    "uk": "Китай;В'єтнам;Бангладеш;Індія;Туреччина",
    "kk": "Қытай;Вьетнам;Бангладеш;Үндістан;Түркия",
    "uz": "Xitoy;Vyetnam;Bangladesh;Hindiston;Turkiya",
    "mn": "Хятад;Вьетнам;Бангладеш;Энэтхэг;Турк",
    "az": "Çin;Vyetnam;Banqladeş;Hindistan;Türkiyə",
    "ka": "ჩინეთი;ვიეტნამი;ბანგლადეში;ინდოეთი;თურქეთი",
    "tr": "Çin;Vietnam;Bangladeş;Hindistan;Türkiye",
    "ar": "الصين;فيتنام;بنغلاديش;الهند;تركيا",
    "fa": "چین;ویتنام;بنگلادش;هند;ترکیه",
    "he": "סין;וייטנאם;בנגלדש;הודו;טורקיה",
    "ko": "중국;베트남;방글라데시;인도;튀르키예",
    "ja": "中国;ベトナム;バングラデシュ;インド;トルコ",
    "zh": "中国;越南;孟加拉国;印度;土耳其",
    "zh-tw": "中國;越南;孟加拉;印度;土耳其",
    "vi": "Trung Quốc;Việt Nam;Bangladesh;Ấn Độ;Thổ Nhĩ Kỳ",
    "id": "Tiongkok;Vietnam;Bangladesh;India;Turki",
    "ms": "China;Vietnam;Bangladesh;India;Turki",
    "th": "จีน;เวียดนาม;บังกลาเทศ;อินเดีย;ตุรกี",
    "km": "ចិន;វៀតណាម;បង់ក្លាដែស;ឥណ្ឌា;តួកគី",
}
PIECES = {
    "zh": "件;千克;米", "ja": "個;KG;M", "ko": "개;KG;M", "ru": "шт;кг;м",
    "uk": "шт;кг;м", "kk": "дана;кг;м", "mn": "ш;кг;м", "ar": "قطعة;كجم;متر",
    "es": "PZA;KG;M", "pt": "UN;KG;M", "fr": "pièces;kg;m", "de": "Stück;kg;m",
    "tr": "adet;kg;metre", "vi": "Cái;Kg;Mét", "id": "PCE;KGM;MTR",
    "th": "ชิ้น;กก.;เมตร", "uz": "dona;kg;m", "fa": "عدد;کیلوگرم;متر",
}  # fmt: skip
FIRMS = {
    "en": "{} Textile Co., Ltd.;{} Garments Ltd;{} Industries Inc;{} Trading LLC",
    "es": "Textiles {} S.A. de C.V.;Comercial {} Ltda;{} S.A.S.;Hilados {} S.A.",
    "pt": "{} Têxtil Ltda;Indústria {} S.A.;Confecções {} Ltda;{} Comércio ME",
    "fr": "Société {} SARL;{} Confection SA;Établissements {} SAS;Filature {} SA",
    "de": "{} Textil GmbH;{} Handels GmbH & Co. KG;{} AG;Weberei {} KG",
    "it": "{} S.p.A.;Tessitura {} S.r.l.;{} Confezioni Srl;Filatura {} SpA",
    "ru": 'ООО "{}";АО "{} Текстиль";ИП ТК {};ОАО "Комбинат {}"',
    "uk": 'ТОВ "{}";ПрАТ "{}";ТОВ "{} Текстиль";ДП "{}"',
    "kk": 'ЖШС "{}";АҚ "{}";ТОО "{} Текстиль";ЖШС "{} Сауда"',
    "tr": "{} Tekstil San. Ltd. Şti.;{} A.Ş.;{} Dış Tic. Ltd. Şti.;{} İplik A.Ş.",
    "vi": "Công ty TNHH {};Công ty Cổ phần {};CTY TNHH May {};Công ty CP Dệt {}",
    "id": "PT {} Tekstil;CV {} Jaya;PT {} Indonesia Tbk;PT {} Garment",
    "zh": "{}纺织有限公司;{}服装厂;{}进出口有限公司;{}棉业集团",
    "zh-tw": "{}紡織股份有限公司;{}製衣廠;{}貿易有限公司;{}實業股份有限公司",
    "ja": "株式会社{};{}繊維株式会社;{}商事株式会社;{}工業株式会社",
    "ko": "주식회사 {};{}섬유(주);(주){}상사;{}산업 주식회사",
    "ar": "شركة {} للنسيج;مؤسسة {} التجارية;شركة {} ش.م.م;مصانع {}",
    "fa": "شرکت {};شرکت بافندگی {};بازرگانی {};صنایع {}",
}
STEMS = {
    "zh": list("华东南西北金银海山江河云天明光新安宁康平"),
    "ru": "Вега Альфа Заря Восток Север Урал Волга Сибирь Орион Прогресс".split(),
    "ar": "النور الشرق الوادي النيل الأمل الخليج السلام المدينة".split(),
    "ko": "한국 대한 동양 삼화 서울 부산 대성 신원".split(),
    "ja": "東洋 大和 日東 三和 丸紅 北陸 中央 富士".split(),
    "en": "Acorn Bolton Cedar Delta Ember Falcon Garnet Harbor Indus Juniper Kestrel"
    " Lotus Meridian Nimbus Orchid Pioneer Quarry Raven Summit Trident".split(),
}
SCRIPT = {"uk": "ru", "kk": "ru", "mn": "ru", "fa": "ar", "zh-tw": "zh"}
STREETS = {
    "en": "No. {} Industrial Road, Block {}, {} District",
    "es": "Calle {} No. {}, Col. {}", "pt": "Rua {}, {}, Bairro {}",
    "fr": "{} rue du Commerce, Zone industrielle {}, {}",
    "de": "Industriestraße {}, {} {}", "it": "Via Roma {}, {} {}",
    "ru": "ул. Промышленная, д. {}, офис {}, г. {}",
    "uk": "вул. Заводська, буд. {}, оф. {}, м. {}",
    "tr": "Organize Sanayi Bölgesi {}. Cad. No: {} {}",
    "vi": "Lô {} KCN Sóng Thần, phường {}, tỉnh {}",
    "id": "Jl. Industri Raya No. {} Blok {}, {}",
    "zh": "工业园区{}路{}号{}区", "zh-tw": "工業區{}路{}號{}區",
    "ja": "中央区{}丁目{}番地 {}", "ko": "산업단지로 {}번길 {} {}",
    "ar": "شارع الصناعة {} مبنى {} {}", "fa": "خیابان صنعت {} پلاک {} {}",
}  # fmt: skip
SITES = (
    "新疆阿克苏地区库车市工业园区{}号", "新疆喀什地区疏附县纺织园{}号",
    "No. {} Textile Park, Kuqa City, Aksu Prefecture, Xinjiang, China",
    "Industrial Zone {}, Shufu County, Kashgar, Xinjiang Uygur Autonomous Region",
)  # fmt: skip
GOODS = {
    "en": ["Men's cotton trousers", "Cotton yarn, ring spun", "Woven fabric 57 inch"],
    "es": ["Pantalones de algodón", "Hilo de algodón", "Tejido plano de algodón"],
    "ru": ["Брюки мужские хлопковые", "Пряжа хлопчатобумажная", "Ткань х/б"],
    "zh": ["男式棉制长裤", "棉纱线", "机织棉布"], "ar": ["بنطلون قطني", "خيط قطن"],
    "ja": ["綿製ズボン", "綿糸", "綿織物"], "ko": ["면바지", "면사", "면직물"],
    "vi": ["Quần nam bằng vải cotton", "Sợi bông", "Vải dệt thoi"],
}  # fmt: skip
HS = (
    "62034211",
    "52052300",
    "52081100",
    "85414300",
    "76061200",
    "39041000",
    "20029010",
)


def _lang(layout: Layout, table: dict[str, object]) -> str:
    first = "zh-tw" if layout.country == "TW" else layout.language
    for lang in (first, SCRIPT.get(first, first)):
        if lang in table:
            return lang
    return "en"


def _number(value: float, places: int, layout: Layout) -> str:
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if layout.decimal == "," else text


class Values:
    """Makes the cells of one table."""

    def __init__(self, layout: Layout, rng: random.Random, grouped: bool) -> None:
        self.layout, self.rng, self.grouped = layout, rng, grouped
        self.firms = [self._firm() for _ in range(14)]
        self.abroad = [self._firm("en") for _ in range(10)]
        self.roads = [self._road() for _ in range(14)]

    def _firm(self, lang: str = "") -> str:
        lang = lang or _lang(self.layout, FIRMS)  # type: ignore[arg-type]
        stems = STEMS.get(SCRIPT.get(lang, lang), STEMS["en"])
        stem = self.rng.choice(stems)
        if lang.startswith("zh"):
            stem += self.rng.choice(stems)
        return self.rng.choice(FIRMS[lang].split(";")).format(stem)

    def _road(self) -> str:
        form = STREETS[_lang(self.layout, STREETS)]  # type: ignore[arg-type]
        n = self.rng.randint
        return form.format(n(1, 90), n(1, 300), n(1, 40))

    def person(self) -> str:
        """Choose a name of a person, written as in the country of the table."""
        return self.rng.choice(PEOPLE[_lang(self.layout, PEOPLE)])  # type: ignore[arg-type]

    def cell(self, column: Column, row: int) -> str:
        """Make one cell."""
        if column.values == "firm_short":
            return MAKERS["firm_short"](self, row)
        if column.role in ("buyer", "notify", "carrier", "payer", "owner"):
            return self.rng.choice(self.abroad)
        if column.values in PARTY:
            return self.rng.choice(self.firms)
        if column.values.endswith("address") or column.values == "address":
            return self.rng.choice(self.roads)
        if column.values.endswith("country"):
            return self._country()
        return MAKERS.get(column.values, MAKERS["short"])(self, row)

    def _country(self) -> str:
        lang = _lang(self.layout, COUNTRIES)  # type: ignore[arg-type]
        return self.rng.choice(COUNTRIES[lang].split(";"))

    def day(self) -> date:
        """Choose a day."""
        return date(2023, 1, 1) + timedelta(days=self.rng.randrange(900))

    def dated(self, form: str) -> str:
        """Write a day; %-free forms of other calendars come from `calendars`."""
        return self.day().strftime(form)

    def amount(self, low: float, high: float, places: int) -> str:
        """Write a number with the marks of the country."""
        value = self.rng.uniform(low, high)
        if not self.grouped or value < 1000:
            return _number(value, places, self.layout)
        text = f"{value:,.{places}f}"
        if self.layout.country == "IN":
            whole, _, rest = f"{value:.{places}f}".partition(".")
            head, tail = whole[:-3], whole[-3:]
            parts = []
            while len(head) > 2:
                parts.insert(0, head[-2:])
                head = head[:-2]
            text = ",".join([*([head] if head else []), *parts, tail])
            return f"{text}.{rest}" if rest else text
        if self.layout.decimal == ",":
            return text.translate(str.maketrans(",.", ".,"))
        return text

    def code(self, digits: int) -> str:
        """Make a string of digits."""
        return "".join(self.rng.choice("0123456789") for _ in range(digits))


PARTY = {
    "seller", "maker", "name", "vendor", "party", "payee", "owned", "company",
}  # fmt: skip


def _thai(v: Values, row: int) -> str:
    day = v.day()
    return f"{day.day:02}/{day.month:02}/{day.year + 543}"


def _persian(v: Values, row: int) -> str:
    # Any day of the calendar year that began in March 2023 or 2024.
    year, month = v.rng.choice((1402, 1403)), v.rng.randint(1, 12)
    day = v.rng.randint(1, 29)
    return f"{year}/{month:02}/{day:02}"


def _uscc(v: Values, row: int) -> str:
    return "91" + v.rng.choice(("3701", "3205", "6529")) + "00MA" + v.code(8)


MAKERS: dict[str, Callable[[Values, int], str]] = {
    "ref": lambda v, r: f"{v.rng.choice(('IM', 'EX', '29'))}{v.code(9)}",
    "bill": lambda v, r: f"{v.rng.choice(('MAEU', 'COSU', 'OOLU'))}{v.code(9)}",
    "date": lambda v, r: v.dated(v.layout.dates),
    "start": lambda v, r: v.dated(v.layout.dates),
    "date_be": _thai,
    "date_fa": _persian,
    "month": lambda v, r: v.dated(v.layout.dates),
    "year": lambda v, r: v.dated("%Y"),
    "monthnum": lambda v, r: v.dated("%m"),
    "hs": lambda v, r: v.rng.choice(HS),
    "hs4": lambda v, r: v.rng.choice(HS)[:4],
    "hs6": lambda v, r: v.rng.choice(HS)[:6],
    "description": lambda v, r: (
        v.rng.choice(GOODS[_lang(v.layout, GOODS)])  # type: ignore[arg-type]
        + f" {v.rng.randint(1, 9)}/{v.rng.randint(10, 60)}"
    ),
    "quantity": lambda v, r: v.amount(1, 9000, 0),
    "weight_net": lambda v, r: v.amount(50, 30000, 2),
    "weight_gross": lambda v, r: v.amount(55, 33000, 2),
    "weightnum": lambda v, r: v.amount(50, 30000, 1),
    "quantity_out": lambda v, r: v.amount(50, 30000, 1),
    "quantity_in": lambda v, r: v.amount(50, 30000, 1),
    "value": lambda v, r: v.amount(500, 250000, 2),
    "amount": lambda v, r: v.amount(500, 250000, 2),
    "money": lambda v, r: v.amount(5, 25000, 2),
    "unit_price": lambda v, r: v.amount(0.3, 90, 3),
    "qtyper": lambda v, r: v.amount(0.1, 3, 2),
    "unit": lambda v, r: v.rng.choice(
        PIECES.get(v.layout.language, "PCS;KGS;MTR").split(";")
    ),
    "wunit": lambda v, r: v.rng.choice(("KG", "LB")),
    "currency": lambda v, r: v.rng.choice(("USD", "EUR", "CNY")),
    "postal": lambda v, r: v.code(5),
    "city": lambda v, r: v.rng.choice(("Ankara", "Puebla", "Jinan", "Hamburg")),
    "port": lambda v, r: v.rng.choice(("SHANGHAI", "CALLAO", "MERSIN")),
    "mode": lambda v, r: v.rng.choice(("SEA", "AIR", "ROAD")),
    "incoterm": lambda v, r: v.rng.choice(("FOB", "CIF", "EXW")),
    "vessel": lambda v, r: v.rng.choice(("EVER GIVEN", "MSC ANNA", "COSCO STAR")),
    "brand": lambda v, r: v.rng.choice(("NORTEX", "ALDO", "SIN MARCA")),
    "goods": lambda v, r: v.rng.choice(("Apparel", "Yarn", "Fabric", "Trims")),
    "partyrole": lambda v, r: v.rng.choice(("Spinning", "Weaving", "Cut and sew")),
    "stage": lambda v, r: v.rng.choice(("纺纱", "织造", "印染")),
    "flow": lambda v, r: v.rng.choice(("Import", "Export")),
    "tier": lambda v, r: v.rng.choice("123"),
    "iso2": lambda v, r: v.rng.choice(("CN", "VN", "BD", "IN", "TR")),
    "int": lambda v, r: str(v.rng.randint(1, 900)),
    "seq": lambda v, r: str(r + 1),
    "share": lambda v, r: str(v.rng.choice((10, 13, 51, 60, 100))),
    "taxid": lambda v, r: v.code(11),
    "uscc": _uscc,
    "person": lambda v, r: v.rng.choice(("R. Garcia", "Li Wei", "A. Petrov")),
    "person_own": lambda v, r: v.person(),
    "person_tel": lambda v, r: f"{v.person()} {v.code(3)}-{v.code(3)}-{v.code(4)}",
    "national": lambda v, r: v.rng.choice("ABKNX") + v.code(8),
    "firm_short": lambda v, r: v.rng.choice(SHORT_FIRMS),
    "phone": lambda v, r: f"+{v.rng.randint(1, 98)} {v.code(3)} {v.code(7)}",
    "email": lambda v, r: f"sales{v.rng.randint(1, 99)}@example.invalid",
    "order": lambda v, r: f"PO-{v.code(5)}",
    "invoice": lambda v, r: f"INV-{v.code(6)}",
    "vendor_id": lambda v, r: f"V{v.rng.randint(100, 140)}",
    "sku": lambda v, r: f"SK-{v.rng.randint(1000, 1100)}",
    "parent": lambda v, r: f"FG-{v.rng.randint(1000, 1100)}",
    "child": lambda v, r: f"RM-{v.rng.randint(1000, 1100)}",
    "lot_out": lambda v, r: f"L{v.code(6)}",
    "lot_in": lambda v, r: f"L{v.code(6)}",
    "document": lambda v, r: f"DOC-{v.code(4)}",
    "short": lambda v, r: v.rng.choice(("A1", "B2", "N/M", "C3")),
}  # fmt: skip

SITED = (
    "maker_address",
    "seller_address",
    "address",
    "vendor_address",
    "party_address",
)


def plain_letters(text: str) -> str:
    """Take the marks off Latin letters, as old programs do; other scripts stay."""
    out = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.combining(char) and out and out[-1].isascii():
            continue
        out.append({"ı": "i", "ł": "l", "đ": "d", "Đ": "D", "ß": "ss"}.get(char, char))
    return unicodedata.normalize("NFC", "".join(out))


def _typo(text: str, rng: random.Random) -> str:
    if len(text) < 8 or not text.isascii():
        return text
    at = rng.randrange(2, len(text) - 2)
    return (
        text[:at] + text[at + 1 :]
        if rng.random() < 0.5
        else text[:at] + text[at] + text[at:]
    )


def _headers(columns: list[Column], rng: random.Random, damage: list[str]) -> list[str]:
    headers = [c.header for c in columns]
    style = rng.choice(
        ("as is", "as is", "upper", "plain letters", "underscores", "typo")
    )
    if style == "upper":
        headers = [h.upper() for h in headers]
    elif style == "plain letters":
        headers = [plain_letters(h) for h in headers]
    elif style == "underscores":
        headers = [
            GROUP.join(part.replace(" ", "_") for part in h.split(GROUP))
            for h in headers
        ]
    elif style == "typo":
        at = rng.randrange(len(headers))
        if not columns[at].month:
            headers[at] = _typo(headers[at], rng)
    damage.append(f"headers {style}")
    return headers


def _columns(layout: Layout, rng: random.Random, damage: list[str]) -> list[Column]:
    columns = list(layout.columns)
    spare = [c for c in columns if c.role.startswith(("-", "?"))]
    if spare and rng.random() < 0.4:
        columns.remove(rng.choice(spare))
        damage.append("a column missing")
    grouped = any(GROUP in c.header for c in columns)
    if rng.random() < 0.3 and not grouped:
        rng.shuffle(columns)
        damage.append("columns shuffled")
    return [each for c in columns for each in _by_month(c)]


def _by_month(column: Column) -> list[Column]:
    """Write a column once for each month, where its header has a form of months."""
    form = MONTH.search(column.header)
    if form is None:
        return [column]
    return [
        Column(
            MONTH.sub(date(2023, month, 1).strftime(form[1]), column.header),
            column.role,
            column.values,
            month=True,
        )
        for month in range(1, MONTHS + 1)
    ]


def make(layout: Layout, seed: int, rows: int = 60) -> Table:
    """Make one damaged table of a layout."""
    rng = random.Random(f"{layout.name}/{seed}")
    damage: list[str] = []
    columns = _columns(layout, rng, damage)
    headers = _headers(columns, rng, damage)
    values = Values(layout, rng, grouped=rng.random() < 0.4)
    cells = [[values.cell(c, r) for c in columns] for r in range(rows)]
    planted = _plant(columns, cells, rng)
    for row in cells:  # a customs table repeats no row in every cell
        for i, column in enumerate(columns):
            if column.values in ("weight_net", "weight_gross", "ref") and not row[i]:
                row[i] = "1"
    _gaps(columns, cells, rng, damage)
    above, below = _frame(columns, rng, damage)
    suffix, content = _written(layout, headers, (above, cells, below), rng, damage)
    shown = (" ".join(h.split(GROUP)) for h in headers)
    pairs = list(zip(shown, columns, strict=True))
    truth = {header: c.role for header, c in pairs if not c.month}
    measures = tuple(dict.fromkeys(c.role for c in columns if c.month))
    if measures:
        measures += (PERIOD[layout.kind],)
        rows = sum(_periods(columns, row) for row in cells)
    told = tuple(damage)
    return Table(layout, suffix, content, truth, rows, planted, told, measures)


def _periods(columns: list[Column], row: list[str]) -> int:
    """Count the months of a row that say something: a blank one is no row, but that a
    row without any stays one."""
    at = [i for i, c in enumerate(columns) if c.month]
    starts = range(MONTHS)
    return max(1, sum(any(row[i] for i in at[n::MONTHS]) for n in starts))


def _plant(
    columns: list[Column], cells: list[list[str]], rng: random.Random
) -> tuple[str, ...]:
    at = next(
        (
            i
            for role in SITED
            for i, c in enumerate(columns)
            if c.role.lstrip("?") == role
        ),
        None,
    )
    if at is None or columns[at].role.startswith("?"):
        return ()
    planted = []
    for row in rng.sample(range(len(cells)), 3):
        cells[row][at] = rng.choice(SITES).format(rng.randint(100, 999))
        planted.append(cells[row][at])
    return tuple(planted)


def _gaps(
    columns: list[Column], cells: list[list[str]], rng: random.Random, damage: list[str]
) -> None:
    """Blank some cells of columns that no row needs."""
    free = [i for i, c in enumerate(columns) if c.role.startswith(("-", "?", "!"))]
    if free and rng.random() < 0.5:
        at = rng.choice(free)
        for row in cells:
            if rng.random() < 0.5:
                row[at] = ""
        damage.append("gaps")


def _frame(
    columns: list[Column], rng: random.Random, damage: list[str]
) -> tuple[list[list[str]], list[list[str]]]:
    width = len(columns)
    above = []
    for text in rng.sample(
        ["Export register 2024", "Confidential", "Period: 2023-2025", "", "Page 1"],
        rng.choice((0, 0, 1, 2, 4)),
    ):
        above.append([text] + [""] * (width - 1))
    below = []
    if rng.random() < 0.4:
        last = next((i for i, c in enumerate(columns) if "weight" in c.role), None)
        total = [""] * width
        total[0] = rng.choice(
            ("Total", "TOTAL:", "合计", "Итого", "Toplam", "Total general")
        )
        if last:
            total[last] = "123456"
            below.append(total)
            damage.append("total row")
    if above:
        damage.append("title rows")
    return above, below


def _lines(headers: list[str]) -> list[list[str]]:
    """Set a header in two lines when it has groups: a group over its first column."""
    if not any(GROUP in h for h in headers):
        return [headers]
    pairs = [h.split(GROUP) if GROUP in h else [h, ""] for h in headers]
    above = [top for top, _ in pairs]
    first = [t if not i or t != above[i - 1] else "" for i, t in enumerate(above)]
    return [first, [low for _, low in pairs]]


def _written(
    layout: Layout,
    headers: list[str],
    parts: tuple[list[list[str]], list[list[str]], list[list[str]]],
    rng: random.Random,
    damage: list[str],
) -> tuple[str, bytes]:
    above, cells, below = parts
    if rng.random() < 0.35:
        damage.append("xlsx")
        return ".xlsx", _xlsx(headers, parts, rng, damage)
    codec = rng.choice((layout.codec, layout.codec, "utf-8", "utf-8-sig", "utf-16"))
    text = io.StringIO()
    mark = rng.choice(",;\t|") if layout.decimal == "." else rng.choice(";\t|")
    writer = csv.writer(text, delimiter=mark)
    writer.writerows([*above, *_lines(headers), *cells, *below])
    try:
        content = text.getvalue().encode(codec)
    except UnicodeEncodeError:
        codec = "utf-8"
        content = text.getvalue().encode(codec)
    damage.append(f"csv {codec} {mark!r}")
    return ".csv", content


def _xlsx(
    headers: list[str],
    parts: tuple[list[list[str]], list[list[str]], list[list[str]]],
    rng: random.Random,
    damage: list[str],
) -> bytes:
    above, cells, below = parts
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Data")
    plain = book.add_format()
    if above and len(headers) > 1:
        above = [row for row in above if row[0]]
        damage.append("merged titles")
    for r, row in enumerate(above):
        if len(headers) > 1:
            sheet.merge_range(r, 0, r, len(headers) - 1, row[0], plain)
    first = len(above)
    for r, row in enumerate([*_lines(headers), *cells, *below]):
        for c, text in enumerate(row):
            if text:
                sheet.write_string(first + r, c, text)
    if rng.random() < 0.3:
        book.add_worksheet("Notes").write_string(0, 0, "Prepared for internal use.")
        damage.append("a sheet of notes")
    book.close()
    return out.getvalue()
