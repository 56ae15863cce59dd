"""What stands in a file but was not read as written: behind a syntax fault, or where the shape is wrong."""

from lesson_pipeline.source.document import Document

_SPEAKS_ONLY = frozenset({"title", "content", "scenario", "questions", "uses", "recaps", "style", "kind"})
"""Keys of an outline below which nothing is taught."""
_PLAN_KEYS = frozenset(
    [
        "lesson",
        "kind",
        "title",
        "type",
        "delivery",
        "status",
        "target",
        "student_state",
        "prerequisites",
        "gaps",
        "misconceptions",
        "examples",
        "modalities",
        "narrative",
        "load",
        "connections",
        "analogies",
        "scope",
        "notebooks",
        "notes",
        "waivers",
        "inferred",
    ]
)
_COURSE_KEYS = frozenset(["course", "title", "description", "partial", "policy", "style", "waivers"])
"""Keys below which nothing is taught, ordered or defined; a key not known may be a misspelling of one that matters."""


def unread_text(document: Document, *, teaching: bool = False) -> str:
    """The text of a document that the model does not hold; empty where all of it was read, or nothing to be had.

    With `teaching`, only what may teach something, give the order or define a concept.
    """
    if document.data is None:
        return "" if document.torn is None else document.text
    lines = document.text.splitlines()
    kept = [str(step) for step in document.torn or ()]  # what was being read when it broke off
    for fault in document.faults:
        if document.torn is not None and fault.code == "SCH001" and fault.span.line >= document.torn_line:
            kept += lines[document.torn_line - 1 :]
        elif not teaching or _matters(document.path, fault.pointer.split("/")[1:]):
            kept += _block(lines, fault.span.line)
    return "\n".join(kept)


def _matters(path: str, steps: list[str]) -> bool:
    """Whether a value that was not read as written may teach something, give the order, or define a concept."""
    if not path.startswith("planning/"):
        return False
    if not steps or path.endswith("/concepts.yaml"):
        return True
    if path == "planning/course.yaml":
        return steps[0] not in _COURSE_KEYS
    return steps[0] not in _PLAN_KEYS and _SPEAKS_ONLY.isdisjoint(steps)


def _block(lines: list[str], number: int) -> list[str]:
    """A line and the more deeply indented lines below it."""
    if number > len(lines):
        return []
    first = lines[number - 1]
    indent = len(first) - len(first.lstrip())
    end = number
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
        end += 1
    return lines[number - 1 : end]
