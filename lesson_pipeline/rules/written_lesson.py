"""What a rule on pages sees: a lesson as written beside its plan, and what the student knows at any place of the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lesson_pipeline.model.outline import Part, Section
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.terms import Mentioned
from lesson_pipeline.model.written import Prose, Written, WrittenBlock
from lesson_pipeline.places import At, Span
from lesson_pipeline.record.as_written import WrittenOrder, moved, written_facts, written_order
from lesson_pipeline.record.deliveries import Deliveries
from lesson_pipeline.record.state import Record
from lesson_pipeline.record.timeline import Depth, Point, Taught
from lesson_pipeline.record.traceability import Traced, excused, trace
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.untaught import Moment


@dataclass(frozen=True)
class WrittenLesson:
    """A lesson as written, within its course."""

    lesson: LessonContext
    page: LessonPage

    @property
    def plan(self) -> Plan:
        return self.lesson.plan

    @property
    def text(self) -> Written:
        return self.page.text

    @cached_property
    def found(self) -> Deliveries:
        """Which headings and blocks bear which names of the plan."""
        return Deliveries(self.plan, self.page)

    @cached_property
    def traced(self) -> tuple[Traced, ...]:
        """Everything planned, and what became of it."""
        course = self.lesson.course
        return tuple(trace(self.found, course.curriculum.registry, course.terms))

    @cached_property
    def order(self) -> WrittenOrder:
        """The plan's sections and parts in the text's order."""
        return written_order(self.found)

    @cached_property
    def moved(self) -> frozenset[str]:
        """The sections that LES002 reports as out of order: of any two in the wrong order at least one."""
        return moved(self.found)

    def order_cause(self, id: str) -> tuple[str, ...]:
        """The cause of what follows from the place of a section or part; a check that moved along with one shares its."""
        section, part = self.ids[id]
        begin = self.found.begin(section) if part is section.own else None
        around = self.found.section_of(begin.block) if begin and begin.block else None
        root = around[0].id if around and around[0].id in self.moved else id
        return "order", self.plan.slug, root

    @cached_property
    def record(self) -> Record:
        """The record, with this lesson's sections in the order in which they are written."""
        scale = self.lesson.course.curriculum.course.scale
        return self.lesson.record.replaced(self.lesson.place.index, written_facts(self.plan, self.order, scale))

    def point(self, position: int) -> Point:
        """The moment of the course at a position of the text."""
        return self.order.point(self.lesson.place.index, position)

    def depth(self, concept: str, position: int) -> Depth:
        """How deeply a concept is known at a position of the text; what a section teaches counts from its beginning."""
        return self.record.depth(concept, self.point(position))

    def later(self, concept: str, level: int, position: int) -> Taught | None:
        """The place at or after a position that brings a concept to a level, which it does not have before."""
        return self.record.reaches(concept, level, self.point(position))

    def moment(self, position: int) -> Moment:
        """What the student knows at a position of the text, and what is still to come in it."""
        return Moment(self.lesson, self.record, self.point(position), self.where)

    def where(self, taught: Taught) -> str:
        """A place of this lesson that teaches something, as messages name it."""
        return self.place(taught.part or taught.section)

    def place(self, id: str | None) -> str:
        """A section or part as messages name it: its id, and its line in the text."""
        line = next((f" (line {step.line})" for step in self.order.steps if step.part.id == id), "")
        return f"section `{id}`{line}"

    @cached_property
    def mentions(self) -> tuple[tuple[Prose, list[Mentioned]], ...]:
        """Every stretch of text with the terms that it mentions; the id behind a heading is no part of what it says."""
        find = self.lesson.course.terms.find
        return tuple(
            (piece, find(piece.text.partition("{#")[0] if piece.kind == "heading" else piece.text))
            for piece in self.text.prose
        )

    @property
    def ids(self) -> dict[str, tuple[Section, Part]]:
        """The sections and parts of the plan, by id."""
        return self.found.ids

    @cached_property
    def deviations(self) -> dict[str, str]:
        """The elements left out on purpose, each with its reason; a question by `check/question`."""
        return {element: deviation.reason for element, deviation in excused(self.found).items()}

    def around(self, thing: Prose | WrittenBlock) -> Iterator[WrittenBlock]:
        """The blocks that hold something, innermost first."""
        for index in reversed(thing.inside):
            yield self.text.blocks[index]

    def step_of(self, thing: Prose | WrittenBlock) -> tuple[Section, Part] | None:
        """The section or part of the plan that something stands in: that of the innermost heading or block that names one."""
        return self.found.section_of(thing)

    @cached_property
    def realised(self) -> dict[str, WrittenBlock]:
        """The first block that delivers each id, by its own or under `realizes`."""
        found: dict[str, WrittenBlock] = {}
        for block in self.text.blocks:
            for id in (block.argument, *block.realizes):
                if id:
                    found.setdefault(id, block)
        return found

    @cached_property
    def filled(self) -> frozenset[int]:
        """The blocks that say something, as indexes of `Written.blocks`."""
        return frozenset(index for prose in self.text.prose for index in prose.inside)

    def at(self, span: Span) -> At:
        """A place in the text."""
        return At(self.page.file, span=span)

    def at_line(self, line: int) -> At:
        """A whole line of the text, without the blanks around it."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        start = len(text) - len(text.lstrip())
        return self.at(Span(line, start + 1, line, max(len(text.rstrip()), start) + 1))

    def cause(self, section: str) -> tuple[str, ...]:
        """The cause of everything that follows from the absence of a section; all are one where the page names none."""
        return "section", self.plan.slug, "" if self.found.anonymous else section

    def element_cause(self, id: str) -> tuple[str, ...]:
        """The cause of what follows from a misconception, example or modality that its section lacks."""
        return "element", self.plan.slug, id

    def gap_cause(self, concept: str) -> tuple[str, ...]:
        """The cause of what follows from it that the sections which should close a gap never name its concept."""
        return "unnamed", self.plan.slug, concept

    @property
    def top(self) -> At:
        """The first heading, or the first line of a text without headings."""
        if self.text.headings:
            return self.at_line(self.text.headings[0][1].line)
        pieces = [*(prose.line for prose in self.text.prose), *(block.line for block in self.text.blocks)]
        return self.at_line(min(pieces, default=1))

    def planned_at(self, at: At) -> str:
        """A place of the plan as messages name it: file and line."""
        return f"{at.file}:{self.lesson.course.locate(at).line}"

    @property
    def lines(self) -> tuple[str, ...]:
        return self.text.lines

    @property
    def torn(self) -> bool:
        """Whether its fences do not balance, so that nothing follows from what seems to be missing."""
        return self.text.torn
