"""The conflict that a merge left in a file, told apart into what each side says."""

import re
from dataclasses import dataclass

from lesson_pipeline.errors import PipelineError

_MARK = re.compile(r"([<|=>])\1{6}(?: .*)?\Z")
_BEGIN = re.compile(r"^<{7}(?: |\r?$)", re.MULTILINE)
_ORDER = {"<": " ", "|": "<", "=": "<|", ">": "="}
"""What may stand before each mark; a blank is text outside a conflict."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A file as each side of a merge has it, and as it was before where the marks tell that."""

    ours: str
    theirs: str
    base: str | None


def has_conflict(text: str) -> bool:
    """Whether a text holds the marks of a conflict."""
    return bool(_BEGIN.search(text))


def sides(text: str, path: str) -> Sides:
    """Both sides of a text with conflicts; what they agree on is in both.

    Raises PipelineError where the marks are not in order.
    """
    ours: list[str] = []
    base: list[str] = []
    theirs: list[str] = []
    into = {" ": (ours, base, theirs), "<": (ours,), "|": (base,), "=": (theirs,)}
    state, seen, knows_base = " ", " ", True
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        mark = _MARK.match(line.rstrip("\r\n"))
        if mark is None:
            for side in into[state]:
                side.append(line)
            continue
        if state not in _ORDER[mark[1]]:
            raise _out_of_order(path, number)
        if mark[1] == "=":
            knows_base = knows_base and seen == "|"
        seen = mark[1]
        state = " " if mark[1] == ">" else mark[1]
    if state != " ":
        raise _out_of_order(path, len(text.splitlines()))
    return Sides("".join(ours), "".join(theirs), "".join(base) if knows_base else None)


def _out_of_order(path: str, line: int) -> PipelineError:
    return PipelineError(
        f"{path}:{line}: the marks of the conflict are not in order; nothing was changed",
        f"`git checkout --merge {path}` writes them anew",
    )
