"""Pages, review rounds and waivers: what the rules on plans need of them."""

from typing import Any

import pytest

from lesson_pipeline.model.page import build_page
from lesson_pipeline.model.rounds import build_round
from lesson_pipeline.model.waivers import build_waivers


def test_a_page_goes_by_its_file_and_says_what_it_declares() -> None:
    data = {
        "lesson": "while-loops",
        "title": "Loops",
        "deviations": [{"element": "timer", "reason": "One is enough."}, None],
    }
    page = build_page("lessons/loops.md", data, frozenset({"hook"}))
    assert (page.slug, page.declared, page.title, page.ids) == ("loops", "while-loops", "Loops", frozenset({"hook"}))
    [deviation] = page.deviations
    assert (deviation.element, deviation.reason, deviation.path) == ("timer", "One is enough.", ("deviations", 0))


def test_a_round_says_what_its_file_says_and_where_it_stands() -> None:
    data = {"lesson": "loops", "round": 2, "findings": [{"id": "too-early"}, None, {"title": "No id"}]}
    built = build_round("reviews/lists/round-3.yaml", data)
    assert (built.lesson, built.number, built.folder, built.stem) == ("loops", 2, "lists", "round-3")
    assert [(finding.id, finding.path) for finding in built.findings] == [
        ("too-early", ("findings", 0)),
        ("", ("findings", 2)),
    ]


@pytest.mark.parametrize("data", [None, [], "text", {}])
def test_pages_and_rounds_of_nothing_are_empty(data: Any) -> None:
    assert build_page("lessons/loops.md", data, frozenset()).deviations == ()
    assert build_round("reviews/loops/round-1.yaml", data).number is None
    assert build_waivers("planning/basics/loops.yaml", data) == ()


def test_waivers_know_their_place_and_trim_their_reason() -> None:
    data = {
        "waivers": [{"code": "SEQ001", "at": "/outline", "reason": "  So.  "}, None, {"code": "SEQ002", "reason": None}]
    }
    first, second = build_waivers("planning/basics/loops.yaml", data)
    assert (first.code, first.pointer, first.reason, first.at.path) == ("SEQ001", "/outline", "So.", ("waivers", 0))
    assert (second.pointer, second.reason, second.at.path) == ("", "", ("waivers", 2))
