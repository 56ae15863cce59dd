"""What a rule sees: the model, the record, and ways to say where something stands."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lesson_pipeline.model.course import Policy
from lesson_pipeline.model.curriculum import Curriculum, Place
from lesson_pipeline.model.outline import Part, Section, Teaching
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.terms import TermIndex
from lesson_pipeline.places import At, Span
from lesson_pipeline.record.facts import numbered
from lesson_pipeline.record.state import Record
from lesson_pipeline.record.timeline import Depth, Point, Taught
from lesson_pipeline.reviews.history import History, build_histories
from lesson_pipeline.rules.recomputed import Recomputed, recomputed


@dataclass(frozen=True)
class CourseContext:
    """The curriculum as a whole."""

    curriculum: Curriculum
    record: Record
    locate: Callable[[At], Span]
    """Where a value stands, for messages that name a line."""
    data: Callable[[str], Any] = lambda _: None
    """The data of a file as it was read, by its path: for rules about keys that the model does not know."""

    @cached_property
    def terms(self) -> TermIndex:
        return TermIndex(self.curriculum.registry)

    @cached_property
    def tested(self) -> dict[str, int]:
        """For each concept that a question tests, the position of the last lesson that does."""
        last: dict[str, int] = {}
        for place in self.curriculum.order:
            for section in self.curriculum.plans[place.slug].outline:
                for question in section.questions:
                    for test in question.tests:
                        for concept in self.curriculum.registry.below(test.concept):
                            last[concept] = place.index
        return last

    @cached_property
    def required(self) -> dict[str, int]:
        """For each concept that a lesson requires, the position of the last lesson that does."""
        last: dict[str, int] = {}
        for place in self.curriculum.order:
            for needed in self.curriculum.plans[place.slug].prerequisites:
                for concept in self.curriculum.registry.below(needed.concept):
                    last[concept] = place.index
        return last

    @cached_property
    def reviews(self) -> dict[str, History]:
        """For each lesson that was reviewed, what became of its findings."""
        return build_histories(self.curriculum.rounds)

    @cached_property
    def numbers(self) -> tuple[Recomputed, ...]:
        """What is wrong with the stated numbers, each with the code of its rule: found once for all of them."""
        return tuple(recomputed(self.curriculum))

    def label(self, slug: str | None) -> str:
        """A lesson as messages name it: its number and slug."""
        if slug is None:
            return "the course's entry knowledge"
        number = self.curriculum.listed.get(slug)
        return f"{number} {slug}" if number else slug

    def concept(self, id: str) -> str:
        """A concept as messages name it: its id, and its name where that says more."""
        name = self.curriculum.registry.name(id)
        return f"`{id}`" if name.lower().replace(" ", "-") == id else f"`{id}` ({name})"

    def where(self, taught: Taught, here: str | None = None) -> str:
        """The place that teaches something, in words; `here` is the lesson of the message."""
        line = self.locate(taught.at).line
        section = f"section `{taught.part or taught.section}`" if taught.section else ""
        if taught.lesson == here and section:
            return f"{section} (line {line})"
        inside = f", {section}" if section else ""
        return f"{self.label(taught.lesson)}{inside} ({taught.file}:{line})"


@dataclass(frozen=True)
class LessonContext:
    """One taught lesson, within its course."""

    course: CourseContext
    plan: Plan
    place: Place

    @property
    def slug(self) -> str:
        return self.plan.slug

    @property
    def record(self) -> Record:
        return self.course.record

    @property
    def data(self) -> Any:
        """The plan as it was read from its file; values of an unfit shape are left out."""
        return self.course.data(self.plan.file)

    @cached_property
    def start(self) -> Point:
        """The point before the lesson."""
        return Point(self.place.index)

    @cached_property
    def steps(self) -> tuple[tuple[Point, Section, Part], ...]:
        """Each section and part, with the point just before it."""
        return tuple(
            (Point(self.place.index, step), section, part) for step, section, part in numbered(self.plan.outline)
        )

    @cached_property
    def checks(self) -> tuple[tuple[Point, Section], ...]:
        """The checks, each with the point just before it."""
        return tuple(
            (point, section) for point, section, part in self.steps if section.is_check and part is section.own
        )

    @cached_property
    def new(self) -> tuple[Teaching, ...]:
        """Where the outline first teaches each new concept: known by this lesson, not before; terms do not count."""
        registry = self.course.curriculum.registry
        found: dict[str, Teaching] = {}
        for _, _, part in self.steps:
            for teaching in part.teaches:
                concept = registry.concepts.get(teaching.concept)
                is_term = concept is not None and concept.kind == "term"
                if teaching.concept in found or is_term or self.level(teaching.depth) < self.known:
                    continue
                if self.depth(teaching.concept, self.start).level < self.known:
                    found[teaching.concept] = teaching
        return tuple(found.values())

    @cached_property
    def end(self) -> Point:
        """The point after the lesson's last section."""
        return Point(self.place.index, self.steps[-1][0].step + 1 if self.steps else 0)

    @property
    def previous(self) -> Plan | None:
        """The plan of the lesson before, where there is one and the distance to it means something."""
        curriculum = self.course.curriculum
        if self.place.index == 0:
            return None
        before = curriculum.order[self.place.index - 1]
        apart = curriculum.course.partial and before.module.id != self.place.module.id
        return None if apart else curriculum.plans[before.slug]

    def whole(self, key: str, present: object) -> At:
        """Where a list of the plan as a whole is at fault: its key, or the plan's name where there is none."""
        return self.plan.at((key,), "key") if present else self.plan.at(("lesson",))

    def level(self, name: str) -> int:
        return self.course.curriculum.course.scale.level(name)

    def depth_name(self, level: int) -> str:
        return self.course.curriculum.course.scale.name(level)

    @property
    def known(self) -> int:
        """The level from which a concept counts as known."""
        return self.course.curriculum.course.scale.known

    @property
    def policy(self) -> Policy:
        return self.course.curriculum.course.policy

    def depth(self, concept: str, point: Point) -> Depth:
        return self.record.depth(concept, point)

    def covers(self, concept: str, others: set[str]) -> bool:
        """Whether a concept is among others, or is a part of one, or made of one."""
        return not self.course.curriculum.registry.family(concept).isdisjoint(others)

    def span_of(self, ids: tuple[str, ...]) -> tuple[Point, Point] | None:
        """From before the first of the named sections and parts to after the last; None where there are none."""
        inside = [point for point, section, part in self.steps if part.id in ids or section.id in ids]
        return (inside[0], Point(self.place.index, inside[-1].step + 1)) if inside else None

    def lack(self, concept: str, level: int, wanted: str) -> tuple[str, ...]:
        """The cause of a fault that rests on a concept being at a level, where a depth is wanted."""
        if level < self.known:
            return "untaught", self.slug, concept
        return "too-shallow", self.slug, concept, wanted

    def nowhere(self, concept: str) -> str:
        """What to say of a concept that no lesson teaches: that none does, or which page lacks it."""
        missing = self.record.unwritten(concept)
        known = self.depth(concept, self.end).level
        if missing is None and 0 < known < self.known:
            return f"nothing in the course teaches it beyond that: {self.provenance(concept, self.end)}"
        if missing is None or missing.lesson is None:
            return "nothing in the course teaches it"
        page = self.course.curriculum.pages[missing.lesson].file
        return f"only {self.course.where(missing)} teaches it, and {page} has no section `{missing.section}`"

    def provenance(self, concept: str, point: Point) -> str:
        """Where a concept was last deepened before a point, in words; what is said if nowhere."""
        taught = self.record.taught_before(concept, point)
        if not taught:
            return "nothing before this teaches it"
        level = self.depth(concept, point).level
        own = [entry for entry in taught if entry.level == level and entry.concept == concept]
        parts = self.course.curriculum.registry.parts(concept)
        if parts and not own:
            least = min(parts, key=lambda part: self.depth(part, point).level)
            return f"{self.depth_name(level)}, as its part `{least}`: {self.provenance(least, point)}"
        best = max(taught, key=lambda entry: (entry.level, entry.point))
        return f"{self.depth_name(best.level)} in {self.course.where(best, self.slug)}"

    def related(self, concept: str, point: Point) -> tuple[tuple[At, str], ...]:
        """The places before a point that teach a concept, as related places."""
        taught = self.record.taught_before(concept, point)
        return tuple(
            (entry.at, f"taught {self.depth_name(entry.level)} in {self.course.label(entry.lesson)}")
            for entry in taught[-3:]
        )
