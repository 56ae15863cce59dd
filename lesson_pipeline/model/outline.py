"""The outline of a lesson: sections, their parts, and checks with their questions."""

from collections.abc import Iterator
from dataclasses import dataclass

from lesson_pipeline.places import DocPath


@dataclass(frozen=True, slots=True)
class Teaching:
    """A concept and a depth, at a place: what a section teaches or a question tests."""

    concept: str
    depth: str
    path: DocPath


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named by its id, at a place."""

    concept: str
    path: DocPath


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a check."""

    id: str
    path: DocPath
    prompt: str = ""
    answer: str = ""
    tests: tuple[Teaching, ...] = ()
    probe: bool = False
    """Asks on purpose for what comes next."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a section, or the section's own text before its first part."""

    id: str
    path: DocPath
    title: str = ""
    teaches: tuple[Teaching, ...] = ()
    uses: tuple[Mention, ...] = ()
    recaps: tuple[Mention, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section; a check has questions, any other may have parts."""

    id: str
    kind: str
    path: DocPath
    own: Part
    """What the section itself teaches, uses and says."""
    parts: tuple[Part, ...] = ()
    style: str = ""
    scenario: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def title(self) -> str:
        return self.own.title

    @property
    def is_check(self) -> bool:
        return self.kind == "check"

    def steps(self) -> Iterator[Part]:
        """The section itself, then its parts: the points at which something is taught."""
        yield self.own
        yield from self.parts

    def teaches(self) -> Iterator[Teaching]:
        for step in self.steps():
            yield from step.teaches

    def uses(self) -> Iterator[Mention]:
        for step in self.steps():
            yield from step.uses

    def recaps(self) -> Iterator[Mention]:
        for step in self.steps():
            yield from step.recaps
