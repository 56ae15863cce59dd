"""What planting a fault means: where it may go, and what then has to be reported."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.course_files import Draft
from benchmarks.syllabus import Lesson, Syllabus
from benchmarks.yaml_writer import Path

Tree = dict[str, Any]


@dataclass(frozen=True)
class Spot:
    """The value that a diagnostic has to point at; its line is known once the file is written."""

    draft: Draft
    path: Path = ()
    below: int = 0
    """Lines below the one where the value begins: a place inside a `|` block."""
    tail: int | None = None
    """Index of a line of the draft's tail, instead of a path."""


@dataclass
class Site:
    """Where a fault is planted: the lesson it was given, and the files it may change."""

    number: int
    """Counts the plantings, for names that have to be unique."""
    syllabus: Syllabus
    lesson: Lesson
    plan: Draft
    registry: Draft
    """The concepts of the lesson's module."""
    course: Draft
    rounds: tuple[Draft, Draft]
    """The reviews of the lesson, the first and the last."""
    extra: list[Draft] = field(default_factory=list)
    """Further files, that only the planting needs."""

    @property
    def outline(self) -> list[Tree]:
        sections: list[Tree] = self.plan.data["outline"]
        return sections

    def section(self, id: str) -> tuple[int, Tree]:
        """A section of the plan, with its index."""
        return next((index, section) for index, section in enumerate(self.outline) if section["id"] == id)

    def in_plan(self, *path: str | int, below: int = 0) -> Spot:
        return Spot(self.plan, path, below)

    def uses(self, section: str, concept: str) -> Spot:
        """Have a section use one more concept; returns where it says so."""
        index, tree = self.section(section)
        tree["uses"].append(concept)
        return self.in_plan("outline", index, "uses", len(tree["uses"]) - 1)

    def tests(self, check: str, question: int, test: Tree) -> Spot:
        """Have a question test one more thing; returns where it says so."""
        index, tree = self.section(check)
        tests = tree["questions"][question]["tests"]
        tests.append(test)
        return self.in_plan("outline", index, "questions", question, "tests", len(tests) - 1)

    def prerequisite(self, concept: str, reason: str) -> Spot:
        """Add a prerequisite; returns where it names its concept."""
        self.plan.data["prerequisites"].append({"concept": concept, "requires": "introduced", "reason": reason})
        return self.in_plan("prerequisites", len(self.plan.data["prerequisites"]) - 1, "concept")


@dataclass(frozen=True)
class Fault:
    """A kind of fault that can be planted."""

    code: str
    name: str
    plant: Callable[[Site], Spot]
    fits: Callable[[Lesson, Syllabus], bool]
    takes_lesson: bool
    """Whether it changes a plan or its reviews; no other fault is then planted in that lesson."""


FAULTS: list[Fault] = []
"""Every kind, in the order in which they are planted."""


def _anywhere(_lesson: Lesson, _syllabus: Syllabus) -> bool:
    return True


def fault(
    code: str,
    name: str,
    fits: Callable[[Lesson, Syllabus], bool] = _anywhere,
    *,
    takes_lesson: bool = True,
) -> Callable[[Callable[[Site], Spot]], Callable[[Site], Spot]]:
    """Enter a planting under the code that must be reported for it."""

    def enter(plant: Callable[[Site], Spot]) -> Callable[[Site], Spot]:
        FAULTS.append(Fault(code, name, plant, fits, takes_lesson))
        return plant

    return enter


def teaches_new(lesson: Lesson, _syllabus: Syllabus) -> bool:
    return bool(lesson.new)


def has_gap(lesson: Lesson, _syllabus: Syllabus) -> bool:
    return lesson.gap


def has_dependents(lesson: Lesson, syllabus: Syllabus) -> bool:
    """Whether a later lesson teaches something new, on top of something that this one does."""
    return bool(lesson.new) and lesson.later not in syllabus.horizon


def has_forgotten(lesson: Lesson, _syllabus: Syllabus) -> bool:
    return lesson.forgotten is not None
