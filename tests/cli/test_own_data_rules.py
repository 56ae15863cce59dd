"""Rules that stand in the configuration as data: each assertion at its place, and the rules among all others."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run, write
from tests.own_packages import Install, rule_text
from tests.small import lesson, record

BODY = """
type: stretch
misconceptions:
  - {id: m1, concept: loop, belief: B, negative_example: Seen., in: [explain]}
  - {id: m2, concept: loop, belief: B, negative_example: " ", in: [explain]}
  - {id: m3, concept: loop, belief: B, in: [explain]}
examples:
  - {id: e1, polarity: positive, concept: loop, what: W, purpose: P, in: [explain]}
outline:
  - {id: explain, kind: explain, title: a loop, teaches: [{concept: loop, depth: introduced}]}
  - {id: start, kind: hook, title: A hook, content: C}
  - id: check-1
    kind: check
    questions:
      - {id: q1, prompt: How?, answer: So., tests: [{concept: loop}]}
"""


def entry(more: str, code: str = "XCK001") -> str:
    return f"[[rules]]\ncode = '{code}'\nmessage = 'Not as it should be.'\n{more}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, lesson("a", BODY), record("b", "list introduced"))


def checked(root: Path, config: str | None = None, *words: str) -> list[dict[str, Any]]:
    if config is not None:
        (root / "lesson-pipeline.toml").write_text(config, encoding="utf-8")
    result = run("--root", root, "check", "--output-format", "json", *(words or ("--select", "X")))
    found: list[dict[str, Any]] = json.loads(result.stdout)["diagnostics"]
    return found


ASSERTIONS = [
    (
        "path = 'misconceptions[*].negative_example'\nexists = true",
        [("/misconceptions/1/negative_example", 7, "it is empty"), ("/misconceptions/2/negative_example", 8, "it is missing")],
    ),
    ("path = 'misconceptions[*].why'\nexists = false", []),
    ("path = 'type'\nexists = false", [("/type", 4, "")]),
    ("path = 'load.new'\nexists = true", [("/load/new", 1, "it is missing")]),
    ("path = 'examples[polarity=negative]'\nexists = true", [("/examples", 9, "there is none")]),
    ("path = 'examples[polarity=positive]'\nexists = true", []),
    ("path = 'examples[polarity=positive]'\nexists = false", [("/examples/0", 10, "")]),
    ("path = 'modalities[*]'\nexists = true", [("/modalities", 1, "there is none")]),
    ("path = 'outline[*].title'\nmatches = '^[A-Z]'", [("/outline/0/title", 12, "“a loop” does not match")]),
    ("path = 'misconceptions[*].negative_example'\nmatches = '^$'", [("/misconceptions/0/negative_example", 6, "“Seen.” does not match"), ("/misconceptions/1/negative_example", 7, "“ ” does not match")]),
    ("path = '[type=build].outline[*].title'\nmatches = '^[A-Z]'", []),
    ("path = 'examples'\ncount = {min = 2}", [("/examples", 9, "there is 1, and at least 2 are wanted")]),
    ("path = 'modalities'\ncount = {min = 1}", [("/modalities", 1, "there are none, and at least 1 is wanted")]),
    ("path = 'outline'\ncount = {max = 2}", [("/outline", 11, "there are 3, and at most 2 are allowed")]),
    ("path = 'outline[*]'\ncount = {min = 1, max = 3}", []),
    ("path = 'outline[kind=check].questions[*]'\ncount = {min = 2}", [("/outline/2/questions", 16, "there is 1, and")]),
    ("path = 'outline[kind=check]'\ncount = {min = 2}", [("/outline", 11, "there is 1, and at least 2")]),
    ("path = 'outline[-1].kind'\none-of = ['summarize', 'next-step']", [("/outline/2/kind", 15, "it is `check`")]),
    ("path = 'type'\none-of = ['stretch']", []),
    ("path = 'outline[*].kind'\nordered = ['hook', 'explain']", [("/outline/1/kind", 13, "`hook` comes after `explain`")]),
    ("path = 'outline[*].kind'\nordered = ['explain', 'hook', 'check']", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ASSERTIONS, ids=[text.replace("\n", " ") for text, _ in ASSERTIONS])
def test_an_assertion_is_judged_at_its_place(root: Path, text: str, expected: list[tuple[str, int, str]]) -> None:
    found = checked(root, entry(text))
    assert [(item["pointer"], item["line"]) for item in found] == [(pointer, line) for pointer, line, _ in expected]
    for item, (_, _, because) in zip(found, expected, strict=True):
        said = f"Not as it should be: {because}" if because else "Not as it should be."
        assert item["message"].startswith(said)
        assert (item["code"], item["name"], item["severity"]) == ("XCK001", "xck001", "warning")
        assert (item["path"], item["lesson"]) == ("planning/basics/a.yaml", "a")


def test_what_comes_too_late_shows_what_it_comes_after(root: Path) -> None:
    [fault] = checked(root, entry("path = 'outline[*].kind'\nordered = ['hook', 'explain']"))
    assert [(item["line"], item["message"]) for item in fault["related"]] == [(12, "`explain` stands here")]
    assert fault["help"] == "the order is: hook, explain"


def test_a_near_miss_is_guessed(root: Path) -> None:
    [fault] = checked(root, entry("path = 'examples[*].what'\none-of = ['Wh']\nhelp = 'see the list'"))
    assert fault["help"] == "see the list; write one of: Wh"
    [fault] = checked(root, entry("path = 'outline[1].title'\none-of = ['A hook.', 'Else']"))
    assert fault["help"] == "did you mean `A hook.`?"


def test_it_is_selected_ignored_raised_waived_and_baselined(root: Path) -> None:
    rule = entry("path = 'type'\nname = 'stretches'\nexists = false\nseverity = 'info'")
    [fault] = checked(root, rule)
    assert (fault["name"], fault["severity"]) == ("stretches", "info")
    assert len(checked(root, None, "--select", "stretches")) == 1
    assert "XCK001" in {item["code"] for item in checked(root, None, "--output-format", "json")}
    assert "XCK001" not in {item["code"] for item in checked(root, None, "--ignore", "XCK")}
    [fault] = checked(root, f"severity.stretches = 'error'\n{rule}")
    assert fault["severity"] == "error"
    assert checked(root, f"per-path-ignores.'a.yaml' = ['X']\n{rule}") == []
    ignored = checked(root, f"ignore = ['XCK001']\n{rule}", "--fail-level", "error")
    assert "XCK001" not in {item["code"] for item in ignored}
    checked(root, rule)
    assert run("--root", root, "check", "--write-baseline", root / "known.json").exit_code == 0
    assert checked(root, None, "--baseline", root / "known.json") == []
    plan = root / "planning/basics/a.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8") + "waivers: [{code: XCK001, at: /type, reason: it must be}]\n",
        encoding="utf-8",
    )
    assert checked(root) == []


def test_it_stands_in_a_pyproject_just_as_well(root: Path) -> None:
    text = entry("path = 'type'\nexists = false").replace("[[rules]]", "[[tool.lesson-pipeline.rules]]")
    (root / "pyproject.toml").write_text(text, encoding="utf-8")
    assert [item["code"] for item in checked(root)] == ["XCK001"]
    listed = json.loads(run("--root", root, "rules", "--output-format", "json").stdout)[-1]
    assert (listed["code"], listed["origin"]) == ("XCK001", "pyproject.toml:2")


def test_it_is_explained_and_listed(root: Path) -> None:
    text = "path = 'examples'\nname = 'too-few-shown'\ncount = {min = 2}\nwhy = 'One is none.'\nhelp = 'Add one.'"
    (root / "lesson-pipeline.toml").write_text(entry(text), encoding="utf-8")
    assert run("--root", root, "explain", "too-few-shown").stdout == (
        "# XCK001 too-few-shown\n\nNot as it should be.\n\n"
        "A rule of this course: in the plan of every lesson it looks at `examples`. "
        "Each list must have at least 2 entries.\n\n"
        "## Why it hurts\n\nOne is none.\n\n## How to fix\n\nAdd one.\n\n"
        "Severity: warning\nStatus: stable\nFrom: lesson-pipeline.toml:2\n"
    )
    assert "\nXCK  rules of one's own\n  XCK001  too-few-shown" in run("--root", root, "rules").stdout
    shown = run("--root", root, "check", "--show-settings").stdout
    assert "\nrules             XCK001" in shown


def test_a_finding_may_name_it(root: Path) -> None:
    (root / "lesson-pipeline.toml").write_text(entry("path = 'type'\nexists = false"), encoding="utf-8")
    assert run("--root", root, "review", "start", "a", "--reviewer", "a reviewer").exit_code == 0
    words = ["--severity", "polish", "--title", "T", "--section", "start", "--issue", "I", "--student-impact", "S"]
    result = run("--root", root, "review", "add", "a", *words, "--suggested-fix", "F", "--rule", "xck001")
    assert result.exit_code == 0, result.output
    assert "rule: XCK001" in (root / "reviews/a/round-1.yaml").read_text(encoding="utf-8")


def test_isolated_leaves_it_alone_and_its_waivers_too(root: Path) -> None:
    plan = root / "planning/basics/a.yaml"
    text = plan.read_text(encoding="utf-8").replace("type: stretch", "type: stretch  # lp: ignore[XCK001] it must be")
    plan.write_text(text, encoding="utf-8")
    config = entry("path = 'type'\nexists = false")
    assert {"XCK001", "SCH011"}.isdisjoint(item["code"] for item in checked(root, config, "--isolated"))


def test_what_could_not_be_read_is_not_called_missing(root: Path) -> None:
    rules = entry("path = 'modalities'\ncount = {min = 1}") + entry("path = 'type'\nexists = false", "XCK002")
    assert {item["code"] for item in checked(root, rules)} == {"XCK001", "XCK002"}
    with (root / "planning/basics/a.yaml").open("a", encoding="utf-8") as plan:
        plan.write('narrative: "never closed\n')
    assert checked(root) == []


def test_a_promise_without_an_outline_is_not_judged_by_it(tmp_path: Path) -> None:
    write(tmp_path, lesson("a"))
    assert checked(tmp_path, entry("path = 'outline[kind=check]'\ncount = {min = 1}")) == []
    assert len(checked(tmp_path, entry("path = 'examples'\ncount = {min = 1}"))) == 1


# -- what shows only when it runs


@pytest.mark.parametrize(
    ("text", "cause", "line"),
    [
        ("path = 'outline'\nmatches = 'a'", "the path leads to a list", 4),
        ("path = 'outline[*]'\none-of = ['a']", "the path leads to a mapping", 4),
        ("path = 'outline'\nordered = ['a', 'b']", "the path leads to a list", 4),
        ("path = 'type'\ncount = {min = 1}", "the path leads to something that is no list", 4),
    ],
)
def test_a_path_to_what_cannot_be_judged(root: Path, text: str, cause: str, line: int) -> None:
    rules = entry(text) + entry("path = 'type'\nexists = false", "XCK002")
    fault, other = checked(root, rules)
    assert (fault["code"], fault["path"], fault["line"]) == ("OWN001", "lesson-pipeline.toml", line)
    assert fault["message"].startswith(f"the rule `XCK001` (xck001) of lesson-pipeline.toml:2 cannot judge: {cause}")
    assert fault["lesson"] is None
    assert other["code"] == "XCK002"


def test_a_pattern_that_takes_too_long_is_stopped(root: Path) -> None:
    plan = root / "planning/basics/a.yaml"
    text = plan.read_text(encoding="utf-8").replace("content: C", f"content: {'a' * 60}!")
    plan.write_text(text, encoding="utf-8")
    fault, other = checked(
        root,
        entry("path = 'outline[*].content'\nmatches = '^(a|aa)+$'") + entry("path = 'type'\nexists = false", "XCK002"),
    )
    assert (fault["code"], fault["line"], other["code"]) == ("OWN001", 5, "XCK002")
    assert "the pattern takes more than 0.2 seconds on one text of planning/basics/a.yaml" in fault["message"]


def test_a_clash_with_a_package_is_reported_and_the_package_holds(root: Path, install: Install) -> None:
    install("house_data", rule_text("XCK001", 'yield Fault(it.plan.at(("title",)), "of the package")'))
    rules = entry("path = 'type'\nexists = false") + entry("path = 'type'\nexists = false", "XCK002")
    found = checked(root, rules)
    assert [(item["code"], item["path"]) for item in found] == [
        ("OWN001", "lesson-pipeline.toml"),
        ("XCK001", "planning/basics/a.yaml"),
        ("XCK002", "planning/basics/a.yaml"),
    ]
    assert found[0]["message"] == (
        "the rule `XCK001` of lesson-pipeline.toml:2 is left out: house_data 1.0 has a rule of that code"
    )
    assert found[1]["message"] == "of the package"
