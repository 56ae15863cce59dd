"""The vocabulary: every block by name, and the Markdown plugin that reads and renders them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from lesson_pipeline.render.context import PageContext, page_of
from lesson_pipeline.render.directives import callouts, checks
from lesson_pipeline.render.directives.fence import fence_plugin
from lesson_pipeline.render.directives.spec import Block, DirectiveSpec, block_of

VOCABULARY: Mapping[str, DirectiveSpec] = {spec.name: spec for module in (callouts, checks) for spec in module.SPECS}


def directives_plugin(md: MarkdownIt) -> None:
    """Reads colon fences and renders each as its specification says."""
    fence_plugin(md, _block)
    md.add_render_rule("directive_open", _open)
    md.add_render_rule("directive_close", _close)


def _block(page: PageContext, name: str, argument: str, options: dict[str, str]) -> Block:
    spec = VOCABULARY.get(name) or callouts.unknown(name)
    return Block(spec, argument, options, anchor=argument if spec.named or argument in page.titles else "")


def _open(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    block, page = block_of(tokens[index]), page_of(env)
    if block.spec.name not in VOCABULARY:
        page.report(f"the block {block.spec.label!r} is not in the vocabulary; it is shown as a plain box")
    block = replace(block, anchor=str(tokens[index].attrGet("id") or ""))
    return block.spec.opens(block, page)


def _close(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    block = block_of(tokens[index])
    return block.spec.closes(block, page_of(env))
