"""Sections of an exported outline: titles as an export writes them, and the data of sections that have an annotation."""

import re
from collections.abc import Sequence

from lesson_pipeline.importers.markdown.annotations import Annotations, Statement
from lesson_pipeline.importers.markdown.outline_ids import OutlineSection
from lesson_pipeline.importers.markdown.plan_context import Data, PlanContext, without_empty
from lesson_pipeline.importers.markdown.readings import PartReading, QuestionReading
from lesson_pipeline.importers.markdown.section_titles import numbered
from lesson_pipeline.importers.markdown.stated import settle

_ANSWER = re.compile(r"(?:\A|\s*\n)\*\*Answer:\*\*\s*")
_BRACKET = "? ("


def title_of(written: str, said: Statement) -> str:
    """The title of a section: what stands behind its number and the words for its kind, before those for its style."""
    title = (numbered(written) or ("", written))[1]
    kind, style = said.values.get("kind"), said.values.get("style")
    if isinstance(kind, str):
        title = title.removeprefix(f"{in_words(kind)} -- ")
    return title.removesuffix(f" -- {in_words(style)}") if isinstance(style, str) else title


def in_words(id: str) -> str:
    """A kind or a style as a title says it: `Next Step`, `Predict and Verify`."""
    return " ".join(word if word == "and" else word.capitalize() for word in id.split("-"))


def question_of(text: str, line: int) -> QuestionReading:
    """Prompt and answer of an item: the answer stands behind its label, or in a bracket behind the question mark."""
    label = _ANSWER.search(text)
    if label:
        return QuestionReading(text[: label.start()].strip(), text[label.end() :].strip(), line)
    prompt, bracket, answer = text.partition(_BRACKET)
    if bracket and answer.endswith(")"):
        return QuestionReading(f"{prompt}?", answer[:-1], line)
    return QuestionReading(text, "", line)


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


def stated_id(annotations: Annotations, line: int) -> str:
    """The id that an annotation gives to what stands on a line; empty where it gives none."""
    said = annotations.at(line)
    id = said.values.get("id") if said else None
    return id if isinstance(id, str) else ""
