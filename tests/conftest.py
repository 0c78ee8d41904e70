"""What several rooms of tests share."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from hypothesis import settings

from whence.jobs.steps import printing
from whence.read import child, files
from whence.read.documents import child as paper_child
from whence.read.documents import folder as paper_files
from whence.read.lists import child as list_child
from whence.read.lists import files as list_files
from whence.read.request import Request

# A property is tried on a few examples wherever tests run, and on many by
# `make test-real`, which asks for the profile by its name.
settings.register_profile("quick", max_examples=10, deadline=None)
settings.register_profile("thorough", max_examples=150, deadline=None)
settings.load_profile("quick")


@pytest.fixture(scope="module")
def read_here() -> Iterator[None]:
    """Read foreign files in this process, where a test asks what a job makes of them.

    What the locked child adds is held by the tests of reading, of the doors and of the
    promises, which start it; a start costs more than most of these tests. Requests and
    answers pass through JSON here too.
    """

    def table(path: object, asked: Request, limits: object) -> dict[str, list[str]]:
        return child.answered(Request.from_json(asked.to_json()))

    def listed(path: object, asked: Any, limits: object) -> Any:
        answer = list_child.answered(type(asked).from_json(asked.to_json()))
        return json.loads(json.dumps(answer, default=str))

    def papers(asked: Any, seconds: object) -> Iterator[Any]:
        for answer in paper_child.answers(type(asked).from_json(asked.to_json())):
            yield json.loads(json.dumps(answer))

    with pytest.MonkeyPatch.context() as patch:
        for module in (child, list_child):
            patch.setattr(module, "lock", lambda bounds, folder: None)
        patch.setattr(files, "in_a_child", table)
        patch.setattr(list_files, "in_a_child", listed)
        patch.setattr(paper_files, "in_a_child", papers)
        yield


@pytest.fixture(scope="session")
def unprinted() -> Callable[[], AbstractContextManager[None]]:
    """Give a context in which a dossier has no PDF and no pictures.

    For runs of which a test asks the findings alone, or that only go before the one it
    asks about. The two are more than half of what a small run costs.
    """

    @contextmanager
    def without() -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(printing, "to_pdf", lambda findings, bounds: b"%PDF-1.7\n")
            patch.setattr(printing, "_pictures", lambda findings, folder: None)
            yield

    return without
