"""What a new lesson is to teach, as it was asked for and as the course knows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.record.state import build_record
from lesson_pipeline.suggest import did_you_mean
from lesson_pipeline.words import fit_for_messages


@dataclass(frozen=True, slots=True)
class Goal:
    """A concept that the lesson is to teach."""

    concept: str
    name: str
    level: int
    had: int
    """The level that the student has it at already."""
    is_term: bool


def goals_of(curriculum: Curriculum, slug: str, asked: Iterable[str]) -> tuple[Goal, ...]:
    """The goals of a lesson that the curriculum lists: `asked` names them, as CONCEPT or CONCEPT:DEPTH.

    Raises PipelineError for one that does not exist, is named twice, or is reached before the lesson.
    """
    record, registry, scale = build_record(curriculum), curriculum.registry, curriculum.course.scale
    goals: dict[str, Goal] = {}
    for id, level in _parsed(curriculum, asked):
        if id in goals:
            raise PipelineError(f"`{id}` is to be taught twice", "name it once, with the depth it is to reach")
        had = record.depth(id, record.start_of(slug)).level
        if had >= level:
            sources = [taught for taught in record.taught_before(id, record.start_of(slug)) if taught.level == had]
            where = f", from `{sources[0].lesson}`" if sources and sources[0].lesson else ""
            raise PipelineError(
                f"the student already has `{id}` {scale.name(had)} when this lesson starts{where}",
                "leave it out: the plan lists what the student knows; or name a deeper depth, as CONCEPT:DEPTH",
            )
        concept = registry.concepts[id]
        goals[id] = Goal(id, concept.name, level, had, concept.kind == "term")
    return tuple(goals.values())


def _parsed(curriculum: Curriculum, asked: Iterable[str]) -> Iterator[tuple[str, int]]:
    scale, registry = curriculum.course.scale, curriculum.registry
    for word in asked:
        id, colon, depth = (part.strip() for part in word.partition(":"))
        if id not in registry:
            near = did_you_mean(id, registry.concepts)
            make = f"`lesson-pipeline new concept {id}` makes it" if id else "write CONCEPT or CONCEPT:DEPTH"
            raise PipelineError(
                f"no concept has the id `{fit_for_messages(id)}`", f"{near} If not, {make}" if near else make
            )
        if not colon:
            yield id, scale.known
        elif depth in scale.names[1:]:
            yield id, scale.level(depth)
        else:
            near = did_you_mean(depth, scale.names[1:])
            depths = ", ".join(scale.names[1:])
            raise PipelineError(
                f"`{fit_for_messages(depth)}` is not a depth that can be taught", near or f"the depths are {depths}"
            )
