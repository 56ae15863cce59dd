"""The report as Markdown for the summary of a job of GitHub Actions: a table of the faults, the worst first."""

import click

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.check import Report
from lesson_pipeline.report.context import Context
from lesson_pipeline.report.full import summary
from lesson_pipeline.report.markdown import plain
from lesson_pipeline.report.rule_texts import page

LIMIT = 1024 * 1024
"""Bytes that GitHub takes as the summary of a step; it takes nothing at all of one that is longer."""

_TAIL = 200
"""Bytes kept free for the line that says how many are left out."""


def write(report: Report, context: Context, room: int = LIMIT) -> str:
    """The Markdown, in at most `room` bytes; empty where not even its head finds room."""
    head = f"## lesson-pipeline check\n\n{plain(click.unstyle(summary(report)))}\n\n"
    if report.diagnostics:
        head += "| severity | place | rule | fault |\n| --- | --- | --- | --- |\n"
    left = room - len(head.encode()) - _TAIL
    if left < 0:
        return ""
    pages = {rule.code: page(rule) for rule in report.rules}
    rows: list[str] = []
    for diagnostic in sorted(report.diagnostics, key=lambda item: -item.severity):
        row = _row(diagnostic, context, pages.get(diagnostic.code))
        left -= len(row.encode())
        if left < 0:
            break
        rows.append(row)
    rest = len(report.diagnostics) - len(rows)
    tail = f"\n{rest} more are left out here.\n" if rest else ""
    return f"{head}{''.join(rows)}{tail}\n"


def _row(diagnostic: Diagnostic, context: Context, address: str | None) -> str:
    rule = f"[{diagnostic.code}]({address})" if address else diagnostic.code
    place = f"{context.in_repository(diagnostic.path)}:{diagnostic.span.line}"
    told = plain(diagnostic.message) + (f"<br>{plain(diagnostic.help)}" if diagnostic.help else "")
    return f"| {diagnostic.severity.word} | {plain(place)} | {rule} {plain(diagnostic.name)} | {told} |\n"
