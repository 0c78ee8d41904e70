"""Make the invented cases: `python make.py` writes `listed.csv`, `queries.csv` and
`sisters.csv` (same place and brand as a listed firm, another trade: related at most).

Needs pypinyin and OpenCC. Brands are invented; places are Xinjiang's; how a name is
rendered was decided before any matcher was tried on the result. Needed: every second
firm is listed, in English only; the others (same place, same trade, another brand) are
on no list. The same words give the same bytes.
"""

import csv
import hashlib
from pathlib import Path

from opencc import OpenCC
from pypinyin import lazy_pinyin
from pypinyin.phrases_dict import phrases_dict

HERE = Path(__file__).parent
BRANDS = (
    "天禾 金穗源 博瑞达 沃丰 恒泽 丝路明珠 雪莲花 胡杨 昆仑泰 绿洲丰 华瑞祥 "
    "万里通 宏景 "
    "瑞祥和 中鑫 德隆昌 亿佳 康盛源 鼎泰 长丰 重信 乐普达 银河 金骆驼 白桦 红石榴 "
    "云杉 飞马 北极光 远东 新纪元 三和 福星 巨龙 海纳 嘉禾 聚鑫 伟业 宝泉 "
    "东升 锦华 兴旺 盛邦 卓越 腾飞 安信 永昌 诚达 国泰 利源 佳美 旭日 明远 星火 同创 "
    "博斯腾 塔里木 阿依努尔 古丽 喀纳斯"
).split()
PLACES = (
    "新疆=Xinjiang=Sinkiang=شىنجاڭ 乌鲁木齐=Urumqi=Wulumuqi=ئۈرۈمچى "
    "喀什=Kashgar=Kashi=قەشقەر "
    "和田=Hotan=Khotan=خوتەن 阿克苏=Aksu=Akesu=ئاقسۇ 库尔勒=Korla=Kuerle=كورلا "
    "石河子=Shihezi=Shihhotzu=شىخەنزە 昌吉=Changji=Sanji=سانجى "
    "伊宁=Yining=Ghulja=غۇلجا "
    "哈密=Hami=Kumul=قۇمۇل 吐鲁番=Turpan=Turfan=تۇرپان 莎车=Shache=Yarkand=يەكەن "
    "库车=Kuqa=Kuche=كۇچار 阿拉尔=Aral=Alaer=ئارال 图木舒克=Tumxuk=Tumushuke=تۇمشۇق"
).split()
TRADES = (
    "纺织=Textile=Text. 棉业=Cotton_Industry=Cttn_Ind 服装=Garment=Garm. "
    "番茄制品=Tomato_Products=Tomato_Prod 硅业=Silicon_Industry=Silicon_Ind "
    "新能源=New_Energy=New_Engy 化工=Chemical=Chem 食品=Food=Fd "
    "农业科技=Agricultural_Technology=Agri_Tech 果业=Fruit=Frt "
    "有色金属=Nonferrous_Metals=Nonferr_Met "
    "进出口贸易=Import_and_Export_Trading=I/E_Trdg "
    "建材=Building_Materials=Bldg_Mat 生物科技=Biotechnology=Biotech "
    "物流=Logistics=Logist"
).split()
FORMS = ("有限公司=Co., Ltd.", "股份有限公司=Co., Ltd.", "集团有限公司=Group Co., Ltd.",
         "有限责任公司=Co., Ltd.")  # fmt: skip


def pick(options: tuple[str, ...] | list[str], text: str) -> str:
    return options[
        int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % len(options)
    ]


def joined(han: str) -> str:
    return "".join(lazy_pinyin(han)).replace("ü", "v").capitalize()


def by_word(han: str) -> str:
    """Read the longest phrases that pypinyin knows, each as one word."""
    words = []
    while han:
        size = max(n for n in range(1, 5) if n == 1 or han[:n] in phrases_dict)
        words.append(joined(han[:size]))
        han = han[size:]
    return " ".join(words)


def sister(number: int, brand: str, trade: str) -> list[tuple[str, str]]:
    """Give (name, how) of a firm of the same place and brand in another trade, one
    that shares neither a character nor a word with its own."""
    zh_own, en_own, _ = trade.split("=")
    others = [
        t for t in TRADES
        if not set(t.split("=")[0]) & set(zh_own)
        and not set(t.split("=")[1].split("_")) & set(en_own.split("_"))
    ]  # fmt: skip
    zh_place, en_place, _, _ = pick(PLACES, f"{number // 2}p").split("=")
    zh_trade, en_trade, _ = pick(others, brand + "s").split("=")
    zh_form, en_form = pick(FORMS, brand + "sf").split("=")
    core, said = f"{zh_place}{brand}{zh_trade}", en_trade.replace("_", " ")
    return [
        (core + zh_form, "zh"),
        (OpenCC("s2t").convert(core + zh_form), "zh traditional"),
        (core, "zh no form"),
        (f"{en_place} {joined(brand)} {said} {en_form}", "en"),
        (f"{en_place} {joined(brand)} {said}", "en no form"),
        (by_word(core), "pinyin by word"),
        (" ".join(lazy_pinyin(core)).title(), "pinyin by syllable"),
    ]


def main() -> None:
    listed, queries, sisters = [], [], []
    traditional = OpenCC("s2t").convert
    for number, brand in enumerate(BRANDS):
        # two firms a place and trade: the first is listed, the second is not
        pair = str(number // 2)
        zh_place, en_place, other, uyghur = pick(PLACES, pair + "p").split("=")
        zh_trade, en_trade, cut = pick(TRADES, pair + "t").split("=")
        trades = [r.replace("_", " ") for r in (zh_trade, en_trade, cut)]
        zh_form, en_form = pick(FORMS, brand + "f").split("=")
        own = joined(brand)
        apart = " ".join(lazy_pinyin(brand)).title()
        core = f"{zh_place}{brand}{trades[0]}"
        en = f"{en_place} {own} {trades[1]} {en_form}"
        cells = {
            "zh": core + zh_form,
            "zh traditional": traditional(core + zh_form),
            "zh no form": core,
            "zh place in brackets": f"{brand}{trades[0]}({zh_place}){zh_form}",
            "en": en,
            "en no form": f"{en_place} {own} {trades[1]}",
            "en other place spelling": f"{other} {own} {trades[1]} {en_form}",
            "en syllables": f"{en_place} {apart} {trades[1]}",
            "en truncated": f"{en_place} {own} {trades[2]} CO LT".upper(),
            "en brand first": f"{own} {trades[1]} ({en_place}) {en_form}",
            "pinyin by word": by_word(core),
            "pinyin by syllable": " ".join(lazy_pinyin(core)).title(),
            "uyghur place": f"{uyghur} {own}",
        }
        name = en if number % 2 == 0 else ""
        if name:
            listed.append([name, cells["zh"]])
            trade = pick(TRADES, pair + "t")
            sisters += [[q, name, how] for q, how in sister(number, brand, trade)]
        queries += [[text, name, how] for how, text in cells.items()]
    for file, head, body in (
        ("listed.csv", ["name", "zh"], listed),
        ("queries.csv", ["query", "listed", "how"], queries),
        ("sisters.csv", ["query", "sister", "how"], sisters),
    ):
        with (HERE / file).open("w", encoding="utf-8", newline="") as out:
            out.write("# Invented names; written by make.py.\n")
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(body)


if __name__ == "__main__":
    main()
