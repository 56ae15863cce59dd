"""Fixtures that many tests share."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# a busy machine is slow, not wrong
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def curriculum(tmp_path: Path) -> Path:
    """A copy of the repository's own curriculum, to be spoilt at will."""
    for folder in ("planning", "lessons", "reviews"):
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path
