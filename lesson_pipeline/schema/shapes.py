"""Whether a single value has the shape that the schema of a file gives to its place."""

from functools import cache
from typing import Any

from lesson_pipeline.schema.store import schema


def fits(kind: str, place: str, value: Any) -> bool:
    """Whether a value may stand at a place of a file of this kind.

    The place is a path as in `schema.concept_ids`, `gaps/*` for an entry of the gaps; empty for the whole file; or the
    name of a shape that the schema defines, `$part`.
    """
    return bool(_validator(kind, place).is_valid(value))


@cache
def _validator(kind: str, place: str) -> Any:
    import jsonschema_rs

    whole = schema(kind)
    if place.startswith("$"):
        return jsonschema_rs.validator_for({"$defs": whole["$defs"], "$ref": f"#/$defs/{place[1:]}"})
    found = whole
    for step in place.split("/") if place else ():
        found = found.get("items") or found["additionalProperties"] if step == "*" else found["properties"][step]
    return jsonschema_rs.validator_for({"$defs": whole.get("$defs", {}), **found})
