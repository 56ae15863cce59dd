"""Plain data to YAML as people write it, keeping the line at which every value stands."""

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

Path = tuple[str | int, ...]
"""Keys and list indexes from the root to a value."""

WIDTH = 96
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./()' -]*[A-Za-z0-9_.)]|[A-Za-z]")
_NOT_TEXT = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


class FlowMap(dict[str, Any]):
    """A mapping written on one line, in braces."""


class FlowList(list[Any]):
    """A list written on one line, in brackets."""


class Literal(str):
    """A text written as a `|` block."""

    __slots__ = ()


class Folded(str):
    """A text written as a `>-` block."""

    __slots__ = ()


class Verbatim(str):
    """A text put into the file as it stands, to write YAML that the loader must refuse."""

    __slots__ = ()


class YamlWriter:
    """Writes one document: `text` is the file, `line` says where a value went."""

    def __init__(self, data: Mapping[str, Any], *, comment: str = "", tail: Sequence[str] = ()) -> None:
        self._lines = [f"# {comment}"] if comment else []
        self._places: dict[Path, int] = {}
        for key, value in data.items():
            if len(self._lines) > 1 and isinstance(value, (list, dict)):
                self._lines.append("")
            self._entry("", key, value, (), 0)
        self._tail = len(self._lines) + 1
        self._lines.extend(tail)

    @property
    def text(self) -> str:
        return "\n".join(self._lines) + "\n"

    @property
    def tail_line(self) -> int:
        """The line of the first line of the tail."""
        return self._tail

    def line(self, path: Path) -> int:
        """The line at which the value begins, or its key where it begins below its key; 1-based."""
        while path not in self._places:
            path = path[:-1]  # inside a flow collection, which is one line
        return self._places[path]

    def _mapping(self, data: Mapping[str, Any], path: Path, indent: int, lead: str = "") -> None:
        for key, value in data.items():
            self._entry(lead or " " * indent, key, value, path, indent)
            lead = ""

    def _entry(self, lead: str, key: str, value: Any, path: Path, indent: int) -> None:
        path = (*path, key)
        self._places[path] = len(self._lines) + 1
        head = f"{lead}{key}:"
        if not value or isinstance(value, (FlowMap, FlowList)) or not isinstance(value, (dict, list, Literal, Folded)):
            self._lines.append(f"{head} {inline(value)}")
        elif isinstance(value, Literal):
            self._lines.append(f"{head} |")
            self._lines.extend(" " * (indent + 2) + line if line else "" for line in value.rstrip("\n").split("\n"))
        elif isinstance(value, Folded):
            self._lines.append(f"{head} >-")
            self._lines.extend(" " * (indent + 2) + line for line in wrap(value, WIDTH - indent - 2))
        elif isinstance(value, dict):
            self._lines.append(head)
            self._mapping(value, path, indent + 2)
        else:
            self._lines.append(head)
            self._sequence(value, path, indent + 2)

    def _sequence(self, items: Sequence[Any], path: Path, indent: int) -> None:
        dash = " " * indent + "- "
        for index, item in enumerate(items):
            at = (*path, index)
            if index and len(path) == 1 and path[0] == "outline":
                self._lines.append("")
            self._places[at] = len(self._lines) + 1
            if isinstance(item, dict) and not isinstance(item, FlowMap):
                self._mapping(item, at, indent + 2, dash)
            else:
                self._lines.append(dash + inline(item))


def inline(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(item) for item in value) + "]"
    if isinstance(value, Verbatim) or not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT:
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines, broken at spaces only."""
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
