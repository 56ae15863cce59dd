"""What a rule says would mend a fault, as edits of text."""

from typing import Any

from lesson_pipeline.diagnostics import Fix, TextEdit
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.places import DocPath
from lesson_pipeline.rules.registry import Fault
from lesson_pipeline.source.changes import Change, Erase, Put, Rewrite
from lesson_pipeline.source.document import Document
from lesson_pipeline.source.yaml_edits import yaml_edits


def fix_of(loaded: Loaded, fault: Fault) -> Fix | None:
    """The fix of a fault; None where it has none, or where it speaks of what is not there as written."""
    if fault.fix is None:
        return None
    by_file: dict[str, list[Change]] = {}
    for file, change in fault.fix.changes:
        if not _fits(loaded.documents[file], change):
            return None
        by_file.setdefault(file, []).append(change)
    edits = tuple(
        TextEdit(file, edit.span, edit.text)
        for file, changes in by_file.items()
        for edit in yaml_edits(loaded.documents[file], changes)
    )
    return Fix(fault.fix.label, edits)


def _fits(document: Document, change: Change) -> bool:
    if isinstance(change, (Erase, Rewrite)):
        return document.data is not None
    return document.has(change.path) and not (isinstance(change, Put) and _value(document.data, change.path) is None)


def _value(data: Any, path: DocPath) -> Any:
    for step in path:
        data = data[step]
    return data
