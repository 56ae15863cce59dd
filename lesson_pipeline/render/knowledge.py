"""What the student brings to a lesson, from the record, with the place where each thing was learned."""

from collections.abc import Iterator

from markupsafe import Markup

from lesson_pipeline.model.course import DepthScale
from lesson_pipeline.model.plan import Plan, Prerequisite
from lesson_pipeline.record.timeline import Point, Taught
from lesson_pipeline.render import markdown
from lesson_pipeline.render.addresses import address, concept_page
from lesson_pipeline.render.context import PageContext, Target
from lesson_pipeline.render.edition import Edition
from lesson_pipeline.render.titles import plain, title
from lesson_pipeline.render.views import Concept, Depth, Known, Link

_MEANINGS = {
    "not-taught": "It has not come up yet.",
    "mentioned": "You recognise the name.",
    "introduced": "You can say it in your own words.",
    "developed": "You can trace it, compute with it and say why it works.",
    "applied": "You have done it yourself.",
}


def depth(scale: DepthScale, level: int) -> Depth:
    """A depth of the course's scale; the default scale's words are explained."""
    name = scale.name(level)
    return Depth(name, level, len(scale.names) - 1, _MEANINGS.get(name, ""))


def legend(scale: DepthScale) -> tuple[Depth, ...]:
    """Every depth that something can have been taught to, lowest first."""
    return tuple(depth(scale, level) for level in range(1, len(scale.names)))


class Knowledge:
    """What is known at one lesson; without one, at the end of the course. `page` is the file of the page that shows it."""

    def __init__(self, edition: Edition, page: str, slug: str = "") -> None:
        self._edition = edition
        self._page = page
        place = edition.curriculum.places.get(slug)
        self._before = Point(place.index if place else len(edition.curriculum.order))

    # -- links in prose (context.Links)

    def lesson(self, slug: str) -> Target | None:
        """The page of a lesson."""
        if slug not in self._edition.lessons:
            return None
        return Target(self._edition.href(slug, page=self._page), self._edition.name(slug))

    def concept(self, id: str) -> Target | None:
        """The page of a concept: what it is, and from there every place that teaches it."""
        if id not in self._edition.registry:
            return None
        view = self.view(id)
        return Target(view.href, view.summary)

    # -- pieces of pages

    def view(self, id: str, level: int | None = None) -> Concept:
        """A concept with the address of its page, and a depth if one is given."""
        registry = self._edition.registry
        known = registry.concepts.get(id)
        scale = self._edition.course.scale
        return Concept(
            title(registry.name(id)),
            plain(known.summary) if known else "",
            address(concept_page(id), page=self._page) if known else "",
            None if level is None else depth(scale, level),
        )

    def needs(self, plan: Plan, page: PageContext) -> tuple[Known, ...]:
        """The lesson's prerequisites, as the record has them."""
        return tuple(self._need(plan, needed, page) for needed in plan.prerequisites)

    def also_known(self, plan: Plan) -> tuple[Known, ...]:
        """What else of the student state the lesson touches."""
        needed = {needed.concept for needed in plan.prerequisites}
        ids = [id for id in dict.fromkeys(_touched(plan)) if id not in needed]
        return tuple(self._known(id) for id in ids if self._level(id))

    def _need(self, plan: Plan, needed: Prerequisite, page: PageContext) -> Known:
        known = self._known(needed.concept)
        scale = self._edition.course.scale
        wanted = scale.level(needed.requires)
        short = self._level(needed.concept) < wanted
        entry = self._edition.lessons[plan.slug]
        closing = [id for gap in plan.gaps if gap.concept == needed.concept for id in gap.where.ids] if short else []
        return Known(
            known.concept,
            known.where,
            known.assumed,
            known.promised,
            depth(scale, wanted) if short else None,
            tuple(self._edition.section_link(entry, (id,), page=self._page) for id in closing),
            markdown.inline(needed.reason, page) if needed.reason else Markup(""),
        )

    def _known(self, id: str) -> Known:
        reached = self._edition.record.depth(id, self._before)
        where = self._where(id, self._before)
        return Known(
            self.view(id, reached.level),
            where,
            assumed=where is None and reached.level > 0,
            promised=reached.recorded < reached.level,
        )

    def _level(self, id: str) -> int:
        return self._edition.record.depth(id, self._before).level

    def _where(self, id: str, point: Point) -> Link | None:
        deepest = max(self._edition.record.taught_before(id, point), key=_depth_then_first, default=None)
        return self._edition.where(deepest, page=self._page) if deepest else None


def _depth_then_first(taught: Taught) -> tuple[int, int, int]:
    return taught.level, -taught.point.lesson, -taught.point.step


def _touched(plan: Plan) -> Iterator[str]:
    """Every concept that the plan leans on or goes on from, in order of first mention."""
    for section in plan.outline:
        for mention in (*section.recaps(), *section.uses()):
            yield mention.concept
        for question in section.questions:
            yield from (test.concept for test in question.tests)
    yield from (connection.concept for connection in plan.connections)
    yield from (target.concept for target in plan.teaches)
    if plan.state:
        yield from (known.concept for known in plan.state.knows)
