"""A planning document's plan as the data of its file: plain values, keys in the order of the schema."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.identity import Concepts
from lesson_pipeline.importers.markdown.lesson_index import LessonIndex
from lesson_pipeline.importers.markdown.log import Left, Log, Odd
from lesson_pipeline.importers.markdown.outline_ids import OutlineSection, outline_ids
from lesson_pipeline.importers.markdown.places import Places
from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext, without_empty
from lesson_pipeline.importers.markdown.plan_outline import outline
from lesson_pipeline.importers.markdown.plan_rows import (
    examples,
    gaps,
    misconceptions,
    modalities,
    prerequisites,
)
from lesson_pipeline.importers.markdown.plan_state import analogies, scope, student_state
from lesson_pipeline.importers.markdown.plan_targets import connections, load, targets
from lesson_pipeline.importers.markdown.readings import PlanReading
from lesson_pipeline.importers.markdown.stated_plan import stated_head, stated_order, with_statements
from lesson_pipeline.model.terms import TermIndex
from lesson_pipeline.reviews.finding_ids import finding_id

_HEADER = "Header: "


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The data of a plan, the guesses in it, and its sections."""

    data: Data
    guesses: tuple[Guess, ...]
    outline: tuple[OutlineSection, ...]


@dataclass(frozen=True, slots=True)
class World:
    """What all documents of an import share."""

    concepts: Concepts
    names: Mapping[str, str]
    """The name of each concept, by id."""
    index: LessonIndex
    terms: TermIndex
    taught: dict[str, list[Data]]
    """What module pages say that lessons taught, by slug, as rows of `teaches`."""


def plan_data(reading: PlanReading, document: str, world: World, log: Log, *, has_rounds: bool) -> PlanFile:
    """The plan of one document, named for messages. What no field takes, `log.left`, becomes its notes."""
    sections = outline_ids(reading.outline, log.annotations)
    plan = PlanContext(
        reading,
        document,
        world.concepts,
        world.names,
        world.index,
        world.terms,
        log,
        sections,
        Places(sections),
        has_rounds,
    )
    body = _body(plan, world.taught.get(plan.slug, []))
    data = without_empty(body)
    if plan.is_export:
        data = with_statements(plan, data, body)
    if data.get("kind") == "record":
        data.setdefault("teaches", [])
    pointers = stated_order(plan, _pointers(data, plan.guesses))
    if pointers:
        data["inferred"] = pointers
    for line in log.annotations.unheard():
        log.odd.append(Odd(line, "the annotation on this line stands at nothing that could have one: it was left out"))
    return PlanFile(data, tuple(plan.guesses), sections)


def _body(plan: PlanContext, recorded: list[Data]) -> Data:
    """Every field of the plan, empty or not. `recorded` is what module pages say that the lesson taught."""
    reading, log = plan.reading, plan.log
    teaches = targets(plan, recorded)
    plan.targets = tuple(row["concept"] for row in teaches)
    needed = prerequisites(plan)
    plan.needed = tuple(dict.fromkeys(row["concept"] for row in needed))
    lacking = gaps(plan, needed)
    taken = {str(said.values["id"]) for said in log.annotations.said.values() if "id" in said.values}
    return {
        **(stated_head(plan) if plan.is_export else _head(plan)),
        "student_state": student_state(plan),
        "prerequisites": needed,
        "gaps": lacking,
        "misconceptions": misconceptions(plan, taken),
        "examples": examples(plan, taken),
        "modalities": modalities(plan, taken),
        "narrative": reading.narrative,
        "load": load(plan),
        "connections": connections(plan),
        "analogies": analogies(plan),
        "scope": scope(plan),
        "teaches": teaches,
        "notebooks": [] if plan.is_export else _notebooks(plan),
        "outline": outline(plan, teaches, lacking, needed),
        "widgets": _notes(reading.widgets),
        "checklists": [{"heading": one.title, "items": list(one.items)} for one in reading.checklists],
        "revisions": _notes(reading.revisions),
        "notes": _notes(log.left),
        "waivers": [],
    }


def _head(plan: PlanContext) -> Data:
    header = plan.reading.header
    type = header.type or plan.reading.load.type
    status = header.status
    if plan.has_rounds and status != "built":
        said = f"the document says {status}" if status else "the document does not say it"
        plan.guess("/status", "built", f"it holds reviews of the built lesson, though {said}")
        status = "built"
    return {
        "lesson": header.slug,
        "kind": "record" if header.is_record else "",
        "title": header.title,
        "type": type,
        "delivery": list(header.delivery),
        "status": status or "planned",
        "target": plan.reading.target,
    }


def _notebooks(plan: PlanContext) -> list[Data]:
    path, taken = plan.reading.header.notebook, set[str]()
    if not path:
        return []
    exercises = [
        {"id": finding_id(exercise.title, taken), "title": exercise.title, "scaffold": exercise.scaffold}
        for exercise in plan.reading.exercises
    ]
    return [without_empty({"path": path, "exercises": exercises})]


def _notes(left: Sequence[Left]) -> list[Data]:
    """What no field takes, each stretch under its heading; fields of the head stay together."""
    notes: list[Data] = []
    for is_head, rows in groupby(left, lambda one: one.heading.startswith(_HEADER)):
        if is_head:
            lines = (f"**{one.heading.removeprefix(_HEADER)}:** {one.text}" for one in rows)
            notes.append({"heading": "Header", "text": "\n".join(lines)})
        else:
            notes += [
                without_empty({"heading": one.heading, "text": one.text}) if one.text else {"text": one.heading}
                for one in rows
            ]
    return notes


def _pointers(data: Data, guesses: Sequence[Guess]) -> list[str]:
    """The places of guesses, in the order of the file; of what is inside another the outer one is enough."""
    places = {guess.at for guess in guesses if guess.at}
    keys = {key: number for number, key in enumerate(data)}
    return sorted(
        (place for place in places if not any(place.startswith(f"{other}/") for other in places)),
        key=lambda place: (keys.get(place.split("/")[1], len(keys)), [_numeric(step) for step in place.split("/")[2:]]),
    )


def _numeric(step: str) -> tuple[int, str]:
    return (int(step), "") if step.isdecimal() else (-1, step)
