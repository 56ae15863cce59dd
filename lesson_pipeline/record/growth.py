"""How a concept grows over the course: what each place that teaches it does for the student."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from lesson_pipeline.record.state import ENTRY, Record
from lesson_pipeline.record.timeline import Point, Taught

Change = Literal["mentioned", "introduced", "deepened", "again"]


class Growth(NamedTuple):
    """A place that teaches a concept, or a part of it, and what that does for the concept."""

    taught: Taught
    change: Change
    level: int
    """How deeply the concept is known after it."""


def growth(record: Record, concept: str, known: int) -> Iterator[Growth]:
    """The places that teach a concept or its parts, in order of teaching, entry knowledge first; `known` is the level from
    which on something is known."""
    for taught in record.taught_from(concept, Point(ENTRY)):
        before = record.depth(concept, taught.point).level
        after = record.depth(concept, Point(taught.point.lesson, taught.point.step + 1)).level
        yield Growth(taught, _change(before, after, known), after)


def _change(before: int, after: int, known: int) -> Change:
    if after <= before:
        return "again"
    return "mentioned" if after < known else "introduced" if before < known else "deepened"
