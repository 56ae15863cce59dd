"""Checks: questions in a frame, each with an answer that stays shut until the reader opens it."""

from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.directives.markup import end_of_box, id_attribute, label_line, name_attribute
from lesson_pipeline.render.directives.spec import Block, DirectiveSpec, heading_of


def _open_check(block: Block, page: PageContext) -> str:
    heading = heading_of(block, page)
    line = label_line("check-title", block.spec.label, heading)
    return f'<div class="check" role="group"{name_attribute(block.spec.label, heading)}{id_attribute(block)}>\n{line}'


def _open_question(block: Block, _: PageContext) -> str:
    return f'<div class="question"{id_attribute(block)}>\n<p class="question-number">Question {block.number}</p>\n'


def _open_answer(block: Block, _: PageContext) -> str:
    return f'<details class="answer"{id_attribute(block)}>\n<summary>Answer</summary>\n<div class="answer-body">\n'


def _close_answer(_: Block, __: PageContext) -> str:
    return "</div>\n</details>\n"


SPECS = (
    DirectiveSpec("check", "Check", _open_check, end_of_box, in_toc=True),
    DirectiveSpec("question", "Question", _open_question, end_of_box, scoped=True),
    DirectiveSpec("answer", "Answer", _open_answer, _close_answer),
)
