"""A plan that was revised within its own document: the revised outline counts, and nothing of the first is lost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lesson_pipeline.importers.markdown.log import Left, Log
from lesson_pipeline.importers.markdown.readings import SectionReading
from lesson_pipeline.importers.markdown.vocabulary import words_of

_KEPT = re.compile(r"\W*kept\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")


def revised(
    first: Sequence[SectionReading], later: Sequence[SectionReading], log: Log
) -> tuple[tuple[SectionReading, ...], tuple[Left, ...]]:
    """The later outline, and what no longer counts of the first.

    A section that is marked as kept takes what the first outline says of it.
    """
    gone: list[Left] = []
    waiting = list(first)
    found: list[SectionReading] = []
    for section in later:
        same = next((old for old in waiting if _name(old) == _name(section)), None)
        if same is not None and _KEPT.match(_words(section)):
            waiting.remove(same)
            if words_of(same.title) != words_of(section.title):
                gone.append(Left("Lesson Outline before its revision", same.title, same.line))
            else:
                log.turned.append(same.title)
            section = _with(section, same)
        found.append(section)
    for old in waiting:
        heading = f"Lesson Outline before its revision: {old.number}. {old.title}".replace(" .", "")
        gone.append(Left(heading, "\n\n".join(_texts(old)), old.line))
    return tuple(found), tuple(gone)


def _name(section: SectionReading) -> tuple[str, ...]:
    return tuple(words_of(_BRACKETS.sub("", section.title)))


def _words(section: SectionReading) -> str:
    """What a section says; of a check that was not understood, its only question."""
    if section.kind == "check" and not section.content and len(section.questions) == 1:
        return section.questions[0].prompt
    return section.content


def _with(section: SectionReading, old: SectionReading) -> SectionReading:
    if section.kind == "check":
        content = "\n\n".join(text for text in (_words(section), old.content) if text)
        return replace(old, number=section.number, title=section.title, line=section.line, content=content)
    content = "\n\n".join(text for text in (section.content, old.content) if text)
    return replace(section, content=content, parts=(*section.parts, *old.parts))


def _texts(section: SectionReading) -> Iterator[str]:
    for text in (section.content, section.scenario):
        if text:
            yield text
    for part in section.parts:
        yield f"**{part.title}**\n\n{part.content}"
    for question in section.questions:
        yield f"- {question.prompt} ({question.answer})" if question.answer else f"- {question.prompt}"
