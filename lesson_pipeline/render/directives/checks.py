"""Checks: questions in a frame, each with an answer that stays shut until the reader opens it."""

from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.directives.markup import id_attribute, label_line
from lesson_pipeline.render.directives.spec import Block, DirectiveSpec, heading_of


def _open_check(block: Block, page: PageContext) -> str:
    page.questions = 0
    heading = label_line("check-title", block.spec.label, heading_of(block, page))
    return f'<div class="check" role="group" aria-label="Check"{id_attribute(block)}>\n{heading}'


def _open_question(block: Block, page: PageContext) -> str:
    page.questions += 1
    return f'<div class="question"{id_attribute(block)}>\n<p class="question-number">Question {page.questions}</p>\n'


def _open_answer(block: Block, _: PageContext) -> str:
    return f'<details class="answer"{id_attribute(block)}>\n<summary>Answer</summary>\n<div class="answer-body">\n'


def _close_box(_: Block, __: PageContext) -> str:
    return "</div>\n"


def _close_answer(_: Block, __: PageContext) -> str:
    return "</div>\n</details>\n"


SPECS = (
    DirectiveSpec("check", "Check", _open_check, _close_box, named=True, in_toc=True),
    DirectiveSpec("question", "Question", _open_question, _close_box, named=True, scoped=True),
    DirectiveSpec("answer", "Answer", _open_answer, _close_answer),
)
