"""Company names in canonical form.

parts    a name taken apart: form, place, trade, number, branch, brand
normal   the same, with what it is beside that: its script, a branch, a person
split    the names in one cell: several scripts, former names, "care of"
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from whence.model.name import NameParts, NameToken, NormalName, TokenKind
from whence.normalise import corps, han, latin, persons, spoken
from whence.normalise.borne import borne
from whence.normalise.scripts import script_of, simplified
from whence.shelf import terms
from whence.shelf.letters import clean, has_han, plain

# words of scripts with dependent vowels (Thai, Indic ...) hold marks beside letters
HAN_OR_WORD = re.compile(
    r"[\u3007\u3400-\u9fff]+"
    r"|(?:[^\W_\u3007\u3400-\u9fff]|[\u0900-\u0963\u0966-\u109f\u1780-\u17dd])+"
)
ASCII_WORD = re.compile(r"[a-z0-9]+")
DOTTED = re.compile(r"\b[^\W\d_](?:[./][^\W\d_])+\b\.?")
DOTTED_LETTER = re.compile(r"[./][^\W\d_]")
POSSESSIVE = re.compile(r"(?<=[a-z])'s\b")
BRACKETS = re.compile(r"[()\[\]{}<>《》〈〉【】「」『』〔〕]")
LONGEST = 500
# to look a member of an enumeration up takes as long as ten words
BRAND, FORM, BRANCH = TokenKind.BRAND, TokenKind.FORM, TokenKind.BRANCH


@lru_cache(65536)
def normal(raw: str) -> NormalName:
    """Give a name in canonical form, with its parts and their keys.

    `full` keeps every word; `core` drops the organisation form (and words such as
    "the"). Only the first 500
    characters are taken apart. Two names may share no letter and still share keys:

    >>> [t.keys for t in normal("和田泰达服饰有限公司").tokens][:3]
    [('CN-653200', 'CN-653201', 'CN-653221'), ('泰达', 'taida'), ('t:garment',)]
    >>> [t.keys for t in normal("Hetian Tai Da Apparel Co., Ltd").tokens][1:3]
    [('taida',), ('t:garment',)]
    """
    raw, full, tokens, is_spoken = parts(raw)
    core = _joined([t.text for t in tokens if t.kind is not FORM])
    surely, perhaps = _persons(raw, full, tokens)
    return NormalName(
        raw=raw,
        script=script_of(raw),
        full=full,
        core=core or full,
        tokens=tokens,
        is_branch=BRANCH in [t.kind for t in tokens],
        reads_as_person=surely,
        is_spoken=is_spoken,
        may_be_person=perhaps and not surely,
    )


@lru_cache(65536)
def parts(raw: str) -> NameParts:
    """Take a name apart: what `normal` gives, without what no comparison needs.

    >>> [t.kind.value for t in parts("Hetian Taida Apparel Co., Ltd").tokens]
    ['place', 'brand', 'trade', 'form']
    """
    folded = simplified(plain(raw))
    pieces = BRACKETS.split(folded[:LONGEST])
    seen: set[str] = set()
    cut = [_words(piece) for piece in pieces]
    whole = len(cut) == 1 and len(folded) <= LONGEST
    words = cut[0] if whole else _words(BRACKETS.sub(" ", folded))
    said = spoken.tokens_of(words, set()) if len(folded) <= LONGEST else None
    tokens = list(said or ())
    inner = 0
    for at, some in enumerate(cut if said is None else ()):
        tokens += _tokens(some, seen, inner=at > 0)
        inner = inner or len(tokens)
    tokens = borne(_named(tokens), inner)
    return NameParts(raw, _joined(words), tuple(tokens), said is not None)


def _named(tokens: list[NameToken]) -> list[NameToken]:
    """Let a word that is mostly a form be the name where nothing else is: the first of
    "MLS Co., Ltd"."""
    if len(tokens) < 2 or tokens[0].kind is not FORM:
        return tokens
    if any(t.kind is not FORM for t in tokens):
        return tokens
    first = tokens[0].text
    if not first.isascii() or " " in first:
        return tokens
    return [NameToken(first, BRAND, (first,)), *tokens[1:]]


def _persons(raw: str, full: str, tokens: Sequence[NameToken]) -> tuple[bool, bool]:
    """Say whether a name is surely, and whether it is perhaps, a natural person's; of
    several in one cell, whether all are."""
    firm = any(t.kind is not BRAND for t in tokens)
    if firm and _is_one(raw):
        return False, False
    names = split(raw) if len(raw) <= LONGEST else (raw,)
    if len(names) > 1:
        found = [normal(name) for name in names]
        return (
            all(name.reads_as_person for name in found),
            all(name.is_masked for name in found),
        )
    if firm:
        return False, False
    return persons.surely(full), persons.perhaps(full, raw)


def _is_one(raw: str) -> bool:
    """Whether a text is one name at the first look: in one script, with nothing in it
    that may part names."""
    if raw.isascii():
        return not (PARTED.search(raw) or _marked().search(raw))
    return HAN_ALONE.fullmatch(raw) is not None and not _marks().search(raw)


def _words(folded: str) -> list[str]:
    """Cut folded text into runs of Han and words; initials with dots are one word."""
    if DOTTED_LETTER.search(folded):
        folded = DOTTED.sub(lambda m: re.sub(r"[./]", "", m[0]) + " ", folded)
    if "'" in folded:
        folded = POSSESSIVE.sub("", folded).replace("'", "")
    text = folded.replace("&", " and ").replace("+", " and ")
    if text.isascii():
        return ASCII_WORD.findall(text)
    return HAN_OR_WORD.findall(corps.in_han(text))


def _joined(words: list[str]) -> str:
    """Join words: Han without space, others with one."""
    if all(map(str.isascii, words)):
        return " ".join(words)
    out = ""
    for word in words:
        apart = out and not (has_han(out[-1]) and has_han(word[0]))
        out += f" {word}" if apart else word
    return out


def _tokens(words: list[str], seen: set[str], *, inner: bool) -> list[NameToken]:
    """Take one piece between brackets apart, run by run."""
    if all(map(str.isascii, words)):
        return latin.tokens_of(words, seen, inner=inner) if words else []
    out: list[NameToken] = []
    run: list[str] = []
    for word in words:
        if has_han(word):
            out += latin.tokens_of(run, seen, inner=inner) if run else []
            run = []
            out += han.tokens_of(word, seen)
        else:
            run.append(word)
    return out + (latin.tokens_of(run, seen, inner=inner) if run else [])


@cache
def _marks() -> re.Pattern[str]:
    texts = sorted((m.text for m in terms.marks()), key=lambda t: -len(t))
    spelled = "|".join(re.escape(t) for t in texts if not has_han(t))
    written = "|".join(re.escape(t) for t in texts if has_han(t))
    return re.compile(
        rf"(?<=[\s,;(])(?:{spelled})(?:[\s:.]|$)|(?:{written})[:：]?",
        re.IGNORECASE,
    )


@cache
def _marked() -> re.Pattern[str]:
    """Give what finds a spelled mark, and no place to cut."""
    spelled = "|".join(re.escape(m.text) for m in terms.marks() if not has_han(m.text))
    return re.compile(rf"[\s,;(](?:{spelled})(?:[\s:.]|$)", re.IGNORECASE)


SLASH = re.compile(r" [/|] |[;；]")
PARTED = re.compile(r"[/|;\n]")
HAN_ALONE = re.compile(r"[\u3400-\u9fff()（）]+")
LATIN_PART = re.compile(r"[(（]?\s*[A-Za-z\u00c0-\u024f][^\u3007\u3400-\u9fff（）]{3,}")
HAN_PART = re.compile(r"[\u3400-\u9fff]{2,}")


@lru_cache(65536)
def split(raw: str) -> tuple[str, ...]:
    """Give the names in one cell, the main one first.

    >>> split("合盛硅业 (Hoshine)")
    ('合盛硅业', 'Hoshine')
    >>> split("Alpha Textile Ltd d/b/a Beta Wear")
    ('Alpha Textile Ltd', 'Beta Wear')
    >>> split("Hoshine Silicon (Shanshan) Co., Ltd")
    ('Hoshine Silicon (Shanshan) Co., Ltd',)
    """
    text = " ".join(clean(raw[: LONGEST * 4].replace("\n", " ; ")).split())
    pieces: list[str] = []
    for marked in _marks().split(text):
        for piece in SLASH.split(marked):
            pieces += _by_script(piece)
    names = map(_trimmed, pieces)
    found = tuple(dict.fromkeys(n for n in names if any(map(str.isalnum, n))))
    return found or ((text,) if text else ())


def _trimmed(name: str) -> str:
    """Strip what parted the names, and a bracket left without its other half."""
    name = name.strip(" ,;:-–—/|，；：、\t").removeprefix("and ")
    for opening, closing in ("()", "（）", "[]"):
        if name.startswith(opening) and name.endswith(closing):
            inner = name[1:-1]
            name = inner if opening not in inner else name
        if name.count(opening) > name.count(closing):
            name = name.removeprefix(opening) if name[0] == opening else name
            name = name.removesuffix(opening)
        if name.count(closing) > name.count(opening):
            name = name.removesuffix(closing)
    return name.strip(" ,;:-，；：、")


def _by_script(piece: str) -> list[str]:
    """Part a Han name from its Latin twin; a short Latin brand stays where it is."""
    if not has_han(piece) or not HAN_PART.search(piece):
        return [piece]
    for m in LATIN_PART.finditer(piece):
        before, said, after = piece[: m.start()], m[0], piece[m.end() :]
        letters = sum(c.isalpha() for c in said)
        apart = not before or said[0].isspace() or said[0] in "("
        ends = not HAN_PART.search(after) or not HAN_PART.search(before)
        closed = not after or said[-1].isspace() or said[-1] in "()"
        if letters > 3 and apart and ends and closed:
            han_side = f"{before} {after}" if HAN_PART.search(after) else before
            return [said, han_side] if not before.strip() else [han_side, said]
    return [piece]
