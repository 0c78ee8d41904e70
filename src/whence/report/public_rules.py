"""What of each noun a public dossier may carry: every field that holds text is named.

A rule says what becomes of a field:

keep      our own words, a code, a key of the law, a list or a place
drop      the user's words: gone
role      a column's header: the role it was read as
file      the name of a file: "file 3"; its `sheet`: "sheet 2"
goods     the words for goods: those of the Harmonized System for its code
ref       a consignment's key, name or number: "consignment 4"
party     a Party's key: that of a named party, or "party-004"
act       the key of an operation, which is made of parties and lots: "act 12"
own       our own words with names of parties in them: the withheld ones are replaced
code      a code or one of our words; anything else is gone
basis     where a date comes from; the type of entry as the file writes it is gone
detail    of a limit: the counts stay, the user's words go

A field that is no text is walked into. A field that stands in no rule is an error, so
that a new one must be decided here before it can be printed.
"""

from collections.abc import Mapping

Fields = Mapping[str, str]


def _all(rule: str, fields: str) -> dict[str, str]:
    return dict.fromkeys(fields.split(), rule)


RULES: Mapping[str, Fields] = {
    "Findings": _all("keep", "schema notice versions methods summary")
    | {"joins": "drop"},
    "Asked": _all("keep", "measures audience")
    | _all("drop", "importer legend")
    | {"files": "file"},
    "InputFinding": _all("keep", "kind")
    | _all("drop", "sha256 unmapped dropped notes")
    | {"name": "file", "sheet": "sheet"},
    "ColumnRole": {"header": "role", "role": "keep", "reason": "keep"}
    | {"written": "keep"},
    "JoinFinding": _all("drop", "entry_number line conflicts"),
    "Paper": _all("drop", "kind stage party why reference"),
    "Source": {"name": "file", "sheet": "sheet", "sha256": "drop", "column": "drop"},
    "SetAside": {"reason": "keep", "detail": "drop", "remedy": "keep"},
    "ListFinding": _all("keep", "key title version publisher gate coverage reference"),
    "GateResult": _all("keep", "list_key why reason about"),
    "CandidateFinding": _all(
        "keep", "id list listing listed_name sections identity standing why"
    )
    | _all("drop", "mention conflicts explanation")
    | {"consignments": "ref"},
    "PartyFinding": _all("keep", "name names country identifiers roles word why")
    | _all("drop", "addresses")
    | {"id": "party", "consignments": "ref"},
    "PlaceReading": _all("keep", "code name region precision method")
    | {"text": "drop"},
    "Judgement": {"reason": "keep"}
    | _all("drop", "candidate by why left_hash right_hash shown"),
    "Relation": {"left": "party", "right": "party"},
    "ConsignmentFinding": _all("keep", "hs weight_kg worst")
    | _all("drop", "value order entry question")
    | {"id": "ref", "name": "ref", "goods": "goods", "date_basis": "basis"}
    | {"origin_country": "code"},
    "Decision": _all("keep", "measure title reference in_effect others")
    | {"papers": "drop", "reading": "own"},
    "Reading": {"key": "keep", "text": "own", "reference": "keep"},
    "InputTrace": _all("keep", "commodity origin_stage stages missing")
    | {"product": "drop"},
    "Operation": {"key": "act", "party": "party", "stage": "keep", "hs": "keep"}
    | _all("drop", "product lot goods"),
    "Fact": {"value": "code", "note": "drop", "about": "keep"},
    "Tie": {"upstream": "act", "downstream": "act"},
    "Break": {"party": "party", "product": "drop"},
    "Path": {"key": "act", "operations": "act", "hub": "party", "why_not": "keep"},
    "LimitFinding": {"key": "keep", "text": "detail", "remedy": "keep"},
    # `whence decide`
    "Portfolio": {"notice": "keep", "lists": "keep", "versions": "keep"}
    | {"parties": "drop"},
    "MeasureAsked": _all("keep", "key title reference in_effect"),
    "Row": {"id": "ref", "name": "ref", "goods": "goods", "hs": "keep"}
    | {"date_basis": "basis", "question": "drop"},
    "Result": {"measure": "keep"},
    "Comparison": {"kind": "keep", "said": "drop"},
    "Change": {"consignment": "ref", "measure": "keep"},
    "Cause": {"kind": "keep", "text": "drop", "reference": "keep"},
    "Reasoned": {"consignment": "ref"},
    "Told": {"consignment": "ref"},
    "Information": _all("keep", "measure title reference"),
    "Span": {},
}
"""By noun and field. A Step has rules of its own, by the blanks of its sentence."""

BLANKS_KEPT = frozenset(
    "all answer applies clause commodity count date days day earliest edition effect"
    " elements end ended_by form grade how hs imported in_effect in_force last latest"
    " limb list lists mark missing needed of_day on origin other others outcome place"
    " published reason reference role says scope score sections seen share shown since"
    " site stage stages standing start status territory text tier tiers title traced"
    " until weight when word".split()
)
"""Blanks of sentences that hold our own words, numbers, days, codes and places."""

BLANKS_NAMED = frozenset("about author parties party path to why difference".split())
"""Blanks that hold names of parties among our own words."""

BLANKS_GIVEN: Mapping[str, str] = {
    "by": "a person",
    "change": "something else",
    "consignment": "a consignment",
    "document": "a document",
    "said": "words withheld",
}
"""Blanks that hold the user's words: what stands in their place."""

BLANKS_APART = frozenset({"basis", "goods", "kind", "listed", "order", "product"})
"""Blanks that are looked at one by one."""

JUDGED = frozenset({"judged.documented", "note.different", "contrary.judged"})
"""Sentences whose `why` a person wrote."""

PAPERS = ("touch.paper", "finding.", "decision.", "decision_maker.", "contrary.doc")
"""Sentences whose `kind` is that of a document, as the register may write it."""

LIMITS_OF_WORDS = frozenset(
    {
        "files set aside",
        "repeated headers",
        "unmapped columns",
        "person columns",
        "untraced inputs",
    }
    | {"law hints"}
)
"""Limits whose detail repeats the user's words."""
