"""The exercises of a notebook: where each planned one stands, and how much its cells give away."""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lesson_pipeline.model.notebook import Cell
from lesson_pipeline.model.plan import Exercise
from lesson_pipeline.rules.notebook_code import Python, code_of

_HEADING = re.compile(r"^ {0,3}(?P<level>#{1,6})[ \t]+(?P<title>.+?)[ \t#]*$", re.MULTILINE)
_SOLUTION = re.compile(r"\b(?:solutions?|answers?|reveal)\b", re.IGNORECASE)
_BLANK = re.compile(
    r"\bTODO\b|\bFIXME\b|_{3,}|\b(?:your|student) (?:code|turn|answer|implementation)\b|\bfill (?:in|me)\b", re.I
)
_WORDS = re.compile(r"\w+")
_SPARE = 2
"""So many statements an independent exercise may give: a seed, a size."""


@dataclass(frozen=True)
class Found:
    """The cells of an exercise, from the one that names it to the next exercise, solution or section."""

    cells: tuple[Cell, ...]

    @cached_property
    def code(self) -> tuple[Python, ...]:
        return tuple(code_of(self.cells))

    @cached_property
    def has_blanks(self) -> bool:
        """Whether something is left to fill in."""
        return any(_BLANK.search(cell.source) for cell in self.cells if cell.kind == "code") or any(
            _is_blank(node) for python in self.code if python.tree for node in ast.walk(python.tree)
        )

    @cached_property
    def statements(self) -> int:
        """How many statements are given that do something; those that only prepare or stand for a blank do not count."""
        return sum(not _is_bare(node) for python in self.code if python.tree for node in python.tree.body)

    @property
    def is_readable(self) -> bool:
        """Whether all its code could be parsed."""
        return all(python.tree for python in self.code)

    @property
    def is_explained(self) -> bool:
        """Whether anything is said: in Markdown below the heading, or in a comment."""
        prose = (_HEADING.sub("", cell.source) for cell in self.cells if cell.kind == "markdown")
        return any(map(str.strip, prose)) or any("#" in cell.source for cell in self.cells if cell.kind == "code")


def mismatch(scaffold: str, found: Found) -> tuple[str, str] | None:
    """How an exercise differs from its planned scaffold, and what to do; judged only where there is little doubt."""
    if not found.is_readable:
        return None
    if scaffold == "guided":
        if not found.statements:
            return "its cells give no code", "give the code, and explain it; or plan it as supported or independent"
        if found.has_blanks:
            return "its code leaves something to fill in", "complete the code, or plan the exercise as supported"
        if not found.is_explained:
            return "nothing explains its code", "say in Markdown or in comments what the code does and why"
    elif scaffold == "supported" and not found.has_blanks:
        if not found.statements:
            return "its cells give no code to start from", "give the frame with blanks, or plan it as independent"
        return "nothing in its code is left to fill in", "leave blanks (`TODO`, `...`), or plan the exercise as guided"
    elif scaffold == "independent" and found.statements > _SPARE:
        return "its cells give code", "take the code out, or plan the exercise as supported"
    return None


def exercises_in(cells: Sequence[Cell], planned: Sequence[Exercise]) -> dict[str, Found]:
    """Where each planned exercise stands, by its id; one that is not there is not in the result."""
    starts: dict[str, int] = {}
    for number, exercise in enumerate(planned, 1):
        start = next((index for index, cell in enumerate(cells) if exercise.id in cell.marks), None)
        if start is None:
            start = _headed(cells, exercise, number)
        if start is not None:
            starts[exercise.id] = start
    return {id: Found(_extent(cells, start, set(starts.values()))) for id, start in starts.items()}


def _headed(cells: Sequence[Cell], exercise: Exercise, number: int) -> int | None:
    """The first cell with a heading that names an exercise by its title or id; else by its number."""
    titles = [(index, _folded(title)) for index, cell in enumerate(cells) for _, title in _headings(cell)]
    names = [name for name in (_folded(exercise.title), _folded(exercise.id)) if name]
    for name in (*names, f"exercise {number}"):
        for index, title in titles:
            if f" {name} " in f" {title} " and not _SOLUTION.search(title):
                return index
    return None


def _extent(cells: Sequence[Cell], start: int, starts: set[int]) -> tuple[Cell, ...]:
    level = min((level for level, _ in _headings(cells[start])), default=7)
    end = start + 1
    while end < len(cells) and end not in starts:
        headings = _headings(cells[end])
        if any(other <= level or _SOLUTION.search(title) for other, title in headings):
            break
        if cells[end].kind == "markdown" and "<details" in cells[end].source:
            break
        end += 1
    return tuple(cells[start:end])


def _headings(cell: Cell) -> list[tuple[int, str]]:
    if cell.kind != "markdown":
        return []
    return [(len(found["level"]), found["title"]) for found in _HEADING.finditer(cell.source)]


def _folded(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


def _is_blank(node: ast.AST) -> bool:
    """Whether a piece of syntax stands for what is to be written: `...`, a function of `pass`, NotImplementedError."""
    match node:
        case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body):
            return isinstance(body[-1], ast.Pass)  # in other places it is a way to do nothing
        case ast.Expr(value=ast.Constant(value=value)) | ast.Assign(value=ast.Constant(value=value)):
            return value is ...
        case ast.Return(value=ast.Constant(value=value)):
            return value is ...
        case ast.Raise(exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError"))):
            return True
    return False


def _is_bare(node: ast.AST) -> bool:
    """Whether a statement gives nothing away: an import, a text, a blank, or a frame of such."""
    match node:
        case ast.Pass() | ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body) | ast.ClassDef(body=body):
            return all(map(_is_bare, body))
        case ast.Assign(value=ast.Constant(value=value)):
            return value is None or value is ...
    return _is_blank(node)
