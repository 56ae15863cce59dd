"""Connections to what is known: tables with twenty different headers, or bullets."""

import re
from collections.abc import Iterable, Iterator

from lesson_pipeline.importers.markdown.chunks import Chunk
from lesson_pipeline.importers.markdown.labels import bold_start
from lesson_pipeline.importers.markdown.log import Log, Mapped
from lesson_pipeline.importers.markdown.readings import ConnectionRow
from lesson_pipeline.importers.markdown.tables import Record, column, matches, records
from lesson_pipeline.importers.markdown.tree import Item

_COLUMNS = (
    column(
        "concept",
        r"(?:prior|existing|known|old|previous|earlier|established|familiar|source)\b.*|connects? to.*|connected to.*|from.*",
    ),
    column("to", r"new concepts?.*|(?:this|current) lesson.*|concept in this lesson|new|to"),
    column("relation", r"(?:how|connection|relation|link|nature|why|what)\b.*"),
)
_TWO = (column("concept", r"(?:.* )?concepts?.*|from.*"), *_COLUMNS[1:])
_ARROW = re.compile(r"\s*(?:->|→|<->|=>)\s*")
_DASH = re.compile(r"\s*(?::|--+|—|–)\s+")


def read_connections(chunks: Iterable[Chunk], log: Log) -> tuple[ConnectionRow, ...]:
    """The connections. What is neither a table nor a bullet goes to the notes."""
    found: list[ConnectionRow] = []
    for chunk in chunks:
        log.structure.append(chunk.title)
        for block in chunk.blocks:
            columns = _COLUMNS if block.table and matches(block.table, _COLUMNS, ("concept",)) else _TWO
            if block.table is not None and matches(block.table, columns, ("concept",)):
                log.mapped.append(Mapped(chunk.title, block.line, "/connections"))
                found += [_row(record) for record in records(block.table, block.line, columns, "connections", log)]
            elif block.kind == "list":
                log.mapped.append(Mapped(chunk.title, block.line, "/connections"))
                log.number([block])
                found += _bullets(block.items, chunk, log)
            elif block.kind != "rule":
                log.leave(chunk.title, block.text, block.line)
    return tuple(found)


def _row(record: Record) -> ConnectionRow:
    more = [f"{header}: {cell}" if header else cell for header, cell in record.more]
    relation = " — ".join(piece for piece in (record["relation"], *more) if piece)
    return ConnectionRow(record["concept"], record["to"], relation, record.line)


def _bullets(items: Iterable[Item], chunk: Chunk, log: Log) -> Iterator[ConnectionRow]:
    for item in items:
        bold = bold_start(item.text)
        if bold is None:
            head, _, rest = _split(item.text)
        else:
            head, rest = bold[0].removesuffix(":"), bold[1].removeprefix(":").strip()
            rest = re.sub(r"\A(?:--+|—|–)\s*", "", rest)
        if not head:
            log.leave(chunk.title, item.text, item.line)
            continue
        concept, _, to = _arrow(head)
        if not to and not bold:
            to = ""
        behind = _ARROW.match(rest)
        if behind and not to:
            rest = rest[behind.end() :]
        yield ConnectionRow(concept, to, rest, item.line)


def _arrow(head: str) -> tuple[str, str, str]:
    found = _ARROW.search(head)
    return (head[: found.start()], found.group(), head[found.end() :]) if found else (head, "", "")


def _split(text: str) -> tuple[str, str, str]:
    """A bullet without bold: what stands before its arrow or dash, if that is short enough to be a concept."""
    for pattern in (_ARROW, _DASH):
        found = pattern.search(text)
        if found and found.start() <= 120:
            return text[: found.start()], found.group(), text[found.end() :]
    return "", "", text
