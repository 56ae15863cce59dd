"""What a line of a lesson page belongs to, by the ids of its headings and blocks."""

import re

_HEADING = re.compile(r"#{1,6} .*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$")
_OPENING = re.compile(r"(:{3,})\{([a-z-]+)\}(?: +(\S.*?))?\s*$")
_CLOSING = re.compile(r"(:{3,})\s*$")
_CODE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)$")


def element_at(lines: list[str], number: int) -> str:
    """The section and the blocks that hold a line of a page (1-based), outermost first: `hook/check[check-1]`."""
    section, fence = "", ""
    open_blocks: list[tuple[int, str]] = []
    for at, line in enumerate(lines[:number], 1):
        code = _CODE.match(line)
        if fence:
            if code and code[1].startswith(fence) and not code[2].strip():
                fence = ""
        elif code:
            fence = code[1]
        elif heading := _HEADING.match(line):
            section = heading[1]
        elif opening := _OPENING.match(line):
            open_blocks.append((len(opening[1]), _named(opening[2], opening[3])))
        elif closing := _CLOSING.match(line):
            _close(open_blocks, len(closing[1]), keep=at == number)
    return "/".join([*([section] if section else []), *(name for _, name in open_blocks)])


def _named(block: str, id: str | None) -> str:
    return f"{block}[{' '.join(id.split())}]" if id else block


def _close(open_blocks: list[tuple[int, str]], colons: int, *, keep: bool) -> None:
    """Close the innermost block with as many colons, and those left open in it; one's own last line is within it."""
    for index in range(len(open_blocks) - 1, -1, -1):
        if open_blocks[index][0] == colons:
            del open_blocks[index + keep :]
            return
