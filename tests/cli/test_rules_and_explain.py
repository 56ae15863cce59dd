"""`rules` and `explain`: the rules, listed and one by one."""

import json

import pytest

from lesson_pipeline.rules.registry import FAMILIES, all_rules
from tests.cli.running import refused, run


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
