"""What the record says of the student who comes to a new lesson, as far as it matters there."""

from collections.abc import Iterable
from dataclasses import dataclass

from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.model.plan import Plan, Target
from lesson_pipeline.model.terms import TermIndex
from lesson_pipeline.record.state import ConceptState, build_record
from lesson_pipeline.record.timeline import Taught

MOST_KNOWN = 12
"""Concepts that a plan begins with; more would be read by nobody."""
_MOST_TEXTS = 5
_RECENT = 3
"""Lessons before that count as the last few."""
_FAR = 2
"""How far from a lesson's concepts is what only stands in the same part of the course."""


@dataclass(frozen=True, slots=True)
class Row:
    """One concept that the student knows."""

    concept: str
    depth: str
    sources: tuple[str, ...]
    notes: str
    remark: str
    """What is to be kept in mind about it: that it fades, that it is only promised."""


@dataclass(frozen=True, slots=True)
class Student:
    """The student before a lesson."""

    knows: tuple[Row, ...]
    """The most relevant concepts: first those that the lesson's own hang on, then the deepest and most recent."""
    mental_models: tuple[str, ...]
    not_covered: tuple[tuple[str, tuple[str, ...]], ...]
    """What earlier lessons left out and nothing has taught since: the text and the concepts."""
    previous: str
    """The type of the lesson before; empty where there is none or the course does not show it."""


def student_before(curriculum: Curriculum, slug: str, targets: Iterable[Target]) -> Student:
    """The student before a lesson that the curriculum lists.

    Args: the curriculum, the lesson, and what it is to teach.
    """
    place = curriculum.places[slug]
    known = curriculum.course.scale.known
    states = {
        state.concept: state for state in build_record(curriculum).state_before(slug) if _counts(curriculum, state)
    }
    nearby = {
        other.slug
        for other in curriculum.order[: place.index]
        if other.module.id == place.module.id or other.index >= place.index - _RECENT
    }
    related = _related(curriculum, {target.concept for target in targets})
    chosen = [
        state
        for state in states.values()
        if state.level >= known
        and (state.concept in related or any(taught.lesson in nearby for taught in state.taught) or not nearby)
        and not _is_in_a_whole(curriculum, state, states)
    ]
    chosen.sort(key=lambda state: (related.get(state.concept, _FAR), -state.level, -_last(state)))
    knows = tuple(_row(curriculum, state) for state in chosen[:MOST_KNOWN])
    near = [curriculum.plans[other.slug] for other in curriculum.order[: place.index] if other.slug in nearby]
    models = dict.fromkeys(model for plan in near for model in plan.analogies.establishes)
    unknown = _left_out(near, {state.concept for state in states.values() if state.level >= known})
    return Student(knows, tuple(models)[-_MOST_TEXTS:], tuple(unknown)[-_MOST_TEXTS:], _previous(curriculum, slug))


def _counts(curriculum: Curriculum, state: ConceptState) -> bool:
    concept = curriculum.registry.concepts.get(state.concept)
    return concept is not None and concept.kind != "term"


def _related(curriculum: Curriculum, targets: set[str]) -> dict[str, int]:
    """What some concepts hang on, the nearest first (0): themselves, their parts and wholes; what their descriptions
    speak of and what plans connect them to (1); what lessons require that teach them."""
    registry = curriculum.registry
    terms = TermIndex(registry)
    related: dict[str, int] = {}
    for target in targets:
        related |= dict.fromkeys(registry.family(target), 0)
    for target in targets:
        concept = registry.concepts[target]
        for mention in terms.find(f"{concept.name}. {concept.summary} {concept.notes}"):
            for id in mention.concepts:
                related.setdefault(id, 1)
    for plan in curriculum.plans.values():
        for connection in plan.connections:
            if not targets.isdisjoint(mention.concept for mention in connection.to):
                related.setdefault(connection.concept, 1)
    for plan in curriculum.plans.values():
        if not targets.isdisjoint(target.concept for target in plan.teaches):
            for needed in plan.prerequisites:
                related.setdefault(needed.concept, _FAR)
    return related


def _is_in_a_whole(curriculum: Curriculum, state: ConceptState, states: dict[str, ConceptState]) -> bool:
    """Whether a concept made of this one, known as deeply, says it already."""
    wholes = curriculum.registry.above(state.concept) - {state.concept}
    return any(whole in states and states[whole].level >= state.level for whole in wholes)


def _last(state: ConceptState) -> int:
    return max(taught.point.lesson for taught in state.taught)


def _row(curriculum: Curriculum, state: ConceptState) -> Row:
    course = curriculum.course
    depth = course.scale.name(state.level)
    deepening = list(_deepening(state.taught))
    sources = tuple(dict.fromkeys(taught.lesson for taught in deepening if taught.lesson))
    remarks = ["promised by a lesson that is not built yet"] if state.promised else []
    ago, allowed = state.lessons_ago, course.policy.fading.get(depth)
    if sources and ago and allowed and ago > allowed:
        remarks.append(f"fading: last used {ago} lessons ago")
    return Row(state.concept, depth, sources, _notes(curriculum, state.concept, sources), "; ".join(remarks))


def _deepening(taught: Iterable[Taught]) -> Iterable[Taught]:
    """The places that brought a concept, or a part of it, deeper than it was."""
    reached: dict[str, int] = {}
    for entry in taught:
        if entry.level > reached.get(entry.concept, 0):
            reached[entry.concept] = entry.level
            yield entry


def _notes(curriculum: Curriculum, concept: str, sources: tuple[str, ...]) -> str:
    """What the plan that brought a concept deepest says the student can do with it."""
    if not sources:
        return next((entry.notes for entry in curriculum.course.entry if entry.concept == concept), "")
    targets = curriculum.plans[sources[-1]].teaches
    return next((target.evidence for target in targets if target.concept == concept), "")


def _left_out(plans: Iterable[Plan], known: set[str]) -> Iterable[tuple[str, tuple[str, ...]]]:
    for plan in plans:
        for exclusion in plan.scope.excludes:
            concepts = tuple(dict.fromkeys(mention.concept for mention in exclusion.concepts))
            if concepts and known.isdisjoint(concepts):
                yield exclusion.text, concepts


def _previous(curriculum: Curriculum, slug: str) -> str:
    place = curriculum.places[slug]
    if place.index == 0:
        return ""
    before = curriculum.order[place.index - 1]
    is_far = curriculum.course.partial and before.module.id != place.module.id
    return "" if is_far else curriculum.plans[before.slug].type
