"""The lines of a lesson as written, and the places in them at which a test may spoil it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_OPENS = re.compile(r"(?P<colons>:{3,})\{(?P<name>[a-z-]+)\}(?: (?P<argument>.*))?$")


@dataclass(frozen=True)
class PageLines:
    """A page as lines; places are indexes, from 0."""

    lines: tuple[str, ...]

    @classmethod
    def read(cls, file: Path) -> Self:
        return cls(tuple(file.read_text(encoding="utf-8").splitlines()))

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    # -- places

    def blocks(self, *names: str) -> list[int]:
        """Where blocks of some names begin; of any, if none is named."""
        opens = ((index, _OPENS.match(line)) for index, line in enumerate(self.lines))
        return [index for index, found in opens if found and (not names or found["name"] in names)]

    def name(self, index: int) -> str:
        """The name of the block that begins at a line."""
        found = _OPENS.match(self.lines[index])
        return found["name"] if found else ""

    def argument(self, index: int) -> str:
        """What stands behind the name of the block that begins at a line."""
        found = _OPENS.match(self.lines[index])
        return found["argument"] or "" if found else ""

    def end_of(self, start: int) -> int:
        """Where the block ends that begins at a line."""
        line = self.lines[start]
        return self.lines.index(line[: len(line) - len(line.lstrip(":"))], start)

    def options(self, index: int) -> list[int]:
        """Where the options of the block stand that begins at a line."""
        last = index
        while self.lines[last + 1].startswith(":") and not self.lines[last + 1].startswith("::"):
            last += 1
        return list(range(index + 1, last + 1))

    def around(self, index: int) -> list[int]:
        """The blocks that hold a line, the outermost first."""
        return [start for start in self.blocks() if start < index <= self.end_of(start)]

    def headings(self) -> list[int]:
        """Where headings with an id stand."""
        return [index for index, line in enumerate(self.lines) if re.match(r"#+ .*\{#[a-z0-9-]+\}$", line)]

    def heading_of(self, index: int) -> int:
        """The heading under which a line stands."""
        return max(at for at in self.headings() if at <= index)

    def with_text(self, *texts: str) -> list[int]:
        """The lines that hold all of some texts."""
        return [index for index, line in enumerate(self.lines) if all(text in line for text in texts)]

    def title(self, index: int) -> str:
        """A line and its number, to name a test."""
        return f"{index + 1} {self.lines[index].lstrip(':#').strip()[:40]}"

    # -- spoiling

    def without(self, first: int, last: int | None = None) -> Self:
        """The page without a stretch of lines."""
        return type(self)((*self.lines[:first], *self.lines[(first if last is None else last) + 1 :]))

    def with_line(self, index: int, line: str) -> Self:
        """The page with another line in the place of one."""
        return type(self)((*self.lines[:index], line, *self.lines[index + 1 :]))

    def with_lines_before(self, index: int, *lines: str) -> Self:
        """The page with lines added before one."""
        return type(self)((*self.lines[:index], *lines, *self.lines[index:]))

    def moved(self, first: int, last: int, before: int) -> Self:
        """The page with a stretch of lines moved before a line that comes sooner or later."""
        rest = self.lines[:first] + self.lines[last + 1 :]
        at = before if before <= first else before - (last + 1 - first)
        return type(self)((*rest[:at], *self.lines[first : last + 1], *rest[at:]))
