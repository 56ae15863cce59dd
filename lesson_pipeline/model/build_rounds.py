"""A validated review round to a Round."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from lesson_pipeline.model.fields import items, mapping, text, texts
from lesson_pipeline.model.plan import Note
from lesson_pipeline.model.rounds import (
    Accepted,
    Checked,
    Finding,
    Fix,
    Iteration,
    Location,
    Reviewed,
    Round,
    RoundNotes,
    Verified,
)
from lesson_pipeline.places import DocPath
from lesson_pipeline.schema.store import schema

_TELLING = {"findings": ("id", "severity"), "fixes": ("finding", "status"), "verification": ("finding", "status")}
"""Lists from which the state of the findings follows, and what each of their entries must say for that."""


def build_round(file: str, data: Any, *, torn: bool = False) -> Round:
    """A review round from its validated data; `torn` where the text breaks off."""
    whole = isinstance(data, dict) and not torn and _is_whole(data)
    data = data if isinstance(data, dict) else {}
    place = PurePosixPath(file)
    reviewed, notes = mapping(data, "of"), mapping(data, "notes")
    return Round(
        file=file,
        folder=place.parent.name,
        stem=place.stem,
        lesson=text(data, "lesson"),
        number=_number(data, "round"),
        iteration=_iteration(mapping(data, "iteration")),
        date=text(data, "date"),
        reviewer=text(data, "reviewer"),
        of=Reviewed(
            {id: digest for id, digest in mapping(reviewed, "sections").items() if isinstance(digest, str)},
            text(reviewed, "state"),
        ),
        checklist=tuple(
            Checked(text(item, "item"), _switch(item, "holds"), text(item, "why"))
            for item, _ in items(data, "checklist", ())
        ),
        findings=tuple(_finding(item, path) for item, path in items(data, "findings", ())),
        fixes=tuple(
            Fix(
                text(item, "finding"), text(item, "status"), path,
                text(item, "change"), text(item, "reason"), text(item, "date"),
            )
            for item, path in items(data, "fixes", ())
        ),
        verification=tuple(
            Verified(text(item, "finding"), text(item, "status"), path, text(item, "evidence"), text(item, "date"))
            for item, path in items(data, "verification", ())
        ),
        accepted=tuple(
            Accepted(
                text(item, "reason"), path, texts(item, "sections"), item.get("state") is True, text(item, "date")
            )
            for item, path in items(data, "accepted", ())
        ),
        notes=RoundNotes(
            texts(notes, "works_well"), texts(notes, "patterns"), text(notes, "overall"), tuple(_notes(notes, "other"))
        ),
        verdict=text(data, "verdict"),
        rationale=text(data, "rationale"),
        whole=whole,
    )  # fmt: skip


def _is_whole(data: dict[str, Any]) -> bool:
    """Whether nothing was taken away of the lists that tell the state of the findings.

    A list under a key that the schema does not know may hold findings as well.
    """
    known = schema("review-round")["properties"]
    if any(isinstance(value, list) for key, value in data.items() if key not in known):
        return False
    for key, needed in _TELLING.items():
        entries = data.get(key, [])
        if not isinstance(entries, list):
            return False
        if not all(isinstance(entry, dict) and all(text(entry, name) for name in needed) for entry in entries):
            return False
    return True


def _finding(data: dict[str, Any], path: DocPath) -> Finding:
    return Finding(
        id=text(data, "id"),
        severity=text(data, "severity"),
        path=path,
        title=text(data, "title"),
        locations=tuple(_location(item, at) for item, at in items(data, "location", path)),
        issue=text(data, "issue"),
        student_impact=text(data, "student_impact"),
        suggested_fix=text(data, "suggested_fix"),
        rule=text(data, "rule"),
        notes=tuple(_notes(data, "notes")),
    )


def _location(data: dict[str, Any], path: DocPath) -> Location:
    keys = ("section", "part", "block", "question", "element", "quote", "text")
    return Location(path, *(text(data, key) for key in keys))


def _notes(data: dict[str, Any], key: str) -> Iterator[Note]:
    for item, _ in items(data, key, ()):
        yield Note(text(item, "heading"), text(item, "text"))


def _iteration(data: dict[str, Any]) -> Iteration | None:
    number = _number(data, "n")
    return Iteration(number, _number(data, "of")) if number is not None else None


def _number(data: dict[str, Any], key: str) -> int | None:
    value = data.get(key)
    return value if isinstance(value, int) else None


def _switch(data: dict[str, Any], key: str) -> bool | None:
    value = data.get(key)
    return value if isinstance(value, bool) else None
