"""The report as one JSON object: the contract of the design page, section 5."""

import json
from collections.abc import Iterator
from typing import Any

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.report.full import Lines
from lesson_pipeline.rules.registry import all_rules

VERSION = 1


def write(report: Report, _: Lines) -> Iterator[str]:
    """The object, as text."""
    yield json.dumps(as_data(report), indent=2, ensure_ascii=False)


def as_data(report: Report) -> dict[str, Any]:
    """The object, as data."""
    return {
        "version": VERSION,
        "root": report.root,
        "summary": {
            "lessons": report.lessons,
            **{severity.word: report.count(severity) for severity in reversed(Severity)},
            "waived": len(report.waived),
        },
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in report.diagnostics],
        "waived": [{**_diagnostic(diagnostic), "reason": diagnostic.reason} for diagnostic in report.waived],
        "traceability": [],
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.word,
        "message": diagnostic.message,
        "path": diagnostic.path,
        **diagnostic.span._asdict(),
        "lesson": diagnostic.lesson,
        "pointer": diagnostic.pointer,
        "help": diagnostic.help,
        "related": [
            {"path": related.path, **related.span._asdict(), "message": related.message}
            for related in diagnostic.related
        ],
        "url": all_rules()[diagnostic.code].url,
    }
