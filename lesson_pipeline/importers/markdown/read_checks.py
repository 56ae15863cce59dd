"""A check of an outline: the scenario, and the questions with their answers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lesson_pipeline.importers.markdown.exported_forms import question_of
from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.readings import QuestionReading
from lesson_pipeline.importers.markdown.tree import Block

_QUESTIONS = re.compile(r"\**questions?\**\s*:?\**\s*\Z", re.IGNORECASE)
_LEAD = re.compile(r"\**question\s+\d+\**\s*[:.]\s*\**\s*", re.IGNORECASE)
_ANSWER = re.compile(
    r"(?:\A|(?<=[\s(]))\**(?:expected(?: (?:answers?|reasoning|responses?|insight))?|(?:the )?answers?|reveal(?: answer)?|after reveal|solution)\**\s*:\**\s*",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\?[\"”'’*)]*")


@dataclass(slots=True)
class Check:
    """What a check says."""

    scenario: str = ""
    questions: tuple[QuestionReading, ...] = ()
    rest: str = ""
    """Remarks behind the questions."""


class _Unit(NamedTuple):
    text: str
    line: int
    is_item: bool


@dataclass(slots=True)
class _Reader:
    log: Log
    before: list[str] = field(default_factory=list)
    questions: list[QuestionReading] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def take(self, unit: _Unit) -> None:
        if unit.is_item and self.log.annotations.at(unit.line):
            self.questions.append(question_of(unit.text, unit.line, self.log))
        elif _QUESTIONS.match(unit.text):
            self.log.structure.append(unit.text)
        elif (answer := _ANSWER.match(unit.text)) and (self.questions or self.before):
            self.log.structure.append(answer.group())
            self._answer(unit.text[answer.end() :], unit.line)
        elif (unit.is_item and _is_question(unit.text)) or (
            not self.questions and _ANSWER.search(unit.text) and _ASKED.search(unit.text)
        ):
            self.questions.append(_question(unit, self.log))
        elif self.questions:
            self.after.append(f"- {unit.text}" if unit.is_item else unit.text)
        else:
            self.before.append(f"- {unit.text}" if unit.is_item else unit.text)

    def _answer(self, text: str, line: int) -> None:
        """An answer belongs to the question before it; where there is none, what was said till now was the question."""
        if not self.questions:
            self.questions.append(QuestionReading(_joined(self.before), text, line))
            self.before = []
            return
        last = self.questions[-1]
        joined = "\n\n".join(piece for piece in (last.answer, text) if piece)
        self.questions[-1] = QuestionReading(last.prompt, joined, last.line)


def read_check(blocks: Iterable[Block], log: Log, *, as_written: bool = False) -> Check:
    """The check that some blocks make.

    Where no question can be told apart, all of it is one question; `as_written`, there is none.
    """
    reader = _Reader(log)
    first = 0
    blocks = list(blocks)
    log.number(blocks)
    for unit in _units(blocks):
        first = first or unit.line
        reader.take(unit)
    if not reader.questions and reader.before and not as_written:
        prompt, answer = _split_behind_question(_joined(reader.before))
        return Check(questions=(QuestionReading(prompt, answer, first),))
    return Check(_joined(reader.before), tuple(reader.questions), _joined(reader.after))


def _units(blocks: Iterable[Block]) -> Iterator[_Unit]:
    for block in blocks:
        if block.kind == "list":
            for item in block.items:
                yield _Unit(item.text, item.line, True)
        elif block.kind != "rule":
            yield _Unit(block.text, block.line, False)


def _joined(pieces: list[str]) -> str:
    text = ""
    for piece in pieces:
        tight = piece.startswith("- ") and text.rpartition("\n")[2].startswith("- ")
        text += ("\n" if tight else "\n\n" if text else "") + piece
    return text


def _is_question(text: str) -> bool:
    return bool(_ASKED.search(text) or _LEAD.match(text) or _ANSWER.search(text))


def _question(unit: _Unit, log: Log) -> QuestionReading:
    text = unit.text
    if lead := _LEAD.match(text):
        log.structure.append(lead.group())
        text = text[lead.end() :]
    pairs = _bracketed(text)
    if pairs is not None:
        prompt, answer = pairs
    elif found := _ANSWER.search(text):
        log.structure.append(found.group())
        prompt, answer = text[: found.start()].rstrip(" (\n"), text[found.end() :]
        answer = answer[:-1] if answer.endswith(")") and answer.count(")") > answer.count("(") else answer
    else:
        prompt, answer = text, ""
    if label := _ANSWER.match(answer):
        log.structure.append(label.group())
        answer = answer[label.end() :]
    return QuestionReading(prompt.strip(), answer.strip(), unit.line)


def _bracketed(text: str) -> tuple[str, str] | None:
    """Prompt and answer of `Q? (A)`, also where it comes more than once; None where brackets do not hold the answers."""
    prompts, answers, at = list[str](), list[str](), 0
    while at < len(text):
        found = next((match for match in _ASKED.finditer(text, at) if text[match.end() :].lstrip()[:1] == "("), None)
        if found is None:
            break
        start = text.index("(", found.end())
        end = _closing(text, start)
        if end is None:
            return None
        prompts.append(text[at : found.end()].strip())
        answers.append(text[start + 1 : end].strip())
        at = end + 1
    rest = text[at:].strip(" .\n")
    return (" ".join(prompts), "; ".join(answers)) if prompts and not rest else None


def _closing(text: str, start: int) -> int | None:
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0:
            return index
    return None


def _split_behind_question(text: str) -> tuple[str, str]:
    """A text cut behind its last question mark, if what follows is long enough to be an answer."""
    found = list(_ASKED.finditer(text))
    if not found:
        return text, ""
    end = found[-1].end()
    return (text[:end], text[end:].strip()) if len(text) - end > 40 else (text, "")
