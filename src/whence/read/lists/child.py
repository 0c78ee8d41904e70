"""The child process: lock itself in, read one foreign list, answer with its rows."""

import csv
import json
import os
import re
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

from whence.errors import InputError
from whence.model.listfile import ListFile
from whence.read.encoding import encoding_of, lines_of
from whence.read.lists.cells import check_sound
from whence.read.lists.ofac import sdn_xml
from whence.read.lists.pages import page
from whence.read.lists.records import documents, table
from whence.read.lists.spec import ListRequest, Spec
from whence.read.request import Pages
from whence.read.sandbox import lock

# What only comes into memory when first used must be there before the lock.
CODECS = ("utf-8-sig", "utf-16", "utf-32", "latin-1")
XML = re.compile(r"\s*<\?xml\b(?!.{0,2000}<html\b)|\s*<sdnList\b", re.I | re.S)
MARKUP = re.compile(r"\s*<|.{0,2000}<(?:html|table)\b", re.I | re.S)


def main() -> None:
    """Answer one request; a deliberate error is an answer too."""
    json.dump(
        answered(ListRequest.from_json(sys.stdin.read())), sys.stdout, default=str
    )


def answered(request: ListRequest) -> dict[str, Any]:
    """Give the list that was read; a deliberate error is an answer too."""
    try:
        return {"list": asdict(read(request))}
    except InputError as error:
        said = ["InputError", error.what, error.remedy]
    except MemoryError:
        said = ["MemoryError", "", ""]
    except OSError as error:
        said = ["OSError", os.strerror(error.errno or 0), str(error.errno)]
    except csv.Error as error:
        said = ["InputError", f"it is damaged ({error}).", "Save it anew."]
    return {"error": said}


def read(request: ListRequest) -> ListFile:
    """Read the file and hold its names against damage."""
    for codec in (*CODECS, *(p.codec for p in request.pages.pages)):
        "".encode(codec)
    csv.field_size_limit(request.bounds.field_chars)
    with open(request.path, "rb") as stream:
        lock(request.bounds, request.folder)
        found = _of(_text(stream, request.pages), request.spec)
    check_sound(
        name
        for row in found.rows
        for name in (row.name, *row.aliases, *row.formerly, *row.local)
    )
    return found


def _text(stream: BinaryIO, pages: Pages) -> str:
    encoding = encoding_of(stream, pages)
    return "".join(lines_of(stream, encoding)).removeprefix("\ufeff")


def _of(text: str, spec: Spec) -> ListFile:
    if not text.strip():
        raise InputError("it is blank.", remedy="Save or export it again.")
    if XML.match(text):
        return sdn_xml(text, spec)
    if MARKUP.match(text):
        return page(text, spec)
    if text.lstrip()[:1] in "{[":
        return documents(text, spec)
    return table(text, spec)


if __name__ == "__main__":
    main()
