"""Entries of fix passes and verifications, in whatever form: tables, lists, bold paragraphs, headings.

Each names a finding, by number, severity or title, and says what became of it. What is no entry is given back as prose.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lesson_pipeline.importers.markdown.entry_tables import entries_of_table
from lesson_pipeline.importers.markdown.entry_texts import entry_of, looks_like_entry
from lesson_pipeline.importers.markdown.labels import bold_start, label_of
from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.review_headings import severity_start
from lesson_pipeline.importers.markdown.review_readings import EntryReading
from lesson_pipeline.importers.markdown.tree import Block, Item
from lesson_pipeline.importers.markdown.vocabulary import words_of

_DECLINED = re.compile(
    r"\bnot (?:\w+ )?(?:addressed|fixed|applied|resolved)|declined|skipped|deferred|remaining|left as is"
)
_FIXED = re.compile(
    r"\b(?:findings?|issues?|items?|fixes|changes)\b.*\b(?:addressed|fixed|applied|resolved|made)\b|^fixed$"
)
_ALL_DONE = re.compile(r"\ball\b[^.]{0,200}\b(?:fixed|resolved|addressed|verified|implemented)\b", re.IGNORECASE)
_CONTRARY = re.compile(
    r"\bNOT\b|\b(?:is|are|was|were|been|still) not (?:\w+ )?(?:corrected|fixed|addressed|resolved|updated)\b|\bremains?\b"
)


@dataclass(slots=True)
class Entries:
    """What was found: entries, and the blocks that are none of them. `default` is the status of those that say none."""

    default: str = ""
    entries: list[EntryReading] = field(default_factory=list)
    prose: list[Block] = field(default_factory=list)
    form: list[str] = field(default_factory=list)
    """Headings and labels above groups of entries."""


@dataclass(slots=True)
class _Open:
    """An entry whose text may go on in the blocks that follow."""

    head: str
    line: int
    default: str
    pieces: list[str] = field(default_factory=list)


class _Reader:
    """Goes through blocks in order; knows which entry is open and which status the group has."""

    def __init__(self, default: str, to: str, log: Log) -> None:
        self.found = Entries(default)
        self.to = to
        self.log = log
        self.open: _Open | None = None

    def close(self) -> None:
        if self.open:
            text = "\n\n".join([self.open.head, *self.open.pieces])
            self.add(entry_of(text, None, self.open.line), self.open.default)
            self.open = None

    def add(self, entry: EntryReading, default: str) -> None:
        if not entry.status and default and not _CONTRARY.search(entry.text):
            entry = replace(entry, status=default)
        self.found.entries.append(entry)

    def read(self, block: Block) -> None:
        if block.kind == "rule":
            return
        if block.kind == "heading":
            self.heading(block)
        elif block.kind == "paragraph":
            self.paragraph(block)
        elif block.table is not None:
            self.table(block)
        elif block.items and self.items_are_entries(block.items):
            self.close()
            for item in block.items:
                self.item(item)
        else:
            self.more(block)

    def more(self, block: Block) -> None:
        """A block that is no entry goes on with the open one, or is prose."""
        if self.open:
            self.open.pieces.append(block.text)
        else:
            self.prose(block)

    def prose(self, block: Block) -> None:
        if _ALL_DONE.search(block.text) and not self.found.default:
            self.found.default = "fixed"
        self.found.prose.append(block)

    def heading(self, block: Block) -> None:
        title = block.text.lstrip("# ")
        if looks_like_entry(title):
            self.close()
            self.open = _Open(f"**{title}**", block.line, self.found.default)
        elif not self.group(title):
            self.more(block)

    def group(self, title: str) -> bool:
        """Whether a heading or label says what became of the findings below it."""
        words = " ".join(words_of(title))
        status = "declined" if _DECLINED.search(words) else "fixed" if _FIXED.search(words) else ""
        if status and severity_start(title) is None:
            self.close()
            self.found.default = status
            self.found.form.append(title)
        return bool(status)

    def paragraph(self, block: Block) -> None:
        for piece in _pieces(block):
            if looks_like_entry(piece.text):
                self.close()
                self.open = _Open(piece.text, piece.line, self.found.default)
                continue
            title, rest = _group_label(piece.text)
            if title and self.group(title):
                if rest:
                    self.paragraph(Block("paragraph", piece.line, rest))
            else:
                self.more(piece)

    def items_are_entries(self, items: tuple[Item, ...]) -> bool:
        return any(looks_like_entry(item.text) for item in items)

    def item(self, item: Item) -> None:
        if looks_like_entry(item.text):
            self.add(entry_of(item.text, item.number, item.line), self.found.default)
        else:
            marker = f"{item.number}." if item.number is not None else "-"
            self.prose(Block("paragraph", item.line, f"{marker} {item.text}"))

    def table(self, block: Block) -> None:
        entries = entries_of_table(block, self.to, self.log)
        if entries is None:
            self.more(block)
            return
        self.close()
        for entry in entries:
            self.add(entry, self.found.default)


def entries_in(blocks: Iterable[Block], default: str, to: str, log: Log) -> Entries:
    """The entries of some blocks. `default` is the status of those that say none; `to` names the field, for counts."""
    reader = _Reader(default, to, log)
    for block in blocks:
        reader.read(block)
    reader.close()
    return reader.found


def says_all_done(text: str) -> bool:
    """Whether a text says of all findings that they are dealt with."""
    return bool(_ALL_DONE.search(text))


def _pieces(block: Block) -> list[Block]:
    """A paragraph, cut at the lines that begin an entry or a label."""
    pieces: list[list[str]] = []
    starts: list[int] = []
    for number, line in enumerate(block.text.split("\n"), block.line):
        if not pieces or (severity_start(line) is not None) or (bold_start(line) and looks_like_entry(line)):
            pieces.append([])
            starts.append(number)
        pieces[-1].append(line)
    return [Block("paragraph", start, "\n".join(lines)) for start, lines in zip(starts, pieces, strict=True)]


def _group_label(text: str) -> tuple[str, str]:
    """The label that a paragraph begins with, and what is behind it; empty ones where there is none."""
    first, _, below = text.partition("\n")
    label = label_of(first)
    if label is None:
        bold = bold_start(first)
        if bold is None or bold[1].strip():
            return "", text
        label = (bold[0], "")
    return label[0], "\n".join([label[1], below]).strip()
