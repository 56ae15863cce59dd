"""A diagnostic: one fault of the user's files, at its place, with what to do about it."""

from dataclasses import dataclass, field
from enum import IntEnum

from lesson_pipeline.places import Span


class Severity(IntEnum):
    """How serious a fault is; a higher value is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Severity":
        return cls[word.upper()]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a diagnostic."""

    path: str
    span: Span
    message: str
    follows: bool = False
    """Whether it is a fault of its own right, listed here because it follows, or may, from this one."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """One stretch of a file replaced."""

    path: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends a diagnostic with no choice left to a person: `check --fix` does it."""

    label: str
    """What it does, as an order: write `developed`."""
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault as reporters and editors see it (design page, section 5); ordered by place."""

    path: str
    span: Span
    code: str
    message: str
    name: str = field(compare=False)
    severity: Severity = field(compare=False)
    lesson: str | None = field(compare=False, default=None)
    pointer: str = field(compare=False, default="")
    help: str = field(compare=False, default="")
    related: tuple[Related, ...] = field(compare=False, default=())
    reason: str | None = field(compare=False, default=None)
    """Why it was accepted, where a waiver covers it."""
    fix: Fix | None = field(compare=False, default=None)
    words: str = field(compare=False, default="")
    """The words at fault, where it is about words within a text."""
    concept: str = field(compare=False, default="")
    """The concept that it is about, where it is about one."""

    @property
    def stands_for(self) -> set[str]:
        """The files of the faults that are listed under this one because they follow from it."""
        return {related.path for related in self.related if related.follows}
