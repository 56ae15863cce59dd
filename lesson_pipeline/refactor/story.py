"""The story of one concept: where the course introduces, deepens, uses, tests and addresses it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.engine.load import Loaded, lesson_of
from lesson_pipeline.model.concepts import Concept
from lesson_pipeline.places import At, DocPath
from lesson_pipeline.record.state import ENTRY, Record, build_record
from lesson_pipeline.record.timeline import Point, Taught
from lesson_pipeline.refactor.references import File, all_files, find_concept, texts
from lesson_pipeline.schema.concept_ids import ConceptId
from lesson_pipeline.source.concept_links import concept_links
from lesson_pipeline.source.edits import Lines

HEADINGS = {
    "taught": "taught",
    "target": "targets",
    "required": "required",
    "gap": "gaps",
    "used": "used",
    "recapped": "recapped",
    "tested": "tested",
    "misconception": "misconceptions",
    "example": "examples",
    "modality": "modalities",
    "connection": "connections",
    "connected": "connections",
    "load": "load",
    "state": "student_state",
    "not-covered": "not_covered",
    "excluded": "excluded",
    "linked": "links",
}
"""What the places of each role (`schema.concept_ids`) are listed under, in order."""
_ROWS = ("taught", "target")
"""Roles whose places are told by the whole row, as the record does."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names the concept."""

    lesson: str | None
    section: str | None
    """The section of the outline, or the part of it."""
    path: str
    line: int
    more: dict[str, Any]
    """What else there is to say of a place of its role."""


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that a curriculum says of one concept."""

    concept: Concept
    line: int
    part_of: tuple[str, ...]
    mentions: dict[str, list[Mention]]
    """The places by the words of HEADINGS, each in order of teaching; without those that have none."""


def story(loaded: Loaded, id: str) -> Story:
    """The story of a concept. Raises PipelineError, with the nearest, where there is none of that id."""
    find_concept(loaded, id)
    registry = loaded.curriculum.registry
    concept = registry.concepts[id]
    found: dict[str, list[Mention]] = {heading: [] for heading in HEADINGS.values()}
    found["taught"] += _taught(loaded, build_record(loaded.curriculum), id)
    counted = {(mention.path, mention.line) for mention in found["taught"]}
    for file in all_files(loaded):
        for place in file.ids() if file.kind == "lesson-plan" else ():
            if place.id == id:
                mention = _mention(file, place)
                if not (place.role in _ROWS and (mention.path, mention.line) in counted):
                    found[HEADINGS[place.role]].append(mention)
        found["links"] += _links(file, id)
    places = loaded.curriculum.places
    for mentions in found.values():
        mentions.sort(key=lambda mention: _position(places, mention))
    line = loaded.locate(concept.at._replace(on="key")).line
    return Story(concept, line, registry.part_of.get(id, ()), {key: value for key, value in found.items() if value})


def _position(places: Any, mention: Mention) -> tuple[int, str, int]:
    """In order of teaching, what has no place in it last."""
    place = places.get(mention.lesson)
    index = place.index if place else ENTRY if mention.lesson is None else len(places)
    return index, mention.path, mention.line


def _taught(loaded: Loaded, record: Record, id: str) -> Iterator[Mention]:
    scale = loaded.curriculum.course.scale
    for taught in record.taught_from(id, Point(ENTRY)):
        more: dict[str, Any] = {
            "depth": scale.name(taught.level),
            "change": _change(record, id, taught, scale.known),
            "promised": taught.promised,
        }
        if taught.concept != id:
            more["concept"] = taught.concept
        line = loaded.locate(At(taught.file, taught.path)).line
        yield Mention(taught.lesson, taught.part or taught.section, taught.file, line, more)


def _change(record: Record, id: str, taught: Taught, known: int) -> str:
    """What a place that teaches a concept, or a part of it, does for the concept."""
    before = record.depth(id, taught.point).level
    after = record.depth(id, Point(taught.point.lesson, taught.point.step + 1)).level
    if after <= before:
        return "again"
    return "mentioned" if after < known else "introduced" if before < known else "deepened"


def _mention(file: File, place: ConceptId) -> Mention:
    path = place.path
    section: str | None = None
    more: dict[str, Any] = {}
    if path[0] == "outline":
        section, more = _in_outline(file, path)
    row = _value(file, path[:2]) if len(path) > 2 else {}
    match place.role:
        case "required":
            more = {"depth": row.get("requires")}
        case "target":
            more = {"depth": row.get("depth"), "core": row.get("core") is True}
        case "state":
            more = {"depth": _value(file, path[:-1]).get("depth")}
        case "misconception" | "example" | "modality":
            more = {"id": row.get("id"), "in": row.get("in") or []}
        case "gap":
            more = {"in": row.get("in") or []}
        case "connection" | "connected":
            more = {"concept": row.get("concept"), "to": row.get("to") or []}
        case "load":
            more = {"cluster": _value(file, path[:3]).get("cluster")}
        case "taught":
            more = {"depth": _value(file, path[:-1]).get("depth"), "change": None, "promised": False}
    span = file.document.span(path[:-1] if place.role in _ROWS else path)
    return Mention(lesson_of(file.path), section, file.path, span.line, more)


def _in_outline(file: File, path: DocPath) -> tuple[str | None, dict[str, Any]]:
    section = _value(file, path[: 4 if path[2] == "parts" else 2])
    if path[2] != "questions":
        return section.get("id"), {}
    question, row = _value(file, path[:4]), _value(file, path[:-1])
    return section.get("id"), {"question": question.get("id"), "depth": row.get("depth")}


def _links(file: File, id: str) -> Iterator[Mention]:
    """The links that lead to the concept: in a lesson page, and in the texts of any other file."""
    document, lesson = file.document, lesson_of(file.path)
    if file.kind == "lesson":
        lines = Lines(document.text)
        for link in concept_links(document.text):
            if link.id == id:
                yield Mention(lesson, None, file.path, lines.line_of(link.start), {})
    elif f"concept:{id}" in document.text:
        for path, text in texts(document.data):
            for link in concept_links(text):
                if link.id == id:
                    before = text.count(f"concept:{id}", 0, link.start)
                    line = document.words(path, f"concept:{id}", before).line
                    yield Mention(lesson, None, file.path, line, {})


def _value(file: File, path: DocPath) -> Any:
    value = file.document.data
    for step in path:
        value = value[step]
    return value
