"""The Python of a notebook: what IPython adds to the language put aside, parsed cell by cell, and its names followed."""

import ast
import builtins
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import dedent
from typing import Any, NamedTuple

from lesson_pipeline.model.notebook import Cell

_IPYTHON = frozenset(
    {"display", "get_ipython", "In", "Out", "exit", "quit", "_", "__", "___", "_i", "_ii", "_iii", "_ih", "_oh", "_dh"}
)
_TRANSPARENT = frozenset({"time", "timeit", "capture", "prun", "debug", "memit", "mprun", "lprun", "python", "python3"})
"""Cell magics whose cell is Python of this notebook all the same."""
_BRINGS_NAMES = re.compile(r"%(?:run|pylab|load|loadpy|store|macro|autocall|import)\b")
_CELL_MAGIC = re.compile(r"\s*%%(?P<name>[\w!]+)(?P<rest>.*)")
_TIMED = re.compile(r"(?P<indent>\s*)%time(?P<code>\s+\S.*)")
_MAGIC = re.compile(
    r"(?P<indent>\s*)(?:(?P<target>[^\W\d]\w*(?:\s*,\s*[^\W\d]\w*)*)\s*=\s*)?(?P<magic>[%!].*|\?{1,2}\s*[\w.*%]+|%?[\w.*]+\?{1,2}\s*)$"
)
_MOST_SINGLE = 30
"""Magics that are found one by one in a cell where all at once do not do."""
_WORD = re.compile(r"[^\W\d]\w*")


class Broken(NamedTuple):
    """Where and why a cell does not parse."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Python:
    """A code cell as plain Python with the same lines; no tree where it does not parse."""

    cell: Cell
    text: str
    tree: ast.Module | None
    broken: Broken | None = None


@dataclass(frozen=True, slots=True)
class Undefined:
    """A name that a line of a cell uses before anything defines it, and the cell that does so later."""

    name: str
    cell: Cell
    line: int
    defined_in: Cell | None


def code_of(cells: Sequence[Cell]) -> Iterator[Python]:
    """The code cells that hold Python."""
    for cell in cells:
        magic = _CELL_MAGIC.match(cell.source)
        if cell.kind == "code" and not (magic and magic["name"] not in _TRANSPARENT):
            yield _python(cell)


def undefined_names(cells: Sequence[Python]) -> Iterator[Undefined]:
    """The names used before their definition, each where that happens, in order."""
    from pyflakes import messages
    from pyflakes.checker import Checker, ModuleScope

    parsed = [python for python in cells if python.tree is not None]
    at = [(python.cell, line) for python in parsed for line in range(1, python.text.count("\n") + 2)]
    known = _IPYTHON.union(dir(builtins))
    for python in cells:
        if python.tree is None:  # it may define any of its words
            known = known.union(_WORD.findall(python.text))
    try:
        tree = ast.parse("\n".join(python.text for python in parsed))
        checker = Checker(tree, builtins=known)
    except (SyntaxError, RecursionError, MemoryError, ValueError):
        return
    module: Any = next((scope for scope in checker.deadScopes if isinstance(scope, ModuleScope)), {})
    for message in sorted(checker.messages, key=lambda message: (message.lineno, message.col)):
        if isinstance(message, messages.UndefinedName):
            name = str(message.message_args[0])
            cell, line = at[message.lineno - 1]
            source = getattr(module.get(name), "source", None)
            later = at[source.lineno - 1][0] if source is not None else None
            yield Undefined(name, cell, line, later)


def _python(cell: Cell) -> Python:
    """A cell without magics. What parses as it stands has none: `%` is an operator too, and texts hold anything."""
    source = cell.source
    magic = _CELL_MAGIC.match(source)
    if magic:
        target = magic["rest"].split()[-1:] if magic["name"] == "capture" else []
        first = f"{target[0]} = None" if target and target[0].isidentifier() else ""
        source = first + source[magic.end() :]
    lines = source.split("\n")
    attempts = (source, dedent(source), dedent("\n".join(_without_magics(lines, range(len(lines))))))
    broken = Broken(1, "")
    for attempt in attempts:
        tree = _parsed(attempt)
        if isinstance(tree, ast.Module):
            return Python(cell, attempt, tree)
    for _ in range(_MOST_SINGLE):
        text = dedent("\n".join(lines))
        tree = _parsed(text)
        if isinstance(tree, ast.Module):
            return Python(cell, text, tree)
        broken = tree
        if not (1 <= broken.line <= len(lines) and _MAGIC.match(lines[broken.line - 1])):
            break
        lines = _without_magics(lines, [broken.line - 1])
    return Python(cell, "\n".join(lines), None, broken)


def _parsed(text: str) -> ast.Module | Broken:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        return Broken(error.lineno or 1, error.msg)
    except (RecursionError, MemoryError):
        return Broken(1, "it is nested too deeply")
    except ValueError as error:
        return Broken(1, str(error))


def _without_magics(lines: Sequence[str], which: Sequence[int]) -> list[str]:
    """The lines, with magics among those named turned into Python that does nothing or binds the same names."""
    found = list(lines)
    for index in which:
        line = found[index]
        timed, magic = _TIMED.match(line), _MAGIC.match(line)
        if timed:
            found[index] = timed["indent"] + timed["code"].lstrip()
        elif magic:
            found[index] = magic["indent"] + _stand_in(magic)
            end = index
            while line.endswith("\\") and end + 1 < len(found):  # a command that goes on
                end += 1
                line, found[end] = found[end], ""
    return found


def _stand_in(magic: re.Match[str]) -> str:
    if magic["target"]:
        return f"{magic['target'].replace(',', ' = ')} = None"
    return "from magics import *" if _BRINGS_NAMES.match(magic["magic"]) else "None"
