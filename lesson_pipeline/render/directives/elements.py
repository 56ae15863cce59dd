"""Planned elements where the lesson delivers them: misconceptions, examples, modalities."""

from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.directives.boxes import box, opens
from lesson_pipeline.render.directives.markup import end_of_box
from lesson_pipeline.render.directives.spec import Block, DirectiveSpec

_MODALITIES = {
    "verbal": "In words",
    "visual": "In a picture",
    "symbolic": "In symbols",
    "concrete": "In numbers",
    "geometric": "In space",
    "intuitive": "By feel",
    "interactive": "By doing",
}


def _modality(block: Block, page: PageContext) -> str:
    """A reader is told what kind of view it is, not that the plan calls it a modality."""
    return _MODALITIES.get(page.modalities.get(block.argument, ""), block.spec.label)


SPECS = (
    box("misconception", "Misconception", "element"),
    box("negative-example", "Counterexample", "element"),
    box("example", "Example", "element"),
    DirectiveSpec("modality", "Another view", opens("element", _modality), end_of_box),
)
