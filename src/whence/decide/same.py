"""Things compared by identity, so that a cache never hashes what they hold."""


class Same:
    """One or more objects that are the same only if each is the very same object.

    It keeps them alive, so that an identity in a cache never comes to mean another.
    """

    __slots__ = ("things",)

    def __init__(self, *things: object) -> None:
        """Hold the objects."""
        self.things = things

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.things)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and all(
            a is b for a, b in zip(self.things, other.things, strict=True)
        )
