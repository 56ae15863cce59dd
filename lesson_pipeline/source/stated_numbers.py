"""Numbers stated with the expression that gives them, `-log(sigmoid(9)) = 0.000123`, and blocks that name values."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_EQUALS = re.compile(r"\s*(?<![<>=!])(?P<sign>=(?!=)|≈)\s*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ENTRY = re.compile(r"[^;\n]+")
_NAMED = re.compile(r"\s*(?P<name>[^\W\d]\w*)\s*=(?!=)\s*(?P<expression>.*)", re.DOTALL)


class Stated(NamedTuple):
    """What a role `num` says: that each of some expressions gives the number that is shown."""

    expressions: tuple[str, ...]
    """As many as signs stand between them; none where only a number is given."""
    shown: str
    is_about: bool = False
    """Whether the number is announced as rounded, by `≈`."""


class NamedValue(NamedTuple):
    """An entry of a block `values`; the name is empty where it has not the form `name = expression`."""

    name: str
    expression: str
    line: int
    """Its line in the block, counted from 0."""
    start: int
    """Its first column, counted from 0."""
    end: int


def stated(content: str) -> Stated:
    """The sides of what a role `num` holds: what stands behind the last sign is shown, each before it is an expression."""
    signs = list(_EQUALS.finditer(content))
    if not signs:
        return Stated((), content.strip())
    starts = [0, *(sign.end() for sign in signs)]
    sides = [
        content[start:end].strip()
        for start, end in zip(starts, [*(s.start() for s in signs), len(content)], strict=True)
    ]
    return Stated(tuple(sides[:-1]), sides[-1], signs[-1]["sign"] == "≈")


def named_values(lines: Sequence[str]) -> Iterator[NamedValue]:
    """The entries of a block `values` (its lines without the fences and options): one on a line, or several with `;`."""
    text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), "\n".join(lines))
    for number, line in enumerate(text.split("\n")):
        for entry in _ENTRY.finditer(line):
            written = entry.group().strip()
            if written:
                start = entry.start() + entry.group().index(written)
                named = _NAMED.fullmatch(written)
                name, expression = (named["name"], named["expression"]) if named else ("", written)
                yield NamedValue(name, expression, number, start, start + len(written))
