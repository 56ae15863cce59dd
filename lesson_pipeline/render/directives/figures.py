"""Figures and diagrams: a picture, and its caption as Markdown below it."""

import re

from markdown_it.token import Token
from markupsafe import escape

from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.diagrams import LANGUAGE, DiagramError, diagram, is_diagram
from lesson_pipeline.render.directives.markup import id_attribute, raw
from lesson_pipeline.render.directives.spec import Block, DirectiveSpec, heading_of
from lesson_pipeline.render.pictures import PictureError
from lesson_pipeline.render.titles import title

_WIDTH = re.compile(r"(?:[1-9][0-9]?|100)%|[1-9][0-9]{0,3}(?:\.[0-9]+)?(?:px|em|rem|ch)?")


def picture(source: str, words: str, page: PageContext) -> str:
    """A picture as HTML within a line; its words in its place where it cannot be shown."""
    try:
        return page.pictures.show(source, words, page.report)
    except PictureError as fault:
        page.report(f"the picture {source!r} is shown by its words only: {fault}")
        return f'<span class="no-picture" role="img" aria-label="{escape(words or source)}">{escape(words or source)}</span>'


def drawn(text: str, words: str, page: PageContext) -> str:
    """A Mermaid text as a drawing; as code where it cannot be drawn."""
    try:
        return diagram(text, page.pictures.prefix(), words)
    except DiagramError as fault:
        first = text.strip().partition("\n")[0]
        page.report(f"the diagram {first!r} is shown as its source: {fault}")
        return f'<pre class="code" tabindex="0"><code>{escape(text)}</code></pre>'


def _words(block: Block, page: PageContext) -> str:
    words = block.options.get("alt", "")
    if not words:
        page.report(
            f"the {block.spec.name} {block.argument!r} has no `:alt:`, so some readers do not learn what it shows"
        )
    return words


def _framed(html: str, block: Block, page: PageContext) -> str:
    """The picture in a box as wide as its author wants it."""
    width, style = block.options.get("width", ""), ""
    if _WIDTH.fullmatch(width):
        style = f' style="width: {width}px"' if width.replace(".", "").isdigit() else f' style="width: {width}"'
    elif width:
        page.report(f"the width {width!r} is not one: write `60%`, `20em` or `320px`")
    scrolls = ' tabindex="0" role="group" aria-label="Diagram"' if block.spec.name == "diagram" else ""
    return f'<div class="picture"{style}{scrolls}>{html}</div>\n'


def _captioned(block: Block, content: list[Token], page: PageContext) -> list[Token]:
    heading = heading_of(block, page) if block.spec.name == "diagram" else ""
    if not content and not heading:
        return []
    line = f'<p class="figure-title"><strong>{title(heading, html=True)}</strong></p>\n' if heading else ""
    return [raw(f"<figcaption>\n{line}"), *content, raw("</figcaption>\n")]


def _figure(block: Block, content: list[Token], page: PageContext) -> list[Token]:
    shown = picture(block.argument, _words(block, page), page)
    return [raw(_framed(shown, block, page)), *_captioned(block, content, page)]


def _diagram(block: Block, content: list[Token], page: PageContext) -> list[Token]:
    source = next((token for token in content if token.type == "fence" and is_diagram(token.info)), None)
    if source is None:
        page.report(f"the diagram {block.argument!r} holds no fenced text in the language `{LANGUAGE}`")
        return content
    shown = drawn(source.content, _words(block, page), page)
    rest = [token for token in content if token is not source]
    return [raw(_framed(shown, block, page)), *_captioned(block, rest, page)]


def _open(block: Block, _: PageContext) -> str:
    return f'<figure class="{block.spec.name}"{id_attribute(block)}>\n'


def _close(_: Block, __: PageContext) -> str:
    return "</figure>\n"


SPECS = (
    DirectiveSpec("figure", "", _open, _close, content=_figure),
    DirectiveSpec("diagram", "", _open, _close, content=_diagram),
)
