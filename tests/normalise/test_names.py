"""Names taken apart: classes, keys that meet across scripts, limits."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.model.name import TokenKind
from whence.normalise.han import pinyin_keys
from whence.normalise.names import normal, split
from whence.shelf.terms import rarity, trades

SAMPLES = (
    "新疆準噶爾棉麻有限公司",
    "Xinjiang Junggar Cotton & Linen Co., Ltd.",
    "合盛硅业(鄯善)有限公司",
    "Confecciones Alfa, S.A. de C.V.",
    "TCL科技集团股份有限公司",
    "Özgür Tekstil San. ve Tic. Ltd. Şti.",
    "Ｓｈｉｈｅｚｉ　Ｔｅｘｔｉｌｅ",
    "",
)


def keys(name: str, kind: TokenKind) -> list[set[str]]:
    return [set(t.keys) for t in normal(name).tokens if t.kind is kind]


def brands(name: str) -> set[str]:
    return set().union(*keys(name, TokenKind.BRAND))


@pytest.mark.parametrize(
    ("han", "spelled"),
    [
        ("和田泰达服饰有限公司", "Hetian Taida Apparel Co., Ltd"),
        ("和田泰达服饰有限公司", "HOTAN TAI DA GARMENT"),
        ("新疆大全新能源股份有限公司", "Xinjiang Daquan New Energy Co Ltd"),
        ("阿克苏华孚色纺有限公司", "Aksu Huafu Color Spinning Co., Ltd."),
        ("洛浦县美馨发制品有限公司", "Lop County Meixin Hair Products Co., Ltd."),
        ("伊犁卓万服装制造有限公司", "Yili Zhuowan Garment Manufacturing Co., Ltd."),
        ("库车纵横棉业有限公司", "Kuche Zongheng Cotton Industry Co., Ltd."),
        (
            "新疆中泰化学股份有限公司",
            "xin jiang zhong tai hua xue gu fen you xian gong si",
        ),
        ("绿源食品厂", "Lvyuan Foods Factory"),
        ("绿源食品厂", "Luyuan Food Fty"),
    ],
)
def test_brand_place_and_trade_keys_meet_across_scripts(han: str, spelled: str) -> None:
    for kind in (TokenKind.BRAND, TokenKind.PLACE, TokenKind.TRADE):
        ours, theirs = keys(han, kind), keys(spelled, kind)
        assert len(ours) == 0 or set().union(*ours) & set().union(*theirs)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Xinjiang Junggar Cotton and Linen Co., Ltd.",
            "place:xinjiang brand:junggar trade:cotton and linen form:co ltd",
        ),
        ("新疆准噶尔棉麻有限公司", "place:新疆 brand:准噶尔 trade:棉麻 form:有限公司"),
        (
            "华孚时尚股份有限公司阿克苏分公司",
            "brand:华孚 trade:时尚 form:股份有限公司 place:阿克苏 branch:分公司",
        ),
        ("第八师石河子市第四棉纺厂", "place:石河子市 number:第四 trade:棉纺 form:厂"),
        ("PT Pan Brothers Tbk", "form:pt brand:pan brand:brothers form:tbk"),
        ("Deutsche Bank (Schweiz) AG", "trade:bank place:schweiz form:ag"),
        (
            "Hoshine Silicon Industry (Shanshan) Co., Ltd",
            "brand:hoshine place:shanshan form:co ltd",
        ),
        ("No. 4 Vocation Skills Education Training Center", "number:no 4 trade:center"),
        ("Inner Mongolia Yili Industrial Group", "place:inner mongolia brand:yili"),
        ("ООО Ромашка", "form:ооо brand:ромашка"),
        ("Anonim Example Sdn Bhd", "brand:example form:sdn bhd"),
    ],
)
def test_parts_are_told_apart(name: str, expected: str) -> None:
    found = " ".join(f"{t.kind.value}:{t.text}" for t in normal(name).tokens)
    at = 0
    for part in expected.split(" "):
        at = found.find(part, at)
        assert at >= 0, f"{part} not in {found}"


def test_the_form_goes_from_the_core_and_stays_in_the_full_name() -> None:
    name = normal("新疆準噶爾棉麻有限公司")
    assert name.full == "新疆准噶尔棉麻有限公司"
    assert name.core == "新疆准噶尔棉麻"
    assert name.script == "han"


def test_width_case_marks_and_dots_do_not_change_the_full_name() -> None:
    same = {
        normal(n).full
        for n in ("ÖZGÜR Textile, S.A.", "Ozgur  textile S.A", "Ｏｚｇｕｒ Textile SA")
    }
    assert same == {"ozgur textile sa"}


def test_a_branch_says_so() -> None:
    assert normal("华孚时尚股份有限公司阿克苏分公司").is_branch
    assert normal("Acme Ltd, Dhaka Branch").is_branch
    assert not normal("Acme Ltd").is_branch


def test_a_corps_division_is_a_place_under_its_region() -> None:
    found = keys("新疆生产建设兵团第八师纺织厂", TokenKind.PLACE)
    assert found == [{"CN-XJ"}, {"CN-659001"}]


@pytest.mark.parametrize("name", ["张伟", "欧阳修文", "王小明先生", "Mr John Smith"])
def test_a_persons_name_without_form_or_trade_reads_as_one(name: str) -> None:
    assert normal(name).reads_as_person


@pytest.mark.parametrize(
    "name",
    ["张裕酒业", "王府井百货", "Smith Textiles", "新疆大全", "Taida", "李宁公司", ""],
)
def test_an_organisation_does_not_read_as_a_person(name: str) -> None:
    assert not normal(name).reads_as_person


@pytest.mark.parametrize(
    "name",
    [
        "Wei Zhang",
        "Zhang Wei",
        "ZHANG, WEI",
        "Zhang, Wei",
        "Li Xiaoming",
        "Xiao-ming Li",
        "Wang Xiao Ming",
        "Ouyang Xiu",
        "Lu, Bu",
        "Memet Abdulla",
        "Wei Zhang / 张伟",
        "张伟 (Wei Zhang)",
    ],
)
def test_latin_letters_that_read_as_a_persons_name_are_masked(name: str) -> None:
    assert normal(name).is_masked


@pytest.mark.parametrize(
    "name",
    [
        "Zhang Wei Trading",
        "Zhang Wei Co., Ltd",
        "Wei Zhang Textiles / 张伟纺织",
        "Wei Zhang / 张伟纺织有限公司",
        "Hetian Taida",
        "Kashgar Li",
        "Taida",
        "Esquel",
        "Hoshine Silicon",
        "Acme, Dhaka",
        "Lu Thai",
        "Xinjiang Zhongtai",
        "Li Ning Sports",
        "",
    ],
)
def test_a_firm_with_a_surname_in_it_is_not_masked(name: str) -> None:
    assert not normal(name).is_masked


def test_a_perhaps_persons_name_is_still_held_against_the_lists() -> None:
    """A listed firm called by two syllables must not vanish behind the mask."""
    assert normal("Hua Fu").reads_as_person is False


def test_readings_of_one_character_are_all_keys() -> None:
    assert pinyin_keys("长城") == ("changcheng", "zhangcheng")
    assert set(pinyin_keys("绿源")) == {"lvyuan", "luyuan"}
    assert pinyin_keys("𠮷") == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_full_form_of_a_sample_is_stable(name: str) -> None:
    full = normal(name).full
    assert normal(full).full == full
    assert normal(full).core == normal(name).core


@given(st.text(max_size=60))
def test_normalising_a_full_form_changes_nothing(raw: str) -> None:
    full = normal(raw).full
    assert normal(full).full == full


@given(
    st.lists(
        st.sampled_from("新疆和田泰达服饰有限公司集团第八师()AB .,&/棉"), max_size=30
    )
)
def test_parts_of_a_name_keep_all_its_han(parts: list[str]) -> None:
    name = normal("".join(parts))
    said = "".join(t.text for t in name.tokens)
    assert [c for c in said if c > "\u3400"] == [c for c in name.full if c > "\u3400"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("合盛硅业 (Hoshine)", ("合盛硅业", "Hoshine")),
        ("A Textiles d/b/a B Wear", ("A Textiles", "B Wear")),
        ("ABC Ltd (formerly known as XYZ Ltd)", ("ABC Ltd", "XYZ Ltd")),
        ("新疆大全（曾用名：石河子大全）", ("新疆大全", "石河子大全")),
        ("XYZ Co c/o Maersk Logistics", ("XYZ Co", "Maersk Logistics")),
        ("Alpha on behalf of Beta Co", ("Alpha", "Beta Co")),
        ("Taida Apparel（泰达服饰）", ("Taida Apparel", "泰达服饰")),
        (
            "泰达服饰有限公司\nTaida Apparel Co",
            ("泰达服饰有限公司", "Taida Apparel Co"),
        ),
        ("深圳市天地(集团)股份有限公司", ("深圳市天地(集团)股份有限公司",)),
        ("TCL科技集团股份有限公司", ("TCL科技集团股份有限公司",)),
        (
            "Hoshine Silicon (Shanshan) Co., Ltd",
            ("Hoshine Silicon (Shanshan) Co., Ltd",),
        ),
        ("", ()),
    ],
)
def test_the_names_of_a_cell_are_parted(cell: str, names: tuple[str, ...]) -> None:
    assert split(cell) == names


ODD = ["a" * 10000, "啊" * 10000, "（" * 10000, "🏭\u202e" * 5000, "xin " * 2500]


@pytest.mark.parametrize(
    "text", ODD, ids=["a", "han", "brackets", "emoji", "syllables"]
)
def test_ten_thousand_characters_of_a_name_take_no_noticeable_time(text: str) -> None:
    normal("warm 热身")
    spans = []
    for end in ("", "b", "c"):
        begun = process_time()
        normal(text + end)
        split(text + end)
        spans.append(process_time() - begun)
    assert (
        min(spans) < 2.0
    )  # catches work that grows with the square, not a slow machine


def test_what_cannot_be_seen_does_not_part_equal_names() -> None:
    assert normal("和田\u200b泰达\u202e").full == normal("和田泰达").full


def test_common_words_tell_less_than_rare_ones() -> None:
    assert rarity("f:llc") < rarity("t:textile") < rarity("t:tomato")
    assert rarity("never-seen") > rarity("t:tomato")


LISTED = {"taida", "hoshine", "daqo", "huafu", "esquel", "junggar", "zijin", "ninestar"}


def test_the_trade_lexicon_holds_no_brand_of_a_listed_firm() -> None:
    said = {w for t in trades() for w in t.text.split()}
    assert not said & (LISTED | {"camel", "oasis", "pantum", "seine", "tengxiang"})
    assert brands("Esquel Group") == {"esquel"}


@pytest.mark.parametrize(
    "name",
    [
        "Societatea cu Răspundere Limitată Pro Lumen",
        "Pro Lumen Spółka z ograniczoną odpowiedzialnością",
        "Pro Lumen akciová společnost",
        "Общество с ограниченной ответственностью Про Люмен",
        "Pro Lumen GmbH & Co. KGaA",
        "Pro Lumen Korlátolt Felelősségű Társaság",
        "Pro Lumen Sociedade por Quotas",
        "Pro Lumen Public Company Limited",
    ],
)
def test_a_form_in_full_is_a_form_in_many_languages(name):
    kinds = [t.kind for t in normal(name).tokens]
    assert TokenKind.FORM in kinds
    assert kinds.count(TokenKind.BRAND) == 2


def test_a_possessive_is_the_word_without_it():
    texts = [t.text for t in normal("Lumen's Bank AG").tokens]
    assert texts[0] == "lumen"
    assert normal("Xi'an Lumen Co., Ltd").full.startswith("xian")
