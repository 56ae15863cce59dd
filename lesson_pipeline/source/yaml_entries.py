"""One more entry in a list or mapping of a YAML file, at its place; all else stays byte for byte."""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.places import DocPath, Span
from lesson_pipeline.source.document import Document, parse_document
from lesson_pipeline.source.edits import Edit, Lines, apply

_LINE_END = 1_000_000
"""A column behind the end of any line, which means that end."""
_DASH = re.compile(r"([ \t]*)-[ \t]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A new entry, written in both ways."""

    block: Sequence[str]
    """Its lines, where each entry has lines of its own: in a list with the dash."""
    flow: str
    """In one piece, for a collection in brackets."""
    value: Any
    """What the data have more afterwards: an item of a list, or a key and its value."""
    apart: bool = False
    """Whether an empty line belongs before it, where those that are there do not show what is usual."""


def with_entry(document: Document, path: DocPath, position: int, entry: Entry) -> str:
    """The text of a document with an entry number `position` (from 0) in the collection at a path.

    The empty path means the file's own mapping, which must have an entry.
    Raises PipelineError, with what to write by hand, where the text has a form that is not understood.
    """
    expected = deepcopy(document.data)
    whole = {"": expected}
    _put(_value(whole, ("", *path)[:-1]), ("", *path)[-1], position, entry.value)
    try:
        text = apply(document.text, insertion(document, path, position, entry))
    except ValueError:
        text = ""
    after = parse_document(text, document.path)
    if after.data != whole[""] or len(after.faults) > len(document.faults):
        line = document.span(path, "key").line
        raise PipelineError(
            f"{document.path}:{line} is laid out in a way that cannot be added to; nothing was written",
            f"give each entry of `{path[-1] if path else 'the file'}` a line of its own, or add this one by hand: "
            f"{entry.flow}",
        )
    return text


def _put(holder: Any, key: str | int, position: int, value: Any) -> None:
    """What the edit should do to the data."""
    if isinstance(value, tuple):
        holder[key] = {**(holder.get(key) or {}), value[0]: value[1]}
    else:
        holder[key] = list(holder.get(key) or ())
        holder[key].insert(position, value)


def insertion(document: Document, path: DocPath, position: int, entry: Entry) -> list[Edit]:
    """The edits that make an entry number `position` (from 0) of the collection at a path.

    An empty or missing value under a key of that path counts as an empty collection.
    Raises ValueError where the text has a form that is not understood.
    """
    place = _Collection(document, path)
    if not place.entries:
        return place.first_entry(entry)
    if place.in_brackets:
        return place.in_flow(position, entry.flow)
    return [place.in_block(position, entry)]


def item_text(document: Document, path: DocPath) -> list[str]:
    """The lines of an item of a list as they stand, its dash moved to the left margin, with the comments above it.

    Empty where the item has no lines of its own.
    """
    holder = _Collection(document, path[:-1])
    return [] if holder.in_brackets else holder.lines_of(path)


class _Collection:
    """A list or a mapping in a document."""

    def __init__(self, document: Document, path: DocPath) -> None:
        self._document, self._path = document, path
        self._lines = Lines(document.text)
        value = _value(document.data, path)
        steps: Sequence[str | int] = list(value) if isinstance(value, dict) else range(len(value or ()))
        self.entries: list[DocPath] = [(*path, step) for step in steps]
        self._value = value
        self.in_brackets = value is not None and document.text[self._start(path)] in "[{"

    # -- an empty collection

    def first_entry(self, entry: Entry) -> list[Edit]:
        """The first entry of an empty collection."""
        key = self._document.span(self._path, "key")
        is_item = not isinstance(entry.value, tuple) and not isinstance(self._value, dict)
        if self.in_brackets and isinstance(self._value, list) and not self._has_room(entry):
            close = self._end(self._path) - 1
            return [self._edit(close, close, entry.flow)]
        colon = self._document.text.index(":", self._lines.offset(key.end_line, key.end_column)) + 1
        if is_item and not self._has_room(entry):
            return [self._edit(colon, colon, f" [{entry.flow}]")]
        block = "\n" + _indented(entry.block, " " * (key.column + 1))
        edits = [Edit(_line_end(self._lines.line_of(colon)), block)]
        if self.in_brackets:
            edits.insert(0, self._edit(colon, self._end(self._path), ""))
        return edits

    def _has_room(self, entry: Entry) -> bool:
        """Whether an item of several lines can stand below the key of an empty list: it is no list within brackets."""
        line = self._document.span(self._path, "key").line
        start, end = self._lines.offset(line, 1), self._lines.offset(line, _LINE_END)
        value = self._lines.range(self._document.span(self._path))
        alone = self._document.text[start : min(value[0], end)] + self._document.text[max(value[1], start) : end]
        return len(entry.block) > 1 and not set("[]{},").intersection(alone.partition("#")[0])

    # -- a collection in brackets

    def in_flow(self, position: int, new: str) -> list[Edit]:
        """An entry before the one that stands at the position; behind the last if none does."""
        if position < len(self.entries):
            start = self._key_or_value(self.entries[position])
            return [self._edit(start, start, f"{new},{self._gap(max(position, 1))}")]
        text, end = self._document.text, self._end(self.entries[-1])
        comma = re.compile(r"[ \t]*,").match(text, end)
        behind = comma.end() if comma else end
        line = self._lines.line_of(behind)
        rest = text[behind : self._lines.offset(line, _LINE_END)]
        gap, tail = self._gap(len(self.entries) - 1), "," if comma else ""
        if not rest.lstrip().startswith("#"):
            return [self._edit(behind, behind, f"{'' if comma else ','}{gap}{new}{tail}")]
        column = self._lines.place(self._key_or_value(self.entries[-1]))[1]
        edits = [] if comma else [self._edit(end, end, ",")]
        return [*edits, Edit(_line_end(line), f"\n{' ' * (column - 1)}{new}{tail}")]

    def _gap(self, position: int) -> str:
        """What separates an entry from the one before it: a blank, or a line break and an indent."""
        start = self._key_or_value(self.entries[min(position, len(self.entries) - 1)])
        before = self._end(self.entries[position - 1]) if position else self._start(self._path)
        line, column = self._lines.place(start)
        return " " if line == self._lines.line_of(before) else "\n" + " " * (column - 1)

    # -- a collection with a line for each entry

    def in_block(self, position: int, entry: Entry) -> Edit:
        """Lines behind those of the entry before; comments above the entry that follows stay with it."""
        blank = "\n" if self._stands_apart(entry) else ""
        lines = _indented(entry.block, self._indent())
        if position == 0:
            key = self._document.span(self._path, "key")
            return Edit(_line_end(key.end_line), f"\n{lines}{blank}")
        line = self._lines.line_of(self._end(self.entries[position - 1]))
        return Edit(_line_end(line), f"{blank}\n{lines}")

    def _indent(self) -> str:
        start = self._key_or_value(self.entries[0])
        line, column = self._lines.place(start)
        head = self._document.lines[line - 1][: column - 1]
        if isinstance(self._value, dict):
            if head.strip():
                raise ValueError("another value stands before the first key")
            return head
        dash = _DASH.fullmatch(head)
        if dash is None:
            raise ValueError("the first item does not stand beside its dash")
        return dash[1]

    def _stands_apart(self, entry: Entry) -> bool:
        """Whether an empty line goes before an entry: as with the others, or as it wants where they do not show it."""
        return self._is_spaced() or (entry.apart and (isinstance(self._value, dict) or len(self.entries) < 2))

    def _is_spaced(self) -> bool:
        """Whether an empty line stands behind every entry but the last."""
        ends = [self._lines.line_of(self._end(entry)) for entry in self.entries[:-1]]
        return bool(ends) and all(not self._document.lines[end].strip() for end in ends)

    def lines_of(self, entry: DocPath) -> list[str]:
        """The lines of an item, as `item_text` gives them."""
        lines = self._document.lines
        start, last = self._lines.line_of(self._key_or_value(entry)), self._lines.line_of(self._end(entry))
        first_of_value = self._document.span((*entry, next(iter(_value(self._document.data, entry)))), "key")
        dash = _DASH.fullmatch(lines[start - 1][: first_of_value.column - 1])
        if dash is None:
            return []
        first = start
        while first > 1 and lines[first - 2].startswith(f"{dash[1]}#"):
            first -= 1
        taken = lines[first - 1 : last]
        if any(line.strip() and not line.startswith(dash[1]) for line in taken):
            return []
        return [line[len(dash[1]) :].rstrip() for line in taken]

    # -- places

    def _edit(self, start: int, end: int, new: str) -> Edit:
        return Edit(self._lines.span(start, end), new)

    def _start(self, path: DocPath) -> int:
        return self._lines.range(self._document.span(path))[0]

    def _key_or_value(self, entry: DocPath) -> int:
        on = "key" if isinstance(entry[-1], str) else "value"
        return self._lines.range(self._document.span(entry, on))[0]

    def _end(self, path: DocPath) -> int:
        """Where a value ends; what a block collection seems to hold behind its last value is not its own."""
        value = _value(self._document.data, path)
        while isinstance(value, (dict, list)) and value and self._document.text[self._start(path)] not in "[{":
            path = (*path, list(value)[-1] if isinstance(value, dict) else len(value) - 1)
            value = _value(self._document.data, path)
        on = "key" if value is None and path and isinstance(path[-1], str) else "value"
        return self._lines.range(self._document.span(path, on))[1]


def _value(data: Any, path: DocPath) -> Any:
    value = data
    for step in path:
        value = value[step]
    return value


def _line_end(line: int) -> Span:
    return Span(line, _LINE_END, line, _LINE_END)


def _indented(lines: Sequence[str], indent: str) -> str:
    return "\n".join(f"{indent}{line}" if line else "" for line in lines)
