"""Which lessons there are, as far as anyone says: slugs, positions and titles from documents, module pages and citations."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.module_readings import ModulePlan, ModuleRecord
from lesson_pipeline.importers.markdown.readings import Header
from lesson_pipeline.importers.markdown.source_cells import read_cell
from lesson_pipeline.words import id_of

_OWN, _CITED = 0, 1
"""Who says a position: a document or module page of its own lessons, or somebody who cites one."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text and where it stands."""

    text: str
    document: str
    line: int


@dataclass(frozen=True, slots=True)
class LessonIndex:
    """The lessons that documents, module pages and unambiguous citations name."""

    positions: Mapping[str, str] = field(default_factory=dict)
    """For a slug its position: `a.b.c`, or `a.b` where only the module is known. Every known slug is a key."""
    at: Mapping[str, str] = field(default_factory=dict)
    """For a position `a.b.c` the slug of the lesson there."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """For the id of a title the slug."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """For a slug that only citations use, at the place of another lesson: that lesson's slug."""
    modules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For the number of a module whose plan is there its lessons, in order."""
    module_ids: frozenset[str] = frozenset()
    """The titles of modules, as ids: a citation of one names no lesson."""
    guesses: tuple[Guess, ...] = ()
    """Where the sources contradict each other, and who was believed."""

    def module_of(self, slug: str) -> str:
        """The number of the lesson's module; empty where it is not known."""
        return ".".join(self.positions.get(slug, "").split(".")[:2])


def index_lessons(
    documents: Iterable[tuple[str, Header]],
    pages: Iterable[tuple[str, ModulePlan | ModuleRecord]],
    cells: Iterable[Said],
) -> LessonIndex:
    """What is known of the lessons.

    Args: the headers of the documents and the module pages, each with its name; all source cells.
    """
    votes = _Votes()
    module_ids: set[str] = set()
    modules: dict[str, tuple[str, ...]] = {}
    titles: dict[str, str] = {}
    for document, header in documents:
        votes.add(header.slug, header.number or header.module, _OWN, Said(header.title, document, 1))
        titles.setdefault(id_of(header.title), header.slug)
        module_ids.add(id_of(header.module_title))
    for document, page in pages:
        module_ids.add(id_of(page.title))
        if isinstance(page, ModulePlan):
            modules[page.number] = tuple(row.slug for row in page.sequence)
        for slug, position, line in _listed(page):
            votes.add(slug, position, _OWN, Said("", document, line))
        if isinstance(page, ModuleRecord):
            titles |= {id_of(summary.title): summary.slug for summary in page.summaries if summary.title} | titles
    for said in cells:
        for slug, position in _cited(said.text):
            if slug in modules.get(position, (slug,)) and slug not in module_ids:
                votes.add(slug, position, _CITED, said)
    positions = votes.positions()
    at, aliases = votes.places(positions)
    titles.pop("", None)
    return LessonIndex(
        positions, at, titles, aliases, modules, frozenset(module_ids - set(positions) - {""}), tuple(votes.guesses)
    )


def _listed(page: ModulePlan | ModuleRecord) -> Iterator[tuple[str, str, int]]:
    if isinstance(page, ModulePlan):
        for row in page.sequence:
            yield row.slug, f"{page.number}.{row.number}" if page.number else "", row.line
    else:
        for summary in page.summaries:
            yield summary.slug, page.number, summary.line
        for index in page.index:
            for piece in read_cell(index.lesson).pieces:
                if piece.slug and not piece.more:
                    yield piece.slug, page.number, index.line


def _cited(cell: str) -> Iterator[tuple[str, str]]:
    """The lessons that a cell names with their positions: `slug (a.b.c)` and the like, with no other words in between."""
    for piece in read_cell(cell).pieces:
        if piece.slug and piece.position and not piece.loose and not piece.last:
            full = piece.position.count(".") == 2
            if full or "-" in piece.slug or re.match(r"[a-z0-9]+ \(", piece.text):
                yield piece.slug, piece.position


def _first(votes: Counter[str], among: Iterable[str] | None = None) -> str:
    """The position that most say, of those that say most exactly where."""
    return min(votes if among is None else among, key=lambda one: (-one.count("."), -votes[one], one), default="")


class _Votes:
    """Who says where a lesson stands."""

    def __init__(self) -> None:
        self.guesses: list[Guess] = []
        self._votes: dict[str, tuple[Counter[str], Counter[str]]] = {}
        self._first: dict[tuple[str, str], Said] = {}

    def add(self, slug: str, position: str, tier: int, said: Said) -> None:
        if not slug:
            return
        votes = self._votes.setdefault(slug, (Counter(), Counter()))
        if position:
            votes[tier][position] += 1
            self._first.setdefault((slug, position), said)

    def positions(self) -> dict[str, str]:
        """For each slug the position that its own document or module gives it, or else the one that most say.

        Where its own say no more than the module, those who cite it may say the rest.
        """
        chosen: dict[str, str] = {}
        for slug, (own, cited) in self._votes.items():
            trusted = _first(own)
            within = [one for one in {*own, *cited} if f"{one}.".startswith(f"{trusted}.")] if trusted else cited
            place = chosen[slug] = trusted if trusted.count(".") == 2 else _first(own + cited, within)
            for other in sorted({*own, *cited} - {place}):
                if not place.startswith(f"{other}."):
                    self._odd(slug, other, f"`{slug}` stands at {place}", f"it is also said to stand at {other}")
        return chosen

    def places(self, positions: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """For each full position its lesson, and for a slug that is out of place the lesson that stands there."""
        at: dict[str, str] = {}
        aliases: dict[str, str] = {}
        for slug in sorted(positions, key=lambda slug: self._weight(slug, positions[slug])):
            position = positions[slug]
            if position.count(".") < 2:
                continue
            owner = at.setdefault(position, slug)
            if owner == slug:
                continue
            own, _ = self._votes[slug]
            if not own and self._votes[owner][0][position]:
                aliases[slug] = owner
                self._odd(
                    slug, position, f"`{slug}` is `{owner}`", f"`{owner}` is the lesson that stands at {position}"
                )
            else:
                self._odd(slug, position, f"{position} is `{owner}`", f"`{slug}` is also said to stand there")
        return at, aliases

    def _weight(self, slug: str, position: str) -> tuple[int, int, str]:
        own, cited = self._votes[slug]
        return -own[position], -cited[position], slug

    def _odd(self, slug: str, position: str, what: str, why: str) -> None:
        said = self._first[slug, position]
        self.guesses.append(Guess(said.document, said.line, what, why))
