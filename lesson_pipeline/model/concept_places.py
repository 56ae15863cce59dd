"""Where a plan names concepts, and what each place is to the concept: the roles of `schema.concept_ids`, on the model."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lesson_pipeline.model.outline import Mention, Part, Section, Teaching
from lesson_pipeline.model.plan import (
    Cluster,
    Connection,
    Example,
    Exclusion,
    Gap,
    Known,
    Misconception,
    Modality,
    NotCovered,
    Plan,
    Prerequisite,
    Target,
)
from lesson_pipeline.places import DocPath

Row = (
    Known | NotCovered | Prerequisite | Gap | Misconception | Example | Modality | Cluster | Connection | Exclusion | Target | Teaching | Mention
)  # fmt: skip
"""What holds the name: the row of the plan, or the name itself where it stands alone in a list."""


class ConceptPlace(NamedTuple):
    """A place of a plan that names a concept by its id."""

    concept: str
    role: str
    path: DocPath
    """That of the id."""
    row: Row
    section: str = ""
    """The section of the outline that it stands in."""
    part: str = ""
    """The part of that section, where it is not the section's own text."""
    question: str = ""


def concept_places(plan: Plan) -> Iterator[ConceptPlace]:
    """Every place of a plan that names a concept, head first, then the outline in its order."""
    if plan.state:
        yield from _rows("state", plan.state.knows)
        for left_out in plan.state.not_covered:
            yield from _listed("not-covered", left_out.concepts, left_out)
    yield from _rows("required", plan.prerequisites)
    yield from _rows("gap", plan.gaps)
    yield from _rows("misconception", plan.misconceptions)
    yield from _rows("example", plan.examples)
    yield from _rows("modality", plan.modalities)
    for cluster in plan.load.new:
        yield from _listed("load", cluster.concepts, cluster)
    for connection in plan.connections:
        yield from _rows("connection", (connection,))
        yield from _listed("connected", connection.to, connection)
    for exclusion in plan.scope.excludes:
        yield from _listed("excluded", exclusion.concepts, exclusion)
    yield from _rows("target", plan.teaches)
    for section in plan.outline:
        for part in section.steps():
            yield from _within(section, part)
        for question in section.questions:
            for place in _rows("tested", question.tests):
                yield place._replace(section=section.id, question=question.id)


def _within(section: Section, part: Part) -> Iterator[ConceptPlace]:
    name = "" if part is section.own else part.id
    found = (
        *_rows("taught", part.teaches),
        *(place for mention in part.uses for place in _listed("used", (mention,), mention)),
        *(place for mention in part.recaps for place in _listed("recapped", (mention,), mention)),
    )
    for place in found:
        yield place._replace(section=section.id, part=name)


def _rows(
    role: str,
    rows: Iterable[Known | Prerequisite | Gap | Misconception | Example | Modality | Connection | Target | Teaching],
) -> Iterator[ConceptPlace]:
    """Rows that name one concept each; an element may be about none."""
    for row in rows:
        if row.concept:
            yield ConceptPlace(row.concept, role, (*row.path, "concept"), row)


def _listed(role: str, mentions: Iterable[Mention], row: Row) -> Iterator[ConceptPlace]:
    """Names in a list of their own."""
    for mention in mentions:
        yield ConceptPlace(mention.concept, role, mention.path, row)
