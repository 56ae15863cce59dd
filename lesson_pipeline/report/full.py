"""The full report: each diagnostic with its lines of source, its related places and what to do."""

from collections import Counter
from collections.abc import Iterator

import click

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.report.context import Context
from lesson_pipeline.report.excerpt import excerpt, printable, source_line

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def write(report: Report, context: Context) -> Iterator[str]:
    """The lines of the report, styled; the caller drops the styles where nobody sees them."""
    for diagnostic in report.diagnostics:
        yield from _diagnostic(diagnostic, context)
        yield ""
    yield summary(report)


def _diagnostic(diagnostic: Diagnostic, context: Context) -> Iterator[str]:
    colour = COLOURS[diagnostic.severity]
    place = f"{printable(diagnostic.path)}:{diagnostic.span.line}:{diagnostic.span.column}"
    code = click.style(f"{diagnostic.code} {diagnostic.name}", bold=True)
    yield f"{click.style(place, bold=True)}  {code}  {click.style(diagnostic.severity.word, fg=colour, bold=True)}"
    yield f"  {printable(diagnostic.message)}"
    shown = excerpt(context.lines(diagnostic.path), diagnostic.span)
    yield from shown[:-1]
    if shown:
        yield click.style(shown[-1], fg=colour)
    for related in diagnostic.related:
        told = printable(f"{related.message}: {related.path}:{related.span.line}")
        yield click.style(f"  = {told}", fg="blue")
        text = source_line(context.lines(related.path), related.span.line)
        if text:
            yield click.style(f"      {text}", dim=True)
    if diagnostic.help:
        yield f"  {click.style('help:', fg='green')} {printable(diagnostic.help)}"
    if diagnostic.fix:
        yield f"  {click.style('fixable with --fix:', fg='green')} {printable(diagnostic.fix.label)}"


def summary(report: Report) -> str:
    """One line: how much was checked, and what was found."""
    count, what = (report.lessons, "lesson") if report.within is None else (len(report.within), "file")
    scope = f"{count} {what}{'' if count == 1 else 's'}"
    counts = [(report.count(severity), severity) for severity in reversed(Severity)]
    found = [
        click.style(
            f"{count} {severity.word}{'' if count == 1 or severity is Severity.INFO else 's'}", fg=COLOURS[severity]
        )
        for count, severity in counts
        if count
    ]
    aside = f"; {len(report.waived)} waived" if report.waived else ""
    known = "there before" if report.since else "in the baseline"
    aside += f"; {len(report.baselined)} {known}" if report.baselined else ""
    if not found:
        nothing = "nothing new" if report.baselined or report.since else "nothing found"
        return f"{click.style('All clear', fg='green', bold=True)}: {scope} checked, {nothing}{aside}."
    fixable = sum(diagnostic.fix is not None for diagnostic in report.diagnostics)
    return f"{', '.join(found)} in {scope}{aside}.{f' {fixable} fixable with --fix.' if fixable else ''}"


def statistics(report: Report) -> Iterator[str]:
    """How often each rule fired, most often first."""
    counts = Counter((diagnostic.code, diagnostic.name, diagnostic.severity) for diagnostic in report.diagnostics)
    for (code, name, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0][0])):
        yield f"{count:>6}  {code}  {name}  {click.style(severity.word, fg=COLOURS[severity])}"
