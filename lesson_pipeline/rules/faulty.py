"""OWN: rules of one's own that do not work; those that fail while they run are found by `engine.judge`."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.places import At
from lesson_pipeline.rules.context import CourseContext
from lesson_pipeline.rules.registry import Fault, own_rules, rule

CODE = "OWN001"


class RuleFailedError(Exception):
    """A rule of one's own that cannot judge: what is wrong with it, what to do, and where it is written."""

    def __init__(self, message: str, help: str, at: At) -> None:
        super().__init__(message)
        self.help = help
        self.at = at


@rule(CODE, "faulty-rule", Severity.ERROR, on="course")
def faulty_rule(context: CourseContext) -> Iterator[Fault]:
    yield from own_rules().faults
