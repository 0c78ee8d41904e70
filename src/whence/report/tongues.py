"""Runs of scripts other than Latin, and the language each is marked with."""

import re
from functools import cache

from markupsafe import Markup, escape

from whence.shelf.style import tongues

HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
CYRILLIC = "\u0400-\u052f"
PATTERNS = {
    "han": f"[{HAN}][{HAN}\u3000-\u303f\uff00-\uffef·]*",
    "hangul": f"[{HANGUL}]+",
    "arabic": f"[{ARABIC}]+(?:[\\s،()\\-]+[{ARABIC}]+)*",
    "cyrillic": f"[{CYRILLIC}]+(?:[\\s.\\-]+[{CYRILLIC}]+)*",
}
"""A run of each script, blanks and marks within it included. The typesetter reads
them too."""

RUNS = re.compile("|".join(f"(?P<{name}>{run})" for name, run in PATTERNS.items()))

# Unicode Bidirectional Algorithm (UAX 9), 2.1 to 2.5: embeddings, overrides, isolates
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@cache
def language(script: str, run: str) -> str:
    """Give the language tag of a run of a script.

    >>> language("arabic", "قەشقەر"), language("arabic", "شركة")
    ('ug', 'und-Arab')
    >>> language("cyrillic", "Чистый хлопок"), language("cyrillic", "Завод")
    ('ru', 'und-Cyrl')
    """
    held = tongues()[script]
    small = run.lower()
    found = (lang for letters, lang in held.letters if set(letters) & set(small))
    return next(found, held.otherwise)


def table() -> list[dict[str, object]]:
    """Give, by script, its runs and their languages, for the typesetter."""
    return [
        {
            "run": run,
            "letters": tongues()[name].letters,
            "otherwise": tongues()[name].otherwise,
        }
        for name, run in PATTERNS.items()
    ]


def tongue(text: str) -> Markup:
    """Escape a text and mark each run of another script with its language.

    >>> tongue("Ruilin 睿霖 <b>")
    Markup('Ruilin <span lang="zh">睿霖</span> &lt;b&gt;')
    """
    if text.isascii():
        return escape(text)
    parts: list[Markup] = []
    last = 0
    for run in RUNS.finditer(text):
        script = str(run.lastgroup)
        shape = '<bdi lang="{}" dir="rtl">{}</bdi>' if script == "arabic" else MARK
        parts.append(escape(text[last : run.start()]))
        parts.append(Markup(shape).format(language(script, run.group()), run.group()))
        last = run.end()
    parts.append(escape(text[last:]))
    return Markup("").join(parts)


MARK = '<span lang="{}">{}</span>'


def ordered(value: object) -> object:
    r"""Show controls that turn the reading order around; hidden, they forge a name.

    >>> ordered("Acme \u202etd") == "Acme \ufffdtd"
    True
    """
    # Nearly every text has none: looked for first, since a page asks of each word.
    if not isinstance(value, str) or value.isascii() or not TURNS.search(value):
        return value
    return type(value)(straight(value))


def straight(text: str) -> str:
    r"""Replace each mark that turns the reading order around.

    >>> straight("Acme \u202etd") == "Acme \ufffdtd"
    True
    """
    return TURNS.sub("\ufffd", text)
