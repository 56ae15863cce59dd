"""The reviewer's page of a lesson: its text, and in the margin of each section its plan, the student and the review."""

from collections.abc import Iterable, Iterator, Mapping

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.rounds import SEVERITIES
from lesson_pipeline.record.deliveries import Deliveries
from lesson_pipeline.render import markdown
from lesson_pipeline.render.addresses import address, review_page, reviewer_page, round_anchor, traced_page
from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.edition import Edition
from lesson_pipeline.render.knowledge import Knowledge
from lesson_pipeline.render.navigation import frame
from lesson_pipeline.render.pictures import Pictures
from lesson_pipeline.render.reviewer_margin import Margins
from lesson_pipeline.render.reviewer_pins import NOWHERE, pin_all
from lesson_pipeline.render.reviewer_text import CutText, cuts_of
from lesson_pipeline.render.reviewer_views import Beside, ReviewerView, RoundLink
from lesson_pipeline.render.templates import page_html
from lesson_pipeline.render.titles import title
from lesson_pipeline.render.trace_page import Table
from lesson_pipeline.render.views import Badge
from lesson_pipeline.reviews.history import History, build_histories
from lesson_pipeline.reviews.status import LessonStatus, lesson_status, told

_MEANINGS = {
    "critical": "The student cannot get past it.",
    "improvement": "The student learns less than planned.",
    "polish": "It could read better.",
}


class ReviewerPages:
    """The reviewer's page of every lesson that is written by a plan of its own; `tables` trace those lessons."""

    def __init__(self, edition: Edition, tables: Mapping[str, Table], diagnostics: Iterable[Diagnostic]) -> None:
        self._edition = edition
        self._tables = tables
        self._histories = build_histories(edition.curriculum.rounds)
        self._diagnostics: dict[str | None, list[Diagnostic]] = {}
        for diagnostic in diagnostics:
            self._diagnostics.setdefault(diagnostic.lesson, []).append(diagnostic)

    def html(self, slug: str, pictures: Pictures) -> str:
        """The page of one lesson, complete."""
        view = self._view(slug, pictures)
        return page_html("reviewer.html.j2", frame(self._edition, reviewer_page(slug)), page=view)

    def _view(self, slug: str, pictures: Pictures) -> ReviewerView:
        edition, own = self._edition, reviewer_page(slug)
        entry, history = edition.lessons[slug], self._histories.get(slug)
        plan = entry.plan
        knowledge = Knowledge(edition, own, slug)
        kinds = {planned.id: planned.kind for planned in plan.modalities}
        page = PageContext(knowledge, titles=entry.section_titles, modalities=kinds, pictures=pictures)
        found = Deliveries(plan, edition.curriculum.pages[slug])
        order, cuts = cuts_of(found)
        # The text goes first, so that the ids which its author wrote are on the page before any others.
        text = CutText(found, order, markdown.pieces(edition.texts[slug], page, cuts), self._tables[slug])
        diagnostics = self._diagnostics.get(slug, [])
        pins = pin_all(text, history, diagnostics, page)
        margins = Margins(edition, text, knowledge, page, pins)
        status = lesson_status(edition.curriculum, edition.record, plan, history)
        name = edition.name(slug)
        return ReviewerView(
            name=f"Review: {name}",
            description=f"The lesson {name} with its plan, what a check finds, and what reviewers said.",
            title=title(page.heading or entry.heading, html=bool(page.heading)),
            anchor=page.heading_anchor,
            lesson=edition.link(slug, page=own),
            trace=address(traced_page(slug), page=own),
            badges=tuple(_badges(status, diagnostics)),
            rounds=tuple(_rounds(history, slug, own)),
            changed=told(status.changed) if status.changed else "",
            notice=_notice(plan, order.steps != ()),
            findings=tuple(pins.findings.get(NOWHERE, ())),
            diagnostics=tuple(pins.diagnostics.get(NOWHERE, ())),
            planned=margins.missing(),
            sections=tuple(_sections(text, margins)),
        )


def _sections(text: CutText, margins: Margins) -> Iterator[Beside]:
    for index, piece in enumerate(text.pieces):
        margin = margins.beside(index)
        steps = text.steps(index)
        begins = index == 0 or not steps or any(part is section.own for _, section, part in steps)
        if piece.html.strip() or margin.findings or margin.diagnostics or margin.planned:
            yield Beside(index + 1, piece.html, margin, begins)


def _badges(status: LessonStatus, diagnostics: list[Diagnostic]) -> Iterator[Badge]:
    for severity in SEVERITIES:
        if count := status.open[severity]:
            yield Badge(severity, f"{count} {severity} open", _MEANINGS[severity])
    if status.unverified:
        yield Badge("fixed", f"{status.unverified} to verify", "Fixed, and not yet seen by a reviewer.")
    for level in reversed(Severity):
        if count := sum(diagnostic.severity is level for diagnostic in diagnostics):
            word = level.word if level is not Severity.INFO else "note"
            yield Badge(level.word, f"{count} {word}{'' if count == 1 else 's'}", "Found by a check.")


def _rounds(history: History | None, slug: str, page: str) -> Iterator[RoundLink]:
    for number, review in history.rounds.items() if history else ():
        href = address(review_page(slug), round_anchor(number), page=page)
        yield RoundLink(f"Round {number}", review.verdict or "not closed", href)


def _notice(plan: Plan, named: bool) -> str:
    if named or not plan.outline:
        return ""
    return "The text names no section of its plan, so that what is planned cannot be set beside it."
