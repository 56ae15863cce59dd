"""What stands in a file but was not read as written: behind a syntax fault, or where the shape is wrong."""

from lesson_pipeline.source.document import Document


def unread_text(document: Document) -> str:
    """The text of a document that the model does not hold; empty where all of it was read, or nothing to be had."""
    if document.data is None:
        return "" if document.torn is None else document.text
    lines = document.text.splitlines()
    kept = [str(step) for step in document.torn or ()]  # what was being read when it broke off
    for fault in document.faults:
        if document.torn is not None and fault.code == "SCH001" and fault.span.line >= document.torn_line:
            kept += lines[document.torn_line - 1 :]
        else:
            kept += _block(lines, fault.span.line)
    return "\n".join(kept)


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
