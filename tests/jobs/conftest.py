import pytest


@pytest.fixture(scope="module", autouse=True)
def _files_are_read_here(read_here: None) -> None:
    """See `read_here`."""
