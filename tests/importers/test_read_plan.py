"""The plan half of a planning document: every part is found, whatever form the team gave it, and nothing is lost."""

from collections import Counter
from dataclasses import asdict
from typing import Any

import pytest

from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.read_header import read_header
from lesson_pipeline.importers.markdown.read_plan import read_plan
from lesson_pipeline.importers.markdown.readings import PlanReading
from lesson_pipeline.importers.markdown.tree import parse_tree
from lesson_pipeline.importers.markdown.vocabulary import words_of
from tests.importers.hash_tables import DOCUMENT


def read(text: str, name: str = "hash-tables") -> tuple[PlanReading, Log]:
    log = Log()
    root = parse_tree(text)
    header = read_header(root, name, log)
    return read_plan(header, root.children[0].children, log), log


def words(value: Any) -> Counter[str]:
    if isinstance(value, str):
        return Counter(words_of(value))
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return sum((words(item) for item in inner), Counter())


def lost(text: str) -> Counter[str]:
    plan, log = read(text)
    kept = [asdict(plan), log.structure, log.turned, [f"{one.heading} {one.text}" for one in log.left]]
    return words(text) - words(kept)


@pytest.fixture(scope="module")
def plan() -> PlanReading:
    return read(DOCUMENT)[0]


def test_every_word_arrives() -> None:
    assert not lost(DOCUMENT)


def test_the_head(plan: PlanReading) -> None:
    head = plan.header
    assert (head.title, head.slug, head.number, head.module_title) == (
        "Hash Tables",
        "hash-tables",
        "3.1.2",
        "Looking Things Up",
    )
    assert (head.type, head.of) == ("build", 3)


def test_the_tables_of_the_first_two_phases(plan: PlanReading) -> None:
    assert [(row.concept, row.depth, row.source) for row in plan.knows][:2] == [
        ("Array access (reading a cell by its number)", "DEVELOPED", "arrays (3.1.1)"),
        ("Modulo / remainder", "INTRODUCED", "clock-arithmetic (1.2)"),
    ]
    assert [(row.requires, row.has, row.status) for row in plan.prerequisites] == [
        ("DEVELOPED", "DEVELOPED", "OK"),
        ("DEVELOPED", "INTRODUCED", "GAP (small -- needs practice)"),
    ]
    assert [(gap.size, gap.resolution) for gap in plan.gaps] == [
        ("Small (knows the clock)", "A recap with a clock of 7 hours.")
    ]
    assert [row.where for row in plan.misconceptions] == [
        "After the collision walk-through, section 4",
        "Hook, before any code",
    ]
    assert [(row.type, row.why) for row in plan.examples] == [
        ("Positive", "Everyone has left a coat."),
        ("Negative (boundary)", "Most names begin with few letters."),
    ]


def test_lists_and_texts(plan: PlanReading) -> None:
    assert plan.mental_models == ('"A row of numbered lockers" (arrays)', "A clock that starts over at twelve")
    assert [row.text for row in plan.not_covered] == ["Functions that scatter their inputs"]
    assert plan.readiness == "Ready. The remainder needs a nudge."
    assert plan.narrative.endswith("\n\nBecause nobody searches: the name is the place.")
    assert plan.analogies_extend == ("The clock: hash modulo size",)
    assert plan.analogies_misleading == (("The key ring", "could suggest that every name has a locker of its own."),)
    assert [one.items for one in plan.checklists] == [
        ("Every assumed concept listed", "All gaps resolved (one, in the recap)"),
        ("At least 3 modalities",),
    ]


def test_a_bar_that_nobody_escaped_breaks_no_row() -> None:
    plan, log = read(DOCUMENT)
    assert plan.modalities[2].what.endswith("where |a| and |b| differ")
    assert plan.modalities[2].why == "Both land in 1."
    assert [odd.line for odd in log.odd] == [DOCUMENT[: DOCUMENT.index("| Concrete example")].count("\n") + 1]


def test_rows_in_are_rows_out() -> None:
    _, log = read(DOCUMENT)
    counts = {count.to: (count.rows_in, count.rows_out) for count in log.tables}
    assert counts == {
        "student_state/knows": (4, 4),
        "prerequisites": (2, 2),
        "gaps": (1, 1),
        "misconceptions": (2, 2),
        "examples": (2, 2),
        "modalities": (3, 3),
        "connections": (2, 2),
    }


def test_the_load(plan: PlanReading) -> None:
    assert [new.text for new in plan.load.new] == [
        "Hash function (a number from a name)",
        "Collision handling (chains in a locker)",
    ]
    assert (plan.load.previous, plan.load.type) == ("stretch", "build")
    assert plan.load.notes == "- **Previous lesson load:** STRETCH -- arrays were new"


def test_scope_and_target_depths(plan: PlanReading) -> None:
    assert plan.covers == ("Turning a name into a number",)
    assert [(row.text, row.max_depth) for row in plan.excludes] == [
        ("Cryptographic hashing (mentioned at most)", "mentioned"),
        ("Growing the table", ""),
    ]
    assert [(row.concept, row.depth) for row in plan.targets] == [
        ("hash function", "DEVELOPED"),
        ("collision handling", "INTRODUCED"),
    ]


def test_the_outline(plan: PlanReading) -> None:
    assert [(section.number, section.kind, section.title) for section in plan.outline] == [
        ("1", "context", "Context + Constraints"),
        ("2", "recap", "Recap (brief)"),
        ("3", "hook", "The guard at the door"),
        ("4", "explain", "Hash Function (Core Concept)"),
        ("5", "check", "Check 1"),
        ("6", "", "Collision Handling"),
        ("7", "check", "Check 2"),
        ("8", "summarize", "Summarize"),
        ("9", "next-step", "Next Step"),
    ]
    assert plan.outline[3].content.endswith('```\n# not a heading\nh("ann") = 3\n```')


def test_checks(plan: PlanReading) -> None:
    first, second = (section for section in plan.outline if section.kind == "check")
    assert (first.style, first.scenario) == ("predict-and-verify", "A table has 7 lockers.")
    assert [(question.prompt, question.answer) for question in first.questions] == [
        ("Where does 15 go?", "Locker 1--the remainder"),
        ("How many can share? How many lockers are there?", "As many as come."),
    ]
    assert (second.style, [question.answer for question in second.questions]) == (
        "transfer",
        ["", "One letter fills one chain. Hash the whole plate."],
    )


def test_what_no_field_takes_is_left_for_the_notes() -> None:
    _, log = read(DOCUMENT)
    assert [(one.heading, one.text) for one in log.left] == [("Materials", "Seven lockers of cardboard.")]


def test_widgets(plan: PlanReading) -> None:
    assert [(one.heading, one.text) for one in plan.widgets] == [("Widget Assessment", "No widget needed.")]


LIST = """1. **Context + Constraints** — Lookup by name.

2. **Hook (before/after)** — A guard at a door.
   - no list
   - no waiting

3. **Check (transfer)** — "Where does 15 go?" Expected: locker 1.
"""
HEADINGS = """#### 1. Context + Constraints
Lookup by name.

#### 2. Hook (before/after)
A guard at a door.
- no list
- no waiting

#### 3. Check (transfer)
"Where does 15 go?" Expected: locker 1.
"""
BOLD = """**1. Context + Constraints**
Lookup by name.

**2. Hook (before/after)**
A guard at a door.
- no list
- no waiting

**3. Check (transfer)**
"Where does 15 go?" Expected: locker 1.
"""


@pytest.mark.parametrize("outline", [LIST, HEADINGS, BOLD], ids=["list", "headings", "bold"])
def test_three_forms_of_an_outline_say_the_same(outline: str) -> None:
    plan, log = read(f"# Lesson: X\n\n## Phase 3: Design\n\n### Lesson Outline\n\n{outline}")
    assert [(section.kind, section.title, section.style) for section in plan.outline] == [
        ("context", "Context + Constraints", ""),
        ("hook", "Hook (before/after)", ""),
        ("check", "Check", "transfer"),
    ]
    assert plan.outline[1].content == "A guard at a door.\n\n- no list\n- no waiting"
    assert [(one.prompt, one.answer) for one in plan.outline[2].questions] == [('"Where does 15 go?"', "locker 1.")]
    assert log.left == []


def test_lettered_lines_are_parts_of_the_section_before_them() -> None:
    plan, _ = read(
        "# Lesson: X\n\n## Lesson Outline\n\n**4. Explain -- Hashing**\n\n**4a. The number:**\nFrom a name.\n\n"
        "**4b. The locker:**\nFrom the number.\n\n**5. Next Step**\nTrees.\n"
    )
    assert [(part.title, part.content) for part in plan.outline[0].parts] == [
        ("The number", "From a name."),
        ("The locker", "From the number."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Hash function (from names): DEVELOPED (can trace it)", ("Hash function (from names)", "DEVELOPED", "can trace it")),
        ("- **Hash function**: INTRODUCED -> DEVELOPED", ("Hash function", "INTRODUCED -> DEVELOPED", "")),
        ("Hash function at APPLIED.", ("Hash function", "APPLIED", "")),
        ("| Concept | Target Depth |\n|---|---|\n| Hash function | DEVELOPED |", ("Hash function", "DEVELOPED", "")),
        ("| Concept | Before | After | Notes |\n|---|---|---|---|\n| Hash function | NOT TAUGHT | DEVELOPED | core |", ("Hash function", "DEVELOPED", "core")),
        ("APPLIED for the hash function. Built it.", ("the hash function", "APPLIED", "Built it.")),
    ],
)  # fmt: skip
def test_forms_of_target_depths(text: str, expected: tuple[str, str, str]) -> None:
    plan, log = read(f"# Lesson: X\n\n### Scope\n\n**Target depths:**\n\n{text}\n")
    assert [(row.concept, row.depth, row.evidence) for row in plan.targets] == [expected]
    assert log.left == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("**Gap resolution:** A recap on a clock of 7 hours.", [("Modulo", "A recap on a clock of 7 hours.")]),
        ("**Gap resolution:** No gaps. All is known.", []),
        ("### Gap Resolution\n\n- **Modulo:** A clock.", [("Modulo", "A clock.")]),
        ("### Gaps\n\n| Concept | Gap Size | Action |\n|---|---|---|\n| Modulo | Small | A clock. |", [("Modulo", "A clock.")]),
    ],
)  # fmt: skip
def test_forms_of_gap_resolutions(text: str, rows: list[tuple[str, str]]) -> None:
    table = "| Concept | Required Depth | Actual Depth | Source | Status | Reasoning |\n|---|---|---|---|---|---|\n"
    plan, _ = read(
        f"# X\n\n### Prerequisites\n\n{table}| Modulo | DEVELOPED | INTRODUCED | clock | GAP | why |\n\n{text}\n"
    )
    assert [(gap.gap, gap.resolution) for gap in plan.gaps] == rows


def test_a_document_without_any_heading_goes_to_the_notes_whole() -> None:
    plan, log = read("# Plain\n\nOne paragraph.\n\nAnother.\n")
    assert plan.header.title == "Plain"
    assert " ".join(one.text for one in log.left) == "One paragraph.\n\nAnother."


RECORD = """# Lesson: Arrays

**Status:** Built (retroactive record)

## Phase 3: Design

### Scope Boundaries

- Cells by number
- No linked lists

## What Was Actually Built

1. **Header + Objective** — A row of lockers
2. **Cells by Number** — Reading one

### Mental Models Established
- **Lockers** — numbered

### Components Used
- Row
"""


def test_a_record_after_the_fact() -> None:
    plan, log = read(RECORD, "arrays")
    assert plan.header.is_record
    assert (plan.covers, [row.text for row in plan.excludes]) == (("Cells by number",), ["No linked lists"])
    assert [(section.kind, section.title) for section in plan.outline] == [
        ("context", "Header + Objective"),
        ("", "Cells by Number"),
    ]
    assert plan.analogies_establish == ("**Lockers** — numbered",)
    assert [(one.heading, one.text) for one in log.left] == [("Components Used", "- Row")]
    assert not lost(RECORD)


REVISED = """# Lesson: X

## Phase 3: Design

### Lesson Outline

**1. Recap**
Clocks.

**2. Explain -- Hashing**
Old words.

## Revision -- 2026-03-01

### Revised Section Outline

**1. Recap** (kept as-is)

**2. Explain -- Hash Functions**
New words.
"""


def test_a_revised_outline_counts_and_the_first_one_is_kept() -> None:
    plan, _ = read(REVISED)
    assert [(section.title, section.content) for section in plan.outline] == [
        ("Recap", "(kept as-is)\n\nClocks."),
        ("Hash Functions", "New words."),
    ]
    assert [(one.heading, one.text) for one in plan.revisions] == [
        ("", "Revision -- 2026-03-01"),
        ("Lesson Outline before its revision: 2. Hashing", "Old words."),
    ]


def test_a_revision_without_an_outline_is_kept_whole() -> None:
    text = "# Lesson: X\n\n## Revision — 2026-03-01\n\n### What changed\n\nThe clock comes first.\n"
    plan, log = read(text)
    assert [(one.heading, one.text) for one in plan.revisions] == [
        ("Revision — 2026-03-01", "### What changed\n\nThe clock comes first.")
    ]
    assert log.left == []


def test_a_table_is_known_by_its_columns_under_any_heading() -> None:
    plan, log = read(
        "# Lesson: X\n\n## Some Heading\n\nBefore it.\n\n"
        "| Example | Type | Purpose |\n|---|---|---|\n| Coats | Positive | Show it |\n\nAfter it.\n"
    )
    assert [(row.what, row.type) for row in plan.examples] == [("Coats", "Positive")]
    assert [(one.heading, one.text) for one in log.left] == [("Some Heading", "Before it.\n\nAfter it.")]
