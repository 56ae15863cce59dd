"""LOAD: how much a lesson asks of the student at once."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, rule


@rule("LOAD001", "too-many-new", Severity.WARNING)
def too_many_new(lesson: LessonContext) -> Iterator[Fault]:
    clusters, policy = lesson.plan.load.new, lesson.policy
    if len(clusters) > policy.max_new:
        yield Fault(
            lesson.plan.at(("load", "new"), "key"),
            f"the lesson brings {len(clusters)} clusters of new concepts; the course allows {policy.max_new}",
            "move a cluster to a lesson of its own, or join clusters that are learned as one",
        )
    for cluster in clusters:
        if len(cluster.concepts) > policy.max_cluster:
            yield Fault(
                lesson.plan.at((*cluster.path, "concepts"), "key"),
                f"the cluster “{cluster.title}” holds {len(cluster.concepts)} new concepts; the course allows {policy.max_cluster}",
                "split it: what is learned as one is small enough to be held in mind at once",
            )


@rule("LOAD002", "load-differs", Severity.WARNING, needs_whole=True, needs_outline=True)
def load_differs(lesson: LessonContext) -> Iterator[Fault]:
    listed = {mention.concept for cluster in lesson.plan.load.new for mention in cluster.concepts}
    for teaching in lesson.new:
        if not lesson.covers(teaching.concept, listed):
            yield Fault(
                lesson.plan.at((*teaching.path, "concept")),
                f"{lesson.course.concept(teaching.concept)} is new here, but in no cluster of `load.new`",
                "add it to the cluster that it is learned with",
            )
    new = {concept for concept in _taught(lesson) if lesson.depth(concept, lesson.start).level < lesson.known}
    for mention in (mention for cluster in lesson.plan.load.new for mention in cluster.concepts):
        if lesson.covers(mention.concept, new):
            continue
        known = lesson.depth(mention.concept, lesson.start).level >= lesson.known
        told = lesson.provenance(mention.concept, lesson.start)
        yield Fault(
            lesson.plan.at(mention.path),
            f"{lesson.course.concept(mention.concept)} is listed as new, but "
            + (f"the student has it already: {told}" if known else "no section teaches it"),
            "take it out of the cluster" if known else "teach it in a section, or take it out of the cluster",
            lesson.related(mention.concept, lesson.start) if known else (),
            cause=None if known else ("untaught", lesson.slug, mention.concept),
        )
    yield from _previous_differs(lesson)


def _taught(lesson: LessonContext) -> set[str]:
    """What the outline teaches so that it counts as known, terms included."""
    teachings = (teaching for _, _, part in lesson.steps for teaching in part.teaches)
    return {teaching.concept for teaching in teachings if lesson.level(teaching.depth) >= lesson.known}


def _previous_differs(lesson: LessonContext) -> Iterator[Fault]:
    before, said = lesson.previous, lesson.plan.load.previous
    if before and before.type and said and said != before.type:
        yield Fault(
            lesson.plan.at(("load", "previous")),
            f"the lesson before, {lesson.course.label(before.slug)}, is {before.type}, not {said}",
            f"write `{before.type}`",
            ((before.at(("type",)), "the lesson before"),),
        )


@rule("LOAD003", "consecutive-stretch", Severity.WARNING)
def consecutive_stretch(lesson: LessonContext) -> Iterator[Fault]:
    before = lesson.previous
    if before and before.type == "stretch" and lesson.plan.type == "stretch":
        yield Fault(
            lesson.plan.at(("type",)),
            f"a stretch lesson follows another, {lesson.course.label(before.slug)}: the student has no time to settle",
            "put a build or consolidate lesson between them, or take new concepts out of one",
            ((before.at(("type",)), "stretch too"),),
        )


@rule("LOAD004", "type-contradicts-load", Severity.WARNING, needs_whole=True, needs_outline=True)
def type_contradicts_load(lesson: LessonContext) -> Iterator[Fault]:
    new = lesson.new
    if lesson.plan.type == "consolidate" and new:
        names = ", ".join(f"`{teaching.concept}`" for teaching in new[:5])
        yield Fault(
            lesson.plan.at(("type",)),
            f"the lesson is to consolidate, but teaches something new: {names}{' …' if len(new) > 5 else ''}",
            "call it build, or move what is new elsewhere",
            tuple((lesson.plan.at((*teaching.path, "concept")), "new here") for teaching in new[:5]),
        )
    elif lesson.plan.type == "stretch" and not new:
        message = "the lesson is called stretch, but teaches nothing new"
        yield Fault(lesson.plan.at(("type",)), message, "call it build or consolidate, or say what it teaches")
