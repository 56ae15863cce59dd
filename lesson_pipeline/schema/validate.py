"""Data against its schema: faults with places, and the data made safe for what reads it next.

jsonschema-rs says in microseconds that a file is sound; only where it is not does jsonschema, far slower, say why.
"""

from functools import cache
from typing import Any

from lesson_pipeline.places import DocPath, pointer
from lesson_pipeline.schema.messages import ShapeFault, explain
from lesson_pipeline.schema.store import schema
from lesson_pipeline.source.document import Document
from lesson_pipeline.source.faults import SourceFault

_PASSES = 4


def validate(document: Document, kind: str) -> None:
    """Add to the document a fault for each way in which it does not meet the schema `kind`.

    Afterwards its data has the schema's shape wherever it has a value: what was probably meant is read as if it
    had been written (a key or choice one letter off), and any other unfit value is replaced by None. The order of
    keys is kept, so that the marks still hold.
    """
    if document.data is None and document.torn is None:
        _faults(document, [ShapeFault((), "value", "the file is empty", f"write {_title(kind)}, or remove the file")])
        return
    for _ in range(_PASSES):
        if document.data is None or _is_valid(kind, document.data):
            return
        faults = _shape_faults(kind, document)
        presumed = [fault for fault in faults if fault.presumed]
        if not presumed:
            break
        _faults(document, presumed)
        for fault in presumed:
            _presume(document, fault)
    else:
        faults = _shape_faults(kind, document)
    _faults(document, faults)
    for fault in faults:
        _blank(document, fault)


def _title(kind: str) -> str:
    return str(schema(kind)["title"]).lower()


@cache
def _fast(kind: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(schema(kind))


@cache
def _explaining(kind: str) -> Any:
    import jsonschema

    return jsonschema.Draft202012Validator(schema(kind))


def _is_valid(kind: str, data: Any) -> bool:
    return bool(_fast(kind).is_valid(data))


def _shape_faults(kind: str, document: Document) -> list[ShapeFault]:
    found: dict[tuple[DocPath, str], ShapeFault] = {}
    for error in _explaining(kind).iter_errors(document.data):
        if error.validator == "required" and _is_torn(document, tuple(error.absolute_path)):
            continue  # it may well stand in the part that could not be read
        for fault in explain(error, _title(kind)):
            if document.torn is None or fault.path != document.torn[: len(fault.path)] or not fault.path:
                found.setdefault((fault.path, fault.message), fault)
    return list(found.values())


def _is_torn(document: Document, path: DocPath) -> bool:
    """Whether the collection at `path` was open when reading broke off, or ended just there."""
    return document.torn is not None and document.ends_at_tear(path)


def _faults(document: Document, faults: list[ShapeFault]) -> None:
    for fault in faults:
        span = document.span(fault.path, fault.on)
        document.faults.append(SourceFault("SCH003", span, fault.message, fault.help, pointer(fault.path)))


def _parent(data: Any, path: DocPath) -> Any:
    for step in path[:-1]:
        data = data[step]
    return data


def _presume(document: Document, fault: ShapeFault) -> None:
    what, right = fault.presumed or ("", "")
    parent, last = _parent(document.data, fault.path), fault.path[-1]
    if what == "value":
        parent[last] = right
    elif right not in parent:
        renamed = {right if key == last else key: value for key, value in parent.items()}
        parent.clear()
        parent.update(renamed)
    else:  # two misspellings of one key: the first was taken
        parent[last] = None


def _blank(document: Document, fault: ShapeFault) -> None:
    """Take away what has the wrong shape; what is merely missing or unknown does no harm."""
    if fault.on == "value" and fault.path:
        _parent(document.data, fault.path)[fault.path[-1]] = None
    elif fault.on == "value":
        document.data = None
