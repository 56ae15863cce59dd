"""What a planning document says, part by part, in its own words: no ids yet, no guesses.

Texts are Markdown as it was written. `line` is the line of the document (1-based).
"""

from dataclasses import dataclass, field

from lesson_pipeline.importers.markdown.annotations import Annotations
from lesson_pipeline.importers.markdown.log import Left


@dataclass(frozen=True, slots=True)
class Header:
    """Title and the fields below it."""

    title: str
    slug: str
    """From the title, the field `Slug`, or the file's name."""
    number: str = ""
    """Position in the course, as `8.1.1`; empty where the document does not say it."""
    module: str = ""
    """Number of the module, as `8.1`."""
    module_title: str = ""
    of: int | None = None
    """How many lessons the module has, where the position says it."""
    series_title: str = ""
    type: str = ""
    """stretch, build or consolidate; empty where it is not said."""
    delivery: tuple[str, ...] = ()
    is_record: bool = False
    status: str = ""
    """planned or built, as written; a document with reviews is built whatever it says."""
    notebook: str = ""
    previous: str = ""
    """The type of the lesson before."""
    before: str = ""
    """Slug of the lesson before."""
    after: str = ""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row of the student state."""

    concept: str
    depth: str
    source: str
    notes: str
    line: int


@dataclass(frozen=True, slots=True)
class PrerequisiteRow:
    """A row of the table of prerequisites."""

    concept: str
    requires: str
    has: str
    source: str
    status: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap, from a table or from prose."""

    gap: str
    size: str
    resolution: str
    line: int


@dataclass(frozen=True, slots=True)
class MisconceptionRow:
    """A row of the table of misconceptions."""

    belief: str
    why: str
    negative_example: str
    where: str
    line: int


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A row of the table of examples; `type` as in `Positive (stretch)`."""

    what: str
    type: str
    purpose: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class ModalityRow:
    """A row of the table of modalities."""

    kind: str
    what: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """A connection: what is known, what it connects to (empty where one text says both), and how."""

    concept: str
    to: str
    relation: str
    line: int


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A concept and the depth it is to reach."""

    concept: str
    depth: str
    evidence: str
    line: int


@dataclass(frozen=True, slots=True)
class NewConcept:
    """A new concept of the load assessment."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Load:
    """The load assessment."""

    new: tuple[NewConcept, ...] = ()
    previous: str = ""
    type: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """Something the lesson is not about; `max_depth` where the text caps it."""

    text: str
    max_depth: str
    line: int


@dataclass(frozen=True, slots=True)
class NotCoveredRow:
    """Something that earlier lessons left out."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """A question of a check."""

    prompt: str
    answer: str
    line: int


@dataclass(frozen=True, slots=True)
class PartReading:
    """A part of a section."""

    title: str
    content: str
    line: int


@dataclass(frozen=True, slots=True)
class SectionReading:
    """A section of the outline; `number` as written (`4`, `7c`), `kind` empty where the title does not say it."""

    number: str
    title: str
    kind: str
    line: int
    content: str = ""
    parts: tuple[PartReading, ...] = ()
    style: str = ""
    scenario: str = ""
    questions: tuple[QuestionReading, ...] = ()
    heading: str = ""
    """The title as it was written."""


@dataclass(frozen=True, slots=True)
class ExerciseReading:
    """An exercise of a notebook."""

    title: str
    scaffold: str
    line: int


@dataclass(frozen=True, slots=True)
class ChecklistReading:
    """A checklist that a person ticked: kept as it was written, and never taken as evidence."""

    title: str
    items: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReading:
    """The plan half of a document."""

    header: Header
    knows: tuple[KnownRow, ...] = ()
    mental_models: tuple[str, ...] = ()
    not_covered: tuple[NotCoveredRow, ...] = ()
    readiness: str = ""
    target: str = ""
    prerequisites: tuple[PrerequisiteRow, ...] = ()
    gaps: tuple[GapRow, ...] = ()
    misconceptions: tuple[MisconceptionRow, ...] = ()
    examples: tuple[ExampleRow, ...] = ()
    modalities: tuple[ModalityRow, ...] = ()
    narrative: str = ""
    load: Load = Load()
    connections: tuple[ConnectionRow, ...] = ()
    analogies_extend: tuple[str, ...] = ()
    analogies_misleading: tuple[tuple[str, str], ...] = ()
    """Pairs of analogy and risk."""
    analogies_establish: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    excludes: tuple[ExclusionRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    outline: tuple[SectionReading, ...] = ()
    exercises: tuple[ExerciseReading, ...] = ()
    checklists: tuple[ChecklistReading, ...] = ()
    widgets: tuple[Left, ...] = ()
    revisions: tuple[Left, ...] = ()
    annotations: Annotations = field(default_factory=Annotations, compare=False, repr=False)
