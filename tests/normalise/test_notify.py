import pytest

from whence.normalise.notify import may_buy


@pytest.mark.parametrize(
    "name",
    [
        "Acme Apparel Inc", "Same Deutz-Fahr Italia SpA", "Order Desk Ltd",
        "Notify Systems Ltd", "Unknown Worlds Inc", "Buyer's Choice Ltd",
        "Same Day Inc", "El Al Textiles", "1) Acme Apparel Inc", "The Gap Inc",
        "Acme Apparel Inc sales@acme.example", "Delta Cotton Brokers Ltd",
        "West Coast Customs Apparel", "John Smith Textiles Ltd", "Nato Trading",
        "Michael Kors (USA) Inc", "同仁堂", "同方股份有限公司", "无印良品",
        "无锡纺织厂", "ООО Ромашка", "S", "宏发纺织有限公司", "Hai Phong",
        "Hugo Boss AG", "Calvin Klein Jeanswear", "Michael Kors USA", "Li & Fung",
        "DOLCE & GABBANA", "Marks and Spencer", "Giorgio Armani Hong Kong", "삼성물산",
    ],
)  # fmt: skip
def test_a_firm_to_be_notified_may_be_the_buyer(name):
    assert may_buy(name)


@pytest.mark.parametrize(
    "name",
    [
        "SAME AS CONSIGNEE", "Same as above", "SAME", "same as cnee.", "同收货人",
        "同上", "Mismo que el consignatario", "AS CONSIGNEE", "...",
        "SAME CONSIGNEE", "1) SAME AS CONSIGNEE", "SAMEASCONSIGNEE",
        "SAMEASCONSIGNEE TEL 0100", "AS PER CONSIGNEE", "THE CONSIGNEE", "MISMO",
        "MESMO", "IGUAL AO CONSIGNATARIO", "收货人同上", "与收货人相同", "荷受人に同じ",
        "수하인과 동일", "alıcı ile aynı", "ТОТ ЖЕ", "ＳＡＭＥ ＡＳ ＣＯＮＳＩＧＮＥＥ",
        "(1) NOTIFY: SAME AS CONSIGNEE", "DITTO", "como arriba",
    ],
)  # fmt: skip
def test_words_that_name_the_consignee_again_are_never_taken_for_a_buyer(name):
    assert not may_buy(name)


@pytest.mark.parametrize(
    "name",
    [
        "NA", "N/A", "NIL", "NOT APPLICABLE", "TBA", "TO BE ADVISED", "UNKNOWN",
        "NOTIFY PARTY", "+1 (212) 555-0100", "TEL: 0100", "jane@acme.example",
        "TO ORDER", "-",
    ],
)  # fmt: skip
def test_what_holds_no_name_is_never_taken_for_a_buyer(name):
    assert not may_buy(name)


@pytest.mark.parametrize(
    "name",
    [
        "Blue Anchor Freight Forwarding Ltd", "First Anchor Bank 2 Ltd",
        "ABC Customs Brokers Inc", "ABC Brokerage", "Delta Brokers LLC",
        "Delta Cotton Customs Brokers", "Sur Agencia Aduanal SC", "北方报关行",
        "Expeditors", "Kuehne + Nagel", "KUEHNE+NAGEL INC", "Schenker, Inc.",
        "C.H. Robinson",
    ],
)  # fmt: skip
def test_who_carries_pays_or_clears_goods_for_others_is_never_taken_for_the_buyer(name):
    assert not may_buy(name)


@pytest.mark.parametrize(
    "name",
    [
        "John Smith", "SMITH, John", "Mr. Ivan Petrov", "Maria Gonzalez Lopez",
        "Zhang Wei", "王伟", "R. Garcia", "Иванов И.И.", "Zaven Sargsyan", "김민수",
        "Nguyen Thi Hoa", "Serik Nurlanovich Akhmetov", "Maria del Carmen Lopez Garcia",
        "John & Mary", "Mr. & Mrs. Smith", "Maria Anna Jordan", "Michael Jordan",
    ],
)  # fmt: skip
def test_a_person_is_never_taken_for_the_buyer(name):
    assert not may_buy(name)
