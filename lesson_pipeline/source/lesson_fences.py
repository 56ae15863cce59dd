"""Reads colon fences: `:::{name} argument`, options as `:key: value` lines, any Markdown, and a closing fence.

An outer fence has more colons than what it holds. The content is parsed in place and not as a text of its own, so
footnotes, link definitions and heading levels reach across blocks, and every token knows its line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from lesson_pipeline.source.lesson_comments import without_last_comments

_OPENING = re.compile(r"(:{3,})\{([a-z][a-z0-9-]*)\}[ \t]*(.*)")
_CLOSING = re.compile(r"(:{3,})[ \t]*")
_CODE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*?)[ \t]*")
_OPTION = re.compile(r":([a-z][a-z0-9-]*):(?:[ \t]+(.*))?")


@dataclass(frozen=True, slots=True)
class Fence:
    """A colon fence as it was written."""

    colons: int
    name: str
    argument: str
    options: Mapping[str, str]
    lines: Mapping[str, int]
    """The line of each option, counted from 0."""
    line: int
    """Its first line, counted from 0."""
    end: int
    """The line of its closing fence, or the one behind its last."""
    closed: bool


def fences_plugin(md: MarkdownIt) -> None:
    """Installs the rule: tokens `directive_open` and `directive_close`, each with its Fence (`fence_of`)."""
    md.block.ruler.before("fence", "directive", _rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def fence_of(token: Token) -> Fence:
    """The fence that an opening or closing token stands for."""
    return cast(Fence, token.meta["fence"])


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    opening = _OPENING.fullmatch(_line(state, start))
    if opening is None:
        return False
    if not silent:
        _read(state, start, end, opening)
    return True


def _read(state: StateBlock, start: int, end: int, opening: re.Match[str]) -> None:
    last, closed = _last_line(state, start, end, len(opening[1]))
    options: dict[str, str] = {}
    lines: dict[str, int] = {}
    first = start + 1
    while first < last and (option := _OPTION.fullmatch(_line(state, first))):
        options[option[1]] = without_last_comments(option[2] or "")
        lines[option[1]] = first
        first += 1
    fence = Fence(len(opening[1]), opening[2], without_last_comments(opening[3]), options, lines, start, last, closed)
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "directive", last
    token = state.push("directive_open", "div", 1)
    token.map, token.markup, token.info, token.meta = [start, last], opening[1], fence.name, {"fence": fence}
    state.md.block.tokenize(state, first, last)
    token = state.push("directive_close", "div", -1)
    token.markup, token.info, token.meta = opening[1], fence.name, {"fence": fence}
    state.parentType, state.lineMax = parent, line_max
    state.line = last + closed


def _last_line(state: StateBlock, start: int, end: int, colons: int) -> tuple[int, bool]:
    """The line at which a block ends, and whether a closing fence stands there; one within code is code."""
    behind_code = start + 1
    for line in range(start + 1, end):
        if line < behind_code:
            continue
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return line, False  # the list item that holds the block ends here
        if not state.is_code_block(line):
            closing = _CLOSING.fullmatch(_line(state, line))
            if closing and len(closing[1]) >= colons:
                return line, True
            behind_code = _behind_code(state, line, end)
    return end, False


def _behind_code(state: StateBlock, start: int, end: int) -> int:
    """The line behind the code that begins at a line; the next one if none does, or if other code begins in it.

    So code that is not closed takes no block along: the block ends where it would without that code.
    """
    opening = _CODE.fullmatch(_line(state, start))
    if opening:
        fence = opening[1]
        for line in range(start + 1, end):
            if state.isEmpty(line) or state.is_code_block(line):
                continue
            other = _CODE.fullmatch(_line(state, line))
            if other and other[1].startswith(fence):
                return start + 1 if other[2] else line + 1
    return start + 1


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
