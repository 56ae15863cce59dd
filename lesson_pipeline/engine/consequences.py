"""What a section missing from one lesson does to others: their faults that would be gone if it were there follow from it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from lesson_pipeline.engine.causes import Found
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.places import At
from lesson_pipeline.record.state import Record
from lesson_pipeline.rules.registry import Fault

Place = tuple[str, At]
"""The code of a rule and where its fault is."""


def following(found: Iterable[Found], still: Collection[Place], loaded: Loaded, record: Record) -> list[Found]:
    """Marks the faults that follow from sections which lessons as written lack.

    Args: what the rules find; what they find where every lesson is taken to have its whole outline; the record as the
    lessons are written.
    """
    marked = []
    for item in found:
        concept = None
        if (item.diagnostic.code, item.fault.at) not in still:
            concept = concept_of(item.fault, loaded)
        missing = record.unwritten(concept) if concept else None
        if missing and missing.lesson and missing.section:
            item = replace(item, follows=("section", missing.lesson, missing.section))
        marked.append(item)
    return marked


def concept_of(fault: Fault, loaded: Loaded) -> str | None:
    """The concept that a fault is about."""
    if fault.absent is not None:
        return fault.absent
    document = loaded.documents.get(fault.at.file)  # a fault of the configuration stands in none
    values: list[Any] = [document.data if document else None]
    for step in fault.at.path:
        try:
            values.append(values[-1][step])
        except (KeyError, IndexError, TypeError):
            break  # it is missing there
    for value in reversed(values):
        name = value.get("concept") if isinstance(value, dict) else value
        if isinstance(name, str) and name in loaded.curriculum.registry.concepts:
            return name
    return None
