"""Where findings point, before and after edits."""

from pathlib import Path

import pytest

from lesson_pipeline.model.rounds import Location
from lesson_pipeline.reviews.places import Found, names_a_place, resolve
from tests.small import file, lesson, open_small

PLAN = """
misconceptions: [{id: two-timers, belief: There are two., in: [hook]}]
outline:
  - id: hook
    kind: hook
    content: The timer counts down.
    parts: [{id: ring, title: The ring, content: It rings at zero.}]
  - id: check-1
    kind: check
    questions: [{id: q1, prompt: How often does it ring?, answer: Once.}]
"""
PAGE = """---
lesson: loops
---

## A timer {#hook}

The timer counts down from three, one tick
after the other, until nothing is left.

:::{misconception} two-timers
There are two.
:::

::::{check} check-1
:::{question} q1
How often does it ring?
:::
::::
"""


def look(root: Path, page: str = PAGE, **place: str) -> Found | None:
    blocks = [lesson("loops", PLAN), *([file("lessons/loops.md", page)] if page else [])]
    loaded = open_small(root, *blocks)
    curriculum = loaded.curriculum
    return resolve(Location((), **place), curriculum.plans["loops"], curriculum.pages.get("loops"))


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ({"section": "hook"}, 5),
        ({"section": "check-1"}, 14),
        ({"section": "check-1", "question": "q1"}, 15),
        ({"element": "two-timers"}, 10),
        ({"block": "two-timers"}, 10),
    ],
)
def test_ids_lead_to_the_page(tmp_path: Path, place: dict[str, str], line: int) -> None:
    found = look(tmp_path, **place)
    assert found is not None and found.at.span is not None
    assert (found.at.file, found.at.span.line, found.how) == ("lessons/loops.md", line, "id")


def test_without_a_page_ids_lead_to_the_plan(tmp_path: Path) -> None:
    found = look(tmp_path, page="", section="check-1", question="q1")
    assert found is not None
    assert found.at.path == ("outline", 1, "questions", 0, "id")


@pytest.mark.parametrize(
    ("quote", "how"),
    [
        ("counts down from three", "quote"),
        ("one tick after the other, until nothing", "folded"),
        ("The timer counts backwards from three, one tick", "fuzzy"),
        ("The kettle sings before the tea is ready", None),
    ],
)
def test_a_quotation_is_found_again(tmp_path: Path, quote: str, how: str | None) -> None:
    found = look(tmp_path, section="hook", quote=quote)
    assert (found.how if found else None) == how
    if found:
        assert found.at.span is not None
        assert found.at.span.line in (7, 8)


def test_a_quotation_that_moved_to_another_section_is_found_there(tmp_path: Path) -> None:
    found = look(tmp_path, section="gone", quote="How often does it ring?")
    assert found is not None and found.at.span is not None
    assert found.at.span.line == 16


@pytest.mark.parametrize(
    "place", [{"section": "nowhere"}, {"section": "check-1", "question": "q9"}, {"element": "three-timers"}]
)
def test_ids_that_lead_nowhere_lead_nowhere(tmp_path: Path, place: dict[str, str]) -> None:
    assert look(tmp_path, **place) is None


def test_the_reviewers_own_words_name_no_place() -> None:
    assert not names_a_place(Location((), text="somewhere near the middle"))
    assert names_a_place(Location((), quote="x"))
