"""A planning document's plan as the data of its file: plain values, keys in the order of the schema."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lesson_pipeline.importers.markdown import stated_rows
from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.identity import Concepts
from lesson_pipeline.importers.markdown.lesson_index import LessonIndex
from lesson_pipeline.importers.markdown.log import Left, Log
from lesson_pipeline.importers.markdown.outline_ids import OutlineSection, outline_ids
from lesson_pipeline.importers.markdown.places import Places
from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext, without_empty
from lesson_pipeline.importers.markdown.plan_outline import outline
from lesson_pipeline.importers.markdown.plan_rows import (
    examples,
    gaps,
    knows,
    misconceptions,
    modalities,
    prerequisites,
)
from lesson_pipeline.importers.markdown.plan_targets import connections, load, targets
from lesson_pipeline.importers.markdown.readings import PlanReading
from lesson_pipeline.importers.markdown.stated_plan import stated_head, with_statements
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
    teaches = targets(plan, world.taught.get(plan.slug, []))
    plan.targets = tuple(row["concept"] for row in teaches)
    needed = prerequisites(plan)
    plan.needed = tuple(dict.fromkeys(row["concept"] for row in needed))
    lacking = gaps(plan, needed)
    taken = {str(said.values["id"]) for said in log.annotations.said.values() if "id" in said.values}
    wrong = misconceptions(plan, taken)
    body = {
        **(stated_head(plan) if plan.is_export else _head(plan)),
        "student_state": without_empty(
            {
                "knows": knows(plan),
                "mental_models": list(reading.mental_models),
                "not_covered": [
                    stated_rows.left_out(plan, row, f"/student_state/not_covered/{number}") or {"text": row.text}
                    for number, row in enumerate(reading.not_covered)
                ],
                "readiness": reading.readiness,
            }
        ),
        "prerequisites": needed,
        "gaps": lacking,
        "misconceptions": wrong,
        "examples": examples(plan, taken),
        "modalities": modalities(plan, taken),
        "narrative": reading.narrative,
        "load": load(plan),
        "connections": connections(plan),
        "analogies": without_empty(
            {
                "extend": list(reading.analogies_extend),
                "misleading": [
                    without_empty({"analogy": analogy, "risk": risk}) for analogy, risk in reading.analogies_misleading
                ],
                "establishes": list(reading.analogies_establish),
            }
        ),
        "scope": without_empty(
            {
                "covers": list(reading.covers),
                "excludes": [
                    stated_rows.exclusion(plan, row, f"/scope/excludes/{number}")
                    or without_empty({"text": row.text, "max_depth": row.max_depth})
                    for number, row in enumerate(reading.excludes)
                ],
            }
        ),
        "teaches": teaches,
        "notebooks": [] if plan.is_export else _notebooks(plan),
        "outline": outline(plan, teaches, lacking, needed),
        "widgets": _notes(reading.widgets),
        "checklists": [{"heading": one.title, "items": list(one.items)} for one in reading.checklists],
        "revisions": _notes(reading.revisions),
        "notes": _notes(log.left),
        "waivers": [],
    }
    data = without_empty(body)
    if plan.is_export:
        data = with_statements(plan, data, body)
    if data.get("kind") == "record":
        data.setdefault("teaches", [])
    pointers = _pointers(data, plan.guesses)
    if pointers:
        data["inferred"] = pointers
    return PlanFile(data, tuple(plan.guesses), sections)


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
            notes += [without_empty({"heading": one.heading, "text": one.text}) for one in rows]
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
