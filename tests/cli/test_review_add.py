"""`review add`: findings from options, from the form, and from what the check finds; their places are proven."""

import re
from pathlib import Path
from typing import Any

import pytest

from lesson_pipeline.cli import review_add
from lesson_pipeline.source.document import parse_document
from tests.cli.running import refused, run
from tests.reviewing.loops import HEAD, loops, round_text

OPEN = f"{HEAD}findings: []\n"
TEXTS = ("--issue", "It drags.", "--student-impact", "They yawn.", "--suggested-fix", "Cut it.")
GIVEN = ("--severity", "polish", "--title", "Long opening", *TEXTS)


def add(root: Path, *words: str) -> Any:
    return run("--root", root, "review", "add", "loops", *words)


def findings(root: Path) -> Any:
    document = parse_document(round_text(root), "round")
    assert document.faults == []
    return document.data["findings"]


def test_a_finding_from_options(tmp_path: Path) -> None:
    root = loops(tmp_path, OPEN)
    result = add(root, *GIVEN, "--section", "check-1", "--question", "q1", "--quote", "How often", "--rule", "seq001")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1/long-opening: polish, check-1, q1 (reviews/loops/round-1.yaml).\n"
    assert findings(root) == [
        {
            "id": "long-opening",
            "severity": "polish",
            "title": "Long opening",
            "location": [{"section": "check-1", "question": "q1", "quote": "How often"}],
            "issue": "It drags.",
            "student_impact": "They yawn.",
            "suggested_fix": "Cut it.",
            "rule": "SEQ001",
        }
    ]


@pytest.mark.parametrize(
    ("words", "location"),
    [
        (("--part", "forever"), [{"section": "explain-loop", "part": "forever"}]),
        (("--question", "q1"), [{"section": "check-1", "question": "q1"}]),
        (("--element", "stops-at-once"), [{"element": "stops-at-once"}]),
        (("--quote", "looks  before it\nacts"), [{"quote": "looks  before it\nacts"}]),
        (("--section", "hook", "--section", "check-1"), [{"section": "hook"}, {"section": "check-1"}]),
    ],
    ids=["part", "question", "element", "quote", "sections"],
)
def test_a_place_needs_no_more_than_names_it(tmp_path: Path, words: tuple[str, ...], location: Any) -> None:
    root = loops(tmp_path, OPEN)
    assert add(root, *GIVEN, *words).exit_code == 0
    assert findings(root)[0]["location"] == location


def test_a_block_of_the_page(tmp_path: Path) -> None:
    root = loops(tmp_path, OPEN)
    page = root / "lessons/loops.md"
    page.parent.mkdir()
    page.write_text("## Again {#hook}\n\n:::{misconception} stops-at-once\nIt does not.\n:::\n", encoding="utf-8")
    assert add(root, *GIVEN, "--block", "stops-at-once", "--section", "hook").exit_code == 0
    refused(add(root, *GIVEN, "--block", "stops-at-onc"), "`loops` has no block `stops-at-onc`", "`stops-at-once`?")


def test_two_findings_of_one_title_get_two_ids(tmp_path: Path) -> None:
    root = loops(tmp_path, OPEN)
    for _ in range(3):
        assert add(root, *GIVEN, "--section", "hook").exit_code == 0
    assert [finding["id"] for finding in findings(root)] == ["long-opening", "long-opening-2", "long-opening-3"]


def test_long_and_awkward_texts_are_kept_as_they_are(tmp_path: Path) -> None:
    root = loops(tmp_path, OPEN)
    awkward = "# no comment: {a: [b]}\n\n- 'x' \"y\" \\z\n\ttabs & *stars* <b> 漢字 😀 " + "long " * 2_000
    words = ("--issue", awkward, "--student-impact", "yes", "--suggested-fix", "1.10", "--title", "*: a <b> # c")
    assert add(root, "--severity", "polish", "--section", "hook", *words).exit_code == 0
    found = findings(root)[0]
    assert found["issue"] == awkward.strip()
    assert (found["student_impact"], found["suggested_fix"], found["title"]) == ("yes", "1.10", "*: a <b> # c")


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        (GIVEN, "the finding is not complete: --section is missing", "a form"),
        (("--section", "hook", *TEXTS), "--severity, --title are missing", "a form"),
        ((*GIVEN, "--section", "hok"), "`loops` has no section `hok`", "did you mean `hook`?"),
        ((*GIVEN, "--section", "hook", "--part", "forever"), "section `hook` of `loops` has no part `forever`", "no part at all"),
        ((*GIVEN, "--section", "check-1", "--question", "q9"), "has no question `q9`", "`q1`"),
        ((*GIVEN, "--element", "nothing"), "has no element `nothing`", "it has `stops-at-once`"),
        ((*GIVEN, "--quote", "words that stand nowhere at all"), "do not stand in the plan", "as they stand there"),
        ((*GIVEN, "--section", "hook", "--section", "check-1", "--quote", "x"), "--quote says more of one section", "name one"),
        ((*GIVEN, "--section", "hook", "--rule", "SEQ999"), "unknown rule `SEQ999`", "rules` lists them"),
        ((*GIVEN, "--section", "hook", "--title", "two\nlines"), "the title holds the character U+000A", "one line"),
        ((*GIVEN, "--section", "hook", "--title", "x" * 200), "the title has 200 characters", "--issue"),
        ((*GIVEN, "--section", "hook", "--issue", "a\x00b"), "the issue holds the character U+0000", "remove it"),
        ((*GIVEN, "--section", "hook", "--issue", "x" * 2_000_000), "the issue has 2,000,000 characters", "shorter"),
        ((*GIVEN, "--section", "hook", "--from-diagnostics", "MIS"), "do not go together", "the rules say the rest"),
        (("--from-diagnostics", "SEQ001"), "finds nothing by SEQ001", "it finds: "),
        (("--from-diagnostics", "XYZ"), "unknown rule `XYZ`", "rules"),
    ],
    ids=lambda value: "",
)  # fmt: skip
def test_what_cannot_be_written_down_is_refused(
    tmp_path: Path, words: tuple[str, ...], message: str, help: str
) -> None:
    root = loops(tmp_path, OPEN)
    refused(add(root, *words), message, help)
    assert round_text(root) == OPEN


def test_a_closed_round_takes_no_finding(tmp_path: Path) -> None:
    root = loops(tmp_path, f"{HEAD}verdict: pass\n")
    refused(add(root, *GIVEN, "--section", "hook"), "round 1 is closed", "review start loops")


def test_findings_of_what_the_check_finds(tmp_path: Path) -> None:
    root = loops(tmp_path, OPEN)
    plan = root / "planning/basics/loops.yaml"
    text = plan.read_text(encoding="utf-8").replace("teaches: [{concept: loop, depth: introduced}]", "teaches: []")
    plan.write_text(text.replace("negative_example: Two lines.", 'negative_example: ""'), encoding="utf-8")
    result = add(root, "--from-diagnostics", "SEQ001,mis")
    assert result.exit_code == 0, result.output
    found = {finding["rule"]: finding for finding in findings(root)}
    assert set(found) == {"MIS001", "MIS002", "MIS003", "SEQ001"}
    untaught = found["SEQ001"]
    assert (untaught["severity"], untaught["location"]) == ("critical", [{"section": "check-1", "question": "q1"}])
    assert untaught["title"].startswith("Question q1 tests loop")
    assert untaught["issue"].startswith("question `q1` tests `loop`")
    assert untaught["suggested_fix"]
    assert len(untaught["student_impact"]) > 40
    assert found["MIS002"]["location"] == [{"element": "stops-at-once"}]
    assert found["MIS001"]["severity"] == "improvement"
    assert run("--root", root, "check", "--select", "SCH").exit_code == 0


def test_a_severity_for_all_that_the_check_finds(tmp_path: Path) -> None:
    root = loops(tmp_path, OPEN)
    assert add(root, "--from-diagnostics", "MIS", "--severity", "polish").exit_code == 0
    assert {finding["severity"] for finding in findings(root)} == {"polish"}


# -- the form


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, *answers: str | None, again: bool = True) -> list[str]:
    """A person who fills in the form with these answers, one after the other; what the form showed each time."""
    shown: list[str] = []
    left = list(answers)

    def edit(text: str, **_: Any) -> str | None:
        shown.append(text)
        return left.pop(0)

    monkeypatch.setattr(review_add, "is_interactive", lambda: True)
    monkeypatch.setattr("click.edit", edit)
    monkeypatch.setattr("click.confirm", lambda *_, **__: again)
    return shown


FORM = "severity: polish\ntitle: Long opening\nsection: hook\nissue: |\n  It drags.\n\n  Twice.\nstudent_impact: They yawn.\nsuggested_fix: Cut it.\n"


def test_the_form_asks_for_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = loops(tmp_path, OPEN)
    shown = at_a_terminal(monkeypatch, FORM)
    assert add(root, "--title", "Long: opening").exit_code == 0
    assert findings(root)[0]["issue"] == "It drags.\n\nTwice."
    form = parse_document(shown[0], "form")
    assert form.faults == []
    assert form.data["title"] == "Long: opening"
    assert "hook, explain-loop, check-1" in shown[0]


def test_a_form_that_is_not_right_comes_back_as_it_was_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = loops(tmp_path, OPEN)
    wrong = FORM.replace("hook", "hok")
    shown = at_a_terminal(monkeypatch, wrong, FORM)
    result = add(root)
    assert result.exit_code == 0
    assert shown[1] == wrong
    assert "did you mean `hook`?" in result.stderr
    assert len(findings(root)) == 1


@pytest.mark.parametrize(
    "answer", [FORM.replace("hook", "hok"), "issue: [", "colour: red\n"], ids=["place", "torn", "field"]
)
def test_what_was_written_in_a_form_is_never_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    root = loops(tmp_path, OPEN)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    at_a_terminal(monkeypatch, answer, again=False)
    result = add(root)
    refused(result, "nothing was added", "what you wrote is kept in")
    kept = re.search(r"kept in (\S+)", result.stderr)
    assert kept
    assert Path(kept[1]).read_text(encoding="utf-8") == answer
    assert round_text(root) == OPEN


@pytest.mark.parametrize("answer", [None, "", "  \n"])
def test_an_empty_form_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str | None) -> None:
    root = loops(tmp_path, OPEN)
    at_a_terminal(monkeypatch, answer)
    result = add(root)
    assert (result.exit_code, result.stdout) == (0, "Nothing was added.\n")
    assert round_text(root) == OPEN
