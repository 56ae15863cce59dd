"""SEQ, second half: the order of sections and of lessons."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.outline import Mention
from lesson_pipeline.record.timeline import Point
from lesson_pipeline.rules.context import CourseContext, LessonContext
from lesson_pipeline.rules.cycles import lesson_cycle, part_cycles
from lesson_pipeline.rules.registry import Fault, rule


@rule("SEQ003", "uses-untaught", Severity.ERROR)
def uses_untaught(lesson: LessonContext) -> Iterator[Fault]:
    for point, section, part in lesson.steps:
        below = lesson.course.curriculum.registry.below
        own = {name for teaching in section.teaches() for name in below(teaching.concept)}
        mentions = [(use, "uses") for use in part.uses] + [(recap, "recaps") for recap in part.recaps]
        for mention, verb in mentions:
            if lesson.depth(mention.concept, point).level >= lesson.known or mention.concept in own:
                continue
            yield _untaught_use(lesson, point, section.id, part.id, mention, verb)


def _untaught_use(lesson: LessonContext, point: Point, section: str, part: str, mention: Mention, verb: str) -> Fault:
    later = lesson.record.reaches(mention.concept, lesson.known, point)
    if later is None:
        when, help = lesson.nowhere(mention.concept), f"teach it before `{section}`, or explain without it"
    elif later.lesson == lesson.slug:
        when = f"it is taught only in {lesson.course.where(later, lesson.slug)}"
        help = f"move `{section}` below `{later.section}`, or teach the concept earlier"
    else:
        when = f"it is first taught in {lesson.course.where(later)}"
        help = f"teach it before `{section}`, or move this lesson behind {lesson.course.label(later.lesson)}"
    return Fault(
        lesson.plan.at(mention.path),
        f"`{part}` {verb} {lesson.course.concept(mention.concept)}, which has not been taught at this point: {when}",
        help,
        ((later.at, f"taught to {lesson.depth_name(later.level)} here"),) if later else (),
        absent=mention.concept,
        cause=("untaught", lesson.slug, mention.concept),
    )


@rule("SEQ005", "prerequisite-cycle", Severity.ERROR, on="course")
def prerequisite_cycle(course: CourseContext) -> Iterator[Fault]:
    yield from part_cycles(course)
    for place in course.curriculum.order:
        lesson = LessonContext(course, course.curriculum.plans[place.slug], place)
        for needed in () if lesson.plan.is_record else lesson.plan.prerequisites:
            if lesson.depth(needed.concept, lesson.start).level < lesson.known and (
                circle := lesson_cycle(lesson, needed)
            ):
                path = " → ".join(course.label(link.lesson) for link in (*circle, circle[0]))
                yield Fault(
                    lesson.plan.at((*needed.path, "concept")),
                    f"{course.concept(needed.concept)} closes a circle of prerequisites: {path}; no order of these lessons can work",
                    "teach one of the concepts in a lesson before all of them, or drop the prerequisite that matters least",
                    tuple((link.at, f"{course.label(link.lesson)} needs `{link.concept}`") for link in circle[1:]),
                    absent=needed.concept,
                    cause=("untaught", lesson.slug, needed.concept),
                )


@rule("SEQ006", "taught-again-as-new", Severity.WARNING)
def taught_again_as_new(lesson: LessonContext) -> Iterator[Fault]:
    for _, _, part in lesson.steps:
        for teaching in part.teaches:
            level, before = lesson.level(teaching.depth), lesson.depth(teaching.concept, lesson.start).level
            if lesson.known <= level <= before:
                yield Fault(
                    lesson.plan.at((*teaching.path, "concept")),
                    f"`{part.id}` teaches {lesson.course.concept(teaching.concept)} to {teaching.depth}, but the student already has it: "
                    f"{lesson.provenance(teaching.concept, lesson.start)}",
                    "list it under `recaps` if it is only brought back to mind, or teach it deeper",
                    lesson.related(teaching.concept, lesson.start),
                )


@rule("SEQ007", "section-order", Severity.WARNING)
def section_order(lesson: LessonContext) -> Iterator[Fault]:
    outline = lesson.plan.outline
    kinds = [section.kind for section in outline]
    first_explain = kinds.index("explain") if "explain" in kinds else len(kinds)
    for index, section in enumerate(outline):
        at = lesson.plan.at((*section.path, "kind"))
        if section.kind == "hook" and index > first_explain:
            explained = lesson.plan.at((*outline[first_explain].path, "id"))
            yield Fault(
                at,
                f"the hook `{section.id}` comes after the first explanation",
                f"move it before `{outline[first_explain].id}`: a hook makes the student want the answer",
                ((explained, "the first explanation"),),
            )
        allowed = {"summarize": {"summarize", "next-step"}, "next-step": {"next-step"}}.get(section.kind)
        after = next((later for later in outline[index + 1 :] if later.kind not in allowed), None) if allowed else None
        if after:
            yield Fault(
                at,
                f"`{section.id}` is not last: `{after.id}` comes after it",
                f"move it to the end, behind `{outline[-1].id}`",
                ((lesson.plan.at((*after.path, "id")), "comes after it"),),
            )
    yield from _explored_first(lesson)


def _explored_first(lesson: LessonContext) -> Iterator[Fault]:
    outline = lesson.plan.outline
    for index, section in enumerate(outline):
        if section.kind != "explore":
            continue
        explained = {
            teaching.concept
            for earlier in outline[:index]
            if earlier.kind != "explore"
            for teaching in earlier.teaches()
        }
        for teaching in section.teaches():
            later = next(
                (
                    other
                    for other in outline[index + 1 :]
                    if other.kind == "explain" and teaching.concept in {t.concept for t in other.teaches()}
                ),
                None,
            )
            if (
                later
                and teaching.concept not in explained
                and lesson.depth(teaching.concept, lesson.start).level < lesson.known
            ):
                yield Fault(
                    lesson.plan.at((*teaching.path, "concept")),
                    f"`{section.id}` explores {lesson.course.concept(teaching.concept)} before `{later.id}` explains it",
                    f"move `{section.id}` below `{later.id}`",
                    ((lesson.plan.at((*later.path, "id")), "explained here"),),
                )


_CONCRETE = {"concrete", "visual", "verbal", "geometric", "intuitive", "interactive"}


@rule("SEQ008", "abstract-before-concrete", Severity.WARNING, status="preview")
def abstract_before_concrete(lesson: LessonContext) -> Iterator[Fault]:
    first: dict[str, tuple[Point, str, str]] = {}
    placed = []
    for modality in lesson.plan.modalities:
        span = lesson.span_of(modality.where.ids)
        if span and modality.concept:
            placed.append((span[0], modality))
    for point, modality in sorted(placed, key=lambda item: item[0]):
        concept = modality.concept
        if concept not in first:
            first[concept] = (point, modality.kind, modality.id)
            continue
        earlier, kind, id = first[concept]
        if kind == "symbolic" and modality.kind in _CONCRETE and point > earlier:
            first[concept] = (earlier, "reported", id)
            symbolic = next(item for item in lesson.plan.modalities if item.id == id)
            yield Fault(
                lesson.plan.at((*symbolic.path, "kind")),
                f"{lesson.course.concept(concept)} meets the student in symbols (`{id}`) before anything concrete (`{modality.id}` comes later)",
                f"bring `{modality.id}` before `{id}`",
                ((lesson.plan.at((*modality.path, "kind")), "comes later"),),
            )


@rule("SEQ010", "taught-never-used", Severity.INFO, needs_whole=True)
def taught_never_used(lesson: LessonContext) -> Iterator[Fault]:
    registry = lesson.course.curriculum.registry
    if lesson.course.curriculum.course.partial:
        return  # what uses it may stand in a part of the course that is not shown
    for point, _, part in lesson.steps:
        for teaching in part.teaches:
            concept = teaching.concept
            if lesson.depth(concept, point).level >= lesson.known or lesson.level(teaching.depth) < lesson.known:
                continue
            known = registry.concepts.get(concept)
            family = registry.family(concept)
            required = any(lesson.course.required.get(name, -1) > lesson.place.index for name in family)
            if (known and known.kind == "term") or required or lesson.record.touched_later(concept, lesson.start):
                continue
            if not _touched_elsewhere(lesson, point, family):
                yield Fault(
                    lesson.plan.at((*teaching.path, "concept")),
                    f"{lesson.course.concept(concept)} is taught here, and nothing later uses, tests or needs it",
                    "use it or test it later, or leave it out: what is never used is soon forgotten",
                    absent=concept,
                    later=True,
                )


def _touched_elsewhere(lesson: LessonContext, point: Point, family: set[str]) -> bool:
    """Whether the lesson uses, recaps or tests a concept, or teaches it again later. Before its teaching counts too:
    that is a fault of its own."""
    for at, section, part in lesson.steps:
        names = {mention.concept for mention in (*part.uses, *part.recaps)}
        names |= {test.concept for question in section.questions for test in question.tests}
        names |= {teaching.concept for teaching in part.teaches} if at > point else set()
        if not names.isdisjoint(family):
            return True
    return False
