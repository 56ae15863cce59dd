"""What a block is, and what one use of it holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from markdown_it.token import Token

from lesson_pipeline.model.vocabulary import BLOCKS
from lesson_pipeline.render.context import PageContext


def _as_it_is(_: "Block", content: list[Token], __: PageContext) -> list[Token]:
    return content


@dataclass(frozen=True, slots=True)
class DirectiveSpec:
    """A block of the vocabulary: its name, what a reader sees above it, and the HTML around its content."""

    name: str
    label: str
    """The words that say what it is; empty where it needs none."""
    opens: Callable[["Block", PageContext], str]
    closes: Callable[["Block", PageContext], str]
    content: Callable[["Block", list[Token], PageContext], list[Token]] = _as_it_is
    """What becomes of the blocks within it, before their text is read."""
    scoped: bool = False
    """Whether its id is one only among its neighbours, so that the page's id needs that of the block around it."""
    in_toc: bool = False

    @property
    def named(self) -> bool:
        """Whether its argument is always an id; otherwise only if the plan has a section or part of that id, else a
        title."""
        return self.name in BLOCKS and BLOCKS[self.name].named


@dataclass(frozen=True, slots=True)
class Block:
    """One use of a directive in a text."""

    spec: DirectiveSpec
    argument: str
    options: Mapping[str, str] = field(default_factory=dict)
    number: int = 1
    """Its number among those of its name that stand beside it under one heading."""
    anchor: str = ""
    """Its id on the page: while parsing the one it asks for, while rendering the one it got, if any."""


def heading_of(block: Block, page: PageContext) -> str:
    """What the block is about, in its author's words: its title, or that of the section it realises, unless a
    heading before it has said so already."""
    if block.argument in page.titles:
        return page.titles[block.argument] if block.anchor else ""
    return "" if block.spec.named else block.argument


def block_of(token: Token) -> Block:
    """The block that an opening or closing token stands for."""
    return cast(Block, token.meta["block"])
