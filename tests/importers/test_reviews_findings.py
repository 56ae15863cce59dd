"""Findings: their headings, their fields, what stands beside them, and the ids they are given."""

import pytest

from lesson_pipeline.reviews.finding_ids import finding_id
from tests.importers.review_parts import Reviews, odd, reviews


def review(*findings: str, container: str = "### Findings") -> Reviews:
    return reviews("\n\n".join(["## Review — 2026-03-01", "### Verdict: PASS", container, *findings]))


def finding(text: str) -> dict:
    found = review(text)
    assert not found.lost
    (only,) = found.rounds[0]["findings"]
    return only


@pytest.mark.parametrize(
    "heading",
    [
        "### [POLISH] — The ruler comes late",
        "### [POLISH] -- The ruler comes late",
        "#### [POLISH] — The ruler comes late",
        "#### [POLISH] -- The ruler comes late",
        "#### POLISH — The ruler comes late",
        "### POLISH -- The ruler comes late",
        "#### [Polish] The ruler comes late",
        "#### **[POLISH]** — The ruler comes late",
    ],
)
def test_headings_of_findings(heading: str) -> None:
    assert finding(f"{heading}\n\n**Issue:** Late.") == {
        "id": "ruler-comes-late",
        "severity": "polish",
        "title": "The ruler comes late",
        "issue": "Late.",
    }


@pytest.mark.parametrize(
    "text",
    [
        "### Finding #1 [CRITICAL] — The ruler comes late",
        "- [CRITICAL] The ruler comes late — FIXED",
        "| Finding |\n|---|\n| [CRITICAL] The ruler comes late |",
        "#### Polish the ruler",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    found = review(text)
    assert "findings" not in found.rounds[0]
    assert not found.lost


def test_fields_run_over_paragraphs_lists_and_code() -> None:
    code = "```python\n# a comment, no heading\nx = 1\n```"
    text = (
        "#### [CRITICAL] — The ruler is wrong\n\n"
        "**Location:** Section 2\n**Issue:** Two marks are off:\n\n- the first\n- the second\n\n"
        f"Seen in this code:\n\n{code}\n\n**Option a** is no label.\n\n"
        "**Student impact:** They measure wrongly.\n**Suggested fix:** Redraw it.\n"
    )
    assert finding(text) == {
        "id": "ruler-wrong",
        "severity": "critical",
        "title": "The ruler is wrong",
        "location": [{"text": "Section 2"}],
        "issue": "Two marks are off:\n\n- the first\n- the second\n\n"
        f"Seen in this code:\n\n{code}\n\n**Option a** is no label.",
        "student_impact": "They measure wrongly.",
        "suggested_fix": "Redraw it.",
    }


def test_fields_may_be_items_of_a_list() -> None:
    found = finding("#### [POLISH] — Late\n\n- **Location:** the hook\n- **Issue:** Late.\n- **Student impact:** None.")
    assert (found["location"], found["issue"], found["student_impact"]) == ([{"text": "the hook"}], "Late.", "None.")


def test_a_label_of_its_own_within_a_value_stays_there() -> None:
    found = finding(
        "#### [POLISH] — Late\n\n**Suggested fix:** Either way:\n\n**Option A:** sooner.\n\n**Option B:** never."
    )
    assert found["suggested_fix"] == "Either way:\n\n**Option A:** sooner.\n\n**Option B:** never."


def test_other_labels_and_text_without_one_become_notes() -> None:
    found = finding(
        "#### [POLISH] — Late\n\nSeen twice.\n\n**Issue:** Late.\n**Plan reference:** Section 4.\n**Note:** Not urgent."
    )
    assert found["notes"] == [
        {"text": "Seen twice."},
        {"heading": "Plan reference", "text": "Section 4."},
        {"heading": "Note", "text": "Not urgent."},
    ]


def test_labels_that_say_what_was_done_become_fixes() -> None:
    found = review(
        "#### [IMPROVEMENT] — The ruler comes late\n**Issue:** Late.\n**Fix applied:** Moved it.",
        "#### [POLISH] — The wheel is red\n**Status:** No action needed. Red is fine.",
        "#### [POLISH] — The spoke is bent\n**Status:** FIXED. Straightened.",
        "#### [POLISH] — The hub squeaks\n**Status:** Waiting for oil.",
    )
    assert found.rounds[0]["fixes"] == [
        {"finding": "ruler-comes-late", "status": "fixed", "change": "Moved it."},
        {"finding": "wheel-red", "status": "declined", "reason": "No action needed. Red is fine."},
        {"finding": "spoke-bent", "status": "fixed", "change": "Straightened."},
    ]
    assert found.rounds[0]["findings"][3]["notes"] == [{"heading": "Status", "text": "Waiting for oil."}]
    assert not found.lost


def test_findings_beside_their_heading_and_rules_between_them() -> None:
    found = review(
        "---", "### [CRITICAL] — One", "**Issue:** First.", "---", "### [POLISH] — Two", "**Issue:** Second."
    )
    assert [(one["severity"], one["issue"]) for one in found.rounds[0]["findings"]] == [
        ("critical", "First."),
        ("polish", "Second."),
    ]


def test_a_heading_with_nothing_below_is_kept() -> None:
    found = review("#### Polish the ruler")
    assert found.rounds[0]["notes"]["other"] == [{"text": "Polish the ruler"}]


def test_no_findings() -> None:
    assert "notes" not in review("None.").rounds[0]
    found = review("None. Page and notebook hold.")
    assert found.rounds[0]["notes"]["other"] == [{"heading": "Findings", "text": "None. Page and notebook hold."}]
    assert not found.lost


def test_findings_carried_forward_are_findings_that_say_so() -> None:
    found = review(
        "#### [POLISH] — The hub squeaks\n\n**Status:** Deferred. It needs oil.", container="### Remaining Items"
    )
    assert found.rounds[0]["findings"][0]["notes"] == [{"heading": "Carried forward", "text": "Remaining Items"}]
    assert found.rounds[0]["fixes"] == [
        {"finding": "hub-squeaks", "status": "declined", "reason": "Deferred. It needs oil."}
    ]
    assert not found.lost


def test_remaining_items_without_findings_are_a_note() -> None:
    found = review("- the hub", container="### Remaining Items")
    assert found.rounds[0]["notes"]["other"] == [{"heading": "Remaining Items", "text": "- the hub"}]
    assert odd(found) == ""


def test_headings_within_a_finding_stay_with_it() -> None:
    found = review(
        "#### [POLISH] — Late", "**Suggested fix:** In steps.", "#### Step 1", "Cut.", "#### Step 2", "Paste."
    )
    assert found.rounds[0]["findings"][0]["notes"] == [
        {"heading": "Step 1", "text": "Cut."},
        {"heading": "Step 2", "text": "Paste."},
    ]
    assert not found.lost


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("The ruler comes late", "ruler-comes-late"),
        ("Check 2 Question 3 asks for the mirror before it has been shown", "check-2-question-3-asks-mirror"),
        ("Part c isn't reached", "part-c-not-reached"),
        ('"Aliasing" (the name) isn\'t explained, while the plan says so', "aliasing-not-explained"),
        ("The `sample_rate()` call hides a unit", "sample-rate-call-hides-unit"),
        ("Missing picture: the folded ruler", "missing-picture-folded-ruler"),
        ("Two of the seven spokes of the wheel in the film are plainly visible", "two-seven-spokes-wheel-film"),
        ("„Schöne“ Schleifen für Café-Gäste", "schone-schleifen-fur-cafe-gaste"),
        ("???", "finding"),
        ("日本語", "finding"),
    ],
)
def test_ids_say_what_the_finding_is_about(title: str, id: str) -> None:
    assert finding_id(title, set()) == id


def test_ids_are_unique_in_the_round() -> None:
    found = review("#### [POLISH] — The hub", "#### [POLISH] — A hub", "#### [CRITICAL] — Hub")
    assert [one["id"] for one in found.rounds[0]["findings"]] == ["hub", "hub-2", "hub-3"]


def test_ids_of_long_titles_are_short() -> None:
    id = finding_id("Antidisestablishmentarianism floccinaucinihilipilification " * 9, set())
    assert len(id) <= 60 and not id.endswith("-")
