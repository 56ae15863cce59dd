"""Task lists: a box says to those who cannot see it whether its task is done."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_BOX = '<input class="task-list-item-checkbox"'


def task_lists_plugin(md: MarkdownIt) -> None:
    """Gives the boxes of task lists a name."""
    md.core.ruler.push("task_names", _name_boxes)


def _name_boxes(state: StateCore) -> None:
    for token in state.tokens:
        box = token.children[0] if token.children else None
        if box and box.type == "html_inline" and box.content.startswith(_BOX):
            name = "done" if "checked" in box.content.removeprefix(_BOX) else "to do"
            box.content = box.content.replace(_BOX, f'{_BOX} aria-label="{name}"', 1)
