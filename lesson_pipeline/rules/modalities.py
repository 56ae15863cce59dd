"""MOD: the ways in which a concept is presented."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, rule


@rule("MOD001", "too-few-modalities", Severity.WARNING, needs_whole=True, needs_outline=True)
def too_few_modalities(lesson: LessonContext) -> Iterator[Fault]:
    wanted = lesson.policy.min_modalities
    for target in lesson.plan.teaches:
        if not target.core:
            continue
        kinds = {item.kind for item in lesson.plan.modalities if lesson.covers(target.concept, {item.concept})}
        if len(kinds) < wanted:
            listed = f" ({', '.join(sorted(kinds))})" if kinds else ""
            yield Fault(
                lesson.plan.at((*target.path, "concept")),
                f"the core concept {lesson.course.concept(target.concept)} is presented in {len(kinds) or 'no'} "
                f"way{'' if len(kinds) == 1 else 's'}{listed}; the course asks for {wanted}",
                "plan another kind of modality for it: what one student cannot picture, another cannot compute",
            )


@rule("MOD002", "not-placed", Severity.WARNING, needs_outline=True)
def not_placed(lesson: LessonContext) -> Iterator[Fault]:
    for item in lesson.plan.modalities:
        if not item.where.ids and item.where.certain:
            message = f"the modality `{item.id}` stands in no section"
            yield Fault(lesson.plan.at((*item.path, "in")), message, "name the section that carries it under `in`")


@rule("MOD003", "no-rationale", Severity.WARNING)
def no_rationale(lesson: LessonContext) -> Iterator[Fault]:
    for item in lesson.plan.modalities:
        if not item.why.strip():
            yield Fault(
                lesson.plan.at((*item.path, "why")),
                f"the modality `{item.id}` has no rationale",
                "say under `why` what this way of presenting shows of this concept that others do not",
            )
