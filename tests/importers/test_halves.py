"""Plan and reviews of a document are told apart, and so are the parts of a review, whatever level a heading has."""

from typing import Any

import pytest

from lesson_pipeline.importers.markdown.read_document import read_document

PLAN = "# Lesson: Clocks\n\n## Phase 3: Design\n\n### Lesson Outline\n\n#### 1. Hook\n\nA sundial at night.\n\n"
REVIEW = """\
## Review — 2026-03-01 (Iteration 1/3)

### Summary
- Critical: 1
- Polish: 1

### Verdict: NEEDS REVISION

Close, but not there.

### Findings

#### [CRITICAL] — No hands

**Issue:** Nothing points.

#### [POLISH] — A dull face

**Issue:** It is grey.

### Review Notes

**What works well:**
- The sundial
"""


def told(text: str) -> list[tuple[Any, ...]]:
    """What the reviews of a document say."""
    rounds = read_document(text, "clocks")[1]
    return [
        (one.date, one.verdict, [finding.title for finding in one.findings], one.works_well, len(one.other))
        for one in rounds
    ]


SAID = [("2026-03-01", "needs-revision", ["No hands", "A dull face"], ("The sundial",), 0)]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("## Review", "# Review"),
        ("## Review", "### Review"),
        ("## Review", "## Reviews\n\n### Review"),
        ("### Summary", "## Summary"),
        ("### Verdict", "## Verdict"),
        ("### Verdict", "#### Verdict"),
        ("### Findings", "## Findings"),
        ("#### [CRITICAL]", "## [CRITICAL]"),
        ("#### [CRITICAL]", "### [CRITICAL]"),
        ("#### [POLISH]", "##### [POLISH]"),
        ("### Review Notes", "##### Review Notes"),
        ("### Review Notes", "## Review Notes"),
        ("\n##", "\n#"),
        ("\n##", "\n###"),
    ],
)
def test_a_review_says_the_same_at_every_level(written: str, instead: str) -> None:
    assert told(PLAN + f"\n{REVIEW}".replace(written, instead)) == SAID


def test_a_review_below_a_heading_of_the_plan_ends_where_the_plan_goes_on() -> None:
    text = PLAN + REVIEW.replace("## Review —", "#### Review —") + "\n### Scope Boundaries\n\n- No sundials\n"
    plan, rounds, log = read_document(text, "clocks")
    assert [section.title for section in plan.outline] == ["Hook"]
    assert len(rounds) == 1
    assert "No sundials" in [row.text for row in plan.excludes]
    assert log.left == []


def test_a_repetition_within_the_outline_is_no_review() -> None:
    plan, rounds, _ = read_document(f"{PLAN}#### 2. Review (1/2)\n\nRecall noon.\n", "clocks")
    assert [section.title for section in plan.outline] == ["Hook", "Review (1/2)"]
    assert rounds == ()


def test_an_outline_that_stands_at_the_level_of_the_title_keeps_its_sections() -> None:
    plan, _, log = read_document(PLAN.replace("### Lesson Outline", "# Lesson Outline"), "clocks")
    assert ([section.title for section in plan.outline], log.left) == (["Hook"], [])
