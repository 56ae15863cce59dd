"""The fault that the product was conceived from: a check on the training recipe before the section that teaches it."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.testing import check_folder
from tests.spoiling import PlanFile

SIGLIP = "planning/vision-language/siglip-2.yaml"


def index_of(plan: PlanFile, section: str) -> int:
    return [item["id"] for item in plan.read().data["outline"]].index(section)


def serious(root: Path) -> list[Diagnostic]:
    return [found for found in check_folder(root).diagnostics if found.severity is not Severity.INFO]


@pytest.fixture
def moved(curriculum: Path) -> PlanFile:
    """The plan with check-3 moved before the section on SigLIP 2."""
    plan = PlanFile(curriculum, SIGLIP)
    plan.move(("outline", index_of(plan, "check-3")), index_of(plan, "explain-siglip-2"))
    return plan


def test_declared_concept_is_reported_where_it_is_tested(curriculum: Path, moved: PlanFile) -> None:
    [found] = [found for found in serious(curriculum) if found.code == "SEQ001"]
    check = index_of(moved, "check-3")
    document = moved.read()
    tests = document.data["outline"][check]["questions"][0]["tests"]
    assert tests[0]["concept"] == "siglip2-recipe"
    assert found.severity is Severity.ERROR
    assert found.span == document.span(("outline", check, "questions", 0, "tests", 0, "concept"))
    section = index_of(moved, "explain-siglip-2")
    parts = document.data["outline"][section]["parts"]
    last = next(number for number, part in enumerate(parts) if part["id"] == "multi-resolution")
    line = document.span(("outline", section, "parts", last, "teaches", 0)).line
    assert f"section `multi-resolution` (line {line})" in found.message
    assert (SIGLIP, line) in {(related.path, related.span.line) for related in found.related}
    assert "`check-3`" in found.help


def test_nothing_but_what_follows_is_reported(curriculum: Path, moved: PlanFile) -> None:
    assert {found.code for found in serious(curriculum) if found.severity is Severity.ERROR} <= {"SEQ001", "SEQ002"}


def test_words_alone_are_enough(curriculum: Path, moved: PlanFile) -> None:
    check = index_of(moved, "check-3")
    for number, question in enumerate(moved.read().data["outline"][check]["questions"]):
        for test in reversed(range(len(question.get("tests", [])))):
            moved.cut(("outline", check, "questions", number, "tests", test))
        key = moved.read().span(("outline", check, "questions", number, "tests"), "key")
        lines = moved.file.read_text().splitlines(keepends=True)
        del lines[key.line - 1]
        moved.file.write_text("".join(lines))
    errors = [found for found in serious(curriculum) if found.severity is Severity.ERROR]
    assert errors
    assert {found.code for found in errors} == {"SEQ002"}
    lines = moved.file.read_text().splitlines()
    for found in errors:
        words = lines[found.span.line - 1][found.span.column - 1 : found.span.end_column - 1]
        assert f"“{words}”" in found.message
        assert found.pointer.startswith(f"/outline/{check}/")


def test_moved_back_there_is_silence(curriculum: Path, moved: PlanFile) -> None:
    moved.move(("outline", index_of(moved, "check-3")), index_of(moved, "explain-siglip-2"))
    assert serious(curriculum) == []


def test_planned_lessons_that_build_on_each_other_lean_on_promises(curriculum: Path) -> None:
    slugs = [f"future-{number}" for number in range(1, 11)]
    course = PlanFile(curriculum, "planning/course.yaml")
    course.file.write_text(course.file.read_text().rstrip() + "".join(f"\n          - {slug}" for slug in slugs) + "\n")
    concepts = PlanFile(curriculum, "planning/concepts.yaml")
    concepts.file.write_text(
        concepts.file.read_text() + "".join(f"  idea-{slug}: {{name: Idea of {slug}}}\n" for slug in slugs)
    )
    for before, slug in zip(["", *slugs], slugs, strict=False):
        needs = f"idea-{before}" if before else "promptable-segmentation"
        (curriculum / f"planning/vision-language/{slug}.yaml").write_text(
            f"""lesson: {slug}
title: {slug}
status: planned
prerequisites: [{{concept: {needs}, requires: introduced, reason: It stands on it.}}]
teaches: [{{concept: idea-{slug}, depth: developed}}]
outline:
  - {{id: recap, kind: recap, recaps: [{needs}]}}
  - {{id: explain, kind: explain, uses: [{needs}], teaches: [{{concept: idea-{slug}, depth: developed}}]}}
  - {{id: check, kind: check, questions: [{{id: q1, prompt: How?, answer: So., tests: [{{concept: idea-{slug}}}]}}]}}
"""
        )
    report = check_folder(curriculum)
    assert [found for found in report.diagnostics if found.severity is Severity.ERROR] == []
    leaning = [found for found in report.diagnostics if found.code == "PRE010"]
    assert {found.lesson for found in leaning} == set(slugs)
    assert {found.severity for found in leaning} == {Severity.INFO}
