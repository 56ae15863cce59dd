"""The report as workflow commands of GitHub Actions, which become annotations on the lines of a pull request."""

from collections.abc import Iterator

import click

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.report.context import Context
from lesson_pipeline.report.excerpt import printable
from lesson_pipeline.report.full import summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report, context: Context) -> Iterator[str]:
    """One command for each diagnostic, the worst first, since GitHub shows but ten of a kind; then the summary."""
    for diagnostic in sorted(report.diagnostics, key=lambda item: -item.severity):
        yield _command(diagnostic, context)
    yield shown(click.unstyle(summary(report)))


def shown(line: str) -> str:
    """A line that GitHub shall only show: commands in the form of old begin with `##[` anywhere in it."""
    return line.replace("##[", "## [")


def _command(diagnostic: Diagnostic, context: Context) -> str:
    span = diagnostic.span
    place = {"file": printable(context.in_repository(diagnostic.path)), "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:  # GitHub takes no columns where there are several lines
        place |= {"col": span.column, "endColumn": span.end_column}
    properties = {**place, "title": f"{diagnostic.code} {diagnostic.name}"}
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    help = f"help: {diagnostic.help}" if diagnostic.help else ""
    lines = (printable(line) for line in (diagnostic.message, help) if line)
    return f"::{_COMMANDS[diagnostic.severity]} {told}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    """A text as the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A text as the value of a property of a command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
