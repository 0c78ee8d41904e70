"""Which removals from a list a person accepts, under which notice; the rest stay."""

from collections.abc import Iterable
from dataclasses import dataclass

from whence.errors import UsageError
from whence.jobs.steps.handles import handle_of
from whence.jobs.steps.list_pairs import loose

KEPT = "kept: not accepted"
"""Said of who is no longer printed and stays on the list: at every update, until a
notice is given."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The notice of removals, who accepts it, and whom it removes.

    Without `names` the notice speaks of all who are gone. Whoever is gone and not named
    stays listed; with `keep` that is so for all, and no notice is needed.
    """

    reference: str = ""
    by: str = ""
    names: tuple[str, ...] = ()
    keep: bool = False

    @property
    def is_partial(self) -> bool:
        """Whether some who are gone may stay listed."""
        return self.keep or bool(self.names)

    def of(self, names: Iterable[str]) -> str:
        """Say under what the removal of one with these names is accepted; "" if not."""
        asked = {loose(n) for n in self.names}
        if not self.reference or (asked and asked.isdisjoint(map(loose, names))):
            return ""
        return f"{self.reference}, by {self.by}"

    def check(self, key: str) -> None:
        """Refuse an acceptance of which nobody could say later what it was.

        Raises:
            UsageError: it lacks a list, a notice or a handle, or contradicts itself.

        """
        if self.names and not self.reference:
            raise UsageError(
                "who is removed is named, and not by which notice.",
                where="--removed",
                remedy="Add --accept-removals REFERENCE.",
            )
        if not all(map(loose, self.names)):
            raise UsageError(
                "a name without letters names nobody.",
                where="--removed",
                remedy="Give the name as the list printed it.",
            )
        if not self.reference:
            return
        if self.keep and not self.names:
            raise UsageError(
                "a notice that names nobody removes all who are gone, and they are to"
                " stay.",
                where="--keep-removed",
                remedy="Say whom it removes (--removed NAME), or leave one out.",
            )
        if not key:
            raise UsageError(
                "a notice removes from one list, and none is named.",
                where="--accept-removals",
                remedy="Give the list's key: whence lists update KEY ...",
            )
        if not self.by:
            raise UsageError(
                "nobody is said to accept the removals.",
                where="--accept-removals",
                remedy="Add --by HANDLE: the case remembers who accepted them.",
            )
        handle_of(self.by)

    def check_named(self, gone: Iterable[str]) -> None:
        """Refuse a name that is not gone: it may be misspelt, and nobody would know.

        Raises:
            UsageError: names those who are gone.

        """
        missing = tuple(dict.fromkeys(gone))
        held = {loose(n) for n in missing}
        for name in self.names:
            if loose(name) not in held:
                raise UsageError(
                    f"{name!r} is not among those who are gone.",
                    where="--removed",
                    remedy=f"Gone are: {'; '.join(missing) or 'none'}.",
                )


NONE = Acceptance()
"""Nobody accepts anything: whoever is gone stops the update."""
