"""Traceability: for each written lesson a page that holds it against its plan, and one page over all of them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from lesson_pipeline.record.traceability import Realised, Status, Traced, trace_course
from lesson_pipeline.render.addresses import TRACEABILITY, address, traced_page
from lesson_pipeline.render.edition import Edition, LessonEntry
from lesson_pipeline.render.navigation import frame
from lesson_pipeline.render.templates import page_html
from lesson_pipeline.render.titles import plain, title
from lesson_pipeline.render.views import Link

STATES = {
    Status.MISSING: "Missing",
    Status.UNCLEAR: "Unclear",
    Status.DEVIATION: "Left out, with a reason",
    Status.REALISED: "Realised",
}
"""What became of something planned, what needs a look first."""
_KINDS = {
    "section": "Sections and checks",
    "check": "Sections and checks",
    "question": "Sections and checks",
    "misconception": "Misconceptions",
    "example": "Examples",
    "modality": "Modalities",
    "gap": "Gaps to close",
}
_LABELS = {"section": "Section", "check": "Check", "question": "Question"}
Table = Sequence[Traced]


@dataclass(frozen=True, slots=True)
class Count:
    """How many planned elements came to one end."""

    state: str
    words: str
    number: int


@dataclass(frozen=True, slots=True)
class TraceRow:
    """A planned element."""

    state: str
    words: str
    label: str
    """What it is, where its group does not say."""
    id: str
    text: Markup
    href: str
    """The address of a section or question that stands on the page; empty for any other element."""
    planned: tuple[Link, ...]
    """The sections that it is planned for, where it stands elsewhere or nowhere."""
    places: tuple[Link, ...]
    """Where it stands, if its address does not say that already."""
    reason: Markup


@dataclass(frozen=True, slots=True)
class TraceGroup:
    """Planned elements of one kind."""

    title: str
    rows: tuple[TraceRow, ...]


@dataclass(frozen=True, slots=True)
class TracedLessonView:
    """The page of one lesson."""

    name: str
    description: str
    lesson: Link
    overview: str
    counts: tuple[Count, ...]
    groups: tuple[TraceGroup, ...]


@dataclass(frozen=True, slots=True)
class LessonTrace:
    """A lesson on the page over all of them; without counts where it is not written."""

    lesson: Link
    href: str
    counts: tuple[Count, ...]
    open: tuple[TraceRow, ...]
    """What is missing, unclear or left out."""


@dataclass(frozen=True, slots=True)
class ModuleTrace:
    """The lessons of one module."""

    number: str
    title: Markup
    lessons: tuple[LessonTrace, ...]


@dataclass(frozen=True, slots=True)
class TraceView:
    """The page over all lessons."""

    name: str
    description: str
    counts: tuple[Count, ...]
    modules: tuple[ModuleTrace, ...]
    unwritten: int


def trace_tables(edition: Edition) -> dict[str, Table]:
    """What became of everything planned, for each lesson that is written by a plan of its own."""
    return {lesson.slug: lesson.rows for lesson in trace_course(edition.curriculum) if lesson.page}


def traced_html(edition: Edition, slug: str, table: Table) -> str:
    """The page of one lesson."""
    page = traced_page(slug)
    entry = edition.lessons[slug]
    groups = groupby(table, key=lambda row: _KINDS[row.kind])
    name = edition.name(slug)
    view = TracedLessonView(
        f"Traceability: {name}",
        f"What the plan of {name} promises, and where the lesson keeps it.",
        edition.link(slug, page=page),
        address(TRACEABILITY, page=page),
        _counts(table),
        tuple(TraceGroup(kind, tuple(_row(edition, entry, row, page) for row in rows)) for kind, rows in groups),
    )
    return page_html("traced_lesson.html.j2", frame(edition, page), page=view)


def traceability_html(edition: Edition, tables: Mapping[str, Table]) -> str:
    """The page over all lessons."""
    course = plain(edition.course.title)
    planned = [entry for entry in edition.lessons.values() if not entry.plan.is_record]
    view = TraceView(
        f"Traceability: {course}",
        f"What the plans of {course} promise, and where the lessons keep it.",
        _counts([row for table in tables.values() for row in table]),
        tuple(_modules(edition, planned, tables)),
        sum(entry.slug not in tables for entry in planned),
    )
    return page_html("traceability.html.j2", frame(edition, TRACEABILITY), page=view)


def _modules(edition: Edition, entries: Sequence[LessonEntry], tables: Mapping[str, Table]) -> Iterator[ModuleTrace]:
    same_module: Callable[[LessonEntry], int] = lambda entry: id(entry.place.module)  # noqa: E731
    for _, run in groupby(entries, same_module):
        lessons = list(run)
        module = lessons[0].place.module
        yield ModuleTrace(
            module.number,
            title(module.title or module.id),
            tuple(_lesson(edition, entry, tables.get(entry.slug, ())) for entry in lessons),
        )


def _lesson(edition: Edition, entry: LessonEntry, table: Table) -> LessonTrace:
    return LessonTrace(
        edition.link(entry.slug, page=TRACEABILITY),
        address(traced_page(entry.slug), page=TRACEABILITY) if entry.slug in edition.texts else "",
        _counts(table),
        tuple(_row(edition, entry, row, TRACEABILITY) for row in table if row.status is not Status.REALISED),
    )


def _counts(table: Table) -> tuple[Count, ...]:
    numbers = Counter(row.status for row in table)
    return tuple(Count(str(state), words, numbers[state]) for state, words in STATES.items() if numbers[state])


def _row(edition: Edition, entry: LessonEntry, row: Traced, page: str) -> TraceRow:
    astray = row.status is not Status.REALISED or row.as_planned is False
    planned = [edition.section_link(entry, (id,), page=page) for id in row.where] if astray else []
    places = tuple(dict.fromkeys(_place(edition, entry, row, place, page) for place in row.realised))
    own = places[0].href if places and row.kind in _LABELS else ""
    return TraceRow(
        str(row.status),
        STATES[row.status],
        _LABELS.get(row.kind, ""),
        row.id,
        title(row.text or row.id),
        own,
        tuple(planned) if row.kind != "question" else (),
        places if not own else (),
        title(row.reason or ""),
    )


def _place(edition: Edition, entry: LessonEntry, row: Traced, place: Realised, page: str) -> Link:
    """Where it stands: the heading or block itself where the page gives that an id, else the section around it."""
    asked = f"{place.section}.{place.id}" if row.kind == "question" else None
    return edition.section_link(entry, (asked, place.id, place.section), page=page)
