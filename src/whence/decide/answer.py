"""How far the importer's answer has come. It never changes an outcome."""

from datetime import date

from whence.decide.register import Register, code
from whence.decide.touches import needed, reaches
from whence.model.chain import Consignment
from whence.model.measure import AnswerState
from whence.model.source import Source
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
    consignment: Consignment, register: Register, as_of: date
) -> tuple[AnswerState, tuple[Source, ...]]:
    """Give the state of the answer and the papers that show it.

    Accepted and refused only by the authority's own paper (grade `official`) about
    this very entry; the latest of several decides, a refusal before a release of the
    same day. Papers dated after `as_of` are not known yet.
    """
    entry = code(consignment.entry_number) if register.answers else ""
    if not entry:
        return AnswerState.NONE, ()
    found = []
    lines = sorted({entry, entry + code(consignment.line)})
    for exhibit in (e for key in lines for e in register.answers.get(key, ())):
        row = exhibit.row
        state = answers()[plain(row.kind)]
        if row.day is not None and row.day > as_of:
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
