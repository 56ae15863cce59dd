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
    said = [(prose, _words(prose.text)) for prose in shown]
    everything = "|".join(words for _, words in said)
    announced = [prose for prose in shown if _OPENLY.match(prose.text)]
    between = [prose for prose in announced if not _in_question(written, prose)]
    of_check = _answers_check(written, check)
    told: set[int] = set()
    for question in check.questions:
        bearers = written.found.questions.get((check.id, question.id), ())
        block = bearers[0].block if bearers else None
        if block is None or not question.answer.strip():
            continue
        around = written.found.index_of(block)
        own = [prose for prose in announced if around in prose.inside]
        passages = [passage for passage in _passages(question, check) if passage in everything]
        verbatim = [prose for prose, words in said if any(passage in words for passage in passages)]
        for prose in dict.fromkeys([*verbatim, *own]):
            if prose.position not in told:
                told.add(prose.position)
                yield _shown(written, prose, check, question)
        if not (verbatim or own or between or of_check or _has_answer(written, around)):
            yield _unanswered(written, block, check, question)
    for prose in between:
        if prose.position not in told:
            yield _shown(written, prose, check, None)


def _is_open(written: WrittenLesson, prose: Prose, check: Section) -> bool:
    """Whether something in a check is seen by everyone who reads it."""
    if any(block.name == "answer" for block in written.around(prose)):
        return False
    step = written.step_of(prose)
    return step is not None and step[0] is check


def _in_question(written: WrittenLesson, prose: Prose) -> bool:
    return any(block.name == "question" for block in written.around(prose))


def _passages(question: Question, check: Section) -> list[str]:
    """The words of a planned answer that give it away: those of each paragraph, unless what is asked says them anyway."""
    asked = _words(f"{check.scenario} {question.prompt}")
    passages = (_words(passage) for passage in re.split(r"\n\s*\n", question.answer))
    return [passage for passage in passages if passage.count(" ") > _FEWEST and passage not in asked]


def _words(text: str) -> str:
    """The words of a text, one blank before and after each, whatever marks stand around them."""
    return f" {' '.join(_WORDS.findall(text.lower()))} "


def _answers(written: WrittenLesson) -> Iterator[WrittenBlock]:
    """The `answer` blocks that say something."""
    blocks = enumerate(written.text.blocks)
    return (block for number, block in blocks if block.name == "answer" and number in written.filled)


def _answers_check(written: WrittenLesson, check: Section) -> bool:
    """Whether there is one answer to a check as a whole."""
    return any(
        written.found.check_of(block) is check and not any(other.name == "question" for other in written.around(block))
        for block in _answers(written)
    )


def _has_answer(written: WrittenLesson, question: int) -> bool:
    return any(question in block.inside for block in _answers(written))


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
