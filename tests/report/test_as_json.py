"""The JSON report: its keys are a contract (design page, section 5); keys may be added (docs/json.md), none may go."""

import json
from pathlib import Path
from typing import Any

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.report import as_json
from lesson_pipeline.testing import check_folder
from tests.report.reports import CONTEXT, diagnostic, report
from tests.small import file, lesson, record, small

DIAGNOSTIC = {
    "code",
    "name",
    "severity",
    "message",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "lesson",
    "pointer",
    "help",
    "related",
    "url",
}


def told(made: Report) -> dict[str, Any]:
    [text] = as_json.write(made, CONTEXT)
    data: dict[str, Any] = json.loads(text)
    return data


def test_the_object_has_the_keys_of_the_contract() -> None:
    data = told(report(diagnostic(), waived=(diagnostic(reason="So."),)))
    assert data.keys() >= {"version", "root", "summary", "diagnostics", "waived", "traceability"}
    assert data["version"] == 1
    assert data["root"] == "/course"
    assert data["summary"].keys() >= {"lessons", "error", "warning", "info", "waived"}
    [found], [waived] = data["diagnostics"], data["waived"]
    assert found.keys() >= DIAGNOSTIC
    assert waived.keys() >= DIAGNOSTIC | {"reason"}
    assert waived["reason"] == "So."
    assert found["related"][0].keys() >= {"path", "line", "column", "end_line", "end_column", "message"}
    assert isinstance(data["traceability"], list)


def test_the_summary_counts() -> None:
    found = [diagnostic(severity=Severity(value)) for value in (3, 3, 2, 1, 1, 1)]
    summary = told(report(*found, waived=(diagnostic(),), lessons=7))["summary"]
    counts = {"lessons": 7, "error": 2, "warning": 1, "info": 3, "waived": 1}
    assert {key: summary[key] for key in counts} == counts


def test_a_real_fault_has_real_values(tmp_path: Path) -> None:
    asking = "outline: [{id: c, kind: check, questions: [{id: q, prompt: What?, tests: [{concept: loop}]}]}]\n"
    small(record("a"), lesson("b", asking), record("c", "loop introduced")).write(tmp_path)
    data = told(check_folder(tmp_path, ["SEQ001"]))
    [found] = data["diagnostics"]
    text = (tmp_path / found["path"]).read_text().splitlines()[found["line"] - 1]
    assert text[found["column"] - 1 : found["end_column"] - 1] == "loop"
    assert {
        key: found[key] for key in ("code", "name", "severity", "path", "end_line", "lesson", "pointer", "url")
    } == {
        "code": "SEQ001",
        "name": "check-tests-untaught",
        "severity": "error",
        "path": "planning/basics/b.yaml",
        "end_line": found["line"],
        "lesson": "b",
        "pointer": "/outline/0/questions/0/tests/0/concept",
        "url": "docs/rules/SEQ001.md",
    }
    assert [(related["path"], related["line"]) for related in found["related"]] == [("planning/basics/c.yaml", 6)]
    assert data["summary"]["lessons"] == 3


def test_a_fault_of_the_course_has_no_lesson(tmp_path: Path) -> None:
    small(lesson("a")).write(tmp_path)
    course = tmp_path / "planning/course.yaml"
    course.write_text(course.read_text().replace("lessons: [a]", "lessons: [a, gone]"))
    [found] = told(check_folder(tmp_path, ["SCH010"]))["diagnostics"]
    assert found["lesson"] is None


def test_letters_of_all_scripts_stay_and_control_characters_do_not() -> None:
    message = "“漢字” naïve \x1b[2J\x9b31m\x7f\u202e\u2028"
    [text] = as_json.write(report(diagnostic(message=message)), CONTEXT)
    assert "“漢字” naïve" in text
    assert text.replace("\n", "").isprintable()
    assert json.loads(text)["diagnostics"][0]["message"] == message


PLANNED = """
examples: [{id: e, polarity: positive, what: Counting, in: [s]}, {id: f, polarity: positive}]
outline: [{id: s, kind: explain, title: Explain}]
"""


def test_what_was_planned_is_traced_to_the_page(tmp_path: Path) -> None:
    page = file("lessons/a.md", "## S {#s}\n\n::::{card}\n:realizes: e\nSo.\n::::\n")
    small(lesson("a", PLANNED), lesson("b", PLANNED), page).write(tmp_path)
    written, unwritten = told(check_folder(tmp_path, []))["traceability"]
    assert {key: value for key, value in written.items() if key != "elements"} == {
        "lesson": "a",
        "plan": "planning/basics/a.yaml",
        "page": "lessons/a.md",
    }
    section, example, missing = written["elements"]
    assert example == {
        "kind": "example",
        "id": "e",
        "text": "Counting",
        "planned": {"line": 4, "pointer": "/examples/0/id", "in": ["s"]},
        "status": "realised",
        "realised": [{"path": "lessons/a.md", "line": 3, "section": "s", "block": "card", "id": None}],
        "as_planned": True,
        "reason": None,
    }
    assert section["realised"] == [{"path": "lessons/a.md", "line": 1, "section": "s", "block": None, "id": "s"}]
    assert (missing["status"], missing["realised"], missing["as_planned"]) == ("missing", [], None)
    assert unwritten["page"] is None
    assert {row["status"] for row in unwritten["elements"]} == {"not-written"}


def test_a_report_of_some_files_traces_their_lessons(tmp_path: Path) -> None:
    small(lesson("a", PLANNED), lesson("b", PLANNED), file("lessons/a.md", "## S {#s}\n")).write(tmp_path)
    whole = check_folder(tmp_path, [])
    for path, slugs in (("planning/basics/b.yaml", ["b"]), ("lessons/a.md", ["a"]), ("planning/course.yaml", [])):
        limited = told(whole.limited_to([path]))
        assert [lesson["lesson"] for lesson in limited["traceability"]] == slugs
