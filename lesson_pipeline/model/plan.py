"""A lesson plan, whole: every field of the file has its place here, but for the author's own `wording` of a row."""

from collections.abc import Iterator
from dataclasses import dataclass

from lesson_pipeline.model.outline import Mention, Section
from lesson_pipeline.model.references import Unresolved
from lesson_pipeline.places import At, DocPath


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the written student state."""

    concept: str
    depth: str
    path: DocPath
    source: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class NotCovered:
    """What earlier lessons left out."""

    text: str
    path: DocPath
    concepts: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class StudentState:
    """What the author says the student knows; rules compare it with the record."""

    knows: tuple[Known, ...] = ()
    mental_models: tuple[str, ...] = ()
    not_covered: tuple[NotCovered, ...] = ()
    readiness: str = ""


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A concept and the depth the lesson needs. `has`, `source` and `status` are None where not written."""

    concept: str
    requires: str
    path: DocPath
    reason: str = ""
    has: str | None = None
    source: tuple[str, ...] = ()
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an element stands: ids of sections or parts, and whether all of them resolved."""

    ids: tuple[str, ...] = ()
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """A prerequisite that the student has less deeply than needed, and how the lesson closes it."""

    concept: str
    path: DocPath
    size: str = ""
    resolution: str = ""
    where: Placed = Placed()


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong belief and what disproves it."""

    id: str
    path: DocPath
    concept: str = ""
    belief: str = ""
    why: str = ""
    negative_example: str = ""
    where: Placed = Placed()


@dataclass(frozen=True, slots=True)
class Example:
    """A planned example."""

    id: str
    path: DocPath
    polarity: str = "positive"
    role: str = ""
    concept: str = ""
    what: str = ""
    purpose: str = ""
    why: str = ""
    where: Placed = Placed()


@dataclass(frozen=True, slots=True)
class Modality:
    """A planned way of presenting a concept."""

    id: str
    path: DocPath
    kind: str = ""
    concept: str = ""
    what: str = ""
    why: str = ""
    where: Placed = Placed()


@dataclass(frozen=True, slots=True)
class Cluster:
    """New concepts that are learned as one."""

    title: str
    path: DocPath
    concepts: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """What the lesson asks of the student."""

    new: tuple[Cluster, ...] = ()
    previous: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Connection:
    """A link from a known concept to concepts of the lesson."""

    concept: str
    path: DocPath
    to: tuple[Mention, ...] = ()
    relation: str = ""


@dataclass(frozen=True, slots=True)
class MisleadingAnalogy:
    """An earlier analogy that could mislead here."""

    analogy: str
    risk: str = ""


@dataclass(frozen=True, slots=True)
class Analogies:
    """Analogies that the lesson extends, guards against or brings."""

    extend: tuple[str, ...] = ()
    misleading: tuple[MisleadingAnalogy, ...] = ()
    establishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Something that the lesson leaves out on purpose."""

    text: str
    path: DocPath
    concepts: tuple[Mention, ...] = ()
    max_depth: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What the lesson is about, and what not."""

    covers: tuple[str, ...] = ()
    excludes: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A concept and the depth it is to reach."""

    concept: str
    depth: str
    path: DocPath
    core: bool = False
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """A planned exercise of a notebook."""

    id: str
    path: DocPath
    title: str = ""
    scaffold: str = ""


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook that belongs to the lesson."""

    file: str
    path: DocPath
    exercises: tuple[Exercise, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist that the author ticked by hand: kept as it was written, and no evidence of anything."""

    heading: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What has no field of its own."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One lesson plan. `slug` comes from the file name, `declared` from its `lesson:` field."""

    slug: str
    file: str
    declared: str
    title: str
    kind: str = "lesson"
    type: str = ""
    delivery: tuple[str, ...] = ()
    status: str = "planned"
    target: str = ""
    state: StudentState | None = None
    prerequisites: tuple[Prerequisite, ...] = ()
    gaps: tuple[Gap, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    examples: tuple[Example, ...] = ()
    modalities: tuple[Modality, ...] = ()
    narrative: str = ""
    load: Load = Load()
    connections: tuple[Connection, ...] = ()
    analogies: Analogies = Analogies()
    scope: Scope = Scope()
    teaches: tuple[Target, ...] = ()
    notebooks: tuple[Notebook, ...] = ()
    outline: tuple[Section, ...] = ()
    widgets: tuple[Note, ...] = ()
    """Interactive parts of the page."""
    checklists: tuple[Checklist, ...] = ()
    revisions: tuple[Note, ...] = ()
    """How the plan was revised, and why."""
    notes: tuple[Note, ...] = ()
    inferred: tuple[str, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    torn: bool = False
    """Whether part of the file could not be read: nothing follows from what is missing in it."""

    @property
    def is_record(self) -> bool:
        return self.kind == "record"

    def elements(self) -> Iterator[Misconception | Example | Modality]:
        """What is planned to reach the student beside the sections: one namespace of ids."""
        yield from self.misconceptions
        yield from self.examples
        yield from self.modalities

    def at(self, path: DocPath, on: str = "value") -> At:
        return At(self.file, path, on)
