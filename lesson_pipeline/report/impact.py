"""What rests on a lesson, and what would break if it were changed: as text and as data for JSON."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import click

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.impact.breaks import Breaks
from lesson_pipeline.impact.reliance import Reliance, ReliedOn, RelyingPlace
from lesson_pipeline.impact.what_if import Change, MovedBefore, Removed, Shallower
from lesson_pipeline.report.as_json import diagnostic_data
from lesson_pipeline.report.excerpt import printable
from lesson_pipeline.report.full import COLOURS

VERSION = 1
_ROLES = {
    "state": "said to be known",
    "required": "required",
    "taught": "taught again",
    "used": "used",
    "recapped": "recapped",
    "tested": "tested",
    "connection": "connected",
    "link": "linked",
}


# -- without a change


def reliance_data(found: Reliance, number: str) -> dict[str, Any]:
    """The object that JSON holds where no change is asked about."""
    return {
        "version": VERSION,
        "lesson": found.lesson,
        "number": number,
        "change": None,
        "concepts": [_relied_on(concept) for concept in found.concepts],
        "links": [{"lesson": lesson, "path": place.path, "line": place.line} for lesson, place in found.links],
    }


def _relied_on(concept: ReliedOn) -> dict[str, Any]:
    lessons = [
        {**asdict(relying), "places": [_relying(place) for place in relying.places]} for relying in concept.lessons
    ]
    return {**asdict(concept), "lessons": lessons}


def _relying(place: RelyingPlace) -> dict[str, Any]:
    return {key: None if value == "" else value for key, value in asdict(place).items()}


def reliance_text(found: Reliance, number: str) -> Iterator[str]:
    """The lines for a person at a terminal."""
    yield click.style(f"What relies on {number} {found.lesson}", bold=True)
    for concept in found.concepts:
        if not concept.lessons:
            continue
        yield ""
        name = click.style(printable(concept.name), bold=True)
        yield f"{name} ({printable(concept.concept)}): {concept.change} here, to {printable(concept.depth)}"
        for relying in concept.lessons:
            less = "as deep without it" if relying.now == relying.without else f"{relying.without} without it"
            yield printable(f"  {relying.number} {relying.lesson}: {relying.now}, {less}")
            for place in relying.places:
                yield click.style(f"    {printable(_told(place, concept.concept))}", dim=True)
    if unused := [concept.concept for concept in found.concepts if not concept.lessons]:
        yield ""
        yield printable(f"Taught here, and nothing later relies on it: {', '.join(unused)}")
    for lesson, place in found.links:
        yield printable(f"Linked from {lesson} ({place.path}:{place.line})")
    count = len(found.lessons)
    yield ""
    yield f"{count} later lesson{' relies' if count == 1 else 's rely'} on {found.lesson}."


def _told(place: RelyingPlace, concept: str) -> str:
    whole = f" as part of {place.concept}" if place.concept != concept else ""
    depth = f" ({place.depth})" if place.depth else ""
    where = f" in {', '.join(filter(None, (place.section, place.question)))}" if place.section else ""
    return f"{_ROLES[place.role]}{whole}{depth}{where}: {place.path}:{place.line}"


# -- with a change


def breaks_data(found: Breaks, lesson: str, number: str, change: Change) -> dict[str, Any]:
    """The object that JSON holds where a change is asked about."""
    return {
        "version": VERSION,
        "lesson": lesson,
        "number": number,
        "change": _change(change),
        "summary": {
            "changes_nothing": found.changes_nothing,
            **{severity.word: found.report.count(severity) for severity in reversed(Severity)},
            "lessons": sum(group.lesson is not None for group in found.lessons),
            "gone": len(found.gone),
        },
        "causes": [asdict(cause) for cause in found.causes],
        "lessons": [
            {
                "lesson": group.lesson,
                "number": group.number,
                "title": group.title,
                "diagnostics": [_diagnostic(item) for item in group.diagnostics],
            }
            for group in found.lessons
        ],
        "gone": [_diagnostic(item) for item in found.gone],
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {**diagnostic_data(diagnostic), "concept": diagnostic.concept or None}


def _change(change: Change) -> dict[str, Any]:
    match change:
        case Removed():
            return {"kind": "remove"}
        case MovedBefore(other):
            return {"kind": "move", "before": other}
        case Shallower(section, depth):
            return {"kind": "shallower", "section": section, "depth": depth}


def breaks_text(found: Breaks, lesson: str, change: Change) -> Iterator[str]:
    """The lines for a person at a terminal: what the change would do, the common causes, then lesson by lesson."""
    yield click.style(f"{_condition(lesson, change)}: {_summary(found)}.", bold=True)
    if found.causes:
        yield ""
        yield click.style("What several lessons would suffer from", bold=True)
        for cause in found.causes:
            then = f"{cause.now} → {cause.then}" if cause.now != cause.then else f"{cause.now}, as now"
            yield printable(f"  {cause.name} ({cause.concept}), {then} before {cause.before}:")
            yield printable(f"    {', '.join(cause.lessons)}")
    for group in found.lessons:
        yield ""
        head = f"{group.number} {group.lesson}".strip() if group.lesson else "the course"
        yield click.style(printable(head), bold=True)
        yield from _lines(group.diagnostics)
    if found.gone:
        yield ""
        yield click.style("What would go", bold=True)
        yield from _lines(found.gone)


def _condition(lesson: str, change: Change) -> str:
    match change:
        case Removed():
            return f"If {lesson} were removed"
        case MovedBefore(other):
            return f"If {lesson} stood before {other}"
        case Shallower(section, depth):
            return f"If {section} of {lesson} taught its concepts to {depth} at most"


def _summary(found: Breaks) -> str:
    if found.changes_nothing:
        return "nothing would change, it is like that already"
    counts = [(found.report.count(severity), severity) for severity in reversed(Severity)]
    told = ", ".join(f"{count} {severity.word}{'' if count == 1 else 's'}" for count, severity in counts if count)
    affected = sum(group.lesson is not None for group in found.lessons)
    where = f" in {affected} lesson{'' if affected == 1 else 's'}" if affected else ""
    gone = f"; {len(found.gone)} would go" if found.gone else ""
    return f"{f'{told} would be new{where}' if told else 'nothing would break'}{gone}"


def _lines(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    for item in diagnostics:
        place = f"{printable(item.path)}:{item.span.line}:{item.span.column}"
        severity = click.style(item.severity.word, fg=COLOURS[item.severity])
        yield f"  {place}  {item.code} {item.name}  {severity}"
        yield f"    {printable(item.message)}"
