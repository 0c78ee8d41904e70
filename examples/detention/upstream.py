"""Papers of cotton, yarn and fabric, from the field to the dyeing house."""

from parties import (
    BANK_BD,
    BANK_CN,
    CHINA,
    GIN_BR,
    GIN_US,
    KNITTER,
    LINE,
    MERCHANT,
    SEWER,
    SPINNER,
    TRADER,
    chinese,
    table,
)
from press import Sheet

US_BALES = (
    218,
    219,
    217,
    218,
    220,
    218,
    217,
    219,
    218,
    218,
    219,
    217,
    218,
    219,
    218,
    219,
)
BR_BALES = (229, 228, 228, 229, 228, 229, 228, 229, 229, 229)


def _bales(first: int, weights: tuple[int, ...], prefix: str) -> tuple[str, ...]:
    grades = ("31-3-37", "41-3-36", "31-3-36")
    return tuple(
        f"{prefix}{first + at} | {weight} | {grades[at % 3]}"
        for at, weight in enumerate(weights)
    )


def payment(
    bank: object, number: str, day: str, *, payer: str, payee: str, money: str, ref: str
) -> Sheet:
    """Draw up a bank's advice of a payment."""
    return bank.paper(  # type: ignore[attr-defined]
        "SWIFT MT103 PAYMENT CONFIRMATION",
        {
            "Transaction reference": number,
            "Value date": day,
            "Ordering customer": payer,
            "Beneficiary": payee,
            "Amount": money,
            "Remittance information": f"PAYMENT OF INVOICE {ref}",
        },
        sign="",
    )


def field_and_gin() -> dict[str, Sheet]:
    """Give the papers of two origins: Texas and Bahia."""
    return {
        "US/Farm settlement CD-2211.pdf": GIN_US.paper(
            "SEED COTTON PURCHASE AND HARVEST SETTLEMENT",
            {
                "Settlement No.": "CD-2211",
                "Date": "2025-11-06",
                "Grower": "Yellow House Draw Farm, Lubbock County, Texas",
                "Buyer": GIN_US.name,
                "Modules": "M-4410 to M-4413",
            },
            table(
                "Module lot | Goods | Harvested | Net weight (kg)",
                "CD-M44 | Seed cotton | 2025-11-01 | 9,120",
            ),
            notes=("Field: Yellow House Draw, section 14, Lubbock County, Texas.",),
        ),
        "US/gin run CD-R18.pdf": GIN_US.paper(
            "GIN RUN RECORD",
            {
                "Record No.": "CD-R18",
                "Date": "2025-11-12",
                "Process": "Ginning and baling",
                "Input lot": "CD-M44",
                "Output lot": "PF-7730",
            },
            table(
                "Material | Lot | Quantity (kg)",
                "Seed cotton consumed | CD-M44 | 9,120",
                "Lint produced, 16 bales | PF-7730 | 3,492",
                "Cotton seed | - | 5,130",
                "Trash and moisture | - | 498",
            ),
        ),
        "US/bale list PF-7730.xlsx": MERCHANT.paper(
            "BALE LIST",
            {
                "Bale list No.": "PF-BL-7730",
                "Date": "2025-11-14",
                "Lot": "PF-7730",
                "Gin": GIN_US.name,
                "Origin": "Lubbock County, Texas, USA",
                "Net weight (kg)": "3,492",
            },
            table("Bale No. | Net weight (kg) | Class", *_bales(440117, US_BALES, "")),
        ),
        "US/Invoice PF-25-118.pdf": MERCHANT.paper(
            "COMMERCIAL INVOICE",
            {
                "Invoice No.": "PF-25-118",
                "Invoice date": "2025-12-03",
                "Buyer": SPINNER.name,
                "Contract": "KS-C-0091",
                "Vessel": "Meridian Harrier",
            },
            table(
                "Description | Lot | Net weight (kg) | Unit price (USD) | Amount (USD)",
                "Raw cotton lint, 16 bales, USA | PF-7730 | 3,492 | 1.92 | 6,704.64",
            ),
            notes=("Bale numbers 440117 to 440132 as per bale list PF-BL-7730.",),
        ),
        "US/BL BMLU7730118.pdf": LINE.paper(
            "BILL OF LADING",
            {
                "B/L No.": "BMLU7730118",
                "Shipped on board": "2025-12-09",
                "Shipper": MERCHANT.name,
                "Consignee": SPINNER.name,
                "Port of loading": "Houston",
                "Port of discharge": "Chattogram",
                "Lot": "PF-7730",
                "Invoice": "PF-25-118",
            },
            table(
                "Container | Packages | Description | Gross weight (kg)",
                "BMLU 218377-4 | 16 bales | Raw cotton lint | 3,528",
            ),
        ),
        "US/payment PF-25-118.pdf": payment(
            BANK_BD,
            "PVB-26-00417",
            "2026-01-08",
            payer=SPINNER.name,
            payee=MERCHANT.name,
            money="USD 6,704.64",
            ref="PF-25-118",
        ),
        "scan0007.pdf": GIN_BR.paper(
            "GINNING RECORD",
            {
                "Record No.": "SC-B-0342",
                "Date": "2025-08-21",
                "Process": "Ginning",
                "Field": "Fazenda Rio de Ondas, Bahia",
                "Input lot": "SC-F19",
                "Output lot": "SC-B19",
            },
            table(
                "Material | Lot | Quantity (kg)",
                "Seed cotton consumed | SC-F19 | 5,905",
                "Lint produced, 10 bales | SC-B19 | 2,286",
                "Cotton seed | - | 3,310",
            ),
        ),
        "scan0008.pdf": GIN_BR.paper(
            "HARVEST RECORD",
            {
                "Record No.": "SC-H-0119",
                "Date": "2025-08-02",
                "Farm": "Fazenda Rio de Ondas, Bahia, Brazil",
                "Crop": "Seed cotton",
                "Lot": "SC-F19",
                "Net weight": "5,905 kg",
            },
        ),
        "BR/bale list SC-B19.xlsx": GIN_BR.paper(
            "BALE LIST",
            {
                "Bale list No.": "SC-BL-0342",
                "Date": "2025-08-23",
                "Lot": "SC-B19",
                "Origin": "Bahia, Brazil",
                "Net weight (kg)": "2,286",
            },
            table("Bale No. | Net weight (kg) | Class", *_bales(90211, BR_BALES, "BR")),
        ),
        "BR/Fatura SC-1187.pdf": GIN_BR.paper(
            "COMMERCIAL INVOICE / FATURA COMERCIAL",
            {
                "Invoice No.": "SC-1187",
                "Date": "2025-09-15",
                "Buyer": SPINNER.name,
                "Terms": "CFR Chattogram",
            },
            table(
                "Description | Lot | Net weight (kg) | Unit price (USD) | Amount (USD)",
                "Raw cotton lint, 10 bales, Brazil | SC-B19 | 2,286 | 1.85 | 4,229.10",
            ),
        ),
        "BR/BL BMLU6601902.pdf": LINE.paper(
            "BILL OF LADING",
            {
                "B/L No.": "BMLU6601902",
                "Shipped on board": "2025-09-24",
                "Shipper": GIN_BR.name,
                "Consignee": SPINNER.name,
                "Port of loading": "Salvador",
                "Port of discharge": "Chattogram",
                "Lot": "SC-B19",
                "Invoice": "SC-1187",
            },
            table(
                "Container | Packages | Description | Gross weight (kg)",
                "BMLU 300418-1 | 10 bales | Raw cotton lint | 2,309",
            ),
        ),
        "BR/swift SC-1187.pdf": payment(
            BANK_BD,
            "PVB-25-19020",
            "2025-10-20",
            payer=SPINNER.name,
            payee=GIN_BR.name,
            money="USD 4,229.10",
            ref="SC-1187",
        ),
    }


def yarn() -> dict[str, Sheet]:
    """Give the papers of two lots of yarn: one whole, one doubtful."""
    cn = chinese(CHINA)
    trader = chinese(TRADER)
    return {
        "Kalindri/spinning KS-P-0226.xlsx": SPINNER.paper(
            "SPINNING PRODUCTION RECORD (LAYDOWN)",
            {
                "Record No.": "KS-P-0226",
                "Date": "2026-02-14",
                "Process": "Ring spinning, Ne 30/1 combed",
                "Output lot": "YK-118",
            },
            table(
                "Material | Lot | Quantity (kg)",
                "Lint consumed, USA | PF-7730 | 3,492",
                "Lint consumed, Brazil | SC-B19 | 2,286",
                "Yarn produced | YK-118 | 5,400",
                "Waste | - | 378",
            ),
        ),
        "Kalindri/INV KS-2603.pdf": SPINNER.paper(
            "COMMERCIAL INVOICE",
            {
                "Invoice No.": "KS-2603",
                "Date": "2026-02-20",
                "Buyer": KNITTER.name,
                "Order No.": "BK-PO-771",
            },
            table(
                "Description | Lot | Net weight (kg) | Price (USD/kg) | Amount (USD)",
                "Cotton yarn Ne 30/1 | YK-118 | 5,400 | 3.35 | 18,090.00",
            ),
        ),
        "Kalindri/delivery challan 884.pdf": SPINNER.paper(
            "DELIVERY NOTE",
            {
                "Delivery note No.": "KS-DC-884",
                "Date": "2026-02-21",
                "Delivered to": KNITTER.name,
                "Invoice No.": "KS-2603",
            },
            table(
                "Goods | Lot | Bags | Net weight (kg)",
                "Cotton yarn Ne 30/1 | YK-118 | 108 | 5,400",
            ),
        ),
        "Kalindri/payment KS-2603.pdf": payment(
            BANK_BD,
            "PVB-26-03116",
            "2026-03-12",
            payer=KNITTER.name,
            payee=SPINNER.name,
            money="USD 18,090.00",
            ref="KS-2603",
        ),
        "Bhairab/PO BK-PO-771.docx": KNITTER.paper(
            "PURCHASE ORDER",
            {
                "Order No.": "BK-PO-771",
                "Date": "2026-01-11",
                "Supplier": SPINNER.name,
            },
            table(
                "Description | Quantity (kg) | Price (USD/kg)",
                "Cotton yarn Ne 30/1 combed | 5,400 | 3.35",
            ),
        ),
        "南通/采购合同 YLH-2601.pdf": cn.paper(
            "棉纱购销合同",
            {
                "合同编号": "YLH-2601",
                "签订日期": "2026年1月12日",
                "卖方": cn.name,
                "买方": KNITTER.name,
            },
            table(
                "品名 | 数量（千克） | 单价（美元/千克） | 金额（美元）",
                "纯棉纱 30支 | 3,240 | 2.95 | 9,558.00",
            ),
            sign="签章",
        ),
        "南通/发票 YLH-INV-0305.pdf": cn.paper(
            "商业发票",
            {
                "发票号码": "YLH-INV-0305",
                "日期": "2026年2月6日",
                "买方": KNITTER.name,
                "合同编号": "YLH-2601",
            },
            table(
                "品名 | 批号 | 净重（千克） | 单价（美元） | 金额（美元）",
                "纯棉纱 30支 | NY-2503 | 3,240 | 2.95 | 9,558.00",
            ),
            sign="签章",
        ),
        "南通/装箱单 YLH-PL-0305.pdf": cn.paper(
            "装箱单",
            {
                "装箱单号": "YLH-PL-0305",
                "日期": "2026年2月6日",
                "发票号码": "YLH-INV-0305",
                "收货人": KNITTER.name,
            },
            table(
                "品名 | 批号 | 件数 | 净重（千克） | 毛重（千克）",
                "纯棉纱 30支 | NY-2503 | 130 | 3,240 | 3,370",
            ),
            sign="签章",
        ),
        "南通/提单 BMLU5530077.pdf": LINE.paper(
            "BILL OF LADING 提单",
            {
                "B/L No. 提单号": "BMLU5530077",
                "Shipped on board": "2026-02-11",
                "Shipper": CHINA.name,
                "Consignee": KNITTER.name,
                "Port of loading": "Shanghai",
                "Port of discharge": "Chattogram",
                "Lot": "NY-2503",
                "Invoice": "YLH-INV-0305",
            },
            table(
                "Container | Packages | Description | Gross weight (kg)",
                "BMLU 551207-0 | 130 cartons | Cotton yarn Ne 30 | 3,370",
            ),
        ),
        "南通/水单 JH-26-1184.pdf": BANK_CN.paper(
            "银行回单 收款通知",
            {
                "回单编号": "JH-26-1184",
                "日期": "2026年3月3日",
                "付款人": KNITTER.name,
                "收款人": cn.name,
                "金额": "USD 9,558.00",
                "附言": "货款 发票 YLH-INV-0305",
            },
            sign="",
        ),
        "scan0021.pdf": cn.paper(
            "纺纱生产记录",
            {
                "记录编号": "YLH-SC-0126",
                "日期": "2026年1月26日",
                "工序": "纺纱 环锭 30支",
                "投料批号": "HL-Q4",
                "产出批号": "NY-2503",
            },
            table(
                "物料 | 批号 | 数量（千克）",
                "皮棉 投料 | HL-Q4 | 3,100",
                "棉纱 产出 | NY-2503 | 3,240",
            ),
            sign="签章",
        ),
        "南通/原棉发票 HL-8817.pdf": trader.paper(
            "增值税发票",
            {
                "发票号码": "HL-8817",
                "开票日期": "2026年1月5日",
                "购买方": cn.name,
                "销售方": trader.name,
            },
            table(
                "货物名称 | 批号 | 数量（千克） | 单价（元） | 金额（元）",
                "皮棉 原棉 | HL-Q4 | 3,100 | 15.20 | 47,120.00",
            ),
            sign="签章",
        ),
        "南通/产地声明.pdf": trader.paper(
            "原棉产地声明",
            {
                "声明编号": "HL-SM-26",
                "日期": "2026年1月6日",
                "批号": "HL-Q4",
                "产地": "澳大利亚",
            },
            notes=("我公司声明上述皮棉产自澳大利亚，与其他地区无关。",),
            sign="签章",
        ),
    }


def fabric() -> dict[str, Sheet]:
    """Give the papers of knitting and dyeing."""
    return {
        "Bhairab/knitting BK-K-311.pdf": KNITTER.paper(
            "KNITTING PRODUCTION RECORD",
            {
                "Record No.": "BK-K-311",
                "Date": "2026-03-11",
                "Process": "Circular knitting, single jersey",
                "Output lot": "GR-0311",
            },
            table(
                "Material | Lot | Quantity (kg)",
                "Yarn consumed | YK-118 | 5,400",
                "Yarn consumed | NY-2503 | 3,240",
                "Greige fabric produced | GR-0311 | 8,510",
                "Waste | - | 130",
            ),
        ),
        "scan0032.pdf": KNITTER.paper(
            "DYEING AND FINISHING RECORD",
            {
                "Record No.": "BK-D-327",
                "Date": "2026-04-09",
                "Process": "Dyeing and finishing",
                "Input lot": "GR-0311",
                "Output lot": "FB-0327",
            },
            table(
                "Material | Lot | Quantity (kg)",
                "Greige fabric consumed | GR-0311 | 8,510",
                "Finished fabric produced | FB-0327 | 8,290",
            ),
        ),
        "Bhairab/INV BK-1402.pdf": KNITTER.paper(
            "COMMERCIAL INVOICE",
            {
                "Invoice No.": "BK-1402",
                "Date": "2026-03-29",
                "Buyer": SEWER.name,
                "Order No.": "TA-PO-558",
            },
            table(
                "Description | Lot | Net weight (kg) | Price (USD/kg) | Amount (USD)",
                "Dyed knit fabric, single jersey | FB-0327 | 8,290 | 6.40 | 53,056.00",
            ),
        ),
        "Bhairab/challan BK-DC-930.pdf": KNITTER.paper(
            "DELIVERY NOTE",
            {
                "Delivery note No.": "BK-DC-930",
                "Date": "2026-03-30",
                "Delivered to": SEWER.name,
                "Invoice No.": "BK-1402",
            },
            table(
                "Goods | Lot | Rolls | Net weight (kg)",
                "Dyed knit fabric | FB-0327 | 332 | 8,290",
            ),
        ),
        "Bhairab/payment BK-1402.pdf": payment(
            BANK_BD,
            "PVB-26-05544",
            "2026-04-22",
            payer=SEWER.name,
            payee=KNITTER.name,
            money="USD 53,056.00",
            ref="BK-1402",
        ),
    }
