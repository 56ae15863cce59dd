"""Rows and items of an exported plan that have an annotation, as data; None where there is none, or it does not fit."""

import re

from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext
from lesson_pipeline.importers.markdown.readings import (
    ConnectionRow,
    ExampleRow,
    ExclusionRow,
    GapRow,
    KnownRow,
    MisconceptionRow,
    ModalityRow,
    NewConcept,
    NotCoveredRow,
    PrerequisiteRow,
    TargetRow,
)
from lesson_pipeline.importers.markdown.stated import choice, lessons, level, settle, wording

_MODALITIES = ("verbal", "visual", "symbolic", "concrete", "geometric", "intuitive", "interactive")
_TYPE = re.compile(r"(?P<polarity>Positive|Negative)(?: \((?P<role>[a-z]+)\))?\Z")


def known(plan: PlanContext, row: KnownRow, at: str) -> Data | None:
    said = plan.stated(row.line)
    return said and settle(
        plan,
        "student_state/knows/*",
        at,
        {
            "concept": "",
            "depth": level(row.depth),
            "source": lessons(row.source),
            "notes": row.notes,
            "wording": wording(plan.log, said, concept=row.concept, depth=row.depth, source=row.source),
        },
        said,
    )


def prerequisite(plan: PlanContext, row: PrerequisiteRow, at: str) -> Data | None:
    said = plan.stated(row.line)
    return said and settle(
        plan,
        "prerequisites/*",
        at,
        {
            "concept": "",
            "requires": level(row.requires),
            "has": level(row.has),
            "source": lessons(row.source),
            "status": choice(row.status, ("ok", "gap", "missing")),
            "reason": row.reason,
            "wording": wording(
                plan.log,
                said,
                concept=row.concept,
                requires=row.requires,
                has=row.has,
                source=row.source,
                status=row.status,
            ),
        },
        said,
    )


def gap(plan: PlanContext, row: GapRow, at: str) -> Data | None:
    said = plan.stated(row.line)
    return said and settle(
        plan,
        "gaps/*",
        at,
        {
            "concept": "",
            "size": choice(row.size, ("small", "medium", "large")),
            "resolution": row.resolution,
            "in": [],
            "wording": wording(plan.log, said, concept=row.gap, size=row.size),
        },
        said,
    )


def misconception(plan: PlanContext, row: MisconceptionRow, at: str) -> Data | None:
    said = plan.stated(row.line)
    return said and settle(
        plan,
        "misconceptions/*",
        at,
        {
            "id": "",
            "concept": "",
            "belief": row.belief[1:-1],
            "why": row.why,
            "negative_example": row.negative_example,
            "in": [],
            "wording": wording(plan.log, said, in_=row.where),
        },
        said,
    )


def example(plan: PlanContext, row: ExampleRow, at: str) -> Data | None:
    said = plan.stated(row.line)
    type = _TYPE.match(row.type) if said and "type" not in said.words else None
    return said and settle(
        plan,
        "examples/*",
        at,
        {
            "id": "",
            "polarity": type["polarity"].lower() if type else "",
            "role": (type["role"] or "") if type else "",
            "concept": "",
            "what": row.what,
            "purpose": row.purpose,
            "why": row.why,
            "in": [],
            "wording": wording(plan.log, said, type=row.type),
        },
        said,
    )


def modality(plan: PlanContext, row: ModalityRow, at: str) -> Data | None:
    said = plan.stated(row.line)
    return said and settle(
        plan,
        "modalities/*",
        at,
        {
            "id": "",
            "kind": choice(row.kind, _MODALITIES),
            "concept": "",
            "what": row.what,
            "why": row.why,
            "in": [],
            "wording": wording(plan.log, said, kind=row.kind),
        },
        said,
    )


def cluster(plan: PlanContext, new: NewConcept, at: str) -> Data | None:
    said = plan.stated(new.line)
    return said and settle(plan, "load/new/*", at, {"cluster": new.text, "concepts": []}, said)


def connection(plan: PlanContext, row: ConnectionRow, at: str) -> Data | None:
    said = plan.stated(row.line)
    return said and settle(
        plan,
        "connections/*",
        at,
        {
            "concept": "",
            "to": [],
            "relation": row.relation,
            "wording": wording(plan.log, said, concept=row.concept, to=row.to),
        },
        said,
    )


def target(plan: PlanContext, row: TargetRow, at: str) -> Data | None:
    said = plan.stated(row.line)
    return said and settle(
        plan,
        "teaches/*",
        at,
        {
            "concept": "",
            "depth": level(row.depth),
            "core": None,
            "evidence": row.evidence,
            "wording": wording(plan.log, said, concept=row.concept, depth=row.depth),
        },
        said,
    )


def left_out(plan: PlanContext, row: NotCoveredRow, at: str) -> Data | None:
    said = plan.stated(row.line)
    return said and settle(plan, "student_state/not_covered/*", at, {"text": row.text, "concepts": []}, said)


def exclusion(plan: PlanContext, row: ExclusionRow, at: str) -> Data | None:
    said = plan.stated(row.line)
    return said and settle(plan, "scope/excludes/*", at, {"text": row.text, "concepts": [], "max_depth": ""}, said)
