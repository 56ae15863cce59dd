"""Titles of sections, and questions, in the one form in which an export writes them: read as they are."""

import re

from lesson_pipeline.importers.markdown.annotations import Statement
from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.readings import QuestionReading
from lesson_pipeline.importers.markdown.section_titles import numbered

_ANSWER = re.compile(r"(?:\A|\s*\n)\*\*Answer:\*\*\s*")
_BRACKET = "? ("


def title_of(written: str, said: Statement) -> str:
    """The title of a section: what stands behind its number and the words for its kind, before those for its style."""
    title = (numbered(written) or ("", written))[1]
    kind, style = said.values.get("kind"), said.values.get("style")
    if isinstance(kind, str):
        title = title.removeprefix(f"{in_words(kind)} -- ")
    return title.removesuffix(f" -- {in_words(style)}") if isinstance(style, str) else title


def in_words(id: str) -> str:
    """A kind or a style as a title says it: `Next Step`, `Predict and Verify`."""
    return " ".join(word if word == "and" else word.capitalize() for word in id.split("-"))


def question_of(text: str, line: int, log: Log) -> QuestionReading:
    """Prompt and answer of an item: the answer stands behind its label, or in a bracket behind the question mark."""
    label = _ANSWER.search(text)
    if label:
        log.structure.append(label.group())
        return QuestionReading(text[: label.start()].strip(), text[label.end() :].strip(), line)
    prompt, bracket, answer = text.partition(_BRACKET)
    if bracket and answer.endswith(")"):
        return QuestionReading(f"{prompt}?", answer[:-1], line)
    return QuestionReading(text, "", line)
