"""What an author may type, in the formats of other programs: it stays text there, and nothing of it is obeyed."""

import json
import re
from dataclasses import replace
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.impact.state_changes import ConceptChange, LessonChange, Source, StateChanges
from lesson_pipeline.model.rounds import Finding, Location
from lesson_pipeline.places import At, Span
from lesson_pipeline.report import github, gitlab, junit, reviews, sarif, state_changes, step_summary
from lesson_pipeline.report.context import Context
from lesson_pipeline.reviews.history import History, Step, Trail
from lesson_pipeline.reviews.status import GateFault, LessonStatus
from tests.report.reports import CONTEXT, diagnostic, report

HOSTILE = [
    "one\ntwo\r\nthree",
    "\n::error file=x,line=1::owned",
    "::set-env name=PATH::/tmp",
    "100 %, %0A, %25: a,b",
    "]]> <![CDATA[ & <b>bold</b> ' \"",
    "\x00\x01\x1b[31mred\x7f\x9b\ufffe\ud800",
    "naïve “漢字” 🎈 \u202e\u2028",
    "| a | b |\n| --- | --- |",
    "[click](https://evil.example) ![x](https://evil.example/x.png) <img src=x onerror=alert(1)>",
    "`a | b` ``` ` \\` \\| `unclosed",
    "{0} [label](1)",
]
PATH = "planning/basics/a,b:c%25 d.yaml"


def spoilt(text: str) -> Report:
    found = diagnostic(path=PATH, message=text, help=text)
    return report(found, waived=(replace(found, span=Span(4, 1, 4, 2), reason=text),))


def written(writer: object, text: str) -> str:
    return "\n".join(writer.write(spoilt(text), CONTEXT))  # type: ignore[attr-defined]


every_text = pytest.mark.parametrize("text", HOSTILE, ids=ascii)


def decoded(command: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner reads it: its name, its properties, its message."""
    head, message = command.removeprefix("::").split("::", 1)
    name, _, rest = head.partition(" ")
    properties = dict(item.split("=", 1) for item in rest.split(","))
    return name, {key: unquote(value) for key, value in properties.items()}, unquote(message)


@every_text
def test_a_workflow_command_is_one_line_and_one_command(text: str) -> None:
    command, summary = written(github, text).split("\n")
    assert command.isprintable(), "no line break of any kind, nothing that steers a terminal"
    name, properties, message = decoded(command)
    assert (name, properties["file"], properties["title"]) == ("error", PATH, "SCH003 schema-violation")
    assert set(properties) == {"file", "line", "endLine", "col", "endColumn", "title"}
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    assert message == f"{plain}\nhelp: {plain}"
    assert summary == "1 error in 3 lessons; 1 waived."


def test_a_fault_of_several_lines_has_no_columns() -> None:
    command = next(github.write(report(diagnostic(span=Span(2, 3, 4, 5))), CONTEXT))
    assert decoded(command)[1].keys() == {"file", "line", "endLine", "title"}


def test_the_worst_faults_come_first_because_few_are_shown() -> None:
    found = [diagnostic(line=number, severity=Severity(number)) for number in (1, 2, 3)]
    names = [line.split(" ")[0] for line in github.write(report(*found), CONTEXT)]
    assert names[:3] == ["::error", "::warning", "::notice"]


@every_text
def test_json_holds_the_text_as_it_is_and_shows_nothing_that_steers(text: str) -> None:
    for writer in (sarif, gitlab):
        shown = written(writer, text)
        assert shown.replace("\n", "").isprintable()
        assert shown.encode("utf-8")
    [log] = json.loads(written(sarif, text))["runs"]
    assert log["results"][0]["message"]["text"].startswith(text)
    assert log["results"][1]["suppressions"][0]["justification"] == text
    assert log["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "planning/basics/a%2Cb%3Ac%2525%20d.yaml"
    )
    [entry] = json.loads(written(gitlab, text))
    assert entry["description"] == f"SCH003 schema-violation: {text}"
    assert entry["location"]["path"] == PATH


@every_text
def test_xml_can_be_read_and_lacks_only_what_it_may_not_hold(text: str) -> None:
    whole = written(junit, text)
    tree = ElementTree.fromstring(whole.encode("utf-8"))
    [failure] = tree.iter("failure")
    [skipped] = tree.iter("skipped")
    fit = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]", "", text)
    assert failure.get("message") == fit
    assert skipped.get("message") == f"waived: {fit}"
    assert fit.replace("\r\n", "\n").replace("\r", "\n") in str(failure.text)


@every_text
def test_the_summary_of_a_step_shows_text_in_its_cells_and_nothing_else(text: str) -> None:
    kinds, inline = read(step_summary.write(spoilt(text), CONTEXT))
    assert kinds.count("table_open") == 1
    assert kinds.count("tr_open") == 2
    assert kinds.count("td_open") == 4
    assert {child.content for child in inline if child.type == "html_inline"} <= {"<br>"}
    shows_as_text(text, inline)


@every_text
def test_what_students_know_otherwise_shows_text_in_its_cells_and_nothing_else(text: str) -> None:
    source = Source("loops", text, text, PATH, 3)
    change = ConceptChange(text, text, "lost", text, text, (source,))
    found = StateChanges(2, (LessonChange("loops", "1.1.2", text, text, (change,)),), (), (), {})
    kinds, inline = read("\n".join(state_changes.markdown(found)))
    assert (kinds.count("table_open"), kinds.count("tr_open"), kinds.count("td_open")) == (1, 2, 6)
    assert not [child for child in inline if child.type == "html_inline"]
    shows_as_text(text, inline)


@every_text
def test_what_reviewers_found_shows_as_text_and_nothing_else(text: str) -> None:
    finding = Finding(text, text, (), text, (Location((), text=text),))
    trails = {(1, text): Trail(1, finding, (Step("open", 1, At(""), False),))}
    status = LessonStatus("loops", True, 1, PATH, text, 1, False, {text: 1}, 0)
    faults = [GateFault("loops", 1, text, PATH)]
    kinds, inline = read("\n".join(reviews.write([status], {"loops": History({}, trails)}, faults)))
    assert (kinds.count("table_open"), kinds.count("tr_open"), kinds.count("list_item_open")) == (1, 2, 2)
    assert not [child for child in inline if child.type == "html_inline"]
    shows_as_text(text, [child for child in inline if child.type not in ("strong_open", "strong_close")])


def read(markdown: str) -> tuple[list[str], list[Token]]:
    """The kinds of blocks of a page, and what stands in its lines."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    return [token.type for token in tokens], [child for token in tokens for child in token.children or ()]


def shows_as_text(text: str, inline: list[Token]) -> None:
    assert {child.type for child in inline} <= {"text", "text_special", "code_inline", "html_inline"}
    shown = "".join(child.content for child in inline)
    for word in re.findall(r"\w{3,}", text):
        assert word in shown


@pytest.mark.parametrize("room", [3000, 20_000, step_summary.LIMIT])
def test_the_summary_of_a_step_keeps_to_the_room_there_is(room: int) -> None:
    many = report(*(diagnostic(line=number, message="“漢字” " * 20) for number in range(1, 4001)))
    text = step_summary.write(many, Context(), room)
    rows = text.count("| error |")
    assert len(text.encode()) <= room
    assert len(text.encode()) > room * 0.7
    assert f"\n{4000 - rows} more are left out here.\n" in text


def test_a_summary_without_room_is_empty() -> None:
    assert step_summary.write(report(diagnostic()), Context(), 100) == ""
    assert step_summary.write(report(diagnostic()), Context(), -5) == ""
