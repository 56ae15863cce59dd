"""`rules` and `explain`: the rules, listed and one by one."""

import json
from dataclasses import replace
from importlib import import_module

import pytest

from lesson_pipeline import __version__
from lesson_pipeline.rules.registry import FAMILIES, all_rules
from tests.cli.running import refused, run

listing = import_module("lesson_pipeline.cli.rules")


def test_every_rule_is_listed_under_its_family() -> None:
    text = run("rules").stdout
    for family in FAMILIES:
        assert f"\n{family}  " in f"\n{text}"
    for rule in all_rules().values():
        [line] = [line for line in text.splitlines() if line.startswith(f"  {rule.code}  ")]
        assert rule.name in line
        assert rule.severity.word in line
        assert ("(preview)" in line) is rule.preview


def test_rules_as_json() -> None:
    listed = json.loads(run("rules", "--output-format", "json").stdout)
    assert [item["code"] for item in listed] == list(all_rules())
    assert listed[0] == {
        "code": "SCH001",
        "name": "unreadable-yaml",
        "severity": "error",
        "family": "SCH",
        "status": "stable",
        "since": "0.1.0",
        "added": "0.1.0",
        "successor": None,
        "preview": False,
        "origin": None,
        "url": "docs/rules/SCH001.md",
    }


@pytest.mark.parametrize("word", ["SEQ003", "seq003", "uses-untaught", "USES-UNTAUGHT"])
def test_a_rule_is_explained_by_its_text(word: str) -> None:
    result = run("explain", word)
    assert result.exit_code == 0
    assert result.stdout.startswith(all_rules()["SEQ003"].text().rstrip())
    assert result.stdout.endswith("\nSeverity: error\nStatus: stable since 0.1.0\n")


def test_a_preview_is_said_to_be_one() -> None:
    assert run("explain", "SEQ008").stdout.endswith(
        "Severity: warning\n"
        "Status: preview since 0.1.0 (off unless selected by its code, or with `preview = true` or --preview)\n"
    )


@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("SEQ0O1", "did you mean `SEQ001` (check-tests-untaught)?"),
        ("use-untaught", "did you mean `SEQ003` (uses-untaught)?"),
        ("nothing-like-it-at-all", "`lesson-pipeline rules` lists them"),
    ],
)
def test_an_unknown_rule_is_guessed(word: str, help: str) -> None:
    refused(run("explain", word), f"unknown rule `{word}`", help)


@pytest.mark.parametrize(
    "arguments", [["explain"], ["explain", "SEQ001", "SEQ002"], ["rules", "--output-format", "xml"]]
)
def test_what_cannot_be_understood_is_refused(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


# -- what changed since a version


def test_before_the_first_release_every_rule_was_added() -> None:
    text = run("rules", "--changed-since", "0.0.9").stdout
    assert text.startswith("added\n  SCH001  unreadable-yaml             error  0.1.0\n")
    assert len(text.splitlines()) == 1 + len(all_rules())
    assert "  SEQ008  abstract-before-concrete    warning  (preview)  0.1.0\n" in text
    listed = json.loads(run("rules", "--changed-since", "0.0.9", "--output-format", "json").stdout)
    assert [(item["change"], item["code"]) for item in listed] == [("added", code) for code in all_rules()]


def test_after_the_present_version_nothing_is_listed() -> None:
    result = run("rules", "--changed-since", __version__)
    assert result.stdout == f"No rule was added, became stable or was deprecated after {__version__}.\n"
    assert json.loads(run("rules", "--changed-since", __version__, "--output-format", "json").stdout) == []


def test_each_kind_of_change_stands_under_its_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    known = all_rules()
    lives = {
        "SEQ001": {"since": "0.3.0", "added": "0.1.0", "status": "deprecated", "successor": "SEQ004"},
        "SEQ008": {"since": "0.3.0", "added": "0.1.0", "status": "stable"},
        "SEQ009": {"since": "0.2.0", "status": "preview"},
    }
    changed = {code: replace(rule, **lives.get(code, {})) for code, rule in known.items()}
    monkeypatch.setattr(listing, "all_rules", lambda: changed)
    monkeypatch.setattr(listing, "__version__", "0.3.0")
    assert run("rules", "--changed-since", "0.1.0").stdout == (
        "added\n  SEQ009  never-checked               warning  (preview)  0.2.0\n"
        "became stable\n  SEQ008  abstract-before-concrete    warning  0.3.0\n"
        "deprecated\n  SEQ001  check-tests-untaught        error  (deprecated)  0.3.0; use SEQ004\n"
    )


@pytest.mark.parametrize(
    ("word", "message", "help"),
    [
        ("yesterday", "`yesterday` is no version", "write numbers with dots between them, such as "),
        ("99.0", f"this is version {__version__}, and what comes after 99.0 is not known", "name the version that you had"),
    ],
)  # fmt: skip
def test_a_bad_version_is_refused(word: str, message: str, help: str) -> None:
    refused(run("rules", "--changed-since", word), message, help)
