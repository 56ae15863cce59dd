"""What a configuration does to a report: severities, files in which rules are silent, waivers beside them."""

from pathlib import Path

import pytest

from lesson_pipeline.config.settings import settle
from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.check import Report, check
from lesson_pipeline.engine.load import load
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.source.discover import discover
from tests.small import course, file, lesson, record, small

OUTLINE = """
outline:
  - id: c
    kind: check
    questions: [{id: q0, prompt: So?, tests: [{concept: loop}]}]
"""
A, B = "planning/basics/a.yaml", "planning/basics/b.yaml"


def report(root: Path, text: str, *blocks: str, codes: str = "SEQ001 SCH011") -> Report:
    small(*(blocks or (lesson("a", OUTLINE), lesson("b", OUTLINE)))).write(root)
    (root / "lesson-pipeline.toml").write_text(f"select = {codes.split()}\n{text}", encoding="utf-8")
    settings = settle(root)
    return check(load(discover(root)), settings.active, settings.policy)


def told(report: Report) -> list[tuple[str, str, str]]:
    return [(item.path, item.code, item.severity.word) for item in report.diagnostics]


BOTH = [(A, "SEQ001", "error"), (B, "SEQ001", "error")]


def test_without_severities_rules_have_their_own(tmp_path: Path) -> None:
    assert told(report(tmp_path, "")) == BOTH


@pytest.mark.parametrize("level", ["error", "warning", "info"])
@pytest.mark.parametrize("word", ["SEQ001", "seq001", "SEQ", "all"])
def test_a_rule_has_the_severity_that_it_is_given(tmp_path: Path, word: str, level: str) -> None:
    found = report(tmp_path, f"severity = {{{word} = '{level}'}}")
    assert told(found) == [(A, "SEQ001", level), (B, "SEQ001", level)]
    assert found.fails(Severity.ERROR) == (level == "error")


def test_a_rule_may_be_named(tmp_path: Path) -> None:
    using = lesson("a", "outline: [{id: s, kind: explain, uses: [loop]}]\n")
    assert told(report(tmp_path, "severity = {uses-untaught = 'info'}", using, codes="SEQ003")) == [
        (A, "SEQ003", "info")
    ]


@pytest.mark.parametrize(("level", "words"), [("", ["error"]), ("PRE010 = 'warning'", ["warning"])])
def test_it_holds_where_the_rule_itself_makes_a_difference(tmp_path: Path, level: str, words: list[str]) -> None:
    assert all_rules()["PRE010"].severity is Severity.INFO
    leaning = lesson("b", "outline: [{id: s, kind: explain, uses: [loop]}]\n", status="built")
    blocks = (record("a", "loop introduced", status="planned"), leaning)
    found = report(tmp_path, f"[severity]\n{level}", *blocks, codes="PRE010")
    assert [item.severity.word for item in found.diagnostics] == words


def test_it_holds_for_what_is_found_while_reading(tmp_path: Path) -> None:
    broken = lesson("a", "colour: red\n")
    assert told(report(tmp_path, "severity = {SCH003 = 'info'}", broken, codes="SCH003")) == [(A, "SCH003", "info")]


@pytest.mark.parametrize(("level", "lowered"), [("error", "warning"), ("warning", "warning"), ("info", "info")])
def test_on_a_guess_an_error_is_lowered_all_the_same(tmp_path: Path, level: str, lowered: str) -> None:
    guessing = lesson("a", f"{OUTLINE}inferred: [/outline]\n")
    assert told(report(tmp_path, f"severity = {{SEQ001 = '{level}'}}", guessing)) == [(A, "SEQ001", lowered)]


def test_of_one_cause_the_most_serious_by_the_new_severities_is_reported(tmp_path: Path) -> None:
    body = f"prerequisites: [{{concept: loop, requires: introduced}}]\n{OUTLINE}"
    codes = "SEQ001 PRE003"
    [own] = report(tmp_path, "", lesson("a", body), codes=codes).diagnostics
    [other] = {"SEQ001", "PRE003"} - {own.code}
    [found] = report(tmp_path, f"severity = {{{own.code} = 'info'}}", lesson("a", body), codes=codes).diagnostics
    assert (found.code, found.severity) == (other, Severity.ERROR)


@pytest.mark.parametrize(
    ("pattern", "silent"),
    [
        ("planning/basics/a.yaml", [A]),
        ("/planning/basics/a.yaml", [A]),
        ("a.yaml", [A]),
        ("planning", [A, B]),
        ("planning/**", [A, B]),
        ("planning/*", [A, B]),
        ("planning/*.yaml", []),
        ("planning/**/b.yaml", [B]),
        ("basics/", [A, B]),
        ("basics/a.yaml", []),
        ("[a].yaml", [A]),
        ("A.yaml", []),
    ],
)
def test_where_a_pattern_matches_the_rule_is_silent(tmp_path: Path, pattern: str, silent: list[str]) -> None:
    found = report(tmp_path, f"[per-path-ignores]\n'{pattern}' = ['SEQ']")
    assert told(found) == [fault for fault in BOTH if fault[0] not in silent]


@pytest.mark.parametrize(
    ("words", "silent"), [("[]", False), ("['PRE']", False), ("['SCH', 'SEQ001']", True), ("['ALL']", True)]
)
def test_only_the_rules_that_are_named_are_silent(tmp_path: Path, words: str, silent: bool) -> None:
    assert told(report(tmp_path, f"[per-path-ignores]\n'a.yaml' = {words}")) == BOTH[silent:]


def test_several_patterns_add_up(tmp_path: Path) -> None:
    broken = lesson("a", f"{OUTLINE}colour: red\n")
    text = "[per-path-ignores]\n'a.yaml' = ['SCH']\n'planning/**' = ['SEQ']"
    assert told(report(tmp_path, "", broken, codes="SCH003 SEQ001")) != []
    assert told(report(tmp_path, text, broken, codes="SCH003 SEQ001")) == []


def test_what_a_silent_file_teaches_still_counts(tmp_path: Path) -> None:
    blocks = (record("a", "loop introduced"), lesson("b", OUTLINE))
    assert told(report(tmp_path, "per-path-ignores = {'a.yaml' = ['ALL']}", *blocks)) == []
    [item] = report(tmp_path, "per-path-ignores = {'a.yaml' = ['ALL']}", record("a"), lesson("b", OUTLINE)).diagnostics
    assert item.path == B


def test_a_file_that_cannot_be_read_may_be_silent_too(tmp_path: Path) -> None:
    broken = file(A, "lesson: a\ntitle: [\n")
    assert [item.code for item in report(tmp_path, "", broken, codes="SCH001").diagnostics] == ["SCH001"]
    assert told(report(tmp_path, "per-path-ignores = {'a.yaml' = ['SCH']}", broken, codes="SCH001")) == []


WAIVER = "waivers: [{code: SEQ001, reason: because}]\n"


def test_a_waiver_is_not_unused_because_its_rule_is_silent(tmp_path: Path) -> None:
    waiving = lesson("a", OUTLINE + WAIVER)
    found = report(tmp_path, "per-path-ignores = {'a.yaml' = ['SEQ']}", waiving)
    assert (told(found), found.waived) == ([], ())
    found = report(tmp_path, "per-path-ignores = {'b.yaml' = ['SEQ']}", waiving)
    assert (told(found), [item.path for item in found.waived]) == ([], [A])
    assert told(report(tmp_path, "", lesson("a", WAIVER))) == [(A, "SCH011", "warning")]


def test_the_rule_on_waivers_may_be_silent_as_any_other(tmp_path: Path) -> None:
    assert told(report(tmp_path, "per-path-ignores = {'a.yaml' = ['SCH011']}", lesson("a", WAIVER))) == []
    assert told(report(tmp_path, "severity = {SCH011 = 'error'}", lesson("a", WAIVER))) == [(A, "SCH011", "error")]


def test_a_checklist_does_not_tick_what_a_silent_rule_did_not_judge(tmp_path: Path) -> None:
    blocks = (course("a, b"), record("a", "loop introduced"), lesson("b", OUTLINE))
    for text, ok in (("", True), ("per-path-ignores = {'b.yaml' = ['SEQ']}", None)):
        items = report(tmp_path, text, *blocks).checklists["b"]
        assert {ticked.ok for ticked in items if ticked.item.id == "nothing-untaught"} == {ok}
