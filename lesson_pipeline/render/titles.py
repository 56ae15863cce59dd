"""Titles and other short texts: inline Markdown only, and never a link, since a title often stands in one."""

from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from lesson_pipeline.render.formulas import formulas_plugin
from lesson_pipeline.render.sanitize import sanitized
from lesson_pipeline.source.lesson_markdown import math_plugin


def _nothing(_: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, _____: EnvType) -> str:
    return ""


def _alternative(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return str(escape(tokens[index].content))


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable("strikethrough").use(math_plugin).use(formulas_plugin)
    md.add_render_rule("link_open", _nothing)
    md.add_render_rule("link_close", _nothing)
    md.add_render_rule("image", _alternative)
    return md


_TITLES = _parser()


@lru_cache(maxsize=1 << 16)
def title(text: str) -> Markup:
    """The text with its emphasis, code and formulas; of a link, its words."""
    return sanitized(_TITLES.renderInline(text.strip()))


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """The words of the text alone, for places that hold no markup."""
    tokens = _TITLES.parseInline(text.strip())
    return " ".join("".join(_words(token.children or []) for token in tokens).split())


def _words(tokens: Sequence[Token]) -> str:
    return "".join(" " if token.type in ("softbreak", "hardbreak") else token.content for token in tokens)
