"""All documents of an import put together: which concepts and lessons there are, and the data of every file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.importers.markdown.batch import Planning
from lesson_pipeline.importers.markdown.concept_entries import registry_data
from lesson_pipeline.importers.markdown.course_data import ImportedCourse, course_data
from lesson_pipeline.importers.markdown.course_order import CourseLesson, order_lessons, read_order
from lesson_pipeline.importers.markdown.entry_knowledge import entry_data, said_known
from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.identity import Concepts, identify, plan_mentions, record_mentions
from lesson_pipeline.importers.markdown.lesson_index import LessonIndex, Said, index_lessons
from lesson_pipeline.importers.markdown.locations import OutlinePlace
from lesson_pipeline.importers.markdown.module_readings import ModulePage, ModuleRecord
from lesson_pipeline.importers.markdown.plan_data import PlanFile, World, plan_data
from lesson_pipeline.importers.markdown.read_module import says_self_contained
from lesson_pipeline.importers.markdown.readings import KnownRow, PrerequisiteRow
from lesson_pipeline.importers.markdown.records import ModuleRecords, RecordPlan, missing_lessons, record_plans
from lesson_pipeline.importers.markdown.round_data import round_data
from lesson_pipeline.importers.markdown.sources import place_of, resolve_source
from lesson_pipeline.model.concepts import Concept
from lesson_pipeline.model.terms import TermIndex
from lesson_pipeline.places import At

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """A document with the data of its files."""

    planning: Planning
    plan: PlanFile
    rounds: tuple[Data, ...]

    @property
    def slug(self) -> str:
        return self.planning.plan.header.slug


@dataclass(frozen=True, slots=True)
class Assembly:
    """The data of all files."""

    documents: tuple[Imported, ...]
    """In order of teaching."""
    records: tuple[RecordPlan, ...]
    course: ImportedCourse
    registry: Data
    concepts: Concepts
    order: tuple[str, ...]
    guesses: tuple[Guess, ...]


def assemble(
    documents: Sequence[Planning], pages: Sequence[ModulePage], course: tuple[str, str], order: str = ""
) -> Assembly:
    """Make the data of a course of its documents and module pages, whatever order they are given in.

    Args: the documents; the pages; id and title of the course; the text of a file that says the order.
    Raises PipelineError for an order that names unknown lessons.
    """
    documents = sorted(documents, key=_position)
    pages = sorted(
        pages, key=lambda page: (place_of(page.page.number), isinstance(page.page, ModuleRecord), page.document)
    )
    index = _index(documents, pages)
    concepts = _concepts(documents, pages)
    said = [row for one in documents for row in said_known(one.source.label, one.plan, concepts)]
    records = ModuleRecords(pages, concepts, index)
    there = [one.plan.header.slug for one in documents]
    slug_of = {one.source.label: one.plan.header.slug for one in documents}
    missing = missing_lessons(said, index, records, there)
    lessons = [*_lessons(documents, index), *(CourseLesson(slug, record=True) for slug in missing)]
    listed = read_order(order, slug_of, [lesson.slug for lesson in lessons]) if order else ()
    placed = order_lessons(lessons, index, listed)
    alone = frozenset(one.plan.header.slug for one in documents if says_self_contained(one.source.text))
    headers = {one.plan.header.slug: one.plan.header for one in documents}
    made = course_data(*course, placed, headers, pages, entry_data(said, index), alone)
    sequence = [lesson.slug for module in placed.modules for lesson in module.lessons]
    world = _world(concepts, index, records, there)
    imported = [
        _imported(one, world) for one in sorted(documents, key=lambda one: sequence.index(one.plan.header.slug))
    ]
    retold = record_plans(missing, said, index, records, slug_of)
    guesses = [guess for one in imported for guess in one.plan.guesses]
    guesses += [guess for record in retold for guess in record.guesses]
    return Assembly(
        tuple(imported),
        retold,
        made,
        registry_data(concepts.entries),
        concepts,
        tuple(sequence),
        (*made.guesses, *index.guesses, *concepts.guesses, *guesses),
    )


def _position(document: Planning) -> tuple[tuple[int, ...], str]:
    header = document.plan.header
    return place_of(header.number or header.module), header.slug


def _citing(document: Planning) -> tuple[KnownRow | PrerequisiteRow, ...]:
    """The rows that name lessons."""
    return (*document.plan.knows, *document.plan.prerequisites)


def _index(documents: Sequence[Planning], pages: Sequence[ModulePage]) -> LessonIndex:
    cells = [Said(row.source, one.source.label, row.line) for one in documents for row in _citing(one)]
    return index_lessons(
        [(one.source.label, one.plan.header) for one in documents],
        [(page.document, page.page) for page in pages],
        cells,
    )


def _concepts(documents: Sequence[Planning], pages: Sequence[ModulePage]) -> Concepts:
    mentions = [mention for one in documents for mention in plan_mentions(one.source.label, one.plan)]
    for page in pages:
        if isinstance(page.page, ModuleRecord):
            mentions += record_mentions(page.document, page.page)
    return identify(mentions)


def _lessons(documents: Sequence[Planning], index: LessonIndex) -> Iterator[CourseLesson]:
    for one in documents:
        header = one.plan.header
        cells = [row.source for row in _citing(one)]
        cited = dict.fromkeys(lesson for cell in cells for lesson in resolve_source(cell, index, header.module).lessons)
        yield CourseLesson(header.slug, one.source.label, header.before, tuple(cited))


def _world(concepts: Concepts, index: LessonIndex, records: ModuleRecords, there: Sequence[str]) -> World:
    registered = [
        Concept(entry.id, entry.name, At("", ()), terms=entry.terms or (entry.name,)) for entry in concepts.entries
    ]
    taught = {
        slug: [
            {
                "concept": one.concept,
                "depth": one.depth,
                **({"evidence": " ".join(one.evidence)} if one.evidence else {}),
            }
            for one in records.taught(slug).values()
        ]
        for slug in there
    }
    return World(concepts, {entry.id: entry.name for entry in concepts.entries}, index, TermIndex(registered), taught)


def _imported(document: Planning, world: World) -> Imported:
    plan = plan_data(document.plan, document.source.label, world, document.log, has_rounds=bool(document.rounds))
    outline = [
        OutlinePlace(section.id, section.number, section.reading.title, section.kind, section.questions)
        for section in plan.outline
    ]
    slug = document.plan.header.slug
    return Imported(document, plan, tuple(round_data(reading, slug, outline) for reading in document.rounds))
