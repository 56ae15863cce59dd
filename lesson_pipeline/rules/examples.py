"""EXA: what shows a concept, and what shows its bounds."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, rule


def _count(lesson: LessonContext, polarity: str, wanted: int, help: str) -> Iterator[Fault]:
    found = sum(example.polarity == polarity for example in lesson.plan.examples)
    if found < wanted:
        yield Fault(
            lesson.whole("examples", lesson.plan.examples),
            f"the plan has {found or 'no'} {polarity} example{'' if found == 1 else 's'}; the course asks for {wanted}",
            help,
        )


@rule("EXA001", "too-few-positive", Severity.WARNING, needs_whole=True, needs_outline=True)
def too_few_positive(lesson: LessonContext) -> Iterator[Fault]:
    help = "add one that varies what does not matter, so that what matters stands out"
    yield from _count(lesson, "positive", lesson.policy.min_positive_examples, help)


@rule("EXA002", "no-negative", Severity.WARNING, needs_whole=True, needs_outline=True)
def no_negative(lesson: LessonContext) -> Iterator[Fault]:
    help = "add a case that looks like the concept and is not: it shows where the concept ends"
    yield from _count(lesson, "negative", lesson.policy.min_negative_examples, help)


@rule("EXA003", "not-placed", Severity.WARNING, needs_outline=True)
def not_placed(lesson: LessonContext) -> Iterator[Fault]:
    for item in lesson.plan.examples:
        if not item.where.ids and item.where.certain:
            message = f"the example `{item.id}` stands in no section"
            yield Fault(lesson.plan.at((*item.path, "in")), message, "name the section that carries it under `in`")


@rule("EXA004", "new-concept-without-example", Severity.WARNING, needs_whole=True, needs_outline=True)
def new_concept_without_example(lesson: LessonContext) -> Iterator[Fault]:
    shown = {example.concept for example in lesson.plan.examples}
    for teaching in lesson.new:
        if not lesson.covers(teaching.concept, shown):
            yield Fault(
                lesson.plan.at((*teaching.path, "concept")),
                f"{lesson.course.concept(teaching.concept)} is new, and no example is about it",
                "plan an example for it, or name it as the `concept` of one that shows it",
                cause=("unexampled", lesson.slug, teaching.concept),
            )


@rule("EXA005", "no-purpose", Severity.WARNING)
def no_purpose(lesson: LessonContext) -> Iterator[Fault]:
    for item in lesson.plan.examples:
        if not item.purpose.strip():
            yield Fault(
                lesson.plan.at((*item.path, "purpose")),
                f"the example `{item.id}` has no purpose",
                "say under `purpose` what it is to show",
            )
