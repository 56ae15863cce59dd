"""Baselines: what counts as known, what as new, what as gone, and what stays when a baseline is renewed."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from lesson_pipeline.config.own import own_rules_of
from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.baseline import check_against, check_and_renew
from lesson_pipeline.engine.check import Report
from lesson_pipeline.engine.fingerprint import KnownFault
from lesson_pipeline.engine.load import load
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.rules.registry import OwnRules, Rule, all_rules, use_own
from lesson_pipeline.source.discover import discover
from lesson_pipeline.source.document import parse_document
from lesson_pipeline.testing import examples
from tests.small import concepts, course, lesson, record, small

PLAN = "planning/basics/b.yaml"
CONCEPTS = concepts("loop: {name: Loop}\nlist: {name: List}\ndict: {name: Dict}\ntuple: {name: Tuple}")
BODY = """
outline:
  - id: hook
    kind: hook
    content: "Nothing in here."
  - id: look
    kind: explain
    uses: [list]
    content: "Now look."
  - id: check-1
    kind: check
    scenario: "You walk along a road, and then there is a Dict that lies there."
    questions:
      - {id: q1, prompt: "What?", tests: [{concept: loop}]}
      - {id: q2, prompt: "So?", tests: [{concept: loop}]}
"""
CODES = "SCH001 SCH002 SCH003 SCH004 SCH011 SEQ001 SEQ002 SEQ003"


def rules(codes: str = CODES) -> dict[str, Rule]:
    return {code: all_rules()[code] for code in codes.split()}


def renewed(
    root: Path, before: Iterable[KnownFault] = (), codes: str = CODES, within: list[str] | None = None
) -> tuple[KnownFault, ...]:
    """What a baseline holds after it was written."""
    _, renewal = check_and_renew(load(discover(root)), rules(codes), Policy(), tuple(before), within)
    return renewal.faults


def against(root: Path, baseline: Iterable[KnownFault], codes: str = CODES) -> Report:
    return check_against(load(discover(root)), rules(codes), Policy(), tuple(baseline))


def told(found: Iterable[Diagnostic | KnownFault]) -> list[str]:
    """Codes, each with the last word of its place."""
    return [f"{item.code} {item.pointer if isinstance(item, Diagnostic) else item.element}".rstrip() for item in found]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A plan that uses, says and tests what nobody teaches: four faults with three causes, two of them alike."""
    small(CONCEPTS, record("a"), lesson("b", BODY)).write(tmp_path)
    return tmp_path


def edit(root: Path, *swaps: tuple[str, str], path: str = PLAN) -> None:
    file = root / path
    text = file.read_text()
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text)


# -- known and new


def test_what_was_written_is_known(root: Path) -> None:
    baseline = renewed(root)
    assert told(baseline) == [
        "SEQ001 outline[check-1]/questions[q1]/tests[loop]/concept",
        "SEQ001 outline[check-1]/questions[q2]/tests[loop]/concept",
        "SEQ002 outline[check-1]/scenario",
        "SEQ003 outline[look]/uses[list]",
    ]
    report = against(root, baseline)
    assert report.diagnostics == report.removable == ()
    assert len(report.baselined) == 4
    assert against(root, ()).baselined == ()


EDITS = {
    "lines above": [("outline:", "# A note.\n\n\nnarrative: |\n  A story\n  of two lines.\noutline:")],
    "a section above": [("  - id: hook", "  - {id: recap, kind: recap}\n  - id: hook")],
    "sections in another order": [
        ("  - id: hook\n    kind: hook\n", "  - id: hook\n    kind: hook\n    title: Still\n"),
        ("  - id: look\n    kind: explain\n    uses: [list]\n", "  - id: last\n    kind: summarize\n"),
        ("outline:\n", "outline:\n  - id: look\n    uses: [list]\n    kind: explain\n"),
    ],
    "questions in another order": [("id: q1", "id: q9"), ("id: q2", "id: q1"), ("id: q9", "id: q2")],
    "another question above": [("questions:\n", "questions:\n      - {id: q0, prompt: And?}\n")],
    "another use beside": [("uses: [list]", "teaches: [{concept: tuple, depth: introduced}]\n    uses: [tuple, list]")],
    "text around the words": [("You walk along a road, and then", "Once upon a time")],
    "text broken into lines": [
        (
            'scenario: "You walk along a road, and then there is a Dict',
            'scenario: "You walk along a\n      road, and then there is a\n      Dict',
        )
    ],
    "text as a block": [
        (
            'scenario: "You walk along a road, and then there is a Dict that lies there."',
            "scenario: |\n      You walk along a road,\n      and then there is a Dict that lies there.",
        )
    ],
    "another layout": [("uses: [list]", "uses:\n      - 'list'  # here"), ("{concept: loop}", "{concept: 'loop'}")],
    "another module": [],
}


@pytest.mark.parametrize("name", EDITS)
def test_known_faults_survive_edits_elsewhere(root: Path, name: str) -> None:
    baseline = renewed(root)
    edit(root, *EDITS[name])
    if name == "another module":
        (root / "planning/other").mkdir()
        (root / PLAN).rename(root / "planning/other/b.yaml")
    report = against(root, baseline)
    assert told(report.diagnostics) == told(report.removable) == []
    assert len(report.baselined) == 4


CHANGES = {
    "another concept": [("uses: [list]", "uses: [dict]")],
    "another section": [("id: look", "id: gaze")],
    "another question": [("id: q1", "id: q7")],
    "other words": [("a Dict", "a List")],
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_what_is_at_fault_is_a_new_fault(root: Path, name: str) -> None:
    baseline = renewed(root)
    edit(root, *CHANGES[name])
    report = against(root, baseline)
    assert len(report.diagnostics) == len(report.removable) == 1
    assert len(report.baselined) == 3


def test_what_a_known_fault_had_covered_is_known_too(root: Path) -> None:
    """Two questions with one cause are one diagnostic; once the first is mended, the second must not come as new."""
    baseline = renewed(root)
    assert told(against(root, ()).diagnostics).count("SEQ001 /outline/2/questions/0/tests/0/concept") == 1
    edit(root, ('{id: q1, prompt: "What?", tests: [{concept: loop}]}', '{id: q1, prompt: "What?"}'))
    report = against(root, baseline)
    assert report.diagnostics == ()
    assert told(report.removable) == ["SEQ001 outline[check-1]/questions[q1]/tests[loop]/concept"]


def test_what_is_new_stands_alone(root: Path) -> None:
    baseline = renewed(root)
    edit(root, ("questions:\n", "questions:\n      - {id: q0, prompt: And?, tests: [{concept: loop}]}\n"))
    report = against(root, baseline)
    assert told(report.diagnostics) == ["SEQ001 /outline/2/questions/0/tests/0/concept"]
    assert report.diagnostics[0].related == ()


def test_a_renamed_key_at_fault_is_new(root: Path) -> None:
    edit(root, ("title: B", "title: B\ncolour: red"))
    baseline = renewed(root)
    edit(root, ("colour: red", "color: red"))
    report = against(root, baseline)
    assert told(report.diagnostics) == ["SCH003 /color"]
    assert told(report.removable) == []  # a file is harder to read than before: mend that first
    edit(root, ("color: red\n", ""))
    assert told(against(root, baseline).removable) == ["SCH003 colour"]


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("Look Here", "'Look Here'"),
        ('""', "''"),
        ("Look Here", ">-\n      Look\n      Here"),
        ("[a, b]", '[\n        "a",  # first\n        b]'),
        ("{a: b, c: d}", "\n      a: b\n      c: d"),
    ],
)
def test_a_value_of_the_wrong_shape_stays_known_however_it_is_written(root: Path, written: str, otherwise: str) -> None:
    edit(root, ("id: look", f"id: {written}"))
    baseline = renewed(root, codes="SCH003")
    assert len(baseline) == 1
    edit(root, (f"id: {written}", f"id: {otherwise}"))
    assert told(against(root, baseline, "SCH003").diagnostics) == []
    edit(root, (f"id: {otherwise}", "id: Other Words"))
    assert len(against(root, baseline, "SCH003").diagnostics) == 1


def test_waived_faults_are_not_known(root: Path) -> None:
    edit(root, ("uses: [list]", "uses: [list]  # lp: ignore[SEQ003] On purpose."))
    baseline = renewed(root)
    assert "SEQ003" not in {fault.code for fault in baseline}
    edit(root, ("  # lp: ignore[SEQ003] On purpose.", ""))
    assert told(against(root, baseline).diagnostics) == ["SEQ003 /outline/1/uses/0"]


def test_faults_of_waivers_are_known(root: Path) -> None:
    edit(root, ("kind: hook\n", "kind: hook  # lp: ignore[SEQ003] Nothing here.\n"))
    baseline = renewed(root)
    assert "SCH011" in {fault.code for fault in baseline}
    edit(root, ("outline:", "# Above.\noutline:"))
    assert against(root, baseline).diagnostics == ()


# -- counts


TWICE = "outline:\n  - {id: s, kind: explain, uses: [list, list]}\n"


@pytest.mark.parametrize(
    ("uses", "new", "gone"), [("list, list", 0, 0), ("list, list, list, list", 2, 0), ("list", 0, 1), ("", 0, 2)]
)
def test_equal_faults_are_counted(tmp_path: Path, uses: str, new: int, gone: int) -> None:
    small(CONCEPTS, lesson("b", TWICE)).write(tmp_path)
    baseline = renewed(tmp_path)
    assert [fault.count for fault in baseline] == [2]
    edit(tmp_path, ("list, list", uses))
    report = against(tmp_path, baseline)
    known = report.baselined
    assert len(known) == min(2, uses.count("list"))
    assert [fault.count for fault in report.removable] == ([gone] if gone else [])
    assert len(report.beneath) - len(known) == new
    assert all(item.span > known[-1].span for item in report.diagnostics)  # of equal ones the last are new
    assert bool(report.diagnostics) is bool(new)


def test_equal_faults_of_two_lessons_are_two(tmp_path: Path) -> None:
    small(CONCEPTS, lesson("b", TWICE), lesson("c", "outline: [{id: s, kind: explain}]")).write(tmp_path)
    baseline = renewed(tmp_path)
    edit(tmp_path, ("kind: explain", "kind: explain, uses: [list]"), path="planning/basics/c.yaml")
    assert [item.path for item in against(tmp_path, baseline).diagnostics] == ["planning/basics/c.yaml"]


# -- gone, or only not seen


def test_what_is_mended_is_removable(root: Path) -> None:
    baseline = renewed(root)
    edit(root, ("uses: [list]", "uses: []"))
    assert told(against(root, baseline).removable) == ["SEQ003 outline[look]/uses[list]"]


def test_faults_of_a_file_that_is_gone_are_removable(root: Path) -> None:
    baseline = renewed(root)
    (root / PLAN).unlink()
    edit(root, ("a, b", "a"), path="planning/course.yaml")
    assert len(against(root, baseline).removable) == 4


def test_faults_of_a_rule_that_is_gone_are_removable(root: Path) -> None:
    old = KnownFault(PLAN, "", "SEQ999", "", "v1:0")
    assert against(root, [*renewed(root), old]).removable == (old,)


def test_rules_that_do_not_run_make_nothing_removable(root: Path) -> None:
    baseline = renewed(root)
    edit(root, ("uses: [list]", "uses: []"))
    assert against(root, baseline, "SEQ001 SEQ002").removable == ()


def test_rules_that_are_silent_in_a_file_make_nothing_removable(root: Path) -> None:
    baseline = renewed(root)
    policy = Policy(silent_in=lambda path: frozenset(["SEQ003"]) if path == PLAN else frozenset())
    report = check_against(load(discover(root)), rules(), policy, baseline)
    assert (len(report.baselined), report.removable) == (3, ())


def test_files_that_are_not_asked_for_make_nothing_removable(root: Path) -> None:
    baseline = renewed(root)
    edit(root, ("uses: [list]", "uses: []"))
    report = against(root, baseline)
    assert report.limited_to(["planning/basics/a.yaml"]).removable == ()
    assert report.limited_to(["planning/basics/a.yaml"]).baselined == ()
    assert report.limited_to([PLAN]) == Report(**{**fields_of(report), "within": frozenset([PLAN])})


def fields_of(report: Report) -> dict[str, object]:
    return {name: getattr(report, name) for name in Report.__dataclass_fields__}


@pytest.mark.parametrize(
    ("path", "swap"),
    [
        (PLAN, ("outline:", "@\noutline:")),
        (PLAN, ("outline:\n", "outline: 5\nmore:\n")),
        ("planning/course.yaml", ("series:", "@\nseries:")),
        ("planning/concepts.yaml", ("concepts:", "concepts: @")),
        ("planning/course.yaml", ("lessons:", "lesons:")),
    ],
)
def test_what_cannot_be_read_any_more_makes_nothing_removable(root: Path, path: str, swap: tuple[str, str]) -> None:
    baseline = renewed(root)
    edit(root, swap, path=path)
    report = against(root, baseline)
    assert report.diagnostics != ()
    assert report.removable == ()


def test_a_lesson_that_the_course_does_not_list_is_not_judged(root: Path) -> None:
    baseline = renewed(root)
    edit(root, ("a, b", "a"), path="planning/course.yaml")
    assert against(root, baseline).removable == ()
    edit(root, ("status: planned", "status: retired"))
    assert len(against(root, baseline).removable) == 4


def test_a_file_that_was_broken_already_hides_nothing(root: Path) -> None:
    small(CONCEPTS, course("a, b, c"), lesson("c", "outline: [{id: s")).write(root)
    baseline = renewed(root)
    assert [fault.path for fault in baseline if fault.code == "SCH001"] == ["planning/basics/c.yaml"]
    edit(root, ("uses: [list]", "uses: []"))
    report = against(root, baseline)
    assert report.diagnostics == ()
    assert told(report.removable) == ["SEQ003 outline[look]/uses[list]"]


def test_a_known_fault_of_reading_is_told_again_for_what_may_newly_follow_from_it(root: Path) -> None:
    broken = lesson("a", "teaches: [{concept: loop, depht: introduced}, {concept: @dict}]", status="built")
    small(CONCEPTS, course("a, b"), broken).write(root)
    baseline = renewed(root)
    assert against(root, baseline).diagnostics == ()
    edit(root, ("uses: [list]", "uses: [list, dict]"))
    report = against(root, baseline)
    [again] = report.diagnostics
    assert (again.code, again.path) == ("SCH001", "planning/basics/a.yaml")
    assert [(item.path, item.message) for item in again.related] == [(PLAN, "SEQ003 here may follow from it")]
    assert again not in report.baselined
    assert report.removable == ()


# -- renewing


def test_renewing_drops_what_is_gone_and_takes_what_is_new(root: Path) -> None:
    baseline = renewed(root)
    edit(root, ("uses: [list]", "uses: [dict]"))
    _, renewal = check_and_renew(load(discover(root)), rules(), Policy(), baseline)
    assert (renewal.added, renewal.gone, renewal.count) == (1, 1, 4)
    assert renewal.faults == renewed(root)


def test_renewing_keeps_what_was_not_judged(root: Path) -> None:
    baseline = renewed(root)
    edit(root, ("uses: [list]", "uses: []"), ("a Dict", "a List"))
    assert told(renewed(root, baseline, "SEQ002")) == told(baseline)
    assert renewed(root, baseline, within=["planning/basics/a.yaml"]) == baseline
    assert renewed(root, baseline, within=[PLAN]) == renewed(root, baseline) == renewed(root)


def test_renewing_while_a_file_is_broken_loses_nothing(root: Path) -> None:
    baseline = renewed(root)
    edit(root, ("outline:", "@\noutline:"))
    after = renewed(root, baseline)
    assert set(baseline) < set(after)
    edit(root, ("@\noutline:", "outline:"))
    assert against(root, after).diagnostics == ()


def test_renewing_counts_anew(tmp_path: Path) -> None:
    small(CONCEPTS, lesson("b", TWICE)).write(tmp_path)
    baseline = renewed(tmp_path)
    for uses, count in (("list", 1), ("list, list, list", 3)):
        (tmp_path / PLAN).write_text(lesson("b", TWICE.replace("list, list", uses)).partition("\n")[2])
        assert [fault.count for fault in renewed(tmp_path, baseline)] == [count]


def test_renewing_follows_a_plan_to_its_new_place(root: Path) -> None:
    baseline = renewed(root)
    (root / "planning/other").mkdir()
    (root / PLAN).rename(root / "planning/other/b.yaml")
    after = renewed(root, baseline)
    assert {fault.path for fault in after} == {"planning/other/b.yaml"}
    assert sorted(fault.fingerprint for fault in after) == sorted(fault.fingerprint for fault in baseline)


# -- checklists, and the examples of every rule


def test_known_faults_still_break_a_checklist(root: Path) -> None:
    broken = {ticked.item.id for ticked in against(root, ()).checklists["b"] if ticked.ok is False}
    known = {ticked.item.id for ticked in against(root, renewed(root)).checklists["b"] if ticked.ok is False}
    assert known == broken != set()


@pytest.mark.parametrize("code", all_rules())
def test_every_rules_bad_example_can_be_known_and_laid_out_anew(
    code: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    bad = examples(all_rules()[code].text())["Bad"]
    bad.write(tmp_path)
    own_rules_of(tmp_path)  # those of a configuration in the example
    request.addfinalizer(lambda: use_own(OwnRules()))
    codes = " ".join(all_rules())
    baseline = renewed(tmp_path, codes=codes)
    assert code in {fault.code for fault in baseline}
    before = against(tmp_path, baseline, codes)
    assert told(before.diagnostics) == told(before.removable) == []
    for path in bad.files:
        file, text = tmp_path / path, (tmp_path / path).read_text(encoding="utf-8")
        document = parse_document(text, path)
        if not path.endswith(".yaml") or document.faults or "lp:" in text:
            above = {".md": "", ".ipynb": "\n"}.get(file.suffix, "# A line.\n\n")
            file.write_text(above + text, encoding="utf-8")
        else:
            file.write_text("# A line.\n" + yaml.safe_dump(document.data, width=30, sort_keys=True), encoding="utf-8")
    report = against(tmp_path, baseline, codes)
    assert told(report.diagnostics) == told(report.removable) == []
    assert Counter(told(report.baselined)) == Counter(told(before.baselined))
