"""Circles: lessons that need each other, and concepts that are parts of themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from lesson_pipeline.model.plan import Plan, Prerequisite
from lesson_pipeline.places import At
from lesson_pipeline.record.state import ENTRY
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
    """The lessons that first make known what a lesson requires, with the need that leads there."""
    known = course.curriculum.course.scale.known
    for needed in plan.prerequisites:
        first = course.record.reaches(needed.concept, known, Point(ENTRY))
        if first and first.lesson is not None and first.lesson != plan.slug:
            yield first.lesson, Link(plan.slug, needed.concept, plan.at((*needed.path, "concept")))


_MOST_CIRCLES = 20


def part_cycles(course: CourseContext) -> Iterator[Fault]:
    """Concepts that are, through their parts, parts of themselves; one fault for each circle, for the first few."""
    registry = course.curriculum.registry
    graph = {concept.id: dict.fromkeys(concept.parts) for concept in registry if concept.parts}
    order = {id: position for position, id in enumerate(graph)}
    for _ in range(_MOST_CIRCLES):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]  # each is a part of the next; the last is the first
        else:
            return
        whole, part = min(zip(circle[1:], circle, strict=False), key=lambda link: order[link[0]])
        graph[whole].pop(part)
        concept = registry.concepts[whole]
        through = "" if whole == part else f", through `{part}`"
        yield Fault(
            At(concept.at.file, (*concept.at.path, "parts", concept.parts.index(part))),
            f"{course.concept(whole)} is a part of itself{through}: it could never be taught",
            "take one of them out of the other's `parts`",
        )
