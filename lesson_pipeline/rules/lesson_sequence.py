"""LES, second part: what the checks of the text ask, against what the text has taught by then."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.outline import Question, Teaching
from lesson_pipeline.rules.registry import Fault, rule
from lesson_pipeline.rules.untaught import Moment, planned, tests_of, widest_test
from lesson_pipeline.rules.untaught_in_text import Missed, at_mention, missed, words_of
from lesson_pipeline.rules.written_checks import WrittenCheck, written_checks
from lesson_pipeline.rules.written_lesson import WrittenLesson


@rule("LES008", "check-tests-untaught", Severity.ERROR, on="page", needs_whole=True)
def check_tests_untaught(written: WrittenLesson) -> Iterator[Fault]:
    begins = {section.id: point for point, section in written.lesson.checks}
    for check in written_checks(written):
        in_plan = planned(written.lesson, begins[check.section.id])
        for question, test in tests_of(check.section):
            yield from _declared(written, check, question, test, in_plan)
        yield from _by_words(written, check, in_plan)


def _declared(
    written: WrittenLesson, check: WrittenCheck, question: Question, test: Teaching, in_plan: Moment
) -> Iterator[Fault]:
    place = check.place_of(question)
    if place is None:
        return  # the text does not ask it
    lesson, concept = written.lesson, test.concept
    position, line = place
    level = written.depth(concept, position).level
    wanted = lesson.known if level < lesson.known else lesson.level(test.depth)
    if level >= wanted:
        return
    gone = missed(written, position, concept, wanted)
    whole = widest_test(lesson, question, concept)
    if whole != concept and not gone.moment.knows(whole):
        return  # the same question tests the whole, at the same line
    if level < lesson.known:
        what = f"{lesson.course.concept(concept)}, which {gone.moment.so_far(concept)} at this point of the text"
        plan_cause: tuple[str, ...] = ("untaught", lesson.slug, whole)
    else:
        so_far = f"but by then the text has only brought it to {lesson.depth_name(level)}"
        what = f"{lesson.course.concept(concept)} at {test.depth}, {so_far}"
        plan_cause = lesson.lack(concept, in_plan.level(concept), test.depth)
    yield Fault(
        written.at_line(line),
        f"question `{question.id}` tests {what}: {gone.when}",
        _repair(check, gone),
        gone.places,
        absent=concept,
        cause=gone.cause(plan_cause if in_plan.level(concept) < wanted else None),
    )


def _by_words(written: WrittenLesson, check: WrittenCheck, in_plan: Moment) -> Iterator[Fault]:
    lesson = written.lesson
    for text in check.texts:
        moment = written.moment(text.prose.position)
        for mention, concept in () if text.probe else moment.unknown_words(text.mentions, text.tested):
            gone = missed(written, text.prose.position, concept, lesson.known)
            yield Fault(
                at_mention(written, text.prose, mention),
                f"the {text.what} speaks of “{words_of(text.prose, mention)}”: {lesson.course.concept(concept)} {moment.so_far(concept)} at this point of the text: {gone.when}",
                _repair(check, gone),
                gone.places,
                severity=gone.severity,
                absent=concept,
                cause=gone.cause(None if in_plan.knows(concept) else ("untaught", lesson.slug, concept)),
            )


def _repair(check: WrittenCheck, gone: Missed) -> str:
    """The nearest repair: where the check could go, or what would have to be written or taught before it."""
    id = check.section.id
    if gone.later and gone.is_late:
        where = gone.written.place(gone.later.section)
        return f"move `{id}` below {where} in the lesson, or ask about what the text has taught by then"
    if gone.lacking:
        return f"write section `{gone.lacking.id}` above `{id}`"
    return f"teach it in a section above `{id}`, or ask about what the text has taught by then"
