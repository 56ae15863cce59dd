"""Places: a span of text, a path into a document, and the two together."""

from collections.abc import Iterator
from typing import NamedTuple

DocPath = tuple[str | int, ...]
"""Keys and list indexes from the root of a YAML document to a value."""


class Span(NamedTuple):
    """A stretch of text: 1-based lines and columns (code points), the end column exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


class At(NamedTuple):
    """A value in a file, before anyone has asked for its line: cheap to make, located on demand.

    `on` says which text stands for it: the `value`, the `key` it stands under, or the `container`
    (the key of a mapping or list, or the first key of a list item) where something is missing in it.
    """

    file: str
    path: DocPath = ()
    on: str = "value"
    words: tuple[str, int] | None = None
    """Words within a text value: the words as they stand, and how many times they occur before."""
    span: Span | None = None
    """The place itself, where something is no value of the file: a comment."""


def pointer(path: DocPath) -> str:
    """The JSON Pointer (RFC 6901) of a path."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def enclosing(pointer: str) -> Iterator[str]:
    """A JSON Pointer and those of everything that contains its value, innermost first; the whole file is ""."""
    yield pointer
    while pointer:
        pointer = pointer[: pointer.rindex("/")]
        yield pointer
