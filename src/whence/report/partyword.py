"""A party as pictures and tables name it: its name and its supplier-level word."""

from dataclasses import dataclass

NOTHING = "nothing found on these versions"


@dataclass(frozen=True, slots=True)
class PartyWord:
    """What the diagram says of a party: its name and its supplier-level word."""

    name: str
    word: str

    @property
    def flag(self) -> str:
        """The word when it calls for a look, else ""."""
        return "" if self.word == NOTHING else self.word
