"""The sample, found by path: tests are not a package."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from whence.model.findings import Findings

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    return import_module("sample")


@pytest.fixture(scope="session")
def findings(sample: ModuleType) -> Findings:
    return sample.findings()
