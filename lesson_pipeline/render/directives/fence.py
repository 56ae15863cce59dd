"""Reads colon fences: `:::{name} argument`, options as `:key: value` lines, any Markdown, and a closing fence.

An outer fence has more colons than what it holds. The content is parsed in place and not as a text of its own, so
footnotes, link definitions and heading levels reach across blocks, and every token knows its line.
"""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from lesson_pipeline.render.context import PageContext, page_of
from lesson_pipeline.render.directives.spec import Block

_OPENING = re.compile(r"(:{3,})\{([a-z][a-z0-9-]*)\}[ \t]*(.*)")
_CLOSING = re.compile(r"(:{3,})[ \t]*")
_OPTION = re.compile(r":([a-z][a-z0-9-]*):(?:[ \t]+(.*))?")


Make = Callable[[PageContext, str, str, dict[str, str]], Block]


def fence_plugin(md: MarkdownIt, make: Make) -> None:
    """Installs the rule; `make` gives the block for a page, a name, an argument and options."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if state.is_code_block(start):
            return False
        opening = _OPENING.fullmatch(_line(state, start))
        if opening is None:
            return False
        if not silent:
            _read(state, start, end, opening, make)
        return True

    md.block.ruler.before("fence", "directive", rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _read(state: StateBlock, start: int, end: int, opening: re.Match[str], make: Make) -> None:
    colons, name, argument = opening[1], opening[2], opening[3].strip()
    last, closed = _last_line(state, start, end, len(colons))
    options: dict[str, str] = {}
    first = start + 1
    while first < last and (option := _OPTION.fullmatch(_line(state, first))):
        options[option[1]] = (option[2] or "").strip()
        first += 1
    page = page_of(state.env)
    if not closed:
        page.report(f"the block {opening[0].strip()!r} is never closed")
    block = make(page, name, argument, options)
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "directive", last
    token = state.push("directive_open", "div", 1)
    token.map, token.markup, token.info, token.meta = [start, last], colons, name, {"block": block}
    state.md.block.tokenize(state, first, last)
    token = state.push("directive_close", "div", -1)
    token.markup, token.info, token.meta = colons, name, {"block": block}
    state.parentType, state.lineMax = parent, line_max
    state.line = last + closed


def _last_line(state: StateBlock, start: int, end: int, colons: int) -> tuple[int, bool]:
    """The line at which a block ends, and whether a closing fence stands there."""
    for line in range(start + 1, end):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return line, False  # the list item that holds the block ends here
        if not state.is_code_block(line):
            closing = _CLOSING.fullmatch(_line(state, line))
            if closing and len(closing[1]) >= colons:
                return line, True
    return end, False


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
