"""Tariffs, bills and proposals that were asked for: told of every consignment."""

from collections.abc import Iterable

from whence.decide.inform import inform
from whence.errors import UsageError
from whence.jobs.steps.scene import Scene
from whence.model.chain import Consignment
from whence.model.portfolio import Told


def tell(scene: Scene, goods: Iterable[Consignment], language: str) -> tuple[Told, ...]:
    """Say what each measure without an outcome says of each consignment."""
    if not scene.told:
        return ()
    as_of = scene.setting.as_of
    return tuple(
        Told(c.key, inform(m, c, scene.portfolio.chain(c), as_of, language=language))
        for c in goods
        for m in scene.told
    )


def refuse_told(scene: Scene, what: str) -> None:
    """Refuse what only an outcome can give, naming the command that tells.

    Raises:
        UsageError: a measure asked for has no outcome.

    """
    if scene.told:
        keys = [m.key for m in scene.told]
        raise UsageError(
            f"{', '.join(keys)}: information, without an outcome; {what}.",
            remedy=f"Ask for it apart: `whence decide ... --measure {keys[0]}`.",
        )
