"""The table of places that hold a concept's id is complete, and finds them."""

from collections.abc import Iterator
from typing import Any

from lesson_pipeline.schema.concept_ids import ROLES, concept_ids
from lesson_pipeline.schema.store import KINDS, schema

NOT_CONCEPTS = {
    # last key of a path: ids of other things
    "course", "lesson", "lessons", "source", "id", "in", "scale", "known", "developed", "applied",
    "section", "sections", "part", "block", "check", "question", "element",
}  # fmt: skip


def ids_in(
    kind: str, node: dict[str, Any], path: tuple[str, ...] = (), seen: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """The path of every value that has the form of an id."""
    reference = node.get("$ref", "").rpartition("/")[2]
    if reference == "slug":
        yield path
    elif reference and reference not in seen:
        yield from ids_in(kind, schema(kind)["$defs"][reference], path, (*seen, reference))
    for key, value in node.get("properties", {}).items():
        yield from ids_in(kind, value, (*path, key), seen)
    for keyword in ("items", "additionalProperties"):
        if isinstance(node.get(keyword), dict):
            yield from ids_in(kind, node[keyword], (*path, "*"), seen)
    for keyword in ("then", "else"):
        if keyword in node:
            yield from ids_in(kind, node[keyword], path, seen)
    for keyword in ("anyOf", "oneOf", "allOf"):
        for choice in node.get(keyword, []):
            yield from ids_in(kind, choice, path, seen)


def test_every_id_of_a_schema_is_a_concept_or_known_to_be_something_else() -> None:
    for kind in KINDS:
        found = set(ids_in(kind, schema(kind)))
        concepts = {path for path in found if next(step for step in reversed(path) if step != "*") not in NOT_CONCEPTS}
        assert {"/".join(path) for path in concepts} == set(ROLES.get(kind, ()))


def test_ids_are_found_with_role_and_path() -> None:
    data = {
        "gaps": [{"concept": "a"}, None, {"concept": 3}],
        "outline": [
            {"uses": ["b"], "parts": [{"teaches": [{"concept": "c"}]}]},
            {"questions": [{"tests": [{"concept": "d"}]}]},
            {"uses": None},
        ],
        "connections": "none",
    }
    assert list(concept_ids("lesson-plan", data)) == [
        ("a", "gap", ("gaps", 0, "concept")),
        ("b", "used", ("outline", 0, "uses", 0)),
        ("c", "taught", ("outline", 0, "parts", 0, "teaches", 0, "concept")),
        ("d", "tested", ("outline", 1, "questions", 0, "tests", 0, "concept")),
    ]
    assert list(concept_ids("concepts", {"concepts": {"a": {"parts": ["b"]}, "c": None}})) == [
        ("b", "part", ("concepts", "a", "parts", 0))
    ]
    assert list(concept_ids("lesson", None)) == []
