"""`check --changed-since`: what a branch broke, downstream lessons included, and nothing else."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import refused, run, write
from tests.repositories import commit, edit, git, repository
from tests.small import concepts, course, file, lesson, record

REGISTRY = concepts("list: {name: List}\nloop: {name: Loop}\nset: {name: Set}")
LOOPS = """
outline:
  - id: explain
    kind: explain
    uses: [list]
    teaches: [{concept: loop, depth: introduced}]
"""
OLD_FAULT = """
outline:
  - {id: look, kind: explain, uses: [loop, set], content: "A long line that is only found in here, of old."}
"""
SELECT = ("--select", "SCH,SEQ001,SEQ003,LES011,PRE002", "--ignore", "SCH010")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(
        write(
            tmp_path,
            REGISTRY,
            course("lists, loops, deep"),
            record("lists", "list introduced"),
            lesson("loops", LOOPS),
            lesson("deep", OLD_FAULT),
            file("lessons/deep.md", "# Deep\n\n[gone](lesson:gone)\n"),
        )
    )


def plan(root: Path, slug: str) -> Path:
    return root / f"planning/basics/{slug}.yaml"


def checked(root: Path, *words: str | Path, ref: str = "main", status: int = 1) -> dict[str, Any]:
    result = run(
        "--root", root, "check", *words, *SELECT, "--changed-since", ref, "--output-format", "json"
    )  # fmt: skip
    assert result.exit_code == status, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def found(root: Path, *words: str | Path, ref: str = "main", status: int = 1) -> list[str]:
    data = checked(root, *words, ref=ref, status=status)
    return [f"{Path(item['path']).name}:{item['line']} {item['code']}" for item in data["diagnostics"]]


def test_what_was_there_before_is_not_reported(root: Path) -> None:
    data = checked(root, status=0)
    assert data["diagnostics"] == []
    assert {item["code"] for item in data["baselined"]} == {"SEQ003", "LES011"}
    result = run("--root", root, "check", *SELECT, "--changed-since", "main")
    assert result.stdout == "All clear: 3 lessons checked, nothing new; 2 there before.\n"


def test_lines_that_were_shifted_do_not_count(root: Path) -> None:
    for slug in ("loops", "deep"):
        plan(root, slug).write_text("# one more line\n\n" + plan(root, slug).read_text())
    (root / "lessons/deep.md").write_text("# Deep\n\nMore.\n\n[gone](lesson:gone)\n")
    assert found(root, status=0) == []


def test_downstream_faults_of_an_edit_elsewhere(root: Path) -> None:
    edit(plan(root, "lists"), "depth: introduced", "depth: mentioned")
    edit(plan(root, "loops"), "concept: loop, depth: introduced", "concept: loop, depth: mentioned")
    assert found(root) == ["deep.yaml:5 SEQ003", "loops.yaml:7 SEQ003"]
    commit(root)
    assert found(root) == ["deep.yaml:5 SEQ003", "loops.yaml:7 SEQ003"]
    result = run("--root", root, "check", *SELECT, "--changed-since", "main")
    assert result.stdout.splitlines()[-1] == "2 errors in 3 lessons; 2 there before."
    assert found(root, plan(root, "deep")) == ["deep.yaml:5 SEQ003"]
    assert found(root, plan(root, "lists"), status=0) == []


def test_a_deleted_lesson(root: Path) -> None:
    plan(root, "loops").unlink()
    edit(root / "planning/course.yaml", "lists, loops, deep", "lists, deep")
    assert found(root) == ["deep.yaml:5 SEQ003"]


@pytest.mark.parametrize("tracked", [True, False])
def test_a_renamed_lesson_keeps_its_old_faults(root: Path, tracked: bool) -> None:
    if tracked:
        git(root, "mv", "planning/basics/deep.yaml", "planning/basics/deeper.yaml")
    else:
        shutil.move(plan(root, "deep"), plan(root, "deeper"))
    shutil.move(root / "lessons/deep.md", root / "lessons/deeper.md")
    edit(plan(root, "deeper"), "lesson: deep\n", "lesson: deeper\n")
    edit(root / "planning/course.yaml", "loops, deep", "loops, deeper")
    assert found(root, status=0) == []
    edit(plan(root, "lists"), "depth: introduced", "depth: mentioned")
    assert found(root) == ["loops.yaml:7 SEQ003"]


def test_a_plan_in_another_folder(root: Path) -> None:
    (root / "planning/more").mkdir()
    shutil.move(plan(root, "deep"), root / "planning/more/deep.yaml")
    assert found(root, status=0) == []


def test_a_new_lesson_with_a_fault_like_an_old_one(root: Path) -> None:
    plan(root, "other").write_text(plan(root, "deep").read_text().replace("lesson: deep", "lesson: other"))
    edit(root / "planning/course.yaml", "loops, deep", "loops, deep, other")
    assert found(root) == ["other.yaml:5 SEQ003"]


def test_what_main_broke_since_is_not_this_works(root: Path) -> None:
    git(root, "checkout", "-q", "main")
    edit(plan(root, "lists"), "depth: introduced", "depth: mentioned")
    commit(root)
    git(root, "checkout", "-q", "work")
    assert found(root, status=0) == []
    git(root, "merge", "-q", "main")
    assert found(root, status=0) == []


def test_waivers_then_and_now(root: Path) -> None:
    """A waived fault was accepted; where the waiver goes, the fault is new, and one that is waived now is not."""
    waiver = "waivers: [{code: SEQ003, at: /outline/0/uses/1, reason: Told aloud.}]\n"
    plan(root, "deep").write_text(plan(root, "deep").read_text() + waiver)
    git(root, "checkout", "-q", "main")
    commit(root)
    git(root, "checkout", "-q", "-b", "next")
    edit(plan(root, "lists"), "depth: introduced", "depth: mentioned")
    edit(plan(root, "loops"), "uses: [list]", "uses: [list] # lp: ignore[SEQ003] shown on the board")
    data = checked(root, status=0)
    assert sorted(item["reason"] for item in data["waived"]) == ["Told aloud.", "shown on the board"]
    edit(plan(root, "deep"), waiver, "")
    assert found(root) == ["deep.yaml:5 SEQ003"]


def test_with_a_baseline(root: Path) -> None:
    known = root / "known.json"
    run("--root", root, "check", *SELECT, "--write-baseline", known)
    edit(plan(root, "lists"), "depth: introduced", "depth: mentioned")
    assert found(root, "--baseline", known) == ["loops.yaml:7 SEQ003"]
    # a fault of which there is one more than baseline and revision have together is new
    edit(plan(root, "deep"), "[loop, set]", "[loop, set, set]")
    assert found(root, "--baseline", known, status=1).count("loops.yaml:7 SEQ003") == 1
    # what the baseline holds for nothing is told; what the revision had is not missed
    edit(plan(root, "deep"), "[loop, set, set]", "[loop]")
    edit(plan(root, "lists"), "depth: mentioned", "depth: introduced")
    result = run("--root", root, "check", *SELECT, "--changed-since", "main", "--baseline", known)
    assert "1 known fault of" in result.stderr
    result = run("--root", root, "check", *SELECT, "--changed-since", "main")
    assert (result.exit_code, result.stderr) == (0, "")


def test_old_faults_are_judged_by_the_rules_of_today(root: Path) -> None:
    """Switching a rule on does not break what it finds."""
    (root / "lesson-pipeline.toml").write_text('select = ["SEQ001"]\n')
    git(root, "checkout", "-q", "main")
    commit(root)
    git(root, "checkout", "-q", "-b", "stricter")
    (root / "lesson-pipeline.toml").write_text('select = ["SEQ"]\n')
    result = run("--root", root, "check", "--changed-since", "main")
    assert (result.exit_code, result.stdout.splitlines()[-1][:9]) == (0, "All clear")


def test_fixes_are_made_only_to_what_is_new(root: Path) -> None:
    required = "prerequisites: [{concept: list, requires: introduced, has: developed}]\n"
    plan(root, "deep").write_text(plan(root, "deep").read_text() + required)
    git(root, "checkout", "-q", "main")
    commit(root)
    git(root, "checkout", "-q", "-b", "next")
    plan(root, "loops").write_text(plan(root, "loops").read_text() + required)
    run("--root", root, "check", "--select", "PRE", "--changed-since", "main", "--fix")
    assert "has: introduced" in plan(root, "loops").read_text()
    assert "has: developed" in plan(root, "deep").read_text()


def test_the_failing_level_counts_the_faults_reported(root: Path) -> None:
    edit(plan(root, "lists"), "depth: introduced", "depth: mentioned")
    assert run("--root", root, "check", "--select", "SCH", "--changed-since", "main").exit_code == 0
    assert run("--root", root, "check", *SELECT, "--changed-since", "main").exit_code == 1


def test_a_broken_file_reports_itself_and_hides_no_other(root: Path) -> None:
    plan(root, "loops").write_text("lesson: loops\n  title: [broken\n")
    assert "loops.yaml:2 SCH001" in found(root)


def test_files_and_notebooks_that_a_revision_has(tmp_path: Path) -> None:
    """What is only named is there, and what is read is read: nothing of an unchanged course is new."""
    notebook = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})
    write(
        tmp_path,
        lesson("loops", "notebooks: [{path: notebooks/loops.ipynb, exercises: [{id: e1, scaffold: guided}]}]\n"),
        file("lessons/loops.md", "# Loops\n\n![A picture](pictures/loop.png)\n\n[gone](gone.txt)\n"),
    )
    for path, content in (("notebooks/loops.ipynb", notebook), ("lessons/pictures/loop.png", "PNG")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    repository(tmp_path)
    result = run("--root", tmp_path, "check", "--select", "LES018,NBK", "--changed-since", "main")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (
        0,
        "All clear: 1 lesson checked, nothing new; 2 there before.",
    )
    (tmp_path / "lessons/pictures/loop.png").unlink()
    (tmp_path / "notebooks/loops.ipynb").unlink()
    result = run("--root", tmp_path, "check", "--select", "LES018,NBK", "--changed-since", "main")
    assert result.exit_code == 1
    assert "LES018" in result.stdout
    assert "NBK001" in result.stdout


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        (["--changed-since", "mian"], "git finds no commit `mian`", "name a branch"),
        (["--changed-since=--output=x"], "git finds no commit `--output=x`", ""),
        (["--changed-since", "main..work"], "names two commits", "name one: `main`"),
        (["--changed-since", "main", "--write-baseline", "x.json"], "do not go together", "leave --changed-since out"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_compared(root: Path, words: list[str], message: str, help: str) -> None:
    refused(run("--root", root, "check", *words), message, help)


def test_our_own_curriculum_with_one_step_less(curriculum: Path) -> None:
    """One edit upstream: only lessons that stand on it are reported, each at its own line."""
    repository(curriculum)
    result = run("--root", curriculum, "check", "--changed-since", "main", "--output-format", "json")
    assert json.loads(result.stdout)["diagnostics"] == []
    clip = next(curriculum.glob("planning/*/clip.yaml"))
    text = clip.read_text(encoding="utf-8")
    clip.write_text(
        text.replace(
            "concept: shared-embedding-space, depth: developed", "concept: shared-embedding-space, depth: mentioned"
        )
    )
    result = run("--root", curriculum, "check", "--changed-since", "main", "--output-format", "json")
    broken = json.loads(result.stdout)["diagnostics"]
    assert result.exit_code == 1
    assert {"clip", "siglip-2"} <= {item["lesson"] for item in broken}
    assert all("shared-embedding-space" in item["message"] for item in broken if item["code"] in ("PRE003", "SEQ003"))
