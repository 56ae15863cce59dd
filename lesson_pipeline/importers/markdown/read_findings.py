"""Findings of a review: a heading with severity and title, then labelled fields, and what may stand between them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lesson_pipeline.importers.markdown.annotations import Statement
from lesson_pipeline.importers.markdown.finding_status import status_at
from lesson_pipeline.importers.markdown.labels import Labelled, label_of, labelled
from lesson_pipeline.importers.markdown.log import Log
from lesson_pipeline.importers.markdown.review_headings import finding_number, finding_title
from lesson_pipeline.importers.markdown.review_readings import FindingReading, FixReading, NoteReading
from lesson_pipeline.importers.markdown.stated_reviews import finding_data, is_note, note_of
from lesson_pipeline.importers.markdown.tree import Block, Item, Node
from lesson_pipeline.importers.markdown.vocabulary import words_of
from lesson_pipeline.reviews.finding_ids import finding_id

_FIELDS = {
    "location": re.compile(r"locations?|where"),
    "issue": re.compile(r"issue|problem"),
    "student_impact": re.compile(r"(?:student )?impact|impact on (?:the )?student"),
    "suggested_fix": re.compile(
        r"(?:suggested|recommended|proposed|possible) (?:fix|change)|fix|suggestion|recommendation"
    ),
}
_DONE = re.compile(r"(?:fix applied|applied fix|status|resolution|outcome)")
_NOTE = re.compile(r"(?:note|correction|update|addendum|rationale|severity|evidence|priority)s?")
_FIXED_BY_LABEL = re.compile(r"fix applied|applied fix")


@dataclass(slots=True)
class Findings:
    """Findings as they are read; ids that are taken; and what findings say was done about them."""

    found: list[FindingReading] = field(default_factory=list)
    fixes: list[FixReading] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def read(self, node: Node, log: Log, carried: str = "") -> bool:
        """Take a heading if it is that of a finding. `carried` is the title under which findings of before stand."""
        heading = finding_title(node.title)
        if heading is None:
            return False
        severity, title = heading
        log.turned.append(severity)
        log.structure.append(finding_number(node.title))
        if said := log.annotations.at(node.line):
            return self._stated(node, severity, title, said, log)
        id = finding_id(title, self.ids)
        texts, notes = _fields(node.flat(), log)
        if carried:
            notes.insert(0, NoteReading("Carried forward", carried, node.line))
        kept: list[NoteReading] = []
        for note in notes:
            fix = _fix(id, note, log)
            if fix is None:
                kept.append(note)
            else:
                self.fixes.append(fix)
        self.found.append(replace(_finding(id, severity, title, node.line, texts), notes=tuple(kept)))
        return True

    def _stated(self, node: Node, severity: str, title: str, said: Statement, log: Log) -> bool:
        """Take a finding that has an annotation; of its headings those that say so are notes."""
        notes = [note_of(child, log) for child in node.children if is_note(child, log)]
        others = [child for child in node.children if not is_note(child, log)]
        texts, more = _fields(replace(node, children=others).flat(), log)
        data = finding_data({"severity": severity, "title": title, **texts}, [*notes, *more], said, log)
        id = str(data.get("id") or finding_id(title, self.ids))
        self.ids.add(id)
        found = _finding(id, severity, title, node.line, texts)
        self.found.append(replace(found, notes=(*notes, *more), stated=data))
        return True

    def go_on(self, node: Node) -> bool:
        """Add a heading that is none of a finding to the finding before it: it is a heading within its text."""
        if not self.found:
            return False
        last, note = self.found[-1], NoteReading(node.title, node.text(), node.line)
        self.found[-1] = replace(last, notes=(*last.notes, note))
        return True


def _finding(id: str, severity: str, title: str, line: int, texts: Mapping[str, str]) -> FindingReading:
    return FindingReading(
        id,
        severity,
        title,
        line,
        texts.get("location", ""),
        texts.get("issue", ""),
        texts.get("student_impact", ""),
        texts.get("suggested_fix", ""),
    )


def _fields(blocks: Iterable[Block], log: Log) -> tuple[dict[str, str], list[NoteReading]]:
    """The labelled texts of a finding by field, and what has no field."""
    texts: dict[str, list[str]] = {}
    notes: list[NoteReading] = []
    for piece in _labelled(blocks):
        name = _field_of(piece.label)
        if name is not None:
            log.structure.append(piece.label)
            texts.setdefault(name, []).append(piece.text)
        elif piece.text or piece.label:
            notes.append(NoteReading(piece.label, piece.text, piece.line))
    return {name: "\n\n".join(text for text in pieces if text) for name, pieces in texts.items()}, notes


def _labelled(blocks: Iterable[Block]) -> list[Labelled]:
    """The blocks cut at labels. A label that is no field cuts only where it stands among fields, line by line."""
    found: list[Labelled] = []
    for block in _without_list(blocks):
        among_fields = any(_is_known(label) for label in _labels(block.text))
        for piece in labelled([block], lambda label, among=among_fields: among or _is_known(label)):  # type: ignore[misc]
            if piece.label or not found:
                found.append(piece)
            else:
                last = found[-1]
                found[-1] = Labelled(last.label, last.line, (*last.blocks, *piece.blocks))
    return found


def _without_list(blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks; of a list whose items are fields, the items as paragraphs. Rules between findings go."""
    for block in blocks:
        if block.items and all(_is_field(item) for item in block.items):
            for item in block.items:
                first, _, below = item.text.partition("\n")
                yield Block("paragraph", item.line, first if item.blocks[1:] else f"{first}\n{below}".strip())
                yield from item.blocks[1:]
        elif block.kind != "rule":
            yield block


def _is_field(item: Item) -> bool:
    return item.number is None and any(_is_known(label) for label in _labels(item.text.split("\n", 1)[0]))


def _labels(text: str) -> list[str]:
    return [found[0] for line in text.split("\n") if (found := label_of(line)) is not None]


def _is_known(label: str) -> bool:
    words = " ".join(words_of(label))
    return _field_of(label) is not None or bool(_DONE.fullmatch(words) or _NOTE.fullmatch(words))


def _field_of(label: str) -> str | None:
    words = " ".join(words_of(label))
    return next((name for name, pattern in _FIELDS.items() if pattern.fullmatch(words)), None)


def _fix(id: str, note: NoteReading, log: Log) -> FixReading | None:
    """What a note of a finding says was done about it; None where it says something else."""
    words = " ".join(words_of(note.heading))
    if not _DONE.fullmatch(words) or not note.text:
        return None
    status = status_at(note.text)
    if _FIXED_BY_LABEL.fullmatch(words) and (status is None or status.status == "fixed"):
        log.structure.append(note.heading)
        return FixReading(id, "fixed", note.text, note.line)
    if status is None or status.status == "reopened":
        return None
    log.structure += [note.heading, status.form]
    text = note.text if status.words else status.rest
    return FixReading(id, status.status, text, note.line)
