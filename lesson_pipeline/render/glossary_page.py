"""The glossary: every concept and term by its name, and by what else it is called, with the place that introduces it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from lesson_pipeline.model.concepts import Concept
from lesson_pipeline.render import markdown
from lesson_pipeline.render.addresses import GLOSSARY
from lesson_pipeline.render.concept_page import also_called
from lesson_pipeline.render.concept_uses import ConceptUses
from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.edition import Edition
from lesson_pipeline.render.knowledge import Knowledge
from lesson_pipeline.render.navigation import frame
from lesson_pipeline.render.templates import page_html
from lesson_pipeline.render.titles import plain, title
from lesson_pipeline.render.views import NOTHING, Link

_DIGITS = "0–9"
_SIGNS = "Signs"
_ALIKE = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, and what it stands for."""

    name: Markup
    concept: Link
    kind: str
    see: bool
    """Whether it is but another word for the concept."""
    summary: Markup = NOTHING
    also: tuple[str, ...] = ()
    introduced: Link | None = None
    how: str = ""
    """What the place does, or why there is none."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries that begin with one letter."""

    anchor: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """The page."""

    name: str
    description: str
    letters: tuple[Letter, ...]
    count: int


def glossary_html(edition: Edition, uses: ConceptUses) -> str:
    """The page, complete."""
    entries = sorted(
        (entry for concept in edition.registry for entry in _entries(edition, uses, concept)), key=lambda pair: pair[0]
    )
    letters = tuple(
        Letter(f"letter.{number}", name, tuple(entry for _, entry in group))
        for number, (name, group) in enumerate(groupby(entries, key=lambda pair: _letter(pair[0][0])), 1)
    )
    course = plain(edition.course.title)
    view = GlossaryView(
        f"Glossary: {course}", f"The words of {course}, from A to Z.", letters, len(edition.registry.concepts)
    )
    return page_html("glossary.html.j2", frame(edition, GLOSSARY), page=view)


def _entries(edition: Edition, uses: ConceptUses, concept: Concept) -> Iterator[tuple[tuple[str, str], Entry]]:
    """A concept's own entry, and one for each other word for it, with what they are sorted by."""
    link = edition.concept(concept.id, page=GLOSSARY)
    kind = "term" if concept.kind == "term" else ""
    also = also_called(concept.name, concept.terms)
    where, how = _introduced(edition, uses, concept.id)
    page = PageContext(Knowledge(edition, GLOSSARY))
    summary = markdown.inline(concept.summary, page) if concept.summary else NOTHING
    yield _sorted_by(plain(concept.name), concept), Entry(link.title, link, kind, False, summary, also, where, how)
    for term in also:
        if not _near(term, concept.name):
            yield _sorted_by(term, concept), Entry(title(term), link, kind, True)


def _near(term: str, name: str) -> bool:
    """Whether somebody who looks for a word comes upon the name anyway: they begin alike."""
    return term.casefold()[:_ALIKE] == plain(name).casefold()[:_ALIKE]


def _introduced(edition: Edition, uses: ConceptUses, id: str) -> tuple[Link | None, str]:
    """The place that introduces a concept; where none does, the one that first mentions it."""
    grown = uses.growth(id)
    first = next((item for item in grown if item.change == "introduced"), grown[0] if grown else None)
    if first is None:
        return None, "Not taught so far."
    if first.taught.lesson is None:
        return None, "Assumed from the start of the course."
    planned = ", planned" if first.taught.promised else ""
    return edition.where(
        first.taught, page=GLOSSARY
    ), f"{'Mentioned' if first.change == 'mentioned' else 'Introduced'}{planned}:"


def _sorted_by(name: str, concept: Concept) -> tuple[str, str]:
    """Without accents, case and signs before the first letter."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    bare = bare.casefold()
    start = next((index for index, letter in enumerate(bare) if letter.isalnum()), 0)
    return bare[start:], concept.id


def _letter(name: str) -> str:
    first = name[:1].upper()
    return first if first.isalpha() else _DIGITS if first.isdigit() else _SIGNS
