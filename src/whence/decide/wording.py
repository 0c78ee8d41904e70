"""Sentences with their blanks filled, none stronger than the grade under it."""

from collections.abc import Mapping
from functools import cache, lru_cache

from whence.errors import DataError
from whence.model.measure import Ground, Measure, Outcome
from whence.model.remark import TOLD, Form, RemarkKind
from whence.model.source import Grade
from whence.shelf.wording import (
    NO_GRADE,
    Sentence,
    checked_language,
    law_words,
    sentences,
    words,
)

RANK = {grade: place for place, grade in enumerate(Grade)}
"""Ranks of the grades, 0 the best: a lookup, because sentences are many."""


def render(
    template: str,
    values: Mapping[str, str],
    *,
    grade: Grade | None,
    outcome: Outcome | None,
    language: str = "en",
) -> str:
    """Fill a sentence of `data/wording`.

    `grade` is the grade of the fact it stands on, None for none; `outcome` that of
    the decision it is printed under, None before there is one.

    Raises:
        DataError: there is no such sentence, a blank has no value, the fact is graded
            lower than the sentence asks, or it may not stand under this outcome.

    Example:
        >>> render("when.imported", {"date": "2025-04-10"}, grade=None, outcome=None)
        'imported on 2025-04-10'

    """
    sentence = sentences(language).get(template)
    where = f"data/wording/{language}.yml: {template}"
    if sentence is None:
        raise DataError("there is no such sentence.", where=where)
    if not carries(sentence, grade):
        have = f"graded {grade}" if grade else "without a grade"
        least = list(Grade)[sentence.least]
        raise DataError(f"it asks for {least} or better, not {have}.", where=where)
    if sentence.outcomes is not None and outcome not in sentence.outcomes:
        raise DataError(f'it may not stand under "{outcome}".', where=where)
    try:
        text = sentence.text.format_map(values)
        # "Co., Ltd." at the end of a sentence brings its own full stop.
        return text.replace("..", ".") if ".." in text else text
    except KeyError as error:
        raise DataError(f"the blank {error} has no value.", where=where) from error


class Voice:
    """Speaks one language: fills sentences, and names what nouns and measures hold."""

    def __init__(self, language: str = "en") -> None:
        """Take a language that has a file.

        Raises:
            UsageError: there is none; the message lists those that exist.

        """
        self.language = checked_language(language)
        self._words, self._law = words(language), law_words(language)

    def render(
        self,
        template: str,
        values: Mapping[str, str],
        *,
        grade: Grade | None = None,
        outcome: Outcome | None = None,
    ) -> str:
        """Fill a sentence; see `render`."""
        return render(
            template, values, grade=grade, outcome=outcome, language=self.language
        )

    def say(self, template: str, **values: str) -> str:
        """Fill a phrase that stands on no fact."""
        return self.render(template, values)

    def word(self, key: str) -> str:
        """Name a grade, a role, an outcome, a stage; what is no word stays as it is.

        >>> Voice("zh").word("recorded"), Voice("zh").word("Plant 7")
        ('有记录', 'Plant 7')
        """
        return self._words.get(key, key)

    def why(self, text: str) -> str:
        """Name a rule by which a party stands to a listing.

        Rules are written "what: which"; each half that is a word is named.
        """
        if text in self._words:
            return self._words[text]
        head, colon, tail = text.partition(": ")
        if colon and head in self._words:
            return f"{self._words[head]}{self.word(': ')}{self.word(tail)}"
        return text

    def title(self, measure: Measure) -> str:
        """Name a measure; one asked as if it were law says so in every language."""
        base = self._law.get(measure.key, {}).get("title")
        if base is None:
            return measure.title
        supposed = measure.form is Form.PROPOSAL and measure.first_word is not None
        return self.say("title.as_law", title=base) if supposed else base

    def clause(self, measure: Measure, ground: Ground) -> str:
        """Give the words of a ground."""
        return self._law.get(measure.key, {}).get(ground.key, ground.clause)

    def territory(self, measure: Measure) -> str:
        """Give the words that say where the goods of a measure go."""
        held = self._law.get(measure.key, {})
        return held.get("territory", measure.territory)

    def notes(self, measure: Measure) -> tuple[str, ...]:
        """Give the lines about a measure that stand under every decision."""
        return tuple(
            self.say(
                "note.way_out" if row.about is RemarkKind.WAY_OUT else "note.remark",
                text=self.word(row.text).rstrip(".。"),
                reference=row.reference,
                mark=self.word(row.verification),
            )
            for row in measure.remarks
            if row.about in TOLD
        )

    def scope(self, measure: Measure, text: str) -> str:
        """Give the words that say which goods a measure is about."""
        return self._law.get(measure.key, {}).get("scope", text)


@cache
def voice(language: str = "en") -> Voice:
    """Give the voice of a language."""
    return Voice(language)


def carries(sentence: Sentence, grade: Grade | None) -> bool:
    """Whether a fact of this grade is good enough for the sentence."""
    if sentence.least == NO_GRADE:
        return True
    return grade is not None and RANK[grade] <= sentence.least


@lru_cache(maxsize=512)
def variant(base: str, grade: Grade) -> str:
    """Give the strongest sentence about a thing that this grade carries.

    >>> variant("site", Grade.OFFICIAL), variant("site", Grade.DECLARED)
    ('site.recorded', 'site.declared')

    Raises:
        DataError: no sentence about it may be printed at this grade.

    """
    for least in list(Grade)[RANK[grade] :]:
        if f"{base}.{least}" in sentences():
            return f"{base}.{least}"
    raise DataError(f"no sentence at {grade}.", where=f"data/wording/en.yml: {base}")
