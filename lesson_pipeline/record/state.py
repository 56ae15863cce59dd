"""The record: a fold over the facts of the lessons in order, answering what is known at any point.

Nothing is copied from lesson to lesson. Each concept has the list of places that teach it, in order, with the
depth reached so far; a question about a point is a binary search in that list.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lesson_pipeline.model.concepts import Registry
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.places import At, DocPath
from lesson_pipeline.record.facts import BEFORE, LessonFacts, lesson_facts, numbered

ENTRY = -1
"""The position of entry knowledge: before every lesson."""


class Point(NamedTuple):
    """A moment of the course: just before a step of a lesson (`facts.numbered`), or before the lesson (step 0)."""

    lesson: int
    step: int = BEFORE


class Taught(NamedTuple):
    """One place that teaches a concept."""

    point: Point
    level: int
    lesson: str | None
    """None for entry knowledge."""
    section: str | None
    part: str | None
    promised: bool
    """Whether the lesson is planned and not yet built."""
    file: str
    path: DocPath
    written: bool = True
    """False where the lesson as written has no such section: it counts for the plan's own sequence alone."""

    @property
    def at(self) -> At:
        return At(self.file, self.path)


@dataclass(slots=True)
class _Timeline:
    """The places that teach one concept, in order, with the depths reached after each."""

    points: list[Point] = field(default_factory=list)
    taught: list[Taught] = field(default_factory=list)
    reached: list[int] = field(default_factory=list)
    """Counting record and promise; not what a lesson as written lacks."""
    recorded: list[int] = field(default_factory=list)
    """Counting the record alone."""

    def add(self, entry: Taught) -> None:
        self.points.append(entry.point)
        self.taught.append(entry)
        reached, recorded = (self.reached[-1], self.recorded[-1]) if self.reached else (0, 0)
        level = entry.level if entry.written else 0
        self.reached.append(max(level, reached))
        self.recorded.append(recorded if entry.promised else max(level, recorded))


class Depth(NamedTuple):
    """How deeply a concept is known at a point."""

    level: int
    """Counting record and promise together, and the lesson's own earlier sections."""
    recorded: int
    """Without what other, planned lessons promise."""


@dataclass(frozen=True, slots=True)
class ConceptState:
    """One concept of the student state, with where it was learned."""

    concept: str
    level: int
    promised: bool
    """Whether this depth stands only on planned lessons."""
    lessons_ago: int | None
    """Lessons since it was last taught or used; None in a partial course and for entry knowledge never used."""
    taught: tuple[Taught, ...]


class Record:
    """What the lessons teach, in order of teaching, with provenance."""

    def __init__(self, curriculum: Curriculum, facts: Iterable[LessonFacts]) -> None:
        self._curriculum = curriculum
        self._registry: Registry = curriculum.registry
        self._timelines: dict[str, _Timeline] = {}
        self._touched: dict[str, list[int]] = {}
        self._steps: dict[str, Mapping[str, int]] = {}
        course = curriculum.course
        for entry in course.entry:
            self._add(
                entry.concept,
                Taught(Point(ENTRY), course.scale.level(entry.depth), None, None, None, False, course.file, entry.path),
            )
        for index, lesson in enumerate(facts):
            for fact in lesson.taught:
                point = Point(index, fact.step)
                self._add(
                    fact.concept,
                    Taught(
                        point,
                        fact.level,
                        lesson.slug,
                        fact.section,
                        fact.part,
                        lesson.promised,
                        lesson.file,
                        fact.path,
                        fact.written,
                    ),
                )
            for concept in lesson.touched:
                self._touched.setdefault(concept, []).append(index)

    def _add(self, concept: str, entry: Taught) -> None:
        self._timelines.setdefault(concept, _Timeline()).add(entry)

    # -- points

    def start_of(self, slug: str) -> Point:
        """The point before a lesson; the end of the course for a lesson that the course does not teach."""
        place = self._curriculum.places.get(slug)
        return Point(place.index if place else len(self._curriculum.order))

    def before(self, slug: str, section: str) -> Point | None:
        """The point before a section or part of a lesson's outline; None where it has none of that name."""
        if slug not in self._steps:
            names: dict[str, int] = {}
            for step, _, part in numbered(self._curriculum.plans[slug].outline):
                names.setdefault(part.id, step)
            self._steps[slug] = names
        found = self._steps[slug].get(section)
        return None if found is None else Point(self.start_of(slug).lesson, found)

    # -- questions

    def depth(self, concept: str, point: Point) -> Depth:
        """How deeply a concept is known just before a point.

        A concept made of parts is known at the least of its parts' depths, or as deeply as it was taught itself.
        """
        return self._depth(concept, point, frozenset())

    def _depth(self, concept: str, point: Point, above: frozenset[str]) -> Depth:
        own = self._own_depth(concept, point)
        parts = self._registry.parts(concept)
        if not parts or concept in above:
            return own
        depths = [self._depth(part, point, above | {concept}) for part in parts]
        return Depth(
            max(own.level, min(depth.level for depth in depths)),
            max(own.recorded, min(depth.recorded for depth in depths)),
        )

    def _own_depth(self, concept: str, point: Point) -> Depth:
        timeline = self._timelines.get(concept)
        if timeline is None:
            return Depth(0, 0)
        end = bisect_left(timeline.points, point)
        if end == 0:
            return Depth(0, 0)
        level, recorded = timeline.reached[end - 1], timeline.recorded[end - 1]
        while end and timeline.points[end - 1].lesson == point.lesson:
            end -= 1  # what the lesson's own earlier sections teach counts here, promised, written or not
            own = timeline.taught[end].level
            level, recorded = max(level, own), max(recorded, own)
        return Depth(level, recorded)

    def taught_before(self, concept: str, point: Point) -> tuple[Taught, ...]:
        """Where a concept, or a part of it, was taught before a point, in order."""
        return self._taught(concept, point, lambda timeline: timeline.taught[: bisect_left(timeline.points, point)])

    def taught_from(self, concept: str, point: Point) -> tuple[Taught, ...]:
        """Where a concept, or a part of it, will be taught at a point or later, in order."""
        return self._taught(concept, point, lambda timeline: timeline.taught[bisect_left(timeline.points, point) :])

    def _taught(self, concept: str, point: Point, select: Callable[[_Timeline], list[Taught]]) -> tuple[Taught, ...]:
        timelines = [self._timelines[name] for name in self._registry.below(concept) if name in self._timelines]
        found = [entry for timeline in timelines for entry in select(timeline)]
        counted = [entry for entry in found if entry.written or entry.point.lesson == point.lesson]
        return tuple(sorted(counted, key=lambda entry: entry.point) if len(timelines) > 1 else counted)

    def unwritten(self, concept: str) -> Taught | None:
        """A section that teaches a concept in its plan, but that the lesson as written lacks."""
        timelines = (self._timelines[name] for name in self._registry.below(concept) if name in self._timelines)
        return next((entry for timeline in timelines for entry in timeline.taught if not entry.written), None)

    def reaches(self, concept: str, level: int, point: Point) -> Taught | None:
        """The place at or after a point that brings a concept to a level, which it does not have before."""
        for entry in self.taught_from(concept, point):
            if self.depth(concept, Point(entry.point.lesson, entry.point.step + 1)).level >= level:
                return entry
        return None

    def last_touched(self, concept: str, point: Point) -> int | None:
        """Position of the last lesson before a point that taught, used, recapped or tested a concept."""
        positions = [self._touched[name] for name in self._registry.family(concept) if name in self._touched]
        last = [found[end - 1] for found in positions if (end := bisect_left(found, point.lesson))]
        return max(last, default=None)

    def touched_later(self, concept: str, point: Point) -> bool:
        """Whether a later lesson teaches, uses, recaps or tests a concept."""
        return any(
            bisect_right(found, point.lesson) < len(found)
            for name in self._registry.family(concept)
            if (found := self._touched.get(name)) is not None
        )

    def state_before(self, slug: str, section: str | None = None) -> list[ConceptState]:
        """Everything the student has met before a lesson, or before a section of it, in order of first meeting.

        Raises KeyError where the lesson has no such section.
        """
        point = self.start_of(slug)
        if section is not None:
            found = self.before(slug, section)
            if found is None:
                raise KeyError(section)
            point = found
        wholes = {whole for concept in self._timelines for whole in self._registry.part_of.get(concept, ())}
        states = [self._state(concept, point) for concept in dict.fromkeys((*self._timelines, *sorted(wholes)))]
        met = [state for state in states if state.level > 0]
        return sorted(met, key=lambda state: state.taught[0].point)

    def _state(self, concept: str, point: Point) -> ConceptState:
        depth = self.depth(concept, point)
        last = None if self._curriculum.course.partial else self.last_touched(concept, point)
        ago = None if last is None else point.lesson - last
        return ConceptState(concept, depth.level, depth.recorded < depth.level, ago, self.taught_before(concept, point))


def build_record(curriculum: Curriculum) -> Record:
    """The record of a curriculum: one pass over its lessons in order."""
    scale = curriculum.course.scale
    return Record(
        curriculum,
        (
            lesson_facts(curriculum.plans[place.slug], scale, curriculum.pages.get(place.slug))
            for place in curriculum.order
        ),
    )
