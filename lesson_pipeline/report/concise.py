"""The concise report: one line for each diagnostic."""

from collections.abc import Iterator

from lesson_pipeline.engine.check import Report
from lesson_pipeline.report.context import Context
from lesson_pipeline.report.excerpt import printable
from lesson_pipeline.report.full import summary


def write(report: Report, _: Context) -> Iterator[str]:
    """The lines of the report."""
    for diagnostic in report.diagnostics:
        place = f"{diagnostic.path}:{diagnostic.span.line}:{diagnostic.span.column}"
        yield printable(f"{place}: {diagnostic.severity.word} {diagnostic.code} {diagnostic.message}")
    yield summary(report)
