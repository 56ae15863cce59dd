"""The text of an .ipynb file to a notebook; older formats are brought up to date by the format's own library."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from lesson_pipeline.model.notebook import Cell, NotebookFile
from lesson_pipeline.places import Span

MAX_CELLS = 1000
MAX_LINES = 10_000
MAX_SOURCE = 400_000
"""Characters of source; the bounds are for all cells together."""
_LOOK_AHEAD = 8
"""Among so many places the next source is looked for: what code printed may look like one."""


def build_notebook(file: str, text: str, lesson: str) -> NotebookFile:
    """The notebook; one with a `problem` where the text is none, or holds more than is read."""

    def unreadable(problem: str, help: str) -> NotebookFile:
        return NotebookFile(file, problem=problem, help=help, lesson=lesson)

    try:
        data = _read(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        return unreadable(f"is not valid JSON: {error.msg} at {where}", "save it again with Jupyter, or restore it")
    except Exception:  # the library promises nothing of what it raises for a broken notebook
        return unreadable("is no notebook: it has not the form of one", "save it again with Jupyter, or restore it")
    raw = [cell for cell in data.get("cells") or () if isinstance(cell, dict)]
    sources = [_text(cell.get("source")) for cell in raw]
    lines = sum(source.count("\n") + 1 for source in sources)
    if len(raw) > MAX_CELLS or lines > MAX_LINES or sum(map(len, sources)) > MAX_SOURCE:
        return unreadable(
            f"is too large: at most {MAX_CELLS:,} cells with {MAX_LINES:,} lines are read",
            "split it into several",
        )
    cells = tuple(
        Cell(number, str(cell.get("cell_type", "")), source, frozenset(_marks(cell)), places)
        for number, (cell, source, places) in enumerate(zip(raw, sources, _lines(text, sources), strict=True), 1)
    )
    return NotebookFile(file, _language(data), cells, lesson=lesson)


def _read(text: str) -> dict[str, Any]:
    """The data of a notebook in the current format. Nothing is validated: outputs and metadata are no affair of ours."""
    data = json.loads(text)
    if isinstance(data, dict) and data.get("nbformat") != 4:
        import nbformat  # slow to import, and needed for what Jupyter wrote long ago
        from nbformat.reader import reads

        data = nbformat.convert(reads(text), 4)  # type: ignore[no-untyped-call]
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        raise TypeError("no cells")
    return data


def _text(source: Any) -> str:
    parts = source if isinstance(source, list) else [source]
    return "".join(part for part in parts if isinstance(part, str))


def _language(data: dict[str, Any]) -> str:
    metadata = _mapping(data.get("metadata"))
    language = _mapping(metadata.get("language_info")).get("name") or _mapping(metadata.get("kernelspec")).get(
        "language"
    )
    return str(language or "python")


def _marks(cell: dict[str, Any]) -> Iterator[str]:
    metadata = _mapping(cell.get("metadata"))
    tags = metadata.get("tags")
    words = [cell.get("id"), metadata.get("id"), metadata.get("exercise"), *(tags if isinstance(tags, list) else ())]
    for word in words:
        if isinstance(word, str):
            yield word.removeprefix("exercise:").strip()


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _lines(text: str, sources: Sequence[str]) -> Iterator[tuple[Span, ...]]:
    """Where the lines of each source stand: Jupyter writes each on a line of its own, below `"source": [`."""
    raw = text.split("\n")
    file = [line.strip() for line in raw]
    begins = [number for number, line in enumerate(file) if line.startswith('"source":')]
    done = 0
    for source in sources:
        wanted = source.splitlines(keepends=True)
        near = begins[done : done + _LOOK_AHEAD] if wanted else []
        start = next((start for start in near if _stands(file, start, wanted)), None)
        if start is None:
            yield ()
            continue
        done = begins.index(start, done) + 1
        is_list = file[start].endswith("[")
        yield tuple(_span(raw, start + (number + 1) * is_list) for number in range(len(wanted)))


def _span(raw: Sequence[str], index: int) -> Span:
    line = raw[index].rstrip()
    return Span(index + 1, len(line) - len(line.lstrip()) + 1, index + 1, len(line) + 1)


def _stands(file: list[str], start: int, wanted: Sequence[str]) -> bool:
    """Whether a source stands below a line `"source": [`, or all of it on that line."""
    if not file[start].endswith("["):
        return _same(file[start].removeprefix('"source":').strip(), "".join(wanted))
    below = file[start + 1 : start + 1 + len(wanted)]
    return len(below) == len(wanted) and all(map(_same, below, wanted))


def _same(written: str, source: str) -> bool:
    try:
        return bool(json.loads(written.removesuffix(",")) == source)
    except ValueError:
        return False
