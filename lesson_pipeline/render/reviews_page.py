"""The reviews of the course: where every lesson stands, and the numbers over all rounds as pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from lesson_pipeline.model.rounds import SEVERITIES
from lesson_pipeline.render.addresses import REVIEWS, address, review_page
from lesson_pipeline.render.badges import review_badge
from lesson_pipeline.render.edition import Edition
from lesson_pipeline.render.finding_cards import STATUSES
from lesson_pipeline.render.navigation import frame
from lesson_pipeline.render.outline import KINDS
from lesson_pipeline.render.templates import page_html
from lesson_pipeline.render.titles import plain, title
from lesson_pipeline.render.views import Badge, Link
from lesson_pipeline.reviews.stats import JUDGEMENT, ReviewStats, review_stats
from lesson_pipeline.reviews.status import LessonStatus, told


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the reviews of a lesson stand."""

    lesson: Link
    href: str
    """The address of the page that tells them; empty where there were none."""
    badge: Badge | None
    round: int | None
    open: str
    """Open findings, and fixes to verify, in words."""
    since: Markup
    """What changed since the pass."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A number as a bar, and in words beside it."""

    label: str
    numbers: str
    percent: float
    """Its length, of the longest of its chart."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of some numbers."""

    title: str
    note: str
    by_severity: bool
    """Whether the pieces of its bars are severities."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """The page."""

    name: str
    description: str
    summary: str
    lessons: tuple[Standing, ...]
    severities: tuple[str, ...]
    charts: tuple[Chart, ...]
    patterns: tuple[tuple[int, Markup], ...]


def reviews_html(edition: Edition) -> str:
    """The page, complete."""
    course = plain(edition.course.title)
    stats = review_stats(edition.curriculum)
    found, rounds = _count(sum(stats.findings.values()), "finding"), _count(stats.rounds, "round")
    view = ReviewsView(
        f"Reviews: {course}",
        f"Where the reviews of {course} stand, and what they teach.",
        f"{found} in {rounds} of review of {_count(stats.lessons, 'lesson')}",
        tuple(_standing(edition, slug, status) for slug, status in edition.reviews.items()),
        SEVERITIES,
        tuple(chart for chart in _charts(stats) if chart.bars),
        tuple((number, title(words)) for words, number in stats.patterns),
    )
    return page_html("reviews.html.j2", frame(edition, REVIEWS), page=view)


def _standing(edition: Edition, slug: str, status: LessonStatus) -> Standing:
    return Standing(
        edition.link(slug, page=REVIEWS),
        address(review_page(slug), page=REVIEWS) if slug in edition.reviewed else "",
        review_badge(status),
        status.round,
        ", ".join(
            filter(None, (_by_severity(status.open), f"{status.unverified} to verify" if status.unverified else ""))
        ),
        title(told(status.changed)) if status.changed else Markup(""),
    )


def _charts(stats: ReviewStats) -> Iterator[Chart]:
    every = sum(stats.findings.values())
    if every:
        yield Chart("Findings by severity", "", True, tuple(_single(stats.findings, {})))
        yield Chart(
            "By class",
            "The family of the rule that now catches a finding, or a person’s judgement.",
            True,
            tuple(_stacked({_class(name): counts for name, counts in stats.classes.items()})),
        )
        kinds = {KINDS.get(kind, kind) or "No section": counts for kind, counts in stats.kinds.items()}
        yield Chart("By kind of section", "", True, tuple(_stacked(kinds)))
        yield Chart("What became of them", "", False, tuple(_single(_ordered(stats.statuses), STATUSES)))
        yield Chart("Caught by a rule", "", False, (_caught(stats.caught_by_rules, every),))
    yield Chart(
        "Rounds to the first pass",
        "In which round lessons passed first.",
        False,
        tuple(_passes(stats.rounds_to_pass)),
    )


def _class(name: str) -> str:
    return "Judgement" if name == JUDGEMENT else f"Rules {name}"


def _ordered(statuses: Mapping[str, int]) -> dict[str, int]:
    return {status: statuses[status] for status in STATUSES if status in statuses}


def _stacked(groups: Mapping[str, Mapping[str, int]]) -> Iterator[Bar]:
    """A bar for each group, made of its severities."""
    longest = max((sum(counts.values()) for counts in groups.values()), default=0)
    for label, counts in groups.items():
        pieces = tuple(Piece(severity, number) for severity, number in counts.items() if number)
        yield Bar(label, _by_severity(counts), _percent(sum(counts.values()), longest), pieces)


def _single(counts: Mapping[str, int], words: Mapping[str, str]) -> Iterator[Bar]:
    """A bar for each number."""
    longest = max(counts.values(), default=0)
    for kind, number in counts.items():
        label = words.get(kind, kind.capitalize())
        yield Bar(label, str(number), _percent(number, longest), (Piece(kind, number),) if number else ())


def _caught(caught: int, every: int) -> Bar:
    pieces = (Piece("verified", caught), Piece("rest", every - caught))
    shown = tuple(piece for piece in pieces if piece.number)
    return Bar("A rule would find it", f"{caught} of {every}", 100, shown)


def _passes(rounds: Mapping[int, int]) -> Iterator[Bar]:
    longest = max(rounds.values(), default=0)
    for number, lessons in rounds.items():
        counted = _count(lessons, "lesson")
        yield Bar(f"Round {number}", counted, _percent(lessons, longest), (Piece("verified", lessons),))


def _percent(number: int, longest: int) -> float:
    return round(100 * number / longest, 1) if longest else 0


def _by_severity(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {severity}" for severity, number in counts.items() if number)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
