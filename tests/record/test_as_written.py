"""A section that the lesson as written lacks has taught nobody anything."""

from pathlib import Path

import pytest

from lesson_pipeline.testing import Example, check_folder, places

FILES = {
    "planning/basics/loops.yaml": """lesson: loops
title: Loops
status: built
outline:
  - {id: explain-while, kind: explain, teaches: [{concept: while-loop, depth: introduced}]}
  - {id: explain-for, kind: explain, teaches: [{concept: for-loop, depth: introduced}], uses: [while-loop]}
""",
    "planning/basics/sums.yaml": """lesson: sums
title: Sums
status: built
prerequisites:
  - {concept: for-loop, requires: introduced}
  - {concept: while-loop, requires: introduced}  # <- PRE003
outline:
  - {id: explain-sums, kind: explain, uses: [for-loop, while-loop]}
""",
}


def example(page: str) -> Example:
    return Example("lessons", {**FILES, "lessons/loops.md": page})


def test_a_section_that_the_page_lacks_does_not_count(tmp_path: Path) -> None:
    lesson = example("# Loops\n\n## For {#explain-for}\n\n```\n## While {#explain-while}\n```\n")
    lesson.write(tmp_path)
    found = check_folder(tmp_path, ["PRE003", "SEQ003"]).diagnostics
    assert places(found) == lesson.marks()
    assert "lessons/loops.md has no section `explain-while`" in found[0].message


@pytest.mark.parametrize(
    "page",
    [
        "## While {#explain-while}\n\n## For {#explain-for}\n",
        ":::{card} explain-while\ntext\n:::\n\n## For {#explain-for}\n",
        "## While\n\n## For\n",
    ],
    ids=["by heading", "by block", "no ids at all: nothing is known of the page's sections"],
)
def test_what_the_page_holds_counts(tmp_path: Path, page: str) -> None:
    example(page).write(tmp_path)
    assert check_folder(tmp_path, ["PRE003", "SEQ003"]).diagnostics == ()
