"""Lists of texts under a bold label or a heading."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lesson_pipeline.exporters.markdown.annotations import comment
from lesson_pipeline.exporters.markdown.page import Page
from lesson_pipeline.exporters.markdown.texts import item

_BARE = re.compile(r"\s*(?:-|\d+\.)\s*(?:<!--.*)?$", re.MULTILINE)


def is_bare(item: str) -> bool:
    """Whether nothing but an annotation stands on the first line of an item: right below a line of text it is no item."""
    return bool(_BARE.match(item))


def texts(page: Page, path: str, label: str, avoid: str = "", *, may_say: bool = True) -> list[str]:
    """The texts at a path of the plan as a list under a label; none where there are none.

    `may_say` is whether an annotation of an item may say its text, where no page can show it.
    """
    held = page.plan
    for step in path.split("/"):
        held = held.get(step, {}) if isinstance(held, Mapping) else {}
    lines: list[str] = []
    read: list[str] = []
    for text in held or ():
        written = item("-", text, avoid=avoid)
        is_said = may_say and (written.read != text or not text)
        if is_said:
            written = item("-", text, comment({"text": text}), avoid)
        lines.append(written.markdown)
        read += [text] if is_said else [written.read] if written.read else []
    page.remark(path, read)
    return [labelled(f"**{label}:**", lines)] if lines else []


def rows(
    page: Page,
    path: str,
    label: str,
    held: Sequence[Mapping[str, Any]],
    avoid: str = "",
) -> list[str]:
    """Texts with more fields than their text, as a list under a label; an annotation says the fields.

    `avoid` is a pattern of what an import would read more from: such an item says that there is no more.
    """
    lines = []
    for number, row in enumerate(held):
        text = str(row.get("text", ""))
        plain = item("-", text, avoid=avoid)
        said = page.said(f"/{path}/{number}", row, {"text": plain.read})
        bare = not said and plain.markdown == f"- {text}"
        lines.append((plain if bare else item("-", text, comment(said))).markdown)
    page.remark(path, list(held))
    return [labelled(f"**{label}:**", lines)] if lines else []


def labelled(label: str, lines: Sequence[str]) -> str:
    """A list below its label, with a line between them where its first item begins with nothing (`is_bare`)."""
    between = "\n\n" if is_bare(lines[0]) else "\n"
    return f"{label}{between}" + "\n".join(lines)
