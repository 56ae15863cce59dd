"""The comments of a Markdown text, and the blocks that they stand above; what looks like one in code is none."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from lesson_pipeline.places import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_DEPTH = 40
"""Directives within directives that are looked into."""

_COMMENT = re.compile(r"<!--(?P<text>.*?)(?P<end>-->|\Z)", re.DOTALL)
_MARGIN = " \t>"
"""What may stand beside a comment that has its line to itself: blanks, and the sign of a quotation."""


@dataclass(frozen=True, slots=True)
class HtmlComment:
    """A comment of a Markdown text."""

    text: str
    """What stands between its marks."""
    span: Span
    covers: Span
    """Its lines; or, where it has them to itself, the block that begins below (of no width if none does)."""
    is_closed: bool


def html_comments(lines: list[str], first: int) -> list[HtmlComment]:
    """The comments of a Markdown text that begins on the line of index `first`, in order of place."""
    page = _Page(lines)
    pending = [("\n".join(lines[first:]), first, 0)]
    while pending:
        text, line, depth = pending.pop()
        for token in _markdown().parse(text):
            if token.map is None:
                continue
            start, end = line + token.map[0], line + token.map[1]
            page.take(token, start, end)
            if token.type == "colon_fence" and depth < MAX_DEPTH:
                pending.append((token.content, start + 1, depth + 1))
    return page.comments()


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.colon_fence import colon_fence_plugin

    return MarkdownIt("commonmark", {"html": True}).use(colon_fence_plugin)


class _Page:
    """What was found in a text; lines count from 0."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._text = "\n".join(lines)
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        self._found: dict[int, re.Match[str]] = {}
        """The comments, by the offset at which they begin."""
        self._blocks: dict[int, int] = {}
        """For a line on which blocks begin, the line behind the end of the longest."""

    def take(self, token: "Token", start: int, end: int) -> None:
        """Note a block and the comments that stand in it itself."""
        self._blocks[start] = max(end, self._blocks.get(start, 0))
        if token.type == "html_block":
            self._note(*_COMMENT.finditer(self._text, self._starts[start], self._starts[end] - 1))
        elif token.type == "colon_fence":
            self._note(*_COMMENT.finditer(self._text, self._starts[start], self._starts[start + 1] - 1))
        elif token.type == "inline":
            self._take_inline(token, self._starts[start], self._starts[end] - 1)

    def _take_inline(self, token: "Token", start: int, end: int) -> None:
        """Comments within a line of prose: markdown-it knows what is code, but not the columns."""
        for child in token.children or ():
            if child.type not in ("code_inline", "html_inline"):
                continue
            at = self._text.find(child.content.split("\n")[0], start, end)
            if at < 0:
                continue  # code that goes over two lines
            start = at + 1
            if child.type == "html_inline" and (match := _COMMENT.match(self._text, at, end)):
                self._note(match)
                start = match.end()

    def _note(self, *matches: re.Match[str]) -> None:
        self._found.update((match.start(), match) for match in matches)

    def comments(self) -> list[HtmlComment]:
        """All that was found."""
        alone = {at for at, match in self._found.items() if self._is_alone(match)}
        skipped = {line for at in alone for line in range(*self._extent(self._found[at]))}
        found = []
        for at, match in sorted(self._found.items()):
            first, behind = self._extent(match)
            covers = self._below(behind, skipped) if at in alone else Span(first + 1, 1, behind + 1, 1)
            last = behind - 1
            place = (first + 1, at - self._starts[first] + 1, last + 1, match.end() - self._starts[last] + 1)
            found.append(HtmlComment(match["text"], Span(*place), covers, bool(match["end"])))
        return found

    def _extent(self, match: re.Match[str]) -> tuple[int, int]:
        """The first line of a comment, and the line behind its last."""
        return bisect_right(self._starts, match.start()) - 1, bisect_right(self._starts, match.end() - 1)

    def _is_alone(self, match: re.Match[str]) -> bool:
        first, behind = self._extent(match)
        around = self._text[self._starts[first] : self._starts[behind] - 1]
        return not _COMMENT.sub("", around).strip(_MARGIN)

    def _below(self, line: int, skipped: set[int]) -> Span:
        """The lines of the block that begins next."""
        for start in range(line, len(self._lines)):
            if start not in skipped and self._lines[start].strip(_MARGIN):
                return Span(start + 1, 1, max(self._blocks.get(start, 0), start + 1) + 1, 1)
        return Span(line + 1, 1, line + 1, 1)
