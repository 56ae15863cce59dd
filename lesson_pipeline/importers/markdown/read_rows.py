"""The tables of a plan whose columns are known: student state, prerequisites, gaps, misconceptions, examples, modalities."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from lesson_pipeline.importers.markdown.chunks import Chunk
from lesson_pipeline.importers.markdown.log import Log, Mapped
from lesson_pipeline.importers.markdown.plan_tables import (
    EXAMPLES,
    GAPS,
    KNOWN,
    MISCONCEPTIONS,
    MODALITIES,
    PREREQUISITES,
    TARGETS,
)
from lesson_pipeline.importers.markdown.readings import (
    ExampleRow,
    GapRow,
    KnownRow,
    MisconceptionRow,
    ModalityRow,
    PrerequisiteRow,
    TargetRow,
)
from lesson_pipeline.importers.markdown.tables import Column, Record, could_be, matches, records
from lesson_pipeline.importers.markdown.tree import Table

Kind = TypeVar("Kind")


def _rows(
    chunks: Iterable[Chunk],
    columns: tuple[Column, ...],
    needed: tuple[str, ...],
    to: str,
    log: Log,
    make: Callable[[Record], Kind],
    rest: Callable[[Chunk, str, int], None] | None = None,
) -> Iterator[Kind]:
    """The rows of every table of that kind in some chunks; what is no such table goes to `rest`, else to the notes."""
    for chunk in chunks:
        log.structure.append(chunk.title)
        other = rest or (lambda one, text, line: log.leave(one.title, text, line))
        for block in chunk.blocks:
            if block.kind == "rule":
                continue
            if block.table is not None and _is_one(block.table, columns, needed):
                log.mapped.append(Mapped(chunk.title, block.line, f"/{to}"))
                yield from map(make, records(block.table, block.line, columns, to, log, needed))
            else:
                other(chunk, block.text, block.line)


def _is_one(table: Table, columns: tuple[Column, ...], needed: tuple[str, ...]) -> bool:
    return matches(table, columns, needed) or could_be(table, columns, needed)


def _with_more(text: str, record: Record) -> str:
    """A text with the cells of the columns that no field knows, each behind its header."""
    return "\n\n".join([text, *(f"{header}: {cell}" if header else cell for header, cell in record.more)]).strip()


def read_knows(chunks: Iterable[Chunk], log: Log, rest: Callable[[Chunk, str, int], None]) -> tuple[KnownRow, ...]:
    """The table of the student state; other text goes to `rest`."""

    def make(row: Record) -> KnownRow:
        return KnownRow(row["concept"], row["depth"], row["source"], _with_more(row["notes"], row), row.line)

    needed = ("concept", "depth")
    return tuple(_rows(chunks, KNOWN, needed, "student_state/knows", log, make, rest))


def read_prerequisites(chunks: Iterable[Chunk], log: Log) -> tuple[PrerequisiteRow, ...]:
    def make(row: Record) -> PrerequisiteRow:
        reason = _with_more(row["reason"], row)
        return PrerequisiteRow(
            row["concept"], row["requires"], row["has"], row["source"], row["status"], reason, row.line
        )

    return tuple(_rows(chunks, PREREQUISITES, ("concept", "requires"), "prerequisites", log, make))


def read_gap_rows(chunks: Iterable[Chunk], log: Log, rest: Callable[[Chunk, str, int], None]) -> tuple[GapRow, ...]:
    """The table of gaps; other text goes to `rest`."""

    def make(row: Record) -> GapRow:
        return GapRow(row["gap"], row["size"], _with_more(row["resolution"], row), row.line)

    return tuple(_rows(chunks, GAPS, ("gap", "resolution"), "gaps", log, make, rest))


def read_misconceptions(chunks: Iterable[Chunk], log: Log) -> tuple[MisconceptionRow, ...]:
    def make(row: Record) -> MisconceptionRow:
        negative = _with_more(row["negative"], row)
        return MisconceptionRow(row["belief"], row["why"], negative, row["where"], row.line)

    return tuple(_rows(chunks, MISCONCEPTIONS, ("belief", "negative"), "misconceptions", log, make))


def read_examples(chunks: Iterable[Chunk], log: Log) -> tuple[ExampleRow, ...]:
    def make(row: Record) -> ExampleRow:
        return ExampleRow(row["what"], row["type"], row["purpose"], _with_more(row["why"], row), row.line)

    return tuple(_rows(chunks, EXAMPLES, ("what", "type"), "examples", log, make))


def read_modalities(chunks: Iterable[Chunk], log: Log) -> tuple[ModalityRow, ...]:
    def make(row: Record) -> ModalityRow:
        return ModalityRow(row["kind"], row["what"], _with_more(row["why"], row), row.line)

    return tuple(_rows(chunks, MODALITIES, ("kind", "what"), "modalities", log, make))


def read_target_rows(
    chunks: Iterable[Chunk], log: Log, rest: Callable[[Chunk, str, int], None]
) -> tuple[TargetRow, ...]:
    """Tables of target depths or of depths after the lesson; other text goes to `rest`."""

    def make(row: Record) -> TargetRow:
        if row["before"]:
            log.turned.append(row["before"])
        return TargetRow(row["concept"], row["depth"], _with_more(row["evidence"], row), row.line)

    return tuple(_rows(chunks, TARGETS, ("concept", "depth"), "teaches", log, make, rest))
