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
_FEWEST = 2
"""So many columns must be known by their header or their cells."""
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
    """Whether the header of a table has the columns that make it one of this kind."""
    return set(needed) <= {found.field for found in _by_header(table, columns) if found}


def could_be(table: Table, columns: tuple[Column, ...], needed: tuple[str, ...]) -> bool:
    """Whether a table that stands where one of this kind is expected is one, though it calls its columns otherwise.

    The words in its cells, and the order of columns, then say which is which; two columns must be beyond doubt.
    """
    sure = [found for found in _by_cells(table, columns) if found]
    return len(sure) >= _FEWEST and set(needed) <= {found.field for found in _columns(table, columns, needed) if found}


def records(
    table: Table, line: int, columns: tuple[Column, ...], to: str, log: Log, needed: tuple[str, ...] = ()
) -> list[Record]:
    """The rows of a table by field. `line` is where it begins, `to` the field that takes its rows, for the count.

    Where some columns are `needed`, cells and places say of a column what its header does not. Rows that are cut off the table by an empty line are not seen here: they are paragraphs.
    """
    found = _columns(table, columns, needed)
    log.structure += table.header
    log.odd += [Odd(line, message) for message in _guessed(table, columns, found)]
    rows = [_record(row, table.header, found, log) for row in table.rows]
    full = [row for row in rows if any(row.fields.values()) or row.more]
    log.tables.append(TableCount(to, line, len(table.rows), len(full)))
    return full


def _guessed(table: Table, columns: tuple[Column, ...], found: list[Column | None]) -> Iterator[str]:
    """A word about every column whose header does not say what it is."""
    for header, named, taken in zip(table.header, _by_header(table, columns), found, strict=True):
        if taken is not None and taken is not named:
            yield f"the column “{header}” was read as `{taken.field}`: its cells or its place say so, not its header"


def _columns(table: Table, columns: tuple[Column, ...], needed: tuple[str, ...]) -> list[Column | None]:
    """For every column of the table the one it is, or None; no two are the same.

    Where a column that is needed is missing, what headers and cells leave open is filled in order, if the table has
    exactly as many columns as are open; else the first open one is the first that there may be.
    """
    if not needed:
        return _by_header(table, columns)
    found = _by_cells(table, columns)
    if set(needed) <= {one.field for one in found if one}:
        return found
    waiting = [one for one in columns if one not in found]
    open_at = [index for index, one in enumerate(found) if one is None]
    if len(open_at) == len(waiting):
        for index, one in zip(open_at, waiting, strict=True):
            found[index] = one
    elif open_at and waiting[0] is columns[0]:
        found[open_at[0]] = columns[0]
    return found


def _by_header(table: Table, columns: tuple[Column, ...]) -> list[Column | None]:
    found: list[Column | None] = []
    for header in table.header:
        words = " ".join(words_of(header))
        found.append(next((one for one in columns if one not in found and one.headers.match(words)), None))
    return found


def _by_cells(table: Table, columns: tuple[Column, ...]) -> list[Column | None]:
    """The columns that the header names, and those whose cells hold the words of one and of no other column."""
    found = _by_header(table, columns)
    for index, named in enumerate(found):
        cells = [row.cells[index] for row in table.rows if index < len(row.cells) and row.cells[index]]
        if named is None and cells:
            found[index] = next(
                (one for one in columns if one not in found and one.fits and all(map(one.fits, cells))), None
            )
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
