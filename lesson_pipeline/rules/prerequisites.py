"""PRE, second half: prerequisites and gaps, traced through the record and not through the plan's own claims."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.plan import Gap, Prerequisite
from lesson_pipeline.places import At, DocPath
from lesson_pipeline.record.timeline import Point
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, rule, write


@rule("PRE003", "unmet-prerequisite", Severity.ERROR, needs_whole=True)
def unmet_prerequisite(lesson: LessonContext) -> Iterator[Fault]:
    gaps = {gap.concept for gap in lesson.plan.gaps}
    for needed in lesson.plan.prerequisites:
        level, wanted = lesson.depth(needed.concept, lesson.start).level, lesson.level(needed.requires)
        if level >= wanted or _has_gap(lesson, needed.concept, wanted, gaps):
            continue
        later = lesson.record.reaches(needed.concept, wanted, lesson.start)
        when = f"; it becomes {needed.requires} only in {lesson.course.where(later, lesson.slug)}" if later else ""
        if not later and lesson.record.unwritten(needed.concept):
            when = f"; {lesson.nowhere(needed.concept)}"
        less = f"require no more than {lesson.depth_name(level)}, or " if level >= lesson.known else ""
        yield Fault(
            lesson.plan.at((*needed.path, "requires")),
            f"the lesson needs {lesson.course.concept(needed.concept)} {needed.requires}, but when it starts: {lesson.provenance(needed.concept, lesson.start)}{when}",
            f"{less}teach it to {needed.requires} in an earlier lesson, or add a `gaps` entry that says how and where this lesson closes the gap",
            lesson.related(needed.concept, lesson.start)
            + (((later.at, f"becomes {needed.requires} here"),) if later else ()),
            absent=needed.concept,
            cause=lesson.lack(needed.concept, level, needed.requires),
        )


def _has_gap(lesson: LessonContext, concept: str, wanted: int, gaps: set[str]) -> bool:
    """Whether gaps are declared for a concept, for what it is a part of, or for all its parts that fall short."""
    registry = lesson.course.curriculum.registry
    if any(concept in registry.below(gap) for gap in gaps):
        return True
    short = [part for part in registry.parts(concept) if lesson.depth(part, lesson.start).level < wanted]
    return bool(short) and all(_has_gap(lesson, part, wanted, gaps) for part in short)


@rule("PRE004", "wrong-status", Severity.WARNING)
def wrong_status(lesson: LessonContext) -> Iterator[Fault]:
    for needed in lesson.plan.prerequisites:
        level, wanted = lesson.depth(needed.concept, lesson.start).level, lesson.level(needed.requires)
        concept = lesson.course.concept(needed.concept)
        if needed.has is not None and lesson.level(needed.has) != level:
            message = f"the plan says that the student has {concept} {needed.has}; the record says"
            yield _derived_differs(lesson, needed, "has", lesson.depth_name(level), message)
        status = "ok" if level >= wanted else "gap" if level >= lesson.known else "missing"
        if needed.status is not None and needed.status != status:
            message = f"the status of {concept} is {status}, not {needed.status}: {needed.requires} is needed, and the record says"
            yield _derived_differs(lesson, needed, "status", status, message)
    for gap in () if lesson.plan.torn else lesson.plan.gaps:  # the prerequisite may stand where it was torn off
        level = lesson.depth(gap.concept, lesson.start).level
        if level >= _wanted(lesson, gap):
            message = f"there is no gap in {lesson.course.concept(gap.concept)}: {lesson.provenance(gap.concept, lesson.start)} is enough"
            help = "drop the entry, or require the concept deeper"
            yield Fault(
                lesson.plan.at((*gap.path, "concept")), message, help, lesson.related(gap.concept, lesson.start)
            )


def _derived_differs(lesson: LessonContext, needed: Prerequisite, key: str, right: str, message: str) -> Fault:
    """A field of a prerequisite that is derived, and was written otherwise; the message ends in what the record says."""
    at = lesson.plan.at((*needed.path, key))
    level = lesson.depth(needed.concept, lesson.start).level
    return Fault(
        at,
        f"{message} {lesson.provenance(needed.concept, lesson.start)}",
        f"write `{right}`, or leave `{key}` out: it is derived",
        lesson.related(needed.concept, lesson.start),
        absent=needed.concept,
        cause=lesson.lack(needed.concept, level, needed.requires),
        fix=write(right, at),
    )


@rule("PRE005", "gap-not-resolved", Severity.ERROR, needs_whole=True)
def gap_not_resolved(lesson: LessonContext) -> Iterator[Fault]:
    for gap in lesson.plan.gaps:
        concept, wanted = lesson.course.concept(gap.concept), _wanted(lesson, gap)
        if not gap.resolution.strip():
            yield _gap_fault(
                lesson,
                gap,
                "resolution",
                f"the gap in {concept} has no resolution",
                "say how the lesson brings it to the depth it needs",
            )
        span = lesson.span_of(gap.where.ids)
        if span is None:
            if gap.where.certain:
                yield _gap_fault(
                    lesson,
                    gap,
                    "in",
                    f"the gap in {concept} is resolved in no section",
                    "name the section that resolves it under `in`",
                )
            continue
        if not gap.where.certain:
            continue
        reached = lesson.depth(gap.concept, span[1]).level
        if reached < wanted:
            places = ", ".join(f"`{id}`" for id in gap.where.ids)
            message = f"{places} should bring {concept} to {lesson.depth_name(wanted)}, but it is only {lesson.depth_name(reached)} after that"
            yield _gap_fault(
                lesson,
                gap,
                "in",
                message,
                f"add `{{concept: {gap.concept}, depth: {lesson.depth_name(wanted)}}}` to what the section teaches, or name the section that does",
            )
            continue
        early = _used_before(lesson, gap, wanted)
        if early:
            section, at = early
            message = f"`{section}` uses {concept} before `{gap.where.ids[0]}` brings it to {lesson.depth_name(wanted)}"
            yield _gap_fault(lesson, gap, "in", message, f"resolve the gap before `{section}`", ((at, "used here"),))


def _wanted(lesson: LessonContext, gap: Gap) -> int:
    """The level that closes a gap: what the prerequisite asks, and at least known."""
    below = lesson.course.curriculum.registry.below
    asked = [
        lesson.level(needed.requires) for needed in lesson.plan.prerequisites if gap.concept in below(needed.concept)
    ]
    return max(asked, default=lesson.known)


def _gap_fault(
    lesson: LessonContext, gap: Gap, key: str, message: str, help: str, related: tuple[tuple[At, str], ...] = ()
) -> Fault:
    located: DocPath = (*gap.path, key)
    return Fault(lesson.plan.at(located), message, help, related, cause=("gap", lesson.slug, gap.concept))


def _used_before(lesson: LessonContext, gap: Gap, wanted: int) -> tuple[str, At] | None:
    """The first section that uses the concept before it is deep enough, beside those that make it so."""
    for point, section, part in lesson.steps:
        if lesson.depth(gap.concept, point).level >= wanted:
            return None
        if section.id not in gap.where.ids and part.id not in gap.where.ids:
            for use in part.uses:
                if use.concept == gap.concept:
                    return section.id, lesson.plan.at(use.path)
    return None


@rule("PRE006", "undeclared-prerequisite", Severity.WARNING, needs_whole=True)
def undeclared_prerequisite(lesson: LessonContext) -> Iterator[Fault]:
    plan = lesson.plan
    declared = {needed.concept for needed in plan.prerequisites} | {gap.concept for gap in plan.gaps}
    declared |= {connection.concept for connection in plan.connections}
    for concept, path, verb in _leans_on(lesson):
        if concept in declared or lesson.covers(concept, declared):
            continue
        taught = lesson.record.taught_before(concept, lesson.start)
        if lesson.depth(concept, lesson.start).level < lesson.known or all(entry.lesson is None for entry in taught):
            continue
        declared.add(concept)
        yield Fault(
            plan.at(path),
            f"the lesson {verb} {lesson.course.concept(concept)}, which the student has from before ({lesson.provenance(concept, lesson.start)}), without naming it as a prerequisite",
            f"add `{{concept: {concept}, requires: …}}` to `prerequisites`, or name it under `connections`",
            lesson.related(concept, lesson.start),
        )


def _leans_on(lesson: LessonContext) -> Iterator[tuple[str, DocPath, str]]:
    for _, section, part in lesson.steps:
        for use in part.uses:
            yield use.concept, use.path, "uses"
        if part is section.own:
            for question in section.questions:
                for test in question.tests:
                    yield test.concept, (*test.path, "concept"), "tests"


@rule("PRE007", "unused-prerequisite", Severity.INFO, needs_whole=True)
def unused_prerequisite(lesson: LessonContext) -> Iterator[Fault]:
    if not lesson.plan.outline:
        return
    used = {concept for concept, _, _ in _leans_on(lesson)} | {gap.concept for gap in lesson.plan.gaps}
    for _, _, part in lesson.steps:
        used |= {recap.concept for recap in part.recaps} | {teaching.concept for teaching in part.teaches}
    for needed in lesson.plan.prerequisites:
        if needed.concept in lesson.course.curriculum.registry and not lesson.covers(needed.concept, used):
            message = (
                f"no section uses, recaps, tests or deepens the prerequisite {lesson.course.concept(needed.concept)}"
            )
            help = "name it in `uses` or `recaps` of the section that leans on it, or drop it"
            yield Fault(lesson.plan.at((*needed.path, "concept")), message, help)


_SPANS = {"small": 1, "medium": 2}


@rule("PRE008", "gap-too-large", Severity.WARNING)
def gap_too_large(lesson: LessonContext) -> Iterator[Fault]:
    for gap in lesson.plan.gaps:
        level, wanted = lesson.depth(gap.concept, lesson.start).level, _wanted(lesson, gap)
        concept = lesson.course.concept(gap.concept)
        if gap.size == "large":
            message = f"the gap in {concept} is large: too much to close beside what the lesson is about"
            yield Fault(
                lesson.plan.at((*gap.path, "size")),
                message,
                "teach it in a lesson of its own before this one, or need less of it",
            )
            continue
        span = wanted - max(level, lesson.known - 1)
        if gap.size and span > _SPANS[gap.size]:
            message = f"the gap in {concept} is called {gap.size}, but spans {span} levels, from {lesson.depth_name(level)} to {lesson.depth_name(wanted)}"
            yield Fault(
                lesson.plan.at((*gap.path, "size")),
                message,
                "teach part of it earlier, need less of it, or call it what it is",
                lesson.related(gap.concept, lesson.start),
            )


@rule("PRE009", "fading-prerequisite", Severity.WARNING, needs_whole=True)
def fading_prerequisite(lesson: LessonContext) -> Iterator[Fault]:
    recapped = {recap.concept for _, _, part in lesson.steps for recap in part.recaps}
    recapped |= {teaching.concept for _, _, part in lesson.steps for teaching in part.teaches}
    for needed in lesson.plan.prerequisites:
        level = lesson.depth(needed.concept, lesson.start).level
        if not lesson.plan.outline or level < lesson.known or lesson.covers(needed.concept, recapped):
            continue
        concept = lesson.course.concept(needed.concept)
        if lesson.place.module.self_contained:
            message = f"no section recaps {concept}, though the module is self-contained: a student may come here without it fresh in mind"
        elif ago := _faded(lesson, needed, level):
            message = f"{concept} was last used {ago} lessons ago and is fading at {lesson.depth_name(level)}; no section recaps it"
        else:
            continue
        help = f"name `{needed.concept}` under `recaps` of the section that brings it back to mind"
        yield Fault(
            lesson.plan.at((*needed.path, "concept")), message, help, lesson.related(needed.concept, lesson.start)
        )


def _faded(lesson: LessonContext, needed: Prerequisite, level: int) -> int | None:
    """How many lessons ago the concept was last touched, if that is longer than the policy allows."""
    course = lesson.course.curriculum.course
    allowed = course.policy.fading.get(lesson.depth_name(level))
    last = lesson.record.last_touched(needed.concept, lesson.start)
    if course.partial or allowed is None or last is None:
        return None
    ago = lesson.place.index - last
    return ago if ago > allowed else None


@rule("PRE010", "leans-on-planned", Severity.INFO)
def leans_on_planned(lesson: LessonContext) -> Iterator[Fault]:
    seen: set[str] = set()
    for concept, path, wanted, point in _needs(lesson):
        depth = lesson.depth(concept, point)
        if concept in seen or not depth.recorded < wanted <= depth.level:
            continue
        seen.add(concept)
        promised = [
            entry
            for entry in lesson.record.taught_before(concept, point)
            if entry.promised and entry.lesson != lesson.slug
        ]
        where = f": {lesson.depth_name(promised[-1].level)} in {lesson.course.where(promised[-1])}" if promised else ""
        built = lesson.plan.status == "built"
        yield Fault(
            lesson.plan.at(path),
            f"{lesson.course.concept(concept)} is only promised, by a lesson that is not built yet{where}",
            "build that lesson first" if built else "nothing to do now; that lesson must be built before this one",
            tuple((entry.at, f"promised by {lesson.course.label(entry.lesson)}") for entry in promised[-3:]),
            severity=Severity.ERROR if built else Severity.INFO,
            cause=("promised", lesson.slug, concept),
        )


def _needs(lesson: LessonContext) -> Iterator[tuple[str, DocPath, int, Point]]:
    for needed in lesson.plan.prerequisites:
        yield needed.concept, (*needed.path, "concept"), lesson.level(needed.requires), lesson.start
    for point, section, part in lesson.steps:
        for use in part.uses:
            yield use.concept, use.path, lesson.known, point
        if part is section.own:
            for question in section.questions:
                for test in () if question.probe else question.tests:
                    yield test.concept, (*test.path, "concept"), lesson.level(test.depth), point
