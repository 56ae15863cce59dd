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
    _orders: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

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
        return self.below(id) | self.above(id)

    def below(self, id: str) -> set[str]:
        """The concept and everything it is made of."""
        return set(self.made_of(id))

    def above(self, id: str) -> set[str]:
        """The concept and everything that it is a part of."""
        return self._closure(id, self.part_of)

    def made_of(self, id: str) -> tuple[str, ...]:
        """The concept and everything it is made of, each after its own parts; of a circle, one part too early."""
        if not self.parts(id):
            return (id,)
        if id not in self._orders:
            self._orders[id] = self._parts_first(id)
        return self._orders[id]

    def _parts_first(self, id: str) -> tuple[str, ...]:
        done: dict[str, None] = {}
        seen, waiting = {id}, [(id, iter(self.parts(id)))]
        while waiting:  # no recursion: a chain of parts may be as long as a hostile file makes it
            here, rest = waiting[-1]
            part = next((part for part in rest if part not in seen), None)
            if part is None:
                done[here] = None
                waiting.pop()
            else:
                seen.add(part)
                waiting.append((part, iter(self.parts(part))))
        return tuple(done)

    @staticmethod
    def _closure(id: str, links: Mapping[str, tuple[str, ...]]) -> set[str]:
        found, waiting = {id}, [id]
        while waiting:
            for other in links.get(waiting.pop(), ()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return found
