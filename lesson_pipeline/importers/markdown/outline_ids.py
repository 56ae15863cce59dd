"""The sections of an outline with the ids that a person would give them, their kinds, and the ids of what is in them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lesson_pipeline.importers.markdown.annotations import Annotations
from lesson_pipeline.importers.markdown.readings import SectionReading
from lesson_pipeline.reviews.finding_ids import finding_id

_BY_KIND = {"context", "recap", "hook", "explore", "elaborate", "practice", "summarize", "next-step"}
"""Kinds that give a section its id where it is the only one of its kind."""


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section with its ids. `is_sure` says whether its title says its kind."""

    id: str
    kind: str
    is_sure: bool
    reading: SectionReading
    parts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        return self.reading.number

    @property
    def words(self) -> str:
        """All that the section says, less its title."""
        reading = self.reading
        pieces = [reading.scenario, reading.content, *(f"{part.title}\n{part.content}" for part in reading.parts)]
        pieces += [f"{question.prompt}\n{question.answer}" for question in reading.questions]
        return "\n\n".join(piece for piece in pieces if piece)


def outline_ids(outline: Sequence[SectionReading], annotations: Annotations) -> tuple[OutlineSection, ...]:
    """The sections with their ids, unique in the outline. Those that annotations give are taken first."""
    kinds = [reading.kind or _presumed(reading) for reading in outline]
    count = Counter(kinds)
    said = {line: str(one.values["id"]) for line, one in annotations.said.items() if "id" in one.values}
    taken = set(said.values())
    checks = 0
    found = []
    for reading, kind in zip(outline, kinds, strict=True):
        checks += kind == "check"
        if reading.line in said:
            id = said[reading.line]
        elif kind == "check":
            id = finding_id(f"check-{checks}", taken)
        elif kind in _BY_KIND and count[kind] == 1:
            id = finding_id(kind, taken)
        else:
            id = finding_id(reading.title, taken)
        parts = tuple(said.get(part.line) or finding_id(part.title, taken) for part in reading.parts)
        questions = tuple(said.get(one.line) or f"q{number}" for number, one in enumerate(reading.questions, 1))
        found.append(OutlineSection(id, kind, bool(reading.kind), reading, parts, questions))
    return tuple(found)


def _presumed(reading: SectionReading) -> str:
    """The kind of a section whose title does not say it: what neither asks nor plays explains."""
    words = reading.title.lower()
    return "explore" if "widget" in words or "interactive" in words else "explain"
