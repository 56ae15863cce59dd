"""What stands behind the design: checklists, notes, and what the document says in comments of its own."""

from collections.abc import Mapping
from typing import Any

from lesson_pipeline.exporters.markdown.annotations import comment, with_comment
from lesson_pipeline.exporters.markdown.page import Page
from lesson_pipeline.exporters.markdown.texts import block, inline, item

_KNOWN_CHECKLISTS = {"Prerequisite Audit", "Pedagogical Design"}
_ANYTHING = r"\A"


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


def notes(page: Page) -> list[str]:
    """What has no field of its own, each note under its heading."""
    pieces: list[str] = []
    read: list[dict[str, str]] = []
    for one in page.plan.get("notes", ()):
        lines, found = note(one, 3, {"slot": "note"})
        pieces += lines
        read.append(found)
    page.remark("notes", read)
    return [with_comment("## Notes", {"slot": "notes"}), *pieces] if pieces else []


def note(data: Mapping[str, Any], level: int, said: Mapping[str, Any]) -> tuple[list[str], dict[str, str]]:
    """A note under a heading of its own, and as it is read."""
    heading, text = inline(str(data.get("heading", "")), fallback="Note"), block(str(data.get("text", "")), margin=0)
    has_heading = bool(str(data.get("heading", "")).strip())
    line = with_comment(f"{'#' * level} {heading.markdown}", {**said, **({} if has_heading else {"heading": None})})
    read = {**({"heading": heading.read} if has_heading else {}), "text": text.read}
    return [line, text.markdown] if text.read else [line], read


def remarks(page: Page) -> str:
    """What is said of the lesson as a whole. It is always there: by it an import knows an export."""
    said = dict(page.remarks)
    if page.guessed:
        said["inferred"] = list(page.guessed)
    lines = [comment({"lesson": said})]
    lines += [comment({"line_breaks": list(page.breaks)})] if page.breaks else []
    return "\n".join(lines)


def concepts(page: Page) -> list[str]:
    """The entries of the registry that the plan leans on, each in a comment."""
    lines = [comment({"concepts": {id: dict(entry)}}) for id, entry in page.lesson.concepts.items()]
    return ["\n".join(lines)] if lines else []
