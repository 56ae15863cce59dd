"""What a lesson as written holds of its plan: the ids that its headings and blocks carry."""

import re

_HEADING_ID = re.compile(r"\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$")
_BLOCK_ID = re.compile(r"^:{3,}\{[a-z-]+\} +([a-z0-9]+(?:-[a-z0-9]+)*)\s*$", re.MULTILINE)


def written_ids(text: str) -> frozenset[str]:
    """The ids of `## Heading {#id}` and `:::{check} id`, outside code."""
    from markdown_it import MarkdownIt  # only a curriculum with written lessons needs it

    ids: set[str] = set()
    tokens = MarkdownIt("commonmark", {"html": False}).parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline":
            continue
        if before is not None and before.type == "heading_open":
            ids.update(_HEADING_ID.findall(token.content))
        else:
            ids.update(_BLOCK_ID.findall(token.content))
    return frozenset(ids)
