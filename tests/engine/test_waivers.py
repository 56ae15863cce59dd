"""Waivers: what they set aside, what they leave, and what is said of those that do nothing."""

from pathlib import Path

import pytest

from lesson_pipeline.engine.check import Report
from lesson_pipeline.testing import check_folder
from tests.small import concepts, course, file, found, lesson, record, small, told

PROMPTS = """
outline:
  - id: check-1
    kind: check
    questions:
      - {id: q0, prompt: "A loop?"}
      - {id: q1, prompt: "A loop?", answer: "A list."}
  - {id: check-2, kind: check, scenario: "A loop.", questions: [{id: q2, prompt: So?}]}
"""
CONCEPTS = concepts("loop: {name: Loop}\nlist: {name: List}")
ALL = [
    "/outline/0/questions/0/prompt",
    "/outline/0/questions/1/prompt",
    "/outline/0/questions/1/answer",
    "/outline/1/scenario",
]


def waive(*rows: str) -> str:
    return "waivers:\n" + "".join(f"  - {{{row}}}\n" for row in rows)


def checked(root: Path, *blocks: str, codes: str = "") -> Report:
    small(*blocks).write(root)
    return check_folder(root, codes.split() or None)


@pytest.mark.parametrize("at", ["at: outline/0", "at: 3", "pointer: /outline/1", "at: null"])
def test_a_row_that_cannot_be_read_waives_nothing(tmp_path: Path, at: str) -> None:
    row = f"code: SEQ002, {at}, reason: Everyday words."
    report = checked(tmp_path, CONCEPTS, lesson("a", PROMPTS + waive(row)), codes="SEQ002 SCH003 SCH011")
    assert report.waived == ()
    assert {item.code for item in report.diagnostics} == {"SCH003", "SEQ002"}


@pytest.mark.parametrize(
    ("at", "waived"),
    [
        ("/outline/0/questions/1/prompt", ALL[1:2]),
        ("/outline/0/questions/1", ALL[1:3]),
        ("/outline/0", ALL[:3]),
        ("/outline", ALL),
        ("", ALL),
        ("/outline/2", []),
        ("/outline/0/questions/1/prom", []),
        ("/outline/1/scenario/0", []),
    ],
)
def test_a_waiver_covers_its_place_and_what_stands_in_it(tmp_path: Path, at: str, waived: list[str]) -> None:
    row = f'code: SEQ002, at: "{at}", reason: Everyday words.'
    # each text of its own concept, so that no fault is listed under another
    body = PROMPTS.replace('q0, prompt: "A loop', 'q0, prompt: "A dict').replace(
        'scenario: "A loop', 'scenario: "A tuple'
    )
    names = concepts("loop: {name: Loop}\nlist: {name: List}\ndict: {name: Dict}\ntuple: {name: Tuple}")
    report = checked(tmp_path, names, lesson("a", body + waive(row)), codes="SEQ002")
    assert [item.pointer for item in report.waived] == waived
    assert {item.reason for item in report.waived} <= {"Everyday words."}
    assert {item.pointer for item in report.diagnostics} == set(ALL) - set(waived)


def test_without_a_place_the_whole_file_is_covered(tmp_path: Path) -> None:
    report = checked(
        tmp_path, CONCEPTS, lesson("a", PROMPTS + waive("code: SEQ002, reason: So.")), codes="SEQ002 SCH011"
    )
    assert report.diagnostics == ()
    assert len(report.waived) == 4


def test_a_place_that_begins_alike_is_another_place(tmp_path: Path) -> None:
    questions = "".join(f"      - {{id: q{number}, prompt: So?}}\n" for number in range(1, 10))
    body = f"""outline:
  - id: c
    kind: check
    questions:
      - {{id: q0, prompt: So?}}
{questions}      - {{id: q10, prompt: "A loop?"}}  # <- SEQ002
waivers:
  - {{code: SEQ002, at: /outline/0/questions/1, reason: So.}}  # <- SCH011
"""
    found(tmp_path, "SEQ002", CONCEPTS, lesson("a", body))


def test_another_file_is_not_covered(tmp_path: Path) -> None:
    body = 'outline: [{id: c, kind: check, questions: [{id: q, prompt: "A loop?"}]}]  # <- SEQ002\n'
    waiver = "waivers: [{code: SEQ002, reason: So.}]  # <- SCH011\n"
    found(tmp_path, "SEQ002", CONCEPTS, lesson("a", body), lesson("b", waiver))


def test_a_waiver_covers_its_code_alone(tmp_path: Path) -> None:
    body = """
outline:
  - {id: c, kind: check, questions: [{id: q, prompt: What?, tests: [{concept: loop}]}]}  # <- SEQ001
waivers:
  - {code: SEQ004, reason: So.}  # <- SCH011
"""
    found(tmp_path, "SEQ001 SEQ004", lesson("a", body))


TWO_TESTS = """
outline:
  - id: c
    kind: check
    questions:
      - {id: q0, prompt: What?, tests: [{concept: loop}]}
      - {id: q1, prompt: What?, tests: [{concept: loop}]}  # <- SEQ001
waivers:
  - {code: SEQ001, at: /outline/0/questions/0, reason: It is meant to be hard.}
"""


def test_what_is_waived_at_one_place_still_counts_at_another(tmp_path: Path) -> None:
    found(tmp_path, "SEQ001", lesson("a", TWO_TESTS))


def test_a_waiver_of_what_is_listed_under_another_fault_is_not_idle(tmp_path: Path) -> None:
    body = """
outline:
  - id: c
    kind: check
    questions:
      - {id: q0, prompt: What?, tests: [{concept: loop}]}  # <- SEQ001
      - {id: q1, prompt: "A loop?"}
waivers:
  - {code: SEQ002, at: /outline/0/questions/1, reason: An everyday word here.}
"""
    found(tmp_path, "SEQ001 SEQ002", lesson("a", body))


@pytest.mark.parametrize("reason", ["", ', reason: ""', ', reason: "  "'])
def test_a_waiver_without_reason_waives_nothing(tmp_path: Path, reason: str) -> None:
    body = f"""
outline:
  - {{id: c, kind: check, questions: [{{id: q, prompt: What?, tests: [{{concept: loop}}]}}]}}  # <- SEQ001
waivers:
  - {{code: SEQ001{reason}}}  # <- SCH014
"""
    found(tmp_path, "SEQ001", lesson("a", body))


@pytest.mark.parametrize(
    ("code", "help"),
    [("SEQ022", "did you mean SEQ002?"), ("XYZ999", "`lesson-pipeline rules` lists the codes")],
)
def test_a_code_that_no_rule_bears_is_guessed(tmp_path: Path, code: str, help: str) -> None:
    waiver = f"waivers: [{{code: {code}, reason: So.}}]  # <- SCH011\n"
    [fault] = found(tmp_path, "SCH011", lesson("a", waiver))
    assert fault.help == help
    assert fault.pointer == "/waivers/0/code"


def test_an_idle_waiver_says_where_nothing_is(tmp_path: Path) -> None:
    body = """
outline: [{id: s, kind: explain}]
waivers:
  - {code: SEQ001, at: /outline/0, reason: So.}  # <- SCH011
  - {code: SEQ001, reason: So.}  # <- SCH011
"""
    here, anywhere = found(tmp_path, "SCH011 SEQ001", lesson("a", body))
    assert "at /outline/0" in here.message
    assert "in this file" in anywhere.message


def test_a_waiver_is_idle_only_if_its_rule_ran(tmp_path: Path) -> None:
    blocks = lesson("a", waive("code: SEQ001, reason: So.", "code: SEQ008, reason: So."))
    assert told(checked(tmp_path, blocks, codes="SCH011").diagnostics) == ""
    assert [item.pointer for item in check_folder(tmp_path, ["SCH011", "SEQ008"]).diagnostics] == ["/waivers/1/code"]


def test_where_waivers_are_not_looked_at_they_waive_all_the_same(tmp_path: Path) -> None:
    report = checked(tmp_path, lesson("a", TWO_TESTS), codes="SEQ001")
    assert [item.pointer for item in report.waived] == ["/outline/0/questions/0/tests/0/concept"]


@pytest.mark.parametrize("status", ["retired", "planned"])
def test_a_lesson_that_is_not_taught_is_not_judged_for_its_waivers(tmp_path: Path, status: str) -> None:
    mark = "" if status == "retired" else "  # <- SCH009"
    stray = lesson("stray", waive("code: SEQ001, reason: So."), status=status).replace(
        "lesson: stray", f"lesson: stray{mark}"
    )
    found(tmp_path, "SEQ001", course("a"), lesson("a"), stray)


def test_what_rules_on_the_course_say_of_an_untaught_lesson_is_judged(tmp_path: Path) -> None:
    body = "waivers: [{code: SCH007, reason: So.}]  # <- SCH011\n"
    found(tmp_path, "SCH011", course("a"), lesson("a"), lesson("old", body, status="retired"))


def test_an_idle_waiver_of_the_course_is_reported_there(tmp_path: Path) -> None:
    idle = course("a", "waivers: [{code: SCH010, reason: So.}]  # <- SCH011\n")
    found(tmp_path, "SCH011", idle, lesson("a"))


def test_a_broken_file_is_not_judged_for_its_waivers(tmp_path: Path) -> None:
    body = "waivers:\n  - {code: SEQ009, reason: So.}\noutline:\n  - {id: s, kind: explain\n"
    report = checked(tmp_path, lesson("a", body))
    assert [item.code for item in report.diagnostics] == ["SCH001"]


def test_the_course_waives_in_its_own_file(tmp_path: Path) -> None:
    listed = course("a, gone", "waivers: [{code: SCH010, at: /series/0, reason: It is being written.}]\n")
    report = checked(tmp_path, listed, lesson("a"))
    assert report.diagnostics == ()
    assert [(item.code, item.path) for item in report.waived] == [("SCH010", "planning/course.yaml")]


def test_the_registry_waives_in_its_own_file(tmp_path: Path) -> None:
    registry = file(
        "planning/concepts.yaml",
        """
        concepts:
          list-index: {name: List index, terms: [index]}
          loop-counter: {name: Loop counter, terms: [index]}
        waivers: [{code: SCH013, at: /concepts/loop-counter, reason: Context tells.}]
        """,
    )
    report = checked(tmp_path, registry, lesson("a"))
    assert report.diagnostics == ()
    assert [item.code for item in report.waived] == ["SCH013"]


@pytest.mark.parametrize(
    ("code", "rest"),
    [
        ("SCH001", "target: &anchor Say it.\n"),
        ("SCH002", "target: Say it.\ntarget: Say it again.\n"),
        ("SCH011", "load: {notes: None.}\n"),
        ("SCH014", "load: {notes: None.}\n"),
    ],
)
def test_some_faults_cannot_be_waived(tmp_path: Path, code: str, rest: str) -> None:
    idle = "  - {code: SEQ001, reason: So.}\n  - {code: SEQ001}\n"
    body = f"{rest}waivers:\n  - {{code: {code}, reason: I would rather not know.}}\n{idle}"
    report = checked(tmp_path, lesson("a", body))
    assert code in {item.code for item in report.diagnostics}
    assert report.waived == ()


def test_a_shape_can_be_waived(tmp_path: Path) -> None:
    body = "colour: red\nwaivers: [{code: SCH003, at: /colour, reason: Our web site reads it.}]\n"
    report = checked(tmp_path, lesson("a", body))
    assert report.diagnostics == ()
    assert [item.code for item in report.waived] == ["SCH003"]


def test_one_of_several_shapes_can_be_waived(tmp_path: Path) -> None:
    body = "colour: red\nflavour: sweet\nwaivers: [{code: SCH003, at: /flavour, reason: Our web site reads it.}]\n"
    report = checked(tmp_path, lesson("a", body), codes="SCH003 SCH011")
    assert [item.pointer for item in report.diagnostics] == ["/colour"]
    assert [item.pointer for item in report.waived] == ["/flavour"]


def test_a_waiver_of_the_wrong_shape_is_a_fault_of_shape_alone(tmp_path: Path) -> None:
    report = checked(tmp_path, lesson("a", "waivers: [{code: seq001, reason: So.}, {reason: So.}, So.]\n"))
    assert {item.code for item in report.diagnostics} == {"SCH003"}


def test_waived_faults_are_kept_in_order_of_place(tmp_path: Path) -> None:
    body = PROMPTS + waive("code: SEQ002, reason: So.")
    report = checked(tmp_path, CONCEPTS, record("z", "dict introduced"), lesson("b", body), lesson("a", body))
    assert list(report.waived) == sorted(report.waived)
    assert {item.path for item in report.waived} == {"planning/basics/a.yaml", "planning/basics/b.yaml"}
