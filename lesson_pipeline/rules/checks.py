"""SEQ, first half: checks only test already-taught concepts."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.outline import Question, Section, Teaching
from lesson_pipeline.model.terms import Mentioned
from lesson_pipeline.places import At, DocPath
from lesson_pipeline.record.timeline import Point, Taught
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, rule


@rule("SEQ001", "check-tests-untaught", Severity.ERROR)
def check_tests_untaught(lesson: LessonContext) -> Iterator[Fault]:
    registry = lesson.course.curriculum.registry
    for point, check in lesson.checks:
        for question, test in _tests(check):
            level = lesson.depth(test.concept, point).level
            if level >= lesson.known:
                continue
            wholes = [other.concept for other in question.tests if test.concept in registry.below(other.concept)]
            whole = max(wholes, key=lambda concept: len(registry.below(concept)))
            later = lesson.record.reaches(test.concept, lesson.known, point)
            so_far = "has only been mentioned" if level else "has not been taught"
            yield Fault(
                lesson.plan.at((*test.path, "concept")),
                f"question `{question.id}` tests {lesson.course.concept(test.concept)}, which {so_far} at this point: {_when(lesson, test.concept, later)}",
                _repair(lesson, check, question, later),
                _places(lesson, later),
                absent=test.concept,
                cause=("untaught", lesson.slug, whole),
            )


@rule("SEQ002", "check-mentions-untaught", Severity.WARNING)
def check_mentions_untaught(lesson: LessonContext) -> Iterator[Fault]:
    for point, check in lesson.checks:
        declared = [{test.concept for test in question.tests} for question in check.questions]
        texts: list[tuple[str, str, DocPath, set[str]]] = []
        if not all(question.probe for question in check.questions):
            texts.append(("scenario", check.scenario, (*check.path, "scenario"), set().union(*declared)))
        for question, tested in zip(check.questions, declared, strict=True):
            if not question.probe:
                texts.append(("prompt", question.prompt, (*question.path, "prompt"), tested))
                texts.append(("answer", question.answer, (*question.path, "answer"), tested))
        for what, text, path, tested in texts:
            yield from _untaught_words(lesson, check, point, what, text, path, tested)


def _untaught_words(
    lesson: LessonContext, check: Section, point: Point, what: str, text: str, path: DocPath, tested: set[str]
) -> Iterator[Fault]:
    seen: set[str] = set()
    below = lesson.course.curriculum.registry.below
    for mention in lesson.course.terms.find(text):
        concept = _untaught(lesson, mention, point)
        if concept is None or concept in seen or any(concept in below(test) for test in tested):
            continue
        seen.add(concept)
        later = lesson.record.reaches(concept, lesson.known, point)
        words = text[mention.start : mention.end]
        yield Fault(
            At(lesson.plan.file, path, words=(words, text[: mention.start].count(words))),
            f"the {what} speaks of “{' '.join(words.split())}”: {lesson.course.concept(concept)} has not been taught at this point: {_when(lesson, concept, later)}",
            _repair(lesson, check, None, later),
            _places(lesson, later),
            severity=Severity.ERROR if later and later.lesson == lesson.slug else Severity.WARNING,
            absent=concept,
            cause=("untaught", lesson.slug, concept),
        )


def _untaught(lesson: LessonContext, mention: Mentioned, point: Point) -> str | None:
    """The concept that a mention is of, if none that shares the term is known; one taught later here comes first."""
    if any(lesson.depth(concept, point).level >= lesson.known for concept in mention.concepts):
        return None
    for concept in mention.concepts:
        later = lesson.record.reaches(concept, lesson.known, point)
        if later and later.lesson == lesson.slug:
            return concept
    return mention.concepts[0]


@rule("SEQ004", "check-deeper-than-taught", Severity.ERROR)
def check_deeper_than_taught(lesson: LessonContext) -> Iterator[Fault]:
    for point, check in lesson.checks:
        for question, test in _tests(check):
            level, wanted = lesson.depth(test.concept, point).level, lesson.level(test.depth)
            if not lesson.known <= level < wanted:
                continue
            later = lesson.record.reaches(test.concept, wanted, point)
            deeper = (
                f"it becomes {test.depth} only in {lesson.course.where(later, lesson.slug)}"
                if later
                else f"nothing brings it to {test.depth}"
            )
            move = "move the question below that, or " if later and later.lesson == lesson.slug else ""
            yield Fault(
                lesson.plan.at((*test.path, "depth")),
                f"question `{question.id}` tests {lesson.course.concept(test.concept)} at {test.depth}, but so far it is {lesson.provenance(test.concept, point)}; {deeper}",
                f"{move}test it at {lesson.depth_name(level)}, or teach it to {test.depth} before `{check.id}`",
                lesson.related(test.concept, point) + _places(lesson, later),
                absent=test.concept,
                cause=lesson.lack(test.concept, level, test.depth),
            )


@rule("SEQ009", "never-checked", Severity.WARNING, needs_whole=True)
def never_checked(lesson: LessonContext) -> Iterator[Fault]:
    developed = lesson.course.curriculum.course.scale.developed
    judged: set[str] = set()
    for point, _, part in lesson.steps:
        for teaching in part.teaches:
            concept, level = teaching.concept, lesson.level(teaching.depth)
            if level < developed or concept in judged or lesson.depth(concept, lesson.start).level >= level:
                continue
            judged.add(concept)
            if lesson.course.tested.get(concept, -1) > lesson.place.index or _tested_well(lesson, concept, point):
                continue
            yield Fault(
                lesson.plan.at((*teaching.path, "concept")),
                f"{lesson.course.concept(concept)} is taught to {teaching.depth} here, but no later check tests it",
                "add a question that tests it to a check below this section, or teach it less deeply",
                absent=concept,
                later=True,
                cause=("unchecked", lesson.slug, concept),
            )


def _tested_well(lesson: LessonContext, concept: str, point: Point) -> bool:
    """Whether a check after a point tests a concept, or one before it does so too early, which is a fault of its own."""
    below = lesson.course.curriculum.registry.below
    for at, check in lesson.checks:
        for _, test in _tests(check, probes=at > point):
            too_early = lesson.depth(test.concept, at).level < lesson.level(test.depth)
            if concept in below(test.concept) and (at > point or too_early):
                return True
    return False


@rule("SEQ011", "probe-never-taught", Severity.WARNING)
def probe_never_taught(lesson: LessonContext) -> Iterator[Fault]:
    for point, check in lesson.checks:
        for question, test in _tests(check, probes=True):
            if not question.probe or lesson.depth(test.concept, point).level >= lesson.known:
                continue
            if lesson.record.reaches(test.concept, lesson.known, point) is None:
                yield Fault(
                    lesson.plan.at((*test.path, "concept")),
                    f"question `{question.id}` asks on purpose for {lesson.course.concept(test.concept)}, which nothing later teaches",
                    f"teach it in a section below `{check.id}` or in a later lesson, or drop the question",
                    absent=test.concept,
                    later=True,
                )


def _tests(check: Section, *, probes: bool = False) -> Iterator[tuple[Question, Teaching]]:
    for question in check.questions:
        if probes or not question.probe:
            for test in question.tests:
                yield question, test


def _when(lesson: LessonContext, concept: str, later: Taught | None) -> str:
    if later is None:
        return lesson.nowhere(concept)
    what = "it" if later.concept == concept else f"its last part, `{later.concept}`,"
    if later.lesson == lesson.slug:
        return f"{what} is taught later in this lesson, in {lesson.course.where(later, lesson.slug)}"
    return f"{what} is first taught in {lesson.course.where(later)}"


def _places(lesson: LessonContext, later: Taught | None) -> tuple[tuple[At, str], ...]:
    return ((later.at, f"taught to {lesson.depth_name(later.level)} here"),) if later else ()


def _repair(lesson: LessonContext, check: Section, question: Question | None, later: Taught | None) -> str:
    """The nearest repair: where the question could go, or what would have to be taught."""
    alone = len(check.questions) == 1
    asked = f"`{check.id}`" if alone else f"`{question.id}`" if question else "this"
    if later is None:
        drop = "drop it from `tests`" if question else "say it in words that the student has"
        return f"teach it in a section before `{check.id}`, or {drop}"
    if later.lesson != lesson.slug:
        return f"move {asked} to {lesson.course.label(later.lesson)} or later, or teach the concept before `{check.id}`"
    after = next((other.id for point, other in lesson.checks if point > later.point), None)
    target = (
        f"move {asked} to `{after}`, which comes after it" if after else f"move {asked} below section `{later.section}`"
    )
    probe = ", or mark the question `purpose: probe` if it asks for what comes next on purpose" if question else ""
    whole = f"; or move `{check.id}` as a whole" if not alone else ""
    return f"{target}{whole}{probe}"
