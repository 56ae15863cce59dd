"""A notebook as it is on disk: its cells, each with its place in the file; what its code printed is no part of it."""

from dataclasses import dataclass

from lesson_pipeline.places import START, Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    number: int
    """Its place in the notebook, from 1, all kinds of cells counted."""
    kind: str
    """code, markdown or raw."""
    source: str
    marks: frozenset[str] = frozenset()
    """Its id, its tags, and the exercise that its metadata name."""
    lines: tuple[Span, ...] = ()
    """Where each line of the source stands in the file; empty where that is not known."""

    def span(self, line: int = 1) -> Span:
        """The place of a line of the source, counted from 1, in the notebook's file."""
        return self.lines[min(line, len(self.lines)) - 1] if self.lines else START


@dataclass(frozen=True, slots=True)
class NotebookFile:
    """One notebook; where it could not be read, `problem` says why."""

    file: str
    """Its path, relative to the root, with forward slashes."""
    language: str = "python"
    cells: tuple[Cell, ...] = ()
    problem: str = ""
    help: str = ""
    lesson: str = ""
    """The lesson that names it; the first, where several do."""

    @property
    def is_python(self) -> bool:
        return self.language.lower() in ("python", "python3", "ipython")
