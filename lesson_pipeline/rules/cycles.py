"""Circles: lessons that need each other, and concepts that are parts of themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from lesson_pipeline.model.plan import Plan, Prerequisite
from lesson_pipeline.places import At
from lesson_pipeline.record.timeline import Point
from lesson_pipeline.rules.context import CourseContext, LessonContext
from lesson_pipeline.rules.registry import Fault


@dataclass(frozen=True, slots=True)
class Link:
    """A lesson's need for a concept."""

    lesson: str
    concept: str
    at: At


def lesson_cycle(lesson: LessonContext, needed: Prerequisite) -> tuple[Link, ...]:
    """The needs that lead from a lesson, by an unmet prerequisite, back to itself; empty where none do."""
    provider = lesson.record.reaches(needed.concept, lesson.known, lesson.start)
    if provider is None or provider.lesson is None or provider.lesson == lesson.slug:
        return ()
    plans = lesson.course.curriculum.plans
    came_from: dict[str, Link] = {
        provider.lesson: Link(lesson.slug, needed.concept, lesson.plan.at((*needed.path, "concept")))
    }
    waiting = [provider.lesson]
    while waiting:
        slug = waiting.pop()
        for other, link in _needs(lesson.course, plans[slug]):
            if other == lesson.slug:
                return _trace(came_from, link, lesson.slug)
            if other not in came_from:
                came_from[other] = link
                waiting.append(other)
    return ()


def _trace(came_from: dict[str, Link], last: Link, start: str) -> tuple[Link, ...]:
    links = [last]
    while links[-1].lesson != start:
        links.append(came_from[links[-1].lesson])
    return tuple(reversed(links))


def _needs(course: CourseContext, plan: Plan) -> Iterator[tuple[str, Link]]:
    """The lessons that teach what a lesson requires, with the need that leads there."""
    point = course.record.start_of(plan.slug)
    for needed in plan.prerequisites:
        link = Link(plan.slug, needed.concept, plan.at((*needed.path, "concept")))
        earlier = course.record.taught_before(needed.concept, point)
        entries = earlier or course.record.taught_from(needed.concept, Point(point.lesson))
        for entry in entries[:1]:
            if entry.lesson is not None and entry.lesson != plan.slug:
                yield entry.lesson, link


_MOST_CIRCLES = 20


def part_cycles(course: CourseContext) -> Iterator[Fault]:
    """Concepts that are, through their parts, parts of themselves; one fault for each circle, for the first few."""
    registry = course.curriculum.registry
    graph = {concept.id: set(concept.parts) for concept in registry if concept.parts}
    for _ in range(_MOST_CIRCLES):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]  # each is a part of the next; the last is the first
            whole, part = circle[1], circle[0]
        else:
            return
        graph[whole].discard(part)
        concept = registry.concepts[whole]
        through = "" if whole == part else f", through `{part}`"
        yield Fault(
            At(concept.at.file, (*concept.at.path, "parts", concept.parts.index(part))),
            f"{course.concept(whole)} is a part of itself{through}: it could never be taught",
            "take one of them out of the other's `parts`",
        )
