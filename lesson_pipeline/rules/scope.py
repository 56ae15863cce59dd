"""SCO: what a lesson is about, and what it leaves out on purpose."""

from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.outline import Part, Teaching
from lesson_pipeline.model.plan import Exclusion
from lesson_pipeline.model.prose import outline_prose
from lesson_pipeline.model.terms import sieve
from lesson_pipeline.places import At, DocPath
from lesson_pipeline.record.timeline import Point
from lesson_pipeline.rules.context import LessonContext
from lesson_pipeline.rules.registry import Fault, rule


@rule("SCO001", "teaches-excluded", Severity.ERROR)
def teaches_excluded(lesson: LessonContext) -> Iterator[Fault]:
    outside = excluded(lesson)
    for point, _, part in lesson.steps:
        for concept, (exclusion, path) in outside.items():
            most = lesson.level(exclusion.max_depth) if exclusion.max_depth else lesson.known - 1
            for teaching, what in _taught_beyond(lesson, point, part, concept, most):
                yield Fault(
                    lesson.plan.at((*teaching.path, "depth")),
                    f"`{part.id}` teaches {what}, but the scope excludes it"
                    + (f" beyond {exclusion.max_depth}" if exclusion.max_depth else ""),
                    f"teach it at most to {lesson.depth_name(most)}, or take it out of `scope.excludes`",
                    ((lesson.plan.at(path), "excluded here"),),
                    cause=("excluded", lesson.slug, concept),
                )


def _taught_beyond(
    lesson: LessonContext, point: Point, part: Part, concept: str, most: int
) -> Iterator[tuple[Teaching, str]]:
    """What takes a concept deeper than a level, in words: itself, or the last of its parts to get there."""
    own = [teaching for teaching in part.teaches if teaching.concept == concept]
    for teaching in own:
        if lesson.level(teaching.depth) > most:
            yield teaching, f"{lesson.course.concept(concept)} to {teaching.depth}"
    below = lesson.course.curriculum.registry.below(concept)
    pieces = [teaching for teaching in part.teaches if teaching.concept in below]
    if own or not pieces:
        return
    after = lesson.depth(concept, Point(point.lesson, point.step + 1)).level
    if lesson.depth(concept, point).level <= most < after:
        which = f"the last missing part of {lesson.course.concept(concept)}, `{pieces[-1].concept}`"
        yield pieces[-1], f"{which}, which takes the whole to {lesson.depth_name(after)}"


@rule("SCO002", "excluded-term-used", Severity.WARNING)
def excluded_term_used(lesson: LessonContext) -> Iterator[Fault]:
    silent = unspeakable(lesson)
    if not silent:
        return
    concepts = lesson.course.curriculum.registry.concepts
    likely = sieve(term for concept in silent if concept in concepts for term in concepts[concept].terms)
    for path, text in outline_prose(lesson.plan):
        for mention in lesson.course.terms.find(text) if likely(text) else ():
            concept = next((concept for concept in mention.concepts if concept in silent), None)
            if concept is None or len(mention.concepts) > 1:
                continue
            words = text[mention.start : mention.end]
            yield Fault(
                At(lesson.plan.file, path, words=(words, text[: mention.start].count(words))),
                f"“{' '.join(words.split())}” is spoken of, but the scope excludes {lesson.course.concept(concept)}",
                "say it without the term, or give the exclusion `max_depth: " + lesson.depth_name(1) + "`",
                ((lesson.plan.at(silent[concept]), "excluded here"),),
                # in a check, a word that nobody taught is a fault of its own
                cause=("excluded" if path[-1] == "content" else "untaught", lesson.slug, concept),
            )


def unspeakable(lesson: LessonContext) -> dict[str, DocPath]:
    """The excluded concepts of which not even the name may fall, each with where it is excluded."""
    return {
        concept: path
        for concept, (exclusion, path) in excluded(lesson).items()
        if (lesson.level(exclusion.max_depth) if exclusion.max_depth else 0) < 1
        and lesson.depth(concept, lesson.start).level < lesson.known
    }


def excluded(lesson: LessonContext) -> dict[str, tuple[Exclusion, DocPath]]:
    """For each excluded concept, its exclusion and where it is named."""
    found: dict[str, tuple[Exclusion, DocPath]] = {}
    for exclusion in lesson.plan.scope.excludes:
        for mention in exclusion.concepts:
            found.setdefault(mention.concept, (exclusion, mention.path))
    return found


@rule("SCO003", "no-boundaries", Severity.WARNING, needs_whole=True, needs_outline=True)
def no_boundaries(lesson: LessonContext) -> Iterator[Fault]:
    scope = lesson.plan.scope
    missing = [side for side, items in (("covers", scope.covers), ("excludes", scope.excludes)) if not items]
    if missing:
        yield Fault(
            lesson.whole("scope", scope.covers or scope.excludes),
            f"the scope does not say what the lesson {' and what it '.join(missing)}",
            "list both: a lesson without an end grows until its student is lost",
        )
