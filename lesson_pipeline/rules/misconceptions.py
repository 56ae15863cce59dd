"""MIS: what students are likely to believe wrongly, and what disproves it."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.plan import Misconception
from lesson_pipeline.places import At
from lesson_pipeline.record.timeline import Point
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, rule


@rule("MIS001", "too-few", Severity.WARNING, needs_whole=True, needs_outline=True)
def too_few(lesson: LessonContext) -> Iterator[Fault]:
    found, wanted = lesson.plan.misconceptions, lesson.policy.min_misconceptions
    if len(found) < wanted:
        yield Fault(
            lesson.whole("misconceptions", found),
            f"the plan foresees {len(found) or 'no'} misconception{'' if len(found) == 1 else 's'}; the course asks for {wanted}",
            "think of what students bring along that this lesson contradicts, and of what its words wrongly suggest",
        )


@rule("MIS002", "no-negative-example", Severity.ERROR)
def no_negative_example(lesson: LessonContext) -> Iterator[Fault]:
    for item in lesson.plan.misconceptions:
        if not item.negative_example.strip():
            yield Fault(
                lesson.plan.at((*item.path, "negative_example")),
                f"nothing disproves the misconception `{item.id}`",
                "give a case in which the belief predicts one thing and another happens",
            )


@rule("MIS003", "not-placed", Severity.WARNING, needs_outline=True)
def not_placed(lesson: LessonContext) -> Iterator[Fault]:
    for item in lesson.plan.misconceptions:
        if not item.where.ids and item.where.certain:
            yield Fault(
                lesson.plan.at((*item.path, "in")),
                f"the misconception `{item.id}` is addressed in no section",
                "name the section under `in`: where the belief would otherwise take hold",
            )


@rule("MIS004", "addressed-too-late", Severity.WARNING, needs_whole=True)
def addressed_too_late(lesson: LessonContext) -> Iterator[Fault]:
    for item in lesson.plan.misconceptions:
        span = lesson.span_of(item.where.ids)
        if span is None or not item.concept:
            continue
        tested = _tested_before(lesson, item, span[0])
        if tested:
            check, at = tested
            yield Fault(
                lesson.plan.at((*item.path, "in")),
                f"`{check}` tests {lesson.course.concept(item.concept)} before the misconception `{item.id}` is addressed",
                f"address it before `{check}`, or test the concept later",
                ((at, "tested here"),),
            )


def _tested_before(lesson: LessonContext, item: Misconception, addressed: Point) -> tuple[str, At] | None:
    below = lesson.course.curriculum.registry.below
    for point, check in lesson.checks:
        for question in check.questions if point < addressed else ():
            for test in () if question.probe else question.tests:
                if lesson.depth(test.concept, point).level < lesson.known:
                    continue  # tested before it is taught: a fault of its own
                if item.concept in below(test.concept):
                    return check.id, lesson.plan.at((*test.path, "concept"))
    return None
