"""Days written in other digits and other calendars, turned into plain ones on evidence.

A calendar is believed only when the years of the whole column lie in its time and not
in ours: Buddhist years (Thailand: ours + 543) from 2440, Persian years (solar) from
1320 to 1425, and years of the Republic (Taiwan: ours - 1911) of two or three
digits behind its name, or of three digits in front.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙០១២៣៤៥៦៧៨៩၀၁၂၃၄၅၆၇၈၉",
    "0123456789" * 7,
)
# ASCII in full width (U+FF01 to U+FF5E, and the blank); the Arabic marks of numbers.
WIDE = {0xFF00 + n: 0x20 + n for n in range(1, 0x5F)} | {0x3000: 0x20}
PLAIN = DIGITS | WIDE | str.maketrans("\u066b\u066c\u066a", ".,%")
YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(.*)")
YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(.*)")
REPUBLIC = re.compile(
    r"(?:中華民國|民國|民国)?\s*(\d{2,3})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*"
    r"(\d{1,2})\s*日?"
)
CHINESE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十廿]{1,3})[日号號])?"
)
NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
}
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
GREAT = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
BUDDHIST, PERSIAN, MINGUO = range(2440, 2620), range(1320, 1426), range(80, 140)
THAI_OFFSET, REPUBLIC_OFFSET = 543, 1911
MOSTLY = 0.9
# The Persian year has six months of 31 days, five of 30, and a last one of 29 or 30.
# 1 Farvardin 1403 was 2024-03-20; leap years by the 33-year cycle, which holds from
# 1343 to 1472 (K. Borkowski, The Persian calendar for 3000 years, 1996).
ANCHOR, LEAPS = 1403, frozenset((1, 5, 9, 13, 17, 22, 26, 30))
NEW_YEAR = date.fromisoformat("2024-03-20")


def plain(text: str) -> str:
    """Write the digits of any script, and what stands between them, as ours.

    >>> plain("٢٠٢٤/٠٣/٠١"), plain("๒๕๖๗"), plain("５２０５．１２"), plain("۱۲۵۰٫۵")
    ('2024/03/01', '2567', '5205.12', '1250.5')
    """
    return text if text.isascii() else text.translate(PLAIN)


def turned(values: Sequence[str]) -> tuple[list[str], str]:
    """Turn a column of another calendar into ours; give a note when it was one.

    >>> turned(["25/04/2567", "01/05/2567"])
    (['25/04/2024', '01/05/2024'], 'years are Buddhist; 543 was taken off')
    >>> turned(["1403/01/01"])[0], turned(["113/03/01"])[0]
    (['2024-03-20'], ['2024-03-01'])
    """
    texts = [_chinese(plain(v)) for v in values]
    years = [int(y) for t in texts for y in YEAR.findall(t)[:1]]
    said = sum(1 for t in texts if t)
    if years and len(years) >= MOSTLY * said:
        if all(y in BUDDHIST for y in years):
            return [_buddhist(t) for t in texts], (
                f"years are Buddhist; {THAI_OFFSET} was taken off"
            )
        if all(y in PERSIAN for y in years):
            return [_persian(t) for t in texts], "days are of the Persian calendar"
    republic = [REPUBLIC.fullmatch(t) for t in texts]
    fits = [m for m in republic if m and int(m[1]) in MINGUO]
    if said and len(fits) >= MOSTLY * said and all(_is_republic(m) for m in fits):
        return [
            _iso(int(m[1]) + REPUBLIC_OFFSET, m[2], m[3]) if m else t
            for m, t in zip(republic, texts, strict=True)
        ], f"years are of the Republic; {REPUBLIC_OFFSET} was added"
    return texts, ""


def _is_republic(match: re.Match[str]) -> bool:
    return len(match[1]) == 3 or "國" in match[0] or "国" in match[0]


def _iso(year: int, month: str, day: str) -> str:
    return f"{year:04}-{int(month):02}-{int(day):02}"


def _buddhist(text: str) -> str:
    return YEAR.sub(lambda m: str(int(m[1]) - THAI_OFFSET), text, count=1)


def _persian(text: str) -> str:
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day = match[1], match[2], match[3]
    elif match := YEAR_LAST.fullmatch(text):
        day, month, year = match[1], match[2], match[3]
    else:
        return text
    found = persian_day(int(year), int(month), int(day))
    return text if found is None else found.isoformat()


def persian_day(year: int, month: int, day: int) -> date | None:
    """Give the day of a Persian date; None when there is none.

    >>> persian_day(1403, 12, 30), persian_day(1402, 12, 30)
    (datetime.date(2025, 3, 20), None)
    """
    longest = 31 if month <= 6 else 30 if month < 12 or is_leap(year) else 29
    if not (year in PERSIAN and 1 <= month <= 12 and 1 <= day <= longest):
        return None
    days = sum(366 if is_leap(y) else 365 for y in range(ANCHOR, year))
    days -= sum(366 if is_leap(y) else 365 for y in range(year, ANCHOR))
    passed = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return NEW_YEAR + timedelta(days=days + passed + day - 1)


def is_leap(year: int) -> bool:
    """Whether a Persian year has 366 days.

    >>> [y for y in range(1395, 1412) if is_leap(y)]
    [1395, 1399, 1403, 1408]
    """
    return year % 33 in LEAPS


def _chinese(text: str) -> str:
    """Write a date in Chinese numerals with digits."""
    match = CHINESE.fullmatch(text)
    if match is None:
        return text
    year = "".join(str(NUMERALS[c]) for c in match[1])
    month = chinese_number(match[2])
    day = chinese_number(match[3].replace("廿", "二十")) if match[3] else 0
    if month is None or day is None:
        return text
    return f"{year}年{month:.0f}月" + (f"{day:.0f}日" if day else "")


def chinese_number(text: str) -> float | None:
    """Read a number in Chinese numerals; None when it is none.

    >>> chinese_number("一千二百零五"), chinese_number("十二"), chinese_number("三万")
    (1205.0, 12.0, 30000.0)
    """
    whole = part = digit = 0
    for char in text:
        if char in NUMERALS:
            digit = NUMERALS[char]
        elif char in TENS:
            part += (digit or 1) * TENS[char]
            digit = 0
        elif char in GREAT:
            whole = (whole + part + digit) * GREAT[char]
            part = digit = 0
        else:
            return None
    return float(whole + part + digit) if text else None
