"""The traceability tables of a checked curriculum: made when a report asks for them, with the lines of plans and pages."""

from dataclasses import dataclass

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.places import At
from lesson_pipeline.record.traceability import TracedLesson, trace_course


@dataclass(frozen=True, slots=True)
class Traceability:
    """A curriculum whose planned elements can be followed to its pages."""

    loaded: Loaded
    within: frozenset[str] | None = None
    """The files that a report is limited to; None where it tells of all."""

    def lessons(self) -> tuple[TracedLesson, ...]:
        """The tables of the lessons, in order of teaching; of a limited report, those whose plan or page is in it."""
        every = trace_course(self.loaded.curriculum)
        if self.within is None:
            return every
        return tuple(lesson for lesson in every if lesson.plan in self.within or lesson.page in self.within)

    def line(self, at: At) -> int:
        """The line of a value."""
        return self.loaded.locate(at).line
