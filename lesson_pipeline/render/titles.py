"""Titles and other short texts: inline Markdown only, and never a link, since a title often stands in one."""

from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from lesson_pipeline.render.formulas import formulas_plugin
from lesson_pipeline.render.raw_html import raw_html_plugin
from lesson_pipeline.render.sanitize import sanitized
from lesson_pipeline.source.lesson_markdown import math_plugin


def _nothing(_: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, _____: EnvType) -> str:
    return ""


def _alternative(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    return str(escape(tokens[index].content))


def _parser(*, html: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": html}).enable("strikethrough").use(math_plugin).use(formulas_plugin)
    if html:
        md.use(raw_html_plugin)
    md.add_render_rule("link_open", _nothing)
    md.add_render_rule("link_close", _nothing)
    md.add_render_rule("image", _alternative)
    return md


_OF_PLANS, _OF_LESSONS = _parser(html=False), _parser(html=True)


@lru_cache(maxsize=1 << 16)
def title(text: str, *, html: bool = False) -> Markup:
    """The text with its emphasis, code and formulas; of a link, its words. With `html` it is that of a lesson, which
    may hold HTML."""
    return sanitized((_OF_LESSONS if html else _OF_PLANS).renderInline(text.strip()))


@lru_cache(maxsize=1 << 16)
def plain(text: str, *, html: bool = False) -> str:
    """The words of the text alone, for places that hold no markup."""
    tokens = (_OF_LESSONS if html else _OF_PLANS).parseInline(text.strip())
    return " ".join("".join(_words(token.children or []) for token in tokens).split())


def _words(tokens: Sequence[Token]) -> str:
    return "".join(_word(token) for token in tokens)


def _word(token: Token) -> str:
    if token.type == "html_inline":
        return ""
    return " " if token.type in ("softbreak", "hardbreak") else token.content
