"""One cause, one diagnostic: what follows from a reported fault is listed under it."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.testing import check_folder
from tests.small import concepts, found, lesson, record, small

UNTAUGHT = """
prerequisites:
  - {concept: loop, requires: introduced, status: ok}
outline:
  - {id: s, kind: explain, uses: [loop]}
  - id: c
    kind: check
    scenario: About a loop.
    questions:
      - {id: q1, prompt: "A loop?", tests: [{concept: loop}]}
      - {id: q2, prompt: "A loop?"}
"""


@pytest.mark.parametrize(
    ("mark", "codes", "line"),
    [
        ("PRE003", "PRE003 PRE004 SEQ001 SEQ002 SEQ003", "requires: introduced, status: ok}"),
        ("SEQ001", "PRE004 SEQ001 SEQ002 SEQ003", "tests: [{concept: loop}]}"),
        ("SEQ003", "PRE004 SEQ002 SEQ003", "uses: [loop]}"),
        ("SEQ002", "PRE004 SEQ002", 'prompt: "A loop?"}'),
    ],
)
def test_the_fault_nearest_to_the_cause_stands_for_all(tmp_path: Path, mark: str, codes: str, line: str) -> None:
    body = UNTAUGHT.replace(line, f"{line}  # <- {mark}")
    [fault] = found(tmp_path, codes, lesson("a", body))
    followers = {related.message.split()[0] for related in fault.related}
    assert followers == set(codes.split()) - {mark}
    assert all(related.message.endswith("here follows from it") for related in fault.related)


def test_an_error_stands_before_a_warning_whatever_its_code(tmp_path: Path) -> None:
    body = """
outline:
  - {id: s, kind: explain}
  - {id: c, kind: check, questions: [{id: q1, prompt: "A loop?"}]}  # <- SEQ002
  - {id: t, kind: explain, teaches: [{concept: loop, depth: introduced}]}
student_state: {knows: [{concept: loop, depth: introduced}]}  # <- PRE001
"""
    first, second = found(tmp_path, "SEQ002 PRE001", lesson("a", body))
    assert (first.severity, second.severity) == (Severity.ERROR, Severity.WARNING)


def test_the_same_cause_in_another_lesson_is_another_fault(tmp_path: Path) -> None:
    body = "outline: [{id: s, kind: explain, uses: [loop]}]  # <- SEQ003\n"
    found(tmp_path, "SEQ003", lesson("a", body), lesson("b", body))


def test_another_concept_is_another_cause(tmp_path: Path) -> None:
    body = """
outline:
  - {id: s, kind: explain, uses: [loop]}  # <- SEQ003
  - {id: t, kind: explain, uses: [list]}  # <- SEQ003
"""
    found(tmp_path, "SEQ003", lesson("a", body))


def test_what_rests_on_an_unknown_concept_follows_from_its_being_unknown(tmp_path: Path) -> None:
    body = """
student_state: {knows: [{concept: zigzag, depth: introduced}]}  # <- SCH004
prerequisites: [{concept: zigzag, requires: introduced}]
outline:
  - {id: s, kind: explain, uses: [zigzag], teaches: [{concept: quux, depth: developed}]}  # <- SCH004
  - {id: c, kind: check, questions: [{id: q, prompt: What?, tests: [{concept: zigzag}, {concept: loop}]}]}  # <- SEQ001
"""
    codes = "SCH004 PRE001 PRE003 SEQ001 SEQ003 SEQ009 SEQ010 EXA004"
    zigzag, quux, loop = found(tmp_path, codes, concepts("loop: {name: Loop}"), lesson("a", body))
    assert {related.message.split()[0] for related in zigzag.related} == {
        "named",
        "PRE001",
        "PRE003",
        "SEQ001",
        "SEQ003",
    }
    assert {related.message.split()[0] for related in quux.related} == {"SEQ009", "SEQ010", "EXA004"}
    assert "`loop`" in loop.message


def test_a_concept_that_is_unknown_in_one_file_excuses_nothing_in_another(tmp_path: Path) -> None:
    unknown = lesson("a", "connections: [{concept: list}]  # <- SCH004\n")
    using = lesson("b", "outline: [{id: s, kind: explain, uses: [loop]}]  # <- SEQ003\n")
    found(tmp_path, "SCH004 SEQ003", concepts("loop: {name: Loop}"), unknown, using)


def test_no_more_followers_are_listed_than_one_can_read(tmp_path: Path) -> None:
    rows = "".join(f"  - {{id: s{number}, kind: explain, uses: [loop]}}\n" for number in range(100))
    small(lesson("a", "outline:\n" + rows)).write(tmp_path)
    [fault] = check_folder(tmp_path, ["SEQ003"]).diagnostics
    assert fault.pointer == "/outline/0/uses/0"
    assert 5 <= len(fault.related) <= 20


def test_what_stands_at_a_fault_of_shape_is_not_judged_again(tmp_path: Path) -> None:
    body = "student_state: {knows: [{concept: loop, depth: Introduced}]}  # <- SCH003\n"
    found(tmp_path, "PRE001", lesson("a", body), record("b", "loop introduced"))
