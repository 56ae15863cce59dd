"""Tables of fixes and verifications: a finding in each row, what became of it, and what shows it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lesson_pipeline.importers.markdown.entry_texts import named_finding
from lesson_pipeline.importers.markdown.finding_status import Status, status_at
from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.review_headings import severity_start
from lesson_pipeline.importers.markdown.review_readings import EntryReading
from lesson_pipeline.importers.markdown.tables import Column, Record, column, matches, records
from lesson_pipeline.importers.markdown.tree import Block, Table
from lesson_pipeline.importers.markdown.vocabulary import words_of

_SHORT = 20
"""So long at most is a cell of notes that may be nothing but a yes or a no."""


def _is_status(cell: str) -> bool:
    return len(cell) <= 60 and status_at(cell, in_cell=True) is not None


def _is_severity(cell: str) -> bool:
    return len(cell) <= 20 and severity_start(cell.upper()) is not None


_COLUMNS: tuple[Column, ...] = (
    column("severity", r"severity|level|type|priority", _is_severity),
    column("status", r"(?:.* )?(?:status|resolved|fixed|result|verdict|addressed)(?: .*)?|fix verified", _is_status),
    column(
        "text",
        r"(?:.* )?(?:notes?|evidence|details?|comments?|verification|how (?:it was )?(?:resolved|fixed|addressed)"
        r"|fix(?:es)?(?: applied)?|resolution|verified|change|what changed|assessment|observations?|explanation|reason)",
    ),
    column("number", r"|no|nr|number|id"),
    column("title", r"(?:.* )?(?:findings?|issues?|items?|title|description)(?: .*)?"),
)


def entries_of_table(block: Block, to: str, log: Log) -> list[EntryReading] | None:
    """The entries of a table; None if its columns are not those of a table of findings."""
    table = block.table
    if table is None or not matches(table, _COLUMNS, ("title",)):
        return None
    columns = _COLUMNS
    if not any(matches(table, columns, (needed,)) for needed in ("status", "text")):
        columns = (*_by_cells(table), *_COLUMNS)
        if columns == _COLUMNS:
            return None
    lines = block.text.split("\n")
    return [_entry(record, lines[record.line - block.line]) for record in records(table, block.line, columns, to, log)]


def _by_cells(table: Table) -> Iterator[Column]:
    """The column whose cells are all words of status, whatever its header."""
    for index, header in enumerate(table.header):
        cells = [row.cells[index] for row in table.rows if index < len(row.cells)]
        if cells and all(map(_is_status, cells)):
            yield column("status", re.escape(" ".join(words_of(header))), _is_status)


def _entry(record: Record, raw: str) -> EntryReading:
    name = _name(record)
    status, text, rest = _said(record)
    return EntryReading(
        number=name.number,
        severity=name.severity,
        title=name.title,
        status=status.status if status else "",
        status_words=status.words if status else "",
        text="\n\n".join(piece for piece in (text, *rest, *name.more) if piece),
        raw=raw,
        line=record.line,
        form=(*name.form, *([status.form] if status and status.form else [])),
    )


class _Name(NamedTuple):
    """Which finding a row is about, the words that are form, and the cells that no column takes."""

    number: int | None
    severity: str
    title: str
    form: tuple[str, ...]
    more: tuple[str, ...]


def _name(record: Record) -> _Name:
    number, severity, title, form = named_finding(record["title"])
    more = [f"{header}: {cell}" for header, cell in record.more]
    written = record["number"]
    if title.strip("# ").isdecimal() and record.more:  # `Finding` holds the number, another column the title
        written, title, more = title, record.more[0][1], more[1:]
    if number is None and written.strip("# ").isdecimal():
        number = int(written.strip("# "))
    if not severity and (start := severity_start(record["severity"].upper())):
        severity = start[0]
    return _Name(number, severity, title, tuple(filter(None, (*form, written, record["severity"]))), tuple(more))


def _said(record: Record) -> tuple[Status | None, str, tuple[str, ...]]:
    """The status of a row, what shows it, and a cell of status that says something else."""
    text = record["text"]
    status = status_at(record["status"], in_cell=True)
    if status is None:
        status = status_at(text, in_cell=len(text) <= _SHORT)
        return status, status.rest if status else text, (record["status"],)
    return status, "\n\n".join(piece for piece in (status.rest, text) if piece), ()
