"""How the student state changes: as text, as data for JSON, and as Markdown for a pull request."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

import click

from lesson_pipeline.impact.state_changes import KINDS, ConceptChange, Kind, LessonChange, StateChanges
from lesson_pipeline.report.excerpt import printable
from lesson_pipeline.report.markdown import plain

VERSION = 1
_COLOURS: dict[Kind, str] = {"gained": "green", "lost": "red", "deeper": "green", "shallower": "yellow"}
_MOST = 100
"""Rows of a table; a comment on a pull request has its limits."""


def summary(found: StateChanges) -> str:
    """One line: how much changes."""
    lessons = f"{found.compared} lesson{'' if found.compared == 1 else 's'}"
    came = [
        f"{len(slugs)} {what}"
        for slugs, what in ((found.added, "added"), (found.removed, "removed"), (found.renamed, "renamed"))
        if slugs
    ]
    aside = f"; lessons: {', '.join(came)}" if came else ""
    if not found.lessons:
        return f"The student state does not change at any of {lessons}{aside}."
    counts = {kind: len(found.concepts(kind)) for kind in KINDS if found.concepts(kind)}
    first = next(iter(counts.values()))
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    told = told.replace(" ", f" concept{'' if first == 1 else 's'} ", 1)
    return f"The student state changes at {len(found.lessons)} of {lessons}: {told}{aside}."


def as_data(found: StateChanges, since: str, until: str | None) -> dict[str, Any]:
    """The object that JSON holds. `until` is None for the files as they are on disk."""
    return {
        "version": VERSION,
        "since": since,
        "until": until,
        "summary": {
            "text": summary(found),
            "compared": found.compared,
            "changed": len(found.lessons),
            **{kind: len(found.concepts(kind)) for kind in KINDS},
        },
        "lessons": [_lesson(lesson) for lesson in found.lessons],
        "added": list(found.added),
        "removed": list(found.removed),
        "renamed": [{"before": old, "after": new} for old, new in found.renamed.items()],
    }


def _lesson(lesson: LessonChange) -> dict[str, Any]:
    return {
        "lesson": lesson.lesson,
        "number": lesson.number,
        "title": lesson.title,
        "was": None if lesson.was == lesson.lesson else lesson.was,
        **{kind: [_change(change) for change in lesson.changes if change.kind == kind] for kind in KINDS},
    }


def _change(change: ConceptChange) -> dict[str, Any]:
    return {
        "concept": change.concept,
        "name": change.name,
        "before": change.before,
        "after": change.after,
        "sources": [asdict(source) for source in change.sources],
    }


def text(found: StateChanges) -> Iterator[str]:
    """The lines for a person at a terminal: the summary, then the lessons; those that change alike are told at once."""
    yield click.style(summary(found), bold=True)
    for lessons in _alike(found):
        yield ""
        yield click.style(printable(_heads(lessons)), bold=True)
        for change in _in_order(lessons[0]):
            kind = click.style(f"{change.kind:<9}", fg=_COLOURS[change.kind])
            yield f"  {kind}  {printable(f'{change.name}: {change.before} → {change.after}')}"
            for told in _sources(change):
                yield click.style(f"             {printable(told)}", dim=True)


def markdown(found: StateChanges) -> Iterator[str]:
    """The lines for a pull request: a heading, the summary, a table."""
    yield "## What students know"
    yield ""
    yield summary(found)
    if not found.lessons:
        return
    yield ""
    yield "| before lesson | concept | | from | to | taught |"
    yield "| --- | --- | --- | --- | --- | --- |"
    rows = [(lessons, change) for lessons in _alike(found) for change in _in_order(lessons[0])]
    for lessons, change in rows[:_MOST]:
        cells = (_heads(lessons), change.name, change.kind, change.before, change.after, "; ".join(_sources(change)))
        yield f"| {' | '.join(map(plain, cells))} |"
    if len(rows) > _MOST:
        yield ""
        yield f"and {len(rows) - _MOST} more rows: `lesson-pipeline state --diff REF` tells them."


def _alike(found: StateChanges) -> Iterator[list[LessonChange]]:
    """Runs of lessons that stand one after another among those that change, and change alike."""
    for _, lessons in groupby(found.lessons, key=lambda lesson: lesson.changes):
        yield list(lessons)


def _heads(lessons: list[LessonChange]) -> str:
    first, last = lessons[0], lessons[-1]
    was = f" (was {first.was})" if first.was != first.lesson else ""
    more = f" to {last.number} {last.lesson} ({len(lessons)} lessons)" if len(lessons) > 1 else ""
    return f"{first.number} {first.lesson}{was}{more}"


def _in_order(lesson: LessonChange) -> list[ConceptChange]:
    return [change for kind in KINDS for change in lesson.changes if change.kind == kind]


def _sources(change: ConceptChange) -> Iterator[str]:
    """Where a concept is taught now, or was taught."""
    was = "" if change.kind in ("gained", "deeper") else "was "
    for source in change.sources:
        where = f"{source.lesson}, {source.section}" if source.section else source.lesson or "entry knowledge"
        yield f"{was}{source.depth}: {where} ({source.path}:{source.line})"
