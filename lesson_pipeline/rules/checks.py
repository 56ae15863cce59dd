"""SEQ, first half: checks only test already-taught concepts."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.outline import Question, Section
from lesson_pipeline.places import At, DocPath
from lesson_pipeline.record.timeline import Point, Taught
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, rule
from lesson_pipeline.rules.untaught import Moment, planned, tested_by, tests_of, widest_test


@rule("SEQ001", "check-tests-untaught", Severity.ERROR)
def check_tests_untaught(lesson: LessonContext) -> Iterator[Fault]:
    for point, check in lesson.checks:
        moment = planned(lesson, point)
        for question, test in tests_of(check):
            if moment.knows(test.concept):
                continue
            later = moment.later(test.concept, lesson.known)
            yield Fault(
                lesson.plan.at((*test.path, "concept")),
                f"question `{question.id}` tests {lesson.course.concept(test.concept)}, which {moment.so_far(test.concept)} at this point: {_when(moment, test.concept, later)}",
                _repair(lesson, check, question, later),
                moment.to_come(later),
                absent=test.concept,
                cause=("untaught", lesson.slug, widest_test(lesson, question, test.concept)),
            )


@rule("SEQ002", "check-mentions-untaught", Severity.WARNING)
def check_mentions_untaught(lesson: LessonContext) -> Iterator[Fault]:
    for point, check in lesson.checks:
        texts: list[tuple[str, str, DocPath, set[str]]] = []
        if not all(question.probe for question in check.questions):
            texts.append(("scenario", check.scenario, (*check.path, "scenario"), tested_by(*check.questions)))
        for question in check.questions:
            if not question.probe:
                tested = tested_by(question)
                texts.append(("prompt", question.prompt, (*question.path, "prompt"), tested))
                texts.append(("answer", question.answer, (*question.path, "answer"), tested))
        for what, text, path, tested in texts:
            yield from _untaught_words(planned(lesson, point), check, what, text, path, tested)


def _untaught_words(
    moment: Moment, check: Section, what: str, text: str, path: DocPath, tested: set[str]
) -> Iterator[Fault]:
    lesson = moment.lesson
    for mention, concept in moment.unknown_words(lesson.course.terms.find(text), tested):
        later = moment.later(concept, lesson.known)
        words = text[mention.start : mention.end]
        yield Fault(
            At(lesson.plan.file, path, words=(words, text[: mention.start].count(words))),
            f"the {what} speaks of “{' '.join(words.split())}”: {lesson.course.concept(concept)} has not been taught at this point: {_when(moment, concept, later)}",
            _repair(lesson, check, None, later),
            moment.to_come(later),
            severity=Severity.ERROR if moment.is_later_here(later) else Severity.WARNING,
            absent=concept,
            cause=("untaught", lesson.slug, concept),
        )


@rule("SEQ004", "check-deeper-than-taught", Severity.ERROR)
def check_deeper_than_taught(lesson: LessonContext) -> Iterator[Fault]:
    for point, check in lesson.checks:
        moment = planned(lesson, point)
        for question, test in tests_of(check):
            level, wanted = moment.level(test.concept), lesson.level(test.depth)
            if not lesson.known <= level < wanted:
                continue
            later = moment.later(test.concept, wanted)
            deeper = (
                f"it becomes {test.depth} only in {lesson.course.where(later, lesson.slug)}"
                if later
                else f"nothing brings it to {test.depth}"
            )
            move = "move the question below that, or " if moment.is_later_here(later) else ""
            yield Fault(
                lesson.plan.at((*test.path, "depth")),
                f"question `{question.id}` tests {lesson.course.concept(test.concept)} at {test.depth}, but so far it is {lesson.provenance(test.concept, point)}; {deeper}",
                f"{move}test it at {lesson.depth_name(level)}, or teach it to {test.depth} before `{check.id}`",
                lesson.related(test.concept, point) + moment.to_come(later),
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
        for _, test in tests_of(check, probes=at > point):
            too_early = lesson.depth(test.concept, at).level < lesson.level(test.depth)
            if concept in below(test.concept) and (at > point or too_early):
                return True
    return False


@rule("SEQ011", "probe-never-taught", Severity.WARNING)
def probe_never_taught(lesson: LessonContext) -> Iterator[Fault]:
    for point, check in lesson.checks:
        for question, test in tests_of(check, probes=True):
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


def _when(moment: Moment, concept: str, later: Taught | None) -> str:
    return moment.when(concept, later) if later else moment.lesson.nowhere(concept)


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
