"""What the student brings, the analogies, and the scope of a plan, as data."""

from lesson_pipeline.importers.markdown import stated_rows
from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext, without_empty
from lesson_pipeline.importers.markdown.plan_rows import knows


def student_state(plan: PlanContext) -> Data:
    """The student state, with what earlier lessons left out."""
    reading = plan.reading
    left_out = [
        stated_rows.left_out(plan, row, f"/student_state/not_covered/{number}") or {"text": row.text}
        for number, row in enumerate(reading.not_covered)
    ]
    return without_empty(
        {
            "knows": knows(plan),
            "mental_models": list(reading.mental_models),
            "not_covered": left_out,
            "readiness": reading.readiness,
        }
    )


def analogies(plan: PlanContext) -> Data:
    """The analogies that carry on, that could mislead, and that the lesson brings."""
    reading = plan.reading
    misleading = [without_empty({"analogy": analogy, "risk": risk}) for analogy, risk in reading.analogies_misleading]
    return without_empty(
        {
            "extend": list(reading.analogies_extend),
            "misleading": misleading,
            "establishes": list(reading.analogies_establish),
        }
    )


def scope(plan: PlanContext) -> Data:
    """What the lesson is about, and what it is not."""
    excludes = [
        stated_rows.exclusion(plan, row, f"/scope/excludes/{number}")
        or without_empty({"text": row.text, "max_depth": row.max_depth})
        for number, row in enumerate(plan.reading.excludes)
    ]
    return without_empty({"covers": list(plan.reading.covers), "excludes": excludes})
