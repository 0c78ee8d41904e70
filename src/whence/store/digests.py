"""What a file says, apart from how it is packed: the content digests of a manifest."""

import hashlib
import re
import zipfile
import zlib
from pathlib import Path

from whence.store.files import CHUNK, guarded

STREAM = re.compile(rb"(?P<head><<(?:(?!>>\s*stream).)*+>>)\s*stream\r?\n", re.DOTALL)
XREF = re.compile(
    rb"\nxref\r?\n(?:\d+ \d+\s*\n(?:\d{10} \d{5} [fn]\s*\n)++)++(?=trailer)"
)
PACKING = re.compile(rb"/Length \d+|/ID\[\([\w+/=]+\)\([\w+/=]+\)\]|startxref\s+\d+")
BLANKS = bytes(32 if chr(code) in " \t\n\r\f\v" else code for code in range(256))
# Values without blanks or brackets only: nothing that could draw can hide in them.
DATED = re.compile(
    rb"/(?:Creator|Producer)\(Typst [\d.]+\)|/(?:CreationDate|ModDate)\(D:[\d+Z']+\)"
    rb"|<xmp:CreatorTool>Typst [\d.]+<|<pdf:Producer>Typst [\d.]+<"
    rb"|<xmp:(?:CreateDate|ModifyDate)>[\dT:Z+-]+<"
    rb"|<xmpMM:(?:DocumentID|InstanceID)>[\w+/=:-]+<"
)


def content_digest(path: Path) -> str:
    """Give the sha256 of what a file says, apart from how it is packed; "" where the
    bytes themselves are promised.

    XLSX: its parts by name, unpacked, without the document properties. HTML: its text
    with runs of white space as one blank. PDF: its objects and streams, unpacked and in
    order, without lengths, cross-references, file identifiers, and the name and day of
    the program that wrote it. PNG: its parts in order, with the picture unpacked.
    """
    kind = path.suffix.lower()
    if kind in (".xlsx", ".xlsm"):
        return _workbook(path)
    if kind not in (".html", ".htm", ".pdf", ".png"):
        return ""
    with guarded(path):
        data = path.read_bytes()
    if kind == ".pdf":
        return _pdf(data)
    if kind == ".png":
        return _png(data)
    return hashlib.sha256(_one_blank(data)).hexdigest()


def _one_blank(text: bytes) -> bytes:
    """Turn each run of white space into one blank, without a list of all words."""
    text = text.translate(BLANKS)
    while b"  " in text:
        text = text.replace(b"  ", b" ")
    return text.strip()


def _workbook(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if not name.startswith("docProps/"):
                    with archive.open(name) as part:
                        held = hashlib.sha256()
                        while piece := part.read(CHUNK):
                            held.update(piece)
                    digest.update(f"{name}\0{held.hexdigest()}\n".encode())
    except (zipfile.BadZipFile, OSError):
        return ""
    return digest.hexdigest()


def _pdf(data: bytes) -> str:
    """Digest a PDF (ISO 32000-1). Whatever is appended to the file counts too: only
    the tables of offsets are left out, never what stands before or after them."""
    digest = hashlib.sha256()
    at = 0
    while found := STREAM.search(data, at):
        end = data.find(b"endstream", found.end())
        if end < 0:
            break
        _plain(digest, data[at : found.end()])
        body = data[found.end() : end]
        if b"/FlateDecode" in found["head"]:
            body = _inflated(body)
        digest.update(hashlib.sha256(DATED.sub(b"", body)).digest())
        at = end
    _plain(digest, data[at:])
    return digest.hexdigest()


def _plain(digest: "hashlib._Hash", text: bytes) -> None:
    """Add what stands outside streams, without what only packs or dates it."""
    digest.update(DATED.sub(b"", PACKING.sub(b"", XREF.sub(b"", text))))


def _inflated(body: bytes) -> bytes:
    """Unpack a stream; what cannot be unpacked counts as it is."""
    try:
        return zlib.decompressobj().decompress(body)
    except zlib.error:
        return body


def _png(data: bytes) -> str:
    """Digest a PNG (ISO/IEC 15948): each part but the picture's as it is, the picture
    unpacked."""
    digest = hashlib.sha256(data[:8])
    at, packed = 8, b""
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if kind == b"IDAT":
            packed += body
        else:
            digest.update(kind + body)
        at += size + 12
    digest.update(_inflated(packed) + data[at:])
    return digest.hexdigest()
