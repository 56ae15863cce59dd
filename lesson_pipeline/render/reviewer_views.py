"""What the template of the reviewer's page sees."""

from dataclasses import dataclass

from markupsafe import Markup

from lesson_pipeline.render.views import NOTHING, Badge, Concept, Depth, Link


@dataclass(frozen=True, slots=True)
class Permalink:
    """A place of the page, and what a finding's `location` calls it."""

    href: str
    location: str
    """As in the file of a round, for example `section: check-1, question: q2`."""


@dataclass(frozen=True, slots=True)
class PlanText:
    """What the plan says in the place of a section or part."""

    label: str
    title: Markup
    content: Markup
    questions: tuple[tuple[str, Markup, Markup], ...] = ()
    """The name, prompt and answer of each."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A concept of the section: how deeply the student knows it before, and how deeply it is taught or asked for."""

    role: str
    concept: Concept
    """With its depth before the section."""
    wanted: Depth | None = None
    short: bool = False
    """Whether a question asks for more than the student has."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Something planned, at the section that delivers it or was to deliver it."""

    state: str
    words: str
    label: str
    text: Markup
    place: Permalink | None = None
    elsewhere: tuple[Link, ...] = ()
    """Where else it was planned for, or stands."""
    reason: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class RoundLink:
    """A round of the lesson's reviews, and how it ended."""

    name: str
    verdict: str
    href: str


@dataclass(frozen=True, slots=True)
class FindingPin:
    """A finding of a review round."""

    severity: str
    status: str
    title: Markup
    name: str
    """Its round and its id."""
    href: str
    """Its place in the history of the lesson's reviews."""
    rows: tuple[tuple[str, Markup], ...]
    """What it says, each under a label."""
    note: str = ""
    """Why it stands at no section."""


@dataclass(frozen=True, slots=True)
class DiagnosticPin:
    """A fault that a check found."""

    severity: str
    code: str
    name: str
    message: Markup
    help: Markup
    place: str
    """The file and line."""
    href: str = ""
    """The heading or block of this page at or above its line; empty where it is about another file."""


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside a section."""

    label: str = ""
    """What kind of section the plan has here."""
    here: Permalink | None = None
    plans: tuple[PlanText, ...] = ()
    standing: tuple[tuple[str, tuple[Standing, ...]], ...] = ()
    """The concepts, by their role."""
    planned: tuple[Planned, ...] = ()
    blocks: tuple[Permalink, ...] = ()
    """What else has an id."""
    findings: tuple[FindingPin, ...] = ()
    diagnostics: tuple[DiagnosticPin, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A section or part as written, with its margin."""

    number: int
    text: Markup
    margin: Margin
    begins: bool
    """Whether it begins a section, and not a part of one."""


@dataclass(frozen=True, slots=True)
class ReviewerView:
    """The reviewer's page of a lesson."""

    name: str
    description: str
    title: Markup
    anchor: str
    lesson: Link
    trace: str
    badges: tuple[Badge, ...]
    rounds: tuple[RoundLink, ...]
    changed: str
    """What changed since the pass, in words."""
    notice: str
    findings: tuple[FindingPin, ...]
    """Those that stand at no section."""
    diagnostics: tuple[DiagnosticPin, ...]
    planned: tuple[Planned, ...]
    """What is planned for no section of the page, and not there."""
    sections: tuple[Beside, ...]
