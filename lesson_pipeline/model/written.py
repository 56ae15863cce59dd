"""A lesson as written: its headings, blocks and words in their order, each with its place in the file."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lesson_pipeline.places import Span

_NO_WORD = re.compile(r"[\W_]+")


def slug_of(title: str) -> str:
    """The id that a page makes up for a heading of this title; "section" where nothing of it can be used."""
    return _NO_WORD.sub("-", title.lower()).strip("-") or "section"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `id` is empty where its author gave none."""

    id: str
    title: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a block, and its line."""

    value: str
    line: int
    misspelt: str = ""
    """How its name is written, where that is a slip and only one name can be meant."""


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """A block of the vocabulary, or one that only looks like it. Plain slips in its names are read as they were meant."""

    name: str
    argument: str
    """What stands behind its name: an id, or a title."""
    options: Mapping[str, Option]
    line: int
    """Its first line."""
    end: int
    """Its last line."""
    closed: bool
    position: int
    """Its place among everything in the lesson (`Written.stream`)."""
    headings: tuple[str, ...] = ()
    """The ids of the headings that it stands under, outermost first."""
    inside: tuple[int, ...] = ()
    """The blocks around it, outermost first, as indexes of `Written.blocks`."""
    misspelt: str = ""
    """How its name is written, where that is a slip and only one name can be meant."""

    @property
    def realizes(self) -> tuple[str, ...]:
        """The ids that it delivers beside its own."""
        option = self.options.get("realizes")
        return tuple(id for id in (part.strip() for part in option.value.split(",")) if id) if option else ()


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of text, as it stands in the file."""

    text: str
    line: int
    kind: str
    """paragraph, heading, table, code or math."""
    position: int
    headings: tuple[str, ...] = ()
    inside: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The place of a part of the text, by offsets."""
        lines = _line_starts(self.text)
        first, last = bisect_right(lines, start) - 1, bisect_right(lines, end) - 1
        return Span(self.line + first, start - lines[first] + 1, self.line + last, end - lines[last] + 1)

    def in_code(self) -> Callable[[int], bool]:
        """A test whether an offset lies in code: all of it does, or what stands between two runs of as many backticks."""
        if self.kind == "code":
            return lambda _: True
        spans = _between_ticks(self.text)
        starts = [start for start, _ in spans]

        def lies_in_code(offset: int) -> bool:
            index = bisect_right(starts, offset) - 1
            return index >= 0 and offset < spans[index][1]

        return lies_in_code


def _between_ticks(text: str) -> list[tuple[int, int]]:
    """Where code stands within a line of text, its backticks included."""
    runs = [match.span() for match in re.finditer(r"`+", text)]
    waiting: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        waiting.setdefault(runs[index][1] - runs[index][0], []).append(index)
    found: list[tuple[int, int]] = []
    behind = -1
    for index, (start, end) in enumerate(runs):
        same = waiting[end - start]
        same.pop()  # this run itself
        if index > behind and same:
            behind = same[-1]
            found.append((start, runs[behind][1]))
    return found


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    """The offsets at which the lines of a text begin."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


@dataclass(frozen=True, slots=True)
class Reference:
    """A link, or a picture with its alternative text."""

    target: str
    words: str
    """Of a picture, its alternative text; empty for a link."""
    span: Span
    """The place of the target; where the text names it by a name defined apart, that of the definition."""
    is_image: bool
    position: int


@dataclass(frozen=True, slots=True)
class Code:
    """A fenced block of code; `line` is that of its first line of code."""

    language: str
    text: str
    line: int
    position: int
    inside: tuple[int, ...] = ()
    fence: str = ""
    """The ticks or tildes that begin it; empty where it is code by its indentation."""
    closed: bool = True

    @property
    def swallows(self) -> int | None:
        """The line at which other code begins within it, as if it had ended before that."""
        if self.fence:
            opening = re.compile(rf"[ \t]*{re.escape(self.fence)}{self.fence[0]}*[ \t]*[^\s{self.fence[0]}][^`]*")
            for number, line in enumerate(self.text.split("\n"), self.line):
                if opening.fullmatch(line):
                    return number
        return None

    @property
    def torn(self) -> bool:
        """Whether its last line is missing, so that it takes in what was not meant as code."""
        return not self.closed or self.swallows is not None


@dataclass(frozen=True, slots=True)
class RoleUse:
    """A role within a line; its span reaches from its brace to its closing tick."""

    name: str
    content: str
    span: Span
    position: int
    headings: tuple[str, ...] = ()
    inside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """The whole text, in its own order; a position is an index into that order, the same for all kinds of things."""

    headings: tuple[tuple[int, Heading], ...] = ()
    """Each with its position."""
    blocks: tuple[WrittenBlock, ...] = ()
    prose: tuple[Prose, ...] = ()
    references: tuple[Reference, ...] = ()
    codes: tuple[Code, ...] = ()
    roles: tuple[RoleUse, ...] = ()
    stray: tuple[Span, ...] = ()
    """Lines that look like a fence of colons and open or close nothing, and those at which git marks a conflict."""
    lines: tuple[str, ...] = ()
    """The lines of the file."""

    @property
    def torn(self) -> bool:
        """Whether its fences do not balance, so that nothing follows from what seems to be missing."""
        is_open = any(not block.closed for block in self.blocks) or any(code.torn for code in self.codes)
        return bool(self.stray) or is_open

    def within(self, block: WrittenBlock) -> tuple[int, tuple[str, ...]]:
        """What stands between the fences of a block and below its options: the number of its first line, and its lines."""
        first = max([block.line, *(option.line for option in block.options.values())])
        return first + 1, self.lines[first : block.end - block.closed]


EMPTY = Written()
