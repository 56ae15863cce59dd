"""Generated courses: what is planted is found, what is not planted is not, and the same seed gives the same files."""

import json
import re
import subprocess
import sys
from pathlib import Path, PurePath

import pytest

from benchmarks import element_sentences, sentences
from benchmarks.faults import FAULTS
from benchmarks.generate import generate
from benchmarks.measure import compare
from benchmarks.vocabulary import LAST

LESSONS = 40
SEED = 7


def check(root: Path) -> str:
    command = [sys.executable, "-m", "lesson_pipeline", "--root", str(root), "check", "--output-format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def is_plan(path: str) -> bool:
    return path.startswith("planning/") and path.count("/") == 2 and not path.endswith("concepts.yaml")


def lesson_of(path: str) -> str:
    return PurePath(path).stem if is_plan(path) else path.split("/")[1]


@pytest.mark.parametrize("seed", [SEED, 8])
def test_check_finds_exactly_what_is_planted(tmp_path, seed):
    planted = generate(tmp_path, LESSONS, seed)
    assert sorted(item.name for item in planted) == sorted(fault.name for fault in FAULTS)
    comparison = compare(tmp_path, check(tmp_path))
    assert comparison.missed == ()
    assert comparison.unexpected == ()


def test_faults_can_be_planted_more_than_once(tmp_path):
    planted = generate(tmp_path, 80, SEED, faults=2 * len(FAULTS))
    assert len(planted) == 2 * len(FAULTS)
    assert compare(tmp_path, check(tmp_path)).equal


def test_a_clean_course_gives_nothing(tmp_path):
    assert generate(tmp_path, LESSONS, SEED, faults=0) == []
    report = json.loads(check(tmp_path))
    assert report["diagnostics"] == []
    assert report["summary"]["lessons"] == LESSONS


def test_the_same_seed_gives_the_same_course(tmp_path):
    for name in ("once", "twice"):
        generate(tmp_path / name, LESSONS, SEED)
    generate(tmp_path / "other", LESSONS, SEED + 1)
    assert files(tmp_path / "once") == files(tmp_path / "twice")
    assert files(tmp_path / "once") != files(tmp_path / "other")


def test_planting_changes_no_other_lesson(tmp_path):
    planted = generate(tmp_path / "faulty", LESSONS, SEED)
    generate(tmp_path / "clean", LESSONS, SEED, faults=0)
    faulty, clean = files(tmp_path / "faulty"), files(tmp_path / "clean")
    lessons = {path: lesson_of(path) for path in clean if is_plan(path) or path.startswith("reviews/")}
    changed = {lesson for path, lesson in lessons.items() if faulty[path] != clean[path]}
    assert changed == {lessons[item.path] for item in planted if item.path in lessons}


def test_plans_are_of_the_size_that_the_bounds_are_about(tmp_path):
    generate(tmp_path, LESSONS, SEED, faults=0)
    sizes = [len(data) for path, data in files(tmp_path).items() if is_plan(path)]
    assert len(sizes) == LESSONS
    assert 22_000 < sum(sizes) / len(sizes) < 30_000


def test_no_sentence_names_a_concept_by_chance():
    words = {*LAST, *(f"{word}s" for word in LAST)}
    for module in (sentences, element_sentences):
        pools = [value for name, value in vars(module).items() if name.isupper()]
        assert words.isdisjoint(re.findall(r"[a-z]+", repr(pools).lower()))
