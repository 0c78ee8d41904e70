"""Columns about persons are dropped at the door, by their words or by their values."""

from collections.abc import Callable

import pytest

from whence.model.table import Mapping, RawTable
from whence.read.headings import is_person
from whence.read.roles import map_table

Make = Callable[..., RawTable]

# Who signs, checks, drives and looks after things, as forms of many offices head it.
SIGNERS = {
    "en": "Prepared by; Approved By; Checked by; Signed by; Verified by; Signature;"
    "Name of attendant; Inspector; Examining Officer; Driver name; Process operator",
    "es": "Elaborado por; Aprobado por; Revisado por; Conductor; Nombre del firmante",
    "pt": "Elaborado por; Aprovado por; Assinatura; Motorista; Conferente",
    "fr": "Établi par; Approuvé par; Signataire; Vérificateur; Chauffeur",
    "de": "Erstellt von; Freigegeben von; Sachbearbeiter; Unterschrift; Fahrer; Prüfer",
    "it": "Redatto da; Approvato da; Autista; Firmatario",
    "nl": "Opgesteld door; Goedgekeurd door; Handtekening",
    "pl": "Sporządził; Zatwierdził; Podpis; Kierowca; Opiekun",
    "cs": "Vypracoval; Schválil; Podpis; Řidič",
    "hu": "Készítette; Jóváhagyta; Aláírás; Sofőr",
    "ro": "Întocmit de; Aprobat de; Semnătura; Șofer",
    "ru": "Подготовил; Утвердил; Подпись; Исполнитель; Ответственное лицо; Водитель",
    "uk": "Підготував; Затвердив; Підпис; Водій; Виконавець",
    "kk": "Дайындаған; Бекіткен; Қолы; Жүргізуші",
    "uz": "Tayyorladi; Tasdiqladi; Imzo; Haydovchi",
    "mn": "Бэлтгэсэн; Баталсан; Гарын үсэг; Жолооч",
    "tr": "Hazırlayan; Onaylayan; İmza; Şoför; Kontrol eden",
    "vi": "Người lập; Người duyệt; Người ký; Tài xế; Người kiểm tra",
    "id": "Dibuat oleh; Disetujui oleh; Tanda tangan; Sopir; Diperiksa oleh",
    "ms": "Disediakan oleh; Diluluskan oleh; Tandatangan; Pemandu",
    "zh": "制单人; 审核人; 经办人; 采购员; 业务员; 操作员; 签字; 批准人; 申报人员;"
    "司机; 填表人",
    "ja": "作成者; 承認者; 作業者; 署名; 運転手; 検査員",
    "ko": "작성자; 승인자; 서명; 운전자; 검사원",
    "th": "ผู้จัดทำ; ผู้อนุมัติ; ลายเซ็น; ผู้ตรวจสอบ; คนขับ",
    "ar": "أعده; اعتمده; التوقيع; السائق; المفتش",
    "fa": "امضا; راننده; بازرس",
    "hi": "हस्ताक्षर; चालक; निरीक्षक",
    "bn": "স্বাক্ষর; চালক; পরিদর্শক",
    "ur": "دستخط; ڈرائیور",
}

# Headers over which firms stand, or nobody.
NOBODY = [
    *("Buyer", "Supplier", "Shipper", "Consignee", "Manufacturer", "Economic operator"),
    *(
        "Acheteur",
        "Comprador",
        "Käufer",
        "Покупатель",
        "购买方",
        "경영자단체",
        "采购单位",
    ),
    *(
        "Approved supplier",
        "Approval date",
        "Date signed",
        "Inspection date",
        "Port of signing",
    ),
    *("Checked weight", "Operador económico"),
    *("Verified quantity", "Prepared foods", "Nombre de la firma exportadora"),
]

PEOPLE = {
    "English": ["Mary Jones", "Peter Hall", "John A. Smith", "Susan Clark"],
    "initials": ["R. Garcia", "A. Petrov", "J. K. Olsen", "M. Rossi"],
    "French": ["Marie Dupont", "Jean Martin", "Pierre Leroy", "Sophie Bernard"],
    "Polish": ["Anna Kowalska", "Piotr Nowak", "Marek Zieliński", "Ewa Wójcik"],
    "Russian": [
        "Иванов И.И.",
        "Петрова Анна Сергеевна",
        "Сидоров П. К.",
        "Олег Волков",
    ],
    "Chinese": ["王伟", "李娜", "张建国", "欧阳明"],
    "Korean": ["김민수", "이영희", "박지훈", "최수진"],
    "Turkish": ["Ahmet Yılmaz", "Ayşe Demir", "Mehmet Kaya", "Fatma Çelik"],
    "Vietnamese": ["Nguyễn Văn An", "Trần Thị Hoa", "Lê Minh Tuấn", "Phạm Thu Hà"],
    "Arabic": ["محمد علي", "أحمد حسن", "فاطمة الزهراء", "خالد يوسف"],
    "Spanish": ["José Pérez López", "María García", "Carlos Ruiz", "Ana Torres"],
    "Bengali": ["রহিমা খাতুন", "আব্দুল করিম", "মোঃ সোহেল রানা", "শিরীন আক্তার"],
    "Hindi": ["राजेश कुमार", "सुनील शर्मा", "अमित सिंह", "गीता यादव"],
    "Thai": ["นายอนันต์ มีสุข", "นางสาวดวงใจ รักดี", "คุณมานะ", "นางจันทร์ แก้วใส"],
    "Greek": ["Νίκος Αντωνίου", "Ελένη Γεωργίου", "Γιώργος Ιωάννου", "Μαρία Κώστα"],
    "Georgian": [
        "გიორგი ბერიძე",
        "ნინო კალანდაძე",
        "ზურაბ მაისურაძე",
        "მარიამ გელაშვილი",
    ],
    "Armenian in Latin": [
        *("Vardges Petrosyan", "Hrachya Manukyan", "Zaven Sargsyan"),
        "Levon Hakobyan",
    ],
    "Armenian in Russian": [
        *("Вардгес Петросян", "Грачья Манукян", "Завен Саркисян"),
        "Левон Акопян",
    ],
    "Georgian in Latin": [
        *("Zviad Beridze", "Otar Kalandadze", "Bidzina Maisuradze"),
        "Vakho Lominadze",
    ],
    "Uzbek": ["Rustam Qodirov", "Malika Ergasheva", "Sobirov A.", "Gulnora Aliyeva"],
    "Taiwanese": ["陳美玲", "黃志強", "張惠君", "劉家豪"],
    "family first": ["SMITH, John", "PETROV, Ivan", "GARCIA, Maria", "NOWAK, Piotr"],
}

# No role is theirs, and no person stands in them.
THINGS = {
    "vessels": ["EVER GIVEN", "MSC ANNA", "COSCO STAR", "MAERSK ESSEX"],
    "brands": ["CALVIN KLEIN", "NORTEX", "SIN MARCA", "ALDO BLUE"],
    "cities": ["San José", "Santa Marta", "New York", "Ho Chi Minh"],
    "goods": ["Cotton Yarn", "Blue Denim", "Men Shirts", "Knit Fabric"],
    "firms": ["Jones Textile Ltd", "Marie SARL", "Garcia Hermanos S.A.", "Smith Inc"],
    "firms in pinyin": [
        *("Zhejiang Haiyan", "Shaoxing Huayan", "Sichuan Tianyan"),
        *("Hubei Xinyan", "Jiangxi Longyan"),
    ],
    "firms in pinyin, in Cyrillic": [
        *("Чжэцзян Хайян", "Шаосин Хуаян", "Сычуань Тяньян"),
        *("Хубэй Синьян", "Цзянси Лунъян"),
    ],
    "short firms": ["Nowhere Mills", "Peter Textiles", "Anna Garments", "Jean Import"],
    "Chinese goods": ["棉纱", "男裤", "针织布", "衬衫"],
    "Chinese cities": ["济南", "青岛", "上海", "温州"],
    "Chinese firms": ["王氏纺织厂", "李宁公司", "张江集团", "安康服装厂"],
    "short Chinese firms": ["宏发", "金源", "万家", "方正", "华孚", "马达", "高盛"],
    "Chinese firms of three letters": [
        "周大福",
        "王老吉",
        "高德发",
        "金利来",
        "雷士通",
    ],
    "short Korean firms": ["한솔", "신원", "남양", "이마트", "오리온", "서희"],
    "firms called after persons": [
        *("Usman Traders", "Kumar Exports", "Ali & Sons", "Ahmed Fabrics"),
        *("Lopez Hermanos", "Maria Confecciones", "Hasan Tekstil", "Ivan Zavod"),
    ],
    "Arabic firms": ["شركة محمد علي", "مؤسسة خالد", "مصنع حسن", "شركة فاطمة"],
    "Bengali firms": ["রহমান ট্রেডার্স", "করিম এন্টারপ্রাইজ", "আলী মিলস", "হাসান কোম্পানি"],
    "sole traders": ["ИП Иванов И.И.", "ИП Петрова А.С.", "ИП Ким О.В.", "ЧП Ян А."],
    "provinces": ["Thanh Hoa", "Quang Ninh", "Nam Dinh", "Hung Yen", "Ha Nam"],
    "countries": ["Viet Nam", "Sri Lanka", "Saudi Arabia", "Costa Rica"],
    "Russian goods": ["Набор инструментов", "Ткань из хлопка", "Партия цветов"],
    "terms": ["Letter of Credit", "Cash In Advance", "Open Account", "T/T"],
    "states": ["New Jersey", "South Carolina", "North Dakota", "West Virginia"],
}


def mapped(table: Make, header: str, cells: list[str]) -> Mapping:
    heads = ["PO Number", "Vendor", "Order Date", "Item", "Quantity", "Unit", header]
    rows = [
        [f"PO-{i}", f"Nowhere Mill {i % 3} Ltd", f"2024-03-{i + 1:02}", f"SK-{i}"]
        for i in range(20)
    ]
    rows = [[*row, "5", "KG", cells[i % len(cells)]] for i, row in enumerate(rows)]
    return map_table(table(heads, rows))


@pytest.mark.parametrize("language", SIGNERS)
def test_who_signs_or_drives_is_a_person(language: str) -> None:
    for header in SIGNERS[language].split(";"):
        assert is_person(header.strip(), (language, "en")), header


@pytest.mark.parametrize("header", NOBODY)
def test_a_header_of_firms_goods_or_days_is_no_person(header: str) -> None:
    languages = ("en", "es", "fr", "de", "pl", "ru", "zh", "ko")
    assert not is_person(header, languages)


@pytest.mark.parametrize("script", PEOPLE)
@pytest.mark.parametrize("header", ["Zorvald", "Acheteur"])
def test_names_of_persons_are_dropped_under_any_header(
    script: str, header: str, table: Make
) -> None:
    assert header in mapped(table, header, PEOPLE[script]).dropped


@pytest.mark.parametrize("what", THINGS)
def test_ships_towns_goods_and_firms_are_no_persons(what: str, table: Make) -> None:
    assert mapped(table, "Zorvald", THINGS[what]).dropped == ()


@pytest.mark.parametrize("head", ["Mill", "Spinner", "Factory"])
@pytest.mark.parametrize("firms", ["firms in pinyin", "firms in pinyin, in Cyrillic"])
def test_mills_with_names_in_pinyin_are_not_dropped_beside_their_supplier(
    head: str, firms: str, table: Make
) -> None:
    """A mill that is dropped is lost: such names ended like families' of Armenia."""
    rows = [[f"Nowhere {i} Trading Ltd", name] for i, name in enumerate(THINGS[firms])]
    assert map_table(table(["Supplier", head], rows)).dropped == ()


@pytest.mark.parametrize("head", ["Vendor", "Vendedor", "Seller", "供应商"])
def test_persons_beside_the_firm_are_no_further_party(head: str, table: Make) -> None:
    heads = ["Supplier Name", "Address", "Country", head]
    names = PEOPLE["Spanish"]
    rows = [
        [f"Nowhere Mill {i} Ltd", f"{i} Mill Road", "Peru", names[i % 4]]
        for i in range(12)
    ]
    mapping = map_table(table(heads, rows))
    assert ("Supplier Name", "name") in [(c.header, c.role) for c in mapping.columns]
    assert mapping.dropped == (head,)


def test_a_clerk_under_buyer_makes_no_list_of_orders_a_trade_table(table: Make) -> None:
    heads = ["Order", "Order Date", "Supplier Company", "Seller", "Buyer", "Qty", "UoM"]
    one, two = PEOPLE["English"], PEOPLE["Polish"]
    rows = [
        [
            f"PO-{i}",
            f"2024-03-{i + 1:02}",
            "Mill Ltd",
            one[i % 4],
            two[i % 4],
            "5",
            "KG",
        ]
        for i in range(12)
    ]
    mapping = map_table(table(heads, rows))
    assert mapping.kind.value == "orders"
    assert mapping.dropped == ("Seller", "Buyer")


def test_a_buyer_who_has_a_role_is_kept(table: Make) -> None:
    heads = ["Arrival Date", "Shipper", "Buyer", "HS Code"]
    names = ["Ralph Lauren", "Calvin Klein", "Hugo Boss", "Tommy Hilfiger"]
    rows = [
        [f"2024-03-{i + 1:02}", f"Nowhere Mill {i} Ltd", names[i % 4], "520512"]
        for i in range(12)
    ]
    mapping = map_table(table(heads, rows))
    assert ("Buyer", "buyer") in [(c.header, c.role) for c in mapping.columns]
    assert mapping.dropped == ()
