"""YAML text to plain data and marks, over PyYAML's public event stream.

Events, because they are faster than composing nodes, never recurse (composing forty thousand nested brackets
kills the interpreter) and show anchors, tags and duplicate keys before anything is built from them.
"""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, cast

import yaml

from lesson_pipeline.places import DocPath, Span, pointer
from lesson_pipeline.source.faults import (
    CONFLICT,
    MAX_DEPTH,
    TOO_DEEP,
    SourceFault,
    conflict_above,
    explain_syntax,
    short,
)
from lesson_pipeline.source.scalars import plain

MAX_FAULTS = 100
MARK_WIDTH = 9
"""Numbers kept for a node, in document order: key start and end, value start and end (0-based line and column;
-1 where there is no key), and how many nodes the node holds, itself included."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def events(text: str) -> Iterator[Any]:
    """PyYAML's events of a text. Raises yaml.YAMLError where the text breaks off."""
    return yaml.parse(text, Loader=cast(Any, _LOADER))


class _StopReading(Exception):  # noqa: N818 - a signal, not an error
    """The rest of the text is not read."""


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been read yet."""

    value: Any
    mark: int
    """Where its marks begin."""
    is_map: bool
    is_key: bool = False
    """It stands where a key should: it is read but not kept."""
    last: str = ""
    """The key read last, kept or not."""
    key: str | None = None
    """The key whose value comes next; None where a key comes next."""
    key_marks: tuple[int, int, int, int] = (-1, -1, -1, -1)
    first: dict[str, Span] = field(default_factory=dict)
    skip: bool = False
    """The value that comes next is read but not kept."""


class Reader:
    """Reads one document; after `read`, holds its data, marks, faults and what was torn off."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data: Any = None
        self.marks = array("i")
        self.faults: list[SourceFault] = []
        self.torn: DocPath | None = None
        """Path of the innermost collection that a syntax fault cut off; None where all was read."""
        self.torn_line = 0
        self._stack: list[_Open] = []
        self._documents = 0

    def read(self) -> None:
        """Read the text; faults become values, nothing is raised for a bad text."""
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            for event in events(self.text):
                handler = handlers.get(type(event))
                if handler is not None:
                    handler(event)
        except _StopReading:
            last, line = self.faults[-1], self.faults[-1].span.line
            self.faults[-1] = replace(last, message=f"{last.message}; nothing below line {line} was checked")
            self._tear(line)
        except yaml.MarkedYAMLError as error:
            self._syntax_fault(error)

    # -- events

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        top = self._stack[-1] if self._stack else None
        if top is not None and top.is_map and top.key is None:
            self._key(top, event)
            return
        value = plain(event.value) if event.implicit[0] else event.value  # implicit: unquoted, no tag
        self._mark(event, 1)
        self._attach(value)

    def _open(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(self._stack) >= MAX_DEPTH:
            self._fault(event, *TOO_DEEP)
            raise _StopReading
        is_map = type(event) is yaml.MappingStartEvent
        value: Any = {} if is_map else []
        top = self._stack[-1] if self._stack else None
        if top is not None and top.is_map and top.key is None:
            self._fault(event, "a key must be plain text, not a list or a mapping", "write the key as a word")
            top.last = ""
            self._stack.append(_Open(value, len(self.marks), is_map, is_key=True))
            return
        mark = self._mark(event, 0)
        self._attach(value)
        self._stack.append(_Open(value, mark, is_map))

    def _close(self, event: Any) -> None:
        done = self._stack.pop()
        if done.is_key:  # its value is not kept either
            del self.marks[done.mark :]
            self._stack[-1].key, self._stack[-1].skip = "", True
            return
        marks, end = self.marks, event.end_mark
        marks[done.mark + 6], marks[done.mark + 7] = end.line, end.column
        marks[done.mark + 8] = (len(marks) - done.mark) // MARK_WIDTH
        self._drop_skipped(done.mark)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._fault(
            event,
            f"`*{event.anchor}` repeats an earlier value; aliases are not used in these files",
            "write the value out",
        )
        top = self._stack[-1] if self._stack else None
        if top is not None and top.is_map and top.key is None:
            top.key, top.last, top.skip = "", "", True
            return
        self._mark(event, 1)
        self._attach(None)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._fault(
                event,
                "a second document starts here; a file holds one",
                "remove the `---`, or move what follows to a file of its own",
            )
            raise _StopReading

    # -- building

    def _key(self, top: _Open, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        key = event.value
        top.key, top.last, top.skip = key, key, False
        top.key_marks = (start.line, start.column, end.line, end.column)
        if key == "<<" and event.implicit[0]:
            self._fault(
                event, "`<<` merges another mapping; merge keys are not used in these files", "write the keys out"
            )
            top.skip = True
        elif key in top.value:
            top.skip = True
            message = f"`{short(key)}` stands twice in the same mapping; only the first is read"
            related = ((top.first[key], "first written here"),)
            at = pointer((*self._path(), key))
            self._add(SourceFault("SCH002", _span(event), message, "keep one of the two", at, related))
        else:
            top.first[key] = _span(event)

    def _mark(self, event: Any, size: int) -> int:
        marks, start, end = self.marks, event.start_mark, event.end_mark
        position = len(marks)
        top = self._stack[-1] if self._stack else None
        marks.extend(top.key_marks if top is not None and top.is_map else (-1, -1, -1, -1))
        marks.extend((start.line, start.column, end.line, end.column, size))
        return position

    def _attach(self, value: Any) -> None:
        if not self._stack:
            self.data = value
            return
        top = self._stack[-1]
        if not top.is_map:
            top.value.append(value)
            return
        if top.skip:
            if not isinstance(value, (dict, list)):
                del self.marks[-MARK_WIDTH:]
                top.skip = False
        else:
            top.value[top.key or ""] = value
        top.key = None

    def _drop_skipped(self, mark: int) -> None:
        """Forget the marks of a collection that was read under a key not kept."""
        if self._stack and self._stack[-1].skip:
            del self.marks[mark:]
            self._stack[-1].skip = False

    # -- faults

    def _path(self, *, kept: bool = False) -> DocPath:
        """Path of the innermost open collection; of the innermost that is `kept`, if so asked."""
        path: list[str | int] = []
        for outer, inner in pairwise(self._stack):
            if kept and (outer.skip or inner.is_key):
                break
            path.append(outer.last if outer.is_map else len(outer.value) - 1)
        return tuple(path)

    def _fault(self, event: Any, message: str, help: str) -> None:
        self._add(SourceFault("SCH001", _span(event), message, help))

    def _add(self, fault: SourceFault) -> None:
        self.faults.append(fault)
        if len(self.faults) >= MAX_FAULTS:
            raise _StopReading

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault(
                event,
                f"`&{event.anchor}` names a value for reuse; anchors are not used in these files",
                "remove it, and write the value out where it is used",
            )
        if event.tag is not None:
            self._fault(
                event,
                f"`{event.tag}` is a YAML tag; tags are not used in these files",
                "remove it; quote the value if it is to stay text",
            )

    def _syntax_fault(self, error: yaml.MarkedYAMLError) -> None:
        lines = self.text.splitlines() or [""]
        mark, context = error.problem_mark or error.context_mark, error.context_mark
        here = _on_text(lines, mark) if mark else (0, 0)
        opened = _on_text(lines, context) if context else here
        character = lines[mark.line][mark.column : mark.column + 1] if mark and mark.line < len(lines) else ""
        message, help = explain_syntax(error.context or "", error.problem or "", character)
        whole = "parsing a block" in (error.context or "")  # what stands in it was read, up to the fault
        torn = (here[0] if whole else min(here[0], opened[0])) + 1
        related: tuple[tuple[Span, str], ...] = ()
        if mark and context and (mark.line, mark.column) >= (len(lines) - 1, len(lines[-1])):
            # found missing at the end: the fault is where it was opened
            here, opened, words = opened, here, "the file ends here"
        else:
            words = "what was being read began here"
        if opened != here:
            related = ((_character(*opened), words),)
        if (mark_of_git := conflict_above(lines, here[0])) is not None:
            (message, help), here, related = CONFLICT, (mark_of_git, 0), ()
        message = f"{message}; nothing below line {here[0] + 1} was checked"
        self.faults.append(SourceFault("SCH001", _character(*here), message, help, "", related))
        self._tear(torn)

    def _tear(self, line: int) -> None:
        self.torn, self.torn_line = self._path(kept=True), line
        while self._stack:  # close what is open, so that the marks of what was read hold
            done = self._stack.pop()
            if done.is_key:
                del self.marks[done.mark :]
                continue
            self.marks[done.mark + 6], self.marks[done.mark + 7] = line - 1, 0
            self.marks[done.mark + 8] = (len(self.marks) - done.mark) // MARK_WIDTH
            self._drop_skipped(done.mark)


def _on_text(lines: list[str], mark: Any) -> tuple[int, int]:
    """The place itself, or the last character of the text where it lies behind the end."""
    end = len(lines) - 1, len(lines[-1])
    place = mark.line, mark.column
    return place if place < end else (end[0], max(end[1] - 1, 0))


def _character(line: int, column: int) -> Span:
    return Span(line + 1, column + 1, line + 1, column + 2)


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    if end.line != start.line:
        return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Span(start.line + 1, start.column + 1, end.line + 1, max(end.column, start.column + 1) + 1)
