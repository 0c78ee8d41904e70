"""Which encoding a text file is in, on evidence; never decoded by hope.

Tried strictly in this order: byte order marks, UTF-8, then the code pages of the shelf,
of which one must read like its language and no other may read as well (`codepages`).
Where none stands out, the likeliest is a guess: refused, unless the reader can ask.
A file that is mostly one and partly another keeps the majority's encoding; the other
lines come back as lone surrogates, for their rows to be set aside.
"""

import codecs
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from whence.errors import InputError
from whence.read.codepages import page_of
from whence.read.request import Pages

CHUNK = 1 << 20
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = bytes(c for c in range(32) if c not in (0, 9, 10, 12, 13)) + b"\x7f"
REPLACEMENT = "\ufffd".encode()
# A lone surrogate stands for one byte that no encoding of the file explains.
STRANGE = re.compile("[\udc80-\udcff]")

PAIR = re.compile(
    rb"[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\xfe]"
)
GB_COMMON = re.compile(rb"[\xa1-\xa9\xb0-\xf7][\xa1-\xfe]")  # GB 2312
BIG5_FIRST = re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]")  # its level 1, and marks
# Lines wholly in the common block, the usual case, are known by one match; possessive,
# so that a strange byte at the end of a long line is found without going back.
ALL_GB = re.compile(rb"(?:[\x00-\x7f]++|[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])*+")
ALL_BIG5 = re.compile(rb"(?:[\x00-\x7f]++|[\xa1-\xc6][\x40-\x7e\xa1-\xfe])*+")
HIGH_RUN = re.compile(rb"[\x80-\xff]+")
MULTI = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# Set by hand after a look at Chinese company names, whose lines lie well above it.
LINE_SHARE = 0.5
WESTERN_RUN = 3
EVIDENCE_LINES = 20_000
EVIDENCE_BYTES = 1 << 18
ISO_2022 = re.compile(rb"\x1b(?:\$[@AB]|\$\([A-H]|\([BIJ])")
HZ = re.compile(rb"~\{(?:[!-}][!-~])+~\}")
UTF_7 = re.compile(rb"\+[A-Za-z0-9/]{3,}(?:-|(?![A-Za-z0-9+/]))")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec, and whether each line must be held against it.

    `replaced` counts U+FFFD: damage that the text already had when it came. `doubt`
    says of a guess how it may be wrong.
    """

    codec: str
    by_line: bool = False
    replaced: int = 0
    doubt: str = ""


def encoding_of(stream: BinaryIO, pages: Pages, *, guess: bool = False) -> Encoding:
    """Determine the encoding of a whole stream.

    Args:
        stream: the file, from which all is read.
        pages: the old code pages that it may be in.
        guess: whether a guess will do; who asks for one must tell the user its doubt.

    Raises:
        InputError: the bytes are no text, or of no encoding known here.

    """
    found = _encoding(stream, pages)
    if found.doubt and not guess:
        raise _untold()
    return found


def _encoding(stream: BinaryIO, pages: Pages) -> Encoding:
    stream.seek(0)
    head = stream.read(4096)
    for bom, codec in BOMS:
        if head.startswith(bom):
            return _strict(stream, codec, pages)
    if wide := _wide(head):
        return _strict(stream, wide, pages)
    _refuse_shifted(stream)
    strict, replaced = _scan(stream)
    if strict:
        return Encoding("utf-8", replaced=replaced)
    return _by_lines(stream, pages)


def lines_of(stream: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """Give the decoded lines, with their ends; strange ones hold lone surrogates."""
    if not encoding.by_line:
        return _sound_lines(stream, encoding.codec)
    stream.seek(0)
    return (_decode(line, encoding.codec) for line in stream)


def _sound_lines(stream: BinaryIO, codec: str) -> Iterator[str]:
    # An own handle on the same file: closing it must not close the stream.
    with open(os.dup(stream.fileno()), encoding=codec, newline="") as text:
        text.seek(0)
        yield from text


def _strict(stream: BinaryIO, codec: str, pages: Pages) -> Encoding:
    decoder = codecs.getincrementaldecoder(codec)("strict")
    stream.seek(0)
    replaced = 0
    try:
        while block := stream.read(CHUNK):
            replaced += _text(decoder.decode(block))
        replaced += _text(decoder.decode(b"", final=True))
    except UnicodeDecodeError as error:
        if codec == "utf-8-sig":
            return _by_lines(stream, pages)
        raise InputError(
            f"the text is not sound {codec.upper()} ({error.reason}).",
            remedy="Save the file anew as UTF-8 or XLSX.",
        ) from None
    return Encoding(codec, replaced=replaced)


def _text(text: str) -> int:
    if "\0" in text:
        raise _binary()
    return text.count("\ufffd")


def _wide(head: bytes) -> str:
    """Tell UTF-16 without a mark by where its zero bytes stand."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) / 8 and even < odd / 10:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) / 8 and odd < even / 10 else ""


def _scan(stream: BinaryIO) -> tuple[bool, int]:
    """Whether the bytes are strict UTF-8, and how many U+FFFD they hold."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    stream.seek(0)
    strict, replaced, controls, size = True, 0, 0, 0
    while block := stream.read(CHUNK):
        if b"\0" in block:
            raise _binary()
        controls += len(block) - len(block.translate(None, CONTROLS))
        size += len(block)
        if block.isascii() and not decoder.getstate()[0]:
            continue  # most text, and five times as fast
        replaced += block.count(REPLACEMENT)
        if strict:
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                strict = False
    if controls > max(1, size // 1000):
        raise _binary()
    if strict:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            strict = False
    return strict, replaced


def _refuse_shifted(stream: BinaryIO) -> None:
    """Refuse text in seven bits that shifts to other letters: it looks like ASCII.

    ISO 2022 shifts by escapes, HZ (RFC 1843) by `~{` and `~}`, UTF-7 (RFC 2152) by `+`
    and `-`, which is believed only where every such run is sound.
    """
    stream.seek(0)
    head = stream.read(EVIDENCE_BYTES)
    if not head.isascii():
        return
    name = ""
    if ISO_2022.search(head):
        name = "ISO 2022"
    elif HZ.search(head):
        name = "HZ"
    elif runs := UTF_7.findall(head):
        name = "UTF-7" if all(map(_is_utf7, runs)) else ""
    if name:
        raise InputError(
            f"the text is written in {name}, which is not read.",
            remedy="Save the file anew as UTF-8 or XLSX.",
        )


def _is_utf7(run: bytes) -> bool:
    try:
        text = run.decode("utf-7")
    except UnicodeDecodeError:
        return False
    return not text.isascii() and all(map(str.isalpha, text))


def _binary() -> InputError:
    return InputError(
        "this is no text: it holds bytes that no table of text has.",
        remedy="Export the table from the program that made it, as CSV or XLSX.",
    )


def _by_lines(stream: BinaryIO, pages: Pages) -> Encoding:
    """Choose the majority's encoding by looking at each line with high bytes."""
    sound = 0
    others: list[bytes] = []
    stream.seek(0)
    for line in stream:
        if line.isascii():
            continue
        if _is_utf8(line):
            sound += 1
        elif len(others) < EVIDENCE_LINES:
            others.append(line)
    if sound >= len(others):
        return Encoding("utf-8", by_line=True)
    told = page_of(others, pages)
    if told is None:
        raise _untold()
    return Encoding(told.codec, by_line=True, doubt=told.doubt)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _untold() -> InputError:
    return InputError(
        "the encoding of the text cannot be told: it is no UTF, and no old code"
        " page gives text of which one could be sure.",
        remedy="Save the file anew as UTF-8 or XLSX.",
    )


def _share(pairs: list[bytes], form: re.Pattern[bytes]) -> float:
    return sum(map(bool, map(form.fullmatch, pairs))) / len(pairs) if pairs else 0.0


def _decode(line: bytes, codec: str) -> str:
    if line.isascii():
        return line.decode("ascii")
    if not _belongs(line, codec):
        return line.decode("ascii", "surrogateescape")
    try:
        text = line.decode(codec)
    except UnicodeDecodeError:
        return line.decode("ascii", "surrogateescape")
    if codec == "cp1258":  # it writes Vietnamese tones apart
        text = unicodedata.normalize("NFC", text)
    return text.removeprefix("\ufeff")


def _belongs(line: bytes, codec: str) -> bool:
    """Whether the line is more likely of this codec than of another."""
    if codec == "utf-8":
        return True
    foreign = MULTI.findall(line) if _is_utf8(line) else []
    if codec == "cp1252":
        runs = [len(run) for run in HIGH_RUN.findall(line)]
        return not foreign and max(runs) <= WESTERN_RUN
    if any(len(m) > 2 for m in foreign) or len(foreign) > 2:
        return False
    if codec not in ("gb18030", "cp950"):
        return True
    common, whole = (
        (GB_COMMON, ALL_GB) if codec == "gb18030" else (BIG5_FIRST, ALL_BIG5)
    )
    if whole.fullmatch(line):
        return True
    pairs = [p for p in PAIR.findall(line) if len(p) == 2]
    return not pairs or _share(pairs, common) >= LINE_SHARE
