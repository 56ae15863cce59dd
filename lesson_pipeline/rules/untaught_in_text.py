"""What the text of a lesson has not taught by some place in it: when it comes, and why it comes too late."""

from dataclasses import dataclass

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.outline import Section
from lesson_pipeline.model.terms import Mentioned
from lesson_pipeline.model.written import Prose
from lesson_pipeline.places import At
from lesson_pipeline.record.timeline import Taught
from lesson_pipeline.rules.untaught import Moment
from lesson_pipeline.rules.written_lesson import WrittenLesson


@dataclass(frozen=True, slots=True)
class Missed:
    """A concept that a text has not brought to a level by some moment of it."""

    written: WrittenLesson
    moment: Moment
    concept: str
    later: Taught | None
    """The place still to come that does."""

    @property
    def is_late(self) -> bool:
        """Whether this text brings it later."""
        return self.moment.is_later_here(self.later)

    @property
    def severity(self) -> Severity:
        """How serious it is that words speak of it: an error if something only stands in the wrong place."""
        return Severity.ERROR if self.is_late else Severity.WARNING

    @property
    def lacking(self) -> Section | None:
        """A section that brings it by the plan, and that the text lacks without a reason."""
        written = self.written
        there = {step.section.id for step in written.order.steps}
        below = written.lesson.course.curriculum.registry.below(self.concept)
        for section in written.plan.outline:
            teaches = not below.isdisjoint(teaching.concept for teaching in section.teaches())
            if teaches and section.id not in there and section.id not in written.deviations:
                return section
        return None

    @property
    def when(self) -> str:
        """When it comes, in words."""
        lacking = None if self.is_late else self.lacking
        if lacking:
            return f"the outline teaches it in `{lacking.id}`, which the text lacks"
        return self.moment.when(self.concept, self.later) if self.later else self.moment.lesson.nowhere(self.concept)

    @property
    def places(self) -> tuple[tuple[At, str], ...]:
        """The place still to come: in the text, if it is this one, and in its plan."""
        if not self.later or not self.is_late:
            return self.moment.to_come(self.later)
        id = self.later.part or self.later.section
        lines = [step.line for step in self.written.order.steps if step.part.id == id]
        return (
            *((self.written.at_line(line), "taught only here") for line in lines[:1]),
            *self.moment.to_come(self.later),
        )

    def cause(self, of_plan: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """The cause of the fault: the plan's own, if it has the fault too, or else what is wrong with the text."""
        if of_plan:
            return of_plan
        if self.later and self.later.section and self.is_late:
            here = self.written.order.step(self.moment.point)
            pair = [self.later.section, here.section.id if here else ""]
            return self.written.order_cause(next((id for id in pair if id in self.written.moved), pair[0]))
        lacking = self.lacking
        return self.written.cause(lacking.id) if lacking else ("untaught", self.written.plan.slug, self.concept)


def missed(written: WrittenLesson, position: int, concept: str, level: int) -> Missed:
    """A concept that does not have a level at a position of the text."""
    moment = written.moment(position)
    return Missed(written, moment, concept, moment.later(concept, level))


def at_mention(written: WrittenLesson, prose: Prose, mention: Mentioned) -> At:
    """The place of a term in a text."""
    return written.at(prose.span(mention.start, mention.end))


def words_of(prose: Prose, mention: Mentioned) -> str:
    """A term as the text has it, on one line."""
    return " ".join(prose.text[mention.start : mention.end].split())
