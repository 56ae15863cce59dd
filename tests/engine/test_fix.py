"""Slips of the pen in the repository's own curriculum are mended: the text is again what it was, byte for byte."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lesson_pipeline.engine.check import Report, check
from lesson_pipeline.engine.fix import fix
from lesson_pipeline.engine.load import Loaded, load
from lesson_pipeline.engine.select import active_rules
from lesson_pipeline.places import DocPath
from lesson_pipeline.refactor.references import texts
from lesson_pipeline.source.discover import discover
from tests.conftest import ROOT
from tests.spoiling import PlanFile, plan_files

ACTIVE = active_rules()
FILES = discover(ROOT)


def checked(loaded: Loaded) -> Report:
    return check(loaded, ACTIVE)


def slips() -> Iterator[tuple[str, DocPath, str]]:
    """Names of more than a few letters, each with two of them swapped."""
    for path in plan_files(ROOT):
        for at, value in texts(PlanFile(ROOT, path).read().data):
            key = next(step for step in reversed(at) if isinstance(step, str))
            if key in {"concept", "uses", "recaps", "depth", "requires", "in", "kind", "polarity", "source"}:
                swapped = value[:-2] + value[-1] + value[-2]
                if len(value) > 4 and swapped != value and not value[-1].isdigit():
                    yield path, at, swapped


CASES = list(slips())[::31]


@pytest.mark.parametrize(("path", "at", "slip"), CASES, ids=[f"{Path(path).stem}:{slip}" for path, _, slip in CASES])
def test_a_slip_is_mended(curriculum: Path, path: str, at: DocPath, slip: str) -> None:
    right = (ROOT / path).read_text(encoding="utf-8")
    PlanFile(curriculum, path).replace(at, slip)
    outcome = fix(load(discover(curriculum)), checked)
    assert outcome.texts == {path: right}
    assert outcome.report.diagnostics == ()
    assert len(outcome.fixed) == 1


def test_everything_at_once(curriculum: Path) -> None:
    spoilt: dict[str, list[tuple[DocPath, str]]] = {}
    for path, at, slip in CASES:
        spoilt.setdefault(path, []).append((at, slip))
    for path, places in spoilt.items():
        for at, slip in reversed(places):
            PlanFile(curriculum, path).replace(at, slip)
    outcome = fix(load(discover(curriculum)), checked)
    assert outcome.texts == {path: (ROOT / path).read_text(encoding="utf-8") for path in spoilt}
    assert outcome.report.diagnostics == ()


def test_a_sound_curriculum_is_left_alone() -> None:
    outcome = fix(load(FILES), checked)
    assert (outcome.texts, outcome.fixed, outcome.dropped) == ({}, (), ())
