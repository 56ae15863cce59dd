"""Reviews of a planning document: which headings they are, what rounds they give, their verdicts and notes."""

import pytest

from lesson_pipeline.importers.markdown.review_headings import is_review_part
from lesson_pipeline.importers.markdown.tree import parse_tree
from tests.importers.review_parts import odd, reviews

SUMMARY = "### Summary\n- Critical: 0\n- Improvement: 0\n- Polish: 0\n"


def review(heading: str = "Review — 2026-03-01 (Iteration 1/3)", *parts: str) -> str:
    return "\n\n".join([f"## {heading}", *(parts or (SUMMARY, "### Verdict: PASS"))]) + "\n\n"


def notes(text: str) -> dict:
    return reviews(review("Review — 2026-03-01", "### Verdict: PASS", f"### Review Notes\n\n{text}")).rounds[0]["notes"]


# -- which headings are reviews


@pytest.mark.parametrize(
    ("heading", "date", "iteration"),
    [
        ("Review — 2026-03-01 (Iteration 1/3)", "2026-03-01", {"n": 1, "of": 3}),
        ("Review -- 2026-03-01 (Iteration 2/3)", "2026-03-01", {"n": 2, "of": 3}),
        ("Review --- 2026-03-01 (iteration 2 of 3)", "2026-03-01", {"n": 2, "of": 3}),
        ("Review – 2026-03-01", "2026-03-01", None),
        ("Review: 2026-03-01 (3/3)", "2026-03-01", {"n": 3, "of": 3}),
        ("Review (Iteration 2)", None, {"n": 2}),
        ("Review", None, None),
    ],
)
def test_a_heading_gives_day_and_iteration(heading: str, date: str | None, iteration: dict | None) -> None:
    found = reviews(review(heading))
    assert len(found.rounds) == 1 and not found.lost
    assert (found.rounds[0].get("date"), found.rounds[0].get("iteration")) == (date, iteration)
    assert "other" not in found.rounds[0].get("notes", {})


@pytest.mark.parametrize(
    ("heading", "extra"),
    [
        ("Review — 2026-03-01 (Iteration 3/3 FINAL)", "FINAL"),
        ("Review — 2026-03-01 (Post-Rework, Iteration 1/3)", "Post-Rework"),
        ("Final Review — 2026-03-01 (Iteration 1/3)", "Final"),
    ],
)
def test_what_a_heading_says_beside_them_is_kept(heading: str, extra: str) -> None:
    found = reviews(review(heading))
    assert found.rounds[0]["notes"]["other"] == [{"heading": "Review", "text": extra}]
    assert not found.lost


@pytest.mark.parametrize("heading", ["Review of Prerequisites", "Review", "Reviewing 2026-03-01", "Checklists"])
def test_other_headings_are_no_reviews(heading: str) -> None:
    assert reviews(f"# Lesson\n\n## {heading}\n\nRecall the unit circle.\n").rounds == []


@pytest.mark.parametrize(
    ("part", "is_ours"),
    [
        ("## Fix Pass — 2026-03-02\n", True),
        ("## Fixes Applied -- 2026-03-02 (Post-Iteration 1)\n", True),
        ("## Findings fixed\n", True),
        ("## Improvement Summary — 2026-03-02\n", True),
        ("## Revision — 2026-03-02 (after the trial)\n\n### What changed\n", False),
        ("## Checklists\n\n- [x] Scope is stated\n", False),
        ("## Phase 3: Design\n", False),
    ],
)
def test_what_follows_a_review(part: str, is_ours: bool) -> None:
    node = parse_tree(part).children[0]
    assert is_review_part(node, after_review=True) is is_ours
    assert is_review_part(node, after_review=False) is False


def test_rounds_are_counted_by_the_order_of_the_reviews() -> None:
    found = reviews(
        review("Review — 2026-03-01 (Iteration 1/3)")
        + review("Review — 2026-03-02 (Iteration 2/3)")
        + "## Checklists\n\n- [x] Scope is stated\n\n"
        + review("Review — 2026-03-09 (Post-Rework, Iteration 1/3)")
    )
    assert [(one["round"], one["iteration"]["n"]) for one in found.rounds] == [(1, 1), (2, 2), (3, 1)]
    assert "iteration 1 follows iteration 2: the count starts again; this is round 3" in odd(found)


# -- the verdict


@pytest.mark.parametrize(
    ("heading", "verdict", "rationale"),
    [
        ("Verdict: PASS", "pass", "It holds."),
        ("Verdict: NEEDS REVISION", "needs-revision", "It holds."),
        ("Verdict — MAJOR REVISION", "major-revision", "It holds."),
        ("Verdict: PASS (with polish notes)", "pass", "PASS (with polish notes)\n\nIt holds."),
        ("Verdict: PASS with notes", "pass", "PASS with notes\n\nIt holds."),
        (
            "Verdict: NEEDS REVISION → REVISED",
            "needs-revision",
            "NEEDS REVISION → REVISED\n\nIt holds.",
        ),
        ("Verdict\n\n**PASS**", "pass", "It holds."),
        ("Verdict: SHRUG", None, "SHRUG\n\nIt holds."),
    ],
)
def test_a_verdict_keeps_the_words_that_say_more(heading: str, verdict: str | None, rationale: str) -> None:
    found = reviews(review("Review — 2026-03-01", f"### {heading}", "It holds."))
    assert (found.rounds[0].get("verdict"), found.rounds[0]["rationale"]) == (verdict, rationale)
    assert not found.lost
    assert ("no verdict" in odd(found)) is (verdict is None)


def test_a_rationale_among_the_notes_is_added() -> None:
    parts = ("### Verdict: PASS", "It holds.", "### Review Notes", "**Verdict rationale:**\nNothing blocks.")
    found = reviews(review("Review — 2026-03-01", *parts))
    assert found.rounds[0]["rationale"] == "It holds.\n\nNothing blocks."
    assert not found.lost


# -- the counts of the summary


def test_a_summary_is_derived_and_checked() -> None:
    found = reviews(review("Review — 2026-03-01", "### Summary\n- Critical: 1\n- Polish: 0", "### Verdict: PASS"))
    assert "the summary counts 1 of severity critical, the headings show 0" in odd(found)
    assert "polish" not in odd(found)
    assert not found.lost


def test_a_summary_that_says_more_keeps_it() -> None:
    found = reviews(review("Review — 2026-03-01", "### Summary\n- Polish: 0 (as last time)\n\nA calm round."))
    assert found.rounds[0]["notes"]["other"] == [
        {"heading": "Summary", "text": "- Polish: 0 (as last time)\nA calm round."}
    ]
    assert not found.lost


# -- the notes


def test_notes_go_to_their_fields() -> None:
    found = notes(
        "**What works well:**\n- The ruler\n- The wheel\n  and its spokes\n\nBoth come early.\n\n"
        "**Patterns to watch:**\n- Formulas first\n\n**Overall assessment:** Nearly there."
    )
    assert found == {
        "works_well": ["The ruler", "The wheel\nand its spokes", "Both come early."],
        "patterns": ["Formulas first"],
        "overall": "Nearly there.",
    }


@pytest.mark.parametrize("label", ["Patterns to watch", "Pattern observation", "Systemic pattern", "Patterns observed"])
def test_patterns_have_many_names(label: str) -> None:
    assert notes(f"**{label}:**\nFormulas come first.") == {"patterns": ["Formulas come first."]}


@pytest.mark.parametrize(
    ("label", "slot"),
    [
        ("What works well (as in iteration 1)", "works_well"),
        ("What works particularly well now", "works_well"),
        ("What the fixes improved", "works_well"),
        ("Patterns that came back", "patterns"),
    ],
)
def test_a_label_that_says_more_than_ours_is_kept_beside(label: str, slot: str) -> None:
    assert notes(f"**{label}:**\n- The ruler\n") == {slot: ["The ruler"], "wording": {slot: label}}


def test_of_two_labels_for_one_field_the_second_stays_a_heading() -> None:
    assert notes("**What works well:**\n- The ruler\n\n**What worked well in the end:**\n- The wheel\n") == {
        "works_well": ["The ruler"],
        "other": [{"heading": "What worked well in the end", "text": "- The wheel"}],
    }


def test_any_other_label_is_a_heading() -> None:
    found = notes(
        "**Forward reference:** none.\n\n**Alone on its line**\n\nAnd below it.\n\n#### As a heading\n\nText."
    )
    assert found == {
        "other": [
            {"heading": "Forward reference", "text": "none."},
            {"heading": "Alone on its line", "text": "And below it."},
            {"heading": "As a heading", "text": "Text."},
        ]
    }


def test_numbers_of_items_are_form() -> None:
    found = reviews(review("Review — 2026-03-01", "### Review Notes", "**Patterns:**\n\n4. Formulas\n5. Silence"))
    assert found.rounds[0]["notes"] == {"patterns": ["Formulas", "Silence"]}
    assert not found.lost


def test_labels_may_be_items_of_a_list() -> None:
    found = notes("- **What works well:** the ruler.\n- **Overall:** nearly there.")
    assert found == {"works_well": ["the ruler."], "overall": "nearly there."}


def test_text_without_a_label_is_the_overall_assessment_unless_there_is_one() -> None:
    assert notes("A sound lesson.\n\nMore of it.") == {"overall": "A sound lesson.\n\nMore of it."}
    assert notes("A sound lesson.\n\n**Overall:** Fine.") == {
        "overall": "Fine.",
        "other": [{"heading": "Review Notes", "text": "A sound lesson."}],
    }


def test_a_heading_that_is_none_of_ours_is_kept_whole() -> None:
    found = reviews(review("Review — 2026-03-01", "### Verdict: PASS", "### Timing\n\nLong.\n\n#### Cuts\n\nNone."))
    assert found.rounds[0]["notes"]["other"] == [{"heading": "Timing", "text": "Long.\n\n#### Cuts\n\nNone."}]
    assert not found.lost


def test_a_reviewer_is_named_only_where_one_is_written() -> None:
    found = reviews(review("Review — 2026-03-01", "**Reviewer:** a sound engineer", "### Verdict: PASS"))
    assert found.rounds[0]["reviewer"] == "a sound engineer"
    assert "reviewer" not in reviews(review()).rounds[0]


def test_every_heading_is_mapped() -> None:
    found = reviews(review("Review — 2026-03-01", SUMMARY, "### Verdict: PASS", "### Timing\n\nLong."))
    assert [(one.title, one.to) for one in found.log.mapped] == [
        ("Summary", "round 1: derived"),
        ("Verdict: PASS", "round 1: verdict"),
        ("Timing", "round 1: notes"),
    ]


def test_text_of_the_first_heading_is_read_as_markdown() -> None:
    code = "```python\n# Review — 2026-03-01\n## Review — 2026-03-01 (Iteration 1/3)\n```"
    assert reviews(f"# Lesson\n\n{code}\n").rounds == []


def test_a_note_may_be_a_heading_of_the_review() -> None:
    found = reviews(review("Review — 2026-03-01", "### What Works Well\n\n- The ruler", "### Overall Verdict: PASS"))
    assert found.rounds[0] == {
        "lesson": "aliasing",
        "round": 1,
        "date": "2026-03-01",
        "notes": {"works_well": ["The ruler"]},
        "verdict": "pass",
    }
    assert not found.lost
