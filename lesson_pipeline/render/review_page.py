"""The reviews of one lesson: what is open, what changed since the pass, and every round with its findings."""

from dataclasses import dataclass

from markupsafe import Markup

from lesson_pipeline.model.rounds import Accepted, Round
from lesson_pipeline.render import markdown
from lesson_pipeline.render.addresses import REVIEWS, address, finding_anchor, review_page, round_anchor
from lesson_pipeline.render.badges import review_badge, verdict_badge
from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.edition import Edition
from lesson_pipeline.render.finding_cards import Cards, FindingCard
from lesson_pipeline.render.knowledge import Knowledge
from lesson_pipeline.render.navigation import frame
from lesson_pipeline.render.templates import page_html
from lesson_pipeline.render.titles import title
from lesson_pipeline.render.views import Badge, Link
from lesson_pipeline.reviews.status import derived_verdict, open_findings
from lesson_pipeline.reviews.verdict import open_at_close, told

_NAMES = {"pass": "a pass", "needs-revision": "“needs revision”", "major-revision": "“major revision”"}


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """An item of the checklist; `holds` is None where nobody has judged it."""

    item: Markup
    holds: bool | None
    why: Markup


@dataclass(frozen=True, slots=True)
class AcceptedChange:
    """A change since the review that somebody accepted."""

    what: tuple[Link, ...]
    state: bool
    date: str
    reason: Markup


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round."""

    anchor: str
    number: int
    facts: tuple[str, ...]
    badge: Badge
    derivation: str
    rationale: Markup
    findings: tuple[FindingCard, ...]
    checklist: tuple[CheckedItem, ...]
    unjudged: int
    failed: int
    works_well: tuple[Markup, ...]
    patterns: tuple[Markup, ...]
    notes: tuple[tuple[str, Markup], ...]
    accepted: tuple[AcceptedChange, ...]


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding that wants something done, and the place of its card."""

    href: str
    severity: str
    title: Markup


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The page."""

    name: str
    description: str
    lesson: Link
    overview: str
    badge: Badge | None
    passed_in: int | None
    """The round that passed it; None where the last verdict is no pass."""
    changed: tuple[Link, ...]
    """The sections that changed since."""
    state_changed: bool
    certain: bool
    open: tuple[OpenFinding, ...]
    unverified: int
    rounds: tuple[RoundView, ...]
    """The last first."""


def review_html(edition: Edition, slug: str) -> str:
    """The page of one lesson that was reviewed."""
    page = review_page(slug)
    return page_html("review.html.j2", frame(edition, page), page=review_view(edition, slug))


def review_view(edition: Edition, slug: str) -> ReviewView:
    """What the page shows."""
    page = review_page(slug)
    history, status = edition.reviewed[slug], edition.reviews[slug]
    context = PageContext(Knowledge(edition, page))
    for trail in history.trails.values():
        context.anchors.claim(finding_anchor(trail.round, trail.finding.id))
    cards = Cards(edition, slug, context)
    name = edition.name(slug)
    return ReviewView(
        f"Reviews: {name}",
        f"The rounds of review of {name}: what was found, and what became of it.",
        edition.link(slug, page=page),
        address(REVIEWS, page=page),
        review_badge(status),
        status.verdict_round if status.verdict == "pass" else None,
        _sections(edition, slug, status.changed.sections),
        status.changed.state,
        history.uncertain_from is None,
        tuple(
            OpenFinding(
                address(page, finding_anchor(trail.round, trail.finding.id), page=page),
                trail.finding.severity,
                title(trail.finding.title or trail.finding.id),
            )
            for trail in open_findings(history)
        ),
        status.unverified,
        tuple(_round(edition, slug, number, cards, context) for number in sorted(history.rounds, reverse=True)),
    )


def _sections(edition: Edition, slug: str, ids: tuple[str, ...]) -> tuple[Link, ...]:
    """Links to sections of the lesson; one that is gone leads to the lesson, by its id."""
    entry = edition.lessons[slug]
    links = ((id, edition.section_link(entry, (id,), page=review_page(slug))) for id in ids)
    return tuple(Link(link.href, link.section or title(id.replace("-", " "))) for id, link in links)


def _round(edition: Edition, slug: str, number: int, cards: Cards, page: PageContext) -> RoundView:
    review = edition.reviewed[slug].rounds[number]
    anchor, notes = round_anchor(number), review.notes
    page.anchors.claim(anchor)
    checklist = tuple(
        CheckedItem(markdown.inline(one.item, page), one.holds, markdown.inline(one.why, page))
        for one in review.checklist
    )
    said = (("Overall", notes.overall), *((note.heading, note.text) for note in notes.other))
    return RoundView(
        anchor,
        number,
        tuple(_facts(review)),
        verdict_badge(review.verdict),
        _derivation(edition, slug, number),
        cards.text(review.rationale, f"{anchor}.rationale"),
        cards.of_round(number),
        checklist,
        sum(one.holds is None for one in checklist),
        sum(one.holds is False for one in checklist),
        tuple(markdown.inline(text, page) for text in notes.works_well),
        tuple(markdown.inline(text, page) for text in notes.patterns),
        tuple(
            (heading, cards.text(text, f"{anchor}.note-{index}"))
            for index, (heading, text) in enumerate(said)
            if text.strip()
        ),
        tuple(_accepted(edition, slug, one, page) for one in review.accepted),
    )


def _facts(review: Round) -> list[str]:
    """Who reviewed, when, and what people called the round."""
    facts = [review.date, review.reviewer]
    if review.iteration:
        total = f" of {review.iteration.of}" if review.iteration.of else ""
        facts.append(f"called iteration {review.iteration.n}{total}")
    return [fact for fact in facts if fact]


def _derivation(edition: Edition, slug: str, number: int) -> str:
    """How the verdict follows from what was open, by the course's policy; empty where that cannot be told."""
    history = edition.reviewed[slug]
    allowed = derived_verdict(edition.curriculum, history, number)
    if not (allowed and history.is_certain(number)):
        return ""
    verdict = history.rounds[number].verdict
    given = " or ".join(_NAMES[one] for one in allowed)
    counted = told(open_at_close(history, number))
    if not verdict:
        return f"This round goes on. With {counted} open so far, the course’s policy gives {given}."
    if verdict not in allowed:
        other = _NAMES.get(verdict, "something else")
        return f"With {counted} open at its close, the course’s policy gives {given}; the reviewer wrote {other}."
    if len(allowed) > 1:
        return f"With {counted} open at its close, the course’s policy leaves the reviewer {given}."
    return f"With {counted} open at its close, the course’s policy gives {given}."


def _accepted(edition: Edition, slug: str, one: Accepted, page: PageContext) -> AcceptedChange:
    sections = _sections(edition, slug, one.sections)
    return AcceptedChange(sections, one.state, one.date, markdown.inline(one.reason, page))
