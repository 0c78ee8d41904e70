"""Laboratory tests and certificates as facts: what they state, and what they leave out.

A test is only as good as its sample: that is why the elements are asked for by name.
"""

from whence.model.paper import LabTest, PaperText
from whence.read.documents.fields import Fields
from whence.read.documents.goods import stage_of_goods
from whence.shelf.paper_words import folded, holds
from whence.shelf.proofs import Method, methods

KINDS = ("lab_test", "transaction_certificate")


def proof_of(
    kind: str, fields: Fields, text: PaperText, commodity: str
) -> LabTest | None:
    """Give what a test or certificate states; None for any other paper."""
    if kind not in KINDS:
        return None
    method = _method(kind, text.text)
    said = {
        "laboratory": text.text.split("\n", 1)[0].split("\t", 1)[0],
        "accreditation": _first(fields, "accreditation"),
        "library": _first(fields, "library"),
        "sample": _first(fields, "sample_link", "lot", "lot_out") or _lot(fields),
        "custody": _first(fields, "custody"),
        "stage": _stage(fields, commodity),
        "result": _first(fields, "result"),
    }
    missing = tuple(element for element in method.asks if not said[element])
    return LabTest(
        method=method.key,
        laboratory=said["laboratory"],
        accreditation=said["accreditation"],
        library=said["library"],
        sample=said["sample"],
        custody=said["custody"],
        stage=said["stage"],
        result=said["result"],
        missing=missing,
    )


def _method(kind: str, text: str) -> Method:
    """Tell the method by its most frequent words."""
    said = folded(text)
    held = methods()
    if kind == "transaction_certificate":
        return held["transaction_certificate"]
    scores = {
        key: sum(said.count(word) for word in method.words if holds(said, word))
        for key, method in held.items()
        if key not in ("other", "transaction_certificate")
    }
    best = max(scores, key=lambda key: (scores[key], key))
    return held[best] if scores[best] else held["other"]


def _first(fields: Fields, *roles: str) -> str:
    found = fields.of(*roles)
    return found[0].value.text.strip() if found else ""


def _lot(fields: Fields) -> str:
    for table in fields.tables:
        for at in [i for i, role in enumerate(table.roles) if role == "lot"]:
            for row in table.rows:
                if at in row:
                    return row[at].text.strip()
    return ""


def _stage(fields: Fields, commodity: str) -> str:
    words = [p.value.text for p in fields.of("sample", "goods", "sample_link")]
    for table in fields.tables:
        at = [i for i, role in enumerate(table.roles) if role == "goods"]
        words += [row[i].text for row in table.rows for i in at if i in row]
    found = (stage_of_goods(text, commodity) for text in words)
    return next((stage for stage in found if stage), "")
