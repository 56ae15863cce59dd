"""The reports for people: in full, and a line for each fault."""

from dataclasses import replace

import click
import pytest

from lesson_pipeline.diagnostics import Related, Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.places import Span
from lesson_pipeline.report import concise, full
from lesson_pipeline.report.context import Context
from lesson_pipeline.source.document import Document
from tests.report.reports import CONTEXT, diagnostic, report


def told(made: Report) -> list[str]:
    return [click.unstyle(line) for line in full.write(made, CONTEXT)]


def test_a_fault_in_full_has_its_place_its_lines_its_neighbours_and_its_help() -> None:
    assert told(report(diagnostic())) == [
        "planning/basics/loops.yaml:3:1  SCH003 schema-violation  error",
        "  `colour` is not a key of a lesson plan",
        "  1 | lesson: loops",
        "  2 | title: Loops",
        "  3 | colour: red",
        "    | ^^^^^^",
        "  = the course is here: planning/course.yaml:1",
        "      course: x",
        "  help: remove it",
        "",
        "1 error in 3 lessons.",
    ]


def test_what_is_not_there_is_left_out() -> None:
    bare = diagnostic(path="planning/gone.yaml", help="", related=())
    assert told(report(bare))[:3] == [
        "planning/gone.yaml:3:1  SCH003 schema-violation  error",
        "  `colour` is not a key of a lesson plan",
        "",
    ]


def test_a_related_place_without_text_still_has_its_line() -> None:
    away = diagnostic(related=(Related("planning/gone.yaml", Span(9, 1, 9, 2), "it was here"),))
    assert "  = it was here: planning/gone.yaml:9" in told(report(away))


@pytest.mark.parametrize("severity", list(Severity))
def test_the_severity_is_said_not_only_coloured(severity: Severity) -> None:
    assert told(report(diagnostic(severity=severity)))[0].endswith(f"  {severity.word}")


def test_a_fault_in_one_line_can_be_clicked_and_searched() -> None:
    first, last = concise.write(report(diagnostic()), CONTEXT)
    assert first == "planning/basics/loops.yaml:3:1: error SCH003 `colour` is not a key of a lesson plan"
    assert click.unstyle(last) == "1 error in 3 lessons."


@pytest.mark.parametrize(
    ("severities", "waived", "lessons", "words"),
    [
        ([], 0, 3, "All clear: 3 lessons checked, nothing found."),
        ([], 0, 1, "All clear: 1 lesson checked, nothing found."),
        ([], 2, 3, "All clear: 3 lessons checked, nothing found; 2 waived."),
        ([3], 0, 1, "1 error in 1 lesson."),
        ([3, 3, 2, 1], 0, 3, "2 errors, 1 warning, 1 info in 3 lessons."),
        ([2, 2, 1, 1], 1, 3, "2 warnings, 2 info in 3 lessons; 1 waived."),
    ],
)
def test_the_last_line_sums_up(severities: list[int], waived: int, lessons: int, words: str) -> None:
    found = [diagnostic(severity=Severity(value)) for value in severities]
    made = report(*found, waived=(diagnostic(),) * waived, lessons=lessons)
    assert click.unstyle(full.summary(made)) == words


@pytest.mark.parametrize(
    ("severities", "waived", "words"),
    [
        ([], 0, "All clear: 3 lessons checked, nothing new; 2 in the baseline."),
        ([3], 1, "1 error in 3 lessons; 1 waived; 2 in the baseline."),
    ],
)
def test_the_last_line_counts_what_a_baseline_knows(severities: list[int], waived: int, words: str) -> None:
    found = [diagnostic(severity=Severity(value)) for value in severities]
    made = replace(report(*found, waived=(diagnostic(),) * waived), baselined=(diagnostic(),) * 2)
    assert click.unstyle(full.summary(made)) == words


def test_the_sum_of_some_files_is_of_files() -> None:
    made = report(diagnostic()).limited_to(["planning/basics/loops.yaml", "planning/course.yaml"])
    assert click.unstyle(full.summary(made)) == "1 error in 2 files."


def test_statistics_name_the_most_frequent_first() -> None:
    found = [
        diagnostic("SEQ002"),
        diagnostic("SEQ001"),
        diagnostic("SEQ002", severity=Severity.ERROR),
        diagnostic("SEQ002"),
    ]
    assert [click.unstyle(line).split() for line in full.statistics(report(*found))] == [
        ["2", "SEQ002", "check-mentions-untaught", "warning"],
        ["1", "SEQ001", "check-tests-untaught", "error"],
        ["1", "SEQ002", "check-mentions-untaught", "error"],
    ]


HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\r\u202e"


@pytest.mark.parametrize("writer", [full, concise])
def test_no_text_of_a_file_steers_the_terminal(writer) -> None:
    evil = diagnostic(
        path=f"planning/{HOSTILE}.yaml",
        message=f"no concept has the id `{HOSTILE}`",
        help=f"did you mean `{HOSTILE}`?",
        related=(Related(f"{HOSTILE}.yaml", Span(1, 1, 1, 2), HOSTILE),),
    )
    context = Context({evil.path: Document(evil.path, f"a: {HOSTILE}\n" * 3)})
    for line in writer.write(report(evil), context):
        assert click.unstyle(line).isprintable(), ascii(line)
