"""Documents that stray from every known form: each word still arrives, where it belongs if that can be told."""

from pathlib import Path
from typing import Any

import pytest

from lesson_pipeline.importers.markdown.outcome import DocumentOutcome
from lesson_pipeline.importers.markdown.run import import_markdown
from lesson_pipeline.schema.shapes import fits
from lesson_pipeline.source.document import parse_document
from tests.importers.samples import LOOPS

PLAN = "planning/first-steps/loops.yaml"
ROUND = "reviews/loops/round-1.yaml"
BELIEFS = """\
| Misconception | Why They'd Think This | Negative Example | Where Addressed |
|---|---|---|---|
| A loop may not end early | Every example runs to its end | A search that stops at the first hit | Hook |
"""


def imported(folder: Path, text: str) -> tuple[DocumentOutcome, dict[str, Any]]:
    """What became of a document, and the data of its files."""
    (folder / "loops.md").write_text(text, encoding="utf-8")
    outcome = import_markdown([folder / "loops.md"], folder / "course")
    [document] = outcome.documents
    return document, {path: parse_document(outcome.texts[path], path).data for path in document.files}


def with_part(part: str, before: str = "## Review") -> str:
    """The sample with a part before a heading."""
    assert before in LOOPS
    return LOOPS.replace(before, f"{part}\n{before}", 1)


STRAYS = {
    "a line that looks like the target of a link": with_part("[hover]: pointer\n"),
    "a heading without a text below what was built": with_part("## What Was Actually Built\n\n### Nobody wrote on\n"),
    "headings below what was built and its models": with_part(
        "## What Was Actually Built\n\nLess.\n\n### Mental Models\n1. A queue\n\n#### A lone heading\n"
    ),
    "a heading without a text below a checklist": with_part(
        "## Checklists\n\n### Audit\n\n- [x] Read\n\n##### Later\n"
    ),
    "numbered checklists": with_part("## Checklists\n\n7. [x] Read twice\n"),
    "numbers of what was not covered": with_part("**Explicitly NOT covered:**\n\n8. Stacks\n", "**Readiness"),
    "five levels of headings in an outline": with_part(
        "## Lesson Outline\n\n### 1. One\n\n#### Two\n\n##### Three\n\n###### Four\n\nDeep down.\n"
    ),
    "a count of new concepts over two lines": with_part(
        "### Cognitive Load\n\n- **New concepts:** 2 (loop, counter)\n  and one that hardly counts\n"
    ),
    "a head that says a field twice": LOOPS.replace("**Type:** BUILD", "**Type:** BUILD\n**Type:** STRETCH\n**Slug:**"),
    "a label of nothing in the head": LOOPS.replace("**Type:** BUILD", "**Type:** BUILD\n**Mood of the day:**"),
    "labels of nothing in the notes of a review": with_part(
        "**What works well here:**\n\n**What works well there:**\n", "### Summary"
    ),
    "a target that is named twice": LOOPS.replace(
        "- While loop: DEVELOPED (can trace one by hand)",
        "- While loop: DEVELOPED (can trace one)\n- While loop: DEVELOPED (can trace one)\n- While loop (all): APPLIED",
    ),
    "a verdict outside any review": with_part("## What Was Actually Built\n\nLess.\n\n### Verdict: PASS → REVISED\n"),
}


@pytest.mark.parametrize("name", STRAYS)
def test_no_word_is_lost(tmp_path: Path, name: str) -> None:
    document, _ = imported(tmp_path, STRAYS[name])
    assert document.words.lost == ()


@pytest.mark.parametrize("above", ["## Checklists", "## What Was Actually Built", "## Widget: Counter"])
def test_a_table_that_says_what_it_is_finds_its_field_below_any_heading(tmp_path: Path, above: str) -> None:
    document, files = imported(tmp_path, with_part(f"{above}\n\nAs agreed.\n\n### Misconceptions\n\n{BELIEFS}"))
    assert [row["belief"] for row in files[PLAN]["misconceptions"]][1:] == ["A loop may not end early"]
    assert document.words.lost == ()


def test_deep_headings_stay_in_the_part_of_the_outline_that_they_stand_in(tmp_path: Path) -> None:
    _, files = imported(tmp_path, STRAYS["five levels of headings in an outline"])
    [part] = files[PLAN]["outline"][0]["parts"]
    assert part["title"] == "Two"
    assert part["content"] == "##### Three\n\n###### Four\n\nDeep down."


def test_a_target_that_is_named_twice_counts_once_and_the_report_says_so(tmp_path: Path) -> None:
    document, files = imported(tmp_path, STRAYS["a target that is named twice"])
    [loop] = files[PLAN]["teaches"]
    assert (loop["depth"], loop["evidence"]) == ("applied", "can trace one")
    assert [odd.message for odd in document.log.odd] == [
        "while-loop is named twice, first developed, here applied: the later depth counts"
    ]


def test_of_two_verdicts_the_first_counts_and_the_other_is_kept(tmp_path: Path) -> None:
    document, files = imported(tmp_path, LOOPS + "\n### Verdict: PASS\n")
    assert (files[ROUND]["verdict"], files[ROUND]["rationale"].splitlines()[-1]) == ("needs-revision", "PASS")
    assert any("a second verdict" in odd.message for odd in document.log.odd)


def test_a_section_without_words_that_a_revised_outline_drops_leaves_its_title(tmp_path: Path) -> None:
    again = "## Revision 2\n\n### Revised Outline\n\n**1. Recap**\nNone.\n\n**2. Explain**\nAll.\n"
    document, files = imported(
        tmp_path, with_part(again).replace("**5. Summarize**\nA loop looks before each round.", "**5. Farewell**")
    )
    assert {"text": "Lesson Outline before its revision: 5. Farewell"} in files[PLAN]["revisions"]
    assert fits("lesson-plan", "", files[PLAN])
    assert document.words.lost == ()
