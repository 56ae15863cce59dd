"""The checks of a lesson as written: where each question stands, and which words are whose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lesson_pipeline.model.outline import Question, Section
from lesson_pipeline.model.terms import Mentioned
from lesson_pipeline.model.written import Prose, WrittenBlock
from lesson_pipeline.rules.untaught import tested_by
from lesson_pipeline.rules.written_lesson import WrittenLesson


@dataclass(frozen=True, slots=True)
class CheckText:
    """A stretch of text in the block of a check."""

    what: str
    """scenario, prompt or answer."""
    prose: Prose
    mentions: list[Mentioned]
    tested: set[str]
    """What the questions that it belongs to declare to test."""
    probe: bool
    """Whether all of them ask on purpose for what comes next."""


@dataclass(frozen=True)
class WrittenCheck:
    """A check of the plan that stands in the text."""

    section: Section
    position: int
    line: int
    questions: Mapping[str, WrittenBlock]
    """The blocks of its questions, by id."""
    texts: tuple[CheckText, ...]

    def place_of(self, question: Question) -> tuple[int, int] | None:
        """The position and line of a question; those of the check, if its questions have no blocks; None if only this has none."""
        block = self.questions.get(question.id)
        if block is not None:
            return block.position, block.line
        return None if self.questions else (self.position, self.line)


def written_checks(written: WrittenLesson) -> Iterator[WrittenCheck]:
    """The checks that the text holds, in its order."""
    blocks: dict[str, list[WrittenBlock]] = {}
    for block in written.text.blocks:
        if step := written.step_of(block):
            blocks.setdefault(step[0].id, []).append(block)
    texts: dict[str, list[CheckText]] = {}
    for prose, mentions in written.mentions:
        step = written.step_of(prose)
        if step and step[0].is_check and prose.kind != "heading" and in_check(written, prose):
            texts.setdefault(step[0].id, []).append(_text(written, step[0], prose, mentions))
    for step_here in written.order.steps:
        section = step_here.section
        if section.is_check:
            ids = {question.id for question in section.questions}
            found: dict[str, WrittenBlock] = {}
            for block in blocks.get(section.id, ()):
                for id in ids.intersection((block.argument, *block.realizes)):
                    found.setdefault(id, block)
            yield WrittenCheck(section, step_here.position, step_here.line, found, tuple(texts.get(section.id, ())))


def in_check(written: WrittenLesson, prose: Prose) -> bool:
    """Whether a stretch of text stands in the block of a check."""
    return any(block.name == "check" for block in written.around(prose))


def _text(written: WrittenLesson, check: Section, prose: Prose, mentions: list[Mentioned]) -> CheckText:
    around = list(written.around(prose))
    names = {id for block in around for id in (block.argument, *block.realizes)}
    own = tuple(question for question in check.questions if question.id in names)
    is_answer = any(block.name == "answer" for block in around)
    questions = own or check.questions
    probe = bool(questions) and all(question.probe for question in questions)
    what = "answer" if is_answer else "prompt" if own else "scenario"
    return CheckText(what, prose, mentions, tested_by(*questions), probe)
