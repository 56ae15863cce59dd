"""The whole curriculum: course, concepts, plans, lesson pages, review rounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lesson_pipeline.model.concepts import Registry
from lesson_pipeline.model.course import Course, Module, Series
from lesson_pipeline.model.notebook import NotebookFile
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.references import Unresolved
from lesson_pipeline.model.rounds import Round
from lesson_pipeline.model.waivers import Waiver
from lesson_pipeline.suggest import misspelt


@dataclass(frozen=True, slots=True)
class Place:
    """A lesson's place in the order of teaching."""

    slug: str
    index: int
    number: str
    module: Module
    series: Series


@dataclass(frozen=True)
class Curriculum:
    """Everything that was read, built once."""

    root: Path
    course: Course
    registry: Registry
    registry_files: tuple[str, ...]
    plans: Mapping[str, Plan]
    """Every plan by slug, in order of file."""
    duplicate_plans: tuple[tuple[Plan, Plan], ...] = ()
    """Plans whose slug an earlier file bears, each with that earlier one."""
    pages: Mapping[str, LessonPage] = field(default_factory=dict)
    """Lessons as written, by slug."""
    notebooks: Mapping[str, NotebookFile] = field(default_factory=dict)
    """The notebooks that plans name, by the paths under which they name them."""
    rounds: tuple[Round, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    """Names in the registry files that lead nowhere."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Text of each file of which a part was not read as written, by path."""
    may_teach: Mapping[str, str] = field(default_factory=dict)
    """Of that text, what may teach something, give the order or define a concept."""
    lost: frozenset[str] = frozenset()
    """Files of which nothing could be read."""

    @cached_property
    def order(self) -> tuple[Place, ...]:
        """The lessons that are taught, in order: listed in the course, with a plan, not retired."""
        places: list[Place] = []
        seen: set[str] = set()
        for series in self.course.series:
            for module in series.modules:
                for slot in module.slots:
                    slug = self.presumed.get(slot.lesson, slot.lesson)
                    plan = self.plans.get(slug)
                    if plan is None or plan.status == "retired" or slug in seen:
                        continue
                    seen.add(slug)
                    places.append(Place(slug, len(places), slot.number, module, series))
        return tuple(places)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The place of each taught lesson, by slug."""
        return {place.slug: place for place in self.order}

    @cached_property
    def listed(self) -> Mapping[str, str]:
        """The number of each lesson that the course lists, taught or not."""
        slots = reversed(self.course.slots())  # of a lesson listed twice the first place counts
        return {self.presumed.get(slot.lesson, slot.lesson): slot.number for _, slot in slots}

    @cached_property
    def presumed(self) -> Mapping[str, str]:
        """For a listed slug without a plan, the plan that is not listed and was probably meant."""
        listed = {slot.lesson for _, slot in self.course.slots()}
        unlisted = [slug for slug in self.plans if slug not in listed]
        found: dict[str, str] = {}
        for slug in sorted(listed.difference(self.plans)):
            near = misspelt(slug, unlisted)
            if near:
                found[slug] = near
                unlisted.remove(near)
        return found
