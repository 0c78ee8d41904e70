"""How far the importer's answer has come. It never changes an outcome."""

from collections.abc import Iterable
from datetime import date

from whence.decide.touches import needed, reaches
from whence.model.chain import Consignment
from whence.model.measure import AnswerState
from whence.model.source import Source
from whence.model.view import Exhibit
from whence.shelf.requirements import answers, plain

WEIGHT = {
    AnswerState.NONE: 0,
    AnswerState.IN_PREPARATION: 1,
    AnswerState.SUBMITTED: 2,
    AnswerState.REFUSED: 3,
    AnswerState.ACCEPTED: 3,
}
DECIDED = (AnswerState.ACCEPTED, AnswerState.REFUSED)


def answer_of(
    consignment: Consignment, exhibits: Iterable[Exhibit], as_of: date
) -> tuple[AnswerState, tuple[Source, ...]]:
    """Give the state of the answer and the papers that show it.

    Accepted and refused only by the authority's own paper (grade `official`) about
    this very entry; the latest of several decides, a refusal before a release of the
    same day. Papers dated after `as_of` are not known yet.
    """
    entry = _plain(consignment.entry_number)
    if not entry:
        return AnswerState.NONE, ()
    found = []
    for exhibit in exhibits:
        row = exhibit.row
        state = answers().get(plain(row.kind))
        if state is None or (row.day is not None and row.day > as_of):
            continue
        if _plain(row.entry) not in (entry, entry + _plain(consignment.line)):
            continue
        if state in DECIDED and not reaches(exhibit.grade, needed().answer):
            continue
        day = row.day or date.min
        refused = state is AnswerState.REFUSED
        found.append((WEIGHT[state], day, refused, state, row.source))
    if not found:
        return AnswerState.NONE, ()
    best = max(found, key=lambda f: (f[0], f[1], f[2], f[4]))
    return best[3], tuple(sorted({f[4] for f in found if f[3] is best[3]}))


def _plain(number: str) -> str:
    """Keep letters and digits of an entry number."""
    return "".join(c for c in number.upper() if c.isalnum())
