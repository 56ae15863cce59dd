"""TGT: what the lesson is to teach, held against what its outline teaches."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, rule


@rule("TGT001", "target-not-taught", Severity.ERROR, needs_whole=True, needs_outline=True)
def target_not_taught(lesson: LessonContext) -> Iterator[Fault]:
    taught = _taught(lesson)
    below = lesson.course.curriculum.registry.below
    for target in lesson.plan.teaches:
        if taught.isdisjoint(below(target.concept)):
            yield Fault(
                lesson.plan.at((*target.path, "concept")),
                f"the lesson is to teach {lesson.course.concept(target.concept)} to {target.depth}, but no section does",
                "add it to what a section `teaches`, or take it out of the targets",
                cause=lesson.lack(target.concept, lesson.depth(target.concept, lesson.start).level, target.depth),
            )


@rule("TGT002", "taught-not-targeted", Severity.WARNING, needs_whole=True, needs_outline=True)
def taught_not_targeted(lesson: LessonContext) -> Iterator[Fault]:
    targets = {target.concept for target in lesson.plan.teaches}
    for _, _, part in lesson.steps:
        for teaching in part.teaches:
            level = lesson.level(teaching.depth)
            concept = lesson.course.curriculum.registry.concepts.get(teaching.concept)
            before = lesson.depth(teaching.concept, lesson.start).level
            if level < lesson.known or level <= before or (concept and concept.kind == "term"):
                continue
            if not lesson.covers(teaching.concept, targets):
                targets.add(teaching.concept)
                yield Fault(
                    lesson.plan.at((*teaching.path, "concept")),
                    f"`{part.id}` teaches {lesson.course.concept(teaching.concept)}, which is no target of the lesson",
                    "add it to the plan's `teaches`, or leave it for a lesson that is about it",
                )


@rule("TGT003", "depth-not-reached", Severity.ERROR, needs_whole=True, needs_outline=True)
def depth_not_reached(lesson: LessonContext) -> Iterator[Fault]:
    taught = _taught(lesson)
    registry = lesson.course.curriculum.registry
    for target in lesson.plan.teaches:
        reached, wanted = lesson.depth(target.concept, lesson.end).level, lesson.level(target.depth)
        if reached >= wanted or taught.isdisjoint(registry.below(target.concept)):
            continue
        shallow = [
            part
            for part in registry.below(target.concept) - {target.concept}
            if lesson.depth(part, lesson.end).level < wanted
        ]
        parts = (
            f": its part{'s' if len(shallow) > 1 else ''} {', '.join(f'`{part}`' for part in sorted(shallow))} lag behind"
            if shallow
            else ""
        )
        yield Fault(
            lesson.plan.at((*target.path, "depth")),
            f"{lesson.course.concept(target.concept)} is to become {target.depth}, but the outline ends at "
            f"{lesson.depth_name(reached)}{parts}",
            f"teach it to {target.depth} in a section, or aim for {lesson.depth_name(reached)}",
            lesson.related(target.concept, lesson.end),
            cause=lesson.lack(target.concept, lesson.known, target.depth),
        )


@rule("TGT004", "developed-without-evidence", Severity.WARNING, needs_whole=True, needs_outline=True)
def developed_without_evidence(lesson: LessonContext) -> Iterator[Fault]:
    developed = lesson.course.curriculum.course.scale.developed
    below = lesson.course.curriculum.registry.below
    shown = {example.concept for example in lesson.plan.examples}
    tested = {
        part
        for _, check in lesson.checks
        for question in check.questions
        for test in question.tests
        for part in below(test.concept)
    }
    for target in lesson.plan.teaches:
        if lesson.level(target.depth) < developed:
            continue
        lacks = []
        if not lesson.covers(target.concept, shown):
            lacks.append(("example is about it", "unexampled"))
        if (
            not lesson.covers(target.concept, tested)
            and lesson.course.tested.get(target.concept, -1) <= lesson.place.index
        ):
            lacks.append(("check tests it", "unchecked"))
        for lack, cause in lacks:
            yield Fault(
                lesson.plan.at((*target.path, "depth")),
                f"{lesson.course.concept(target.concept)} is to be {target.depth}, but no {lack}",
                "plan one, or aim less deep: nobody traces or explains what was only told",
                cause=(cause, lesson.slug, target.concept),
            )


@rule("TGT005", "applied-without-practice", Severity.WARNING, needs_whole=True, needs_outline=True)
def applied_without_practice(lesson: LessonContext) -> Iterator[Fault]:
    plan, applied = lesson.plan, lesson.course.curriculum.course.scale.applied
    if any(book.exercises for book in plan.notebooks) or "project" in plan.delivery:
        return
    practised: set[str] = set()
    for section in plan.outline:
        if section.kind == "practice":
            practised |= {teaching.concept for teaching in section.teaches()} | {use.concept for use in section.uses()}
            practised |= {recap.concept for recap in section.recaps()}
    for target in plan.teaches:
        if lesson.level(target.depth) >= applied and not lesson.covers(target.concept, practised):
            yield Fault(
                plan.at((*target.path, "depth")),
                f"{lesson.course.concept(target.concept)} is to be {target.depth}, but the student never does it",
                "add a practice section that uses it, or a notebook with an exercise, or aim less deep",
            )


def _taught(lesson: LessonContext) -> set[str]:
    return {teaching.concept for _, _, part in lesson.steps for teaching in part.teaches}
