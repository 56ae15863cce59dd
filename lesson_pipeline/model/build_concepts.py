"""Validated registry files to a Registry."""

from collections.abc import Iterable
from typing import Any

from lesson_pipeline.model.concepts import Concept, Registry
from lesson_pipeline.model.fields import mapping, text
from lesson_pipeline.model.references import Unresolved
from lesson_pipeline.places import At
from lesson_pipeline.suggest import closest


def build_registry(files: Iterable[tuple[str, Any]]) -> tuple[Registry, tuple[Unresolved, ...]]:
    """The registry of all files, and the parts that name no concept.

    Args: path and data of each registry file, in order; of a concept defined twice the first stands.
    """
    concepts: dict[str, Concept] = {}
    duplicates: list[tuple[Concept, Concept]] = []
    for file, data in files:
        for id, fields in mapping(data if isinstance(data, dict) else {}, "concepts").items():
            concept = _concept(id, fields if isinstance(fields, dict) else {}, file)
            if id in concepts:
                duplicates.append((concept, concepts[id]))
            else:
                concepts[id] = concept
    unresolved: list[Unresolved] = []
    part_of: dict[str, list[str]] = {}
    for id, concept in concepts.items():
        for index, part in enumerate(concept.parts):
            if part in concepts:
                part_of.setdefault(part, []).append(id)
            else:
                at = At(concept.at.file, (*concept.at.path, "parts", index))
                unresolved.append(Unresolved("concept", part, closest(part, concepts), None, at))
    parents = {id: tuple(wholes) for id, wholes in part_of.items()}
    return Registry(concepts, tuple(duplicates), parents), tuple(unresolved)


def _concept(id: str, fields: dict[str, Any], file: str) -> Concept:
    name = text(fields, "name") or id
    terms = fields.get("terms")
    written = isinstance(terms, list)
    return Concept(
        id=id,
        name=name,
        at=At(file, ("concepts", id)),
        kind=text(fields, "kind") or "concept",
        summary=text(fields, "summary"),
        terms=tuple(term for term in terms if isinstance(term, str)) if isinstance(terms, list) else (name,),
        written_terms=written,
        parts=tuple(part for part in fields.get("parts") or () if isinstance(part, str)),
        notes=text(fields, "notes"),
    )
