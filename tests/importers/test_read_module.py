"""Pages about a module: recognised by what stands in them, read whole, nothing lost."""

import re
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.module_readings import ModulePlan, ModuleRecord
from lesson_pipeline.importers.markdown.read_module import read_module, says_self_contained
from lesson_pipeline.importers.markdown.vocabulary import words_of
from tests.conftest import ROOT
from tests.importers.modules import PLAN, RECORD
from tests.importers.samples import LOOPS

CORPUS = ROOT.parent / "shared" / "corpus"
PAGES = sorted(CORPUS.glob("*/*/*.md"))


def plan(text: str = PLAN) -> tuple[ModulePlan, Log]:
    page, log = read_module(text) or pytest.fail("not recognised")
    assert isinstance(page, ModulePlan)
    return page, log


def record(text: str = RECORD) -> tuple[ModuleRecord, Log]:
    page, log = read_module(text) or pytest.fail("not recognised")
    assert isinstance(page, ModuleRecord)
    return page, log


def words(value: Any) -> Counter[str]:
    if isinstance(value, str):
        return Counter(words_of(value))
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return sum((words(item) for item in inner), Counter())


def lost(text: str) -> Counter[str]:
    page, log = read_module(text) or pytest.fail("not recognised")
    kept = [asdict(page), log.structure, log.turned, [f"{left.heading} {left.text}" for left in log.left]]
    return words(text) - words(kept)


def test_a_plan_gives_number_title_goal_and_arc() -> None:
    page, _ = plan()
    assert (page.number, page.title) == ("2.3", "Bread that rises")
    assert page.goal == "The student bakes a loaf and can say what each step is for."
    assert page.narrative.startswith("Flour and water alone")
    assert page.narrative.endswith("1. First the grain\n2. Then the gas")


def test_a_plan_gives_the_lessons_in_order() -> None:
    page, log = plan()
    assert [(row.slug, row.number, row.type, row.concept) for row in page.sequence] == [
        ("kneading", 1, "stretch", "Gluten"),
        ("proofing", 2, "build", "Fermentation"),
        ("baking", 3, "consolidate", "Oven spring"),
    ]
    assert [row.type_text for row in page.sequence] == ["", "BUILD (one new idea)", ""]
    assert [(count.rows_in, count.rows_out) for count in log.tables] == [(3, 3)]


@pytest.mark.parametrize(
    ("numbers", "places"),
    [
        (("1", "2", "4"), [1, 2, 4]),
        (("10", "11", "12"), [1, 2, 3]),
        (("2.3.1", "2.3.2", "2.3.5"), [1, 2, 5]),
        (("", "", ""), [1, 2, 3]),
    ],
)
def test_numbers_of_a_sequence_count_within_the_module(numbers: tuple[str, ...], places: list[int]) -> None:
    text = PLAN
    for old, new in zip(("| 1 |", "| 2 |", "| 3 |"), numbers, strict=True):
        text = text.replace(old, f"| {new} |")
    assert [row.number for row in plan(text)[0].sequence] == places


def test_misconceptions_come_from_a_list_or_a_table() -> None:
    assert plan()[0].misconceptions == (
        '**"Yeast is a spice"** -- it is alive, and it eats.',
        "Students may think that heat makes the holes.",
    )
    table = PLAN[: PLAN.index("- **")] + "| Misconception | Progression |\n|---|---|\n| Yeast is a spice | Lesson 2 |\n"
    assert plan(table)[0].misconceptions == ("Yeast is a spice — Lesson 2",)


def test_what_no_field_takes_is_left_to_the_notes() -> None:
    assert [left.heading for left in plan()[1].left] == ["Status", "Cognitive Load Trajectory"]
    assert [left.heading for left in record()[1].left] == ["Status", "Key Analogies"]


@pytest.mark.parametrize("text", [PLAN, RECORD], ids=["plan", "record"])
def test_no_word_of_a_page_is_lost(text: str) -> None:
    assert not lost(text)


def test_rows_that_an_empty_line_cuts_off_are_read_too() -> None:
    page, log = record()
    assert [row.concept.split(" (")[0] for row in page.index] == [
        "Gluten",
        "Windowpane test",
        "Fermentation",
        "Hydration",
        "Salt in dough",
        "Rising",
    ]
    assert page.index[1].line == RECORD[: RECORD.index("| Windowpane")].count("\n") + 1
    assert [(count.rows_in, count.rows_out) for count in log.tables if count.to == "concept index"] == [(6, 6)]


def test_a_bar_that_nobody_escaped_does_not_shift_the_columns() -> None:
    page, log = record(RECORD.replace("Windowpane test", "Rise P(gas|time)"))
    assert page.index[1].concept == "Rise P(gas|time)"
    assert (page.index[1].depth, page.index[1].lesson) == ("APPLIED", "kneading")
    assert [odd.line for odd in log.odd] == [page.index[1].line]


def test_summaries_go_to_their_lessons() -> None:
    page, _ = record()
    assert [(summary.slug, summary.title) for summary in page.summaries] == [
        ("kneading", "Kneading dough"),
        ("proofing", ""),
    ]
    assert page.summaries[0].text == "Dough was pulled thin against the light.\n\n#### What is not covered\n\nMachines."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "# Module 1.4: Tides\n\n## Lesson Sequence\n\n| Lesson | Type |\n|---|---|\n| the-moon | BUILD |\n",
            ModulePlan,
        ),
        ("# Module 1.4: Tides\n\n## Module Goal\n\nSay why the sea rises.\n", ModulePlan),
        ("# Tides\n\n## Concept Index\n\n| Concept | Depth |\n|---|---|\n| Spring tide | DEVELOPED |\n", ModuleRecord),
        ("# Module 1.4 -- Tides (Record)\n\nNothing yet.\n", ModuleRecord),
        (LOOPS, type(None)),
        ("# Tides\n\nA page about the sea.\n", type(None)),
        ("# Module 1.4: Tides\n\nA page about the sea.\n", type(None)),
        ("", type(None)),
    ],
)
def test_a_page_is_known_by_its_title_and_headings(text: str, kind: type) -> None:
    found = read_module(text)
    assert isinstance(found and found[0], kind)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The lessons are independent and self-contained.", True),
        ("Here lessons are self-contained deep dives.", True),
        ("A self-contained special lesson.", True),
        ("The lesson ends with a self-contained program.", False),
        ("The lessons are not self-contained.", False),
    ],
)
def test_self_contained_is_said_of_lessons(text: str, says: bool) -> None:
    assert says_self_contained(text) is says


@pytest.mark.skipif(not PAGES, reason="no documents to read")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_page_met_in_the_wild_is_read_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not lost(text)
    page, log = read_module(text) or pytest.fail("not recognised")
    assert all(count.rows_in == count.rows_out for count in log.tables)
    number = re.match(r"# Module (\d+\.\d+)", text)
    assert number and page.number == number.group(1)
    if path.stem == "record":
        assert isinstance(page, ModuleRecord)
        index = text.partition("## Concept Index")[2].partition("\n## ")[0]
        rows = [line for line in index.split("\n") if line.startswith("|")][2:]
        assert len(page.index) == len(rows)
        assert len(page.summaries) == len(re.findall(r"^### ", text.partition("## Per-Lesson")[2], re.MULTILINE))
    else:
        assert isinstance(page, ModulePlan)
        assert page.goal and page.narrative and page.sequence and page.misconceptions


@pytest.mark.skipif(not PAGES, reason="no documents to read")
def test_the_index_cut_by_empty_lines_has_all_its_rows() -> None:
    page, _ = record((CORPUS / "series-5" / "module-5-1" / "record.md").read_text(encoding="utf-8"))
    assert len(page.index) == 33


@pytest.mark.skipif(not PAGES, reason="no documents to read")
def test_no_lesson_document_is_taken_for_a_page() -> None:
    lessons = [*CORPUS.glob("*/*/lessons/*.md"), *CORPUS.parent.glob("seed/*.md")]
    assert lessons and not any(read_module(path.read_text(encoding="utf-8")) for path in lessons)
