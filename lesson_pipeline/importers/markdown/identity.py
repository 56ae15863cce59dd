"""Concepts from cells: which cells mean the same concept, and what each concept is called.

Cells with the same head phrase mean the same, surely. A cell that gives alternatives (`Sigmoid / logistic function`) means
the concept that one of them names whole: that is a guess. Everything else is another concept, and what is merely alike is
only suggested to a person.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lesson_pipeline.importers.markdown.concept_cells import ConceptCell, key_of, read_concept
from lesson_pipeline.importers.markdown.concept_entries import Entry, concept_ids, share_out, wished_terms
from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.merged_order import merged
from lesson_pipeline.importers.markdown.module_readings import ModuleRecord
from lesson_pipeline.importers.markdown.readings import PlanReading
from lesson_pipeline.importers.markdown.suggestions import Suggestion, suggest
from lesson_pipeline.importers.markdown.vocabulary import words_of
from lesson_pipeline.schema.shapes import fits

ROLES = ("record", "target", "state", "prerequisite", "gap", "load")
"""Where a concept may be named, the most authoritative first."""
_EXPLAINS = frozenset(ROLES[:4])
"""Where a bracket explains the concept; in a gap or load it says what is missing or new."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A cell that names a concept, and where it stands; `role` is one of ROLES."""

    text: str
    document: str
    line: int
    role: str
    id: str = ""
    """The id that an annotation gives to the concept; then nothing is to be found out."""
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Its entry in the registry, where the mention is that."""


@dataclass(frozen=True, slots=True)
class Named:
    """The concept that a cell means."""

    id: str
    sure: bool = True
    why: str = ""
    """Why it is a guess; empty where it is none."""
    words: str = ""
    """The cell, where the registry says less of the concept than it did; else empty."""


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of a set of documents."""

    entries: tuple[Entry, ...]
    guesses: tuple[Guess, ...]
    suggestions: tuple[Suggestion, ...]
    _named: dict[str, Named] = field(repr=False)
    """By key of the cell."""
    _owners: dict[str, str] = field(repr=False)
    """By key of a whole name, the id of the concept that has it."""
    _said: dict[str, frozenset[str]] = field(repr=False)
    """For each id the words of its entry."""

    def named(self, text: str) -> Named | None:
        """The concept that a text means; None where it names none that was mentioned."""
        cell = read_concept(text)
        if cell is None:
            return None
        named = self._named.get(cell.key)
        if named is None:
            keys = (cell.key, *cell.alternatives)
            shared = next((key for key in keys if key in self._owners), None)
            if shared is None:
                return None
            named = Named(self._owners[shared], sure=False, why=f"one of the names in “{cell.name}” is its own")
        unsaid = set(words_of(text)) - self._said[named.id]
        return Named(named.id, named.sure, named.why, text if unsaid else "")


@dataclass(slots=True)
class _Group:
    """All mentions with the same key."""

    cell: ConceptCell
    cells: list[ConceptCell] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def alternatives(self) -> Iterator[str]:
        yield from dict.fromkeys(key for cell in self.cells for key in cell.alternatives)


def plan_mentions(document: str, plan: PlanReading) -> Iterator[Mention]:
    """The cells of a plan that name concepts; of an exported one its entries of the registry too."""
    for id, fields in plan.annotations.document.get("concepts", {}).items():
        if fits("lesson-plan", "$slug", id) and fits("concepts", "concepts/*", fields):
            yield Mention(fields["name"], document, 0, "record", id, fields)
    cells = [
        *((row.concept, row.line, "target") for row in plan.targets),
        *((row.concept, row.line, "state") for row in plan.knows),
        *((row.concept, row.line, "prerequisite") for row in plan.prerequisites),
        *((row.gap, row.line, "gap") for row in plan.gaps),
        *((new.text, new.line, "load") for new in plan.load.new),
    ]
    for cell, line, role in cells:
        said = plan.annotations.at(line)
        id = said.values.get("concept", "") if said else ""
        if said is None or (id and fits("lesson-plan", "$slug", id)):
            yield Mention(cell, document, line, role, id)


def record_mentions(document: str, record: ModuleRecord) -> Iterator[Mention]:
    """The cells of a module's concept index."""
    yield from (Mention(row.concept, document, row.line, "record") for row in record.index)


def identify(mentions: Iterable[Mention]) -> Concepts:
    """The concepts that the mentions mean. Of mentions with the same role the earlier counts for more."""
    stated = _Stated(mentions)
    groups = _groups(sorted(stated.others, key=lambda mention: ROLES.index(mention.role)))
    joined = _Joined(groups)
    founders = [group for key, group in groups.items() if joined.founder[key] == key]
    given = concept_ids((group.cell for group in founders), stated.entries)
    ids = dict(zip([group.cell.key for group in founders], given, strict=True))
    terms = _terms(founders, ids)
    entries = (*stated.entries.values(), *(_entry(group, ids[group.cell.key], terms) for group in founders))
    named = stated.named | {
        key: Named(ids[founder], founder == key, joined.why.get(key, "")) for key, founder in joined.founder.items()
    }
    together = [(ids[one], ids[other], text) for one, other, text in joined.bridges]
    return Concepts(
        entries,
        tuple(_guesses(groups, named)),
        suggest([(ids[group.cell.key], group.cell) for group in founders], together),
        named,
        {key: ids[founder] for key, founder in joined.owners.items()}
        | {key: one.id for key, one in stated.named.items()},
        {entry.id: frozenset(words_of(f"{entry.name} {entry.summary}")) for entry in entries},
    )


class _Stated:
    """The concepts that annotations name by their ids, and the mentions that are left to be understood."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.entries: dict[str, Entry] = {}
        self.named: dict[str, Named] = {}
        """By key of the cell."""
        self.others: list[Mention] = []
        every = list(mentions)
        for mention in every:
            if mention.fields:
                self._enter(mention)
        self._put_in_order(mention for mention in every if mention.fields)
        for mention in every:
            if mention.id and (cell := read_concept(mention.text)):
                made = Entry(
                    mention.id, cell.name, _as_line(cell.summary), (cell.name,), mention.document, mention.line
                )
                self.entries.setdefault(mention.id, made)
                self.named.setdefault(cell.key, Named(mention.id))
        for mention in every:
            cell = None if mention.id or not self.named else read_concept(mention.text)
            if not mention.id and (cell is None or cell.key not in self.named):
                self.others.append(mention)

    def _put_in_order(self, listed: Iterable[Mention]) -> None:
        """Every export lists a part of the registry, in its order: the order of the whole follows from them."""
        parts: dict[str, list[str]] = {}
        for mention in listed:
            parts.setdefault(mention.document, []).append(mention.id)
        self.entries = {id: self.entries[id] for id in merged(parts.values())}

    def _enter(self, mention: Mention) -> None:
        terms = tuple(mention.fields.get("terms", (mention.text,)))
        summary = mention.fields.get("summary", "")
        entry = Entry(mention.id, mention.text, summary, terms, mention.document, mention.line, mention.fields)
        self.entries.setdefault(mention.id, entry)
        self.named.setdefault(key_of(mention.text), Named(mention.id))


def _groups(mentions: Iterable[Mention]) -> dict[str, _Group]:
    read: dict[str, ConceptCell | None] = {}
    groups: dict[str, _Group] = {}
    for mention in mentions:
        if mention.text not in read:
            read[mention.text] = read_concept(mention.text)
        cell = read[mention.text]
        if cell is not None:
            group = groups.setdefault(cell.key, _Group(cell))
            group.mentions.append(mention)
            group.cells.append(cell)
    return groups


class _Joined:
    """Which group belongs to the concept of which other.

    Groups with one name come first, so that one with alternatives joins at most one of them, and never two with each other.
    """

    def __init__(self, groups: dict[str, _Group]) -> None:
        self.founder: dict[str, str] = {}
        """For the key of a group the key of the group that founded its concept."""
        self.owners: dict[str, str] = {}
        """For the key of a whole name the founder that has it."""
        self.why: dict[str, str] = {}
        self.bridges: list[tuple[str, str, str]] = []
        self._groups = groups
        for group in sorted(groups.values(), key=lambda group: group.cell.slashed):
            self._place(group)

    def _place(self, group: _Group) -> None:
        key = group.cell.key
        shared = [name for name in (key, *group.alternatives) if name in self.owners]
        if not shared:
            self.founder[key] = key
            for name in (key, *group.alternatives):
                self.owners.setdefault(name, key)
            return
        home = self.owners[shared[0]]
        self.founder[key] = home
        self.why[key] = f"“{group.cell.name}” and “{self._groups[home].cell.name}” share a name"
        self.bridges += [(home, self.owners[name], group.cell.name) for name in shared if self.owners[name] != home]


def _terms(founders: Iterable[_Group], ids: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Terms by id: names claim theirs before anything else does."""
    wishes = [
        (term != group.cell.name, ids[group.cell.key], term)
        for group in founders
        for cell in dict.fromkeys(group.cells)
        for term in wished_terms(cell)
    ]
    return dict(share_out((id, term) for _, id, term in sorted(wishes, key=lambda wish: wish[0])))


def _entry(group: _Group, id: str, terms: dict[str, tuple[str, ...]]) -> Entry:
    pairs = zip(group.mentions, group.cells, strict=True)
    summary = next((cell.summary for mention, cell in pairs if cell.summary and mention.role in _EXPLAINS), "")
    first = group.mentions[0]
    return Entry(id, group.cell.name, _as_line(summary), terms.get(id, ()), first.document, first.line)


def _as_line(summary: str) -> str:
    """A summary with a capital, unless it begins with a symbol or code."""
    plain = re.match(r"[a-z]{2,}(?:-[a-z]+)*[,;:]?(?:\s|\Z)", summary)
    return summary[:1].upper() + summary[1:] if plain else summary


def _guesses(groups: dict[str, _Group], named: dict[str, Named]) -> Iterator[Guess]:
    for key, group in groups.items():
        if not named[key].sure:
            first = group.mentions[0]
            yield Guess(
                first.document, first.line, f"“{group.cell.name}” is the concept `{named[key].id}`", named[key].why
            )
