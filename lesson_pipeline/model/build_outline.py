"""The outline of a validated plan to sections, parts and questions."""

from typing import Any

from lesson_pipeline.model.fields import Names, items, text
from lesson_pipeline.model.outline import Part, Question, Section, Teaching
from lesson_pipeline.places import DocPath


def build_outline(data: dict[str, Any], names: Names) -> tuple[Section, ...]:
    """The sections of a plan's data, in order."""
    return tuple(_section(item, path, names) for item, path in items(data, "outline", ()))


def teachings(data: dict[str, Any], key: str, path: DocPath, names: Names, default: int) -> tuple[Teaching, ...]:
    """Concepts with depths, listed under a key; `default` is the level of a depth left out."""
    return tuple(
        Teaching(names.concept(item, at), names.depth(item, at) or names.scale.name(default), at)
        for item, at in items(data, key, path)
        if text(item, "concept")
    )


def _section(data: dict[str, Any], path: DocPath, names: Names) -> Section:
    return Section(
        id=text(data, "id"),
        kind=text(data, "kind") or "explain",
        path=path,
        own=_part(data, path, names),
        parts=tuple(_part(item, at, names) for item, at in items(data, "parts", path)),
        style=text(data, "style"),
        scenario=text(data, "scenario"),
        questions=tuple(_question(item, at, names) for item, at in items(data, "questions", path)),
    )


def _part(data: dict[str, Any], path: DocPath, names: Names) -> Part:
    return Part(
        id=text(data, "id"),
        path=path,
        title=text(data, "title"),
        teaches=teachings(data, "teaches", path, names, names.scale.known),
        uses=names.concepts_of(data, path, "uses"),
        recaps=names.concepts_of(data, path, "recaps"),
        content=text(data, "content"),
    )


def _question(data: dict[str, Any], path: DocPath, names: Names) -> Question:
    return Question(
        id=text(data, "id"),
        path=path,
        prompt=text(data, "prompt"),
        answer=text(data, "answer"),
        tests=teachings(data, "tests", path, names, names.scale.known),
        probe=data.get("purpose") == "probe",
    )
