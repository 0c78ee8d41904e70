"""Place names that stand in a text and were deliberately not read, with the reason."""

from dataclasses import dataclass

from whence.model.party import PlaceReading
from whence.normalise.context import countries_said, is_chinese, mark_of, settle
from whence.normalise.gazette import WORDS, index
from whence.normalise.places import POSTAL, read_places
from whence.normalise.scan import Mention, han_mentions, spelled_mentions
from whence.normalise.scripts import simplified
from whence.shelf import places as shelf
from whence.shelf.letters import has_han, plain

NOT_CHINA = (
    "nothing says that this is in China: no country China, no word for it, no Chinese"
    " or Uyghur script, no second place of China"
)
ABROAD = "another country is given or named"
STREET = "a street, building, dish or office named after the place, not the place"
SMALL = "a village or town of that name, and another province is named"
RIVAL = "another province is named beside it"
PARENT = "also a common word or name: read only beside the province or city above it"
WEAK = "also a common word or name: read only with its kind, or beside its province"
CHINA_ONLY = "six digits are a postal code only where China is sure"
OTHER_POST = "six digits that no province uses, or of another province than the words"
SHOWN = 50
"""No more names than this: a long text repeats itself."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch of text that is spelt like a place, what it could be, and why it was
    not read as that."""

    text: str
    could_be: str
    reason: str


def unread(text: str, country: str = "") -> tuple[Unread, ...]:
    """Give what was deliberately not read, in the order of the text."""
    folded = simplified(plain(text))
    mentions = spelled_mentions(folded)
    if has_han(folded):
        mentions = sorted(mentions + han_mentions(folded), key=lambda m: m.start)
    china = is_chinese(folded, country, mentions)
    abroad = bool(countries_said(folded, country, mentions) - {"CN"})
    found = [(m.start, _of(m, china, abroad, mentions)) for m in _left(mentions, china)]
    spans = [(m.start, m.end) for m in mentions]
    found += [(at, u) for at, u in _streets(folded, spans)]
    found += _postals(folded, read_places(text, country), china)
    unique = dict.fromkeys(u for _, u in sorted(found, key=lambda f: f[0]))
    return tuple(unique)[:SHOWN]


def _left(mentions: list[Mention], china: bool) -> list[Mention]:
    """Give the mentions of divisions that were not settled."""
    local = [m for m in mentions if any(k.level != "country" for k in m.known)]
    if not china:
        return local
    read = {(s.mention.start, s.mention.end) for s in settle(mentions)}
    return [m for m in local if (m.start, m.end) not in read]


def _of(mention: Mention, china: bool, abroad: bool, mentions: list[Mention]) -> Unread:
    places = [k for k in mention.known if k.level != "country"]
    could = "; ".join(dict.fromkeys(shelf.name_of(k.code) for k in places[:3]))
    return Unread(mention.text, could, _why(mention, china, abroad, mentions=mentions))


def _why(
    mention: Mention, china: bool, abroad: bool, *, mentions: list[Mention]
) -> str:
    """Give the first rule that kept a mention from being read."""
    if not china:
        return ABROAD if abroad else NOT_CHINA
    places = [k for k in mention.known if k.level != "country"]
    marks = {mark_of(mention, k) for k in places}
    if marks == {"P"}:
        return PARENT
    regions = {k.region for k in places}
    others = {
        k.region
        for m in mentions
        if m is not mention and m.text != mention.text
        for k in m.known
        if k.level != "country" and mark_of(m, k) in ("S", "C")
    }
    if others - regions:
        return SMALL if mention.small else RIVAL
    return WEAK


def _streets(folded: str, spans: list[tuple[int, int]]) -> list[tuple[int, Unread]]:
    """Find names of the dictionary that the scan passed over: they name streets."""
    book = index()
    words = list(WORDS.finditer(folded))
    found, i = [], 0
    while i < len(words):
        key, end = "", i
        for j in range(i, len(words)):
            key += words[j][0].replace("'", "")
            if key not in book.begins:
                break
            end = j + 1 if key in book.spelled else end
        if end > i:
            at = (words[i].start(), words[end - 1].end())
            joined = "".join(w[0].replace("'", "") for w in words[i:end])
            known = [k for k in book.spelled[joined] if k.level != "country"]
            if known and not any(s < at[1] and at[0] < e for s, e in spans):
                said = folded[at[0] : at[1]]
                found.append(
                    (at[0], Unread(said, shelf.name_of(known[0].code), STREET))
                )
        i = max(end, i + 1)
    return found + _streets_han(folded, spans)


def _streets_han(folded: str, spans: list[tuple[int, int]]) -> list[tuple[int, Unread]]:
    book, found = index(), []
    taken = [*spans]
    for at in range(len(folded) - 1) if has_han(folded) else ():
        for length in book.han_lengths.get(folded[at : at + 2], ()):
            name = folded[at : at + length]
            if name not in book.han or any(
                s < at + length and at < e for s, e in taken
            ):
                continue
            known = [k for k in book.han[name] if k.level != "country"]
            if known:
                said = Unread(name, shelf.name_of(known[0].code), STREET)
                found.append((at, said))
                taken.append((at, at + length))
            break
    return found


def _postals(
    folded: str, readings: tuple[PlaceReading, ...], china: bool
) -> list[tuple[int, Unread]]:
    """Give the six digits that could be a postal code of China and were not read; one
    that says a place which words said already is no reading of its own."""
    read = {r.text for r in readings if r.method == "postal code"}
    said = {r.region for r in readings}
    out = []
    known = shelf.postal_codes()
    for m in POSTAL.finditer(folded):
        place = known.get(m[1][:3]) or known.get(m[1][:2])
        if m[1] not in read and place and shelf.region_of(place) not in said:
            why = OTHER_POST if china else CHINA_ONLY
            out.append((m.start(), Unread(m[1], shelf.name_of(place), why)))
    return out
