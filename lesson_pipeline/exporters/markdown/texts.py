"""Texts at the places of a document where they stand: as they are where that is read back as the same text.

Every other text stands between marks (`annotations.marks_for`). Markdown shows it just so, and an import takes what
stands between them as it is.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lesson_pipeline.exporters.markdown.annotations import marks_for

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff]")
"""What no page can show: an annotation says it."""
_OURS = re.compile("<!-- /?lp|[\ue000-\uf8ff]")
_BREAK = re.compile(r"<br( *)>")
_FIRST = re.compile(r"[^\W\d_]|[\"'“‘(`$]|\*(?![*\s])|\d+(?![\d.)])")
"""How a text begins that can only be a paragraph."""
_LABEL = re.compile(r"^(?:\*\*|__)", re.MULTILINE)
_BLOCKS = {"paragraph_open", "bullet_list_open", "ordered_list_open", "fence", "table_open"}
LISTED = r"(?m)^\s*(?:[-*+]|\d+[.)])(?:\s|$)"
"""Pattern of texts with lists in them."""
_FENCE = re.compile(r"`{3,}|~{3,}")


class Written(NamedTuple):
    """A text as it stands in the document, and as it is read there: the same, unless no page can show it."""

    markdown: str
    read: str


def cell(text: str) -> Written:
    """A text in a cell of a table."""
    shown = _UNSAFE.sub(" ", text)
    if is_line(shown) and "\\|" not in shown and not shown.endswith("\\") and "<br" not in shown:
        return Written(shown.replace("|", "\\|"), shown)
    if not shown:
        return Written("", "")
    inner = _BREAK.sub(lambda found: f"<br{found[1]} >", shown).replace("\n", "<br>").replace("|", "\\|")
    opening, closing = marks_for(inner)
    return Written(f"{opening}{inner}{closing}", shown)


def inline(text: str, avoid: str = "", fallback: str = "") -> Written:
    """A text within a line: a title, or what stands behind a label. Of several lines it becomes one.

    `avoid` is a pattern of what would be misread there; `fallback` stands for an empty text.
    """
    shown = " ".join(_UNSAFE.sub(" ", text).split()) if "\n" in text else _UNSAFE.sub(" ", text)
    if not shown.strip():
        return Written(fallback, fallback)
    if is_line(shown) and not shown.endswith("#") and not (avoid and re.search(avoid, shown)):
        return Written(shown, shown)
    opening, closing = marks_for(shown)
    return Written(f"{opening}{shown}{closing}", shown)


def item(marker: str, text: str, said: str = "", avoid: str = "", margin: int = 0) -> Written:
    """An item of a list: its marker, the text, an annotation. `margin` is where its text begins, if not behind it."""
    shown = _UNSAFE.sub(" ", text)
    if not shown or (is_line(shown) and _FIRST.match(shown) and not (avoid and re.search(avoid, shown))):
        return Written(" ".join(piece for piece in (marker, shown, said) if piece), shown)
    head = f"{marker} {said}".rstrip()
    return Written(f"{head}\n{between(shown, margin or len(marker) + 1)}", shown)


def block(text: str, avoid: str = "", margin: int = 0, head: str = "", *, labels: bool = False) -> Written:
    """A text of paragraphs and other blocks, behind the `head` of its first line; within an item by `margin` blanks.

    `labels` says whether bold labels are nothing special at its place.
    """
    shown = _UNSAFE.sub(" ", text)
    if not shown:
        return Written(indented(head.rstrip(), margin), "")
    begins = not (head or margin) or _FIRST.match(shown)
    if begins and is_plain(shown, labels=labels) and not (avoid and re.search(avoid, shown)):
        return Written(indented(f"{head}{shown}", margin), shown)
    marked = between(shown, margin)
    return Written(f"{indented(head.rstrip(), margin)}\n{marked}" if head else marked, shown)


def between(text: str, margin: int = 0) -> str:
    """A text between its marks, each on its own line."""
    opening, closing = marks_for(text)
    return indented(f"{opening}\n{text}\n{closing}", margin)


def indented(text: str, margin: int) -> str:
    """A text within an item of a list; empty lines stay empty."""
    blanks = " " * margin
    return "\n".join(f"{blanks}{line}" if line else line for line in text.split("\n"))


def is_plain(text: str, *, labels: bool = False) -> bool:
    """Whether a text is read back as it is where a paragraph stands: blocks apart, no headings, perhaps no labels."""
    if text != text.strip() or _OURS.search(text) or re.search(r"\t| \n", text) or (_LABEL.search(text) and not labels):
        return False
    lines = text.split("\n")
    pieces = []
    for token in _parser().parse(text):
        if token.level or token.map is None or token.nesting < 0:
            continue
        if token.type not in _BLOCKS:
            return False
        start, end = token.map
        while not lines[end - 1].strip():
            end -= 1
        if token.type == "fence" and not _closes(lines[start], lines[end - 1], end - start):
            return False
        pieces.append("\n".join(lines[start:end]))
    return "\n\n".join(pieces) == text


def _closes(first: str, last: str, count: int) -> bool:
    opening, closing = _FENCE.match(first), _FENCE.fullmatch(last.strip())
    return bool(count > 1 and opening and closing and closing.group().startswith(opening.group()))


def is_line(text: str) -> bool:
    """Whether a text is one line without anything of ours in it."""
    return bool(text) and text == text.strip() and not re.search(r"[\n\t]", text) and not _OURS.search(text)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")
