"""What the files of a curriculum hold of one lesson: plan, review rounds, place in the course, entries of the registry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.course import Module
from lesson_pipeline.schema.concept_ids import concept_ids
from lesson_pipeline.suggest import did_you_mean

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LessonFiles:
    """The data of the files, without what could not be read as its schema wants it."""

    slug: str
    plan: Data
    rounds: tuple[Data, ...]
    """In order."""
    concepts: Mapping[str, Data]
    """The entries of the registry that the plan names, and the parts of these, in the order of the registry."""
    names: Mapping[str, str]
    """The positions of the lessons that the course lists, by slug."""
    series: tuple[str, str] | None = None
    """Number and title of the series."""
    module: Module | None = None
    number: str = ""
    faults: tuple[str, ...] = ()
    """The files of the lesson in which something could not be read."""


def lesson_files(loaded: Loaded, slug: str) -> LessonFiles:
    """The files of a lesson. Raises PipelineError where there is none of that name, or nothing of its plan is readable."""
    curriculum = loaded.curriculum
    plan = curriculum.plans.get(slug)
    if plan is None:
        hint = did_you_mean(slug, curriculum.plans) or "its plan would be planning/<module>/<lesson>.yaml"
        raise PipelineError(f"no lesson `{slug}`", hint)
    data = _sound(loaded.documents[plan.file].data)
    if not isinstance(data, Mapping):
        raise PipelineError(f"nothing of {plan.file} could be read", "`lesson-pipeline check` says why")
    reviews = sorted(
        (one for one in curriculum.rounds if one.folder == slug), key=lambda one: (one.position or 0, one.file)
    )
    rounds = [read for one in reviews if isinstance(read := _sound(loaded.documents[one.file].data), Mapping)]
    files = [plan.file, *(one.file for one in reviews)]
    place = next(
        (
            (series, module, slot)
            for series in curriculum.course.series
            for module in series.modules
            for slot in module.slots
            if slot.lesson == slug
        ),
        None,
    )
    return LessonFiles(
        slug,
        data,
        tuple(rounds),
        _concepts(loaded, data),
        curriculum.listed,
        (place[0].number, place[0].title) if place else None,
        place[1] if place else None,
        place[2].number if place else "",
        tuple(file for file in files if loaded.documents[file].faults),
    )


def _concepts(loaded: Loaded, plan: Data) -> dict[str, Data]:
    registry: dict[str, Data] = {}
    for file in loaded.curriculum.registry_files:
        data = _sound(loaded.documents[file].data)
        for id, entry in (data.get("concepts") or {}).items() if isinstance(data, Mapping) else ():
            if isinstance(entry, Mapping) and entry.get("name"):
                registry.setdefault(id, entry)
    found: set[str] = set()
    wanted = [one.id for one in concept_ids("lesson-plan", plan)]
    while wanted:
        id = wanted.pop()
        if id in registry and id not in found:
            found.add(id)
            wanted += registry[id].get("parts", ())
    return {id: entry for id, entry in registry.items() if id in found}


def _sound(value: Any) -> Any:
    """Data without what the schema refused: it was replaced by None."""
    if isinstance(value, Mapping):
        return {key: _sound(item) for key, item in value.items() if item is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_sound(item) for item in value if item is not None]
    return value
