"""Tables whose columns are known: header cells to fields, rows to texts by field, and broken rows put right.

A bar within math that nobody escaped gives a row more cells than the header has columns. Which of them belong together
shows where a column takes only certain words, such as a depth.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from lesson_pipeline.importers.markdown.log import Log, Odd, TableCount
from lesson_pipeline.importers.markdown.tree import Row, Table
from lesson_pipeline.importers.markdown.vocabulary import words_of

_MOST_SURPLUS = 8
Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a table may have: what its header may be called, and what its cells look like, if that is known."""

    field: str
    headers: re.Pattern[str]
    """Matched against the words of a header cell in lower case."""
    fits: Fits | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A row by field. A column that no field knows stands in `more`, under its header."""

    fields: Mapping[str, str]
    more: tuple[tuple[str, str], ...]
    line: int

    def __getitem__(self, field: str) -> str:
        return self.fields.get(field, "")


def column(field: str, headers: str, fits: Fits | None = None) -> Column:
    """A column by the pattern of its headers."""
    return Column(field, re.compile(rf"(?:{headers})\Z"), fits)


def matches(table: Table, columns: tuple[Column, ...], needed: tuple[str, ...]) -> bool:
    """Whether a table has the columns that make it one of this kind."""
    return set(needed) <= {found.field for found in _columns(table, columns) if found}


def records(table: Table, line: int, columns: tuple[Column, ...], to: str, log: Log) -> list[Record]:
    """The rows of a table by field. `line` is where it begins, `to` the field that takes its rows, for the count.

    Rows that are cut off the table by an empty line are not seen here: they are paragraphs.
    """
    found = _columns(table, columns)
    log.structure += table.header
    rows = [_record(row, table.header, found, log) for row in table.rows]
    full = [row for row in rows if any(row.fields.values()) or row.more]
    log.tables.append(TableCount(to, line, len(table.rows), len(full)))
    return full


def _columns(table: Table, columns: tuple[Column, ...]) -> list[Column | None]:
    """For every column of the table the one it is, or None; no two are the same."""
    found: list[Column | None] = []
    for header in table.header:
        words = " ".join(words_of(header))
        found.append(next((one for one in columns if one not in found and one.headers.match(words)), None))
    return found


def _record(row: Row, header: tuple[str, ...], columns: list[Column | None], log: Log) -> Record:
    cells = row.cells
    if len(cells) > len(columns):
        cells = _joined(row, columns)
        log.odd.append(_surplus(row, len(columns)))
    fields: dict[str, str] = {}
    more: list[tuple[str, str]] = []
    for index, cell in enumerate(cells):
        known = columns[index] if index < len(columns) else None
        if known:
            fields[known.field] = cell
        elif cell:
            more.append((header[index] if index < len(header) else "", cell))
    return Record(fields, tuple(more), row.line)


def _surplus(row: Row, columns: int) -> Odd:
    return Odd(
        row.line,
        f"the row has {len(row.cells)} cells, the table {columns} columns: a bar inside a cell was read as text",
    )


def _joined(row: Row, columns: list[Column | None]) -> tuple[str, ...]:
    """The cells of a row, some of them joined so that there are as many as columns."""
    surplus = len(row.cells) - len(columns)
    if surplus > _MOST_SURPLUS or not columns:
        return row.cells
    best = max(_ways(len(row.cells), len(columns)), key=lambda ends: _score(row, ends, columns))
    return tuple(_cell(row, start, end) for start, end in _stretches(best))


def _ways(cells: int, columns: int) -> Iterator[tuple[int, ...]]:
    """Where each column may end, as numbers of cells; the first column takes as much as it can first."""
    for ends in combinations(range(cells - 1, 0, -1), columns - 1):
        yield (*sorted(ends), cells)


def _stretches(ends: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    yield from zip((0, *ends[:-1]), ends, strict=True)


def _cell(row: Row, start: int, end: int) -> str:
    return "|".join(row.raw[start:end]).strip()


def _score(row: Row, ends: tuple[int, ...], columns: list[Column | None]) -> int:
    return sum(
        bool(one and one.fits and one.fits(_cell(row, start, end)))
        for one, (start, end) in zip(columns, _stretches(ends), strict=True)
    )
