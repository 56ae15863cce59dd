"""A lesson's type and status in words."""

from lesson_pipeline.model.plan import Plan
from lesson_pipeline.render.views import Badge

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


def badges(plan: Plan, *, written: bool) -> tuple[Badge, ...]:
    """What there is to say about a lesson at a glance."""
    return (*status_badges(plan, written=written), *((_TYPES[plan.type],) if plan.type in _TYPES else ()))


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
