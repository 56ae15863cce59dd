"""A fault of one value hides no fault of another, and what is listed under another is told where it is asked for."""

from pathlib import Path

import pytest

from lesson_pipeline.testing import check_folder
from tests.small import concepts, found, lesson, record, small

ONE = 'outline: [{id: a, kind: explain, title: 7, content: "about q"}]  # <- SCH003\n'
TWO = "prerequisites: [{concept: q, requires: introduced}]  # <- PRE003\n"


def test_a_waived_fault_of_shape_takes_nothing_along(tmp_path: Path) -> None:
    waived = ONE.replace("  # <- SCH003", "") + "waivers: [{code: SCH003, at: /outline/0/title, reason: later}]\n"
    found(tmp_path, "PRE003", lesson("one", waived), lesson("two", TWO))


@pytest.mark.parametrize(
    "spoilt",
    [
        ONE,
        'notes: [{heading: h, text: "q is not here", foo: 1}]  # <- SCH003\n',
        "misconceptions: [{id: m, concept: q, belief: B, negative_example: N, foo: 1}]  # <- SCH003\n",
        "narrative: about q\nnarrative: about q  # <- SCH002\n",
    ],
    ids=["title", "note", "misconception", "narrative twice"],
)
def test_words_where_nothing_is_taught_explain_nothing(tmp_path: Path, spoilt: str) -> None:
    found(tmp_path, "PRE003", lesson("one", spoilt), lesson("two", TWO))


def test_a_file_asked_for_shows_what_hides_its_faults(tmp_path: Path) -> None:
    torn = "outline: [{id: a, kind: explain, teaches: {concept: q, depth: introduced}}]\n"
    small(lesson("one", torn), lesson("two", TWO)).write(tmp_path)
    report = check_folder(tmp_path, ["SCH003", "PRE003"]).limited_to(["planning/basics/two.yaml"])
    assert [item.code for item in report.diagnostics] == ["SCH003"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("gaps: [{concept: q, size: small, resolution: , in: [a]}]  # <- PRE005\n", "PRE005"),
        ("misconceptions: [{id: m, belief: B, negative_example: , in: [a]}]  # <- MIS002\n", "MIS002"),
    ],
)
def test_an_empty_value_is_one_fault_with_one_code(tmp_path: Path, body: str, code: str) -> None:
    outline = "outline: [{id: a, kind: explain, teaches: [{concept: q, depth: introduced}]}]\n"
    found(tmp_path, code, lesson("one", body + outline))


WHOLE = concepts("w: {name: W, parts: [p, q]}\np: {name: P}\nq: {name: Q}\n")


def test_a_whole_is_told_by_the_part_that_lags(tmp_path: Path) -> None:
    body = "prerequisites: [{concept: w, requires: developed}]  # <- PRE003\n"
    [fault] = found(tmp_path, "PRE003", WHOLE, record("r", "p developed", "q introduced"), lesson("a", body))
    assert "introduced, as its part `q`: introduced in 1.1.1 r" in fault.message


def test_teaching_a_part_is_not_teaching_the_whole(tmp_path: Path) -> None:
    body = """
outline:
  - {id: s, kind: explain, uses: [w], teaches: [{concept: p, depth: introduced}]}  # <- SEQ003
"""
    found(tmp_path, "SEQ003", WHOLE, lesson("a", body))


def test_a_gap_in_one_part_is_not_a_gap_in_all(tmp_path: Path) -> None:
    body = """
prerequisites: [{concept: w, requires: introduced}]  # <- PRE003
gaps: [{concept: p, size: small, resolution: R, in: [s]}]
outline: [{id: s, kind: recap, teaches: [{concept: p, depth: introduced}]}]
"""
    found(tmp_path, "PRE003", WHOLE, lesson("a", body))
