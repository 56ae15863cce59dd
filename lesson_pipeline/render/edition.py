"""One edition of the site: what its pages are made from, and where on them everything stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from lesson_pipeline.model.concepts import Registry
from lesson_pipeline.model.course import Course
from lesson_pipeline.model.curriculum import Curriculum, Place
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.vocabulary import BLOCKS
from lesson_pipeline.record.state import Record
from lesson_pipeline.record.timeline import Taught
from lesson_pipeline.render.addresses import address, concept_page, lesson_page
from lesson_pipeline.render.titles import plain, title
from lesson_pipeline.render.views import Link
from lesson_pipeline.reviews.history import History, build_histories
from lesson_pipeline.reviews.status import LessonStatus, lesson_status


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """A lesson that has a page."""

    place: Place
    plan: Plan
    heading: str
    """Its title as the author typed it."""
    anchors: Mapping[str, str]
    """The ids that its page gives to sections, parts, elements and questions (`check-1.q1`), in the page's order, each
    with the title of what it stands in; empty where that has none."""
    section_titles: Mapping[str, str]
    """The titles of sections and parts in the plan."""

    @property
    def slug(self) -> str:
        return self.place.slug

    def holds(self, section: str) -> bool:
        """Whether a section of the outline is on the page; True as well where the page names none of them."""
        return section in self.anchors or not section or not self._names_sections

    @property
    def _names_sections(self) -> bool:
        return any(section.id in self.anchors for section in self.plan.outline)

    def question_number(self, section: str, question: str) -> int | None:
        """The number that the page gives to a question of a check; None where it does not show it."""
        asked = [anchor for anchor in self.anchors if anchor.startswith(f"{section}.")]
        return asked.index(f"{section}.{question}") + 1 if f"{section}.{question}" in asked else None


class Edition:
    """Everything that pages are made from, built once for all of them."""

    def __init__(self, curriculum: Curriculum, record: Record, texts: Mapping[str, str]) -> None:
        self.curriculum = curriculum
        self.record = record
        self.texts = texts
        """The lessons that are written, by slug."""
        self.lessons = {place.slug: self._entry(place) for place in curriculum.order}
        histories = build_histories(curriculum.rounds)
        self.reviewed: dict[str, History] = {slug: histories[slug] for slug in self.lessons if _told(histories, slug)}
        """The reviews of the lessons that had any, in order of teaching."""
        self.reviews: dict[str, LessonStatus] = {
            slug: lesson_status(curriculum, record, entry.plan, self.reviewed.get(slug))
            for slug, entry in self.lessons.items()
            if slug in self.reviewed or not entry.plan.is_record
        }
        """Where the reviews of each lesson stand; of a record, only where it had any."""

    @property
    def course(self) -> Course:
        return self.curriculum.course

    @property
    def registry(self) -> Registry:
        return self.curriculum.registry

    def _entry(self, place: Place) -> LessonEntry:
        plan = self.curriculum.plans[place.slug]
        written = self.curriculum.pages.get(place.slug)
        titles: dict[str, str] = {}
        for section in plan.outline:
            for step in section.steps():
                titles.setdefault(step.id, step.title)
        shown = _written(written, titles) if written and place.slug in self.texts else _drafted(plan)
        heading = (written.title if written else "") or plan.title
        return LessonEntry(place, plan, heading, _first(shown), titles)

    # -- links, from the page in the file `page` (`addresses`)

    def href(self, slug: str, anchor: str = "", *, page: str) -> str:
        """The address of a lesson, or of a place in it."""
        return address(lesson_page(slug), anchor, page=page)

    def link(self, slug: str, *, page: str) -> Link:
        """A link to a lesson."""
        entry = self.lessons[slug]
        return Link(self.href(slug, page=page), title(entry.heading), entry.place.number)

    def concept(self, id: str, *, page: str) -> Link:
        """A link to a concept's page."""
        return Link(address(concept_page(id), page=page), title(self.registry.name(id)))

    def where(self, taught: Taught, *, page: str) -> Link | None:
        """A link to the place that taught something; None for entry knowledge."""
        entry = self.lessons.get(taught.lesson or "")
        if entry is None:
            return None
        return self.section_link(entry, (taught.part, taught.section), page=page)

    def section_link(self, entry: LessonEntry, ids: tuple[str | None, ...], *, page: str) -> Link:
        """A link to the first of some sections, parts and elements that the lesson's page has; to the page where it has
        none."""
        anchor = next((id for id in ids if id and id in entry.anchors), "")
        named = entry.anchors.get(anchor) or next(
            (found for id in ids if (found := entry.section_titles.get(id or ""))), ""
        )
        href = self.href(entry.slug, anchor, page=page)
        return Link(href, title(entry.heading), entry.place.number, title(named) if named else Markup(""))

    def name(self, slug: str) -> str:
        """A lesson's number and title in plain words."""
        entry = self.lessons[slug]
        return f"{entry.place.number} {plain(entry.heading)}".strip()


def _told(histories: Mapping[str, History], slug: str) -> bool:
    return slug in histories and bool(histories[slug].rounds)


def _first(ids: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Ids with what belongs to them; of an id given twice, the first, as on the page."""
    found: dict[str, str] = {}
    for id, name in ids:
        if id:
            found.setdefault(id, name)
    return found


def _drafted(plan: Plan) -> Iterator[tuple[str, str]]:
    """The ids on a page made from a plan."""
    for section in plan.outline if not plan.is_record else ():
        yield section.id, section.title
        yield from ((part.id, part.title) for part in section.parts)
        yield from ((f"{section.id}.{question.id}", section.title) for question in section.questions)


def _written(page: LessonPage, titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The ids on a page made from a lesson's text: those of its headings, and of its blocks that bear one."""
    headings = {heading.id: heading.title for _, heading in page.text.headings if heading.id}
    yield from headings.items()
    blocks = page.text.blocks
    named = [block.argument if _is_named(block.name) or block.argument in titles else "" for block in blocks]
    for block, id in zip(blocks, named, strict=True):
        around = next((named[index] for index in reversed(block.inside) if named[index]), "")
        under = next((found for id in reversed(block.headings) if (found := headings.get(id))), "")
        anchor = f"{around}.{id}" if block.name == "question" and around else id
        yield anchor, titles.get(id) or titles.get(around) or under


def _is_named(block: str) -> bool:
    return block in BLOCKS and BLOCKS[block].named
