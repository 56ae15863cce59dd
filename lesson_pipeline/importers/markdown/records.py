"""Records of lessons that are cited but not there: what a module's record and other documents say they taught."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from lesson_pipeline.importers.markdown.entry_knowledge import LEVELS, SaidKnown
from lesson_pipeline.importers.markdown.guesses import Guess
from lesson_pipeline.importers.markdown.identity import Concepts
from lesson_pipeline.importers.markdown.lesson_index import LessonIndex
from lesson_pipeline.importers.markdown.log import Left
from lesson_pipeline.importers.markdown.module_readings import (
    IndexRow,
    ModulePage,
    ModulePlan,
    ModuleRecord,
    SequenceRow,
    Summary,
)
from lesson_pipeline.importers.markdown.sources import resolve_source
from lesson_pipeline.importers.markdown.vocabulary import depth_of

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """The plan of `kind: record` of one lesson, in the order of its schema, and what was guessed in it."""

    slug: str
    data: dict[str, Any]
    guesses: tuple[Guess, ...]


@dataclass(frozen=True, slots=True)
class IndexedRow:
    """A row of a concept index with what it says: the concept's id and the lessons that taught it."""

    document: str
    row: IndexRow
    concept: str
    sure: bool
    lessons: tuple[str, ...]


@dataclass(slots=True)
class Taught:
    """What is known of one concept that a lesson taught; filled row by row."""

    concept: str
    depth: str = ""
    evidence: list[str] = field(default_factory=list)
    why: str = ""
    """Why it is a guess; empty where it is none."""
    document: str = ""
    line: int = 0


class ModuleRecords:
    """The record and plan pages of all modules, by lesson."""

    def __init__(self, pages: Iterable[ModulePage], concepts: Concepts, index: LessonIndex) -> None:
        self.rows: dict[str, list[IndexedRow]] = {}
        self.summaries: dict[str, Summary] = {}
        self.sequence: dict[str, SequenceRow] = {}
        self.unplaced: list[tuple[str, Left]] = []
        """Rows of a page that no lesson takes: they belong to the notes of its module."""
        self._concepts = concepts
        self._spelt = _capitals(concepts)
        for page in pages:
            if isinstance(page.page, ModulePlan):
                self.sequence |= {row.slug: row for row in page.page.sequence}
                continue
            self.summaries |= {summary.slug: summary for summary in page.page.summaries}
            for indexed in _indexed(page.document, page.page, concepts, index):
                for lesson in indexed.lessons:
                    self.rows.setdefault(lesson, []).append(indexed)
            self.unplaced += ((page.document, left) for left in _unplaced(page.page, concepts, index))

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons of which a record says something."""
        return tuple(dict.fromkeys([*self.rows, *self.summaries]))

    def title(self, lesson: str) -> tuple[str, bool]:
        """The title of a lesson, and whether a page says it; if not, it is the slug in words."""
        summary = self.summaries.get(lesson)
        if summary and summary.title:
            return summary.title, True
        words = [self._spelt.get(word, word) for word in lesson.split("-")]
        return " ".join([words[0] if words[0] in self._spelt.values() else words[0].capitalize(), *words[1:]]), False

    def notes(self, lesson: str) -> list[dict[str, str]]:
        """What the record says of a lesson and no field takes: its summary, and rows that name no depth."""
        notes = []
        if (summary := self.summaries.get(lesson)) and summary.text:
            notes.append({"heading": "Summary in the module's record", "text": summary.text})
        told = [
            f"- {' — '.join(text for text in (row.concept, row.depth, row.notes) if text)}"
            for row in (indexed.row for indexed in self.rows.get(lesson, ()))
            if depth_of(row.depth) is None
        ]
        if told:
            notes.append({"heading": "Concept index of the module's record", "text": "\n".join(told)})
        return notes

    def taught(self, lesson: str) -> dict[str, Taught]:
        """What the record says that a lesson taught, by concept: the deepest of several rows."""
        found: dict[str, Taught] = {}
        for indexed in self.rows.get(lesson, ()):
            depth = depth_of(indexed.row.depth)
            if depth is None or depth.level == LEVELS[0]:
                continue
            taught = found.setdefault(
                indexed.concept, Taught(indexed.concept, document=indexed.document, line=indexed.row.line)
            )
            taught.depth = max(taught.depth or LEVELS[0], depth.level, key=LEVELS.index)
            taught.evidence += [text for text in (self._wording(indexed, plain=depth.plain), indexed.row.notes) if text]
            if len(indexed.lessons) > 1:
                taught.why = f"the record names several lessons: “{indexed.row.lesson}”"
            elif not indexed.sure:
                taught.why = f"“{indexed.row.concept}” may be another concept"
        return found

    def _wording(self, indexed: IndexedRow, *, plain: bool) -> str:
        """The cells of a row, where id and depth say less than they did."""
        named = self._concepts.named(indexed.row.concept)
        concept = named.words if named else ""
        depth = "" if plain else indexed.row.depth
        return f"{' — '.join(text for text in (concept, depth) if text)}:" if concept or depth else ""


def _capitals(concepts: Concepts) -> dict[str, str]:
    """How words are written that have capitals inside, by their small form: `rlhf` is RLHF."""
    words = [word for entry in concepts.entries for name in (entry.name, *entry.terms) for word in _WORD.findall(name)]
    return {word.lower(): word for word in words if word[1:] != word[1:].lower() and not word.islower()}


def _unplaced(record: ModuleRecord, concepts: Concepts, index: LessonIndex) -> Iterator[Left]:
    """The rows that name no lesson or no concept: they stay with the module."""
    for row in record.index:
        if concepts.named(row.concept) is None or not resolve_source(row.lesson, index, record.number).lessons:
            text = " — ".join(text for text in (row.concept, row.depth, row.lesson, row.notes) if text)
            yield Left("Concept index", f"- {text}", row.line)


def _indexed(document: str, record: ModuleRecord, concepts: Concepts, index: LessonIndex) -> Iterator[IndexedRow]:
    for row in record.index:
        named = concepts.named(row.concept)
        if named is not None:
            lessons = resolve_source(row.lesson, index, record.number).lessons
            yield IndexedRow(document, row, named.id, named.sure, lessons)


def missing_lessons(
    said: Iterable[SaidKnown], index: LessonIndex, records: ModuleRecords, there: Iterable[str]
) -> tuple[str, ...]:
    """The lessons that rows cite or that a module's record tells of, and that are not among the documents."""
    cited = (lesson for row in said for lesson in resolve_source(row.source, index).lessons)
    known = set(there)
    return tuple(lesson for lesson in dict.fromkeys([*cited, *records.lessons]) if lesson not in known)


def record_plans(
    lessons: Iterable[str],
    said: Iterable[SaidKnown],
    index: LessonIndex,
    records: ModuleRecords,
    slug_of: Mapping[str, str],
) -> tuple[RecordPlan, ...]:
    """A plan of `kind: record` for each lesson. `slug_of` gives for a document the slug of its lesson.

    What the module's record says is a fact of that page. What others say a lesson taught is a guess: it counts at the
    deepest level that one of them says, so that no row that leans on it becomes false.
    """
    wanted = tuple(lessons)
    by_lesson: dict[str, list[tuple[SaidKnown, bool]]] = {}
    for row in said:
        source = resolve_source(row.source, index)
        for lesson in source.lessons:
            by_lesson.setdefault(lesson, []).append((row, source.sure and len(source.lessons) == 1))
    return tuple(_record(lesson, by_lesson.get(lesson, ()), records, slug_of) for lesson in wanted)


def _record(
    lesson: str, said: Sequence[tuple[SaidKnown, bool]], records: ModuleRecords, slug_of: Mapping[str, str]
) -> RecordPlan:
    taught = records.taught(lesson)
    for concept, group in groupby(sorted(said, key=lambda one: one[0].concept), lambda one: one[0].concept):
        rows = [(row, sure) for row, sure in group if row.depth != LEVELS[0]]
        if rows and concept not in taught:
            taught[concept] = _said_taught(concept, rows, slug_of)
    listed = records.sequence.get(lesson)
    title, said_title = records.title(lesson)
    data: dict[str, Any] = {"lesson": lesson, "kind": "record", "title": title}
    if listed and listed.type:
        data["type"] = listed.type
    data["status"] = "built"
    data["teaches"] = [_teaches(one) for one in taught.values()]
    guesses = [
        Guess(
            one.document,
            one.line,
            f"`{lesson}` taught `{one.concept}` ({one.depth})",
            one.why,
            lesson,
            f"/teaches/{at}",
        )
        for at, one in enumerate(taught.values())
        if one.why
    ]
    if not said_title:
        guesses.append(Guess("", 0, f"`{lesson}` is titled “{title}”", "its slug in words", lesson, "/title"))
    if notes := records.notes(lesson):
        data["notes"] = notes
    if guesses:
        data["inferred"] = [guess.at for guess in guesses]
    return RecordPlan(lesson, data, tuple(guesses))


def _teaches(one: Taught) -> dict[str, str]:
    fields = {"concept": one.concept, "depth": one.depth, "evidence": " ".join(one.evidence)}
    return {key: value for key, value in fields.items() if value}


def _said_taught(concept: str, rows: Sequence[tuple[SaidKnown, bool]], slug_of: Mapping[str, str]) -> Taught:
    """What others say of one concept: the deepest level, by whom, and where they differ or name other lessons too."""
    by: dict[str, list[str]] = {}
    for row, _ in rows:
        names = by.setdefault(row.depth, [])
        if (name := slug_of.get(row.document, row.document)) not in names:
            names.append(name)
    depth = max(by, key=LEVELS.index)
    names = list(dict.fromkeys(name for level in sorted(by, key=LEVELS.index, reverse=True) for name in by[level]))
    why = f"said by {_listed(names)}"
    if len(by) > 1:
        why += "; the deepest of " + ", ".join(
            f"{level} ({_listed(by[level])})" for level in sorted(by, key=LEVELS.index)
        )
    if not any(sure for _, sure in rows):
        why += "; the source may mean another lesson"
    first = rows[0][0]
    return Taught(concept, depth, [f"said by {_listed(names)}"], why=why, document=first.document, line=first.line)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
