"""Configuration and command line together: which rules run, how serious they are, what fails."""

from pathlib import Path

import pytest

from lesson_pipeline.config.settings import Settings, settle
from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.rules.registry import all_rules

PREVIEW = next(code for code, rule in all_rules().items() if rule.preview)
ALL = [code for code, rule in all_rules().items() if not rule.preview]
SEQ = [code for code in ALL if code.startswith("SEQ")]


def settled(root: Path, text: str | None, *select: str, ignore: str = "", isolated: bool = False) -> Settings:
    if text is not None:
        (root / "lesson-pipeline.toml").write_text(text, encoding="utf-8")
    return settle(root, select, ignore.split(), isolated=isolated)


def codes(root: Path, text: str | None, *select: str, ignore: str = "") -> list[str]:
    return list(settled(root, text, *select, ignore=ignore).active)


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    settings = settled(tmp_path, None)
    assert list(settings.active) == ALL
    assert settings.fail_level is Severity.ERROR
    assert settings.policy.severity == {}
    assert (settings.file, settings.notes) == (None, ())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ALL),
        ("select = ['SEQ']", SEQ),
        ("select = ['seq']", SEQ),
        ("select = ['SEQ002', 'check-mentions-untaught', 'PRE003']", ["SEQ002", "PRE003"]),
        ("select = []\nextend-select = ['SEQ001']", ["SEQ001"]),
        ("select = ['PRE003']\nextend-select = ['SEQ001']", ["SEQ001", "PRE003"]),
        ("ignore = ['SEQ']", [code for code in ALL if code not in SEQ]),
        ("select = ['SEQ']\nignore = ['never-checked']", [code for code in SEQ if code != "SEQ009"]),
        ("ignore = ['ALL']\nselect = ['SEQ001']", ["SEQ001"]),
        ("ignore = ['SEQ', 'ALL']\nextend-select = ['SEQ00', 'SEQ002']\nselect = []", SEQ[: SEQ.index("SEQ009") + 1]),
        ("select = ['SEQ002']\nignore = ['check-mentions-untaught']", []),
        (f"select = ['{PREVIEW}']", [PREVIEW]),
        (f"select = ['{PREVIEW[:-1]}']\nignore = ['ALL']", [code for code in ALL if code.startswith(PREVIEW[:-1])]),
    ],
)
def test_what_a_file_selects(tmp_path: Path, text: str, wanted: list[str]) -> None:
    assert codes(tmp_path, text) == wanted


def test_a_rule_in_preview_is_switched_on_beside_the_others(tmp_path: Path) -> None:
    assert sorted(codes(tmp_path, f"extend-select = ['{PREVIEW}']")) == sorted([*ALL, PREVIEW])


@pytest.mark.parametrize(
    ("text", "select", "ignore", "wanted"),
    [
        ("select = ['PRE']\nextend-select = ['SCH001']", "SEQ001", "", ["SEQ001"]),
        ("ignore = ['SEQ009']", "SEQ", "", [code for code in SEQ if code != "SEQ009"]),
        ("ignore = ['SEQ009']", "SEQ009", "", ["SEQ009"]),
        ("ignore = ['never-checked']", "SEQ009", "", ["SEQ009"]),
        ("ignore = ['SEQ']", "SEQ", "", SEQ),
        ("ignore = ['ALL']", "ALL", "", ALL),
        ("select = ['SEQ001', 'PRE003']", "", "SEQ", ["PRE003"]),
        ("select = ['SEQ001', 'PRE003']", "", "ALL", []),
        ("select = ['SEQ']\nignore = ['SEQ001']", "", "SEQ002", [code for code in SEQ if code > "SEQ002"]),
        ("ignore = ['PRE']", "SEQ001 SEQ002", "SEQ002", ["SEQ001"]),
        ("", "SEQ001", "SEQ", ["SEQ001"]),
    ],
)
def test_the_command_line_is_stronger(tmp_path: Path, text: str, select: str, ignore: str, wanted: list[str]) -> None:
    assert codes(tmp_path, text, *select.split(), ignore=ignore) == wanted


def test_that_nothing_is_checked_is_said(tmp_path: Path) -> None:
    assert "no rule is active" in settled(tmp_path, "select = []").notes[0]
    assert "no rule is active" in settled(tmp_path, None, "SEQ001", ignore="SEQ001").notes[0]
    assert settled(tmp_path, "select = []", "SEQ001").notes == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SEQ009 = 'error'", {"SEQ009": Severity.ERROR}),
        ("never-checked = 'info'", {"SEQ009": Severity.INFO}),
        ("SEQ = 'info'\nSEQ009 = 'error'", dict.fromkeys(SEQ, Severity.INFO) | {"SEQ009": Severity.ERROR}),
        ("SEQ009 = 'error'\nSEQ = 'info'", dict.fromkeys(SEQ, Severity.INFO) | {"SEQ009": Severity.ERROR}),
        (
            "SEQ00 = 'error'\nALL = 'warning'\nSEQ = 'info'\nsection-order = 'warning'",
            {code: Severity.ERROR for code in SEQ if code.startswith("SEQ00")}
            | {"SEQ010": Severity.INFO, "SEQ007": Severity.WARNING, "SCH001": Severity.WARNING},
        ),
    ],
)
def test_of_two_severities_the_more_specific_holds(tmp_path: Path, text: str, wanted: dict[str, Severity]) -> None:
    severity = settled(tmp_path, f"[severity]\n{text}").policy.severity
    assert {code: severity[code] for code in wanted} == wanted
    if "ALL" not in text:
        assert severity.keys() <= wanted.keys() | {PREVIEW}


def test_the_failing_level(tmp_path: Path) -> None:
    (tmp_path / "lesson-pipeline.toml").write_text("fail-level = 'info'", encoding="utf-8")
    assert settle(tmp_path).fail_level is Severity.INFO
    assert settle(tmp_path, fail_level=Severity.WARNING).fail_level is Severity.WARNING
    assert settle(tmp_path, isolated=True).fail_level is Severity.ERROR


def test_in_isolation_no_file_is_opened(tmp_path: Path) -> None:
    settings = settled(tmp_path, "select = nonsense", isolated=True)
    assert list(settings.active) == ALL
    assert settings.file is None


def test_a_mistyped_word_of_the_command_line_is_no_fault_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="unknown rule `SEQ0O1`") as raised:
        settled(tmp_path, "select = ['SEQ']", "SEQ0O1")
    assert raised.value.help == "did you mean `SEQ001` (check-tests-untaught)?"
