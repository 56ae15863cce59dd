"""Data against its schema: faults with places, and the data made safe for what reads it next.

jsonschema-rs says in microseconds that a file is sound; only where it is not does jsonschema, far slower, say why.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lesson_pipeline.diagnostics import Fix, TextEdit
from lesson_pipeline.places import DocPath, pointer
from lesson_pipeline.schema.messages import ShapeFault, explain
from lesson_pipeline.schema.shapes import fits
from lesson_pipeline.schema.store import schema
from lesson_pipeline.source.changes import Put, Rekey
from lesson_pipeline.source.document import Document
from lesson_pipeline.source.faults import SourceFault
from lesson_pipeline.source.yaml_edits import yaml_edits

MAX_FAULTS = 100
"""Faults of shape that are told for one file; a file with more is hardly one of ours."""

_PASSES = 6
"""Slips below slips that are read as they were meant: a section's key, its kind, a key of that kind, and so on."""
_TOO_FEW = {"required", "minItems", "minProperties"}


def validate(document: Document, kind: str) -> None:
    """Add to the document a fault for each way in which it does not meet the schema `kind`.

    Afterwards its data has the schema's shape wherever it has a value: what was surely meant is read as if it had
    been written (a key or choice a letter off), and any other unfit value is replaced by None. The order of keys is
    kept, so that the marks still hold. Of a file with too many faults nothing is kept.
    """
    if document.data is None and not document.faults:
        _faults(
            document, [ShapeFault((), "value", "the file is empty", f"write the {_title(kind)}, or remove the file")]
        )
    if document.data is not None and not _is_valid(kind, document.data):
        _empty_texts(document.data)
    faults: list[ShapeFault] = []
    for attempt in range(_PASSES):
        if document.data is None or _is_valid(kind, document.data):
            return
        faults = _shape_faults(kind, document)
        presumed = [fault for fault in faults if fault.presumed]
        if len(faults) > MAX_FAULTS or not presumed or attempt == _PASSES - 1:
            break
        _faults(document, presumed)
        for fault in sorted(presumed, key=lambda fault: -len(fault.path)):  # a key below a key that gets another name
            _presume(document, fault)
    _faults(document, faults[:MAX_FAULTS])
    for fault in faults:
        _blank(document, fault)
    if len(faults) > MAX_FAULTS:
        _give_up(document, kind)


def _give_up(document: Document, kind: str) -> None:
    message = f"more than {MAX_FAULTS} faults of shape: nothing more of the file was checked"
    _faults(
        document,
        [ShapeFault((), "container", message, f"is this a {_title(kind)} at all? compare it with another one")],
    )
    document.data = None


def _title(kind: str) -> str:
    return str(schema(kind)["title"]).lower()


@cache
def _fast(kind: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(schema(kind))


@cache
def _explaining(kind: str) -> Any:
    import jsonschema

    extend: Any = jsonschema.validators.extend
    named = jsonschema.Draft202012Validator.VALIDATORS["$ref"]

    def refer(validator: Any, ref: str, instance: Any, around: Any) -> Iterator[Any]:
        """The keyword `$ref`: what is sound is passed over quickly, and most of a long list is."""
        if not fits(kind, ref.replace("#/$defs/", "$"), instance):
            yield from named(validator, ref, instance, around) or ()

    own = {"$ref": refer, "pattern": _fits, "uniqueItems": _differ}
    return extend(jsonschema.Draft202012Validator, own)(schema(kind))


def _fits(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[Any]:
    """The keyword `pattern`, where `$` is the end of the text: Python alone lets a line break follow."""
    from jsonschema import ValidationError

    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"does not match {pattern}")


def _differ(_: Any, wanted: bool, instance: Any, __: Any) -> Iterator[Any]:
    """The keyword `uniqueItems`, in the time of one walk: jsonschema compares a mixed list pair by pair."""
    from jsonschema import ValidationError

    if wanted and isinstance(instance, list) and len({json.dumps(item) for item in instance}) < len(instance):
        yield ValidationError("has equal items")


def _is_valid(kind: str, data: Any) -> bool:
    return bool(_fast(kind).is_valid(data))


_TEXTS = {"gaps": "resolution", "misconceptions": "negative_example", "examples": "purpose", "modalities": "why"}
"""Texts of a plan whose emptiness is a rule's to report, also where nothing at all stands behind the key."""


def _empty_texts(data: Any) -> None:
    for key, text in _TEXTS.items():
        items = data.get(key) if isinstance(data, dict) else None
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and text in item and item[text] is None:
                item[text] = ""


def _shape_faults(kind: str, document: Document) -> list[ShapeFault]:
    found: dict[tuple[DocPath, str], ShapeFault] = {}
    for error in _explaining(kind).iter_errors(document.data):
        if error.validator in _TOO_FEW and _is_torn(document, tuple(error.absolute_path)):
            continue  # it may well stand in the part that could not be read
        for fault in explain(error, _title(kind)):
            about = "the value" if fault.on == "value" else fault.message  # one fault of a value is enough
            found.setdefault((fault.path, about), fault)
            if len(found) > MAX_FAULTS:
                return list(found.values())
    return list(found.values())


def _is_torn(document: Document, path: DocPath) -> bool:
    """Whether the collection at `path` was open when reading broke off, or ended just there."""
    return document.torn is not None and document.ends_at_tear(path)


def _faults(document: Document, faults: list[ShapeFault]) -> None:
    """Tell of faults, but not twice, and not where the text is garbled anyway."""
    for fault in faults:
        span = document.span(fault.path, fault.on)
        fix = _fix(document, fault) if fault.presumed and fault.is_sure else None
        told = SourceFault("SCH003", span, fault.message, fault.help, pointer(fault.path), fix=fix)
        garbled = document.torn is not None and span.line >= document.torn_line
        if not garbled and told not in document.faults:
            document.faults.append(told)


def _fix(document: Document, fault: ShapeFault) -> Fix | None:
    """To write what was surely meant."""
    what, right = fault.presumed or ("", "")
    if what == "key" and right in _parent(document.data, fault.path):
        return None
    change = Rekey(fault.path, right) if what == "key" else Put(fault.path, right)
    edits = tuple(TextEdit(document.path, edit.span, edit.text) for edit in yaml_edits(document, [change]))
    return Fix(f"write `{right}`", edits)


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
        document.forget_children()


def _blank(document: Document, fault: ShapeFault) -> None:
    """Take away what has the wrong shape; what is merely missing or unknown does no harm."""
    if fault.on == "value" and fault.path:
        _parent(document.data, fault.path)[fault.path[-1]] = None
    elif fault.on == "value":
        document.data = None
