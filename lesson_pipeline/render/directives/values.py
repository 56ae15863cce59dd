"""Named values that the numbers of a section rest on: `t = 10`, a line each, as a quiet list."""

import re

from markdown_it.token import Token
from markupsafe import escape

from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.directives.markup import end_of_box, id_attribute, label_line, raw
from lesson_pipeline.render.directives.spec import Block, DirectiveSpec, heading_of

_VALUE = re.compile(r"\s*([^\W\d]\w*)\s*=(?!=)\s*(.*\S)\s*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def _open(block: Block, page: PageContext) -> str:
    line = label_line("callout-title", block.spec.label, heading_of(block, page))
    return f'<div class="values" role="note"{id_attribute(block)}>\n{line}'


def _listed(_: Block, content: list[Token], __: PageContext) -> list[Token]:
    """Paragraphs and code of nothing but values become lists; everything else stays as it is."""
    made: list[Token] = []
    for token in content:
        rows = _rows(token.content) if token.type in ("inline", "fence") else []
        if rows and token.type == "inline":
            del made[-1]  # the beginning of the paragraph
        if rows:
            made.append(raw(_list(rows)))
        elif not (token.type == "paragraph_close" and made and made[-1].type == "markup"):
            made.append(token)
    return made


def _rows(text: str) -> list[tuple[str, str]]:
    read = [_VALUE.fullmatch(line) for line in _COMMENT.sub("", text).splitlines() if line.strip()]
    return [(row[1], row[2]) for row in read if row] if all(read) else []


def _list(rows: list[tuple[str, str]]) -> str:
    items = "".join(f"<div><dt>{escape(name)}</dt> <dd>= {escape(value)}</dd></div>\n" for name, value in rows)
    return f"<dl>\n{items}</dl>\n"


SPECS = (DirectiveSpec("values", "Values", _open, end_of_box, content=_listed),)
