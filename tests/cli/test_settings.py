"""`check` and `build` under a configuration, and what `--show-settings` prints."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lesson_pipeline.cli import main
from lesson_pipeline.config.options import Options
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.schema.store import schema
from tests.conftest import ROOT
from tests.small import lesson, record, small
from tools.markdown import fences

OUTLINE = """
outline:
  - {id: s, kind: explain, content: A loop., teaches: [{concept: loop, depth: introduced}], uses: [list]}
  - {id: next, kind: next-step}
"""
PAGE = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small curriculum with one fault: nobody teaches `list`."""
    small(record("old"), lesson("new", OUTLINE)).write(tmp_path)
    return tmp_path


def run(root: Path, *words: str, config: str | None = None) -> Result:
    if config is not None:
        (root / "lesson-pipeline.toml").write_text(config, encoding="utf-8")
    return CliRunner().invoke(main, ["--root", str(root), *words])


def codes(result: Result) -> list[str]:
    return [item["code"] for item in json.loads(result.stdout)["diagnostics"]]


JSON = ("check", "--output-format", "json")


def test_a_configuration_holds_for_check(root: Path) -> None:
    assert "SEQ003" in codes(run(root, *JSON))
    result = run(root, *JSON, config="ignore = ['SEQ003']\nselect = ['SEQ']")
    assert result.exit_code == 0
    assert "SEQ003" not in codes(result)
    result = run(root, *JSON, config="severity = {SEQ003 = 'warning'}\nselect = ['SEQ003']")
    assert (result.exit_code, codes(result)) == (0, ["SEQ003"])
    assert json.loads(result.stdout)["summary"]["warning"] == 1


def test_it_holds_for_build(root: Path) -> None:
    assert run(root, "build").exit_code == 1
    assert not (root / "site").exists()
    result = run(root, "build", config="severity = {ALL = 'info'}")
    assert result.exit_code == 0, result.output
    assert (root / "site" / "index.html").is_file()
    assert run(root, "build", config="severity = {ALL = 'info'}\nfail-level = 'info'").exit_code == 1
    assert run(root, "build", "--isolated").exit_code == 1
    assert run(root, "build", "--fail-level", "error").exit_code == 0


@pytest.mark.parametrize(
    ("config", "words", "status"),
    [
        ("fail-level = 'warning'", [], 1),
        ("fail-level = 'error'", [], 0),
        ("", [], 0),
        ("fail-level = 'warning'", ["--fail-level", "error"], 0),
        ("fail-level = 'error'", ["--fail-level", "info"], 1),
        ("fail-level = 'error'", ["--fail-level", "warning"], 1),
        ("fail-level = 'info'", ["--isolated", "--select", "PRE003"], 0),
        ("fail-level = 'info'", ["--ignore", "SEQ003"], 0),
    ],
)
def test_the_failing_level(root: Path, config: str, words: list[str], status: int) -> None:
    config = f"{config}\nselect = ['SEQ003']\nseverity = {{SEQ = 'warning'}}"
    assert run(root, "check", *words, config=config).exit_code == status


def test_it_is_found_from_a_folder_below(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "lesson-pipeline.toml").write_text("select = ['SCH']", encoding="utf-8")
    monkeypatch.chdir(root / "planning" / "basics")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


@pytest.mark.parametrize("command", [["check"], ["build"], ["check", "--show-settings"], [*JSON]])
def test_a_faulty_configuration_ends_the_run(root: Path, command: list[str]) -> None:
    result = run(root, *command, config='# rules\n\nignore = ["SEQ0O1", "PRE"]\nslect = []\n')
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "lesson-pipeline.toml:3:11  error",
        "  unknown rule `SEQ0O1`",
        "  1 | # rules",
        "  2 |",
        '  3 | ignore = ["SEQ0O1", "PRE"]',
        "    |           ^^^^^^^^",
        "  help: did you mean `SEQ001` (check-tests-untaught)?",
        "",
        "lesson-pipeline.toml:4:1  error",
        "  `slect` is not a key of a configuration",
        "  2 |",
        '  3 | ignore = ["SEQ0O1", "PRE"]',
        "  4 | slect = []",
        "    | ^^^^^",
        "  help: did you mean `select`?",
        "",
        "The configuration cannot be used, so nothing was done. `--isolated` does without it.",
    ]
    assert run(root, *command, "--isolated").exit_code in (0, 1)


def test_two_configurations_are_noted_apart_from_the_output(root: Path) -> None:
    (root / "pyproject.toml").write_text("[tool.lesson-pipeline]\nselect = ['SEQ']\n", encoding="utf-8")
    result = run(root, *JSON, config="select = ['PRE003']")
    assert codes(result) == []
    assert result.stderr == (
        "note: lesson-pipeline.toml is used, and [tool.lesson-pipeline] in pyproject.toml is not: keep one of the two\n"
    )


def test_a_mistyped_rule_on_the_command_line(root: Path) -> None:
    result = run(root, "check", "--select", "SEQ0O1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "unknown rule `SEQ0O1`" in result.stderr


SHOWN = """\
select            SEQ, PRE003                  lesson-pipeline.toml:1
extend-select     (none)                       default
ignore            SEQ001                       lesson-pipeline.toml:2
                  SEQ002                       lesson-pipeline.toml:3
                  PRE, SEQ010                  command line
preview           false                        default
per-path-ignores  new.yaml = SEQ (1 file)      lesson-pipeline.toml:8
                  /lessons = ALL (0 files)     lesson-pipeline.toml:9
                  planning = SEQ009 (4 files)  lesson-pipeline.toml:10
severity          never-checked = info         lesson-pipeline.toml:5
                  SEQ = warning                lesson-pipeline.toml:6
fail-level        warning                      command line
rules             (none)                       default
"""
CONFIG = """\
select = ["SEQ", "PRE003"]
ignore = ["SEQ001",
  "SEQ002"]
fail-level = "error"
severity.never-checked = "info"
severity.SEQ = "warning"
[per-path-ignores]
"new.yaml" = ["SEQ"]
"/lessons" = ["ALL"]
planning = ["SEQ009"]
"""


def test_every_setting_is_shown_with_its_origin(root: Path) -> None:
    words = ["check", "--show-settings", "--ignore", "PRE,SEQ010", "--fail-level", "warning"]
    result = run(root, *words, config=CONFIG)
    active = sum(rule.family == "SEQ" and not rule.preview for rule in all_rules().values()) - 3
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"Curriculum: {root}\nConfiguration: lesson-pipeline.toml\n\n{SHOWN}"
        f"\n{active} of {len(all_rules())} rules are active.\n"
    )


@pytest.mark.parametrize("words", [[], ["--isolated"]])
def test_settings_without_a_configuration_are_the_defaults(root: Path, words: list[str]) -> None:
    result = run(root, "check", "--show-settings", *words, config=CONFIG if words else None)
    assert result.exit_code == 0
    assert "Configuration: none\n" in result.stdout
    rows = [line.split() for line in result.stdout.split("\n\n")[1].splitlines()]
    assert [row[0] for row in rows] == list(schema("configuration")["properties"])
    assert {row[-1] for row in rows} == {"default"}


def test_what_the_command_line_selects_is_shown(root: Path) -> None:
    text = "extend-select = ['SEQ008']\nselect = []\nignore = []\n"
    shown = run(root, "check", "--show-settings", config=text).stdout
    assert re.findall(r"^(?:select|extend-select|ignore) .*", shown, re.MULTILINE) == [
        "select            (none)  lesson-pipeline.toml:2",
        "extend-select     SEQ008  lesson-pipeline.toml:1",
        "ignore            (none)  lesson-pipeline.toml:3",
    ]
    assert f"\n1 of {len(all_rules())} rules" in shown
    shown = run(root, "check", "--show-settings", "--select", "SEQ001,PRE003").stdout
    assert "select            SEQ001, PRE003  command line\nextend-select     (none)          command line\n" in shown
    assert f"\n2 of {len(all_rules())} rules are active.\n" in shown


def test_settings_are_shown_though_the_check_would_fail(root: Path) -> None:
    assert run(root, "check").exit_code == 1
    assert run(root, "check", "--show-settings").exit_code == 0
    (root / "planning" / "course.yaml").write_text("course: [", encoding="utf-8")
    assert run(root, "check", "--show-settings").exit_code == 0


def test_settings_as_data(root: Path) -> None:
    result = run(root, "check", "--show-settings", "--output-format", "json", "--select", "SEQ001", config=CONFIG)
    data = json.loads(result.stdout)
    assert list(data) == ["version", "root", "configuration", "settings", "active"]
    assert (data["version"], data["root"], data["configuration"]) == (1, str(root), "lesson-pipeline.toml")
    assert data["active"] == ["SEQ001"]
    assert {"name": "select", "value": ["SEQ001"], "source": "command line", "path": None, "line": None} in data[
        "settings"
    ]
    assert {
        "name": "per-path-ignores",
        "value": {"planning": ["SEQ009"]},
        "source": "file",
        "path": "lesson-pipeline.toml",
        "line": 10,
        "files": 4,
    } in data["settings"]
    page = (ROOT / "docs/json.md").read_text(encoding="utf-8").partition("## settings")[2]
    assert [
        name for name in {*data, *(key for row in data["settings"] for key in row)} if f"`{name}`" not in page
    ] == []


def test_letters_that_would_move_the_cursor_are_not_printed(root: Path) -> None:
    result = run(root, "check", "--show-settings", config='per-path-ignores = {"x\\u001b2J\\ny" = []}')
    assert "\x1b" not in result.stdout
    assert "x 2J y = (none) (0 files)" in result.stdout
    result = run(root, "check", config='ignore = ["x\\u001b2J"]')
    assert "unknown rule `x 2J`" in result.stderr


# -- the documentation


def test_every_option_is_a_key_of_the_schema() -> None:
    names = {name.replace("_", "-") for name in Options.__dataclass_fields__} - {"keys"}
    assert names == set(schema("configuration")["properties"])
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_the_page_shows_configurations_that_hold(root: Path) -> None:
    shown = [fence.body for fence in fences(PAGE) if fence.info == "toml"]
    assert len(shown) == 2
    for text in shown:
        name = text.splitlines()[0].removeprefix("# ")
        (root / name).write_text(text, encoding="utf-8")
        result = run(root, "check", "--show-settings")
        assert result.exit_code == 0, result.output
        assert f"Configuration: {name}\n" in result.stdout
        (root / name).unlink()


def test_the_page_shows_what_is_printed(root: Path) -> None:
    config, *_ = [fence.body for fence in fences(PAGE) if fence.info == "toml"]
    [console] = [fence.body for fence in fences(PAGE) if fence.info == "console"]
    command, _, shown = console.partition("\n")
    result = run(root, *command.split()[2:], config=config)
    assert result.stdout.replace(str(root), "/home/you/first-steps").startswith(f"{shown.rstrip()}\n\n")
    [fault] = [fence.body for fence in fences(PAGE) if fence.info == "text"]
    faulty = "".join(f"{line.split(' | ', 1)[1]}\n" for line in fault.splitlines() if re.match(r" +\d+ \| ", line))
    assert fault.rstrip() in run(root, "check", config=faulty).stderr
