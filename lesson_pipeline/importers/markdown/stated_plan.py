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
_WHY = "the document marks it as a guess"


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
    order, found, paths = tuple(keys), dict(data), dict[str, list[str]]()
    for path, value in said.items():
        key = path.partition("/")[0].removesuffix("?")
        if key != _INFERRED:
            found = put(found, path.removesuffix("?"), value, _ORDER.get(key, ()))[0]
            paths.setdefault(key, []).append(path)
    for key, of_key in paths.items():
        if key in order and (key not in found or fits("lesson-plan", key, found[key])):
            for path in of_key:
                if path.endswith("?"):
                    plan.guess(f"/{path[:-1]}", str(said[path]), _WHY)
            continue
        found = put(found, key, data.get(key), ())[0]
        plan.log.odd.append(Odd(1, f"`{of_key[0]}` is nothing that an annotation says of a lesson: it was left out"))
    for pointer in said.get(_INFERRED) or ():
        plan.guess(str(pointer), "", _WHY)
    return ordered(found, order)


def stated_order(plan: PlanContext, pointers: list[str]) -> list[str]:
    """The pointers to guesses; those that the document lists for the lesson as a whole come first, as it lists them."""
    listed = plan.log.annotations.document.get("lesson", {}).get(_INFERRED)
    if not isinstance(listed, list):
        return pointers
    said = [one for one in listed if one in pointers]
    return [*said, *(one for one in pointers if one not in said)]
