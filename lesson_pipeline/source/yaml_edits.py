"""Changes of data to edits of the YAML text that holds it: comments, quotes and layout stay as they are."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Any, NamedTuple

from lesson_pipeline.places import DocPath
from lesson_pipeline.source.changes import Append, Change, Drop, Erase, Insert, Put, Rekey, Reword, Rewrite, that_count
from lesson_pipeline.source.document import Document
from lesson_pipeline.source.edits import Edit, lines_of
from lesson_pipeline.source.yaml_text import written

_EMPTY = ("", " ", "\t", "\r", "\n", ",", "]", "}", "#")


def yaml_edits(document: Document, changes: Iterable[Change]) -> list[Edit]:
    """The edits that make the changes; they never overlap.

    What stands in a document with faults can be edited too, as far as it was read. A collection that loses all its
    entries cannot get a new one at the same time.
    """
    source = _Source(document)
    drops: dict[DocPath, list[str | int]] = {}
    swaps: list[_Swap] = []
    # of what comes behind one and the same line, the innermost comes first
    for change in sorted(that_count(changes), key=lambda change: -len(change.path)):
        if isinstance(change, Drop):
            drops.setdefault(change.path[:-1], []).append(change.path[-1])
        else:
            swaps.append(source.swap(change))
    for path, steps in drops.items():
        swaps += source.without(path, steps)
    return [Edit(source.lines.span(*swap[:2]), swap.text) for swap in _apart(swaps)]


class _Swap(NamedTuple):
    """A stretch of the text, by offsets, and what takes its place."""

    start: int
    end: int
    text: str


def _apart(swaps: list[_Swap]) -> Iterator[_Swap]:
    """The swaps in order. Only in an empty line that goes along with an entry can two of them meet."""
    done = 0
    ordered = sorted(swaps, key=lambda swap: swap[:2])
    for swap, after in zip_longest(ordered, ordered[1:]):
        end = min(swap.end, after.start) if after and not swap.text else swap.end
        start = max(swap.start, done) if not swap.text else swap.start
        yield _Swap(start, max(start, end), swap.text)
        done = max(done, end)


class _Source:
    """A document's text and where everything in it begins and ends, as offsets."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lines = lines_of(document.text)

    # -- single changes

    def swap(self, change: Put | Reword | Rekey | Append | Insert | Erase | Rewrite) -> _Swap:
        """The swap that makes a change."""
        match change:
            case Put(path, value):
                start, end = self._value(path)
                return self._instead(start, end, _requoted(self.text[start:end], value))
            case Reword(path, swap):
                start, end = self._value(path)
                return self._instead(start, end, swap(self.text[start:end]))
            case Rekey(path, key):
                start, end = self._key(path)
                return self._instead(start, end, _requoted(self.text[start:end], key))
            case Append(path, item):
                return self._extended(path, written(item), "- ")
            case Insert(path, key, new):
                return self._extended(path, f"{key}: {written(new)}", "")
            case Rewrite(span, text):
                return _Swap(*self.lines.range(span), text)
            case Erase(span):
                return self._erased(*self.lines.range(span))

    def _instead(self, start: int, end: int, new: str) -> _Swap:
        if start == end and self.text[start - 1 : start] == ":":
            new = f" {new}"  # behind a key that had no value
        return _Swap(start, end, new)

    def _extended(self, path: DocPath, entry: str, dash: str) -> _Swap:
        """One more entry at the end of a collection."""
        entries = self._entries(path)
        start, _ = self._value(path)
        if self._in_brackets(path):
            last = self._end(entries[-1]) if entries else start + 1
            return self._instead(last, last, f", {entry}" if entries else entry)
        if not entries:
            return self._instead(start, start, f"[{entry}]" if dash else f"{{{entry}}}")
        indent = " " * (self.lines.place(self._start(entries[-1]))[1] - 1)
        stop = self._line_end(self._end(entries[-1]))
        new = f"{indent}{dash}{entry}"
        return self._instead(stop, stop, f"{new}\n" if self.text[stop - 1] in "\r\n" else f"\n{new}")

    def _erased(self, start: int, end: int) -> _Swap:
        """A comment goes: with its lines, where it has them for itself."""
        first, stop = self._line_start(start), self._line_end(end)
        if not (self.text[first:start] + self.text[end:stop]).strip():
            return _Swap(first, stop, "")
        return _Swap(start - len(self.text[first:start]) + len(self.text[first:start].rstrip()), end, "")

    # -- entries that go

    def without(self, path: DocPath, steps: Sequence[str | int]) -> Iterator[_Swap]:
        """The swaps that take entries out of one collection."""
        entries = self._entries(path)
        gone = {(*path, step) for step in steps}
        if gone.issuperset(entries):
            yield from self._emptied(path)
            return
        before: DocPath | None = None
        for is_gone, group in groupby(entries, gone.__contains__):
            run = list(group)
            if is_gone:
                after = next(iter(entries[entries.index(run[-1]) + 1 :]), None)
                yield from self._without_run(run, before, after)
            before = run[-1]

    def _without_run(self, run: list[DocPath], before: DocPath | None, after: DocPath | None) -> Iterator[_Swap]:
        """The swaps that take out entries in a row, between one that stays and another."""
        lines = [self._own_lines(entry) for entry in run]
        if None not in lines:
            yield from (self._instead(*own, "") for own in lines if own)
        elif after is not None:
            yield self._instead(self._start(run[0]), self._start(after), "")
        elif before is not None:
            yield self._instead(self._end(before), self._end(run[-1]), "")

    def _emptied(self, path: DocPath) -> Iterator[_Swap]:
        brackets = "[]" if isinstance(self._data(path), list) else "{}"
        entries = self._entries(path)
        if self._in_brackets(path):
            yield self._instead(*self._value(path), brackets)
        elif not path or isinstance(path[-1], int):
            yield self._instead(self._start(entries[0]), self._end(entries[-1]), brackets)
        else:
            colon = self.text.index(":", self._key(path)[1]) + 1
            yield self._instead(colon, colon, brackets)
            yield from (self._instead(*lines, "") for entry in entries if (lines := self._own_lines(entry)))

    def _own_lines(self, entry: DocPath) -> tuple[int, int] | None:
        """The whole lines of an entry that shares them with nothing; an empty line that would stand doubled too."""
        start, end = self._start(entry), self._end(entry)
        first, stop = self._line_start(start), self._line_end(end)
        behind = self.text[end:stop].strip()
        rest = behind.removeprefix(",").strip()
        if self.text[first:start].strip() or (rest and not rest.startswith("#")):
            return None
        is_last = entry == self._entries(entry[:-1])[-1]
        if not is_last and not behind.startswith(",") and self._in_brackets(entry[:-1]):
            return None  # its comma stands on a line below
        above, below = self._line_start(max(first - 1, 0)), self._line_end(stop)
        follows_space = not self.text[above:first].strip() or entry == self._entries(entry[:-1])[0]
        if follows_space and stop == len(self.text):
            return (above if not self.text[above:first].strip() else first), stop
        return first, (below if follows_space and not self.text[stop:below].strip() else stop)

    # -- places

    def _data(self, path: DocPath) -> Any:
        value = self.document.data
        for step in path:
            value = value[step]
        return value

    def _entries(self, path: DocPath) -> list[DocPath]:
        value = self._data(path)
        steps: Iterable[str | int] = value if isinstance(value, dict) else range(len(value or ()))
        return [(*path, step) for step in steps]

    def _value(self, path: DocPath) -> tuple[int, int]:
        start, end = self.lines.range(self.document.span(path))
        return (start, start) if self.text[start : start + 1] in _EMPTY else (start, end)

    def _key(self, path: DocPath) -> tuple[int, int]:
        return self.lines.range(self.document.span(path, "key"))

    def _in_brackets(self, path: DocPath) -> bool:
        start, end = self._value(path)
        return self.text[start:end][:1] in ("[", "{")

    def _start(self, entry: DocPath) -> int:
        """Where an entry begins: at its key, or at its dash."""
        if isinstance(entry[-1], str):
            return self._key(entry)[0]
        start = self._value(entry)[0]
        return start if self._in_brackets(entry[:-1]) else self._dash(start)

    def _dash(self, item: int) -> int:
        """The dash before an item: on its line, or on a line of its own above."""
        start = self._line_start(item)
        line = self.text[start:item]
        while start and not re.search(r"-[ \t]*(#.*)?\r?\n?$", line):
            item, start = start, self._line_start(start - 1)
            line = self.text[start:item]
        return start + (line.index("-") if "#" in line else line.rindex("-"))

    def _end(self, entry: DocPath) -> int:
        """Where an entry ends: comments and empty lines behind it do not belong to it."""
        last = entry
        while (entries := self._entries(last) if isinstance(self._data(last), (dict, list)) else []) and (
            not self._in_brackets(last)
        ):
            last = entries[-1]
        return self._value(last)[1]

    def _line_start(self, offset: int) -> int:
        return self.lines.offset(self.lines.line_of(offset), 1)

    def _line_end(self, offset: int) -> int:
        """Where the line of an offset ends, its break included."""
        line = self.lines.line_of(offset)
        return self.lines.offset(line + 1, 1) if line < self.lines.count else len(self.text)


def _requoted(old: str, new: str | bool) -> str:
    """A new value with the quotes of the old one."""
    if isinstance(new, str) and old[:1] == '"':
        return json.dumps(new, ensure_ascii=False)
    if isinstance(new, str) and old[:1] == "'":
        return "'" + new.replace("'", "''") + "'"
    return written(new)
