"""Spoiling a copy of a curriculum by edits of its text, at places found by path."""

from dataclasses import dataclass
from pathlib import Path

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.course import DepthScale
from lesson_pipeline.places import DocPath
from lesson_pipeline.source.document import Document, read_document
from lesson_pipeline.testing import check_folder

DEPTHS = DepthScale().names


@dataclass(frozen=True)
class PlanFile:
    """One file of a curriculum that is to be spoilt."""

    root: Path
    path: str

    @property
    def file(self) -> Path:
        return self.root / self.path

    def read(self) -> Document:
        document = read_document(self.file, self.path)
        assert document.faults == []
        return document

    def replace(self, path: DocPath, new: str) -> int:
        """Put new text in the place of a scalar value; returns its line."""
        document = self.read()
        span = document.span(path)
        lines = document.text.splitlines(keepends=True)
        before, after = lines[span.line - 1][: span.column - 1], lines[span.end_line - 1][span.end_column - 1 :]
        lines[span.line - 1 : span.end_line] = [before + new + after]
        self.file.write_text("".join(lines), encoding="utf-8")
        return span.line

    def cut(self, path: DocPath) -> None:
        """Cut an item of a block list, whole lines."""
        document = self.read()
        parent, index = path[:-1], path[-1]
        assert isinstance(index, int)
        start = document.span(path).line
        following = (*parent, index + 1)
        end = document.span(following).line if document.has(following) else document.span(path).end_line + 1
        lines = document.text.splitlines(keepends=True)
        del lines[start - 1 : end - 1]
        self.file.write_text("".join(lines), encoding="utf-8")

    def move(self, path: DocPath, to: int) -> None:
        """Move an item of a block list to another index."""
        document = self.read()
        parent, index = path[:-1], path[-1]
        assert isinstance(index, int)
        starts = [document.span((*parent, number)).line for number in range(len(_at(document.data, parent)))]
        last = document.span((*parent, len(starts) - 1)).end_line + 1
        lines = document.text.splitlines(keepends=True)
        items = [lines[start - 1 : end - 1] for start, end in zip(starts, [*starts[1:], last], strict=True)]
        items.insert(to, items.pop(index))
        lines[starts[0] - 1 : last - 1] = [line for item in items for line in item]
        self.file.write_text("".join(lines), encoding="utf-8")

    def insert(self, line: int, text: str) -> None:
        """Put a line before line number `line`."""
        lines = self.file.read_text(encoding="utf-8").splitlines(keepends=True)
        lines.insert(line - 1, text + "\n")
        self.file.write_text("".join(lines), encoding="utf-8")


def _at(data: object, path: DocPath) -> list[object]:
    for step in path:
        data = data[step]  # type: ignore[index]
    assert isinstance(data, list)
    return data


def errors(root: Path) -> set[tuple[str, int, str]]:
    """Path, line and code of every error."""
    return {
        (found.path, found.span.line, found.code)
        for found in check_folder(root).diagnostics
        if found.severity is Severity.ERROR
    }


def plan_files(root: Path) -> list[str]:
    """The plans of a curriculum, as paths below its root."""
    return sorted(
        file.relative_to(root).as_posix()
        for file in (root / "planning").glob("*/*.yaml")
        if file.name != "concepts.yaml"
    )
