"""What the templates see: small frozen pieces, every text in them either plain or already safe."""

from dataclasses import dataclass

from markupsafe import Markup

from lesson_pipeline.render.context import TocEntry

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a lesson, or to a section of one."""

    href: str
    title: Markup
    number: str = ""
    section: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class Badge:
    """A word about a lesson, and what it means."""

    kind: str
    text: str
    meaning: str
    href: str = ""
    """Where more is told of it; may be empty."""


@dataclass(frozen=True, slots=True)
class Depth:
    """How deeply something is known: the scale's word for it, and how far up the scale that is."""

    name: str
    level: int
    top: int
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept as a page names it."""

    name: Markup
    summary: str
    href: str = ""
    """The address of its page; empty where the registry does not know it."""
    depth: Depth | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A concept that the student brings along, and where it was learned."""

    concept: Concept
    where: Link | None
    """The place that brought it to its depth; None for entry knowledge and for what nobody taught."""
    assumed: bool = False
    """Whether the course takes it for granted from the start."""
    promised: bool = False
    needs: Depth | None = None
    """The depth that the lesson asks for, where the student has less."""
    closed_in: tuple[Link, ...] = ()
    reason: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class Outcome:
    """A concept that the lesson teaches, and to what depth."""

    concept: Concept
    core: bool
    evidence: Markup


@dataclass(frozen=True, slots=True)
class ConceptLine:
    """A line such as "Teaches softmax, sigmoid"."""

    label: str
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class PlanNote:
    """A planned element beside the section that is to carry it."""

    kind: str
    label: str
    headline: Markup
    rows: tuple[tuple[str, Markup], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a check, with the answer that stays shut."""

    anchor: str
    number: int
    prompt: Markup
    answer: Markup
    tests: tuple[ConceptLine, ...]
    probe: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a section, drafted from the plan."""

    anchor: str
    title: Markup
    content: Markup
    lines: tuple[ConceptLine, ...]
    notes: tuple[PlanNote, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section, drafted from the plan."""

    own: Part
    kind: str
    label: str
    parts: tuple[Part, ...] = ()
    scenario: Markup = NOTHING
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What the lesson is about, and what not."""

    covers: tuple[Markup, ...] = ()
    excludes: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the course to the lesson."""

    href: str
    title: Markup
    number: str = ""


@dataclass(frozen=True, slots=True)
class LessonView:
    """The page of one lesson."""

    name: str
    description: str
    title: Markup
    anchor: str
    number: str
    crumbs: tuple[Crumb, ...]
    badges: tuple[Badge, ...]
    notice: str
    target: Markup
    outcomes: tuple[Outcome, ...]
    scope: Scope
    needs: tuple[Known, ...]
    also_known: tuple[Known, ...]
    mental_models: tuple[Markup, ...]
    depths: tuple[Depth, ...]
    toc: tuple[TocEntry, ...]
    is_record: bool
    is_draft: bool
    text: Markup
    """The lesson as written; empty for a draft."""
    blocks: frozenset[str]
    """The blocks that the text uses: what it says itself need not be said before it."""
    minutes: int
    """How long it takes to read; 0 for a draft."""
    sections: tuple[Section, ...]
    unplaced: tuple[PlanNote, ...]
    analogies: tuple[Markup, ...]
    previous: Link | None
    next: Link | None
    trace: str
    """The address of the page that holds the lesson against its plan; empty where there is none."""
    review: str
    """The address of its reviewer's page; empty where there is none."""
    data: Markup
    """What the lesson is, for machines: JSON, safe within a script element."""


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in the course index."""

    link: Link
    badges: tuple[Badge, ...]
    target: Markup


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module in the course index."""

    anchor: str
    number: str
    title: Markup
    goal: Markup
    lessons: tuple[LessonRow, ...]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series in the course index."""

    anchor: str
    number: str
    title: Markup
    description: Markup
    modules: tuple[ModuleView, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The course index."""

    name: str
    description: str
    title: Markup
    introduction: Markup
    counts: tuple[str, ...]
    entry: tuple[tuple[Concept, Markup], ...]
    depths: tuple[Depth, ...]
    badges: tuple[Badge, ...]
    series: tuple[SeriesView, ...]
