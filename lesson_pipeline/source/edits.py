"""Changing text files: edits by place that leave all else byte for byte, and several files written all or none."""

import difflib
import io
import os
import re
import secrets
import shutil
import time
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.places import Span

_BOM = "\ufeff"
_TOKEN = 4
_LEFT_OVER = re.compile(rf"\..+\.[0-9a-f]{{{2 * _TOKEN}}}\.(?:new|old)")
_ABANDONED = 60.0
"""Seconds after which what stands beside a file on its way to new content is left over from a run that was killed."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch of a text replaced; an empty span inserts."""

    span: Span
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made at once; every place means the text as it was.

    Lines are counted as `Document.lines` counts them, columns in code points, a byte order mark not at all; a column
    behind the end of its line means that end. Insertions at one place stand in the order given. In a file whose every
    line break is CRLF, those of an edit become CRLF too.

    Raises ValueError for edits that overlap and for places outside the text.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    lines = Lines(body)
    pieces: list[str] = [mark]
    done = 0
    for start, end, new in sorted(
        ((*lines.range(edit.span), edit.text) for edit in edits), key=lambda item: (item[0], item[1])
    ):
        if start < done:
            raise ValueError(f"two edits overlap at line {lines.line_of(start)}")
        pieces += (body[done:start], lines.fitted(new))
        done = end
    return "".join((*pieces, body[done:]))


@lru_cache(maxsize=2)
def lines_of(text: str) -> "Lines":
    """The lines of a text that is edited in many places, found once."""
    return Lines(text)


class Lines:
    """Where the lines of a text begin and end, to tell places from offsets."""

    def __init__(self, text: str) -> None:
        whole = text.splitlines(keepends=True)
        if not whole or whole[-1].splitlines()[0] != whole[-1]:
            whole.append("")
        self._starts = [0, *accumulate(len(line) for line in whole)][:-1]
        self._widths = [len(line.splitlines()[0]) if line else 0 for line in whole]
        self._crlf = "\r\n" in text and text.count("\r\n") == text.count("\n") == text.count("\r")

    @property
    def count(self) -> int:
        """How many lines there are; behind the last line break stands an empty one."""
        return len(self._starts)

    def offset(self, line: int, column: int) -> int:
        """The offset of a place. Raises ValueError for one outside the text."""
        if not (1 <= line <= len(self._starts) and column >= 1):
            raise ValueError(f"line {line}, column {column} lies outside the text")
        return self._starts[line - 1] + min(column - 1, self._widths[line - 1])

    def range(self, span: Span) -> tuple[int, int]:
        """The offsets of the start and the end of a span. Raises ValueError for one outside the text."""
        start, end = self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)
        if end < start:
            raise ValueError(f"a span ends before it begins, at line {span.line}")
        return start, end

    def line_of(self, offset: int) -> int:
        """The line that holds an offset."""
        return bisect_right(self._starts, offset)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        line = self.line_of(offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return Span(*self.place(start), *self.place(end))

    def fitted(self, new: str) -> str:
        """A new text with the line breaks of this one."""
        return new.replace("\r\n", "\n").replace("\n", "\r\n") if self._crlf else new


def diff(path: str, before: str, after: str) -> str:
    """A unified diff that `patch -p1` and `git apply` take; empty where nothing differs."""
    old, new = list(io.StringIO(before, newline="\n")), list(io.StringIO(after, newline="\n"))
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write_all(files: Mapping[Path, str]) -> None:
    """Write files, all of them or none: where one cannot be written, those written before are put back.

    Each is written beside its target, flushed to the disk and moved into place, so nobody ever reads half a file. A
    file keeps its permissions and its byte order mark; a link stays a link. Folders that are missing are made.

    Raises PipelineError where a file cannot be written; nothing has changed then.
    """
    changes: list[_Change] = []
    made: list[Path] = []
    here = Path()
    try:
        for path, text in files.items():
            here = path
            change = _Change(path.resolve(), text)
            if change.is_needed():
                changes.append(change)
                _make_folder(change.target.parent, made)
                change.prepare()
        for change in changes:
            here = change.target
            change.make()
    except BaseException as fault:
        left = [change for change in reversed(changes) if not change.undo()]
        _clean_up(changes)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        if isinstance(fault, OSError):
            raise _refusal(here, fault, left) from fault
        raise
    _clean_up(changes)
    for folder in {change.target.parent for change in changes}:
        _flush_folder(folder)


def clear_left_over(folder: Path) -> None:
    """Remove what runs that were killed while they wrote have left in a folder: new content that nobody moved into
    place, and copies of the old."""
    for file in folder.iterdir() if folder.is_dir() else ():
        if _LEFT_OVER.fullmatch(file.name):
            with suppress(OSError):
                if time.time() - file.lstat().st_ctime > _ABANDONED:
                    file.unlink()


def _refusal(path: Path, fault: OSError, left: "list[_Change]") -> PipelineError:
    reason = fault.strerror or str(fault)
    if not left:
        return PipelineError(
            f"cannot write {path}: {reason}; nothing was changed", "see to its permissions and the space left"
        )
    files = ", ".join(f"{change.target} (its old content: {change.old})" for change in left)
    return PipelineError(f"cannot write {path}: {reason}; and these could not be put back: {files}", "move them back")


class _Change:
    """One file on its way to new content."""

    def __init__(self, target: Path, text: str) -> None:
        self.target = target
        name = f".{target.name}.{secrets.token_hex(_TOKEN)}"
        self._new, self.old = target.with_name(f"{name}.new"), target.with_name(f"{name}.old")
        self._before = target.read_bytes() if target.exists() else None
        self._content = text.encode("utf-8")
        if (self._before or b"").startswith(_BOM.encode()) and not text.startswith(_BOM):
            self._content = _BOM.encode() + self._content
        self._is_made = False
        self.is_stuck = False
        """It could not be undone."""

    def is_needed(self) -> bool:
        return self._before != self._content

    def prepare(self) -> None:
        """The new content, and a copy of the old, stand beside the target; from here on two renames do or undo it."""
        with self._new.open("xb") as file:
            file.write(self._content)
            file.flush()
            os.fsync(file.fileno())
        if self._before is not None:
            if not os.access(self.target, os.W_OK):  # a rename would not ask
                raise PermissionError(13, "it is write-protected")
            shutil.copymode(self.target, self._new)
            shutil.copy2(self.target, self.old)

    def make(self) -> None:
        self._new.replace(self.target)
        self._is_made = True

    def undo(self) -> bool:
        """Put the old content back; says whether it stands there."""
        try:
            if self._is_made and self._before is None:
                self.target.unlink(missing_ok=True)
            elif self._is_made:
                self.old.replace(self.target)
            self._is_made = False
        except OSError:
            self.is_stuck = True
        return not self.is_stuck

    def left_over(self) -> tuple[Path, ...]:
        """What stands beside the target and is needed no more."""
        return (self._new,) if self.is_stuck else (self._new, self.old)


def _clean_up(changes: list[_Change]) -> None:
    for change in changes:
        for file in change.left_over():
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are missing, and note them, outermost first."""
    for place in reversed([place for place in (folder, *folder.parents) if not place.exists()]):
        place.mkdir()
        made.append(place)


def _flush_folder(folder: Path) -> None:
    """Make renames durable, where the system lets a folder be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
