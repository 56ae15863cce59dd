"""Fingerprints: what makes a diagnostic the same one after the files around it were edited.

A fingerprint is of the code, the lesson (or the file, where it is no plan), the element that the diagnostic is about,
named by ids instead of indexes, and the text at fault, however it is broken into lines. Not of the message or the line.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.page_elements import element_at
from lesson_pipeline.places import DocPath, Span
from lesson_pipeline.source.discover import COURSE
from lesson_pipeline.source.document import Document, parse_document
from lesson_pipeline.source.faults import short

VERSION = "v1"
"""Of what a fingerprint is made of; it begins with this, so that others are never taken for it."""

NAMING = (
    "id", "lesson", "concept", "finding", "element", "cluster", "path", "heading", "pattern", "code", "section",
    "text", "analogy", "item", "reason",
)  # fmt: skip
"""Keys by which an entry of a list is told from its neighbours, the best first."""

TOLD_ONCE = frozenset(
    {"SCH004", "SCH005", "SEQ009", "SEQ010", "PRE006", "PRE010", "CON001", "EXA004", "LOAD002", "TGT002"}
)
"""Rules that speak of a name once in a file, at the first place that has it. Which place that is depends on the order
of the sections, so their fingerprints are of the name alone."""

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, order=True)
class KnownFault:
    """A diagnostic by its fingerprint, with what a person needs to recognise it."""

    path: str
    element: str
    code: str
    text: str
    """The text at fault, in short."""
    fingerprint: str
    count: int = 1
    """How many diagnostics look just like this."""


def known_fault(diagnostic: Diagnostic, document: Document | None) -> KnownFault:
    """A diagnostic as it is kept. Args: the document that it is about, where that was read."""
    element, text = element_of(diagnostic, document), _text(diagnostic, document)
    about = "" if diagnostic.code in TOLD_ONCE else element
    whole = json.dumps([VERSION, diagnostic.code, _home(diagnostic.path), about, text])
    fingerprint = f"{VERSION}:{sha256(whole.encode()).hexdigest()[:16]}"
    return KnownFault(diagnostic.path, element, diagnostic.code, short(text), fingerprint)


def _home(path: str) -> str:
    """The lesson of a plan, wherever below planning/ its file lies; the path of any other file."""
    place = PurePosixPath(path)
    is_plan = place.parts[0] == "planning" and path != COURSE and place.name != "concepts.yaml"
    return place.stem if is_plan else path


def element_of(diagnostic: Diagnostic, document: Document | None) -> str:
    """What a diagnostic is about, by ids: `outline[check-2]/questions[q1]/tests[softmax]/concept`."""
    if document and not diagnostic.pointer and diagnostic.path.endswith(".md"):
        return element_at(document.lines, diagnostic.span.line)
    steps: list[str] = []
    for key, entry in _walk(document.data if document else None, diagnostic.pointer):
        if isinstance(key, str):
            steps.append(key)
        else:
            name = f"[{_name(entry)}]"
            steps[-1:] = [f"{steps[-1]}{name}" if steps else name]
    return "/".join(steps)


def _walk(data: Any, pointer: str) -> Iterator[tuple[str | int, Any]]:
    """The steps of a JSON Pointer, each with the value that it leads to; None where it leads nowhere."""
    for word in pointer.split("/")[1:]:
        key = word.replace("~1", "/").replace("~0", "~")
        index = int(key) if key.isdecimal() and not isinstance(data, dict) else None
        if index is not None:
            data = data[index] if isinstance(data, list) and index < len(data) else None
            yield index, data
        else:
            data = data.get(key) if isinstance(data, dict) else None
            yield key, data


def _name(entry: Any) -> str:
    """The name of an entry of a list; `*` where it has none."""
    if isinstance(entry, dict):
        entry = next((name for key in NAMING if (name := entry.get(key)) and isinstance(name, str)), None)
    return _folded(entry)[:_LONGEST_NAME] if isinstance(entry, str) else "*"


def _text(diagnostic: Diagnostic, document: Document | None) -> str:
    """The text at fault, on one line: the value or the key, whichever way it is quoted; otherwise what stands there."""
    if diagnostic.words:
        return _folded(diagnostic.words)
    if document is None:
        return ""
    steps = list(_walk(document.data, diagnostic.pointer))
    path: DocPath = tuple(key for key, _ in steps)
    value = steps[-1][1] if steps else document.data
    place = diagnostic.span
    is_container = place == document.span(path, "container")
    is_value = place == document.span(path) or (is_container and bool(path) and isinstance(path[-1], int))
    if isinstance(value, (dict, list)) and (path or is_value or is_container):
        return "" if _is_named(steps) else _folded(" ".join(_leaves(value)))
    if not document.has(path) and is_value:
        return ""  # it is missing, and the place is that of what should hold it
    if is_value and value is not None:
        return _folded(str(value))
    if path and document.has(path) and place == document.span(path, "key"):
        return str(path[-1])
    if document.has(path) and is_value:
        return _unfit(document.lines, place)
    return _at(document.lines, place, alone=not path)


def _unfit(lines: list[str], span: Span) -> str:
    """What stands at the place of a value that was taken out for its wrong shape: read anew, whatever its layout."""
    taken = lines[span.line - 1 : span.end_line]
    taken[-1] = taken[-1][: span.end_column - 1]
    taken[0] = " " * (span.column - 1) + taken[0][span.column - 1 :]
    value = parse_document("\n".join(taken), "").data
    return _at(lines, span, alone=False) if value is None else _folded(" ".join(_leaves(value)))


def _is_named(steps: list[tuple[str | int, Any]]) -> bool:
    """Whether a mapping or list is known by its own name: it stands under a key, or is an entry with a name."""
    return not (steps and isinstance(steps[-1][0], int)) or _name(steps[-1][1]) != "*"


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, (dict, list)):
        for item in (value[key] for key in sorted(value)) if isinstance(value, dict) else value:
            yield from _leaves(item)
    elif value is not None:
        yield str(value)


def _at(lines: list[str], span: Span, *, alone: bool) -> str:
    """What stands at a place; the whole line where that is next to nothing and all that is known."""
    taken = lines[span.line - 1 : span.end_line]
    if not taken:
        return ""
    whole = _folded(" ".join(taken))
    taken[-1] = taken[-1][: span.end_column - 1]
    taken[0] = taken[0][span.column - 1 :]
    part = _folded(" ".join(taken))
    return whole if alone and len(part) < 2 else part


def _folded(text: str) -> str:
    return " ".join(text.split())
