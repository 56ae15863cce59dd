"""Cards, alone or side by side in a comparison, and the numbered phases of a process."""

from markupsafe import escape

from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.directives.markup import end_of_box, id_attribute, label_line, name_attribute
from lesson_pipeline.render.directives.spec import Block, DirectiveSpec, heading_of
from lesson_pipeline.render.titles import title


def _open_card(block: Block, page: PageContext) -> str:
    return f'<div class="card"{id_attribute(block)}>\n{label_line("card-title", "", heading_of(block, page))}'


def _open_comparison(block: Block, page: PageContext) -> str:
    heading = heading_of(block, page)
    group = f'<div class="comparison" role="group"{name_attribute(block.spec.label, heading)}{id_attribute(block)}>\n'
    return f'{group}{label_line("comparison-title", "", heading)}<div class="cards">\n'


def _close_comparison(_: Block, __: PageContext) -> str:
    return "</div>\n</div>\n"


def _open_phase(block: Block, page: PageContext) -> str:
    heading = heading_of(block, page)
    words = f"<strong>{title(heading, html=True)}</strong>" if heading else ""
    label = f'<span class="label"><span class="phase-word">{escape(block.spec.label)} </span>{block.number}</span>'
    group = f'<div class="phase" role="group"{name_attribute(f"{block.spec.label} {block.number}", heading)}'
    return f'{group}{id_attribute(block)}>\n<p class="phase-title">{label} {words}</p>\n'


SPECS = (
    DirectiveSpec("card", "", _open_card, end_of_box),
    DirectiveSpec("comparison", "Comparison", _open_comparison, _close_comparison),
    DirectiveSpec("phase", "Phase", _open_phase, end_of_box),
)
