"""Quiet boxes with a label: everything whose meaning is in its name and its content."""

from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.directives.markup import id_attribute, label_line
from lesson_pipeline.render.directives.spec import Block, DirectiveSpec, heading_of


def _open(block: Block, page: PageContext) -> str:
    spec = block.spec
    heading = label_line("callout-title", spec.label, heading_of(block, page))
    return f'<div class="callout {spec.name}" role="note"{id_attribute(block)}>\n{heading}'


def _close(_: Block, __: PageContext) -> str:
    return "</div>\n"


def _callout(name: str, label: str, *, named: bool = False) -> DirectiveSpec:
    return DirectiveSpec(name, label, _open, _close, named=named)


SPECS = (
    _callout("aside", "Aside"),
    _callout("concept", "Concept"),
    _callout("insight", "Insight"),
    _callout("next-step", "Next step"),
    _callout("objective", "Objective"),
    _callout("recap", "Recap"),
    _callout("references", "References"),
    _callout("scope", "Scope"),
    _callout("summary", "Summary"),
    _callout("tip", "Tip"),
    _callout("try-this", "Try this"),
    _callout("warning", "Warning"),
    _callout("misconception", "Misconception", named=True),
    _callout("negative-example", "Counterexample", named=True),
    _callout("example", "Example", named=True),
)


def unknown(name: str) -> DirectiveSpec:
    """A plain box for a name that the vocabulary does not have: its content must not get lost."""
    return DirectiveSpec("unknown", name, _open, _close)
