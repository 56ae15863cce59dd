"""Where our files name concepts: the one table of the places that hold a concept's id, and what it means there."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from lesson_pipeline.places import DocPath

ROLES: dict[str, dict[str, str]] = {
    "course": {
        "entry/*/concept": "entry",
    },
    "concepts": {
        "concepts/*/parts/*": "part",
    },
    "lesson-plan": {
        "student_state/knows/*/concept": "state",
        "student_state/not_covered/*/concepts/*": "not-covered",
        "prerequisites/*/concept": "required",
        "gaps/*/concept": "gap",
        "misconceptions/*/concept": "misconception",
        "examples/*/concept": "example",
        "modalities/*/concept": "modality",
        "load/new/*/concepts/*": "load",
        "connections/*/concept": "connection",
        "connections/*/to/*": "connected",
        "scope/excludes/*/concepts/*": "excluded",
        "teaches/*/concept": "target",
        "outline/*/teaches/*/concept": "taught",
        "outline/*/uses/*": "used",
        "outline/*/recaps/*": "recapped",
        "outline/*/parts/*/teaches/*/concept": "taught",
        "outline/*/parts/*/uses/*": "used",
        "outline/*/parts/*/recaps/*": "recapped",
        "outline/*/questions/*/tests/*/concept": "tested",
    },
    "lesson": {},
    "review-round": {},
}
"""For each kind of file (`store.KINDS`), the paths of ids, `*` for any index or key, and the role of the id there."""


class ConceptId(NamedTuple):
    """A place that names a concept by its id."""

    id: str
    role: str
    path: DocPath


def concept_ids(kind: str, data: Any) -> Iterator[ConceptId]:
    """The places of a file's data that name a concept. Keys of the registry define one, and are not among them."""
    for pattern, role in ROLES[kind].items():
        for path, value in _matches(data, pattern.split("/"), ()):
            if isinstance(value, str):
                yield ConceptId(value, role, path)


def _matches(value: Any, steps: list[str], path: DocPath) -> Iterator[tuple[DocPath, Any]]:
    if not steps:
        yield path, value
    elif isinstance(value, dict):
        for key in value if steps[0] == "*" else (steps[0],):
            if key in value:
                yield from _matches(value[key], steps[1:], (*path, key))
    elif isinstance(value, list) and steps[0] == "*":
        for index, item in enumerate(value):
            yield from _matches(item, steps[1:], (*path, index))
