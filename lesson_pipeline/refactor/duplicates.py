"""What stands twice in a file once two concepts are one: which of the two places stays, and where only a person can say."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from lesson_pipeline.places import DocPath
from lesson_pipeline.refactor.references import File
from lesson_pipeline.schema.concept_ids import ConceptId
from lesson_pipeline.source.changes import Change, Drop, Insert, Put

_LISTS = frozenset({"part", "not-covered", "load", "connected", "excluded", "used", "recapped"})
"""Roles of ids that stand in a list of nothing but ids."""
_DEPTHS = {
    "entry": "depth",
    "state": "depth",
    "required": "requires",
    "target": "depth",
    "taught": "depth",
    "tested": "depth",
}
"""Roles of ids of which a list says how deeply, each once: the key of the depth."""


@dataclass(slots=True)
class Resolved:
    """How a file's duplicates are resolved."""

    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What goes that an author had written, and where."""
    conflicts: list[str] = field(default_factory=list)
    """What only a person can resolve, and where."""

    def __iadd__(self, other: "Resolved") -> "Resolved":
        self.changes += other.changes
        self.notes += other.notes
        self.conflicts += other.conflicts
        return self


class Duplicates:
    """The duplicates of one file that arise when `gone` becomes `kept`."""

    def __init__(self, file: File, gone: str, kept: str, level: Callable[[Any], int]) -> None:
        self._file = file
        self._gone = gone
        self._kept = kept
        self._level = level
        """How deep a depth of the course is."""
        self._found = [place for place in file.ids() if place.id in (gone, kept)]
        self._done = Resolved()

    def resolve(self) -> Resolved:
        """Everything that is to change besides the id itself."""
        if any(place.id == self._gone for place in self._found):
            for _, places in self._groups(_LISTS, 1):
                self._drop(places, max(places, key=lambda place: place.id == self._kept))
            for _, rows in self._groups(_DEPTHS, 2):
                self._rows(rows)
            for _, rows in self._groups({"gap"}, 2):
                where = self._at(rows[0].path)
                self._refuse(
                    rows[-1].path, f"the lesson has a gap in each of the two: make one entry of this and {where}"
                )
            self._connections()
            self._clusters()
        return self._done

    # -- the kinds of duplicates

    def _rows(self, rows: list[ConceptId]) -> None:
        """Of rows with depths the deepest stays."""
        stays = max(rows, key=lambda row: (self._depth(row), row.id == self._kept))
        self._drop(rows, stays, above=1)
        data = self._value(stays.path[:-1])
        if not data.get("core") and any(self._value(row.path[:-1]).get("core") for row in rows):
            core = (*stays.path[:-1], "core")
            self._done.changes.append(Put(core, True) if "core" in data else Insert(core[:-1], "core", True))
        key = _DEPTHS[stays.role]
        for row in rows:
            if row is not stays:
                depth = self._value(row.path[:-1]).get(key) or "no depth"
                self._note(
                    row.path, f"`{row.id}` ({depth}) is left out; `{stays.id}` ({data.get(key) or 'no depth'}) stays"
                )

    def _connections(self) -> None:
        """A concept is not connected to itself, and nothing is connected twice in the same words."""
        seen: list[Any] = []
        for row in (place for place in self._found if place.role == "connection"):
            data = self._value(row.path[:-1])
            to = [(*row.path[:-1], "to", index) for index in range(len(data.get("to") or ()))]
            loops = [path for path in to if {row.id, self._value(path)} == {self._gone, self._kept}]
            if loops and len(loops) == len(to):
                self._refuse(row.path, "this connects the two with each other, and nothing else: remove or rewrite it")
            self._done.changes += (Drop(path) for path in loops)
            ids = [self._kept if (id := self._value(path)) == self._gone else id for path in to]
            after = {**data, "concept": self._kept, "to": ids}
            if after in seen:
                self._done.changes.append(Drop(row.path[:-1]))
            seen.append(after)

    def _clusters(self) -> None:
        """A new concept counts in one cluster."""
        load = [place for place in self._found if place.role == "load"]
        clusters = {place.path[:-1] for place in load if place.id == self._kept}
        for place in load:
            if place.id == self._kept or not clusters or place.path[:-1] in clusters:
                continue
            if len(self._value(place.path[:-1])) == 1:
                self._refuse(place.path, f"nothing is left of this cluster, because `{self._kept}` stands in another")
            self._done.changes.append(Drop(place.path))

    # -- places

    def _groups(self, roles: Container[str], above: int) -> Iterator[tuple[DocPath, list[ConceptId]]]:
        """The places in one and the same list, where the concept that goes is among several."""
        for path, group in groupby(
            (place for place in self._found if place.role in roles), lambda place: place.path[:-above]
        ):
            places = list(group)
            if len(places) > 1 and any(place.id == self._gone for place in places):
                yield path, places

    def _drop(self, places: Iterable[ConceptId], stays: ConceptId, above: int = 0) -> None:
        self._done.changes += (Drop(place.path[: len(place.path) - above]) for place in places if place is not stays)

    def _depth(self, row: ConceptId) -> int:
        return self._level(self._value(row.path[:-1]).get(_DEPTHS[row.role]))

    def _value(self, path: DocPath) -> Any:
        value = self._file.document.data
        for step in path:
            value = value[step]
        return value

    def _at(self, path: DocPath) -> str:
        return f"{self._file.path}:{self._file.document.span(path).line}"

    def _note(self, path: DocPath, text: str) -> None:
        self._done.notes.append(f"{self._at(path)}: {text}")

    def _refuse(self, path: DocPath, text: str) -> None:
        self._done.conflicts.append(f"{self._at(path)}: {text}")
