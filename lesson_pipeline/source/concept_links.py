"""Links to concepts in Markdown: `[softmax](concept:softmax)`, wherever it stands but in code."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINK = re.compile(r"(?:\]\(\s*<?|\]:[ \t]*(?:\r?\n[ \t]*)?<?|<)concept:(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?![a-z0-9-])")
_CODE = re.compile(
    r"\\[\\`]"  # no sign of code, but a letter
    r"|^[ \t>]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}).*?(?:^[ \t>]*(?P=fence)[`~]*[ \t\r]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t\r]*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)


class ConceptLink(NamedTuple):
    """The id that a link names, and where it stands in the text."""

    id: str
    start: int
    end: int


def concept_links(text: str) -> Iterator[ConceptLink]:
    """The links of a text, in order."""
    if "concept:" not in text:
        return
    code = [match.span() for match in _CODE.finditer(text)]
    for match in _LINK.finditer(text):
        start, end = match.span("id")
        if not any(opened <= start < closed for opened, closed in code):
            yield ConceptLink(match["id"], start, end)


def relinked(text: str, old: str, new: str) -> str:
    """The text with its links to one concept leading to another."""
    pieces: list[str] = []
    done = 0
    for link in concept_links(text):
        if link.id == old:
            pieces += (text[done : link.start], new)
            done = link.end
    return "".join((*pieces, text[done:]))
