"""The prose of a plan: every text that a person reads, with its place."""

from collections.abc import Iterator

from lesson_pipeline.model.plan import Plan
from lesson_pipeline.places import DocPath

Prose = Iterator[tuple[DocPath, str]]


def outline_prose(plan: Plan) -> Prose:
    """What the outline says: contents, scenarios, prompts and answers."""
    for section in plan.outline:
        for part in section.steps():
            yield (*part.path, "content"), part.content
        yield (*section.path, "scenario"), section.scenario
        for question in section.questions:
            yield (*question.path, "prompt"), question.prompt
            yield (*question.path, "answer"), question.answer


def plan_prose(plan: Plan) -> Prose:
    """All that the plan says, outline included; empty texts too."""
    for key in ("title", "target", "narrative"):
        yield (key,), getattr(plan, key)
    if plan.state:
        yield ("student_state", "readiness"), plan.state.readiness
        yield from (
            (("student_state", "mental_models", index), text) for index, text in enumerate(plan.state.mental_models)
        )
        yield from (((*item.path, "notes"), item.notes) for item in plan.state.knows)
        yield from (((*item.path, "text"), item.text) for item in plan.state.not_covered)
    yield from (((*needed.path, "reason"), needed.reason) for needed in plan.prerequisites)
    yield from (((*gap.path, "resolution"), gap.resolution) for gap in plan.gaps)
    yield from _elements(plan)
    yield ("load", "notes"), plan.load.notes
    yield from (((*connection.path, "relation"), connection.relation) for connection in plan.connections)
    for key in ("extend", "establishes"):
        yield from ((("analogies", key, index), text) for index, text in enumerate(getattr(plan.analogies, key)))
    for index, item in enumerate(plan.analogies.misleading):
        yield ("analogies", "misleading", index, "analogy"), item.analogy
        yield ("analogies", "misleading", index, "risk"), item.risk
    yield from ((("scope", "covers", index), text) for index, text in enumerate(plan.scope.covers))
    yield from (((*item.path, "text"), item.text) for item in plan.scope.excludes)
    yield from (((*target.path, "evidence"), target.evidence) for target in plan.teaches)
    for section in plan.outline:
        yield from (((*part.path, "title"), part.title) for part in section.steps())
    yield from outline_prose(plan)
    for index, note in enumerate(plan.notes):
        yield ("notes", index, "text"), note.text


def _elements(plan: Plan) -> Prose:
    for misconception in plan.misconceptions:
        for key in ("belief", "why", "negative_example"):
            yield (*misconception.path, key), getattr(misconception, key)
    for example in plan.examples:
        for key in ("what", "purpose", "why"):
            yield (*example.path, key), getattr(example, key)
    for modality in plan.modalities:
        for key in ("what", "why"):
            yield (*modality.path, key), getattr(modality, key)
