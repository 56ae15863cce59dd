"""Fix passes and verifications in all their forms, and which finding each entry is about."""

import pytest

from tests.importers.review_parts import Reviews, odd, reviews

FINDINGS = """\
## Review — 2026-03-01 (Iteration 1/3)

### Verdict: MAJOR REVISION

### Findings

#### [CRITICAL] — The folded ruler comes after the formula

#### [IMPROVEMENT] — No sound for the second example

#### [IMPROVEMENT] — The wagon wheel turns too fast to count

#### [POLISH] — Axis labels are small

"""
RULER, SOUND, WHEEL, LABELS = (
    "folded-ruler-comes",
    "no-sound-second-example",
    "wagon-wheel-turns-fast-count",
    "axis-labels-small",
)


def fixes(text: str, heading: str = "## Fix Pass — 2026-03-02") -> Reviews:
    found = reviews(f"{FINDINGS}{heading}\n\n{text}\n")
    assert not found.lost
    return found


def verified(text: str, heading: str = "### Iteration 1 Fix Verification") -> Reviews:
    found = reviews(f"{FINDINGS}## Review — 2026-03-03 (Iteration 2/3)\n\n{heading}\n\n{text}\n\n### Verdict: PASS\n")
    assert not found.lost
    return found


def entries(found: Reviews) -> list[tuple[str, ...]]:
    """Finding, status and evidence of each verification of the second round."""
    return [
        (one["finding"].removeprefix("1/"), one["status"], one.get("evidence", ""))
        for one in found.rounds[1].get("verification", [])
    ]


def test_the_findings_have_the_ids_that_the_tests_name() -> None:
    assert [one["id"] for one in reviews(FINDINGS).rounds[0]["findings"]] == [RULER, SOUND, WHEEL, LABELS]


# -- fix passes


NUMBERED = """\
**Findings fixed:**

1. **[CRITICAL] The folded ruler comes after the formula.** FIXED. Moved it up.
   - The formula follows.

2. **[IMPROVEMENT] No sound for the second example.** FIXED. Added a recording.

**Findings intentionally NOT addressed:**

4. **[POLISH] Small axis labels.** Left as-is. They match the page.
"""
FIXED = [
    {
        "finding": RULER,
        "status": "fixed",
        "change": "Moved it up.\n- The formula follows.",
        "date": "2026-03-02",
    },
    {"finding": SOUND, "status": "fixed", "change": "Added a recording.", "date": "2026-03-02"},
    {
        "finding": LABELS,
        "status": "declined",
        "reason": "Left as-is. They match the page.",
        "date": "2026-03-02",
    },
]


@pytest.mark.parametrize(
    "heading",
    ["## Fix Pass — 2026-03-02", "### Fix Pass -- 2026-03-02", "## Fixes Applied — 2026-03-02 (Post-Iteration 1)"],
)
def test_a_numbered_fix_pass(heading: str) -> None:
    found = fixes(NUMBERED, heading)
    assert found.rounds[0]["fixes"] == FIXED
    assert "notes" not in found.rounds[0]


def test_a_fix_pass_with_a_heading_for_each_finding() -> None:
    found = fixes(
        "### Finding #1 [CRITICAL] — The folded ruler comes after the formula\n**Status:** FIXED. Moved it up.\n\n"
        "### Finding #2 [IMPROVEMENT] — No sound for the second example\n**Status:** RESOLVED (by a recording).\n\n"
        "### Finding #4 [POLISH] — Axis labels are small\n**Status:** DEFERRED. With the next print.\n"
    )
    assert found.rounds[0]["fixes"] == [
        {"finding": RULER, "status": "fixed", "change": "Moved it up.", "date": "2026-03-02"},
        {"finding": SOUND, "status": "fixed", "change": "(by a recording).", "date": "2026-03-02"},
        {
            "finding": LABELS,
            "status": "declined",
            "reason": "With the next print.",
            "date": "2026-03-02",
            "wording": {"status": "DEFERRED"},
        },
    ]


def test_groups_may_be_headings() -> None:
    found = fixes(
        "### Findings Addressed\n\n1. **[CRITICAL] The folded ruler comes late — FIXED.**\n   - Moved.\n\n"
        "### Findings Not Addressed\n\n- [POLISH] Axis labels are small: they match the page.\n\nAll else was fixed.\n"
    )
    assert [(one["finding"], one["status"]) for one in found.rounds[0]["fixes"]] == [
        (RULER, "fixed"),
        (LABELS, "declined"),
    ]
    assert found.rounds[0]["fixes"][1]["reason"] == "they match the page."
    assert found.rounds[0]["fixes"][0]["wording"] == {"finding": "The folded ruler comes late"}
    assert found.rounds[0]["notes"]["other"] == [{"heading": "Fix Pass — 2026-03-02", "text": "All else was fixed."}]


def test_a_fix_pass_follows_its_own_round() -> None:
    second = "## Review — 2026-03-03 (Iteration 2/3)\n\n### Findings\n\n#### [POLISH] — The hub squeaks\n\n"
    found = reviews(f"{FINDINGS}{second}## Fix Pass — 2026-03-04\n\n1. **[POLISH] The hub squeaks.** FIXED. Oiled.\n")
    assert "fixes" not in found.rounds[0]
    assert [one["finding"] for one in found.rounds[1]["fixes"]] == ["hub-squeaks"]


# -- verifications


FORMS = {
    "table": """\
| Finding | Severity | Status | Notes |
|---|---|---|---|
| The folded ruler comes after the formula | CRITICAL | FIXED | It is first. |
| Axis labels are small | POLISH | NOT FIXED | As before. |
""",
    "table with marks": """\
| # | Iteration 1 Finding | Resolved? | How Resolved |
|---|---|---|---|
| 1 | [CRITICAL] The folded ruler comes after the formula | YES | It is first. |
| 4 | [POLISH] Axis labels are small | NO | As before. |
""",
    "numbered list": """\
1. **[CRITICAL] The folded ruler comes after the formula.** VERIFIED FIXED. It is first.

4. **[POLISH] Axis labels are small.** NOT ADDRESSED. As before.
""",
    "severity in bold": """\
1. **CRITICAL (the folded ruler comes after the formula):** Fully resolved. It is first.
4. **POLISH (axis labels are small):** Not fixed. As before.
""",
    "bold paragraphs": """\
**[CRITICAL] The folded ruler comes after the formula -- FIXED.**
It is first.

**[POLISH] Axis labels are small -- NOT FIXED.**
As before.
""",
    "bullets": """\
- [CRITICAL] The folded ruler comes after the formula — FIXED. It is first.
- [POLISH] Axis labels are small — NOT FIXED. As before.
""",
    "no severities": """\
- The folded ruler comes after the formula: RESOLVED. It is first.
- Axis labels are small: NOT RESOLVED. As before.
""",
    "headings": """\
#### [CRITICAL] The folded ruler comes after the formula — FIXED

It is first.

#### [POLISH] Axis labels are small — NOT FIXED

As before.
""",
}


HEADINGS = (
    "### Iteration 1 Fix Verification",
    "### Verification of Iteration 1 Fixes",
    "### Iteration 1 Resolution Check",
    "### Fixes Verified",
    "### Evaluation of Iteration 1 Fixes",
    "### Fix Status",
    "### Iteration 1 Findings -- Verification",
    "### Resolution of Previous Findings",
)
LABEL = "### Review Notes\n\n**Resolution of iteration 1 findings:**"


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        *((heading, form) for heading in HEADINGS for form in FORMS),
        *((LABEL, form) for form in FORMS if form != "headings"),
    ],
)
def test_verifications_in_any_form(heading: str, form: str) -> None:
    found = verified(FORMS[form], heading)
    assert entries(found) == [(RULER, "verified", "It is first."), (LABELS, "reopened", "As before.")]
    assert "other" not in found.rounds[1].get("notes", {})
    assert "fixes" not in found.rounds[0], "a verification is no fix"


@pytest.mark.parametrize(
    ("words", "status", "wording", "evidence"),
    [
        ("FIXED", "verified", None, "Yes."),
        ("RESOLVED", "verified", None, "Yes."),
        ("FULLY RESOLVED", "verified", None, "Yes."),
        ("VERIFIED", "verified", None, "Yes."),
        ("NOT FIXED", "reopened", None, "Yes."),
        ("NOT ADDRESSED", "reopened", None, "Yes."),
        ("PARTIALLY FIXED", "reopened", "PARTIALLY FIXED", "Yes."),
        ("ACCEPTED", "declined", "ACCEPTED", "Yes."),
        ("SKIPPED", "declined", "SKIPPED", "Yes."),
        ("DEFERRED", "declined", "DEFERRED", "Yes."),
        ("INTENTIONALLY SKIPPED", "declined", "INTENTIONALLY SKIPPED", "Yes."),
    ],
)
def test_words_of_status(words: str, status: str, wording: str | None, evidence: str) -> None:
    for text in (
        f"1. **[POLISH] Axis labels are small.** {words}. Yes.",
        f"- [POLISH] Axis labels are small — {words}. Yes.",
        f"| Finding | Status | Notes |\n|---|---|---|\n| Axis labels are small | {words} | Yes. |",
        f"| Finding | Status | Notes |\n|---|---|---|\n| Axis labels are small | **{words}** | Yes. |",
    ):
        (only,) = verified(text).rounds[1]["verification"]
        assert (only["status"], only.get("wording", {}).get("status"), only["evidence"]) == (status, wording, evidence)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Fixed well. The ruler leads.", "verified"),
        ("RESOLVED with caveat. It is crowded.", "verified"),
        ("Not addressed, which is fine: it is small.", "declined"),
        ("Deferred to the next print.", "declined"),
        ("No longer applicable in this form.", "verified"),
    ],
)
def test_a_status_within_a_sentence_stays_in_it(text: str, status: str) -> None:
    found = verified(f"1. **[POLISH] Axis labels are small:** {text}")
    assert entries(found) == [(LABELS, status, text)]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Finding | Status | Verified", "Axis labels are small | FIXED | Larger."),
        ("Original Finding | Status in Iteration 2 | Evidence", "Axis labels are small | FIXED | Larger."),
        ("Finding from Iteration 1 | Fixed? | Details", "[POLISH] Axis labels are small | ✓ | Larger."),
        ("Iteration 1 Issue | Severity | Fix Applied", "Axis labels are small | Polish | FIXED. Larger."),
        ("Item | How Resolved", "Axis labels are small | Resolved: Larger."),
        ("Finding | Second look | Notes", "Axis labels are small | Good | FIXED. Larger."),
        ("Finding # | Title | Status | Comment", "4 | Axis labels are small | RESOLVED | Larger."),
    ],
)
def test_columns_have_many_names(header: str, row: str) -> None:
    columns = header.count("|") + 1
    found = verified(f"| {header} |\n|{'---|' * columns}\n| {row} |")
    (only,) = entries(found)
    assert only[:2] == (LABELS, "verified") and only[2].startswith("Larger.")
    assert [(one.to, one.rows_in, one.rows_out) for one in found.log.tables] == [("verification", 1, 1)]


def test_a_column_of_nothing_but_status_needs_no_name() -> None:
    found = verified("| Finding | Second look |\n|---|---|\n| Axis labels are small | FIXED |")
    assert entries(found) == [(LABELS, "verified", "")]


def test_other_tables_are_kept_as_they_are() -> None:
    table = "| Page | Time |\n|---|---|\n| 1 | short |"
    found = verified(f"{table}\n\n{FORMS['bullets']}")
    assert found.rounds[1]["notes"]["other"] == [{"heading": "Iteration 1 Fix Verification", "text": table}]


def test_other_columns_are_kept_with_their_header() -> None:
    table = "| Finding | Status | Notes | Page |\n|---|---|---|---|\n| Axis labels are small | FIXED | Larger. | 7 |"
    assert entries(verified(table)) == [(LABELS, "verified", "Larger.\n\nPage: 7")]


def test_a_heading_that_says_it_of_all_counts_for_entries_without_a_status() -> None:
    text = "**Iteration 1 fixes — all properly resolved:**\n\n1. **CRITICAL (the folded ruler):** It is first.\n"
    found = verified(text, "### Review Notes")
    assert entries(found) == [(RULER, "verified", "It is first.")]


def test_an_entry_that_contradicts_it_is_left_to_a_person() -> None:
    text = (
        "All 4 findings from iteration 1 were addressed:\n\n1. **[CRITICAL] The folded ruler:** It is first. "
        "However, its marks were NOT redrawn.\n"
    )
    found = verified(text)
    assert entries(found) == []
    assert found.rounds[1]["notes"]["other"][0]["text"].endswith("its marks were NOT redrawn.")
    assert "does not say clearly what became of the finding" in odd(found)


def test_prose_verifies_nothing() -> None:
    found = verified("All 4 findings from iteration 1 were fixed, and well.")
    assert entries(found) == []
    assert found.rounds[1]["notes"]["other"] == [
        {
            "heading": "Iteration 1 Fix Verification",
            "text": "All 4 findings from iteration 1 were fixed, and well.",
        }
    ]
    assert "nothing is verified by it" in odd(found)


def test_prose_elsewhere_stays_there_and_verifies_nothing() -> None:
    found = verified("All 4 findings from iteration 1 have been resolved. A calm round.", "### Verdict: PASS")
    assert entries(found) == []
    assert found.rounds[1]["rationale"].startswith("All 4 findings")
    assert "no finding is named, so nothing is verified" in odd(found)


def test_text_around_the_entries_is_kept() -> None:
    found = verified(f"Checked on paper:\n\n{FORMS['table']}\nAnd on screen.")
    assert found.rounds[1]["notes"]["other"] == [
        {"heading": "Iteration 1 Fix Verification", "text": "Checked on paper:\n\nAnd on screen."}
    ]
    assert len(entries(found)) == 2


def test_a_first_review_has_nothing_to_verify() -> None:
    found = reviews(f"## Review — 2026-03-01\n\n### Fix Verification\n\n{FORMS['bullets']}\n")
    assert "verification" not in found.rounds[0]
    assert not found.lost


def test_after_a_restart_the_last_round_of_that_name_is_meant() -> None:
    restart = FINDINGS.replace("2026-03-01 (Iteration", "2026-04-01 (Post-Rework, Iteration")
    third = f"## Review — 2026-04-02 (Iteration 2/3)\n\n### Iteration 1 Fix Verification\n\n{FORMS['bullets']}\n"
    found = reviews(FINDINGS + restart + third)
    assert [one["finding"] for one in found.rounds[2]["verification"]] == [f"2/{RULER}", f"2/{LABELS}"]


# -- which finding is meant


def test_titles_in_other_words_are_recognised_and_kept() -> None:
    found = verified(
        "- [IMPROVEMENT] Wagon wheel too fast — FIXED. Slower.\n- [IMPROVEMENT] Second example had no sound — FIXED."
    )
    assert entries(found) == [(WHEEL, "verified", "Slower."), (SOUND, "verified", "")]
    assert [one.get("wording") for one in found.rounds[1]["verification"]] == [
        None,
        {"finding": "Second example had no sound"},
    ]


def test_a_number_decides_where_severity_and_title_allow_it() -> None:
    assert entries(verified("2. **[IMPROVEMENT] Sound.** FIXED."))[0][0] == SOUND
    assert entries(verified("2. **[IMPROVEMENT] Wagon wheel turns too fast.** FIXED."))[0][0] == WHEEL


def test_the_only_one_left_is_taken_and_said() -> None:
    found = verified("- [POLISH] Bigger axis text — FIXED.")
    assert entries(found) == [(LABELS, "verified", "")]
    assert f"only its place in the list says that this is finding `{LABELS}`: is it?" in odd(found)


def test_strangers_are_not_matched() -> None:
    found = verified("- [POLISH] Typing mistake in a footnote — FIXED. Corrected.")
    assert entries(found) == []
    assert found.rounds[1]["notes"]["other"] == [
        {
            "heading": "Iteration 1 Fix Verification",
            "text": "[POLISH] Typing mistake in a footnote — FIXED. Corrected.",
        }
    ]
    assert "no finding of the review is clearly the one" in odd(found)


def test_two_entries_never_share_a_finding() -> None:
    found = verified("- [POLISH] Axis labels are small — FIXED. One.\n- [POLISH] Axis labels are small — FIXED. Two.")
    assert entries(found) == [(LABELS, "verified", "One.")]


def test_a_table_of_thousands_of_rows_is_read() -> None:
    rows = "\n".join(f"| Finding {number} of the wheel | FIXED | Note {number} |" for number in range(10_000))
    found = verified(f"| Finding | Status | Notes |\n|---|---|---|\n{rows}")
    assert len(found.rounds[1]["notes"]["other"][0]["text"].split("\n\n")) + len(entries(found)) == 10_000
