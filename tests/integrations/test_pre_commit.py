"""The hooks for pre-commit: run by pre-commit itself in a scratch repository, with the command of this environment."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.integrations.commands import SCRIPTS, command
from tests.integrations.course import PLAN, move_check_up, sound_course
from tests.repositories import git, repository

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
PRE_COMMIT = SCRIPTS / "pre-commit"


def hooks() -> list[dict[str, Any]]:
    """The hooks, without the environment that pre-commit would install for them: this one is it."""
    found: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return [{**hook, "language": "system"} for hook in found]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = sound_course(tmp_path / "curriculum")
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks()}]}))
    return repository(root)


def run(root: Path, hook: str, *options: str, status: int = 0) -> str:
    env = {"PRE_COMMIT_HOME": str(root.parent / "cache")}
    return command(root, PRE_COMMIT, "run", hook, "--verbose", *options, status=status, env=env)


def test_the_manifest_is_one() -> None:
    command(ROOT, PRE_COMMIT, "validate-manifest", MANIFEST)


def test_a_check_moved_before_its_teaching_stops_the_commit(course: Path) -> None:
    assert "Passed" in run(course, "lesson-pipeline-check", "--all-files")
    line = move_check_up(course)
    git(course, "add", "-A")
    assert f"{PLAN}:{line}:" in run(course, "lesson-pipeline-check", status=1)


def test_what_belongs_to_no_curriculum_is_not_looked_at(course: Path) -> None:
    (course / "notes.txt").write_text("Buy chalk.\n")
    git(course, "add", "-A")
    assert "no files to check" in run(course, "lesson-pipeline-check")


def test_what_is_mended_stops_the_commit_once(course: Path) -> None:
    file = course / PLAN
    file.write_text(file.read_text().replace("kind: explain", "kind: expalin"))
    git(course, "add", "-A")
    assert "files were modified by this hook" in run(course, "lesson-pipeline-fix", status=1)
    assert "kind: explain" in file.read_text()
    git(course, "add", "-A")
    run(course, "lesson-pipeline-fix", "--all-files")


def test_a_built_lesson_without_a_pass_stops_the_push(course: Path) -> None:
    pushed = ("--hook-stage", "pre-push", "--all-files")
    assert "Passed" in run(course, "lesson-pipeline-gate", *pushed)
    file = course / PLAN
    file.write_text(file.read_text().replace("status: planned", "status: built"))
    git(course, "add", "-A")
    assert "never reviewed" in run(course, "lesson-pipeline-gate", *pushed, status=1)


def test_a_curriculum_in_a_folder_is_named_by_args(course: Path) -> None:
    below = course / "curricula" / "loops"
    below.mkdir(parents=True)
    git(course, "mv", "planning", "curricula/loops/planning")
    config = course / ".pre-commit-config.yaml"
    named = [{**hook, "args": ["--root", "curricula/loops", *hook["args"]]} for hook in hooks()]
    config.write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": named}]}))
    git(course, "add", "-A")
    assert "Passed" in run(course, "lesson-pipeline-check", "--all-files")
