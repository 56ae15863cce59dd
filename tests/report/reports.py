"""Reports made by hand, for the tests of their forms."""

from lesson_pipeline.diagnostics import Diagnostic, Related, Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.places import Span
from lesson_pipeline.report.context import Context
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.source.document import parse_document

SOURCE = {
    "planning/basics/loops.yaml": "lesson: loops\ntitle: Loops\ncolour: red\n",
    "planning/course.yaml": "course: x\n",
}
CONTEXT = Context({path: parse_document(text, path) for path, text in SOURCE.items()})


def diagnostic(code: str = "SCH003", line: int = 3, severity: Severity | None = None, **rest: object) -> Diagnostic:
    """A diagnostic at the first six letters of a line of loops.yaml."""
    rule = all_rules()[code]
    given = {
        "path": "planning/basics/loops.yaml",
        "span": Span(line, 1, line, 7),
        "code": code,
        "message": "`colour` is not a key of a lesson plan",
        "name": rule.name,
        "severity": severity or rule.severity,
        "lesson": "loops",
        "pointer": "/colour",
        "help": "remove it",
        "related": (Related("planning/course.yaml", Span(1, 1, 1, 7), "the course is here"),),
    }
    return Diagnostic(**{**given, **rest})  # type: ignore[arg-type]


def report(*found: Diagnostic, waived: tuple[Diagnostic, ...] = (), lessons: int = 3) -> Report:
    rules = tuple(rule for rule in all_rules().values() if rule.code in {item.code for item in (*found, *waived)})
    return Report("/course", lessons, found, waived, rules=rules)
