"""Pages, review rounds and waivers: what the rules on plans need of them."""

from typing import Any

import pytest

from lesson_pipeline.model.build_rounds import build_round
from lesson_pipeline.model.build_written import build_written
from lesson_pipeline.model.page import build_page
from lesson_pipeline.model.plan import Note
from lesson_pipeline.model.rounds import Finding, Fix, Iteration, Location, Reviewed, RoundNotes, Verified
from lesson_pipeline.model.waivers import build_waivers
from lesson_pipeline.model.written import EMPTY
from tests.schema.examples import ROUND
from tests.source.documents import sound


def test_a_page_goes_by_its_file_and_says_what_it_declares() -> None:
    data = {
        "lesson": "while-loops",
        "title": "Loops",
        "deviations": [{"element": "timer", "reason": "One is enough."}, None],
    }
    page = build_page("lessons/loops.md", data, build_written("## Look first {#hook}\n"))
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


def test_a_round_keeps_every_field_of_its_file() -> None:
    built = build_round("reviews/aliasing/round-2.yaml", sound(ROUND).data)
    assert (built.iteration, built.date, built.reviewer) == (Iteration(1, 3), "2026-05-04", "a sound engineer")
    assert built.of == Reviewed({"hook": "v1:9f2c", "check-1": "v1:77aa"}, "v1:03bd")
    [finding] = built.findings
    path = ("findings", 0)
    assert finding == Finding(
        "ruler-comes-late",
        "improvement",
        path,
        "The ruler comes after it is needed",
        (
            Location((*path, "location", 0), "explain-folding", "the-limit", "folded-ruler", quote="fold the ruler"),
            Location((*path, "location", 1), "check-1", question="q1", element="more-is-better"),
            Location((*path, "location", 2), text="wherever the ruler is"),
        ),
        "The formula stands first.",
        "They learn it by heart.",
        "Swap the two.",
        "SEQ008",
        (Note("", "seen twice"),),
    )
    assert built.fixes == (
        Fix("ruler-comes-late", "fixed", ("fixes", 0), "swapped", date="2026-05-05"),
        Fix("1/wheel-too-fast", "declined", ("fixes", 1), reason="it is the point"),
    )
    assert built.verification == (Verified("1/no-sound", "verified", ("verification", 0), "heard it", "2026-05-04"),)
    notes = RoundNotes(
        ("the wheel",), ("formulas before pictures",), "Nearly there.", (Note("For next time", "try headphones"),)
    )
    assert (built.notes, built.verdict, built.rationale) == (notes, "needs-revision", "One improvement is open.")
    assert built.whole


@pytest.mark.parametrize(
    ("stem", "number", "position"),
    [
        ("round-2", 2, 2),
        ("round-2", 3, 2),
        ("round-12", None, 12),
        ("second", 2, 2),
        ("round-02", 5, 5),
        ("x", None, None),
    ],
)
def test_a_round_has_its_place_by_its_file_s_name(stem: str, number: int | None, position: int | None) -> None:
    assert build_round(f"reviews/loops/{stem}.yaml", {"round": number}).position == position


@pytest.mark.parametrize("data", [None, [], "text", {}])
def test_pages_and_rounds_of_nothing_are_empty(data: Any) -> None:
    assert build_page("lessons/loops.md", data, EMPTY).deviations == ()
    assert build_round("reviews/loops/round-1.yaml", data).number is None
    assert build_waivers("planning/basics/loops.yaml", data) == ()


def test_waivers_know_their_place_and_trim_their_reason() -> None:
    data = {
        "waivers": [{"code": "SEQ001", "at": "/outline", "reason": "  So.  "}, None, {"code": "SEQ002", "reason": None}]
    }
    first, second = build_waivers("planning/basics/loops.yaml", data)
    assert (first.code, first.pointer, first.reason, first.at.path) == ("SEQ001", "/outline", "So.", ("waivers", 0))
    assert (second.pointer, second.reason, second.at.path) == ("", "", ("waivers", 2))
