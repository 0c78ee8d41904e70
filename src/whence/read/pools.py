"""The dictionaries that the columns of all trade files share."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from whence.model.party import Mention
from whence.read.parties import Parties

Ints = npt.NDArray[np.int32]

PARTIES = ("seller", "buyer", "maker", "notify", "carrier")
REFS = ("bill", "order", "invoice", "lot", "entry", "master")
TEXTS = {"origin": "origin_country", "description": "description"}


@dataclass(slots=True)
class Pool:
    """Distinct texts over all files; "" is code 0."""

    codes: dict[str, int] = field(default_factory=lambda: {"": 0})

    def all_of(self, texts: Sequence[str]) -> Ints:
        """Give the code of each text, adding new ones."""
        codes = self.codes
        found = [codes.setdefault(text, len(codes)) for text in texts]
        return np.array(found, dtype=np.int32)


@dataclass(slots=True)
class Pools:
    """Mentions, references, texts and HS codes, each held once."""

    parties: Parties
    mentions: dict[Mention, int] = field(default_factory=dict)
    in_order: list[Mention] = field(default_factory=list)
    refs: Pool = field(default_factory=Pool)
    texts: Pool = field(default_factory=Pool)
    hs: Pool = field(default_factory=Pool)

    def mention(self, mention: Mention | None) -> int:
        """Give the code of a mention, -1 for none."""
        if mention is None:
            return -1
        code = self.mentions.setdefault(mention, len(self.in_order))
        if code == len(self.in_order):
            self.in_order.append(mention)
        return code
