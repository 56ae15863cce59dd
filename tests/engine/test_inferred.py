"""On what an importer guessed, rules are less certain: an error becomes a warning."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.testing import check_folder
from tests.small import lesson, record, small

BODY = """
prerequisites:
  - {concept: loop, requires: introduced}
outline:
  - id: c
    kind: check
    questions:
      - {id: q0, prompt: What?, tests: [{concept: list}]}
      - {id: q1, prompt: What?, tests: [{concept: dict}]}
"""
LIST = "/outline/0/questions/0/tests/0/concept"


def checked(root: Path, *pointers: str) -> dict[str, Diagnostic]:
    listed = ", ".join(f'"{pointer}"' for pointer in pointers)
    small(lesson("a", f"{BODY}inferred: [{listed}]\n")).write(root)
    return {item.pointer: item for item in check_folder(root, ["SEQ001", "PRE003", "SCH003"]).diagnostics}


@pytest.mark.parametrize(
    ("pointer", "lowered"),
    [
        (LIST, True),
        ("/outline/0/questions/0/tests", True),
        ("/outline/0/questions/0", True),
        ("/outline", True),
        ("", True),
        ("/outline/0/questions/1", False),
        ("/outline/0/questions/0/tests/0/depth", False),
        (f"{LIST}/0", False),
        ("/out", False),
        ("/prerequisites", False),
    ],
)
def test_only_at_or_below_the_guess_is_the_error_lowered(tmp_path: Path, pointer: str, lowered: bool) -> None:
    found = checked(tmp_path, pointer)[LIST]
    assert found.severity is (Severity.WARNING if lowered else Severity.ERROR)
    assert ("an importer guessed this value" in found.help) is lowered


def test_every_guess_counts(tmp_path: Path) -> None:
    found = checked(tmp_path, "/outline/0/questions/1/tests", "/prerequisites/0/requires")
    assert {item.severity for pointer, item in found.items() if pointer != LIST} == {Severity.WARNING}
    assert found[LIST].severity is Severity.ERROR


def test_a_guess_in_another_plan_changes_nothing_here(tmp_path: Path) -> None:
    guessing = lesson("b", 'inferred: [""]\n')
    small(lesson("a", BODY), guessing).write(tmp_path)
    assert {item.severity for item in check_folder(tmp_path, ["SEQ001"]).diagnostics} == {Severity.ERROR}


def test_warnings_and_notes_stay_what_they_are(tmp_path: Path) -> None:
    body = """
prerequisites: [{concept: loop, requires: introduced}]
student_state: {knows: [{concept: loop, depth: developed}]}
outline: [{id: s, kind: explain}]
inferred: ["/student_state", "/prerequisites"]
"""
    small(record("a", "loop introduced"), lesson("b", body)).write(tmp_path)
    found = check_folder(tmp_path, ["PRE001", "PRE007"]).diagnostics
    assert {(item.code, item.severity) for item in found} == {("PRE001", Severity.WARNING), ("PRE007", Severity.INFO)}
    assert not any("importer" in item.help for item in found)


def test_a_sure_error_stands_before_a_lowered_one_of_the_same_cause(tmp_path: Path) -> None:
    body = """
outline:
  - id: c
    kind: check
    questions:
      - {id: q0, prompt: What?, tests: [{concept: loop}]}
      - {id: q1, prompt: What?, tests: [{concept: loop}]}
inferred: ["/outline/0/questions/0"]
"""
    small(lesson("a", body)).write(tmp_path)
    [found] = check_folder(tmp_path, ["SEQ001"]).diagnostics
    assert found.severity is Severity.ERROR
    assert found.pointer == "/outline/0/questions/1/tests/0/concept"


def test_a_fault_in_the_shape_is_certain(tmp_path: Path) -> None:
    small(lesson("a", 'colour: red\ninferred: ["/colour"]\n')).write(tmp_path)
    [found] = check_folder(tmp_path, ["SCH003"]).diagnostics
    assert found.severity is Severity.ERROR


ORDER = """
outline:
  - id: c
    kind: check
    questions: [{id: q0, prompt: What is a list?, tests: [{concept: list}]}]
  - {id: e, kind: explain, teaches: [{concept: list, depth: introduced}]}
"""


@pytest.mark.parametrize(("pointer", "lowered"), [("/outline/1/teaches", True), ("/outline/1/uses", False)])
def test_a_fault_is_lowered_where_what_explains_it_was_guessed(tmp_path: Path, pointer: str, lowered: bool) -> None:
    small(lesson("a", f'{ORDER}inferred: ["{pointer}"]\n')).write(tmp_path)
    found = check_folder(tmp_path, ["SEQ001", "SEQ002"]).diagnostics
    assert {item.severity for item in found} == {Severity.WARNING if lowered else Severity.ERROR}
    assert all(("guessed what it is compared with" in item.help) is lowered for item in found)
