"""A lesson's type and status in words, and what its reviews came to."""

from dataclasses import replace

from lesson_pipeline.model.plan import Plan
from lesson_pipeline.render.addresses import address, review_page
from lesson_pipeline.render.edition import Edition
from lesson_pipeline.render.views import Badge
from lesson_pipeline.reviews.status import LessonStatus

_TYPES = {
    "stretch": Badge("type", "Load: stretch", "A demanding lesson: it asks for a new way of thinking."),
    "build": Badge("type", "Load: build", "A lesson of medium load: something new on familiar ground."),
    "consolidate": Badge("type", "Load: consolidate", "A light lesson: it practises and connects what is known."),
}
RECORD = Badge("record", "On record", "The course shows what this lesson taught, and not the lesson itself.")
PLANNED = Badge("planned", "Planned", "This lesson is planned and not yet built.")
BUILT = Badge("built", "Built", "This lesson is built: later lessons may lean on it.")
DRAFT = Badge(
    "draft", "Draft page", "The page is made from the lesson plan; the text of the lesson is not written yet."
)
PASSED = Badge("passed", "Passed", "The last round of review ended with a pass, and the lesson is as it was reviewed.")
CHANGED = Badge("changed", "Passed, changed since", "A review passed this lesson. It has changed since then.")
NEEDS_REVISION = Badge("revision", "Needs revision", "The last round of review found what has to be mended.")
MAJOR_REVISION = Badge("major", "Major revision", "The last round of review found what keeps students from learning.")
IN_REVIEW = Badge("in-review", "In review", "A round of review goes on.")
REVIEWS = (PASSED, CHANGED, NEEDS_REVISION, MAJOR_REVISION, IN_REVIEW)
"""What the reviews of a lesson can have come to."""
_VERDICTS = {"pass": PASSED, "needs-revision": NEEDS_REVISION, "major-revision": MAJOR_REVISION}


def badges(edition: Edition, slug: str, *, page: str) -> tuple[Badge, ...]:
    """What there is to say about a lesson at a glance, on the page `page`."""
    plan = edition.lessons[slug].plan
    reviewed = review_badge(edition.reviews[slug]) if slug in edition.reviewed else None
    return (
        *status_badges(plan, written=slug in edition.texts),
        *((replace(reviewed, href=address(review_page(slug), page=page)),) if reviewed else ()),
        *((_TYPES[plan.type],) if plan.type in _TYPES else ()),
    )


def review_badge(status: LessonStatus) -> Badge | None:
    """What the reviews of a lesson have come to; None where there were none."""
    if status.round is None:
        return None
    if status.in_review:
        return IN_REVIEW
    return CHANGED if status.passed and status.changed else verdict_badge(status.verdict)


def verdict_badge(verdict: str) -> Badge:
    """The verdict of a round; without one it goes on."""
    return _VERDICTS.get(verdict, IN_REVIEW)


def status_badges(plan: Plan, *, written: bool) -> tuple[Badge, ...]:
    """How far a lesson has come."""
    if plan.is_record:
        return (RECORD,)
    status = PLANNED if plan.status == "planned" else BUILT
    return (status,) if written else (status, DRAFT)


def notice(plan: Plan, *, written: bool) -> str:
    """What a reader of the page has to know first; empty where there is nothing."""
    if plan.is_record:
        return "The course shows only a record of this lesson: what it taught, how deeply, and what shows that it did."
    if written:
        return (
            "This lesson is planned and not yet built. Its text may still change." if plan.status == "planned" else ""
        )
    planned = " The lesson is planned and not yet built." if plan.status == "planned" else ""
    return f"This page is a draft, made from the outline of the lesson plan.{planned}"
