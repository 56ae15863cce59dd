"""A written lesson cut at its sections and parts: what stands where, and which place of plan or page belongs to which."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lesson_pipeline.model.outline import Part, Section
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.places import enclosing, pointer
from lesson_pipeline.record.as_written import WrittenOrder, written_order
from lesson_pipeline.record.deliveries import Deliveries
from lesson_pipeline.record.traceability import Traced
from lesson_pipeline.render.markdown import Piece


@dataclass(frozen=True)
class CutText:
    """The text of one lesson beside its plan; a piece of it is known by its index."""

    found: Deliveries
    order: WrittenOrder
    pieces: Sequence[Piece]
    rows: Sequence[Traced]

    @property
    def plan(self) -> Plan:
        return self.found.plan

    @property
    def page(self) -> LessonPage:
        return self.found.page

    def at_line(self, line: int) -> int | None:
        """The piece that a line of the text stands in; None above the text."""
        index = bisect_right([piece.line for piece in self.pieces], line) - 1
        return index if index >= 0 else None

    def at_pointer(self, place: str) -> int | None:
        """The piece that a value of the plan is about; None where it is about none."""
        return next((self._by_pointer[one] for one in enclosing(place) if one in self._by_pointer), None)

    def of(self, ids: Iterable[str]) -> tuple[int, ...]:
        """The pieces in which sections or parts begin, each once."""
        return tuple(dict.fromkeys(self._by_id[id] for id in ids if id in self._by_id))

    def steps(self, index: int) -> tuple[tuple[int, Section, Part], ...]:
        """The sections and parts of the plan that begin in a piece, with their numbers in the text's order."""
        return tuple(self._steps.get(index, ()))

    def anchor(self, line: int) -> str:
        """The id on the page of what stands at a line, or of the last heading or block above it; may be empty."""
        at = bisect_right(self._anchored, line) - 1
        return self._anchors[self._anchored[at]] if at >= 0 else ""

    @cached_property
    def _anchors(self) -> dict[int, str]:
        return {line: anchor for piece in self.pieces for line, anchor in piece.anchors.items()}

    @cached_property
    def _anchored(self) -> list[int]:
        return sorted(self._anchors)

    @cached_property
    def _steps(self) -> Mapping[int, list[tuple[int, Section, Part]]]:
        found: dict[int, list[tuple[int, Section, Part]]] = {}
        for number, step in enumerate(self.order.steps, 1):
            index = self.at_line(step.line)
            if index is not None:
                found.setdefault(index, []).append((number, step.section, step.part))
        return found

    @cached_property
    def _by_id(self) -> dict[str, int]:
        return {part.id: index for index, steps in self._steps.items() for _, _, part in steps}

    @cached_property
    def _by_pointer(self) -> dict[str, int]:
        """Sections, parts and elements of the plan, by their places in it."""
        found: dict[str, int] = {}
        for row in self.rows:
            if row.source is not None:
                lines = (self.at_line(place.line) for place in row.realised)
                at = next((index for index in lines if index is not None), None) if row.realised else None
                planned = self.of(row.where)
                if at is not None or planned:
                    found[pointer(row.source.path)] = at if at is not None else planned[0]
        for index, steps in self._steps.items():
            for _, section, part in steps:
                found[pointer(part.path)] = index
                if part is section.own:
                    found[pointer(section.path)] = index
        return found


def cuts_of(found: Deliveries) -> tuple[WrittenOrder, frozenset[int]]:
    """The sections and parts in the text's order, and the lines at which they begin."""
    order = written_order(found)
    return order, frozenset(step.line for step in order.steps)
