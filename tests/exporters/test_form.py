"""The form of an exported document: that of planning documents as teams write them, and nothing of ours to be seen."""

import re
from textwrap import dedent
from typing import Any

import pytest
from markdown_it import MarkdownIt

from lesson_pipeline.exporters.markdown.document import planning_document
from lesson_pipeline.importers.markdown.run import import_markdown
from tests.conftest import ROOT
from tests.exporters.full_lesson import CONCEPTS, PLAN, ROUNDS
from tests.exporters.round_trips import lesson_of, read

SEED = ROOT.parent / "shared" / "seed" / "siglip-2-planning-document.md"


def exported(plan: dict[str, Any] | None = None, rounds: list[dict[str, Any]] | None = None) -> str:
    names = {"names": "1.1.1", "boxes": ""}
    return planning_document(lesson_of(plan or PLAN, ROUNDS if rounds is None else rounds, CONCEPTS, names))


def seen(document: str) -> str:
    """A document without its comments, as a reader of the source would like it."""
    return re.sub(r" ?<!-- /?lp.*? ?-->", "", document)


def test_the_parts_stand_under_the_headings_of_planning_documents() -> None:
    headings = re.findall(r"^#{1,4} .*$", seen(exported()), re.MULTILINE)
    assert headings[:17] == [
        "# Lesson: While loops (while-loops) -- Planning Document",
        "## Phase 1: Student State (Orient)",
        "## Phase 2: Analyze",
        "### Target Concept",
        "### Prerequisites Table",
        "### Gap Resolution",
        "### Misconceptions Table",
        "### Examples Planned",
        "## Phase 3: Design",
        "### Narrative Arc",
        "### Modalities Planned",
        "### Cognitive Load Assessment",
        "### Connections to Prior Concepts",
        "### Scope Boundaries",
        "### Lesson Outline",
        "## Checklists",
        "### Prerequisite Audit",
    ]
    assert "## Review — 2026-03-02 (Iteration 1/3)" in headings
    assert "### [CRITICAL] — The hook never ends" in headings
    assert "### Verdict: MAJOR REVISION" in headings
    assert "### Verification of Iteration 1 Fixes" in headings


@pytest.mark.parametrize(
    "lines",
    [
        """\
        | Concept | Depth | Source Lesson | Notes |
        |---------|-------|---------------|-------|
        | Variables (again) | DEVELOPED (as boxes) | Names, boxes | Drawn as boxes. |
        | Condition | NOT TAUGHT | — | |
        """,
        """\
        | Variable (A name for a value.) | DEVELOPED | DEVELOPED | names (1.1.1) | OK | |
        """,
        """\
        | "A loop counts by itself" |  |  | Section 4 (Check 1) |
        """,
        """\
        - **New concepts in this lesson:** 1
          1. Loops and their end
        - **Previous lesson load:** STRETCH
        - **This lesson's load:** BUILD
        """,
        """\
        **Analogies from prior lessons that could be misleading:**
        - The robot that obeys could suggest that it looks up while it works
        """,
        """\
        **3. Explain -- What a loop does**

        Pass by pass.

        **3a. When it looks**

        Before each pass.
        """,
        """\
        **4. Check 1 -- Predict and Verify**

        A loop counts to three.

        Questions:
        - How often does it look? (Four times.)
        - Draw it.
        """,
        """\
        - [x] Every assumed concept listed
        """,
        """\
        ### Summary

        - Critical: 1
        - Improvement: 1
        - Polish: 1
        """,
        """\
        **Location:** The hook, at its end
        **Issue:** The robot goes on.
        **Student impact:** The student waits.
        **Suggested fix:** Stop it.
        """,
        """\
        1. **[CRITICAL] Endless hook.** FULLY RESOLVED. It stops.
        """,
        """\
        **What the robot does well:**
        - The robot
        """,
    ],
    ids=lambda lines: lines.strip().split("\n")[0].strip()[:40],
)
def test_pieces_as_teams_write_them(lines: str) -> None:
    assert dedent(lines).strip("\n") in seen(exported())


def test_nothing_of_ours_is_seen_on_the_page() -> None:
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(exported())
    assert "lp:" not in re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    assert "&lt;!--" not in page
    assert page.count("<table>") == 7


def test_a_text_that_would_be_misread_is_shown_as_it_is_meant() -> None:
    steps = "1. **Draw** it.\n2. **Trace** it."
    outline = [{"id": "practice", "kind": "practice", "title": "Steps", "content": f"## By hand\n\n{steps}"}]
    document = exported({**PLAN, "outline": outline, "inferred": []}, [])
    assert f"<!-- lp -->\n## By hand\n\n{steps}\n<!-- /lp -->" in document


@pytest.mark.skipif(not SEED.is_file(), reason="the document is not here")
def test_the_seed_comes_out_in_the_form_it_came_in(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = import_markdown([SEED], tmp_path_factory.mktemp("import"))
    files = {path: read(text) for path, text in made.texts.items()}
    plan = next(data for path, data in files.items() if path.endswith("/siglip-2.yaml"))
    rounds = [files[f"reviews/siglip-2/round-{number}.yaml"] for number in (1, 2)]
    document = planning_document(lesson_of(plan, rounds, files["planning/concepts.yaml"]["concepts"]))
    ours, theirs = (re.findall(r"^#{2,4} .*$", seen(text), re.MULTILINE) for text in (document, SEED.read_text()))
    assert ours == theirs
    for pattern in (r"^\|", r"^- \[x\]", r"^\*\*\d+\. ", r"^\*\*(?:Location|Issue|Student impact|Suggested fix):\*\*"):
        count = [len(re.findall(pattern, seen(text), re.MULTILINE)) for text in (document, SEED.read_text())]
        assert count[0] == count[1], pattern
