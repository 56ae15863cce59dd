"""Markdown as lessons and plans use it, to HTML that is safe to put on a page."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from lesson_pipeline.render.context import PageContext, page_of
from lesson_pipeline.render.diagrams import is_diagram
from lesson_pipeline.render.directives.figures import drawn, picture
from lesson_pipeline.render.directives.registry import directives_plugin
from lesson_pipeline.render.directives.spec import block_of
from lesson_pipeline.render.formulas import formulas_plugin
from lesson_pipeline.render.headings import headings_plugin
from lesson_pipeline.render.highlight import highlight
from lesson_pipeline.render.links import links_plugin
from lesson_pipeline.render.raw_html import raw_html_plugin
from lesson_pipeline.render.sanitize import sanitized
from lesson_pipeline.render.task_lists import task_lists_plugin
from lesson_pipeline.render.titles import plain
from lesson_pipeline.source.lesson_markdown import lesson_parser
from lesson_pipeline.source.stated_numbers import stated

_NO_WORDS = re.compile(r"[\\${}]")
PAGE_TITLE = 1
"""The level of a page's own heading."""


def _parser(*, html: bool) -> MarkdownIt:
    md = lesson_parser(html=html)
    if html:
        md.use(raw_html_plugin)
    md.use(formulas_plugin).use(directives_plugin).use(headings_plugin).use(links_plugin).use(task_lists_plugin)
    for rule, render in _RENDER_RULES.items():
        md.add_render_rule(rule, render)
    return md


def _code(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    if token.type == "fence" and is_diagram(token.info):
        return f'<div class="picture diagram" tabindex="0" role="group" aria-label="Diagram">{drawn(token.content, "", page_of(env))}</div>\n'
    language = token.info.split(maxsplit=1)[0].strip("{}") if token.info.strip() else ""
    return f'<pre class="code" tabindex="0"><code>{highlight(token.content, language)}</code></pre>\n'


def _table_open(_: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, _____: EnvType) -> str:
    return '<div class="table" tabindex="0" role="group" aria-label="Table">\n<table>\n'


def _table_close(_: RendererHTML, __: Sequence[Token], ___: int, ____: OptionsDict, _____: EnvType) -> str:
    return "</table>\n</div>\n"


def _header_cell(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """An empty corner cell heads nothing, and a screen reader should not announce it as a heading. Formulas in a cell that
    holds nothing else get a name in words, because not every reader announces MathML as part of a heading."""
    token = tokens[index]
    opening = token if token.nesting == 1 else tokens[index - 2]
    content = tokens[index + 1 if token.nesting == 1 else index - 1]
    token.tag = opening.tag = "th" if content.content.strip() else "td"
    children = content.children or []
    if token.nesting == 1 and all(child.type == "math_inline" for child in children):
        for child in children:
            child.meta["spoken"] = _NO_WORDS.sub("", child.content)
    return renderer.renderToken(tokens, index, options, env)


def _image(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    shown = picture(str(token.attrGet("src") or ""), plain(token.content), page_of(env))
    return f'<span class="picture">{shown}</span>'


def _role(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
    """A number is shown without the expression that gives it; of an unknown role, its text."""
    token = tokens[index]
    if token.info == "num":
        return f'<span class="num">{escape(stated(token.content).shown)}</span>'
    page_of(env).report(f"the role {token.info!r} is not known; its text is shown as it is")
    return f"<code>{escape(token.content)}</code>"


_RENDER_RULES = {
    "role": _role,
    "fence": _code,
    "code_block": _code,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _header_cell,
    "th_close": _header_cell,
    "image": _image,
}
_PLAN = _parser(html=False)
_LESSON = _parser(html=True)


def block(text: str, page: PageContext, *, level: int, scope: str) -> Markup:
    """The text as blocks that stand under a heading of a level; `scope` keeps the footnotes of texts apart."""
    if not text.strip():
        return Markup("")
    return sanitized(_PLAN.render(text, {"page": page, "level": level, "docId": scope}))


def inline(text: str, page: PageContext) -> Markup:
    """A short text in one line, links included."""
    return sanitized(_PLAN.renderInline(text.strip(), {"page": page, "level": PAGE_TITLE}))


def lesson(text: str, page: PageContext) -> Markup:
    """A whole lesson as written; a title at its head goes to `page.heading`."""
    return sanitized(_LESSON.render(text.removeprefix("\ufeff"), _of_lesson(page)))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a lesson: what stands between two cuts."""

    line: int
    html: Markup
    anchors: Mapping[int, str]
    """The ids on the page of the headings and blocks in it, each by its first line."""


def pieces(text: str, page: PageContext, cuts: Collection[int]) -> tuple[Piece, ...]:
    """A whole lesson as written, cut above its sections, and above what begins at one of the lines `cuts`.

    It is cut only between blocks, never within one. Blocks that have no id get one by their line.
    """
    env = _of_lesson(page)
    tokens = _LESSON.parse(text.removeprefix("\ufeff"), env)
    starts = list(_starts(tokens, cuts))
    return tuple(
        _piece(tokens[start:end], page, env) for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True)
    )


def _starts(tokens: Sequence[Token], cuts: Collection[int]) -> Iterator[int]:
    """Where each piece begins."""
    depth = 0
    for index, token in enumerate(tokens):
        at_cut = token.map is not None and (token.map[0] + 1 in cuts or (token.tag == "h2" and token.nesting == 1))
        if depth == 0 and (index == 0 or at_cut):
            yield index
        depth += token.nesting


def _piece(tokens: Sequence[Token], page: PageContext, env: EnvType) -> Piece:
    anchors: dict[int, str] = {}
    lines = [token.map[0] + 1 for token in tokens if token.map and token.type != "front_matter"]
    for token in tokens:
        if token.map and token.type in ("heading_open", "directive_open"):
            line = token.map[0] + 1
            nameless = token.type == "directive_open" and block_of(token).argument not in page.titles
            if nameless and not token.attrGet("id") and page.anchors.claim(f"_line-{line}"):
                token.attrSet("id", f"_line-{line}")
            anchors[line] = str(token.attrGet("id") or "")
    html = sanitized(_LESSON.renderer.render(tokens, _LESSON.options, env))
    return Piece(min(lines, default=1), html, {line: anchor for line, anchor in anchors.items() if anchor})


def _of_lesson(page: PageContext) -> EnvType:
    return {"page": page, "level": PAGE_TITLE, "titled": True, "html": True, "docId": "lesson"}
