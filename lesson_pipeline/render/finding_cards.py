"""The findings of a lesson's reviews as cards: where each is, what is wrong, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from lesson_pipeline.model.plan import Note
from lesson_pipeline.model.rounds import Finding, Fix, Location, Verified, gravity
from lesson_pipeline.places import At
from lesson_pipeline.render import markdown
from lesson_pipeline.render.addresses import finding_anchor, review_page
from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.edition import Edition
from lesson_pipeline.render.titles import title
from lesson_pipeline.reviews.history import History, Trail
from lesson_pipeline.reviews.places import names_a_place, resolve

STATUSES = {
    "open": "Open",
    "reopened": "Reopened",
    "fixed": "Fixed, to be verified",
    "declined": "Declined",
    "verified": "Verified",
}
"""What became of a finding, what wants something done first."""
_STEPS = {"fixed": "Fixed", "declined": "Declined", "verified": "Verified", "reopened": "Reopened"}
_LEVEL = 3
"""Of a card's heading."""


@dataclass(frozen=True, slots=True)
class FoundAt:
    """A place that a finding is about."""

    href: str
    """Empty where the lesson has it no more, or where only the reviewer's words say where it is."""
    name: Markup
    id: str
    """Of the block or element there; may be empty."""
    quote: Markup
    gone: bool
    """Whether the words quoted are no longer there."""


@dataclass(frozen=True, slots=True)
class TrailStep:
    """Something that was said of a finding after it was found."""

    status: str
    words: str
    round: int
    date: str
    text: Markup


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding and its life so far."""

    anchor: str
    name: str
    """As the commands call it: `1/no-example`."""
    severity: str
    title: Markup
    status: str
    words: str
    rule: str
    places: tuple[FoundAt, ...]
    texts: tuple[tuple[str, Markup], ...]
    """What the reviewer says of it, each text with what it is."""
    trail: tuple[TrailStep, ...]


class Cards:
    """Makes the cards of one lesson, on the page that tells its reviews."""

    def __init__(self, edition: Edition, slug: str, page: PageContext) -> None:
        self._edition = edition
        self._entry = edition.lessons[slug]
        self._history: History = edition.reviewed[slug]
        self._page = page
        self._address = review_page(slug)
        self._said: dict[At, Fix | Verified] = {
            At(review.file, entry.path): entry
            for review in self._history.rounds.values()
            for entry in chain[Fix | Verified](review.fixes, review.verification)
        }

    def of_round(self, number: int) -> tuple[FindingCard, ...]:
        """The findings of a round: what is open first, and of each state the gravest first."""
        trails = [trail for trail in self._history.trails.values() if trail.round == number]
        return tuple(self.card(trail) for trail in sorted(trails, key=_urgency))

    def card(self, trail: Trail) -> FindingCard:
        """One finding."""
        finding = trail.finding
        anchor = finding_anchor(trail.round, finding.id)
        return FindingCard(
            anchor,
            f"{trail.round}/{finding.id}",
            finding.severity,
            title(finding.title or finding.id),
            trail.status,
            STATUSES.get(trail.status, "Unclear"),
            finding.rule,
            tuple(self._place(location) for location in finding.locations),
            tuple(self._texts(finding, anchor)),
            tuple(self._trail(trail, anchor)),
        )

    def _texts(self, finding: Finding, anchor: str) -> Iterator[tuple[str, Markup]]:
        said = (
            Note("Issue", finding.issue),
            Note("Effect on the student", finding.student_impact),
            Note("Suggested fix", finding.suggested_fix),
            *finding.notes,
        )
        for number, note in enumerate(said):
            if note.text.strip():
                yield note.heading, self.text(note.text, f"{anchor}-{number}")

    def _trail(self, trail: Trail, anchor: str) -> Iterator[TrailStep]:
        for number, step in enumerate(trail.steps[1:]):
            match self._said.get(step.at):
                case Fix() as entry:
                    text = entry.change or entry.reason
                case Verified() as entry:
                    text = entry.evidence
                case None:
                    continue
            said = self.text(text, f"{anchor}-step-{number}")
            yield TrailStep(step.status, _STEPS.get(step.status, "Unclear"), step.round, entry.date, said)

    def text(self, text: str, scope: str) -> Markup:
        """A text of one or more paragraphs, below the heading of a card."""
        return markdown.block(text, self._page, level=_LEVEL, scope=scope)

    def _place(self, location: Location) -> FoundAt:
        entry, plan = self._entry, self._entry.plan
        found = resolve(location, plan, self._edition.curriculum.pages.get(entry.slug))
        asked = (
            f"{location.section or (found.section if found else '')}.{location.question}" if location.question else ""
        )
        ids = (asked, location.block, location.element, location.part, location.section, found.section if found else "")
        link = self._edition.section_link(entry, ids, page=self._address)
        number = entry.question_number(*asked.split(".", 1)) if asked else None
        name = link.section or title(location.section or location.text)
        if number:
            name += Markup(", question {}").format(number)
        there = any(id in entry.anchors for id in ids if id)
        return FoundAt(
            link.href if there else "",
            name,
            location.block or location.element,
            title(location.quote),
            bool(location.quote) and found is None and names_a_place(location),
        )


def _urgency(trail: Trail) -> tuple[int, int]:
    order = list(STATUSES)
    return order.index(trail.status) if trail.status in order else 0, gravity(trail.finding.severity)
