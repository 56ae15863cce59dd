"""How gaps are resolved: a table, or prose about the prerequisites that the student lacks."""

from collections.abc import Sequence

from lesson_pipeline.importers.markdown.chunks import Chunk
from lesson_pipeline.importers.markdown.labels import bold_start
from lesson_pipeline.importers.markdown.log import Log, Mapped
from lesson_pipeline.importers.markdown.read_rows import read_gap_rows
from lesson_pipeline.importers.markdown.readings import GapRow, PrerequisiteRow
from lesson_pipeline.importers.markdown.tree import Block, parse_blocks
from lesson_pipeline.importers.markdown.vocabulary import status_of, words_of

_ENOUGH = 0.6
"""So much of the shorter of two names must stand in the other."""


def read_gaps(chunks: Sequence[Chunk], prerequisites: Sequence[PrerequisiteRow], log: Log) -> tuple[GapRow, ...]:
    """The gaps. Prose becomes a gap where it is clear which prerequisite it speaks of; all else goes to the notes."""
    told: list[tuple[Chunk, str, int]] = []
    found = list(read_gap_rows(chunks, log, lambda chunk, text, line: told.append((chunk, text, line))))
    lacking = [row for row in prerequisites if status_of(row.status) in {"gap", "missing"}]
    for chunk, text, line in told:
        rows = [] if found else _from_prose(text, line, lacking)
        if rows:
            log.mapped.append(Mapped(chunk.title, line, "/gaps"))
            found += rows
        else:
            log.leave(chunk.title, text, line)
    return tuple(found)


def _from_prose(text: str, line: int, lacking: Sequence[PrerequisiteRow]) -> list[GapRow]:
    blocks = parse_blocks(text, line)
    if len(blocks) == 1 and blocks[0].kind == "list":
        rows = [row for item in blocks[0].items if (row := _named(item.text, item.line, lacking))]
        return rows if len(rows) == len(blocks[0].items) else []
    if len(lacking) == 1 and not _denies(blocks):
        return [GapRow(lacking[0].concept, "", text, line)]
    row = _named(text, line, lacking)
    return [row] if row else []


def _denies(blocks: Sequence[Block]) -> bool:
    return words_of(blocks[0].text)[:2] == ["no", "gaps"] if blocks else False


def _named(text: str, line: int, lacking: Sequence[PrerequisiteRow]) -> GapRow | None:
    """A gap from a text that begins with the name of a prerequisite in bold."""
    bold = bold_start(text)
    if bold is None:
        return None
    name = bold[0].removesuffix(":")
    if not any(_alike(name, row.concept) for row in lacking):
        return None
    return GapRow(name, "", bold[1].removeprefix(":").strip(" -—–"), line)


def _alike(one: str, two: str) -> bool:
    first, second = set(words_of(one.partition("(")[0])), set(words_of(two.partition("(")[0]))
    return bool(first and second) and len(first & second) >= _ENOUGH * min(len(first), len(second))
