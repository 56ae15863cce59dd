"""Diagrams written as Mermaid text, drawn when the page is made, in the colours of the page."""

import re
from functools import lru_cache

from lesson_pipeline.render.drawings import DrawingError, drawing

LANGUAGE = "mermaid"
_BACKEND = "mermaid-rs-renderer"  # plain shapes in a few colours; the other one brings a style sheet of its own
# Laying out takes some hundredths of a second for each arrow: these bounds keep a page within a few seconds.
_MAX_LENGTH = 5000
_MAX_ARROWS = 80
_ARROW = re.compile(r"--|==|-\.|->|~~")
_STATEMENT = re.compile(r"[\n;]")

_COLOURS = {
    "#FFFFFF": "var(--ground)",
    "#F8FAFC": "var(--shape)",
    "#F1F5F9": "var(--shade-soft)",
    "#E2E8F0": "var(--shade-soft)",
    "#ECECFF": "var(--shape)",
    "#CBD5E1": "var(--line)",
    "#CCC": "var(--line)",
    "#94A3B8": "var(--strong-line)",
    "#64748B": "var(--muted)",
    "#0F172A": "currentColor",
}
_PAINT = re.compile(r'\b(fill|stroke)="(#[0-9A-Fa-f]{3,6})"')
_BACKGROUND = re.compile(r'(<svg[^>]*>)<rect x="0" y="0"[^>]*/>')
_FONT = re.compile(r'\sfont-family="[^"]*"')
_LABEL = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def is_diagram(info: str) -> bool:
    """Whether the line that opens a fence of code names the language of diagrams."""
    return info.strip().strip("{}") == LANGUAGE


class DiagramError(Exception):
    """A text that cannot be drawn; says why."""


def diagram(text: str, prefix: str, words: str) -> str:
    """The drawing, as SVG that is safe to stand in a page; without `words` its labels say what it shows.

    Raises DiagramError.
    """
    svg = _drawn(text)
    labels = [" ".join(_TAG.sub(" ", label).split()) for label in _LABEL.findall(svg)]
    if not labels:
        raise DiagramError("nothing can be drawn of it")
    try:
        return drawing(svg, prefix, words or f"Diagram: {', '.join(dict.fromkeys(labels))}")
    except DrawingError as fault:
        raise DiagramError("nothing can be drawn of it") from fault


@lru_cache(maxsize=256)
def _drawn(text: str) -> str:
    if len(text) > _MAX_LENGTH or _arrows(text) > _MAX_ARROWS:
        raise DiagramError(f"it has more than {_MAX_LENGTH} characters or {_MAX_ARROWS} arrows")
    try:
        from mmdr import render  # slow to load, and only diagrams need it
    except ImportError as fault:
        raise DiagramError("the package mmdr is not installed") from fault
    try:
        svg = render(text, backend=_BACKEND).svg()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # a panic within the library is no Exception
        raise DiagramError(str(fault)) from fault
    svg = _BACKGROUND.sub(r"\1", svg, count=1)
    svg = _PAINT.sub(lambda paint: f'{paint[1]}="{_COLOURS.get(paint[2].upper(), paint[2])}"', svg)
    return _FONT.sub("", svg)


def _arrows(text: str) -> int:
    """At most so many arrows: `A & B --> C & D` has four."""
    return sum(len(_ARROW.findall(line)) * (line.count("&") + 1) ** 2 for line in _STATEMENT.split(text))
