"""The story of one concept: where the course introduces, deepens, uses, tests and addresses it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.engine.load import Loaded, lesson_of
from lesson_pipeline.model.concept_places import ConceptPlace, concept_places
from lesson_pipeline.model.concepts import Concept
from lesson_pipeline.model.curriculum import Place
from lesson_pipeline.model.outline import Teaching
from lesson_pipeline.model.plan import (
    Cluster,
    Connection,
    Example,
    Gap,
    Known,
    Misconception,
    Modality,
    Plan,
    Prerequisite,
    Target,
)
from lesson_pipeline.places import At
from lesson_pipeline.record.growth import Growth, growth
from lesson_pipeline.record.state import ENTRY, build_record
from lesson_pipeline.refactor.references import File, all_files, find_concept, texts
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
    curriculum = loaded.curriculum
    concept = curriculum.registry.concepts[id]
    grown = list(growth(build_record(curriculum), id, curriculum.course.scale.known))
    found: dict[str, list[Mention]] = {heading: [] for heading in HEADINGS.values()}
    found["taught"] += [_taught(loaded, place, id) for place in grown]
    counted = {(place.taught.file, place.taught.path) for place in grown}
    for plan in (*curriculum.plans.values(), *(plan for plan, _ in curriculum.duplicate_plans)):
        for place in concept_places(plan):
            if place.concept == id and not (place.role in _ROWS and (plan.file, place.row.path) in counted):
                found[HEADINGS[place.role]].append(_mention(loaded, plan, place))
    for file in all_files(loaded):
        found["links"] += _links(file, id)
    for mentions in found.values():
        mentions.sort(key=lambda mention: _position(curriculum.places, mention))
    return Story(
        concept,
        loaded.locate(concept.at._replace(on="key")).line,
        curriculum.registry.part_of.get(id, ()),
        {heading: mentions for heading, mentions in found.items() if mentions},
    )


def _position(places: Mapping[str, Place], mention: Mention) -> tuple[int, str, int]:
    """In order of teaching, what has no place in it last."""
    place = places.get(mention.lesson or "")
    index = place.index if place else ENTRY if mention.lesson is None else len(places)
    return index, mention.path, mention.line


def _taught(loaded: Loaded, grown: Growth, id: str) -> Mention:
    taught = grown.taught
    depth = loaded.curriculum.course.scale.name(taught.level)
    more: dict[str, Any] = {"depth": depth, "change": grown.change, "promised": taught.promised}
    if taught.concept != id:
        more["concept"] = taught.concept
    line = loaded.locate(taught.at).line
    return Mention(taught.lesson, taught.part or taught.section, taught.file, line, more)


def _mention(loaded: Loaded, plan: Plan, place: ConceptPlace) -> Mention:
    path = place.row.path if place.role in _ROWS else place.path
    line = loaded.locate(At(plan.file, path)).line
    return Mention(plan.slug, place.part or place.section or None, plan.file, line, _details(place))


def _details(place: ConceptPlace) -> dict[str, Any]:
    """What else there is to say of a place."""
    match place.row:
        case Prerequisite(requires=depth):
            return {"depth": depth}
        case Target(depth=depth, core=core):
            return {"depth": depth, "core": core}
        case Misconception() | Example() | Modality() as element:
            return {"id": element.id, "in": list(element.where.ids)}
        case Gap(where=where):
            return {"in": list(where.ids)}
        case Connection() as connection:
            return {"concept": connection.concept, "to": [mention.concept for mention in connection.to]}
        case Cluster(title=title) if place.role == "load":
            return {"cluster": title}
        case Teaching(depth=depth) if place.question:
            return {"question": place.question, "depth": depth}
        case Teaching(depth=depth):
            return {"depth": depth, "change": None, "promised": False}
        case Known(depth=depth):
            return {"depth": depth}
    return {}


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
