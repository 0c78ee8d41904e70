import pytest

from whence.read.grammar import languages_of, read_header
from whence.read.headings import is_person, meanings_of
from whence.shelf import heads
from whence.shelf.tables import table_kinds

# Headers that stand in no list, one a language, and the meaning that comes first.
MADE = {
    "es": ("Dirección del proveedor extranjero", "exporter_address"),
    "pt": ("Endereço do exportador", "exporter_address"),
    "fr": ("Poids net total en kg", "net_weight"),
    "de": ("Herstelleranschrift", "manufacturer_address"),
    "nl": ("Brutogewicht zending", "gross_weight"),
    "pl": ("Kraj wysyłki towaru", "dispatch_country"),
    "hu": ("Bruttó súly", "gross_weight"),
    "el": ("Χώρα καταγωγής προϊόντος", "origin_country"),
    "ru": ("Адрес грузополучателя", "importer_address"),
    "uk": ("Країна походження товару", "origin_country"),
    "kk": ("Таза салмағы", "net_weight"),
    "uz": ("Ishlab chiqaruvchi manzili", "manufacturer_address"),
    "mn": ("Импортлогчийн нэр", "importer_name"),
    "tr": ("Gönderici firma adresi", "exporter_address"),
    "az": ("Xalis çəki", "net_weight"),
    "ar": ("وزن البضاعة الصافي", "net_weight"),
    "fa": ("نشانی گیرنده", "importer_address"),
    "he": ("כתובת היבואן", "importer_address"),
    "hi": ("निर्यातक का पता", "exporter_address"),
    "zh": ("境外采购商详细地址", "importer_address"),
    "ja": ("荷受人住所", "importer_address"),
    "ko": ("제조사 주소", "manufacturer_address"),
    "vi": ("Địa chỉ người gửi hàng", "exporter_address"),
    "id": ("Alamat lengkap pemasok", "exporter_address"),
    "th": ("น้ำหนักสุทธิรวม", "net_weight"),
    "km": ("អាសយដ្ឋានរោងចក្រ", "address"),
    "en": ("CNEE_ADDR2", "importer_address"),
}


@pytest.mark.parametrize("language", MADE)
def test_a_header_is_read_from_its_words(language: str) -> None:
    header, meaning = MADE[language]
    assert language in languages_of([header])
    found = read_header(header, (language, "en"))
    assert max(found, key=lambda m: found[m]) == meaning
    assert found[meaning] < 1


def test_a_total_price_is_no_unit_price() -> None:
    assert "value" in read_header("Precio total", ("es",))
    assert "unit_value" in read_header("Precio por unidad", ("es",))
    assert "value" not in read_header("Valor unitario", ("es",))


def test_gross_and_net_exporter_and_importer_stay_apart() -> None:
    for header, meaning, other in (
        ("Peso bruto", "gross_weight", "net_weight"),
        ("Nombre del importador", "importer_name", "exporter_name"),
        ("País de procedencia", "dispatch_country", "origin_country"),
    ):
        found = read_header(header, ("es",))
        assert meaning in found
        assert other not in found


def test_a_word_nobody_knows_makes_the_answer_weaker() -> None:
    sure = read_header("Peso neto", ("es",))["net_weight"]
    assert read_header("Peso neto zzyzx", ("es",))["net_weight"] < sure


def test_a_slip_of_the_pen_is_forgiven_in_long_words_only() -> None:
    assert "exporter_name" in read_header("Exportadro", ("es",))
    assert read_header("Pdso", ("es",)) == {}


def test_persons_are_known_in_many_languages() -> None:
    for header, language in (
        ("Persona de contacto", "es"),
        ("Telefonnummer", "de"),
        ("Контактное лицо", "ru"),
        ("رقم الهاتف", "ar"),
        ("담당자 연락처", "ko"),
        ("報關人電話", "zh"),
        ("Agente aduanal", "es"),
        ("เบอร์โทรศัพท์", "th"),
    ):
        assert is_person(header, (language, "en")), header
    assert not is_person("Dirección del exportador", ("es", "en"))


def test_a_listed_header_is_believed_more_than_one_read_from_words() -> None:
    assert meanings_of("Shipper Name")["exporter_name"] == 1
    assert meanings_of("Name of the shipping exporter")["exporter_name"] < 1


def test_every_meaning_a_rule_gives_is_used_or_deliberately_not() -> None:
    used = {
        meaning
        for kind in table_kinds().values()
        for role in kind.roles.values()
        for meaning, _ in role.meanings
    }
    given = {meaning for rule in heads.rules() for meaning, _ in rule.give}
    assert given - used <= {"_person", "_known", "domestic_address"}


def test_no_rule_stands_behind_one_that_always_speaks_first() -> None:
    seen: list[heads.Rule] = []
    for rule in heads.rules():
        for before in seen:
            covered = all(any(g <= b for g in rule.has) for b in before.has)
            asks_less = before.no <= rule.no
            assert not (covered and asks_less), (before, rule)
        seen.append(rule)


def test_a_name_beside_its_tax_number_is_still_a_name() -> None:
    for header, meaning in (
        ("Exporter Name & BIN", "exporter_name"),
        ("Importer Name and TIN", "importer_name"),
    ):
        found = meanings_of(header)
        assert max(found, key=found.__getitem__) == meaning, header


def test_what_ethiopic_script_writes_onto_the_front_of_a_word_is_taken_off() -> None:
    found = read_header("የላኪ አድራሻ", ("am", "en"))
    assert max(found, key=found.__getitem__) == "exporter_address"


def test_long_words_of_scripts_without_blanks_are_found() -> None:
    found = read_header("ပို့ကုန်လုပ်ငန်းရှင်လိပ်စာ", ("my", "en"))
    assert max(found, key=found.__getitem__) == "exporter_address"


def test_a_listed_supplier_may_also_be_the_seller() -> None:
    found = meanings_of("Nama Pemasok", ("id", "en"))
    assert found["name"] == 1
    assert 0.5 < found["exporter_name"] < 1


def test_a_slip_of_the_pen_hides_no_column_about_a_person() -> None:
    assert is_person("Persona de ontacto", ("es", "en"))
