"""What an exported document says of the lesson as a whole, taken into the data of its plan."""

from collections.abc import Iterable
from typing import Any

from lesson_pipeline.importers.markdown.log import Odd
from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext
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
        whole, key, inner = _put(found, path.removesuffix("?"), value)
        if key in keys and (inner is None or fits("lesson-plan", key, inner)):
            found = whole
        else:
            plan.log.odd.append(Odd(1, f"`{path}` is nothing that an annotation says of a lesson: it was left out"))
        if path.endswith("?"):
            plan.guess(f"/{path[:-1]}", str(value), "the document marks it as a guess")
    for pointer in said.get(_INFERRED) or ():
        plan.guess(str(pointer), "", "the document marks it as a guess")
    return _ordered(found, tuple(keys))


def _put(data: Data, path: str, value: Any) -> tuple[Data, str, Any]:
    """The data with a value at a path of one or two steps, the first step, and what stands there then."""
    key, _, below = path.partition("/")
    inner = value
    if below:
        held = data.get(key)
        inner = {**(held if isinstance(held, dict) else {}), below: value}
        inner = {name: item for name, item in inner.items() if item is not None}
        inner = _ordered(inner, _ORDER.get(key, ()))
    return {**{name: item for name, item in data.items() if name != key}, **_kept(key, inner)}, key, inner


def _kept(key: str, value: Any) -> Data:
    return {} if value is None else {key: value}


def _ordered(data: Data, keys: tuple[str, ...]) -> Data:
    """The data with its keys in this order, those that are not among them last."""
    return {key: data[key] for key in sorted(data, key=lambda key: keys.index(key) if key in keys else len(keys))}
