"""A file as read: its text, its data, and the place of every key and value in it."""

import re
from array import array
from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lesson_pipeline.places import START, DocPath, Span
from lesson_pipeline.source.faults import SourceFault
from lesson_pipeline.source.yaml_events import MARK_WIDTH, Reader

MAX_BYTES = 1024 * 1024
_BLANKS = " \t"
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Document:
    """One YAML file. `data` is None where nothing could be read."""

    path: str
    """Relative to the root, with forward slashes."""
    text: str
    data: Any = None
    marks: "array[int]" = field(default_factory=lambda: array("i"))
    faults: list[SourceFault] = field(default_factory=list)
    torn: DocPath | None = None
    """Path of the innermost collection that a syntax fault cut off; None where all was read."""
    torn_line: int = 0
    _lines: list[str] | None = None
    _children: "dict[int, dict[str | int, int]]" = field(default_factory=dict)
    """Where the marks of a collection's children begin, for those collections that were asked about."""

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        if self._lines is None:
            self._lines = self.text.splitlines()
        return self._lines

    def span(self, path: DocPath, on: str = "value") -> Span:
        """The place of a value; of its nearest container where the path leads nowhere (see `places.At`)."""
        mark, reached, value = self._find(path)
        if mark is None:
            return START
        if on == "key" and len(reached) == len(path) and self.marks[mark] >= 0:
            return self._clipped(mark)
        if on == "container" or len(reached) < len(path):
            return self._container(mark, value)
        return self._clipped(mark + 4)

    def words(self, path: DocPath, words: str, nth: int) -> Span:
        """The place of words within a text value: of their occurrence number `nth`, from 0.

        The value's own place where they cannot be found on one line (escaped, or broken over two).
        """
        whole = self.span(path)
        lines = self.lines
        for number in range(whole.line, min(whole.end_line, len(lines)) + 1):
            line = lines[number - 1]
            start = whole.column - 1 if number == whole.line else 0
            stop = whole.end_column - 1 if number == whole.end_line else len(line)
            while (found := line.find(words, start, stop)) >= 0:
                if nth == 0:
                    return Span(number, found + 1, number, found + len(words) + 1)
                nth, start = nth - 1, found + len(words)
        return whole

    def has(self, path: DocPath) -> bool:
        """Whether the path leads to a value."""
        return self.data is not None and len(self._find(path)[1]) == len(path)

    def ends_at_tear(self, path: DocPath) -> bool:
        """Whether nothing was read between the end of a collection and the fault that stopped the reading."""
        mark = self._find(path)[0]
        return mark is None or self.marks[mark + 6] + 1 >= self.torn_line

    def _find(self, path: DocPath) -> tuple[int | None, DocPath, Any]:
        """Walk as far as the path leads: the index of the node's marks, the steps taken, the node."""
        if not self.marks:
            return None, (), None
        node, mark, taken = self.data, 0, 0
        for step in path:
            child = self._children_of(node, mark).get(step)
            if child is None:
                break
            node, mark, taken = node[step], child, taken + 1
        return mark, path[:taken], node

    def forget_children(self) -> None:
        """To be called when a key of the data got another name."""
        self._children.clear()

    def _children_of(self, node: Any, mark: int) -> "dict[str | int, int]":
        found = self._children.get(mark)
        if found is None:
            found, child = {}, mark + MARK_WIDTH
            steps: Iterable[str | int] = (
                node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
            )
            for step in steps:
                found[step] = child
                child += self.marks[child + 8] * MARK_WIDTH
            self._children[mark] = found
        return found

    def _clipped(self, at: int) -> Span:
        """The span that stands in the marks, less the blanks that libyaml counts to a block's end."""
        line, column, end_line, end_column = (number + 1 for number in self.marks[at : at + 4])
        lines = self.lines
        if line > len(lines):  # an empty value that is found missing behind the last line
            line, column = len(lines), len(lines[-1]) + 1 if lines else 1
        elif end_line > line:
            if end_line <= len(lines) and lines[end_line - 1][: end_column - 1].strip(_BLANKS):
                return Span(line, column, end_line, end_column)
            last = min(end_line - 1, len(lines))
            while last > line and not lines[last - 1].strip(_BLANKS):
                last -= 1
            return Span(line, column, last, len(lines[last - 1].rstrip(_BLANKS)) + 1)
        elif end_column > column:
            return Span(line, column, line, end_column)
        return Span(line, column, line, column + 1)

    def _container(self, mark: int, value: Any) -> Span:
        if self.marks[mark] >= 0:
            return self._clipped(mark)
        if isinstance(value, dict) and value and len(self.marks) > mark + MARK_WIDTH:
            return self._clipped(mark + MARK_WIDTH)
        span = self._clipped(mark + 4)
        return span if span.end_line == span.line else Span(span.line, span.column, span.line, span.column + 1)


def read_document(file: Path, path: str) -> Document:
    """Read a YAML file; every way in which it is unreadable becomes a fault of the document.

    Args: the file on disk, and the path by which people know it.
    """
    text = read_text(file, path)
    return text if isinstance(text, Document) else parse_document(text, path)


def read_text(file: Path, path: str) -> str | Document:
    """The text of a file, or a document that says why there is none."""
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            return _unreadable(
                path,
                "",
                START,
                f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read",
                "split it into several files",
            )
        raw = file.read_bytes()
    except OSError as error:
        return _unreadable(
            path, "", START, f"the file cannot be read: {error.strerror or error}", "check its permissions"
        )
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _unreadable(path, "", START, "the file is saved as UTF-16", "save it as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _bad_bytes(path, raw, error)


def parse_document(text: str, path: str) -> Document:
    """The document of a text that may not be saved yet."""
    bad = _UNPRINTABLE.search(text)
    if bad:
        message = f"the character U+{ord(bad.group()):04X} cannot stand in a text file"
        return _unreadable(path, text, _place_of(text, bad.start()), message, "remove it")
    reader = Reader(text)
    reader.read()
    return Document(path, text, reader.data, reader.marks, reader.faults, reader.torn, reader.torn_line)


def _place_of(text: str, offset: int) -> Span:
    before = f"{text[:offset]}|".splitlines()
    line, column = len(before), len(before[-1])
    return Span(line, column, line, column + 1)


def _bad_bytes(path: str, raw: bytes, error: UnicodeDecodeError) -> Document:
    raw = raw.removeprefix(BOM_UTF8)  # which the error does not count either
    before = raw[: error.start].decode()
    message = f"byte 0x{raw[error.start]:02X} is not valid UTF-8"
    return _unreadable(
        path,
        raw.decode("utf-8", "replace"),
        _place_of(before, len(before)),
        message,
        "save the file as UTF-8 (the editor may have used Latin-1 or Windows-1252)",
    )


def _unreadable(path: str, text: str, span: Span, message: str, help: str) -> Document:
    fault = SourceFault("SCH001", span, f"{message}; nothing of the file was checked", help)
    return Document(path, text, faults=[fault], torn=(), torn_line=span.line)
