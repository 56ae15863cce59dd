"""The report as GitLab's code quality report, which merge requests show beside the lines that they change."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.report.as_json import as_text
from lesson_pipeline.report.context import Context

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(report: Report, context: Context) -> Iterator[str]:
    """A list with an object for each diagnostic; what is set aside is no violation, so it is left out."""
    found = report.diagnostics
    yield as_text(
        [
            {
                "description": f"{diagnostic.code} {diagnostic.name}: {diagnostic.message}",
                "check_name": diagnostic.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[diagnostic.severity],
                "location": {
                    "path": context.in_repository(diagnostic.path),
                    "lines": {"begin": diagnostic.span.line, "end": diagnostic.span.end_line},
                },
            }
            for diagnostic, fingerprint in zip(found, context.fingerprints(found), strict=True)
        ]
    )
