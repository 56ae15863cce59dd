"""The exercises of a lesson's notebook: lines of an outline that say how much support they give."""

import re
from collections.abc import Iterator, Sequence

from lesson_pipeline.importers.markdown.labels import bold_start
from lesson_pipeline.importers.markdown.readings import ExerciseReading, SectionReading
from lesson_pipeline.importers.markdown.tree import Block, parse_blocks

_SCAFFOLD = re.compile(r"\s*\((?P<scaffold>guided|supported|independent)\b[^()]*\)", re.IGNORECASE)


def read_exercises(outline: Sequence[SectionReading]) -> tuple[ExerciseReading, ...]:
    """The exercises, from the practice sections; the sections keep their text."""
    return tuple(
        exercise
        for section in outline
        if section.kind == "practice" or "notebook" in section.title.lower()
        for exercise in _exercises(parse_blocks(section.content, section.line))
    )


def _exercises(blocks: Sequence[Block]) -> Iterator[ExerciseReading]:
    for block in blocks:
        if block.kind == "paragraph" and (exercise := _exercise(block.text, block.line)):
            yield exercise
        for item in block.items:
            if exercise := _exercise(item.text, item.line):
                yield exercise
            else:
                yield from _exercises(item.blocks)


def _exercise(text: str, line: int) -> ExerciseReading | None:
    bold = bold_start(text)
    found = _SCAFFOLD.search(bold[0]) if bold else None
    if bold is None or found is None:
        return None
    title = (bold[0][: found.start()] + bold[0][found.end() :]).strip(" :.-—–")
    return ExerciseReading(title or bold[0], found["scaffold"].lower(), line)
