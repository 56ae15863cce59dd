"""Reports made by hand, for the tests of their forms."""

from lesson_pipeline.diagnostics import Diagnostic, Related, Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.places import Span
from lesson_pipeline.rules.registry import all_rules

SOURCE = {
    "planning/basics/loops.yaml": ["lesson: loops", "title: Loops", "colour: red"],
    "planning/course.yaml": ["course: x"],
}


def lines(path: str) -> list[str]:
    return SOURCE.get(path, [])


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
    return Report("/course", lessons, found, waived)
