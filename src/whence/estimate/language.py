"""Formulas: a small language, read into a tree and never run as code.

    sum       product (("+" | "-") product)*
    product   factor (("*" | "/") factor)*
    factor    "-" factor | number["%"] | name | "(" sum ")"
              | name "(" sum ("," sum)* ")"
    check     ["unit:"] sum [("=" | ">=" | "<=" | "is" | "in") sum]

A name may hold hyphens and dots (`plan-2016-20`), so a minus has a blank beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?![\w.])"
    r"|(?P<name>[^\W\d]\w*(?:[-.]\w+)*)"
    r"|(?P<sign>>=|<=|[-+*/(),=%:]))"
)
RELATIONS = ("=", ">=", "<=", "is", "in")
DEPTH, LENGTH = 40, 1000
"""A formula deeper or longer than this is no formula of a publication."""


class FormulaError(Exception):
    """A formula that cannot be read, or not be reckoned; says what and where in it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; `text` keeps its digits, `percent` its sign."""

    text: str
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A figure, an input or a part."""

    key: str


@dataclass(frozen=True, slots=True)
class Minus:
    """A change of sign."""

    of: "Tree"


@dataclass(frozen=True, slots=True)
class Two:
    """Two terms with one of + - * / between them."""

    sign: str
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the table, applied."""

    name: str
    terms: tuple["Tree", ...]


Tree = Number | Name | Minus | Two | Call


@dataclass(frozen=True, slots=True)
class Check:
    """A formula that must hold, or (without a relation) only be reckoned.

    `of_unit` marks a test of the unit: where it fails the unit is wrong.
    """

    text: str
    left: Tree
    relation: str
    right: Tree | None
    of_unit: bool


def parse(text: str) -> Tree:
    """Read a formula.

    Raises:
        FormulaError: it is no formula of this language.

    >>> parse("a * (1 - b)")
    Two(sign='*', left=Name(key='a'), right=Two(sign='-', left=Number(text='1', \
percent=False), right=Name(key='b')))

    """
    reader = _Reader(text)
    tree = reader.sum(0)
    reader.end()
    return tree


def parse_check(text: str) -> Check:
    """Read a check.

    Raises:
        FormulaError: it is no check of this language.

    """
    reader = _Reader(text)
    of_unit = reader.tokens[:2] == ["unit", ":"]
    if of_unit:
        reader.place = 2
    left = reader.sum(0)
    relation, right = "", None
    if reader.peek() in RELATIONS:
        relation = reader.take()
        right = reader.sum(0)
    reader.end()
    return Check(text.strip(), left, relation, right, of_unit)


class _Reader:
    """Walks over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        if len(text) > LENGTH:
            raise FormulaError(f"the formula is longer than {LENGTH} characters")
        self.text = text
        self.tokens: list[str] = []
        self.starts: list[int] = []
        self.place = 0
        at = 0
        while text[at:].strip():
            found = TOKEN.match(text, at)
            if found is None:
                left = text[at:].strip()
                raise FormulaError(f"{left[:12]!r} is not understood{self._hint(left)}")
            self.tokens.append(found[0].strip())
            self.starts.append(found.end() - len(found[0].strip()) + 1)
            at = found.end()
        if not self.tokens:
            raise FormulaError("the formula is empty")

    @staticmethod
    def _hint(left: str) -> str:
        """Name the usual slips: powers and thousands separators."""
        if left.startswith(("^", "**")):
            return "; there are no powers, multiply instead"
        return (
            "; write numbers with digits and a point only" if left[0].isdigit() else ""
        )

    def peek(self) -> str:
        """Give the next token, "" at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        """Step over the next token."""
        token = self.peek()
        self.place += 1
        return token

    def fail(self, wanted: str) -> FormulaError:
        """Say what was expected and what stood there."""
        if self.place >= len(self.tokens):
            return FormulaError(f"the formula ends where {wanted} should stand")
        where = self.starts[self.place]
        return FormulaError(f"{self.peek()!r} at character {where}, not {wanted}")

    def end(self) -> None:
        """Refuse what is left over."""
        if self.place < len(self.tokens):
            raise self.fail("the end")

    def sum(self, depth: int) -> Tree:
        """Read terms with + and - between them."""
        if depth > DEPTH:
            raise FormulaError(f"brackets stand more than {DEPTH} deep")
        tree = self.product(depth)
        while self.peek() in ("+", "-"):
            sign = self.take()
            tree = Two(sign, tree, self.product(depth))
        return tree

    def product(self, depth: int) -> Tree:
        """Read factors with * and / between them."""
        tree = self.factor(depth)
        while self.peek() in ("*", "/"):
            sign = self.take()
            tree = Two(sign, tree, self.factor(depth))
        return tree

    def factor(self, depth: int) -> Tree:
        """Read one factor."""
        token = self.peek()
        if token == "-":
            if depth > DEPTH:
                raise FormulaError(f"signs stand more than {DEPTH} deep")
            self.take()
            return Minus(self.factor(depth + 1))
        if token == "(":
            self.take()
            tree = self.sum(depth + 1)
            self.expect(")")
            return tree
        if token[:1].isdigit():
            self.take()
            percent = self.peek() == "%"
            if percent:
                self.take()
            return Number(token, percent)
        if not token or not (token[0].isalpha() or token[0] == "_"):
            raise self.fail("a number, a name or a bracket")
        self.take()
        return self.call(token, depth) if self.peek() == "(" else Name(token)

    def call(self, name: str, depth: int) -> Tree:
        """Read the terms of a function."""
        self.take()
        terms = [self.sum(depth + 1)]
        while self.peek() == ",":
            self.take()
            terms.append(self.sum(depth + 1))
        self.expect(")")
        return Call(name, tuple(terms))

    def expect(self, token: str) -> None:
        """Step over a token that must stand here."""
        if self.peek() != token:
            raise self.fail(f"{token!r}")
        self.take()


def names_in(tree: Tree | None) -> Iterator[str]:
    """Give the names a formula uses, in order, each time it uses them."""
    match tree:
        case Name(key):
            yield key
        case Minus(of):
            yield from names_in(of)
        case Two(_, left, right):
            yield from names_in(left)
            yield from names_in(right)
        case Call(_, terms):
            for term in terms:
                yield from names_in(term)
        case _:
            return


def replaced(tree: Tree, by: dict[str, Tree]) -> Tree:
    """Put trees in the place of names."""
    match tree:
        case Name(key):
            return by.get(key, tree)
        case Minus(of):
            return Minus(replaced(of, by))
        case Two(sign, left, right):
            return Two(sign, replaced(left, by), replaced(right, by))
        case Call(name, terms):
            return Call(name, tuple(replaced(t, by) for t in terms))
        case _:
            return tree
