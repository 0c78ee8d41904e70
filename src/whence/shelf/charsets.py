"""Code pages of old texts and the letters of their languages: `data/tables/`.

codepages   the pages in order of preference, with languages and thresholds
letters     pairs of letters, or common characters, by language
telling     words that tell one page from another
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from opencc import OpenCC

from whence.shelf import yaml_of
from whence.shelf.countries import countries
from whence.shelf.heads import spelled
from whence.shelf.tables import checked, words
from whence.shelf.terms import forms


@cache
def codepages() -> Mapping[str, Any]:
    """Give `pages`, each with codec, languages and pairs, and `score` and `margin`."""
    path = "tables/codepages.yml"

    def build() -> Mapping[str, Any]:
        data = yaml_of(path)
        return {
            "pages": tuple(
                (p["codec"], tuple(p["languages"]), bool(p["pairs"]))
                for p in data["pages"]
            ),
            "score": float(data["thresholds"]["score"]["value"]),
            "margin": float(data["thresholds"]["margin"]["value"]),
        }

    return checked(path, build)


@cache
def letters() -> Mapping[str, str]:
    """Give the letters of each language; traditional Chinese by conversion."""
    path = "tables/letters.yml"

    def build() -> Mapping[str, str]:
        found = {str(k): str(v) for k, v in yaml_of(path)["languages"].items()}
        found["zh-hant"] = OpenCC("s2t").convert(found["zh"])
        return found

    return checked(path, build)


@cache
def telling() -> tuple[str, ...]:
    """Give words with a letter beyond ASCII that tables are full of: countries, words
    of headers, forms of companies, words of addresses."""
    texts = [
        *countries(),
        *spelled(),
        *words().company_forms,
        *words().address_words,
        *(form.text for form in forms()),
    ]
    found = {word for text in texts for word in text.split()}
    return tuple(sorted(w for w in found if not w.isascii() and len(w) > 1))
