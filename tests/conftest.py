"""Fixtures that many tests share."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.own_packages import install  # noqa: F401 (a fixture for all)

# a busy machine is slow, not wrong
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def curriculum(tmp_path: Path) -> Path:
    """A copy of the repository's own curriculum, to be spoilt at will; no review has seen what becomes of it."""
    for folder in ("planning", "lessons"):
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


SWEEPS = ("tests/test_spoilt_plans.py", "tests/test_spoilt_pages.py", "tests/engine/test_fix.py")
"""Tests that go through every place of our own curriculum: alike, and many."""
STRIDE = 4


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--exhaustive", action="store_true", help="every case of the sweeps over our own curriculum")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of each sweep every fourth case runs, always the same, so that all tests stay under ten minutes."""
    if config.getoption("--exhaustive"):
        return
    seen: Counter[str] = Counter()
    kept, left = [], []
    for item in items:
        name = item.nodeid.partition("[")[0]
        is_left = item.nodeid.startswith(SWEEPS) and seen[name] % STRIDE
        seen[name] += 1
        (left if is_left else kept).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept
