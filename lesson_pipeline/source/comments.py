"""The comments in which a file speaks to this tool (`lp: …`): where they stand, and what they stand beside or above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from lesson_pipeline.places import Span
from lesson_pipeline.source.document import Document
from lesson_pipeline.source.front_matter import front_matter_end
from lesson_pipeline.source.yaml_events import events

_SPEAKS = r"(?:lp:|(?i:lp[^\w\n]+ignore)\b)"
"""How a comment to this tool begins; also one that was surely meant to be one."""
_MARK = re.compile(rf"\s*{_SPEAKS}")

_HASH = re.compile(r"(?:^|(?<=[ \t]))#")
_ADDRESSED = re.compile(rf"(?:^|(?<=[ \t]))#+[ \t]*(?={_SPEAKS})")
_NOTHING_BEGINS = re.compile(r"[ \t-]*(?:(?<!-)#.*)?$")
"""Blanks, a comment, the dash of a list whose item stands below, the line `---`."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, or the part of one, that speaks to this tool."""

    text: str
    """What it says; the first word is `lp:`, or was meant to be."""
    span: Span
    """All of it, its marks included."""
    offset: int
    """How many columns its text stands behind the start of the span."""
    covers: Span
    """What it is about: its own line, or, where it stands alone, the item or block that begins below it. A span of
    no width at its end means that there is none."""
    is_html: bool = False
    is_closed: bool = True

    def part(self, start: int, end: int) -> Span:
        """The place of a stretch of the text; the whole comment's, where the text has gone on to another line."""
        if "\n" in self.text[:end]:
            return self.span
        column = self.span.column + self.offset
        return Span(self.span.line, column + start, self.span.line, column + end)


def find_comments(document: Document) -> list[Comment]:
    """The comments of a YAML file or a lesson page that speak to this tool, in order of place."""
    if "lp:" not in document.text and "ignore" not in document.text.lower():
        return []
    read = len(document.lines) if document.torn is None else document.torn_line - 1
    if not document.path.endswith(".md"):
        return list(_in_yaml(document.lines, read))
    end = front_matter_end(document.lines)
    if end is None:
        return list(_in_markdown(document.lines, 0))
    front = ["", *document.lines[1:end]]  # every line keeps its number
    return [*_in_yaml(front, min(read, end)), *_in_markdown(document.lines, end + 1)]


def _in_markdown(lines: list[str], first: int) -> Iterator[Comment]:
    """Those in the lines from index `first` on."""
    from lesson_pipeline.source.html_comments import html_comments  # Markdown is slow to import

    for found in html_comments(lines, first):
        if _MARK.match(found.text):
            yield Comment(found.text, found.span, len("<!--"), found.covers, is_html=True, is_closed=found.is_closed)


def _in_yaml(lines: list[str], read: int) -> Iterator[Comment]:
    """Those in the first `read` lines of a YAML text."""
    layout: _Layout | None = None
    for number, line in enumerate(lines[:read]):
        if not _ADDRESSED.search(line):
            continue
        layout = layout or _Layout(lines, read)
        start = next((hash.start() for hash in _HASH.finditer(line) if layout.is_free(number, hash.start())), None)
        if start is None:
            continue
        alone = bool(_NOTHING_BEGINS.match(line))
        marks = list(_ADDRESSED.finditer(line, start))
        if not marks or (alone and marks[0].start() != start):
            continue  # a comment on text that is commented out
        covers = layout.below(number) if alone else Span(number + 1, 1, number + 2, 1)
        ends = [mark.start() for mark in marks[1:]] + [len(line)]
        for mark, end in zip(marks, ends, strict=True):
            text = line[mark.end() : end].rstrip()
            span = Span(number + 1, mark.start() + 1, number + 1, mark.end() + len(text) + 1)
            yield Comment(text, span, mark.end() - mark.start(), covers)


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been met yet."""

    is_map: bool
    role: str
    item: int | None
    """The line of the item that ends with it."""
    awaits_key: bool = True
    entry: int | None = None
    """The line of the entry whose value comes next."""


@dataclass(slots=True)
class _Layout:
    """Where in a YAML text the scalars stand, and where items begin and end; lines and columns from 0.

    An item is an entry of a list or a mapping. Of those that begin on one line, the first one is kept, which holds
    the others or stands before them. The document's own marks would not do: they forget what was not kept as data.
    """

    lines: list[str]
    read: int
    _scalars: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _items: dict[int, tuple[int, int]] = field(default_factory=dict)
    _stack: list[_Open] = field(default_factory=list)

    def __post_init__(self) -> None:
        try:
            for event in events("\n".join(self.lines)):
                if event.start_mark.line >= self.read:
                    break
                self._take(event)
        except yaml.YAMLError:
            return  # told where the document was read

    def is_free(self, number: int, column: int) -> bool:
        """Whether a place lies outside of all keys and values."""
        return not any(start <= column < end for start, end in self._scalars.get(number, ()))

    def below(self, number: int) -> Span:
        """From the line below to the end of the item that begins next; no less than the line it begins on."""
        for start in range(number + 1, len(self.lines)):
            if not _NOTHING_BEGINS.match(self.lines[start]):
                line, column = max(self._items.get(start, (0, 0)), (start + 1, 0))
                return Span(start + 1, 1, line + 1, column + 1)
        return Span(number + 2, 1, number + 2, 1)

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            done = self._stack.pop()
            self._end(done.role, done.item, event)
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            role, item = self._begin(event)
            self._stack.append(_Open(kind is yaml.MappingStartEvent, role, item))
        elif kind in (yaml.ScalarEvent, yaml.AliasEvent):
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            role, item = self._begin(event)
            self._end(role, item, event)

    def _begin(self, event: Any) -> tuple[str, int | None]:
        """What a node is to the collection it stands in, and the line of the item that ends with it."""
        if not self._stack:
            return "root", None
        top = self._stack[-1]
        if top.is_map and not top.awaits_key:
            return "value", top.entry
        line = event.start_mark.line
        item = None if line in self._items else line
        if item is not None:
            self._items[item] = (self.read, 0)
        if not top.is_map:
            return "item", item
        top.entry = item
        return "key", None

    def _end(self, role: str, item: int | None, event: Any) -> None:
        if item is not None:
            self._items[item] = (event.end_mark.line, event.end_mark.column)
        if role in ("key", "value"):
            self._stack[-1].awaits_key = role == "value"

    def _scalar(self, event: Any) -> None:
        first, start = event.start_mark.line, event.start_mark.column
        last, end = event.end_mark.line, event.end_mark.column
        if event.style in ("|", ">"):  # behind its sign a comment may stand
            first, start = first + 1, 0
        for line in range(first, last + 1):
            stretch = (start if line == first else 0, end if line == last else len(self.lines[line]))
            self._scalars.setdefault(line, []).append(stretch)
