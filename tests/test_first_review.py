"""The first review of the first lesson, replayed by rules alone: the lesson as it was built, as revised, and as mended.

Its two rounds had seven findings. Four of them follow from the page and its plan, a fifth from the plan as it was then;
the other two (a call written another way than planned, a title that may puzzle) are matters of judgement. The fault that the
second round found was in the page from the start, and rules see it from the start.
"""

import re
import shutil
from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.testing import Example, check_folder, places
from tests.conftest import ROOT
from tests.small import told
from tests.spoiling import PlanFile

STATES = ROOT / "tests" / "first_review"
PLAN, PAGE = "planning/vision-language/siglip-2.yaml", "lessons/siglip-2.md"


def built(root: Path, state: str) -> Example:
    """The curriculum with the lesson in one of its states."""
    for folder in (STATES / "before", STATES / state):
        shutil.copytree(folder, root, dirs_exist_ok=True)
    return Example(state, {path: (root / path).read_text(encoding="utf-8") for path in (PLAN, PAGE)})


def by_code(root: Path) -> dict[str, Diagnostic]:
    found = check_folder(root).diagnostics
    assert len(found) == len({item.code for item in found}), told(found)
    return {item.code: item for item in found}


def line_of(text: str, path: str, root: Path) -> int:
    """The number of the one line that holds a text."""
    [number] = [at for at, line in enumerate((root / path).read_text(encoding="utf-8").splitlines(), 1) if text in line]
    return number


@pytest.mark.parametrize(
    ("state", "codes"),
    [("first", {"LES008", "LES004", "EXA004", "LES017", "LES022"}), ("second", {"LES022"})],
)
def test_each_finding_has_its_rule_and_its_place(tmp_path: Path, state: str, codes: set[str]) -> None:
    marks = built(tmp_path, state).marks()
    found = check_folder(tmp_path).diagnostics
    assert places(found) == marks, told(found)
    assert sorted(item.code for item in found) == sorted(codes), told(found)


def test_the_check_asks_for_what_the_page_teaches_below_it(tmp_path: Path) -> None:
    built(tmp_path, "first")
    fault = by_code(tmp_path)["LES008"]
    assert fault.severity is Severity.ERROR
    assert "question `q3` tests `siglip2-recipe`" in fault.message
    assert f"in section `multi-resolution` (line {line_of('{#multi-resolution}', PAGE, tmp_path)})" in fault.message
    assert fault.help.startswith("move `check-2` below section `explain-siglip-2`")
    moved = (PAGE, line_of("{#explain-siglip-2}", PAGE, tmp_path))
    assert moved in {(also.path, also.span.line) for also in fault.related if also.message.startswith("LES002")}


def test_where_the_plan_asks_too_early_as_well_that_comes_first(tmp_path: Path) -> None:
    built(tmp_path, "first")
    plan = PlanFile(tmp_path, PLAN)
    ids = [section["id"] for section in plan.read().data["outline"]]
    plan.move(("outline", ids.index("check-2")), ids.index("explain-siglip-2"))
    found = by_code(tmp_path)
    assert set(found) == {"SEQ001", "LES004", "EXA004", "LES017", "LES022"}
    asked = ("outline", ids.index("explain-siglip-2"), "questions", 2, "tests", 0, "concept")
    assert (found["SEQ001"].path, found["SEQ001"].span) == (PLAN, plan.read().span(asked))
    question = (PAGE, line_of("{question} q3", PAGE, tmp_path))
    assert question in {(also.path, also.span.line) for also in found["SEQ001"].related}


def test_the_missing_picture_is_described(tmp_path: Path) -> None:
    built(tmp_path, "first")
    message = by_code(tmp_path)["LES004"].message
    assert "`why-it-is-free` lacks the geometric modality `bucket-and-gauges`" in message
    assert "A bucket that holds one litre" in message


def test_the_misconception_stands_later_than_planned(tmp_path: Path) -> None:
    built(tmp_path, "first")
    message = by_code(tmp_path)["LES017"].message
    assert "`another-model` stands in `judge-each-pair`, later than planned" in message
    assert "`context` or `recap`" in message


def test_the_new_concept_has_no_example(tmp_path: Path) -> None:
    built(tmp_path, "first")
    fault = by_code(tmp_path)["EXA004"]
    assert fault.message.startswith("`self-distillation` is new")
    assert fault.pointer.endswith("/teaches/0/concept")


def test_an_example_that_is_planned_and_not_written_is_missed_in_its_section(tmp_path: Path) -> None:
    built(tmp_path, "second")
    page = tmp_path / PAGE
    text, cut = re.subn(r"^:::\{example\} beach-dog\n.*?^:::\n", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    assert cut == 1
    page.write_text(text)
    found = by_code(tmp_path)
    assert set(found) == {"LES005", "LES022"}
    assert found["LES005"].span.line == line_of("{#self-distillation}", PAGE, tmp_path)


def test_the_use_that_was_planned_is_never_named(tmp_path: Path) -> None:
    built(tmp_path, "second")
    fault = by_code(tmp_path)["LES022"]
    assert "`other-uses` teaches `open-vocabulary-detection`" in fault.message
    planned = line_of("{concept: open-vocabulary-detection, depth: mentioned}", PLAN, tmp_path)
    assert (PLAN, planned) in {(also.path, also.span.line) for also in fault.related}


@pytest.mark.parametrize("mended", ["written", "dropped"])
def test_with_the_use_written_or_dropped_the_lesson_is_clean(tmp_path: Path, mended: str) -> None:
    built(tmp_path, "second")
    if mended == "written":
        page = tmp_path / PAGE
        last = "- Image retrieval ranks a collection by its scores with a phrase.\n"
        more = "- Open-vocabulary detection finds what a phrase describes, without a list of classes.\n"
        assert last in page.read_text()
        page.write_text(page.read_text().replace(last, last + more))
    else:
        plan = PlanFile(tmp_path, PLAN)
        outline = plan.read().data["outline"]
        at = next(number for number, section in enumerate(outline) if section["id"] == "elaborate")
        plan.cut(("outline", at, "parts", 0, "teaches", 1))
        plan.replace(("outline", at, "parts", 0, "content"), "Zero-shot classification, image retrieval.")
    found = check_folder(tmp_path).diagnostics
    assert not found, told(found)
