"""Rules that are data: a path over the plan, one assertion, and what to say where it does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.places import At
from lesson_pipeline.rules.assertions import SECONDS, Assertion, Breach, MisdirectedError
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.faulty import RuleFailedError
from lesson_pipeline.rules.registry import Fault, Rule
from lesson_pipeline.rules.selector import Selector


@dataclass(frozen=True, slots=True)
class DataRule:
    """One entry of `rules` in a configuration."""

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    why: str
    path: str
    """As written."""
    selector: Selector
    asserts: str
    """What is asserted, in words."""
    assertion: Assertion
    judges_absence: bool
    """Whether it would speak of what may stand in text that could not be read."""
    at: At
    """Where it is written."""
    path_at: At
    assertion_at: At

    def as_rule(self) -> Rule:
        """The rule that the engine runs, with its documentation."""
        line = self.at.span.line if self.at.span else 1
        return Rule(
            *(self.code, self.name, self.severity, "lesson", self._judge),
            since="",
            needs_whole=self.judges_absence,
            needs_outline=self.judges_absence and self.path.startswith("outline"),
            origin=f"{self.at.file}:{line}",
            written=_text(self),
        )

    def _judge(self, lesson: LessonContext) -> Iterator[Fault]:
        try:
            for breach in self.assertion(lesson.data, self.selector):
                yield _fault(self, lesson, breach)
        except TimeoutError:
            message = f"the pattern takes more than {SECONDS} seconds on one text of {lesson.plan.file}"
            help = "simplify it: alternatives that overlap, such as (a|aa)+, are the usual cause"
            raise RuleFailedError(message, help, self.assertion_at) from None
        except MisdirectedError as error:
            raise RuleFailedError(str(error), "correct the path, or assert something else", self.path_at) from None


def _fault(data: DataRule, lesson: LessonContext, breach: Breach) -> Fault:
    message = f"{data.message.rstrip('.')}: {breach.because}" if breach.because else data.message
    related = ((lesson.plan.at(breach.other[0]), breach.other[1]),) if breach.other else ()
    help = "; ".join(text for text in (data.help, breach.help) if text)
    return Fault(lesson.plan.at(breach.path, breach.on), message, help, related)


def _text(data: DataRule) -> str:
    why = data.why or "Whoever wrote the rule gives no reason: add one as `why`."
    help = data.help or "Do as the message says. If a value is right as it stands, waive the diagnostic with a reason."
    return (
        f"# {data.code} {data.name}\n\n{data.message}\n\n"
        f"A rule of this course: in the plan of every lesson it looks at `{data.path}`. {data.asserts}\n\n"
        f"## Why it hurts\n\n{why}\n\n## How to fix\n\n{help}\n"
    )
