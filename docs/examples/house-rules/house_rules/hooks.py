"""XHR: how lessons of our house begin."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, rule

MOST_WORDS = 120


@rule("XHR001", "hook-too-long", Severity.WARNING, since="1.0.0")
def hook_too_long(lesson: LessonContext) -> Iterator[Fault]:
    for section in lesson.plan.outline:
        words = len(section.own.content.split())
        if section.kind == "hook" and words > MOST_WORDS:
            yield Fault(
                lesson.plan.at((*section.path, "content")),
                f"the hook `{section.id}` has {words} words",
                f"ask the question sooner: {MOST_WORDS} words are half a page",
            )


@rule("XHR002", "hook-without-question", Severity.INFO, status="preview", since="1.0.0")
def hook_without_question(lesson: LessonContext) -> Iterator[Fault]:
    for section in lesson.plan.outline:
        if section.kind == "hook" and section.own.content and "?" not in section.own.content:
            yield Fault(
                lesson.plan.at((*section.path, "content")),
                f"the hook `{section.id}` asks nothing",
                "end it with the question that the lesson answers",
            )
