"""Faults of a configuration: each at its place, with what was probably meant, and all of them at once."""

from pathlib import Path

import pytest

from lesson_pipeline.config.faults import ConfigurationError
from lesson_pipeline.config.settings import settle
from lesson_pipeline.places import Span
from lesson_pipeline.source.faults import SourceFault


def faults(root: Path, text: str, name: str = "lesson-pipeline.toml") -> tuple[SourceFault, ...]:
    (root / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        settle(root)
    assert (raised.value.path, raised.value.text) == (name, text)
    return raised.value.faults


def marked(text: str) -> tuple[str, Span]:
    """A text of which one line is marked: «what is wrong»."""
    for number, line in enumerate(text.split("\n"), 1):
        if "«" in line:
            start, end = line.index("«") + 1, line.index("»")
            return text.replace("«", "").replace("»", ""), Span(number, start, number, end)
    raise AssertionError("nothing is marked")


CASES = [
    ("«slect» = ['SEQ']", "`slect` is not a key of a configuration", "did you mean `select`?"),
    ("«fail_level» = 'error'", "`fail_level` is not a key of a configuration", "did you mean `fail-level`?"),
    ("[«per-file-ignores»]\nx = []", "`per-file-ignores` is not a key of a configuration", "did you mean `per-path-ignores`?"),
    ("«colour» = 1", "`colour` is not a key of a configuration", "remove it; known here: select, extend-select, ignore, preview, per-path-ignores, severity, fail-level, rules"),
    ("[«tool».lesson-pipeline]\nselect = []", "`tool` is not a key of a configuration", "in lesson-pipeline.toml the settings stand at the top, not below [tool.lesson-pipeline]"),
    ("select = ['PRE', «'SEQ0O1'»]", "unknown rule `SEQ0O1`", "did you mean `SEQ001` (check-tests-untaught)?"),
    ("extend-select = [\n  'PRE',\n  «'check-test-untaught'»,\n]", "unknown rule `check-test-untaught`", "did you mean `SEQ001` (check-tests-untaught)?"),
    ("ignore = [«'SQE'»]", "unknown rule `SQE`", "did you mean `SEQ`?"),
    ("ignore = [«'zebra'»]", "unknown rule `zebra`", "`lesson-pipeline rules` lists them"),
    ("ignore = [«'SEQ001, SEQ002'»]", "unknown rule `SEQ001, SEQ002`", "give each rule its own entry of the list"),
    ("ignore = [«''»]", "an empty rule code selects nothing", "name a code, a rule or a family: "),
    ("ignore = [«5»]", "this entry of `ignore` must be text, not the number 5", 'write a code in quotes: "SEQ010"'),
    ("ignore = [«[]»]", "this entry of `ignore` must be text, not a list", 'write a code in quotes: "SEQ010"'),
    ("select = «'SEQ'»", "`select` must be a list, not text", 'write it like this: `select = ["SEQ", "PRE003"]`'),
    ("select = «1979-05-27»", "`select` must be a list, not a date or a time", 'write it like this: `select = ["SEQ", "PRE003"]`'),
    ("ignore = «true»", "`ignore` must be a list, not true", 'write it like this: `ignore = ["SEQ010"]`'),
    ("severity = «'error'»", "`severity` must be a table, not text", 'write it like this: `severity = {SEQ009 = "error"}`'),
    ("[[«severity»]]\nSEQ009 = 'error'", "`severity` must be a table, not a list", 'write it like this: `severity = {SEQ009 = "error"}`'),
    ("severity = {«SEQ0O9» = 'error'}", "unknown rule `SEQ0O9`", "did you mean `SEQ009` (never-checked)?"),
    ("[severity]\nSEQ009 = «'eror'»", "`SEQ009` cannot be `eror`", "did you mean `error`? It is one of: error, warning, info"),
    ("severity.SEQ009 = «'off'»", "`SEQ009` cannot be `off`", "write one of: error, warning, info"),
    ("severity.SEQ009 = «1»", "`SEQ009` cannot be the number 1", 'write one of: "error", "warning", "info"'),
    ("fail-level = «'warn'»", "`fail-level` cannot be `warn`", "did you mean `warning`? It is one of: error, warning, info"),
    ("fail-level = «['error']»", "`fail-level` cannot be a list", 'write one of: "error", "warning", "info"'),
    ("[severity]\nSEQ009 = 'error'\n«never-checked» = 'info'", "`never-checked` and `SEQ009` (line 2) are the same, so which severity holds is open", "remove one of the two"),
    ("severity = {SEQ = 'error', «seq» = 'error'}", "`seq` and `SEQ` (line 1) are the same, so which severity holds is open", "remove one of the two"),
    ("[per-path-ignores]\n'planning/old' = [«'SEQ0O1'»]", "unknown rule `SEQ0O1`", "did you mean `SEQ001` (check-tests-untaught)?"),
    ("[per-path-ignores]\n'planning/old' = «'SEQ'»", "`planning/old` must be a list, not text", 'write it like this: `per-path-ignores = {"planning/old/**" = ["PRE"]}`'),
    ("[per-path-ignores]\n«'!planning/old'» = ['SEQ']", "a pattern cannot begin with `!`: it would bring nothing back", "name only what is to be ignored"),
    ("[per-path-ignores]\n«'planning\\old'» = ['SEQ']", "`planning\\old` matches no file", "separate folders with forward slashes, on Windows too"),
    ("[per-path-ignores]\n«'./planning'» = ['SEQ']", "`./planning` matches no file", "write the path from the root of the curriculum: planning/old/**"),
    ("per-path-ignores.«''» = ['SEQ']", "`` is no pattern of a path", "write the path from the root of the curriculum: planning/old/**"),
    ("per-path-ignores.«'# x'» = ['SEQ']", "`# x` is no pattern of a path", "write the path from the root of the curriculum: planning/old/**"),
    ("preview = «'yes'»", "`preview` must be true or false, not text", "write it like this: `preview = true`"),
    ("per-path-ignores.«'x\\'» = ['SEQ']", "`x\\` is no pattern of a path", "write the path from the root of the curriculum: planning/old/**"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "help"), CASES, ids=[message for _, message, _ in CASES])
def test_a_fault_is_told_at_its_place(tmp_path: Path, text: str, message: str, help: str) -> None:
    text, span = marked(text)
    [fault] = faults(tmp_path, text)
    assert (fault.span, fault.message) == (span, message)
    assert fault.help.startswith(help)


@pytest.mark.parametrize(
    ("text", "message"),
    [(text, message) for text, message, _ in CASES if not text.startswith("[") and "line" not in message],
)
def test_the_same_in_a_project(tmp_path: Path, text: str, message: str) -> None:
    text, span = marked(text)
    [fault] = faults(tmp_path, f"[project]\nname = 'x'\n[tool.lesson-pipeline]\n{text}", "pyproject.toml")
    assert (fault.span.line, fault.span.column, fault.message) == (span.line + 3, span.column, message)


@pytest.mark.parametrize(
    ("text", "column"), [("[tool]\nlesson-pipeline = 3", 19), ("[tool]\nlesson-pipeline = []", 19)]
)
def test_the_table_itself_may_be_none(tmp_path: Path, text: str, column: int) -> None:
    [fault] = faults(tmp_path, text, "pyproject.toml")
    assert (fault.span.line, fault.span.column) == (2, column)
    assert fault.message.startswith("`tool.lesson-pipeline` must be a table, not ")


def test_all_faults_are_told_in_order(tmp_path: Path) -> None:
    text = "ignore = ['SEQ0O1', 5, 'PRE']\nslect = []\nseverity = {SQE = 'info', PRE = 'x'}\nselect = ['XXX']\n"
    found = faults(tmp_path, text)
    assert [(fault.span.line, fault.span.column) for fault in found] == [
        (1, 11),
        (1, 21),
        (2, 1),
        (3, 13),
        (3, 33),
        (4, 11),
    ]


def test_the_message_alone_tells_everything(tmp_path: Path) -> None:
    (tmp_path / "lesson-pipeline.toml").write_text("ignore = ['SEQ0O1']\nslect = []\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        settle(tmp_path)
    assert str(raised.value).splitlines() == [
        "lesson-pipeline.toml:1:11: unknown rule `SEQ0O1` (did you mean `SEQ001` (check-tests-untaught)?)",
        "lesson-pipeline.toml:2:1: `slect` is not a key of a configuration (did you mean `select`?)",
    ]
