"""Headings: their ids, their levels on the page, and the page's table of contents."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from lesson_pipeline.render.context import PageContext, TocEntry, page_of
from lesson_pipeline.render.directives.spec import block_of
from lesson_pipeline.render.titles import plain, title
from lesson_pipeline.source.lesson_markdown import split_id

_TOC_LEVEL = "h2"
_DEEPEST = 6


def headings_plugin(md: MarkdownIt) -> None:
    """Reads `## Title {#id}`, fits headings under the page's own, gives every heading an id.

    Expects in the environment `page`, and `level`, the level of the heading that the text stands under; with `titled`
    a title at the head of the text becomes the page's.
    """
    md.core.ruler.after("directive_blocks", "heading_title", _lift_title)
    md.core.ruler.after("heading_title", "heading_ids", _read_ids)
    md.core.ruler.after("heading_ids", "heading_levels", _fit_levels)
    md.core.ruler.after("heading_levels", "heading_anchors", _invent_ids)


def _lift_title(state: StateCore) -> None:
    """Takes a title at the head of a lesson out of its text: a page has one title, above everything else."""
    start = 1 if state.tokens and state.tokens[0].type == "front_matter" else 0
    opening = state.tokens[start : start + 1]
    if state.env.get("titled") and opening and opening[0].tag == "h1":
        page = page_of(state.env)
        page.heading, id = split_id(state.tokens[start + 1].content)
        page.heading_anchor = id if id and page.anchors.claim(id) else ""
        del state.tokens[start : start + 3]


def _read_ids(state: StateCore) -> None:
    """What an author named keeps its name, so all of it is claimed before anything is invented."""
    page = page_of(state.env)
    around: list[str] = []
    for token, inline in _with_next(state.tokens):
        if token.type == "heading_open":
            inline.content, id = split_id(inline.content)
            _claim(page, token, id)
        elif token.type == "directive_open":
            block = block_of(token)
            outer = next((anchor for anchor in reversed(around) if anchor), "") if block.spec.scoped else ""
            _claim(page, token, f"{outer}.{block.anchor}" if outer and block.anchor else block.anchor)
            around.append(block.anchor)
        elif token.type == "directive_close":
            around.pop()


def _claim(page: PageContext, token: Token, anchor: str) -> None:
    if page.anchors.claim(anchor):
        token.attrSet("id", anchor)


def _fit_levels(state: StateCore) -> None:
    above: list[int] = []
    for token in state.tokens:
        if token.type == "heading_open":
            written = int(token.tag[1:])
            while above and above[-1] >= written:
                above.pop()
            above.append(written)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(state.env['level'] + len(above), _DEEPEST)}"


def _invent_ids(state: StateCore) -> None:
    page, html = page_of(state.env), bool(state.env.get("html"))
    for token, inline in _with_next(state.tokens):
        if token.type == "heading_open":
            anchor = token.attrGet("id")
            if not isinstance(anchor, str):
                anchor = page.anchors.invent(plain(inline.content, html=html))
                token.attrSet("id", anchor)
            if token.tag == _TOC_LEVEL:
                page.toc.append(TocEntry(anchor, title(inline.content, html=html)))
        elif token.type == "directive_open":
            _enter_block(page, token)


def _enter_block(page: PageContext, token: Token) -> None:
    block = block_of(token)
    named = page.titles.get(block.anchor, "")
    if block.spec.in_toc and named and token.attrGet("id"):
        page.toc.append(TocEntry(block.anchor, title(named)))


def _with_next(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    return pairwise(tokens)
