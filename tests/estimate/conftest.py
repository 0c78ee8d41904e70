"""What the method must show, as it was written down before it."""

from pathlib import Path

import pytest
import yaml


@pytest.fixture(scope="session")
def expected():
    text = (Path(__file__).parent / "expected.yml").read_text("utf-8")
    return yaml.safe_load(text)
