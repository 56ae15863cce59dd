"""What the writing of one plan leans on: the reading, the names of concepts and lessons, the sections, the guesses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lesson_pipeline.importers.markdown.annotations import Statement
from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.identity import Concepts
from lesson_pipeline.importers.markdown.lesson_index import LessonIndex
from lesson_pipeline.importers.markdown.likeness import share, tokens
from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.outline_ids import OutlineSection
from lesson_pipeline.importers.markdown.places import Places
from lesson_pipeline.importers.markdown.readings import PlanReading
from lesson_pipeline.model.terms import TermIndex

Data = dict[str, Any]
_ENOUGH = 0.5
_FEWEST = 2
"""So much of a concept's name, and so many words of it, must stand in a text that is about it."""


@dataclass(slots=True)
class PlanContext:
    """One plan on its way to data."""

    reading: PlanReading
    document: str
    concepts: Concepts
    names: Mapping[str, str]
    """The name of each concept, by id."""
    index: LessonIndex
    terms: TermIndex
    log: Log
    outline: tuple[OutlineSection, ...]
    places: Places
    has_rounds: bool = False
    guesses: list[Guess] = field(default_factory=list)
    targets: tuple[str, ...] = ()
    """The concepts that the lesson is to teach, in order."""
    needed: tuple[str, ...] = ()
    """The concepts that it leans on."""

    @property
    def slug(self) -> str:
        return self.reading.header.slug

    @property
    def is_export(self) -> bool:
        """Whether the document was exported by us: what it says of the lesson is all that there is to say."""
        return "lesson" in self.log.annotations.document

    def stated(self, line: int) -> Statement | None:
        """What an annotation says of the element on a line."""
        return self.log.annotations.at(line)

    def guess(self, at: str, what: str, why: str, line: int = 0) -> None:
        """Note a guess; `at` is where it landed in the plan."""
        self.guesses.append(Guess(self.document, line, what, why, self.slug, at))

    def concept(self, cell: str, at: str, line: int) -> tuple[str, str]:
        """The id that a cell names, and the cell where the registry says less; a guess is noted.

        Both are empty where the cell names nothing.
        """
        named = self.concepts.named(cell)
        if named is None:
            return "", ""
        if not named.sure:
            self.guess(at, f"`{cell}` is `{named.id}`", named.why, line)
        return named.id, named.words

    def mentioned(self, text: str) -> list[str]:
        """The concepts whose terms a text mentions, in order."""
        return list(dict.fromkeys(id for found in self.terms.find(text) for id in found.concepts))

    def name_tokens(self, id: str) -> frozenset[str]:
        """The words of a concept's name that carry meaning."""
        return tokens(self.names.get(id, id.replace("-", " ")))

    def about(self, text: str, among: Sequence[str]) -> list[str]:
        """Of some concepts those that a text is about: it holds most of the words of their names, best first."""
        held = tokens(text)
        scores = [
            (share(wanted, held), len(wanted & held), -index, id)
            for index, id in enumerate(among)
            if (wanted := self.name_tokens(id))
            and share(wanted, held) >= _ENOUGH
            and len(_spoken(wanted & held)) >= min(_FEWEST, len(_spoken(wanted)))
        ]
        return [id for *_, id in sorted(scores, reverse=True)]


def _spoken(words: frozenset[str]) -> list[str]:
    """Words less the bare numbers: that a text holds a 2 says little."""
    return [word for word in words if not word.isdecimal()]


def without_empty(data: Data) -> Data:
    """The fields that hold something, in their order."""
    return {key: value for key, value in data.items() if value not in ("", None, [], {}, ())}


def unquoted(text: str) -> str:
    """A text out of the quotes or asterisks around the whole of it."""
    for opening, closing in (("**", "**"), ('"', '"'), ("“", "”")):
        inner = text[len(opening) : len(text) - len(closing)]
        if (
            len(text) > 4
            and text.startswith(opening)
            and text.endswith(closing)
            and not any(mark in inner for mark in {opening, closing})
        ):
            text = inner
    return text
