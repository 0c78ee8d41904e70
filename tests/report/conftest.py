"""The sample, loaded by path: tests are not a package."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from whence.model.findings import Findings


def _load() -> ModuleType:
    at = Path(__file__).with_name("sample.py")
    spec = importlib.util.spec_from_file_location("report_sample", at)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    return _load()


@pytest.fixture(scope="session")
def findings(sample: ModuleType) -> Findings:
    return sample.findings()
