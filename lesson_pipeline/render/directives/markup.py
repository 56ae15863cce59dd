"""Pieces of HTML that several blocks share."""

from markdown_it.token import Token
from markupsafe import escape

from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.directives.spec import Block
from lesson_pipeline.render.titles import plain, title


def id_attribute(block: Block) -> str:
    """The id attribute of a block's element, with the space before it; empty where the block has no id."""
    return f' id="{escape(block.anchor)}"' if block.anchor else ""


def name_attribute(label: str, heading: str) -> str:
    """What a screen reader calls the block, with the space before it."""
    words = ": ".join(part for part in (label, plain(heading, html=True)) if part)
    return f' aria-label="{escape(words)}"'


def label_line(css: str, label: str, heading: str) -> str:
    """The line that says what a block is and, where its author named it, what it is about."""
    parts = []
    if label:
        parts.append(f'<span class="label">{escape(label)}{":" if heading else ""}</span>')
    if heading:
        parts.append(f"<strong>{title(heading, html=True)}</strong>")
    return f'<p class="{css}">{" ".join(parts)}</p>\n' if parts else ""


def raw(html: str) -> Token:
    """A token of our own making that is rendered as the HTML it holds."""
    return Token("markup", "", 0, content=html)


def end_of_box(_: Block, __: PageContext) -> str:
    """The end of a block in one box."""
    return "</div>\n"
