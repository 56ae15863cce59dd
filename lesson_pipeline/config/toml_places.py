"""Where the keys and values of a TOML text stand: what neither tomllib nor tomlkit tells.

The text has been read by tomllib already, so that nothing is checked here: tokens are told apart, no more.
"""

import re
import tomllib
from dataclasses import dataclass, field

from lesson_pipeline.places import START, DocPath, Span

_GAP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_SCALAR = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}(?!")'''
    r"""|'''.*?'{3,5}(?!')"""
    r'''|"(?:\\.|[^"\\\n])*"'''
    r"""|'[^'\n]*'"""
    r"""|[^\s,\]}#]+(?:[ ]\d[^\s,\]}#]*)?""",  # a date and its time may have a space between them
    re.DOTALL,
)

_Offsets = tuple[int, int]


@dataclass(slots=True)
class TomlPlaces:
    """The places of a text, by path."""

    text: str
    keys: dict[DocPath, _Offsets] = field(default_factory=dict)
    values: dict[DocPath, _Offsets] = field(default_factory=dict)

    def span(self, path: DocPath, on: str = "value") -> Span:
        """The place of a value, or of its key (see `places.At`); of its nearest container where there is none."""
        while path:
            found = self.keys.get(path) if on != "value" else None
            if found := found or self.values.get(path):
                return self._span(*found)
            path, on = path[:-1], "key"
        return START

    def _span(self, start: int, end: int) -> Span:
        return Span(*self._place(start), *self._place(end))

    def _place(self, offset: int) -> tuple[int, int]:
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)


def toml_places(text: str) -> TomlPlaces:
    """The places of a valid TOML text."""
    reader = _Reader(text)
    reader.read()
    return reader.places


class _Reader:
    """One walk over the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._sizes: dict[DocPath, int] = {}
        """How many tables each array of tables has so far."""
        self.places = TomlPlaces(text)

    def read(self) -> None:
        table: DocPath = ()
        while self._skip(_GAP) < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> DocPath:
        brackets = 2 if self._text.startswith("[[", self._at) else 1
        start = self._at
        self._at += brackets
        path = self._key((), brackets == 2)
        self._at += brackets
        self.places.values.setdefault(path, (start, self._at))
        return path

    def _pair(self, table: DocPath) -> None:
        path = self._key(table)
        self._at += 1  # the equals sign
        self._skip(_BLANKS)
        start = self._at
        self._value(path)
        self.places.values[path] = (start, self._at)

    def _key(self, path: DocPath, is_array: bool = False) -> DocPath:
        """Read a dotted key below `path`; in a header, a name of an array of tables means its last table."""
        while True:
            self._skip(_BLANKS)
            start, raw = self._at, self._match(_KEY)
            path = (*path, _decoded(raw))
            self.places.keys.setdefault(path, (start, self._at))
            self.places.values.setdefault(path, (start, self._at))
            self._skip(_BLANKS)
            is_last = not self._text.startswith(".", self._at)
            if is_last and is_array:
                self._sizes[path] = self._sizes.get(path, 0) + 1
            if path in self._sizes:
                path = (*path, self._sizes[path] - 1)
            if is_last:
                return path
            self._at += 1  # the dot

    def _value(self, path: DocPath) -> None:
        opening = self._text[self._at]
        if opening not in "[{":
            self._match(_SCALAR)
            return
        self._at += 1
        closing, index = "]" if opening == "[" else "}", 0
        while self._text[self._skip(_GAP)] != closing:
            if self._text[self._at] == ",":
                self._at += 1
            elif opening == "{":
                self._pair(path)
            else:
                start = self._at
                self._value((*path, index))
                self.places.values[(*path, index)] = (start, self._at)
                index += 1
        self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> int:
        self._match(pattern)
        return self._at

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError(f"offset {self._at} of a TOML text is not what {pattern.pattern} finds")
        self._at = found.end()
        return found.group()


def _decoded(raw: str) -> str:
    """A key as it is meant: quotes and escapes taken away."""
    return next(iter(tomllib.loads(f"{raw} = 0"))) if raw[0] in "\"'" else raw
