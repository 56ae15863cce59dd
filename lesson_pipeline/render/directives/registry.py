"""The vocabulary: every block by name, and the Markdown plugin that reads and renders them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from lesson_pipeline.render.context import PageContext, page_of
from lesson_pipeline.render.directives import callouts, checks
from lesson_pipeline.render.directives.spec import Block, DirectiveSpec, block_of
from lesson_pipeline.source.lesson_fences import Fence, fence_of

VOCABULARY: Mapping[str, DirectiveSpec] = {spec.name: spec for module in (callouts, checks) for spec in module.SPECS}


def directives_plugin(md: MarkdownIt) -> None:
    """Renders each colon fence as its specification says."""
    md.core.ruler.after("block", "directive_blocks", _make_blocks)
    md.add_render_rule("directive_open", _open)
    md.add_render_rule("directive_close", _close)


def _make_blocks(state: StateCore) -> None:
    page = page_of(state.env)
    made: list[Block] = []
    for token in state.tokens:
        if token.type == "directive_open":
            fence = fence_of(token)
            if not fence.closed:
                opening = f"{token.markup}{{{fence.name}}} {fence.argument}".strip()
                page.report(f"the block {opening!r} is never closed")
            made.append(_block(page, fence))
            token.meta["block"] = made[-1]
        elif token.type == "directive_close":
            token.meta["block"] = made.pop()


def _block(page: PageContext, fence: Fence) -> Block:
    spec = VOCABULARY.get(fence.name) or callouts.unknown(fence.name)
    anchor = fence.argument if spec.named or fence.argument in page.titles else ""
    return Block(spec, fence.argument, fence.options, anchor=anchor)


def _open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    block, page = block_of(tokens[index]), page_of(env)
    if block.spec.name not in VOCABULARY:
        page.report(f"the block {block.spec.label!r} is not in the vocabulary; it is shown as a plain box")
    block = replace(block, anchor=str(tokens[index].attrGet("id") or ""))
    return block.spec.opens(block, page)


def _close(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    block = block_of(tokens[index])
    return block.spec.closes(block, page_of(env))
