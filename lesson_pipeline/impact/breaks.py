"""What would break if a lesson were changed: the course is checked as it is and as it would be, and compared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.baseline import counted, known_faults, match, without
from lesson_pipeline.engine.check import Report, check
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.impact.what_if import Change, Removed, changed
from lesson_pipeline.record.state import build_record
from lesson_pipeline.rules.registry import Rule


@dataclass(frozen=True, slots=True)
class LessonFaults:
    """What would be wrong with one lesson."""

    lesson: str | None
    """None for the course and its concepts."""
    number: str
    title: str
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class CommonCause:
    """A concept that several lessons would suffer from."""

    concept: str
    name: str
    before: str
    """The first of them for which it makes a difference how deeply the concept is known."""
    now: str
    """How deeply it is known today before that one."""
    then: str
    """And how deeply it would be."""
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breaks:
    """What a change would do."""

    changes_nothing: bool
    """Whether the course is like that already."""
    report: Report
    """The check of the changed course, less what is reported today."""
    lessons: tuple[LessonFaults, ...]
    """What would be new, in order of teaching; the course itself last."""
    causes: tuple[CommonCause, ...]
    gone: tuple[Diagnostic, ...]
    """What is reported today, each for itself, and would not be; of a removed lesson's own files nothing is said."""


def breaks(loaded: Loaded, slug: str, change: Change, active: dict[str, Rule], policy: Policy) -> Breaks:
    """What a change of a lesson would bring and take away, downstream and in the lesson itself.

    Raises PipelineError for a section or a depth that is not there.
    """
    after = changed(loaded, slug, change)
    before = check(loaded, active, policy, lambda found: found).baselined
    today = counted(known_faults(before, loaded))
    then: list[Diagnostic] = []

    def known(found: Sequence[Diagnostic]) -> list[Diagnostic]:
        then[:] = found
        return match(then, today, after)[0]

    report = check(after, active, policy, known)
    still, _ = match(before, counted(known_faults(then, after)), loaded)
    gone = without(before, still)
    if isinstance(change, Removed):
        gone = [item for item in gone if item.path in after.documents]
    return Breaks(
        after is loaded,
        report,
        tuple(_by_lesson(loaded, report.diagnostics)),
        tuple(_common_causes(loaded, after, report.diagnostics)),
        tuple(gone),
    )


def _by_lesson(loaded: Loaded, diagnostics: Iterable[Diagnostic]) -> Iterator[LessonFaults]:
    curriculum = loaded.curriculum
    groups: dict[str | None, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        groups.setdefault(diagnostic.lesson, []).append(diagnostic)
    for lesson in sorted(groups, key=lambda lesson: _position(loaded, lesson)):
        plan = curriculum.plans.get(lesson or "")
        number = curriculum.listed.get(lesson or "", "")
        yield LessonFaults(lesson, number, plan.title if plan else "", tuple(groups[lesson]))


def _position(loaded: Loaded, lesson: str | None) -> tuple[int, str]:
    places = loaded.curriculum.places
    if lesson is not None and lesson in places:
        return places[lesson].index, ""
    return len(places) + (lesson is None), lesson or ""


def _common_causes(loaded: Loaded, after: Loaded, diagnostics: Iterable[Diagnostic]) -> Iterator[CommonCause]:
    """The concepts that faults of several lessons are about, those of most lessons first."""
    sufferers: dict[str, set[str]] = {}
    for diagnostic in diagnostics:
        if diagnostic.concept in loaded.curriculum.registry and diagnostic.lesson in loaded.curriculum.places:
            sufferers.setdefault(diagnostic.concept, set()).add(diagnostic.lesson or "")
    common = {concept: lessons for concept, lessons in sufferers.items() if len(lessons) > 1}
    if not common:
        return
    now, then = build_record(loaded.curriculum), build_record(after.curriculum)
    scale = loaded.curriculum.course.scale
    for concept in sorted(common, key=lambda concept: (-len(common[concept]), concept)):
        lessons = sorted(common[concept], key=lambda lesson: _position(loaded, lesson))
        levels = {
            lesson: (now.depth(concept, now.start_of(lesson)).level, then.depth(concept, then.start_of(lesson)).level)
            for lesson in lessons
        }
        first = next((lesson for lesson, (today, later) in levels.items() if today != later), lessons[0])
        today, later = map(scale.name, levels[first])
        name = loaded.curriculum.registry.name(concept)
        yield CommonCause(concept, name, first, today, later, tuple(lessons))
