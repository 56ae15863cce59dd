"""The vocabulary: every block by name, and the Markdown plugin that reads and renders them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from lesson_pipeline.render.context import PageContext, page_of
from lesson_pipeline.render.directives import cards, checks, elements, figures, frames, notes, values
from lesson_pipeline.render.directives.boxes import unknown
from lesson_pipeline.render.directives.spec import Block, DirectiveSpec, block_of
from lesson_pipeline.source.lesson_fences import Fence, fence_of

_FAMILIES = (frames, notes, elements, cards, checks, figures, values)
VOCABULARY: Mapping[str, DirectiveSpec] = {spec.name: spec for family in _FAMILIES for spec in family.SPECS}


def directives_plugin(md: MarkdownIt) -> None:
    """Renders each colon fence as its specification says."""
    md.core.ruler.after("block", "directive_blocks", _make_blocks)
    md.add_render_rule("directive_open", _open)
    md.add_render_rule("directive_close", _close)
    md.add_render_rule("markup", _markup)


@dataclass(slots=True)
class _Level:
    """A block being read, or the text as a whole."""

    start: int = 0
    """Where its content begins."""
    block: Block | None = None
    counts: dict[str, int] = field(default_factory=dict)
    """How many blocks of each name stand in it, since its last heading."""


def _make_blocks(state: StateCore) -> None:
    page = page_of(state.env)
    made: list[Token] = []
    levels = [_Level()]
    for token in state.tokens:
        if token.type == "directive_open":
            fence = fence_of(token)
            counts = levels[-1].counts
            counts[fence.name] = counts.get(fence.name, 0) + 1
            block = _block(page, fence, counts[fence.name])
            token.meta["block"] = block
            made.append(token)
            levels.append(_Level(len(made), block))
        elif token.type == "directive_close":
            level = levels.pop()
            if level.block is not None:
                made[level.start :] = level.block.spec.content(level.block, made[level.start :], page)
            token.meta["block"] = level.block
            made.append(token)
        else:
            if token.type == "heading_open":
                levels[-1].counts.clear()
            made.append(token)
    state.tokens = made


def _block(page: PageContext, fence: Fence, number: int) -> Block:
    if not fence.closed:
        opening = f"{':' * fence.colons}{{{fence.name}}} {fence.argument}".strip()
        page.report(f"the block {opening!r} is never closed")
    page.blocks.add(fence.name)
    spec = VOCABULARY.get(fence.name) or unknown(fence.name)
    anchor = fence.argument if spec.named or fence.argument in page.titles else ""
    return Block(spec, fence.argument, fence.options, number, anchor)


def _open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    block, page = block_of(tokens[index]), page_of(env)
    if block.spec.name not in VOCABULARY:
        page.report(f"the block {block.spec.label!r} is not in the vocabulary; it is shown as a plain box")
    block = replace(block, anchor=str(tokens[index].attrGet("id") or ""))
    return block.spec.opens(block, page)


def _close(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    block = block_of(tokens[index])
    return block.spec.closes(block, page_of(env))


def _markup(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return tokens[index].content
