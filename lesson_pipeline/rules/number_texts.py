"""Where numbers are stated: the texts of a lesson and of its plan, with their roles `num` and blocks `values` in order."""

from collections.abc import Iterator
from dataclasses import dataclass

from lesson_pipeline.model.build_written import build_written
from lesson_pipeline.model.outline import Section
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.written import Prose, RoleUse, Written, WrittenBlock
from lesson_pipeline.places import At, DocPath, Span
from lesson_pipeline.rules.registry import Repair
from lesson_pipeline.source.changes import Change, Reword, Rewrite

_MARKS = ("{num}", "{values}")


@dataclass(frozen=True, slots=True)
class Text:
    """A lesson page, or one text of a plan."""

    file: str
    path: DocPath | None
    """The text of a plan; None for a page."""
    written: Written

    def at(self, span: Span) -> At:
        """A place in it."""
        if self.path is None:
            return At(self.file, span=span)
        words, nth = self._words(span)
        return At(self.file, self.path, words=(words, nth))

    def rewrite(self, span: Span, new: str) -> Repair:
        """The repair that writes something at a place."""
        change: Change
        if self.path is None:
            change = Rewrite(span, new)
        else:
            words, nth = self._words(span)
            change = Reword(self.path, lambda text: _swapped(text, words, nth, new))
        return Repair(f"write `{new}`", ((self.file, change),))

    def cut(self, span: Span) -> str:
        """What stands at a place."""
        lines = list(self.written.lines[span.line - 1 : span.end_line])
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return "\n".join(lines)

    def _words(self, span: Span) -> tuple[str, int]:
        words = self.cut(span).split("\n")[0]
        before = self.cut(Span(1, 1, span.line, span.column))
        return words, before.count(words)


def _swapped(text: str, words: str, nth: int, new: str) -> str:
    """The text with words replaced where they stand for the nth time, counted from 0."""
    at = -1
    for _ in range(nth + 1):
        at = text.find(words, at + 1)
        if at < 0:
            return text
    return text[:at] + new + text[at + len(words) :]


@dataclass(frozen=True, slots=True)
class Entry:
    """A role or a block `values`, the text it stands in, and its section: names count from where they stand to its end."""

    text: Text
    section: str
    thing: RoleUse | WrittenBlock


def entries_of(plan: Plan, page: LessonPage | None) -> Iterator[list[Entry]]:
    """The entries of each file of a lesson, in their order."""
    yield [entry for section in plan.outline for entry in _of_section(plan, section)]
    if page is not None:
        yield list(_in_text(Text(page.file, None, page.text), Sections(page.text)))


def plan_texts(plan: Plan, section: Section) -> Iterator[Text]:
    """The texts of a section that a student may read, in their order."""
    for path, text in _texts(section):
        if text:
            yield Text(plan.file, path, build_written(text))


def _texts(section: Section) -> Iterator[tuple[DocPath, str]]:
    for part in section.steps():
        yield (*part.path, "content"), part.content
    yield (*section.path, "scenario"), section.scenario
    for question in section.questions:
        yield (*question.path, "prompt"), question.prompt
        yield (*question.path, "answer"), question.answer


def _of_section(plan: Plan, section: Section) -> Iterator[Entry]:
    for path, text in _texts(section):
        if any(mark in text for mark in _MARKS):
            yield from _in_text(Text(plan.file, path, build_written(text)), section.id)


class Sections:
    """The sections of a page: from one heading of its highest level, below the title, to the next."""

    def __init__(self, text: Written) -> None:
        headings = [(position, heading) for position, heading in text.headings if heading.level > 1]
        top = min((heading.level for _, heading in headings), default=0)
        self._starts = [position for position, heading in headings if heading.level == top]

    def of(self, position: int) -> str:
        """The section at a position."""
        return str(sum(start <= position for start in self._starts))


def _in_text(text: Text, section: str | Sections) -> Iterator[Entry]:
    blocks = text.written.blocks
    found: list[RoleUse | WrittenBlock] = [block for block in blocks if block.name == "values" and block.closed]
    found += [
        role
        for role in text.written.roles
        if role.name == "num" and not any(blocks[index].name == "values" for index in role.inside)
    ]
    for thing in sorted(found, key=lambda thing: thing.position):
        yield Entry(text, section if isinstance(section, str) else section.of(thing.position), thing)


def is_in_values(text: Written, prose: Prose) -> bool:
    """Whether a stretch of text is the content of a block `values`."""
    return any(text.blocks[index].name == "values" for index in prose.inside)
