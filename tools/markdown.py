"""Pieces of Markdown: tables, anchors, fenced blocks, generated blocks, links."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) +(.+?)\s*$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[(?P<text>(?:[^\[\]]|\[\])*)\]\((?P<target>[^)\s]+)\)")
_CODE = re.compile(r"`[^`\n]+`")
_PATH = re.compile(r"(?:---\n)?# (?P<path>[\w./-]+/[\w.-]+)\n")
_GENERATED = re.compile(
    r"^(?P<open><!-- generated: python -m tools\.docs (?P<name>[a-z-]+) -->\n)(?P<body>.*?)^(?P<close><!-- end generated -->)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: its language, its text, and where that text stands."""

    info: str
    body: str
    start: int
    end: int

    @property
    def path(self) -> str | None:
        """The file that the block shows, if its first line (of front matter, too) is a comment that names one."""
        found = _PATH.match(self.body)
        return found["path"] if found else None


def fences(text: str) -> list[Fence]:
    """The fenced blocks of a text, in order."""
    return [Fence(m["info"].strip(), m["body"], m.start("body"), m.end("body")) for m in _FENCE.finditer(text)]


def section(text: str, title: str) -> str:
    """What stands under a heading of level two, up to the next. Raises ValueError where there is none."""
    found = re.search(rf"^## {re.escape(title)}\n(?P<body>.*?)(?=^## |\Z)", _masked(text), re.MULTILINE | re.DOTALL)
    if found is None:
        raise ValueError(f"no section {title!r}")
    return text[found.start("body") : found.end("body")]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what would end a cell or a row is taken care of."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def anchor(heading: str) -> str:
    """The anchor that a page gives to a heading."""
    words = re.sub(r"[^\w\- ]", "", _LINK.sub(lambda link: link["text"], heading).lower())
    return words.replace(" ", "-")


def anchors(text: str) -> set[str]:
    """The anchors of all headings of a text; a repeated one gets a number."""
    found: set[str] = set()
    for heading in headings(text):
        name = base = anchor(heading)
        number = 0
        while name in found:
            number += 1
            name = f"{base}-{number}"
        found.add(name)
    return found


def headings(text: str) -> list[str]:
    """The headings of a text, code blocks left out."""
    return [m[2] for m in _HEADING.finditer(_masked(text))]


def links(text: str) -> Iterator[str]:
    """The targets of all links, code left out."""
    masked = _CODE.sub(lambda code: " " * len(code.group()), _masked(text))
    for link in _LINK.finditer(masked):
        yield link["target"]


def _masked(text: str) -> str:
    """The text with the inside of its fenced blocks blanked, so that every place stays where it is."""
    return _FENCE.sub(lambda block: re.sub(r"[^\n]", " ", block.group()), text)


def fill(text: str, make: Callable[[str], str]) -> str:
    """The text with every generated block written anew; `make` gives the content for a block's name."""
    return _GENERATED.sub(lambda block: f"{block['open']}{make(block['name'])}{block['close']}", text)


def generated_names(text: str) -> list[str]:
    """The names of the generated blocks of a text."""
    return [block["name"] for block in _GENERATED.finditer(text)]


def escaped(text: str) -> str:
    """A plain text as Markdown: code stays code, and nothing becomes an HTML tag."""
    pieces = re.split(r"(`[^`\n]+`)", text)
    return "".join(piece if piece.startswith("`") else piece.replace("<", "&lt;") for piece in pieces)
