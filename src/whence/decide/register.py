"""The document register of a case, made ready for asking once for all its goods."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache

from whence.decide.same import Same
from whence.model.chain import Consignment
from whence.model.source import Source
from whence.model.view import Exhibit
from whence.shelf.requirements import answers, plain


def code(number: str) -> str:
    """Keep letters and digits of a number, in capitals.

    >>> code("abc-1000001-1/1")
    'ABC100000111'
    """
    return "".join(c for c in number.upper() if c.isalnum())


class Register:
    """The papers of a case by what they are about."""

    def __init__(self, exhibits: Iterable[Exhibit]) -> None:
        """Take the papers; their order never matters."""
        self._exhibits = sorted(exhibits, key=lambda e: e.row.source)

    @cached_property
    def kinds(self) -> dict[Source, str]:
        """Give the kind of document behind each row of the register."""
        return {e.row.source: plain(e.row.kind) for e in self._exhibits}

    @cached_property
    def _of_kind(self) -> dict[str, list[Exhibit]]:
        found: dict[str, list[Exhibit]] = defaultdict(list)
        for exhibit in self._exhibits:
            found[plain(exhibit.row.kind)].append(exhibit)
        return dict(found)

    def of_kind(self, kind: str) -> list[Exhibit]:
        """Give the papers of a kind, in a fixed order."""
        return self._of_kind.get(plain(kind), [])

    @cached_property
    def answers(self) -> dict[str, list[Exhibit]]:
        """Give, by entry, the papers that can show how far an answer has come."""
        found: dict[str, list[Exhibit]] = defaultdict(list)
        for exhibit in self._exhibits:
            if plain(exhibit.row.kind) in answers():
                found[code(exhibit.row.entry)].append(exhibit)
        return dict(found)

    @cached_property
    def _placed(self) -> dict[tuple[str, str], list[Exhibit]]:
        found: dict[tuple[str, str], list[Exhibit]] = defaultdict(list)
        for exhibit in self._exhibits:
            row = exhibit.row
            if row.place:
                for kind in ("lot", "order", "entry"):
                    number = code(getattr(row, kind))
                    if number:
                        found[kind, number].append(exhibit)
        return dict(found)

    def places(self, about: Iterable[tuple[str, str]]) -> list[Exhibit]:
        """Give the papers that state a place and name one of these (kind, number)."""
        found: dict[Source, Exhibit] = {}
        for key, number in about:
            for exhibit in self._placed.get((key, code(number)), ()):
                found[exhibit.row.source] = exhibit
        return [found[source] for source in sorted(found)]


@lru_cache(maxsize=2)
def _register(same: Same) -> Register:
    (exhibits,) = same.things
    assert isinstance(exhibits, tuple)
    return Register(exhibits)


def register_of(exhibits: tuple[Exhibit, ...]) -> Register:
    """Give the register; it is kept while the same papers are asked about."""
    return _register(Same(exhibits))


def names_goods(exhibit: Exhibit, consignment: Consignment) -> bool:
    """Whether a paper names this very entry, or the order that nobody has entered."""
    row = exhibit.row
    entry = code(row.entry)
    if entry and consignment.entry_number:
        number = code(consignment.entry_number)
        return entry in (number, number + code(consignment.line))
    return bool(row.order) and code(row.order) == code(consignment.order)


def names_lot(exhibit: Exhibit, lot: str) -> bool:
    """Whether a paper names a lot."""
    return bool(lot) and code(exhibit.row.lot) == code(lot)
