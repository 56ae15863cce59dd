"""What the pages about a module say: its plan (goal, arc, order of lessons), and its record (what its lessons taught)."""

from dataclasses import dataclass, field

from lesson_pipeline.importers.markdown.log import Log


@dataclass(frozen=True, slots=True)
class SequenceRow:
    """A lesson in the module's order, as its plan lists it."""

    slug: str
    number: int
    """Its place in the module, from 1."""
    type: str
    """stretch, build or consolidate; empty where it is not said."""
    concept: str
    rationale: str
    status: str
    line: int
    type_text: str = ""
    """The cell, where it says more than the type."""


@dataclass(frozen=True, slots=True)
class ModulePlan:
    """The plan page of a module."""

    number: str
    title: str
    goal: str = ""
    narrative: str = ""
    sequence: tuple[SequenceRow, ...] = ()
    misconceptions: tuple[str, ...] = ()
    self_contained: bool = False
    """Whether the page says that the lessons can be taken by themselves."""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A row of the concept index: what was taught, how deeply, in which lesson (as the cell names it), and how."""

    concept: str
    depth: str
    lesson: str
    notes: str
    line: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a record says about one lesson. `title` is empty where the heading names only the slug."""

    slug: str
    title: str
    heading: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """The record page of a module."""

    number: str
    title: str
    goal: str = ""
    index: tuple[IndexRow, ...] = ()
    summaries: tuple[Summary, ...] = ()


@dataclass(frozen=True, slots=True)
class ModulePage:
    """A module page as it was read, and from where."""

    document: str
    page: ModulePlan | ModuleRecord
    log: Log = field(default_factory=Log)
