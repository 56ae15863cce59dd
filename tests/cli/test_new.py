"""`new`: what it prints, what it writes, and what it refuses."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import refused, run, write
from tests.small import concepts, course, record


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small curriculum."""
    registry = concepts("loop: {name: Loop}\ntotal: {name: Total}")
    return write(tmp_path, registry, course("loops"), record("loops", "loop developed"))


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# -- course


def test_a_course_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("new", "course", "--title", "Mine")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "8 files, and the schemas" in result.stdout
    assert "Next: lesson-pipeline build." in result.stdout
    built = run("build", "--fail-level", "info")
    assert (built.exit_code, built.stderr) == (0, "")
    assert "title: Mine\n" in (tmp_path / "planning/course.yaml").read_text(encoding="utf-8")


def test_a_course_in_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    result = run("new", "course", tmp_path / "a" / "b")
    assert result.exit_code == 0
    assert f"cd {tmp_path / 'a' / 'b'}, then lesson-pipeline build" in result.stdout
    assert run("--root", tmp_path / "a" / "b", "check", "--fail-level", "info").exit_code == 0


def test_a_course_is_not_begun_twice(tmp_path: Path) -> None:
    run("new", "course", tmp_path)
    before = files_in(tmp_path)
    refused(run("new", "course", tmp_path), "holds a curriculum already", "`new lesson`")
    assert files_in(tmp_path) == before


# -- lesson


def test_a_lesson_says_what_it_begins_with_and_what_is_left(root: Path) -> None:
    result = run("--root", root, "new", "lesson", "totals", "--teaches", "total:developed", "--type", "stretch")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "planning/basics/totals.yaml: lesson 1.1.2, after loops." in result.stdout
    assert "It begins with 1 concept that the student knows: loop." in result.stdout
    assert "empty texts, each with a comment" in result.stdout
    assert "warning MIS001" in result.stdout
    assert "Next: fill in the plan, then lesson-pipeline check planning/basics/totals.yaml" in result.stdout
    plan = (root / "planning/basics/totals.yaml").read_text(encoding="utf-8")
    assert "type: stretch" in plan
    assert run("--root", root, "check").exit_code == 0


def test_what_the_configuration_silences_is_not_left_to_write(root: Path) -> None:
    (root / "lesson-pipeline.toml").write_text('ignore = ["MIS", "EXA", "SCO"]\n')
    result = run("--root", root, "new", "lesson", "totals")
    assert result.exit_code == 0
    assert "MIS001" not in result.stdout


def test_refusals_end_with_status_2(root: Path) -> None:
    before = files_in(root)
    refused(run("--root", root, "new", "lesson", "loops"), "has a plan already", "another id")
    refused(run("--root", root, "new", "lesson", "x", "--teaches", "totl"), "no concept", "did you mean `total`?")
    refused(run("--root", root, "new", "concept", "loop"), "is there already", "another id")
    assert files_in(root) == before


def test_without_a_curriculum_there_is_nothing_to_add_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused(run("new", "lesson", "x"), "no planning/course.yaml", "--root")


# -- concept


def test_a_concept_says_where_it_stands(root: Path) -> None:
    result = run("--root", root, "new", "concept", "sum", "--term", "sum", "--term", "adding up")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "planning/concepts.yaml:3: `sum` (Sum), in prose “sum”, “adding up”." in result.stdout
    assert "Left to write: a summary" in result.stdout
    assert "sum: {name: Sum, terms: [sum, adding up]}" in (root / "planning/concepts.yaml").read_text(encoding="utf-8")


# -- dry run


@pytest.mark.parametrize(
    "words",
    [
        ("lesson", "totals", "--after", "loops", "--teaches", "total:applied"),
        ("concept", "sum", "--summary", "What is left."),
    ],
    ids=" ".join,
)
def test_a_dry_run_prints_a_patch_and_writes_nothing(root: Path, words: tuple[str, ...]) -> None:
    before = files_in(root)
    patch = run("--root", root, "new", *words, "--dry-run")
    assert (patch.exit_code, patch.stderr) == (0, "")
    assert files_in(root) == before
    apply(patch.stdout, root)
    patched = files_in(root)
    assert patched != before
    for path, content in before.items():
        (root / path).write_bytes(content)
    for path in patched.keys() - before.keys():
        (root / path).unlink()
    run("--root", root, "new", *words)
    assert files_in(root) == patched


def test_a_dry_run_of_a_course_leaves_out_the_schemas(tmp_path: Path) -> None:
    patch = run("new", "course", tmp_path / "course", "--dry-run")
    assert patch.exit_code == 0
    assert not (tmp_path / "course").exists()
    assert "schemas/*.schema.json" in patch.stderr
    (tmp_path / "patched").mkdir()
    apply(patch.stdout, tmp_path / "patched")
    run("new", "course", tmp_path / "course")
    written = {path: text for path, text in files_in(tmp_path / "course").items() if not path.startswith("schemas/")}
    assert files_in(tmp_path / "patched") == written


def apply(patch: str, folder: Path) -> None:
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=folder, env=environment, check=True)
