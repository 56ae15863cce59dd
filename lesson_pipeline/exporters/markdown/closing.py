"""What stands behind the design: checklists, notes, and what the document says in comments of its own."""

from collections.abc import Mapping
from typing import Any

from lesson_pipeline.exporters.markdown.annotations import comment, with_comment
from lesson_pipeline.exporters.markdown.page import Page
from lesson_pipeline.exporters.markdown.texts import block, inline, item

_KNOWN_CHECKLISTS = {"Prerequisite Audit", "Pedagogical Design"}
_ANYTHING = r"\A"
_FIELD_OF_HEAD = "Header: "
"""How an import calls what it finds in a field of the head."""


def checklists(page: Page) -> list[str]:
    """The checklists with their ticks."""
    held = page.plan.get("checklists", [])
    pieces: list[str] = []
    read: list[dict[str, Any]] = []
    for one in held:
        heading = str(one.get("heading", ""))
        title = inline(heading, "" if heading in _KNOWN_CHECKLISTS else _ANYTHING, "Checklist")
        items = [item("- [x]", text, margin=2) for text in one.get("items", ())]
        pieces += [f"### {title.markdown}", "\n".join(line.markdown for line in items)] if items else []
        read += [{"heading": title.read, "items": [line.read for line in items]}] if items else []
    page.remark("checklists", read)
    return ["## Checklists", *pieces] if pieces else []


def notes(page: Page, field: str, slot: str) -> list[str]:
    """A field of the plan that holds notes, each under its heading. `slot` is what an import calls one of them."""
    pieces: list[str] = []
    read: list[dict[str, str]] = []
    for one in page.plan.get(field, ()):
        lines, heading, text = note(one, 3, {"slot": slot})
        pieces += lines
        is_read = text and not heading.startswith(_FIELD_OF_HEAD)
        read.append({**({"heading": heading} if heading else {}), "text": text} if is_read else {})
    page.remark(field, read)
    return [with_comment(f"## {field.capitalize()}", {"slot": "notes"}), *pieces] if pieces else []


def note(data: Mapping[str, Any], level: int, said: Mapping[str, Any]) -> tuple[list[str], str, str]:
    """A note under a heading of its own: its pieces, and its heading and text as they are read."""
    heading = inline(str(data.get("heading", "")), fallback="Note")
    text = block(str(data.get("text", "")))
    has_heading = bool(str(data.get("heading", "")).strip())
    line = with_comment(f"{'#' * level} {heading.markdown}", {**said, **({} if has_heading else {"heading": None})})
    return [line, *([text.markdown] if text.read else [])], heading.read if has_heading else "", text.read


def remarks(page: Page) -> str:
    """What is said of the lesson as a whole. It is always there: by it an import knows an export."""
    said = dict(page.remarks)
    if page.guessed or page.unmarked:
        said["inferred"] = [*page.guessed, *page.unmarked]
    lines = [comment({"lesson": said})]
    lines += [comment({"line_breaks": list(page.breaks)})] if page.breaks else []
    return "\n".join(lines)


def concepts(page: Page) -> list[str]:
    """The entries of the registry that the plan leans on, each in a comment."""
    lines = [comment({"concepts": {id: dict(entry)}}) for id, entry in page.lesson.concepts.items()]
    return ["\n".join(lines)] if lines else []
