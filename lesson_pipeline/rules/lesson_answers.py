"""LES007: an answer that stays shut until the student asks for it."""

import re
from collections.abc import Iterator

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.outline import Question, Section
from lesson_pipeline.model.written import Prose, WrittenBlock
from lesson_pipeline.places import At
from lesson_pipeline.rules.lesson_elements import gist
from lesson_pipeline.rules.registry import Fault, rule
from lesson_pipeline.rules.written_lesson import WrittenLesson

_OPENLY = re.compile(
    r"[\s>*_#-]*(?:the )?(?:answers?|solutions?)(?:\s+(?:to|for|of|is|\d+|[a-d])\b[ \w]{0,20})?[*_]*\s*[:.—–]",
    re.IGNORECASE,
)
"""How a paragraph begins that gives an answer."""
_WORDS = re.compile(r"\w+")
_FEWEST = 4
"""Words that must agree: fewer may stand in any sentence."""


@rule("LES007", "answer-not-hidden", Severity.ERROR, on="page", needs_whole=True)
def answer_not_hidden(written: WrittenLesson) -> Iterator[Fault]:
    for check in written.plan.outline:
        if check.is_check and check.id not in written.deviations:
            yield from _in_check(written, check)


def _in_check(written: WrittenLesson, check: Section) -> Iterator[Fault]:
    shown = [prose for prose in written.text.prose if _is_open(written, prose, check)]
    announced = [prose for prose in shown if _OPENLY.match(prose.text)]
    told: set[int] = set()
    for question in check.questions:
        bearers = written.found.questions.get((check.id, question.id), ())
        block = bearers[0].block if bearers else None
        if block is None or not question.answer.strip():
            continue
        verbatim = [prose for prose in shown if _gives(prose, question, check)]
        around = written.text.blocks.index(block)
        own = [prose for prose in announced if around in prose.inside]
        between = [prose for prose in announced if not _in_question(written, prose)]
        for prose in dict.fromkeys([*verbatim, *own]):
            if prose.position not in told:
                told.add(prose.position)
                yield _shown(written, prose, check, question)
        if not verbatim and not own and not between and not _has_answer(written, block, check):
            yield _unanswered(written, block, check, question)
    for prose in announced:
        if prose.position not in told and not _in_question(written, prose):
            yield _shown(written, prose, check, None)


def _is_open(written: WrittenLesson, prose: Prose, check: Section) -> bool:
    """Whether something in a check is seen by everyone who reads it."""
    if any(block.name == "answer" for block in written.around(prose)):
        return False
    step = written.step_of(prose)
    return step is not None and step[0] is check


def _in_question(written: WrittenLesson, prose: Prose) -> bool:
    return any(block.name == "question" for block in written.around(prose))


def _gives(prose: Prose, question: Question, check: Section) -> bool:
    """Whether a text says a planned answer in its very words, which what is asked does not say anyway."""
    asked = _words(f"{check.scenario} {question.prompt}")
    passages = (_words(passage) for passage in re.split(r"\n\s*\n", question.answer))
    shown = _words(prose.text)
    return any(passage.count(" ") > _FEWEST and passage in shown and passage not in asked for passage in passages)


def _words(text: str) -> str:
    """The words of a text, one blank before and after each, whatever marks stand around them."""
    return f" {' '.join(_WORDS.findall(text.lower()))} "


def _has_answer(written: WrittenLesson, question: WrittenBlock, check: Section) -> bool:
    """Whether a question, or its check as a whole, has an `answer` that says something."""
    around = written.text.blocks.index(question)
    for number, block in enumerate(written.text.blocks):
        if block.name != "answer" or not any(number in prose.inside for prose in written.text.prose):
            continue
        of_check = not any(other.name == "question" for other in written.around(block))
        if around in block.inside or (of_check and written.found.check_of(block) is check):
            return True
    return False


def _planned(written: WrittenLesson, question: Question) -> tuple[At, str]:
    return written.plan.at((*question.path, "answer")), "the answer is planned here"


def _shown(written: WrittenLesson, prose: Prose, check: Section, question: Question | None) -> Fault:
    first = prose.text.split("\n", 1)[0]
    start = len(first) - len(first.lstrip())
    of = f"`{question.id}` in `{check.id}`" if question else f"`{check.id}`"
    return Fault(
        written.at(prose.span(start, len(first.rstrip()))),
        f"the answer to {of} stands openly in the check: students read it before they have thought",
        "put it into an `answer` block within the question, which stays shut until the student opens it",
        (_planned(written, question),) if question else (),
    )


def _unanswered(written: WrittenLesson, block: WrittenBlock, check: Section, question: Question) -> Fault:
    at = _planned(written, question)
    return Fault(
        written.at_line(block.line),
        f"the question `{question.id}` of `{check.id}` has no answer to open, though the plan has one "
        f"({written.planned_at(at[0])}): students cannot tell whether they were right",
        f"write it into the question as `:::{{answer}}`: {gist(question.answer)}",
        (at,),
    )
