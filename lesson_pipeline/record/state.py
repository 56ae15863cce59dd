"""The record: a fold over the facts of the lessons in order, answering what is known at any point.

Nothing is copied from lesson to lesson. Each concept has the list of places that teach it, in order, with the
depth reached so far; a question about a point is a binary search in that list.
"""

from bisect import bisect_left, bisect_right
from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from copy import copy
from dataclasses import dataclass

from lesson_pipeline.model.concepts import Registry
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.record.facts import Fact, LessonFacts, lesson_facts, numbered, touched_by
from lesson_pipeline.record.timeline import UNKNOWN, Depth, Point, Taught, Timeline

ENTRY = -1
"""The position of entry knowledge: before every lesson."""


@dataclass(frozen=True, slots=True)
class ConceptState:
    """One concept of the student state, with where it was learned."""

    concept: str
    level: int
    promised: bool
    """Whether this depth stands only on planned lessons."""
    lessons_ago: int | None
    """Lessons since it was last taught or used, 0 for this one; None in a partial course and for what was never used."""
    taught: tuple[Taught, ...]


class Record:
    """What the lessons teach, in order of teaching, with provenance."""

    def __init__(self, curriculum: Curriculum, facts: Iterable[LessonFacts]) -> None:
        self._curriculum = curriculum
        self._registry: Registry = curriculum.registry
        self._timelines: MutableMapping[str, Timeline] = {}
        self._touched: dict[str, list[int]] = {}
        self._steps: dict[str, Mapping[str, int]] = {}
        course = curriculum.course
        for entry in course.entry:
            level = course.scale.level(entry.depth)
            self._add(Taught(entry.concept, Point(ENTRY), level, None, None, None, False, course.file, entry.path))
        for index, lesson in enumerate(facts):
            for fact in lesson.taught:
                self._add(_taught(lesson, index, fact))
            for concept in lesson.touched:
                self._touched.setdefault(concept, []).append(index)

    def _add(self, entry: Taught) -> None:
        self._timelines.setdefault(entry.concept, Timeline()).add(entry)

    def replaced(self, index: int, lesson: LessonFacts) -> "Record":
        """The record with other facts for the lesson at a place of the course. Only what it teaches is made anew."""
        record = copy(self)
        file = lesson.file
        gone = {name for name, line in self._timelines.items() if any(entry.file == file for entry in line.taught)}
        fresh: dict[str, Timeline] = {}
        for concept in gone.union(fact.concept for fact in lesson.taught):
            old = self._timelines[concept].taught if concept in self._timelines else []
            fresh[concept] = Timeline()
            new = [fact for fact in lesson.taught if fact.concept == concept]
            for entry in (
                *(entry for entry in old if entry.point.lesson < index),
                *(_taught(lesson, index, fact) for fact in new),
                *(entry for entry in old if entry.point.lesson > index),
            ):
                fresh[concept].add(entry)
        record._timelines = ChainMap(fresh, self._timelines)
        return record

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
        depths: dict[str, Depth] = {}
        for name in self._registry.made_of(concept):
            timeline = self._timelines.get(name)
            own = timeline.depth(point) if timeline else UNKNOWN
            parts = [depths.get(part, UNKNOWN) for part in self._registry.parts(name)]
            least = Depth(min(part.level for part in parts), min(part.recorded for part in parts)) if parts else UNKNOWN
            depths[name] = Depth(max(own.level, least.level), max(own.recorded, least.recorded))
        return depths[concept]

    def taught_before(self, concept: str, point: Point) -> tuple[Taught, ...]:
        """Where a concept, or a part of it, was taught before a point, in order."""
        return _in_order([timeline.before(point) for timeline in self._of(concept)])

    def taught_from(self, concept: str, point: Point) -> tuple[Taught, ...]:
        """Where a concept, or a part of it, will be taught at a point or later, in order."""
        return _in_order([timeline.after(point) for timeline in self._of(concept)])

    def _of(self, concept: str) -> list[Timeline]:
        """The timelines of a concept and of everything it is made of."""
        names = self._registry.made_of(concept)
        return [timeline for name in names if (timeline := self._timelines.get(name))]

    @property
    def lacks(self) -> bool:
        """Whether some lesson as written lacks a section that teaches something."""
        return any(timeline.lacking for timeline in self._timelines.values())

    def unwritten(self, concept: str) -> Taught | None:
        """A section that teaches a concept in its plan, but that the lesson as written lacks."""
        lacking = (timeline for timeline in self._of(concept) if timeline.lacking)
        return next((entry for timeline in lacking for entry in timeline.taught if not entry.written), None)

    def reaches(self, concept: str, level: int, point: Point) -> Taught | None:
        """The place at or after a point that brings a concept to a level, which it does not have before."""
        timelines = self._of(concept)
        if not self._registry.parts(concept):
            return timelines[0].first_reaching(level, point) if timelines else None
        entries = self.taught_from(concept, point)

        def reached(entry: Taught) -> bool:
            return self.depth(concept, Point(entry.point.lesson, entry.point.step + 1)).level >= level

        found = bisect_left(entries, True, key=reached)
        return entries[found] if found < len(entries) else None

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
        wholes = {whole for concept in self._timelines for whole in self._registry.above(concept)}
        fresh = self._touched_within(slug, point)
        states = [self._state(concept, point, fresh) for concept in dict.fromkeys((*self._timelines, *sorted(wholes)))]
        met = [state for state in states if state.level > 0]
        return sorted(met, key=lambda state: state.taught[0].point)

    def _state(self, concept: str, point: Point, fresh: set[str]) -> ConceptState:
        depth = self.depth(concept, point)
        last = None if self._curriculum.course.partial else self.last_touched(concept, point)
        if not fresh.isdisjoint(self._registry.family(concept)):
            last = point.lesson
        ago = None if last is None or self._curriculum.course.partial else point.lesson - last
        return ConceptState(concept, depth.level, depth.recorded < depth.level, ago, self.taught_before(concept, point))

    def _touched_within(self, slug: str, point: Point) -> set[str]:
        """The concepts that a lesson itself has taught, used, recapped or tested before a point of it."""
        return {
            concept
            for step, section, part in numbered(self._curriculum.plans[slug].outline)
            if step < point.step
            for concept in touched_by(section, part)
        }


def _taught(lesson: LessonFacts, index: int, fact: Fact) -> Taught:
    where = (lesson.slug, fact.section, fact.part, lesson.promised, lesson.file, fact.path, fact.written)
    return Taught(fact.concept, Point(index, fact.step), fact.level, *where)


def _in_order(runs: list[list[Taught]]) -> tuple[Taught, ...]:
    """Runs of places, each in order, as one."""
    if len(runs) < 2:
        return tuple(runs[0]) if runs else ()
    return tuple(sorted((entry for run in runs for entry in run), key=lambda entry: entry.point))


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
