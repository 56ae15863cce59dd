"""The facts of one lesson that the record needs: what it teaches, step by step, and what it touches."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lesson_pipeline.model.course import DepthScale
from lesson_pipeline.model.outline import Part, Section
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.places import DocPath
from lesson_pipeline.record.deliveries import Deliveries

BEFORE = 0
"""The step before a lesson's first section."""


class Fact(NamedTuple):
    """A concept taught at a step of a lesson."""

    concept: str
    level: int
    step: int
    section: str | None
    part: str | None
    path: DocPath
    written: bool = True
    """False where the lesson as written has no such section: it counts for the plan's own sequence alone."""


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """What one lesson adds to what the student knows."""

    slug: str
    file: str
    promised: bool
    """Whether it is planned and not yet built."""
    taught: tuple[Fact, ...]
    touched: frozenset[str]
    """Concepts taught, used, recapped or tested: what keeps them from fading."""


def numbered(outline: tuple[Section, ...]) -> Iterator[tuple[int, Section, Part]]:
    """Each section and part of an outline with the number of its step, from 1; a part comes after its section."""
    step = BEFORE
    for section in outline:
        for part in section.steps():
            step += 1
            yield step, section, part


def touched_by(section: Section, part: Part) -> Iterator[str]:
    """The concepts that a step of an outline teaches, uses or recaps, or tests if it is a check."""
    yield from (teaching.concept for teaching in part.teaches)
    yield from (mention.concept for mention in (*part.uses, *part.recaps))
    if part is section.own:
        for question in section.questions:
            for test in question.tests:
                yield test.concept


def lesson_facts(plan: Plan, scale: DepthScale, page: LessonPage | None = None) -> LessonFacts:
    """The facts of one plan, and of its lesson as written where there is one.

    A record, and a planned lesson that has no outline yet, contribute their `teaches`; any other lesson what the
    sections of its outline teach.
    """
    found = Deliveries(plan, page) if page else None
    traced = None if found is None or found.anonymous else found
    touched: set[str] = set()
    taught: list[Fact] = []
    if plan.is_record or (plan.status == "planned" and not plan.outline):
        taught += [
            Fact(target.concept, scale.level(target.depth), BEFORE + 1, None, None, target.path)
            for target in plan.teaches
        ]
    for step, section, part in numbered(plan.outline):
        name = None if part is section.own else part.id
        written = traced is None or traced.has(section)
        taught += [
            Fact(teaching.concept, scale.level(teaching.depth), step, section.id, name, teaching.path, written)
            for teaching in part.teaches
        ]
        touched.update(touched_by(section, part))
    touched.update(fact.concept for fact in taught)
    return LessonFacts(plan.slug, plan.file, plan.status == "planned", tuple(taught), frozenset(touched))
