"""Which goods words mean: the commodity of a folder, the stage of goods and of work."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from whence.shelf.chains import commodity as chain_of
from whence.shelf.paper_words import besides, folded, goods, holds, known_commodities


def commodity_of_folder(texts: Iterable[str]) -> str:
    """Give the commodity that most descriptions of goods name, "" when none does."""
    votes: Counter[str] = Counter()
    for text in texts:
        for key in known_commodities():
            if _named(folded(text), key) and not is_besides(text, key):
                votes[key] += 1
    ranked = sorted(votes.items(), key=lambda kv: (-kv[1], kv[0]))
    return ranked[0][0] if ranked else ""


@lru_cache(maxsize=8192)
def stage_of_goods(text: str, commodity: str) -> str:
    """Give the stage that makes goods of this description, "" when nothing tells.

    >>> stage_of_goods("Combed cotton yarn", "cotton")
    'spin'
    >>> stage_of_goods("Square bars M10", "polysilicon")
    'ingot'
    >>> stage_of_goods("Seed cotton consumed", "cotton")
    'field'
    >>> stage_of_goods("Cotton seed", "cotton")
    ''
    """
    said = folded(text)
    if is_besides(text, commodity):
        return ""
    return _named(said, commodity) or _bare(said, commodity)


def _named(said: str, commodity: str) -> str:
    """Give the last stage whose goods a folded text names."""
    found = ""
    for held in goods(commodity):
        words = [w for w in held.words if holds(said, w)]
        if words and not any(holds(said, w) for w in held.never):
            found = held.stage
    return found


def _bare(said: str, commodity: str) -> str:
    """Give the last stage of which a text holds a word that needs its commodity."""
    found = ""
    for held in goods(commodity):
        if any(holds(said, w) for w in held.bare):
            found = held.stage
    return found


@lru_cache(maxsize=8192)
def is_besides(text: str, commodity: str) -> bool:
    """Whether a description is of what a step makes besides its goods.

    >>> is_besides("Trash and moisture", "cotton"), is_besides("Yarn", "cotton")
    (True, False)
    """
    said = folded(text)
    longest = max(
        (len(w) for held in goods(commodity) for w in held.words if holds(said, w)),
        default=0,
    )
    return any(len(w) >= longest and holds(said, w) for w in besides(commodity))


@lru_cache(maxsize=4096)
def stages_of_work(text: str, commodity: str) -> tuple[str, ...]:
    """Give the stages whose work a text names, each counted once.

    A word inside a longer word of another stage does not count for its own.

    >>> stages_of_work("Ring spinning", "cotton")
    ('spin',)
    >>> stages_of_work("Spinning / Knitting", "cotton")
    ('spin', 'weave')
    """
    held = chain_of(commodity)
    if held is None:
        return ()
    said = folded(text)
    hits = [
        (stage.key, word)
        for stage in held.stages
        for word in (folded(stage.key), *(folded(w) for w in stage.words))
        if holds(said, word)
    ]
    kept = {
        key
        for key, word in hits
        if not any(
            other != key and word != longer and holds(longer, word)
            for other, longer in hits
        )
    }
    return tuple(stage.key for stage in held.stages if stage.key in kept)
