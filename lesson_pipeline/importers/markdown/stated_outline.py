"""Sections, parts and questions of an exported outline that have an annotation, as data."""

from collections.abc import Sequence

from lesson_pipeline.importers.markdown.outline_ids import OutlineSection
from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext, without_empty
from lesson_pipeline.importers.markdown.readings import PartReading, QuestionReading
from lesson_pipeline.importers.markdown.stated import settle


def stated_section(plan: PlanContext, section: OutlineSection, at: str) -> Data | None:
    """A section that is no check."""
    said, reading = plan.stated(section.reading.line), section.reading
    if said is None or said.values.get("kind") == "check":
        return None
    return settle(
        plan,
        "$section",
        at,
        {
            "id": section.id,
            "kind": "",
            "title": reading.title,
            "teaches": [],
            "uses": [],
            "recaps": [],
            "content": _broken(plan, "content", reading.content),
            "parts": parts(plan, section, at),
        },
        said,
    )


def stated_check(plan: PlanContext, section: OutlineSection, at: str, questions: Sequence[Data]) -> Data | None:
    """A check with its questions."""
    said, reading = plan.stated(section.reading.line), section.reading
    return said and settle(
        plan,
        "$section",
        at,
        {
            "id": section.id,
            "kind": "check",
            "title": reading.title,
            "style": "",
            "scenario": _broken(plan, "scenario", reading.scenario),
            "uses": [],
            "recaps": [],
            "content": _broken(plan, "content", reading.content),
            "questions": list(questions),
        },
        said,
    )


def parts(plan: PlanContext, section: OutlineSection, at: str) -> list[Data]:
    """The parts of a section, annotated or not."""
    return [
        _part(plan, part, f"{at}/parts/{number}") or without_empty({"id": id, "title": part.title, "content": part.content})
        for number, (id, part) in enumerate(zip(section.parts, section.reading.parts, strict=True))
    ]  # fmt: skip


def _part(plan: PlanContext, part: PartReading, at: str) -> Data | None:
    said = plan.stated(part.line)
    return said and settle(
        plan,
        "$part",
        at,
        {
            "id": "",
            "title": part.title,
            "teaches": [],
            "uses": [],
            "recaps": [],
            "content": _broken(plan, "content", part.content),
        },
        said,
    )


def stated_question(plan: PlanContext, question: QuestionReading, at: str) -> Data | None:
    """A question with what it tests."""
    said = plan.stated(question.line)
    return said and settle(
        plan,
        "$question",
        at,
        {
            "id": "",
            "prompt": _broken(plan, "prompt", question.prompt),
            "answer": _broken(plan, "answer", question.answer),
            "tests": [],
            "purpose": "",
        },
        said,
    )


def _broken(plan: PlanContext, name: str, text: str) -> str:
    return plan.log.annotations.broken(name, text)
