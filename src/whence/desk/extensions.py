"""More time for a task: at most so many times, and never once it is past due."""

from dataclasses import replace

from whence.errors import UsageError
from whence.model.docket import Docket, Extension
from whence.shelf.clocks import extensions_allowed


def extended(docket: Docket, extension: Extension) -> Docket:
    """Give a docket with one more extension of its task.

    Raises:
        UsageError: no task day is known, it is past due, it has had all extensions,
            or the new day is not later.

    """
    due, most = docket.task_due, extensions_allowed()
    if due is None:
        raise UsageError(
            "no day of the task is known, so it cannot be extended.",
            where=docket.key,
            remedy="Log the day the portal prints first: --sets task_due=DAY.",
        )
    if len(docket.extensions) >= most:
        words = {2: "two"}.get(most, str(most))
        raise UsageError(
            f"the task has had its extensions: at most {words} are given.",
            where=docket.key,
            remedy=f"The task is due on {due}; answer by then with what there is.",
        )
    if extension.asked > due:
        raise UsageError(
            f"the task was due on {due} and is past due: no extension is given then.",
            where=docket.key,
            remedy="Answer at once, and log what the authority says.",
        )
    if extension.until <= due:
        raise UsageError(
            f"{extension.until} is not later but equal to or earlier than {due}.",
            where=docket.key,
            remedy="Give the new day that the authority printed.",
        )
    return replace(docket, extensions=(*docket.extensions, extension))
