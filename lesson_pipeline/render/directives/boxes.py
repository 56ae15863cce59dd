"""A quiet box with a label: the form of every block whose meaning is in its name and its content."""

from collections.abc import Callable

from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.directives.markup import end_of_box, id_attribute, label_line
from lesson_pipeline.render.directives.spec import Block, DirectiveSpec, heading_of


def box(name: str, label: str, family: str = "") -> DirectiveSpec:
    """The specification of a box; blocks of one family look alike but for their colour."""
    return DirectiveSpec(name, label, opens(family), end_of_box)


def opens(
    family: str, label_of: Callable[[Block, PageContext], str] | None = None
) -> Callable[[Block, PageContext], str]:
    """How a box of a family begins; its label is that of its specification, unless a function knows better."""
    css = " ".join(("callout", family)).strip()

    def begin(block: Block, page: PageContext) -> str:
        label = label_of(block, page) if label_of else block.spec.label
        line = label_line("callout-title", label, heading_of(block, page))
        return f'<div class="{css} {block.spec.name}" role="note"{id_attribute(block)}>\n{line}'

    return begin


def unknown(name: str) -> DirectiveSpec:
    """A plain box for a name that the vocabulary does not have: its content must not get lost."""
    return DirectiveSpec("unknown", name, opens(""), end_of_box)
