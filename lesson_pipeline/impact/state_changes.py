"""How the student state at each lesson differs between two states of a course: concepts gained, lost, deeper, shallower.

Only what can differ is looked at. A concept whose teaching lessons are the same, at the same depths and in the same
order, is known just as deeply before every lesson that has kept its place among the others.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.impact.renames import renamed_lessons
from lesson_pipeline.model.course import DepthScale
from lesson_pipeline.record.state import ENTRY, Record, build_record
from lesson_pipeline.record.timeline import Point, Taught

Kind = Literal["gained", "lost", "deeper", "shallower"]
KINDS: tuple[Kind, ...] = ("gained", "lost", "deeper", "shallower")


@dataclass(frozen=True, slots=True)
class Source:
    """A place that teaches a concept: in the later state for what is gained or deeper, in the earlier one otherwise."""

    lesson: str | None
    """None for entry knowledge."""
    section: str | None
    depth: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class ConceptChange:
    """One concept that the student knows otherwise than before."""

    concept: str
    name: str
    kind: Kind
    before: str
    after: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class LessonChange:
    """What differs just before a lesson begins."""

    lesson: str
    number: str
    title: str
    was: str
    """Its slug before."""
    changes: tuple[ConceptChange, ...]


@dataclass(frozen=True, slots=True)
class StateChanges:
    """The lessons before which something differs, in order of teaching, and the lessons that came and went."""

    compared: int
    """How many lessons both states teach."""
    lessons: tuple[LessonChange, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: Mapping[str, str]
    """Slugs now, by slugs before."""

    def concepts(self, kind: Kind) -> set[str]:
        """The concepts that differ in a way before some lesson."""
        return {change.concept for lesson in self.lessons for change in lesson.changes if change.kind == kind}


def state_changes(before: Loaded, after: Loaded) -> StateChanges:
    """Compare what the student knows before each lesson that both states of a course teach."""
    renamed = {old: new for old, new in renamed_lessons(before, after).items() if new in after.curriculum.places}
    was = {new: old for old, new in renamed.items()}
    now = [place.slug for place in after.curriculum.order]
    old_places = before.curriculum.places
    both = [slug for slug in now if was.get(slug, slug) in old_places]
    comparison = _Comparison(before, after, was)
    kept = _in_order([old_places[was.get(slug, slug)].index for slug in both])
    steady = {slug for slug, keeps in zip(both, kept, strict=True) if keeps}
    unsteady = comparison.concepts_that_may_differ(steady)
    lessons = []
    for slug in both:
        concepts = unsteady if slug in steady else comparison.concepts
        if changes := tuple(comparison.changes(slug, concepts)):
            place = after.curriculum.places[slug]
            title = after.curriculum.plans[slug].title
            lessons.append(LessonChange(slug, place.number, title, was.get(slug, slug), changes))
    shared, there = set(both), {was.get(slug, slug) for slug in both}
    added = tuple(slug for slug in now if slug not in shared)
    removed = tuple(place.slug for place in before.curriculum.order if place.slug not in there)
    return StateChanges(len(both), tuple(lessons), added, removed, renamed)


def _in_order(positions: list[int]) -> list[bool]:
    """Which of some different numbers make a longest rising run: the others are those that were moved."""
    ends: list[int] = []
    lengths = []
    for position in positions:
        length = bisect_left(ends, position)
        ends[length : length + 1] = [position]
        lengths.append(length)
    kept, wanted = [False] * len(positions), len(ends) - 1
    above = max(positions, default=0) + 1
    for index in range(len(positions) - 1, -1, -1):
        if lengths[index] == wanted and positions[index] < above:
            kept[index], above, wanted = True, positions[index], wanted - 1
    return kept


class _Comparison:
    """Two records side by side, in the words of the later one."""

    def __init__(self, before: Loaded, after: Loaded, was: Mapping[str, str]) -> None:
        self._before, self._after, self._was = before, after, was
        self._old, self._new = build_record(before.curriculum), build_record(after.curriculum)
        self._level = _levels(before.curriculum.course.scale, after.curriculum.course.scale)
        registries = (before.curriculum.registry, after.curriculum.registry)
        self.concepts = tuple(dict.fromkeys(concept.id for registry in reversed(registries) for concept in registry))

    def concepts_that_may_differ(self, steady: set[str]) -> tuple[str, ...]:
        """The concepts that another lesson teaches now, or to another depth, or one that was moved."""
        slug_now = {old: new for new, old in self._was.items()}
        found = []
        for concept in self.concepts:
            old = [
                (slug_now.get(item.lesson or "", item.lesson), item.concept, self._level[item.level])
                for item in self._taught(self._old, self._before, concept)
            ]
            taught = self._taught(self._new, self._after, concept)
            new = [(item.lesson, item.concept, item.level) for item in taught]
            if old != new or self._made_otherwise(concept) or any(row[0] and row[0] not in steady for row in new):
                found.append(concept)
        return tuple(found)

    def _made_otherwise(self, concept: str) -> bool:
        old, new = self._before.curriculum.registry, self._after.curriculum.registry
        return any(old.parts(name) != new.parts(name) for name in {*old.made_of(concept), *new.made_of(concept)})

    @staticmethod
    def _taught(record: Record, loaded: Loaded, concept: str) -> tuple[Taught, ...]:
        return record.taught_from(concept, Point(ENTRY)) if concept in loaded.curriculum.registry else ()

    def changes(self, slug: str, concepts: tuple[str, ...]) -> Iterator[ConceptChange]:
        """What differs before a lesson."""
        then, now = self._old.start_of(self._was.get(slug, slug)), self._new.start_of(slug)
        for concept in concepts:
            old = self._level[self._old.depth(concept, then).level]
            new = self._new.depth(concept, now).level
            if old != new:
                yield self._change(concept, old, new, then, now)

    def _change(self, concept: str, old: int, new: int, then: Point, now: Point) -> ConceptChange:
        scale, registry = self._after.curriculum.course.scale, self._after.curriculum.registry
        known = registry if concept in registry else self._before.curriculum.registry
        kind: Kind = "gained" if old == 0 else "lost" if new == 0 else "deeper" if new > old else "shallower"
        if new > old:
            taught = self._new.taught_before(concept, now)
            sources = [_source(self._after, item) for item in _telling(taught, old, lambda level: level)]
        else:
            taught = self._old.taught_before(concept, then)
            sources = [_source(self._before, item) for item in _telling(taught, new, self._level.__getitem__)]
        depths = scale.name(old), scale.name(new)
        return ConceptChange(concept, known.name(concept), kind, *depths, tuple(sources))


def _telling(taught: tuple[Taught, ...], above: int, level: Callable[[int], int]) -> list[Taught]:
    """Of the places that teach a concept, those that bring it above a level; all, where its parts do so together."""
    return [item for item in taught if level(item.level) > above] or list(taught)


def _source(loaded: Loaded, taught: Taught) -> Source:
    depth = loaded.curriculum.course.scale.name(taught.level)
    line = loaded.locate(taught.at).line
    return Source(taught.lesson, taught.part or taught.section, depth, taught.file, line)


def _levels(old: DepthScale, new: DepthScale) -> list[int]:
    """The levels of one depth scale on another: by name, or else by height."""
    last = len(new.names) - 1
    return [new.level(name) if name in new.names else min(level, last) for level, name in enumerate(old.names)]
