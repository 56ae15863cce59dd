"""The course index: series, modules and lessons, each with what it is for."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from lesson_pipeline.model.curriculum import Place
from lesson_pipeline.render import markdown
from lesson_pipeline.render.addresses import INDEX
from lesson_pipeline.render.badges import BUILT, DRAFT, PLANNED, RECORD, REVIEWS, badges, review_badge, status_badges
from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.edition import Edition
from lesson_pipeline.render.knowledge import Knowledge, legend
from lesson_pipeline.render.navigation import frame
from lesson_pipeline.render.templates import page_html
from lesson_pipeline.render.titles import plain, title
from lesson_pipeline.render.views import Badge, Concept, IndexView, LessonRow, ModuleView, SeriesView

_COUNTS = ((BUILT, "{} built"), (PLANNED, "{} planned"), (RECORD, "{} on record"), (DRAFT, "{} shown as a draft"))


def index_html(edition: Edition, report: Callable[[str], None]) -> str:
    """The page, complete; `report` is told what could not be shown as it was meant."""
    return page_html("index.html.j2", frame(edition, INDEX), page=index_view(edition, report))


def index_view(edition: Edition, report: Callable[[str], None]) -> IndexView:
    """What the page shows."""
    course = edition.course
    knowledge = Knowledge(edition, INDEX)
    page = PageContext(knowledge, report=report)
    statuses = Counter(badge for slug in edition.lessons for badge in _statuses(edition, slug))
    return IndexView(
        name=plain(course.title),
        description=plain(course.description),
        title=title(course.title),
        introduction=markdown.inline(course.description, page),
        counts=tuple(words.format(statuses[badge]) for badge, words in _COUNTS if statuses[badge]),
        entry=_entry(edition, knowledge, page),
        depths=legend(course.scale),
        badges=(*(badge for badge, _ in _COUNTS if statuses[badge]), *_verdicts(edition)),
        series=tuple(_series(edition, places, page) for places in _runs(edition.curriculum.order, _series_of)),
    )


def _statuses(edition: Edition, slug: str) -> tuple[Badge, ...]:
    return status_badges(edition.lessons[slug].plan, written=slug in edition.texts)


def _verdicts(edition: Edition) -> tuple[Badge, ...]:
    """What reviews have come to, anywhere in the course."""
    found = {review_badge(status) for status in edition.reviews.values()}
    return tuple(badge for badge in REVIEWS if badge in found)


def _entry(edition: Edition, knowledge: Knowledge, page: PageContext) -> tuple[tuple[Concept, Markup], ...]:
    scale = edition.course.scale
    return tuple(
        (knowledge.view(entry.concept, scale.level(entry.depth)), markdown.inline(entry.notes, page))
        for entry in edition.course.entry
    )


def _series_of(place: Place) -> int:
    return id(place.series)


def _module_of(place: Place) -> int:
    return id(place.module)


def _runs(places: Sequence[Place], key: Callable[[Place], int]) -> Iterator[Sequence[Place]]:
    """The lessons of each series, or of each module: they follow one another in the order of teaching."""
    for _, run in groupby(places, key):
        yield list(run)


def _series(edition: Edition, places: Sequence[Place], page: PageContext) -> SeriesView:
    series = places[0].series
    return SeriesView(
        _claimed(f"series.{series.id}", page),
        series.number,
        title(series.title or series.id),
        markdown.inline(series.description, page),
        tuple(_module(edition, run, page) for run in _runs(places, _module_of)),
    )


def _claimed(anchor: str, page: PageContext) -> str:
    """The id, unless a faulty course has given it twice."""
    return anchor if page.anchors.claim(anchor) else ""


def _module(edition: Edition, places: Sequence[Place], page: PageContext) -> ModuleView:
    module = places[0].module
    return ModuleView(
        _claimed(f"module.{module.id}", page),
        module.number,
        title(module.title or module.id),
        markdown.inline(module.goal, page),
        tuple(_row(edition, place, page) for place in places),
    )


def _row(edition: Edition, place: Place, page: PageContext) -> LessonRow:
    plan = edition.lessons[place.slug].plan
    return LessonRow(
        edition.link(place.slug, page=INDEX),
        badges(edition, place.slug, page=INDEX),
        markdown.inline(plan.target or _taught(edition, place.slug), page),
    )


def _taught(edition: Edition, slug: str) -> str:
    """What a lesson without a target teaches."""
    names = [edition.registry.name(target.concept) for target in edition.lessons[slug].plan.teaches]
    return f"Teaches: {', '.join(names)}" if names else ""
