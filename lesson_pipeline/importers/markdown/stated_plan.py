"""What an exported document says of the lesson as a whole, taken into the data of its plan."""

from collections.abc import Iterable

from lesson_pipeline.importers.markdown.log import Odd
from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext
from lesson_pipeline.importers.markdown.stated import ordered, put
from lesson_pipeline.schema.shapes import fits

_ORDER = {
    "student_state": ("knows", "mental_models", "not_covered", "readiness"),
    "load": ("new", "previous", "notes"),
    "analogies": ("extend", "misleading", "establishes"),
    "scope": ("covers", "excludes"),
}
"""The keys of the parts of a plan, in the order of the file."""
_INFERRED = "inferred"


def stated_head(plan: PlanContext) -> Data:
    """The head of an exported plan: what its fields say, and nothing more."""
    header = plan.reading.header
    return {
        "lesson": header.slug,
        "kind": "record" if header.is_record else "",
        "title": header.title,
        "type": header.type,
        "delivery": [],
        "status": header.status,
        "target": plan.reading.target,
    }


def with_statements(plan: PlanContext, data: Data, keys: Iterable[str]) -> Data:
    """The data of a plan with the fields that the document says of the lesson: by name, or by path (`load/notes`).

    `keys` are those of a plan, in the order of the file. What would not have its shape is left out, and the log says so.
    """
    said = plan.log.annotations.document.get("lesson", {})
    found = dict(data)
    for path, value in said.items():
        if path == _INFERRED or path == f"{_INFERRED}?":
            continue
        key = path.partition("/")[0].removesuffix("?")
        whole, key, inner = put(found, path.removesuffix("?"), value, _ORDER.get(key, ()))
        if key in keys and (inner is None or fits("lesson-plan", key, inner)):
            found = whole
        else:
            plan.log.odd.append(Odd(1, f"`{path}` is nothing that an annotation says of a lesson: it was left out"))
        if path.endswith("?"):
            plan.guess(f"/{path[:-1]}", str(value), "the document marks it as a guess")
    for pointer in said.get(_INFERRED) or ():
        plan.guess(str(pointer), "", "the document marks it as a guess")
    return ordered(found, tuple(keys))
