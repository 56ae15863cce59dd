"""STY: the house style of a course, as data in its course file."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.course import StyleRule
from lesson_pipeline.model.prose import plan_prose
from lesson_pipeline.places import At
from lesson_pipeline.rules.assertions import SECONDS
from lesson_pipeline.rules.context import CourseContext
from lesson_pipeline.rules.registry import Fault, rule


@rule("STY001", "house-style", Severity.WARNING, on="course")
def house_style(context: CourseContext) -> Iterator[Fault]:
    for style in context.curriculum.course.style:
        yield from _matches(context, style)


def _matches(context: CourseContext, style: StyleRule) -> Iterator[Fault]:
    import regex  # like re, but it can be stopped

    pattern_at = context.curriculum.course.at((*style.path, "pattern"))
    try:
        pattern = regex.compile(style.pattern)
    except regex.error as error:
        message = f"the pattern is no regular expression: {error}"
        yield Fault(pattern_at, message, "correct it; a literal . ( [ * + ? wants a backslash", severity=Severity.ERROR)
        return
    for plan in context.curriculum.plans.values():
        for path, text in plan_prose(plan):
            try:
                found = [match for match in pattern.finditer(text, timeout=SECONDS) if match.group()]
            except TimeoutError:
                message = f"the pattern takes more than {SECONDS} seconds on one text of {plan.file}"
                help = "simplify it: alternatives that overlap, such as (a|aa)+, are the usual cause"
                yield Fault(pattern_at, message, help, severity=Severity.ERROR)
                return
            for match in found:
                words = match.group()
                at = At(plan.file, path, words=(words, text[: match.start()].count(words)))
                yield Fault(at, f"“{' '.join(words.split())}”: {style.message}", severity=Severity.of(style.severity))
