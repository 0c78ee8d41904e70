"""Papers of the garments, their carriage, their tests, and the notice."""

from parties import (
    BANK_US,
    CERTIFIER,
    CUSTOMS,
    IMPORTER,
    KNITTER,
    LAB,
    LINE,
    MERCHANT,
    SEWER,
    SPINNER,
    table,
)
from press import Sheet
from upstream import payment


def garments() -> dict[str, Sheet]:
    """Give the papers of cutting, sewing, sale and carriage."""
    return {
        "PO HP-4471.pdf": IMPORTER.paper(
            "PURCHASE ORDER",
            {
                "PO No.": "HP-4471",
                "Date": "2025-12-18",
                "Supplier": SEWER.name,
                "Ship to": "Newark, New Jersey",
            },
            table(
                "Style | Description | Quantity (pcs) | Price (USD) | Amount (USD)",
                "HP-T210 | Men's T-shirts, 100% cotton, knit | 48,000 | 3.10 "
                "| 148,800.00",
            ),
        ),
        "Tarapur/PO TA-PO-558.pdf": SEWER.paper(
            "PURCHASE ORDER",
            {
                "Order No.": "TA-PO-558",
                "Date": "2026-01-06",
                "Supplier": KNITTER.name,
                "For buyer order": "HP-4471",
            },
            table(
                "Description | Quantity (kg) | Price (USD/kg)",
                "Dyed single jersey, cotton, 160 g/m2 | 8,290 | 6.40",
            ),
        ),
        "Tarapur/cutting TA-C-0406.pdf": SEWER.paper(
            "CUTTING AND SEWING PRODUCTION RECORD",
            {
                "Record No.": "TA-C-0406",
                "Date": "2026-04-06",
                "Process": "Cutting and sewing",
                "PO No.": "HP-4471",
                "Input lot": "FB-0327",
                "Output lot": "TS-4471",
            },
            table(
                "Material | Lot | Quantity (kg) | Pieces",
                "Finished fabric consumed | FB-0327 | 8,290 |",
                "T-shirts produced | TS-4471 | 7,200 | 48,000",
                "Cutting waste | - | 1,090 |",
            ),
        ),
        "Tarapur/CI TA-2219.pdf": SEWER.paper(
            "COMMERCIAL INVOICE",
            {
                "Invoice No.": "TA-2219",
                "Date": "2026-04-27",
                "Buyer": IMPORTER.name,
                "PO No.": "HP-4471",
                "Country of origin": "Bangladesh",
                "HTS": "6109.10.0012",
            },
            table(
                "Description | Lot | Quantity (pcs) | Unit price (USD) | Amount (USD)",
                "Men's T-shirts, 100% cotton, knit | TS-4471 | 48,000 | 3.10 "
                "| 148,800.00",
            ),
            notes=("Total net weight 7,200 kg in 2,000 cartons.",),
        ),
        "Tarapur/PL-4471.xlsx": SEWER.paper(
            "PACKING LIST",
            {
                "Packing list No.": "PL-4471",
                "Date": "2026-04-27",
                "Invoice No.": "TA-2219",
                "PO No.": "HP-4471",
                "Consignee": IMPORTER.name,
            },
            table(
                "Description | Lot | Cartons | Quantity (pcs) | Net weight "
                "(kg) | Gross weight (kg)",
                "T-shirts, sizes S to L | TS-4471 | 1,400 | 33,600 | 5,040 | 5,712",
                "T-shirts, sizes XL to XXL | TS-4471 | 600 | 14,400 | 2,160 | 2,448",
            ),
        ),
        "BL BMLU4471220.pdf": LINE.paper(
            "BILL OF LADING",
            {
                "B/L No.": "BMLU4471220",
                "Shipped on board": "2026-05-02",
                "Shipper": SEWER.name,
                "Consignee": IMPORTER.name,
                "Port of loading": "Chattogram",
                "Port of discharge": "Newark",
                "Invoice": "TA-2219",
                "PO No.": "HP-4471",
            },
            table(
                "Container | Packages | Description | Gross weight (kg)",
                "BMLU 447122-0 | 2,000 cartons | Cotton T-shirts | 8,160",
            ),
        ),
        "wire TA-2219.pdf": payment(
            BANK_US,
            "HQB-260512-3390",
            "2026-05-12",
            payer=IMPORTER.name,
            payee=SEWER.name,
            money="USD 148,800.00",
            ref="TA-2219",
        ),
        "Tarapur/certificate of origin.pdf": SEWER.paper(
            "CERTIFICATE OF ORIGIN",
            {
                "Certificate No.": "CO-BD-26-90417",
                "Date": "2026-04-29",
                "Exporter": SEWER.name,
                "Importer": IMPORTER.name,
                "Invoice No.": "TA-2219",
                "Origin": "Bangladesh",
            },
            notes=("The goods described were made in Bangladesh.",),
        ),
        "supply chain map.docx": IMPORTER.paper(
            "SUPPLY CHAIN FLOW CHART",
            {"Date": "2026-06-12", "PO No.": "HP-4471"},
            table(
                "Step | Stage | Party | Place",
                f"1 | Ginning | {MERCHANT.name} | Texas, United States",
                f"2 | Spinning | {SPINNER.name} | Mymensingh, Bangladesh",
                f"3 | Knitting and dyeing | {KNITTER.name} | Narayanganj, Bangladesh",
                f"4 | Cutting and sewing | {SEWER.name} | Gazipur, Bangladesh",
            ),
            sign="",
        ),
    }


def proofs() -> dict[str, Sheet]:
    """Give the laboratory test and the certificate; each lacks something."""
    return {
        "isotope report OV-26-0518.pdf": LAB.paper(
            "STABLE ISOTOPE TEST REPORT",
            {
                "Report No.": "OV-26-0518",
                "Date": "2026-05-21",
                "Client": SEWER.name,
                "Sample": "Finished T-shirt, style HP-T210",
                "Sample reference": "TS-4471",
                "Method": "Isotope ratio mass spectrometry (IRMS), C H O N S",
                "Accreditation": "ISO/IEC 17025, UKAS testing laboratory",
                "Result": "Consistent with a mixture of declared origins",
            },
            notes=("The sample was received by courier from the client.",),
        ),
        "Kalindri/transaction certificate.pdf": CERTIFIER.paper(
            "TRANSACTION CERTIFICATE (GOTS)",
            {
                "Certificate No.": "TC-CFC-26-20771",
                "Date": "2026-03-05",
                "Seller": SPINNER.name,
                "Buyer": KNITTER.name,
                "Standard": "Global Organic Textile Standard (GOTS)",
                "Lot": "YK-118",
                "Products": "Cotton yarn",
                "Net weight": "5,400 kg",
                "Invoice No.": "KS-2603",
            },
        ),
    }


def earlier_packing_list() -> Sheet:
    """Give the packing list that a message carries: the same number, other figures."""
    return SEWER.paper(
        "PACKING LIST",
        {
            "Packing list No.": "PL-4471",
            "Date": "2026-04-24",
            "Invoice No.": "TA-2219",
            "PO No.": "HP-4471",
            "Consignee": IMPORTER.name,
        },
        table(
            "Description | Lot | Cartons | Quantity (pcs) | Net weight "
            "(kg) | Gross weight (kg)",
            "T-shirts | TS-4471 | 2,050 | 49,200 | 7,380 | 8,364",
        ),
    )


def notice() -> dict[str, Sheet]:
    """Give the notice of detention and its attachment: fields of 19 CFR 151.16."""
    return {
        "notice of detention.pdf": CUSTOMS.paper(
            "NOTICE OF DETENTION",
            {
                "Detention Number": "2026-4601-00417",
                "Port Code": "4601",
                "Port Name": "New York/Newark Area",
                "Date of Detention": "06/10/2026",
                "Date presented for examination": "06/03/2026",
                "Entry Number": "MRX-4471009-2",
                "Line Number": "001",
                "Broker/Importer Name": IMPORTER.name,
                "Specific reason for the detention": "Uyghur Forced Labor Prevention "
                "Act, Public Law 117-78: cotton",
                "Anticipated length of the detention": "30 days",
                "Nature of the tests or inquiries": "Review of documents on the origin "
                "of the cotton",
                "Information that may accelerate the disposition": "See the attachment",
            },
            table(
                "Line | HTS | Description | Quantity | Country of origin",
                "001 | 6109.10.0012 | Men's T-shirts of cotton, knit | 48,000 pcs | BD",
            ),
            sign="Center of Excellence and Expertise",
        ),
        "notice attachment.pdf": CUSTOMS.paper(
            "UFLPA ATTACHMENT TO THE NOTICE OF DETENTION",
            {
                "Detention Number": "2026-4601-00417",
                "Port Code": "4601",
                "Port Name": "New York/Newark Area",
                "Date of Detention": "06/10/2026",
                "Entry Number": "MRX-4471009-2",
                "Line Number": "001",
                "Broker/Importer Name": IMPORTER.name,
            },
            notes=(
                "COTTON",
                "Provide records that show the origin of the cotton at the level of "
                "the bale, and each step of production from the field to the garment.",
                "Provide a flow chart of the production with every party, and number "
                "the papers to the steps.",
                "Provide purchase orders, invoices and proof of payment for the "
                "cotton, the yarn, the fabric and the garment.",
            ),
            sign="",
        ),
    }
