"""The record as one lesson's text gives it: its sections teach in the order in which they are written."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lesson_pipeline.model.course import DepthScale
from lesson_pipeline.model.outline import Part, Section
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.record.deliveries import Deliveries
from lesson_pipeline.record.facts import Fact, LessonFacts
from lesson_pipeline.record.timeline import Point


@dataclass(frozen=True)
class WrittenStep:
    """A section or part of the plan that the text holds, and where it begins there."""

    section: Section
    part: Part
    position: int
    line: int


@dataclass(frozen=True)
class WrittenOrder:
    """The sections and parts that a text holds, in the text's order."""

    steps: tuple[WrittenStep, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [step.position for step in self.steps]

    def before(self, position: int) -> int:
        """How many sections and parts begin before a position of the text."""
        return bisect_left(self._starts, position)

    def point(self, lesson: int, position: int) -> Point:
        """The moment of the course at a position; `lesson` is the lesson's place in the course."""
        return Point(lesson, self.before(position) + 1)

    def step(self, point: Point) -> WrittenStep | None:
        """The section or part that a moment of the text lies in; None above the first."""
        begun = point.step - 1
        return self.steps[begun - 1] if begun else None


def written_order(found: Deliveries) -> WrittenOrder:
    """Where the sections and parts of a plan begin in its text; a part that the text does not name begins with its section."""
    steps = [
        WrittenStep(section, part, begin.position, begin.line)
        for section in found.plan.outline
        for part in section.steps()
        if (begin := found.begin(section, part))
    ]
    return WrittenOrder(tuple(sorted(steps, key=lambda step: step.position)))


def written_facts(plan: Plan, order: WrittenOrder, scale: DepthScale) -> LessonFacts:
    """What the lesson teaches, step by step, as written."""
    taught = tuple(
        Fact(
            teaching.concept,
            scale.level(teaching.depth),
            number,
            step.section.id,
            None if step.part is step.section.own else step.part.id,
            teaching.path,
        )
        for number, step in enumerate(order.steps, 1)
        for teaching in step.part.teaches
    )
    return LessonFacts(plan.slug, plan.file, plan.status == "planned", taught, frozenset())


def moved(found: Deliveries) -> frozenset[str]:
    """The sections that do not stand in the outline's order: the fewest that would have to move.

    Of any two sections whose order differs from the outline's, at least one is among them.
    """
    outline = found.plan.outline
    begins = [(begin.position, number) for number, section in enumerate(outline) if (begin := found.begin(section))]
    order = [number for _, number in sorted(begins)]
    staying = longest_rise(order)
    return frozenset(outline[number].id for index, number in enumerate(order) if index not in staying)


def longest_rise(numbers: Sequence[int]) -> set[int]:
    """The indexes of the longest subsequence that rises; of several, one whose members stand as early as they can."""
    tails: list[int] = []
    """For each length, the index at which the rise of that length that begins highest begins."""
    after: dict[int, int | None] = {}
    for index in reversed(range(len(numbers))):
        length = bisect_left(tails, -numbers[index], key=lambda at: -numbers[at])
        after[index] = tails[length - 1] if length else None
        tails[length : length + 1] = [index]
    found: set[int] = set()
    at = tails[-1] if tails else None
    while at is not None:
        found.add(at)
        at = after[at]
    return found
