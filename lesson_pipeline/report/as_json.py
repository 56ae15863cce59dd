"""The report as one JSON object: the contract of the design page, section 5."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import orjson

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.engine.checklist import Ticked
from lesson_pipeline.engine.traceability import Traceability
from lesson_pipeline.places import pointer
from lesson_pipeline.record.traceability import Traced, TracedLesson
from lesson_pipeline.report.context import Context
from lesson_pipeline.rules.registry import all_rules

VERSION = 1
_CONTROL = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What JSON lets through and a terminal, or a reader's eye, may take amiss."""


def write(report: Report, _: Context) -> Iterator[str]:
    """The object, as text."""
    yield as_text(as_data(report))


def as_text(data: Any) -> str:
    """Data as JSON that any terminal shows as it is: letters of all scripts, but no control characters."""
    try:
        text = orjson.dumps(data, option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONEncodeError:  # half a character, as a name from a file system may hold; the same text, slowly
        text = json.dumps(data, indent=2, ensure_ascii=False)
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def as_data(report: Report) -> dict[str, Any]:
    """The object, as data."""
    return {
        "version": VERSION,
        "root": report.root,
        "summary": {
            "lessons": report.lessons,
            **{severity.word: report.count(severity) for severity in reversed(Severity)},
            "waived": len(report.waived),
            "baselined": len(report.baselined),
        },
        "diagnostics": [diagnostic_data(diagnostic) for diagnostic in report.diagnostics],
        "waived": [{**diagnostic_data(diagnostic), "reason": diagnostic.reason} for diagnostic in report.waived],
        "baselined": [diagnostic_data(diagnostic) for diagnostic in report.baselined],
        "removable": [asdict(fault) for fault in report.removable],
        "lessons": [
            {"lesson": slug, "checklist": [_ticked(ticked) for ticked in checklist]}
            for slug, checklist in report.checklists.items()
        ],
        "traceability": _traceability(report.traceability) if report.traceability else [],
    }


def _traceability(table: Traceability) -> list[dict[str, Any]]:
    return [
        {
            "lesson": lesson.slug,
            "plan": lesson.plan,
            "page": lesson.page,
            "elements": [_traced(row, lesson, table) for row in lesson.rows],
        }
        for lesson in table.lessons()
    ]


def _traced(row: Traced, lesson: TracedLesson, table: Traceability) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "id": row.id,
        "text": row.text,
        "planned": {"line": table.line(row.planned), "pointer": pointer(row.planned.path), "in": list(row.where)},
        "status": row.status.value,
        "realised": [
            {
                "path": lesson.page,
                "line": place.line,
                "section": place.section,
                "block": place.block.name if place.block else None,
                "id": place.id,
            }
            for place in row.realised
        ],
        "as_planned": row.as_planned,
        "reason": row.reason,
    }


def _ticked(ticked: Ticked) -> dict[str, Any]:
    item = ticked.item
    return {"id": item.id, "item": item.text, "ok": ticked.ok, "why": ticked.why, "rules": list(item.codes)}


def diagnostic_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic, as data."""
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
        "fix": {"label": diagnostic.fix.label} if diagnostic.fix else None,
    }
