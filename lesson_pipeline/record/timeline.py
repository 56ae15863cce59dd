"""Where one concept is taught, in order, and how deeply it is known at any point."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from lesson_pipeline.places import At, DocPath
from lesson_pipeline.record.facts import BEFORE


class Point(NamedTuple):
    """A moment of the course: just before a step of a lesson (`facts.numbered`), or before the lesson (step 0)."""

    lesson: int
    step: int = BEFORE


class Taught(NamedTuple):
    """One place that teaches a concept."""

    concept: str
    point: Point
    level: int
    lesson: str | None
    """None for entry knowledge."""
    section: str | None
    part: str | None
    promised: bool
    """Whether the lesson is planned and not yet built."""
    file: str
    path: DocPath
    written: bool = True
    """False where the lesson as written has no such section: it counts for the plan's own sequence alone."""

    @property
    def at(self) -> At:
        return At(self.file, self.path)


class Depth(NamedTuple):
    """How deeply a concept is known at a point."""

    level: int
    """Counting record and promise together, and the lesson's own earlier sections."""
    recorded: int
    """Without what other, planned lessons promise."""


UNKNOWN = Depth(0, 0)


@dataclass(slots=True)
class Timeline:
    """The places that teach one concept, in order, with the levels reached after each."""

    points: list[Point] = field(default_factory=list)
    taught: list[Taught] = field(default_factory=list)
    reached: list[int] = field(default_factory=list)
    """Counting record and promise; not what a lesson as written lacks."""
    recorded: list[int] = field(default_factory=list)
    """Counting the record alone."""
    own: list[int] = field(default_factory=list)
    """Counting the entry's own lesson alone, promised, written or not."""
    lacking: bool = False
    """Whether some entry is of a section that the lesson as written lacks."""

    def add(self, entry: Taught) -> None:
        """Add the next place, in order of teaching."""
        same = bool(self.points) and self.points[-1].lesson == entry.point.lesson
        reached, recorded = (self.reached[-1], self.recorded[-1]) if self.reached else (0, 0)
        level = entry.level if entry.written else 0
        self.points.append(entry.point)
        self.taught.append(entry)
        self.reached.append(max(level, reached))
        self.recorded.append(recorded if entry.promised else max(level, recorded))
        self.own.append(max(entry.level, self.own[-1]) if same else entry.level)
        self.lacking |= not entry.written

    def depth(self, point: Point) -> Depth:
        """How deeply the concept is known just before a point."""
        last = bisect_left(self.points, point) - 1
        if last < 0:
            return UNKNOWN
        own = self.own[last] if self.points[last].lesson == point.lesson else 0
        return Depth(max(self.reached[last], own), max(self.recorded[last], own))

    def before(self, point: Point) -> list[Taught]:
        """The places before a point that count there."""
        return self._counting(self.taught[: bisect_left(self.points, point)], point)

    def after(self, point: Point) -> list[Taught]:
        """The places at a point or later that count from there."""
        return self._counting(self.taught[bisect_left(self.points, point) :], point)

    def _counting(self, entries: list[Taught], point: Point) -> list[Taught]:
        if not self.lacking:
            return entries
        return [entry for entry in entries if entry.written or entry.point.lesson == point.lesson]

    def first_reaching(self, level: int, point: Point) -> Taught | None:
        """The first place at a point or later after which the concept is known at a level."""
        start = bisect_left(self.points, point)
        found = bisect_left(self.reached, level, lo=start)
        if self.lacking:
            for index in range(start, min(found, len(self.taught))):
                if self.points[index].lesson == point.lesson and self.taught[index].level >= level:
                    return self.taught[index]
        return self.taught[found] if found < len(self.taught) else None
