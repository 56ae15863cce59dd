"""CON: how what is new hangs on what is known."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, rule


@rule("CON001", "new-concept-unconnected", Severity.WARNING, needs_whole=True, needs_outline=True)
def new_concept_unconnected(lesson: LessonContext) -> Iterator[Fault]:
    reached = {mention.concept for connection in lesson.plan.connections for mention in connection.to}
    for teaching in lesson.new:
        if not lesson.covers(teaching.concept, reached):
            yield Fault(
                lesson.plan.at((*teaching.path, "concept")),
                f"nothing that the student knows is connected to the new {lesson.course.concept(teaching.concept)}",
                "add a connection from a known concept, with how they relate, and this one under `to`",
            )


@rule("CON002", "connected-to-unknown", Severity.WARNING, needs_whole=True)
def connected_to_unknown(lesson: LessonContext) -> Iterator[Fault]:
    for connection in lesson.plan.connections:
        concept = connection.concept
        if lesson.depth(concept, lesson.start).level < lesson.known:
            yield Fault(
                lesson.plan.at((*connection.path, "concept")),
                f"the connection starts at {lesson.course.concept(concept)}, which the student does not know: "
                + lesson.provenance(concept, lesson.start),
                "start it at something taught before this lesson",
                absent=concept,
                cause=("untaught", lesson.slug, concept),
            )
        for mention in connection.to if lesson.plan.outline else ():
            if lesson.depth(mention.concept, lesson.end).level == 0:
                yield Fault(
                    lesson.plan.at(mention.path),
                    f"the connection leads to {lesson.course.concept(mention.concept)}, which this lesson does not teach",
                    "teach it in a section, or take it out of `to`",
                    absent=mention.concept,
                    cause=("untaught", lesson.slug, mention.concept),
                )
