"""The report as SARIF 2.1.0: the form in which code scanning and editors take the results of any analysis."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from lesson_pipeline import __version__
from lesson_pipeline.diagnostics import Diagnostic, Fix, Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.places import Span
from lesson_pipeline.report.as_json import as_text
from lesson_pipeline.report.context import Context
from lesson_pipeline.report.rule_texts import page, parts
from lesson_pipeline.rules.registry import FAMILIES, Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "lessonPipeline/v1"
ROOT = "%SRCROOT%"
_LONGEST = 1024

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_LINE_ENDS = ["\r\n", *"\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"]
"""What ends a line, as the places of diagnostics count them."""


def write(report: Report, context: Context) -> Iterator[str]:
    """The log, as text."""
    yield as_text(as_data(report, context))


def as_data(report: Report, context: Context) -> dict[str, Any]:
    """The log, as data: one run, with the rules that ran and every fault, also those that are set aside."""
    found = sorted([*report.diagnostics, *report.waived, *report.baselined])
    index = {rule.code: number for number, rule in enumerate(report.rules)}
    known = {id(diagnostic) for diagnostic in report.baselined}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "lesson-pipeline",
                        "semanticVersion": __version__,
                        "rules": [_rule(rule) for rule in report.rules],
                    }
                },
                "invocations": [{"executionSuccessful": True}],
                "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
                "columnKind": "unicodeCodePoints",
                "newlineSequences": _LINE_ENDS,
                "results": [
                    {
                        "ruleId": diagnostic.code,
                        "ruleIndex": index[diagnostic.code],
                        "level": _LEVELS[diagnostic.severity],
                        **_result(diagnostic, context),
                        "partialFingerprints": {FINGERPRINT: fingerprint},
                        "suppressions": list(_suppressions(diagnostic, is_known=id(diagnostic) in known)),
                    }
                    for diagnostic, fingerprint in zip(found, context.fingerprints(found), strict=True)
                ],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    text, address = parts(rule), page(rule)
    about = [FAMILIES[rule.family][0]] if rule.family in FAMILIES else []
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": text.finds},
        "fullDescription": {"text": _cut(text.compares)},
        "help": {"text": text.plain, "markdown": text.markdown},
        **({"helpUri": address} if address else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.family, *about, *(["preview"] if rule.preview else [])],
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _cut(text: str) -> str:
    """A description no longer than code scanning takes it; the help has the whole."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _result(diagnostic: Diagnostic, context: Context) -> dict[str, Any]:
    """The message, with links to the related places, for viewers show only those that are linked; and all places."""
    links = [f"[{_label(related.message)}]({number})" for number, related in enumerate(diagnostic.related, 1)]
    related_locations = [
        {"id": number, **_location(related.path, related.span, context), "message": {"text": related.message}}
        for number, related in enumerate(diagnostic.related, 1)
    ]
    return {
        "message": {"text": "\n".join(filter(None, (diagnostic.message, diagnostic.help, *links)))},
        "locations": [_location(diagnostic.path, diagnostic.span, context)],
        "relatedLocations": related_locations,
        **({"fixes": [_fix(diagnostic.fix, context)]} if diagnostic.fix else {}),
    }


def _label(text: str) -> str:
    """A text in the brackets of a link."""
    return "".join(f"\\{letter}" if letter in "[]\\" else letter for letter in " ".join(text.split()))


def _location(path: str, span: Span, context: Context) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(path, context), "region": _region(span)}}


def _artifact(path: str, context: Context) -> dict[str, str]:
    return {"uri": quote(context.in_repository(path)), "uriBaseId": ROOT}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(fix: Fix, context: Context) -> dict[str, Any]:
    paths = dict.fromkeys(edit.path for edit in fix.edits)
    changes = [
        {
            "artifactLocation": _artifact(path, context),
            "replacements": [
                {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
                for edit in fix.edits
                if edit.path == path
            ],
        }
        for path in paths
    ]
    return {"description": {"text": fix.label}, "artifactChanges": changes}


def _suppressions(diagnostic: Diagnostic, *, is_known: bool) -> Iterable[dict[str, str]]:
    """Why a fault does not count; nothing for one that does."""
    if diagnostic.reason is not None:
        yield {"kind": "inSource", "status": "accepted", "justification": diagnostic.reason}
    elif is_known:
        yield {"kind": "external", "status": "accepted", "justification": "It stands in the baseline."}
