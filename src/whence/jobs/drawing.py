"""`whence figures draw`: the pictures of the shipped figures, and their page."""

from pathlib import Path

from whence.estimate.vintages import disagreeing
from whence.jobs.figures import FiguresRequest, figures
from whence.jobs.steps.figure_pictures import Shown, figure_pages
from whence.jobs.steps.known_figures import known_with, reckoned_trade
from whence.shelf import figures as shelf
from whence.store.files import guarded, write_text


def draw(out: Path) -> tuple[Path, ...]:
    """Write the pictures of the shipped figures and the page that holds them.

    Raises:
        OutputError: the folder cannot be written.

    """
    result = figures(FiguresRequest())
    shown = Shown(
        result.verdicts,
        reckoned_trade(known_with(())),
        disagreeing(shelf.outside()),
        dict(result.differs),
    )
    with guarded(out):
        out.mkdir(parents=True, exist_ok=True)
    names = []
    for file, text in figure_pages(shown).items():
        write_text(out / file, text)
        names.append(out / file)
    return tuple(names)
