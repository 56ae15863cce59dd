"""Lines of a source file with a caret under what is meant."""

import unicodedata

from lesson_pipeline.places import Span

_CONTEXT = 2
_WIDTH = 160


def excerpt(lines: list[str], span: Span, *, context: int = _CONTEXT) -> list[str]:
    """The lines before a span, its first line, and a line of carets below it; empty where the file has no such line."""
    if not 1 <= span.line <= len(lines):
        return []
    first = max(1, span.line - context)
    width = len(str(span.line))
    shown = [
        f"{number:>{width + 2}} | {_visible(lines[number - 1])}".rstrip() for number in range(first, span.line + 1)
    ]
    line = lines[span.line - 1]
    end = span.end_column if span.end_line == span.line else len(line.rstrip()) + 1
    before, marked = line[: span.column - 1], line[span.column - 1 : end - 1]
    if _columns(_visible(before)) < _WIDTH:
        carets = "^" * max(1, min(_columns(_visible(marked)), _WIDTH - _columns(_visible(before))))
        shown.append(f"{'':>{width + 2}} | {' ' * _columns(_visible(before))}{carets}")
    return shown


def source_line(lines: list[str], number: int) -> str:
    """One line, stripped and cut to a readable length."""
    return _visible(lines[number - 1].strip())[:100] if 1 <= number <= len(lines) else ""


def printable(text: str) -> str:
    """The text without what would move the cursor or colour the terminal: a file may hold anything."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)


def _visible(text: str) -> str:
    return printable(text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…")


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters count twice, combining ones not at all."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
