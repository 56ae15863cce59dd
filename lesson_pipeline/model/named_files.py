"""The files that a lesson names: its pictures and figures, and what its links lead to by a path."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lesson_pipeline.model.written import Written
from lesson_pipeline.places import Span

_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a lesson names, by a path from the lesson's own folder."""

    path: str
    what: str
    """picture, figure or file."""
    span: Span


def named_files(written: Written) -> Iterator[NamedFile]:
    """The files that a text names, in the order of its kinds; addresses on the web and places on the page are none."""
    for reference in written.references:
        path = file_of(reference.target)
        if path:
            yield NamedFile(path, "picture" if reference.is_image else "file", reference.span)
    for block in written.blocks:
        path = file_of(block.argument) if block.name == "figure" else ""
        if path:
            line = written.lines[block.line - 1]
            start = max(line.rfind(block.argument), 0)
            yield NamedFile(path, "figure", Span(block.line, start + 1, block.line, start + len(block.argument) + 1))


def file_of(target: str) -> str:
    """The path that a link's target names; empty where it names no file."""
    if _SCHEME.match(target) or target.startswith("#"):
        return ""
    return unquote(re.split(r"[?#]", target, maxsplit=1)[0])
