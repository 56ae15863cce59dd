"""Cells that show less than a file holds: depths, statuses and sources in the words of planning documents.

Where the plan keeps the author's own wording, the cell shows that.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from lesson_pipeline.exporters.markdown.page import Page
from lesson_pipeline.exporters.markdown.texts import cell

NOTHING = "—"


class Shown(NamedTuple):
    """A cell, the value that is read from it, and the wording that is read from it, if the row has one."""

    markdown: str
    value: Any
    wording: str | None = None


def level(data: Mapping[str, Any], key: str) -> Shown:
    """A depth, in capitals."""
    return _worded(data, key, str(data.get(key, "")).upper().replace("-", " "), data.get(key))


def word(data: Mapping[str, Any], key: str, written: str) -> Shown:
    """A word of ours, as it is `written` here."""
    return _worded(data, key, written, data.get(key))


def concept(page: Page, data: Mapping[str, Any]) -> Shown:
    """A concept: its id always stands in the annotation."""
    found = cell(str((data.get("wording") or {}).get("concept", "")))
    if found.read.strip():
        return Shown(found.markdown, None, found.read)
    return Shown(cell(page.concept(data.get("concept"))).markdown, None)


def sources(page: Page, data: Mapping[str, Any]) -> Shown:
    """The lessons that taught something, with their positions."""
    names = page.lesson.names
    lessons = data.get("source", [])
    written = ", ".join(f"{slug} ({names[slug]})" if names.get(slug) else str(slug) for slug in lessons)
    return _worded(data, "source", written or NOTHING, list(lessons) if written else None)


def places(page: Page, data: Mapping[str, Any]) -> Shown:
    """The sections in which an element stands, as their numbers and titles."""
    ids = data.get("in", [])
    return _worded(data, "in", ", ".join(page.section(str(id)) for id in ids) or NOTHING, None)


def wordings(**cells: Shown) -> dict[str, str]:
    """The wording that is read from some cells, by field."""
    return {key.rstrip("_"): shown.wording for key, shown in cells.items() if shown.wording is not None}


def _worded(data: Mapping[str, Any], key: str, written: str, value: Any) -> Shown:
    """A cell with the author's wording, if the row has one that can be seen; a row that has any shows no value."""
    held = data.get("wording") or {}
    if key not in held:
        return Shown(cell(written).markdown, value)
    found = cell(str(held[key]))
    return Shown(found.markdown, None, found.read) if found.read.strip() else Shown(cell(written).markdown, None)
