"""What a student does not know yet at some moment of a lesson, as planned or as written, and when it comes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lesson_pipeline.model.outline import Question, Section, Teaching
from lesson_pipeline.model.terms import Mentioned
from lesson_pipeline.places import At
from lesson_pipeline.record.state import Record
from lesson_pipeline.record.timeline import Point, Taught
from lesson_pipeline.rules.context import LessonContext


@dataclass(frozen=True)
class Moment:
    """A moment of a lesson: what the student knows just then, by the order of the plan or by that of the text."""

    lesson: LessonContext
    record: Record
    point: Point
    where: Callable[[Taught], str]
    """How a message names a place of this lesson that teaches something."""

    def level(self, concept: str) -> int:
        """How deeply a concept is known."""
        return self.record.depth(concept, self.point).level

    def knows(self, concept: str) -> bool:
        """Whether a concept is introduced or deeper."""
        return self.level(concept) >= self.lesson.known

    def later(self, concept: str, level: int) -> Taught | None:
        """The place still to come that brings a concept to a level, which it does not have now."""
        return self.record.reaches(concept, level, self.point)

    def is_later_here(self, later: Taught | None) -> bool:
        """Whether the place to come stands in this very lesson."""
        return later is not None and later.lesson == self.lesson.slug

    def unknown(self, mention: Mentioned) -> str | None:
        """The concept that a mention is of, if none that shares the term is known; one taught later here comes first."""
        if any(self.knows(concept) for concept in mention.concepts):
            return None
        for concept in mention.concepts:
            if self.is_later_here(self.later(concept, self.lesson.known)):
                return concept
        return mention.concepts[0]

    def unknown_words(self, mentions: list[Mentioned], tested: set[str]) -> Iterator[tuple[Mentioned, str]]:
        """The first mention of each concept that is not known, but for those that are tested, and what they are made of."""
        below = self.lesson.course.curriculum.registry.below
        seen: set[str] = set()
        for mention in mentions:
            concept = self.unknown(mention)
            if concept is None or concept in seen or any(concept in below(test) for test in tested):
                continue
            seen.add(concept)
            yield mention, concept

    def so_far(self, concept: str) -> str:
        """What to say of a concept that is not known."""
        return "has only been mentioned" if self.level(concept) else "has not been taught"

    def when(self, concept: str, later: Taught) -> str:
        """When a concept will be known."""
        what = "it" if later.concept == concept else f"its last part, `{later.concept}`,"
        if self.is_later_here(later):
            return f"{what} is taught later in this lesson, in {self.where(later)}"
        return f"{what} is first taught in {self.lesson.course.where(later)}"

    def to_come(self, later: Taught | None) -> tuple[tuple[At, str], ...]:
        """The place still to come, as a related place."""
        return ((later.at, f"taught to {self.lesson.depth_name(later.level)} here"),) if later else ()


def planned(lesson: LessonContext, point: Point) -> Moment:
    """A moment by the order of the plan."""
    return Moment(lesson, lesson.record, point, lambda taught: lesson.course.where(taught, lesson.slug))


def tests_of(check: Section, *, probes: bool = False) -> Iterator[tuple[Question, Teaching]]:
    """What the questions of a check declare to test; those that ask on purpose for what comes next only if asked for."""
    for question in check.questions:
        if probes or not question.probe:
            for test in question.tests:
                yield question, test


def tested_by(*questions: Question) -> set[str]:
    """The concepts that questions declare to test."""
    return {test.concept for question in questions for test in question.tests}


def widest_test(lesson: LessonContext, question: Question, concept: str) -> str:
    """Of the concepts that a question tests, one that it tests itself or the whole that holds it and the most besides."""
    below = lesson.course.curriculum.registry.below
    wholes = [test.concept for test in question.tests if concept in below(test.concept)]
    return max(wholes, key=lambda whole: len(below(whole)))
