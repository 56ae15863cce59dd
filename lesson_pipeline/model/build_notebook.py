"""The text of an .ipynb file to a notebook: read with what the format's own library makes of any version of it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from lesson_pipeline.model.notebook import Cell, NotebookFile
from lesson_pipeline.places import Span

MAX_CELLS = 1000
MAX_SOURCE = 400_000
"""Characters of source in all cells together."""


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
    if len(raw) > MAX_CELLS or sum(map(len, sources)) > MAX_SOURCE:
        return unreadable(
            f"is too large: at most {MAX_CELLS:,} cells with {MAX_SOURCE:,} characters are read",
            "split it into several",
        )
    cells = tuple(
        Cell(number, str(cell.get("cell_type", "")), source, frozenset(_marks(cell)), lines)
        for number, (cell, source, lines) in enumerate(zip(raw, sources, _lines(text, sources), strict=True), 1)
    )
    return NotebookFile(file, _language(data), cells, lesson=lesson)


def _read(text: str) -> dict[str, Any]:
    json.loads(text)  # it says where it is broken
    import nbformat
    from nbformat.reader import reads

    data = reads(text)  # no validation: what is amiss with outputs and metadata is no affair of ours
    if data.get("nbformat") != 4:
        data = nbformat.convert(data, 4)
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
    after = 0
    for source in sources:
        wanted = _split(source)
        found = next((start for start in begins if start >= after and _stands(file, start, wanted)), None)
        if found is None:
            yield ()
            continue
        after = found + 1
        first = found + file[found].endswith("[")
        is_list = first > found
        yield tuple(_span(raw, first + number * is_list) for number in range(len(wanted)))


def _split(source: str) -> list[str]:
    """The lines of a source as Jupyter parts them."""
    return source.splitlines(keepends=True)


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
