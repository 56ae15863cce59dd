"""The page of one lesson: from its text where there is one, from the plan's outline where not, from the record."""

from collections.abc import Callable

from markupsafe import Markup

from lesson_pipeline.model.plan import Exclusion, Plan
from lesson_pipeline.render import markdown
from lesson_pipeline.render.addresses import INDEX, address, lesson_page, reviewer_page, traced_page
from lesson_pipeline.render.badges import badges, notice
from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.edition import Edition, LessonEntry
from lesson_pipeline.render.knowledge import Knowledge, legend
from lesson_pipeline.render.navigation import frame
from lesson_pipeline.render.outline import Draft
from lesson_pipeline.render.pictures import Pictures
from lesson_pipeline.render.reading_time import minutes
from lesson_pipeline.render.structured_data import lesson_data
from lesson_pipeline.render.templates import page_html
from lesson_pipeline.render.titles import plain, title
from lesson_pipeline.render.views import Crumb, LessonView, Link, Outcome, PlanNote, Scope, Section


def lesson_html(edition: Edition, slug: str, pictures: Pictures, report: Callable[[str], None]) -> str:
    """The page, complete; `report` is told what could not be shown as it was meant."""
    view = lesson_view(edition, slug, pictures, report)
    return page_html("lesson.html.j2", frame(edition, lesson_page(slug)), page=view)


def lesson_view(edition: Edition, slug: str, pictures: Pictures, report: Callable[[str], None]) -> LessonView:
    """What the page shows."""
    entry = edition.lessons[slug]
    plan, written = entry.plan, slug in edition.texts
    knowledge = Knowledge(edition, lesson_page(slug), slug)
    kinds = {planned.id: planned.kind for planned in plan.modalities}
    page = PageContext(knowledge, titles=entry.section_titles, modalities=kinds, pictures=pictures, report=report)
    # The text goes first, so that the ids which its author wrote are on the page before any others.
    text = markdown.lesson(edition.texts[slug], page) if written else Markup("")
    sections, unplaced = _draft(edition, plan, knowledge, page) if not written and not plan.is_record else ((), ())
    target = markdown.inline(plan.target, page)
    return LessonView(
        name=plain(page.heading, html=True) if page.heading else plain(entry.heading),
        description=plain(plan.target),
        title=title(page.heading, html=True) if page.heading else title(entry.heading),
        anchor=page.heading_anchor,
        number=entry.place.number,
        crumbs=_crumbs(edition, entry),
        badges=badges(edition, slug, page=lesson_page(slug)),
        notice=notice(plan, written=written),
        target=target,
        outcomes=_outcomes(edition, plan, knowledge, page),
        scope=_scope(plan, page),
        needs=knowledge.needs(plan, page),
        also_known=() if plan.is_record else knowledge.also_known(plan),
        mental_models=tuple(markdown.inline(model, page) for model in plan.state.mental_models) if plan.state else (),
        depths=legend(edition.course.scale),
        toc=tuple(page.toc),
        is_record=plan.is_record,
        is_draft=not written and not plan.is_record,
        text=text,
        blocks=frozenset(page.blocks),
        minutes=minutes(text),
        sections=sections,
        unplaced=unplaced,
        analogies=tuple(markdown.inline(text, page) for text in plan.analogies.establishes) if plan.is_record else (),
        previous=_neighbour(edition, entry, -1),
        next=_neighbour(edition, entry, 1),
        trace=address(traced_page(slug), page=lesson_page(slug)) if written and not plan.is_record else "",
        review=address(reviewer_page(slug), page=lesson_page(slug)) if written and not plan.is_record else "",
        data=lesson_data(edition, slug),
    )


def _draft(
    edition: Edition, plan: Plan, knowledge: Knowledge, page: PageContext
) -> tuple[tuple[Section, ...], tuple[PlanNote, ...]]:
    draft = Draft(plan, knowledge, page, edition.course.scale)
    return draft.sections(), draft.unplaced()


def _crumbs(edition: Edition, entry: LessonEntry) -> tuple[Crumb, ...]:
    series, module = entry.place.series, entry.place.module
    page = lesson_page(entry.slug)
    return (
        Crumb(address(INDEX, page=page), title(edition.course.title)),
        Crumb(address(INDEX, f"series.{series.id}", page=page), title(series.title or series.id), series.number),
        Crumb(address(INDEX, f"module.{module.id}", page=page), title(module.title or module.id), module.number),
    )


def _outcomes(edition: Edition, plan: Plan, knowledge: Knowledge, page: PageContext) -> tuple[Outcome, ...]:
    scale = edition.course.scale
    return tuple(
        Outcome(
            knowledge.view(target.concept, scale.level(target.depth)),
            target.core,
            markdown.inline(target.evidence, page) if target.evidence else Markup(""),
        )
        for target in plan.teaches
    )


def _scope(plan: Plan, page: PageContext) -> Scope:
    return Scope(
        tuple(markdown.inline(text, page) for text in plan.scope.covers),
        tuple(markdown.inline(_exclusion(excluded), page) for excluded in plan.scope.excludes),
    )


def _exclusion(excluded: Exclusion) -> str:
    return excluded.text or ", ".join(mention.concept for mention in excluded.concepts)


def _neighbour(edition: Edition, entry: LessonEntry, step: int) -> Link | None:
    position = entry.place.index + step
    order = edition.curriculum.order
    return edition.link(order[position].slug, page=lesson_page(entry.slug)) if 0 <= position < len(order) else None
