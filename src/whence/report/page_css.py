"""The style of a page: the tokens as variables, light and dark, then its sheets."""

import base64
import hashlib
from collections.abc import Mapping

from whence.shelf import style


def page_css(*sheets: str) -> str:
    """Join the tokens and some sheets of `data/style`.

    The dark palette is for screens of readers who ask for it; paper stays light.
    """
    held = style.tokens()
    sizes = {f"size-{name}": size for name, size in held.scale.items()}
    light = _root({**held.palette, **sizes, **held.fonts})
    dark = _root({**held.dark}, scheme="dark")
    asked = f"@media screen and (prefers-color-scheme:dark){{{dark}}}"
    return f"{light}\n{asked}\n{''.join(style.sheet(name) for name in sheets)}"


def _root(names: Mapping[str, str], scheme: str = "light") -> str:
    told = "".join(f"--{name}:{value};" for name, value in sorted(names.items()))
    return f":root{{color-scheme:{scheme};{told}}}"


def digest(text: str) -> str:
    """Give the source expression of a content security policy for a text."""
    held = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(held).decode()
