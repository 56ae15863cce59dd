"""Concepts and the registry that holds them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lesson_pipeline.places import At


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing taught, or (`kind` term) a word that must be introduced before it is used."""

    id: str
    name: str
    at: At
    kind: str = "concept"
    summary: str = ""
    terms: tuple[str, ...] = ()
    """The surface forms by which prose mentions it."""
    written_terms: bool = False
    """Whether the terms stand in the file; if not, the name serves as the only one."""
    parts: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    """All concepts of the course, by id."""

    concepts: Mapping[str, Concept]
    duplicates: tuple[tuple[Concept, Concept], ...] = ()
    """Concepts defined again, each with the definition that stands."""
    part_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a concept, the concepts that it is a part of."""

    def __contains__(self, id: object) -> bool:
        return id in self.concepts

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())

    def name(self, id: str) -> str:
        """The concept's name; its id where the registry does not know it."""
        concept = self.concepts.get(id)
        return concept.name if concept else id

    def parts(self, id: str) -> tuple[str, ...]:
        concept = self.concepts.get(id)
        return concept.parts if concept else ()

    def family(self, id: str) -> set[str]:
        """The concept, everything it is made of, and everything that it is a part of."""
        return self._closure(id, down=True) | self._closure(id, down=False)

    def below(self, id: str) -> set[str]:
        """The concept and everything it is made of."""
        return self._closure(id, down=True)

    def _closure(self, id: str, *, down: bool) -> set[str]:
        found, waiting = {id}, [id]
        while waiting:
            here = waiting.pop()
            for other in self.parts(here) if down else self.part_of.get(here, ()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return found
