"""Digests of meaning: what a reviewer would call the same lesson has the same, what a student would notice has not."""

from pathlib import Path

import pytest

from lesson_pipeline.model.rounds import Reviewed
from lesson_pipeline.record.state import build_record
from lesson_pipeline.reviews.digests import Changed, changed_since, reviewed_state
from tests.small import file, lesson, open_small, record

PLAN = """
type: build
prerequisites: [{concept: variable, requires: introduced}]
outline:
  - id: hook
    kind: hook
    title: A timer
    uses: [variable]
    content: |
      The timer counts down.
      It rings at zero.
  - id: check-1
    kind: check
    questions: [{id: q1, prompt: How often?, answer: Three times., tests: [{concept: variable}]}]
"""
PAGE = """---
lesson: loops
---

Before any section.

## A timer {#hook}

The timer counts down.
It rings at zero.

::::{check} check-1
:::{question} q1
How often?
:::
::::
"""


def now(root: Path, plan: str = PLAN, page: str = "", before: str = "variable introduced") -> Reviewed:
    blocks = [record("variables", before), lesson("loops", plan, status="built")]
    loaded = open_small(root, *blocks, *([file("lessons/loops.md", page)] if page else []))
    return reviewed_state(loaded.curriculum, build_record(loaded.curriculum), "loops")


def change(root: Path, plan: str = PLAN, page: str = "", before: str = "variable introduced") -> Changed:
    first = now(root / "first", page=PAGE if page else "")
    return changed_since(first, now(root / "then", plan, page, before))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "      The timer counts down.\n      It rings at zero.\n",
            "      The timer counts\n      down. It rings at zero.\n",
        ),
        ("    kind: hook\n    title: A timer\n", "    title: A timer\n    kind: hook\n"),
        ("type: build", "type: stretch"),
        ("prerequisites:", "waivers: [{code: SEQ009, reason: a test}]\nprerequisites:"),
    ],
    ids=["a reflowed paragraph", "another order of keys", "the load", "a waiver"],
)
def test_layout_and_bookkeeping_change_nothing(tmp_path: Path, old: str, new: str) -> None:
    assert old in PLAN
    assert not change(tmp_path, PLAN.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("Three times.", "Four times.", "check-1"),
        ("It rings at zero.", "It rings at one.", "hook"),
        ("tests: [{concept: variable}]", "tests: [{concept: variable, depth: developed}]", "check-1"),
        ("uses: [variable]", "uses: []", "hook"),
    ],
)
def test_a_word_that_the_student_meets_changes_its_section(tmp_path: Path, old: str, new: str, section: str) -> None:
    assert change(tmp_path, PLAN.replace(old, new)).sections == (section,)


def test_a_section_that_came_or_went_has_changed(tmp_path: Path) -> None:
    assert change(tmp_path, f"{PLAN}  - {{id: summarize, kind: summarize}}\n").sections == ("summarize",)
    cut = PLAN[: PLAN.index("  - id: check-1")]
    assert change(tmp_path / "cut", cut).sections == ("check-1",)


@pytest.mark.parametrize(
    ("before", "stale"),
    [("variable developed", False), ("variable mentioned", True), ("loop introduced", True)],
    ids=["deeper than needed", "less than needed", "not at all"],
)
def test_an_earlier_lesson_that_teaches_less_makes_a_pass_stale(tmp_path: Path, before: str, stale: bool) -> None:
    assert change(tmp_path, before=before) == Changed((), stale)


@pytest.mark.parametrize(
    ("old", "new", "sections"),
    [
        ("down.\nIt rings", "down. It\nrings", ()),
        ("It rings at zero.", "It rings at one.", ("hook",)),
        ("How often?", "How often does it ring?", ("check-1",)),
        ("Before any section.", "Long before any section.", ("opening",)),
        (":::{question} q1", ":::{question} q2", ("check-1",)),
        ("## A timer", "<!-- to do -->\n\n## A timer", ()),
    ],
)
def test_the_text_of_the_page_counts(tmp_path: Path, old: str, new: str, sections: tuple[str, ...]) -> None:
    assert old in PAGE
    assert change(tmp_path, page=PAGE.replace(old, new)).sections == sections


def test_what_an_importer_guessed_does_not_count(tmp_path: Path) -> None:
    guessed = f'{PLAN}inferred: ["/outline/0/uses"]\n'
    first = now(tmp_path / "first", guessed)
    assert not changed_since(first, now(tmp_path / "then", guessed.replace("uses: [variable]", "uses: []"))).sections


def test_digests_of_another_form_say_nothing(tmp_path: Path) -> None:
    old = Reviewed({"hook": "v0:abc"}, "v0:def")
    assert not changed_since(old, now(tmp_path))
