"""Pieces of HTML that several blocks share."""

from markupsafe import escape

from lesson_pipeline.render.directives.spec import Block
from lesson_pipeline.render.titles import title


def id_attribute(block: Block) -> str:
    """The id attribute of a block's element, with the space before it; empty where the block has no id."""
    return f' id="{escape(block.anchor)}"' if block.anchor else ""


def label_line(css: str, label: str, heading: str) -> str:
    """The line that says what a block is and, where its author named it, what it is about."""
    if not heading:
        return f'<p class="{css}"><span class="label">{escape(label)}</span></p>\n'
    return f'<p class="{css}"><span class="label">{escape(label)}:</span> <strong>{title(heading)}</strong></p>\n'
