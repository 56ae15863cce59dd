"""PRE, first half: what a plan says of the student, held against the record."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.places import DocPath
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, Repair, rule, write
from lesson_pipeline.source.changes import Append, Drop
from lesson_pipeline.suggest import did_you_mean, surely


@rule("PRE001", "state-differs-from-record", Severity.WARNING)
def state_differs_from_record(lesson: LessonContext) -> Iterator[Fault]:
    if lesson.plan.state is None:
        return
    for row in lesson.plan.state.knows:
        actual = lesson.depth(row.concept, lesson.start).level
        if actual != lesson.level(row.depth):
            at = lesson.plan.at((*row.path, "depth"))
            yield Fault(
                at,
                f"the plan says that {lesson.course.concept(row.concept)} is {row.depth}; the record says {lesson.provenance(row.concept, lesson.start)}",
                f"write `{lesson.depth_name(actual)}`, or correct the lesson that teaches it",
                lesson.related(row.concept, lesson.start),
                absent=row.concept,
                cause=("state", lesson.slug, row.concept),
                # what nothing teaches is no slip in the depth: a lesson may be missing before this one
                fix=write(lesson.depth_name(actual), at) if actual else None,
            )
    for left_out in lesson.plan.state.not_covered:
        for mention in left_out.concepts:
            if lesson.depth(mention.concept, lesson.start).level >= lesson.known:
                yield Fault(
                    lesson.plan.at(mention.path),
                    f"the plan says that {lesson.course.concept(mention.concept)} is not covered yet; the record says {lesson.provenance(mention.concept, lesson.start)}",
                    "take it out of `not_covered`",
                    lesson.related(mention.concept, lesson.start),
                    cause=("state", lesson.slug, mention.concept),
                )


@rule("PRE002", "source-does-not-teach", Severity.ERROR, on_records=True)
def source_does_not_teach(lesson: LessonContext) -> Iterator[Fault]:
    state = lesson.plan.state
    for row in state.knows if state else ():
        yield from _sources(lesson, row.concept, row.source, row.path, lesson.level(row.depth))
    for needed in lesson.plan.prerequisites:
        yield from _sources(
            lesson, needed.concept, needed.source, needed.path, lesson.level(needed.has or needed.requires)
        )


def _sources(
    lesson: LessonContext, concept: str, sources: tuple[str, ...], path: DocPath, claimed: int
) -> Iterator[Fault]:
    """Faults of a list of sources: each must teach the concept, and the deepest must account for the depth claimed."""
    taught = lesson.record.taught_before(concept, lesson.start)
    sound = True
    for index, source in enumerate(sources):
        fault = _bad_source(lesson, concept, source)
        if fault:
            sound = False
            yield Fault(
                lesson.plan.at((*path, "source", index)),
                f"`{source}` is cited as a source of {lesson.course.concept(concept)}, but {fault[0]}",
                fault[1],
                lesson.related(concept, lesson.start),
                absent=concept,
                cause=("source", lesson.slug, concept, source),
                fix=_right_source(lesson, concept, sources, (*path, "source", index), claimed),
            )
    if sources and sound and not lesson.course.curriculum.registry.parts(concept):
        cited = max((entry.level for entry in taught if entry.lesson in sources), default=0)
        actual = lesson.depth(concept, lesson.start).level
        if cited < min(claimed, actual):
            yield Fault(
                lesson.plan.at((*path, "source"), "key"),
                f"the lessons cited teach {lesson.course.concept(concept)} only to {lesson.depth_name(cited)}; it is {lesson.provenance(concept, lesson.start)}",
                "cite the lesson that deepens it too",
                lesson.related(concept, lesson.start),
                absent=concept,
                fix=_further_source(lesson, concept, sources, (*path, "source"), claimed),
            )


def _bad_source(lesson: LessonContext, concept: str, source: str) -> tuple[str, str] | None:
    """What is wrong with a cited lesson, and what to do; None where nothing is."""
    curriculum, record = lesson.course.curriculum, lesson.record
    taught = record.taught_before(concept, lesson.start)
    teachers = _teachers(lesson, concept)
    cite = (
        f"cite {' or '.join(f'`{slug}`' for slug in teachers)}"
        if teachers
        else "drop the source; nothing before this lesson teaches it"
    )
    if source == lesson.slug:
        return "a lesson cannot be its own source", cite
    plan, place = curriculum.plans.get(source), curriculum.places.get(source)
    if plan is None:
        return "there is no such lesson", did_you_mean(source, curriculum.plans) or cite
    if plan.status == "retired":
        return "that lesson is retired", cite
    if place is None:
        return "the course does not list that lesson", f"add `{source}` to the course, or {cite}"
    if place.index > lesson.place.index:
        return f"{lesson.course.label(source)} comes later than {lesson.course.label(lesson.slug)}", cite
    if not any(entry.lesson == source for entry in taught):
        return f"{lesson.course.label(source)} does not teach it", cite
    return None


def _teachers(lesson: LessonContext, concept: str) -> dict[str, int]:
    """The earlier lessons that teach a concept, in order, each with the deepest level it teaches."""
    levels: dict[str, int] = {}
    for entry in lesson.record.taught_before(concept, lesson.start):
        if entry.lesson:
            levels[entry.lesson] = max(entry.level, levels.get(entry.lesson, 0))
    return levels


def _right_source(
    lesson: LessonContext, concept: str, sources: tuple[str, ...], path: DocPath, claimed: int
) -> Repair | None:
    """What to write for a source that does not teach, where the record leaves no choice."""
    at, source = lesson.plan.at(path), sources[int(path[-1])]
    teachers = _teachers(lesson, concept)
    sound = [other for other in sources if _bad_source(lesson, concept, other) is None]
    left = [slug for slug in teachers if slug not in sound]
    meant = None if source in lesson.course.curriculum.plans else surely(source, left)
    if meant or lesson.course.curriculum.registry.parts(concept):
        return write(meant, at)
    needed = min(claimed, lesson.depth(concept, lesson.start).level)
    if sound and max(teachers.get(slug, 0) for slug in sound) >= needed:
        return Repair(f"drop `{source}`", ((at.file, Drop(path)),))
    deep = [slug for slug in left if teachers[slug] >= needed]
    is_clear = len(deep) == 1 and len(sound) == len(sources) - 1 and (sound or len(left) == 1)
    return write(deep[0], at) if is_clear else None


def _further_source(
    lesson: LessonContext, concept: str, sources: tuple[str, ...], path: DocPath, claimed: int
) -> Repair | None:
    """The one lesson to cite besides, where no other is deep enough and it comes after those cited."""
    teachers = _teachers(lesson, concept)
    needed = min(claimed, lesson.depth(concept, lesson.start).level)
    deep = [slug for slug, level in teachers.items() if level >= needed]
    order = list(teachers)
    if len(deep) != 1 or any(order.index(slug) > order.index(deep[0]) for slug in sources):
        return None
    return Repair(f"cite `{deep[0]}` too", ((lesson.plan.file, Append(path, deep[0])),))
