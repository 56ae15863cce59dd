"""Entry knowledge: what rows of plans say students bring along, from school, work or whatever came before the course."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.identity import Concepts
from lesson_pipeline.importers.markdown.lesson_index import LessonIndex
from lesson_pipeline.importers.markdown.readings import PlanReading
from lesson_pipeline.importers.markdown.sources import resolve_source
from lesson_pipeline.importers.markdown.vocabulary import depth_of

LEVELS = ("not-taught", "mentioned", "introduced", "developed", "applied")
"""The depth scale that imported courses have."""


@dataclass(frozen=True, slots=True)
class SaidKnown:
    """A row that says what a student knows, how deeply, and from where."""

    concept: str
    """Id of the concept."""
    depth: str
    source: str
    """The cell."""
    document: str
    line: int


def said_known(document: str, plan: PlanReading, concepts: Concepts) -> Iterator[SaidKnown]:
    """The rows of the student state and of the prerequisites that name a concept and a depth."""
    rows = [
        *((row.concept, row.depth, row.source, row.line) for row in plan.knows),
        *((row.concept, row.has, row.source, row.line) for row in plan.prerequisites),
    ]
    for cell, depth_cell, source, line in rows:
        named, depth = concepts.named(cell), depth_of(depth_cell)
        if named is not None and depth is not None:
            yield SaidKnown(named.id, depth.level, source, document, line)


def entry_data(rows: Iterable[SaidKnown], index: LessonIndex) -> tuple[list[dict[str, Any]], list[Guess]]:
    """The entry knowledge of the course file: each concept once, at the deepest that a row says. All of it is a guess."""
    found: dict[str, dict[str, Any]] = {}
    first: dict[str, SaidKnown] = {}
    for row in rows:
        source = resolve_source(row.source, index)
        if not source.entry or row.depth == LEVELS[0]:
            continue
        entry = found.setdefault(row.concept, {"concept": row.concept, "depth": row.depth, "notes": source.words})
        first.setdefault(row.concept, row)
        entry["depth"] = max(entry["depth"], row.depth, key=LEVELS.index)
        if source.words not in entry["notes"].split("; "):
            entry["notes"] += f"; {source.words}"
    guesses = [
        Guess(
            row.document,
            row.line,
            f"students know `{concept}` from the start",
            f"its source is “{row.source}”",
            "course",
            f"/entry/{number}",
        )
        for number, (concept, row) in enumerate(first.items())
    ]
    return list(found.values()), guesses
