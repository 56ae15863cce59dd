"""Documents that call their parts otherwise say the same: headings, columns, severities, verdicts, numbers of sections."""

import re
from pathlib import Path
from typing import Any

import pytest

from lesson_pipeline.importers.markdown.outcome import DocumentOutcome
from lesson_pipeline.importers.markdown.run import import_markdown
from lesson_pipeline.source.document import parse_document
from tests.importers.samples import LOOPS


def imported(folder: Path, text: str) -> tuple[DocumentOutcome, list[Any]]:
    """What became of a document, and the data of its plan and rounds."""
    (folder / "loops.md").write_text(text, encoding="utf-8")
    outcome = import_markdown([folder / "loops.md"], folder / "course")
    [document] = outcome.documents
    return document, [parse_document(outcome.texts[path], path).data for path in document.files]


def instead(*pairs: tuple[str, str]) -> str:
    text = LOOPS
    for written, other in pairs:
        assert written in text
        text = text.replace(written, other)
    return text


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("## Phase 1: Orient (Student State)", "## 1. Where the Student Is"),
        ("## Phase 2: Analyze", "## Analysis"),
        ("## Phase 3: Design", "## 3. Lesson Design"),
        ("### Target Concept", "### The Target Concept"),
        ("### Prerequisites", "### 2.2 Required Prerequisites"),
        ("### Gap Resolution", "### Resolving the Gaps"),
        ("### Misconceptions", "### Likely Misconceptions"),
        ("### Examples Planned", "### Positive and Negative Examples"),
        ("### Scope Boundaries", "### Lesson Scope"),
        ("### Lesson Outline", "### Lesson Structure"),
        ("### Findings", "### Detailed Findings"),
        ("### Summary", "### Finding Counts"),
        ("### Verdict: NEEDS REVISION\n", "### Final Verdict\n\n**NEEDS REVISION**\n"),
        ("### Verdict: NEEDS REVISION\n", "**Verdict:** NEEDS REVISION\n"),
        ("#### [CRITICAL] -- The", "#### 1. [CRITICAL] -- The"),
        ("#### [CRITICAL] -- The", "#### Critical: The"),
        ("#### [CRITICAL] -- The", "#### Finding 1: [CRITICAL] -- The"),
        ("**2. Hook (", "**2) Hook ("),
        ("| Concept | Required Depth | Actual", "| Prerequisite | Needed | Actual"),
        ("| Concept | Depth | Source Lesson |", "| Skill | Level | Taught In |"),
        ("| Concept | Depth | Source Lesson |", "| It | So far | Lesson |"),
        ("| Misconception | Why They'd Think This | Negative", "| Wrong idea | Root Cause | Negative"),
        ("| Example | Type | Purpose |", "| Planned | Sign | Goal |"),
        ("| Gap | Size | Resolution |", "| Lacking | Size | How closed |"),
    ],
)
def test_a_part_is_known_by_other_words(tmp_path: Path, written: str, other: str) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    _, plain = imported(tmp_path / "one", LOOPS)
    document, found = imported(tmp_path / "two", instead((written, other)))
    assert found == plain
    assert (document.words.lost, document.log.left) == ((), [])


def test_columns_in_another_order_are_the_same_columns(tmp_path: Path) -> None:
    header, row = "| Gap | Size | Resolution |", "| Condition | small | A recap with two conditions to complete. |"
    text = instead((header, "| Size | Resolution | Gap |"), (row, "| small | A recap, done. | Condition |"))
    _, [plan, _] = imported(tmp_path, text)
    [gap] = plan["gaps"]
    assert (gap["concept"], gap["size"], gap["resolution"]) == ("condition", "small", "A recap, done.")


def test_a_column_that_was_known_by_its_cells_or_place_is_said_to_be_a_guess(tmp_path: Path) -> None:
    text = instead(("| Example | Type | Purpose | Why This Example |", "| Planned | Sign | Goal | Why This Example |"))
    document, _ = imported(tmp_path, text)
    assert [odd.message for odd in document.log.odd] == [
        "the column “Planned” was read as `what`: its cells or its place say so, not its header",
        "the column “Sign” was read as `type`: its cells or its place say so, not its header",
    ]


def test_the_polarity_of_an_example_is_a_guess_where_its_type_does_not_say_it(tmp_path: Path) -> None:
    _, [plan, _] = imported(tmp_path, instead(("to a launch | Positive |", "to a launch | Stretch |")))
    assert [(one["polarity"], one.get("role")) for one in plan["examples"]] == [
        ("positive", "stretch"),
        ("negative", None),
    ]
    assert "/examples/0/polarity" in plan["inferred"]
    assert "/examples/1/polarity" not in plan["inferred"]


def test_a_table_of_another_kind_is_not_taken_for_the_one_that_its_heading_promises(tmp_path: Path) -> None:
    table = "| Language | Keyword |\n|---|---|\n| One | while |\n| Another | loop |\n"
    document, [plan, _] = imported(tmp_path, instead(("### Examples Planned\n", f"### Examples Planned\n\n{table}")))
    assert len(plan["examples"]) == 2
    assert [left.text for left in document.log.left] == [table.strip()]


def test_sections_that_are_called_sections_keep_their_number_and_their_letters(tmp_path: Path) -> None:
    text = re.sub(
        r"^\*\*(\d[a-z]?)\.", r"**Section \1:", instead(("**3. Explain", "**2a. Explain")), flags=re.MULTILINE
    )
    document, [plan, _] = imported(tmp_path, text)
    assert [section["title"] for section in plan["outline"]] == ["Recap", "Hook (the launch)", "Check 1", "Summarize"]
    assert document.words.lost == ()
    assert not any("no field took" in odd.message for odd in document.log.odd)


def test_a_verification_behind_its_review_is_one_of_that_review(tmp_path: Path) -> None:
    second = "\n## Review -- 2026-03-05 (Iteration 2/3)\n\n### Verdict: PASS\n\n## Iteration 1 Fix Verification\n\n"
    items = (
        "1. [CRITICAL] The loop never stops -- FIXED. It counts down.\n2. [POLISH] A dull title -- FIXED. Renamed.\n"
    )
    _, [_, first, after] = imported(tmp_path, LOOPS + second + items)
    assert "verification" not in first
    assert [(one["finding"], one["status"]) for one in after["verification"]] == [
        ("1/loop-never-stops", "verified"),
        ("1/dull-title", "verified"),
    ]
