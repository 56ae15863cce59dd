"""One edition of the site: what its pages are made from, and where on them everything stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from lesson_pipeline.model.concepts import Registry
from lesson_pipeline.model.course import Course
from lesson_pipeline.model.curriculum import Curriculum, Place
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.record.state import Record
from lesson_pipeline.record.timeline import Taught
from lesson_pipeline.render.titles import plain, title
from lesson_pipeline.render.views import Link

INDEX = "index.html"
LESSONS = "lessons/"
STYLE = "static/style.css"
SCRIPT = "static/scheme.js"


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """A lesson that has a page."""

    place: Place
    plan: Plan
    heading: str
    """Its title as the author typed it."""
    anchors: frozenset[str]
    """Those sections and parts of its outline that are on its page, by id."""
    section_titles: Mapping[str, str]

    @property
    def slug(self) -> str:
        return self.place.slug


class Edition:
    """Everything that pages are made from, built once for all of them."""

    def __init__(self, curriculum: Curriculum, record: Record, texts: Mapping[str, str]) -> None:
        self.curriculum = curriculum
        self.record = record
        self.texts = texts
        """The lessons that are written, by slug."""
        self.lessons = {place.slug: self._entry(place) for place in curriculum.order}

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
        shown = frozenset() if plan.is_record else frozenset(titles)
        if written and place.slug in self.texts:
            shown &= written.ids
        heading = (written.title if written else "") or plan.title
        return LessonEntry(place, plan, heading, shown, titles)

    def path(self, slug: str) -> str:
        """The file of a lesson's page, relative to the site."""
        return f"{LESSONS}{slug}.html"

    def href(self, slug: str, anchor: str = "", *, page: str | None) -> str:
        """The address of a lesson, or of a place in it, from the page of the lesson `page`, or from the index (None)."""
        fragment = f"#{quote(anchor)}" if anchor else ""
        if slug == page and fragment:
            return fragment
        return f"{'' if page is not None else LESSONS}{quote(slug)}.html{fragment}"

    def link(self, slug: str, *, page: str | None) -> Link:
        """A link to a lesson."""
        entry = self.lessons[slug]
        return Link(self.href(slug, page=page), title(entry.heading), entry.place.number)

    def where(self, taught: Taught, *, page: str | None) -> Link | None:
        """A link to the place that taught something; None for entry knowledge."""
        entry = self.lessons.get(taught.lesson or "")
        if entry is None:
            return None
        return self.section_link(entry, (taught.part, taught.section), page=page)

    def section_link(self, entry: LessonEntry, ids: tuple[str | None, ...], *, page: str | None) -> Link:
        """A link to the first of some sections and parts that the lesson's page has; to the page where it has none."""
        anchor = next((id for id in ids if id and id in entry.anchors), "")
        named = next((entry.section_titles[id] for id in ids if id and entry.section_titles.get(id)), "")
        href = self.href(entry.slug, anchor, page=page)
        return Link(href, title(entry.heading), entry.place.number, title(named) if named else Markup(""))

    def name(self, slug: str) -> str:
        """A lesson's number and title in plain words."""
        entry = self.lessons[slug]
        return f"{entry.place.number} {plain(entry.heading)}".strip()
