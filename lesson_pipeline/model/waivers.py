"""Waivers: diagnostics accepted on purpose, each in the file it is about."""

from dataclasses import dataclass
from typing import Any

from lesson_pipeline.model.fields import items, text
from lesson_pipeline.places import At


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver. An empty `pointer` covers the whole file."""

    code: str
    pointer: str
    reason: str
    at: At


def build_waivers(file: str, data: Any) -> tuple[Waiver, ...]:
    """The waivers of any of our files."""
    if not isinstance(data, dict):
        return ()
    return tuple(
        Waiver(text(item, "code"), text(item, "at"), text(item, "reason").strip(), At(file, path))
        for item, path in items(data, "waivers", ())
    )
