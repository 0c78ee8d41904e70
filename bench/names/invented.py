"""Invented companies in English, and the slips that people make in writing them.

companies   so many different names
asked       names to look up, some of them slips of names that are known
"""

import random
from collections.abc import Sequence

SHARE = 0.05
SYLLABLES = (
    "an bai bao bei bin bo cai chang chao chen cheng chuan da ding dong fang fei feng "
    "fu gang guang gui guo hai han hao he heng hong hua hui ji jia jian jiang jin jing "
    "jun kai kang ke lan li lian liang lin ling long lu mao mei min ming nan ning peng "
    "ping qi qian qiang qin qing quan ren rong rui run san sen shan shang sheng shi "
    "shu shun song tai tang tao tian tong wan wang wei wen wu xi xiang xiao xin "
    "xing xiong xu xuan ya yan yang yao ye yi yin ying yong you yu yuan yue yun ze "
    "zhan zhang zhao zhen zheng zhi zhong zhou zhu zhuo zi zong"
).split()
PLACES = (
    "Shanghai Beijing Shenzhen Guangzhou Ningbo Hangzhou Suzhou Wuxi Qingdao Xiamen "
    "Wuhan Chengdu Dongguan Foshan Nanjing Tianjin Dalian Zhejiang Jiangsu Guangdong "
    "Fujian Shandong Henan Xinjiang Urumqi Anhui"
).split()
TRADES = (
    "Textile Garment Electronics Technology Trading Chemical Industry Plastic Metal "
    "Machinery Food Pharmaceutical Energy Materials Furniture Toys Shoes Apparel Paper "
    "Lighting Hardware Packaging"
).split()
WORDS = (
    "Alpha Apex Bright Golden Star Sun Dragon Eagle Ocean Summit Royal United Global "
    "Pacific Orient Crystal Diamond Phoenix Victory Harmony Northern Southern Silver "
    "Lotus Tiger Pioneer Evergreen Horizon Delta Omega"
).split()
FORMS = ("Co., Ltd", "Co. Ltd.", "Limited", "Company Limited", "Corp", "Inc",
         "Group Co., Ltd", "LLC")  # fmt: skip


def brand(dice: random.Random) -> str:
    """Make a brand: pinyin, a word with pinyin, an invented word, or two words."""
    kind = dice.random()
    if kind < 0.55:
        size = dice.choice((2, 2, 2, 3))
        return "".join(dice.choice(SYLLABLES) for _ in range(size)).capitalize()
    if kind < 0.75:
        said = dice.choice(SYLLABLES) + dice.choice(SYLLABLES)
        return f"{dice.choice(WORDS)} {said.capitalize()}"
    if kind < 0.9:
        size = dice.choice((2, 3, 3, 4))
        made = "".join(
            dice.choice("bcdfghjklmnprstvwz") + dice.choice("aeiou")
            for _ in range(size)
        )
        return made.capitalize() + dice.choice(("x", "n", "l", "", "s"))
    return f"{dice.choice(WORDS)} {dice.choice(WORDS)}"


def company(dice: random.Random) -> str:
    """Make a company's English name."""
    words = [dice.choice(PLACES)] if dice.random() < 0.7 else []
    words += [brand(dice), *dice.sample(TRADES, dice.choice((1, 1, 2)))]
    return " ".join((*words, dice.choice(FORMS)))


def companies(count: int, seed: int) -> list[str]:
    """Make so many different names."""
    dice = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[company(dice)] = None
    return list(found)


def slip(dice: random.Random, name: str) -> str:
    """Write a name as somebody might who is in a hurry."""
    how = dice.choice(("typo", "form", "order", "case"))
    if how == "case":
        return name.upper() if dice.random() < 0.5 else name.lower()
    if how == "form":
        form = max((f for f in FORMS if name.endswith(f)), key=len)
        return name[: -len(form)].strip(" ,")
    if how == "order":
        words = name.split()
        at = dice.randrange(len(words) - 2)
        words[at], words[at + 1] = words[at + 1], words[at]
        return " ".join(words)
    at = dice.choice([i for i in range(1, len(name) - 1) if name[i].isalpha()])
    return name[:at] + dice.choice((
        name[at + 1 :],
        dice.choice("abcdefghijklmnopqrstuvwxyz") + name[at + 1 :],
        name[at + 1] + name[at] + name[at + 2 :],
    ))  # fmt: skip


def asked(names: Sequence[str], count: int, seed: int) -> list[tuple[str, str]]:
    """Make names to look up, and for those that are slips the name that was meant."""
    dice, known = random.Random(seed), set(names)
    out: list[tuple[str, str]] = []
    while len(out) < count:
        if dice.random() < SHARE:
            meant = dice.choice(names)
            out.append((slip(dice, meant), meant))
        elif (new := company(dice)) not in known:
            out.append((new, ""))
    return out
