"""A Markdown document as a tree of headings and blocks, each with its lines and its text as it was written.

markdown-it-py says what is a heading, a table, a list or code, so that a `#` inside code is no heading; the texts are
slices of the source, so that nothing is reworded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells without the blanks around them, its line (1-based), and the cells as written."""

    cells: tuple[str, ...]
    line: int
    raw: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header cells and its rows, which may have more or fewer cells than the header."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its number where the list is ordered, its text without the marker, and what is in it."""

    number: int | None
    text: str
    line: int
    blocks: "tuple[Block, ...]" = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table, fence, rule, or anything else (`kind`), with its first line (1-based) and its text."""

    kind: str
    line: int
    text: str
    items: tuple[Item, ...] = ()
    table: Table | None = None


@dataclass(slots=True)
class Node:
    """A heading with what stands below it; the document itself is a node of level 0 without a title."""

    title: str
    level: int
    line: int
    blocks: list[Block] = field(default_factory=list)
    children: "list[Node]" = field(default_factory=list)

    def walk(self) -> "Iterator[Node]":
        """The node, then everything below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def flat(self) -> "list[Block]":
        """The blocks below the heading, and the headings below it as blocks (`heading`) with theirs, in order."""
        blocks = list(self.blocks)
        for child in self.children:
            blocks.append(Block("heading", child.line, f"{'#' * child.level} {child.title}"))
            blocks += child.flat()
        return blocks

    def text(self) -> str:
        """All that stands below the heading, as Markdown: its blocks, and the headings below it with theirs."""
        pieces = [block.text for block in self.blocks]
        for child in self.children:
            heading = f"{'#' * child.level} {child.title}"
            pieces += [heading, *([below] if (below := child.text()) else [])]
        return "\n\n".join(pieces)


def parse_tree(text: str) -> Node:
    """The tree of a document."""
    lines = text.split("\n")
    root = Node("", 0, 1)
    open_nodes = [root]
    tokens = _parser().parse(text)
    for token, inner in _top_level(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1:])
            while open_nodes[-1].level >= level:
                open_nodes.pop()
            node = Node(inner[0].content.strip(), level, _first(token) + 1)
            open_nodes[-1].children.append(node)
            open_nodes.append(node)
        else:
            open_nodes[-1].blocks.append(_block(_Piece(lines, 0), token, inner))
    return root


def parse_blocks(text: str, line: int = 1) -> tuple[Block, ...]:
    """The blocks of a text that is part of a document; `line` is where it begins. A heading is a block of its own."""
    piece = _Piece(text.split("\n"), line - 1)
    return tuple(_block(piece, token, inner) for token, inner in _top_level(_parser().parse(text)))


class _Piece(NamedTuple):
    """Lines of a text, and how many lines of the document come before them."""

    lines: list[str]
    before: int

    def slice(self, start: int, end: int, indent: int = 0) -> str:
        """Lines without their common indentation and the empty ones at the end."""
        cut = [line[indent:] if not line[:indent].strip() else line.lstrip() for line in self.lines[start:end]]
        while cut and not cut[-1].strip():
            cut.pop()
        return "\n".join(cut)


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # texts stay as they are, and no line is taken for the target of a link elsewhere, which would be no block
    return MarkdownIt("commonmark").enable("table").disable(["inline", "reference"])


def _top_level(tokens: "list[Token]") -> "Iterator[tuple[Token, list[Token]]]":
    """Each outermost token with the tokens inside it."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.nesting != 1:
            yield token, []
            index += 1
            continue
        end = index + 1
        while not (tokens[end].nesting == -1 and tokens[end].level == token.level):
            end += 1
        yield token, tokens[index + 1 : end]
        index = end + 1


_KINDS = {
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "fence": "fence",
    "code_block": "fence",
    "hr": "rule",
    "heading_open": "heading",
}


def _block(piece: _Piece, token: "Token", inner: "list[Token]", indent: int = 0) -> Block:
    start, end = token.map or (0, 0)
    kind = _KINDS.get(token.type, "other")
    return Block(
        kind,
        piece.before + start + 1,
        piece.slice(start, end, indent),
        items=tuple(_items(piece, token, inner, indent)) if kind == "list" else (),
        table=_table(piece, inner) if kind == "table" else None,
    )


def _items(piece: _Piece, lst: "Token", inner: "list[Token]", indent: int) -> Iterator[Item]:
    ordered = lst.type == "ordered_list_open"
    for token, content in _top_level(inner):
        start, end = token.map or (0, 0)
        first = piece.lines[start]
        inside = _content_column(first, token.markup, token.info if ordered else "")
        text = piece.slice(start, end, inside) if inside else ""
        text = "\n".join([first[inside:].strip(), *text.split("\n")[1:]]).strip("\n")
        blocks = tuple(_block(piece, child, below, inside) for child, below in _top_level(content))
        if blocks:
            head = blocks[0]
            own = (
                "\n".join([first[inside:], *head.text.split("\n")[1:]])
                if head.line == piece.before + start + 1
                else head.text
            )
            blocks = (Block(head.kind, head.line, own, head.items, head.table), *blocks[1:])
        yield Item(int(token.info) if ordered and token.info else None, text, piece.before + start + 1, blocks)


def _content_column(line: str, markup: str, number: str) -> int:
    """Where the text of a list item begins on its first line."""
    marker = f"{number}{markup}"
    at = line.find(marker)
    after = at + len(marker)
    return after + max(1, len(line[after:]) - len(line[after:].lstrip(" ")))


def _table(piece: _Piece, inner: "list[Token]") -> Table:
    """The rows as they were written: markdown-it drops cells that the header has no column for."""
    rows = [_first(token) for token in inner if token.type == "tr_open"]
    header = tuple(token.content for token in inner[: _index(inner, "thead_close")] if token.type == "inline")
    return Table(
        tuple(cell.strip() for cell in header),
        tuple(row_of(piece.lines[row], piece.before + row + 1) for row in rows[1:]),
    )


def row_of(line: str, number: int) -> Row:
    """The row that a line of a table is; `\\|` is a bar within a cell."""
    raw = _cells(line)
    return Row(tuple(cell.strip() for cell in raw), number, raw)


def _cells(line: str) -> tuple[str, ...]:
    cells, cell, escaped = list[str](), "", False
    for letter in line.strip().removeprefix("|"):
        if letter == "|" and not escaped:
            cells.append(cell)
            cell = ""
        else:
            cell = cell[:-1] + letter if letter == "|" else cell + letter
        escaped = letter == "\\" and not escaped
    return (*cells, cell) if cell.strip() else tuple(cells)


def _index(tokens: "list[Token]", type: str) -> int:
    return next((index for index, token in enumerate(tokens) if token.type == type), len(tokens))


def _first(token: "Token") -> int:
    return token.map[0] if token.map else 0
