"""Findings and diagnostics on the reviewer's page: each at the section that it is about, or above all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.model.rounds import Finding, Location
from lesson_pipeline.places import pointer
from lesson_pipeline.render import markdown
from lesson_pipeline.render.addresses import address, finding_anchor, review_page, reviewer_page
from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.reviewer_text import CutText
from lesson_pipeline.render.reviewer_views import DiagnosticPin, FindingPin
from lesson_pipeline.render.titles import title
from lesson_pipeline.reviews.history import History, Trail
from lesson_pipeline.reviews.places import names_a_place, resolve

_LEVEL = 2
NOWHERE = None


@dataclass
class Pins:
    """What is pinned where: by the index of a piece, or under None."""

    findings: dict[int | None, list[FindingPin]] = field(default_factory=dict)
    diagnostics: dict[int | None, list[DiagnosticPin]] = field(default_factory=dict)


def pin_all(text: CutText, history: History | None, diagnostics: Iterable[Diagnostic], page: PageContext) -> Pins:
    """Everything that rounds and checks say of a lesson, at its place."""
    pins = Pins()
    for trail in history.trails.values() if history else ():
        places = tuple(dict.fromkeys(_places(text, trail.finding)))
        for index in places or (NOWHERE,):
            pins.findings.setdefault(index, []).append(
                _finding(trail, text.plan.slug, page, _note(trail.finding, places))
            )
    for diagnostic in diagnostics:
        pins.diagnostics.setdefault(_place(text, diagnostic), []).append(_diagnostic(text, diagnostic))
    return pins


def _places(text: CutText, finding: Finding) -> Iterator[int]:
    for location in finding.locations:
        found = resolve(location, text.plan, text.page) if names_a_place(location) else None
        if found is not None:
            line = found.at.span.line if found.at.span and found.at.file == text.page.file else None
            index = text.at_line(line) if line is not None else text.at_pointer(pointer(found.at.path))
            if index is not None:
                yield index


def _note(finding: Finding, places: tuple[int, ...]) -> str:
    if places:
        return ""
    lost = any(names_a_place(location) for location in finding.locations)
    return "Its place is not on the page." if lost else "It names no place of the lesson."


def _finding(trail: Trail, lesson: str, page: PageContext, note: str) -> FindingPin:
    finding = trail.finding
    name = f"{trail.round}/{finding.id}"
    said = (
        ("Where", ", ".join(filter(None, map(_where, finding.locations)))),
        ("Issue", finding.issue),
        ("What it does to the student", finding.student_impact),
        ("Suggested fix", finding.suggested_fix),
        ("Rule", finding.rule),
    )
    rows = tuple(
        (label, markdown.block(words, page, level=_LEVEL, scope=f"{name}.{label}")) for label, words in said if words
    )
    href = address(review_page(lesson), finding_anchor(trail.round, finding.id), page=reviewer_page(lesson))
    return FindingPin(finding.severity, trail.status, title(finding.title or finding.id), name, href, rows, note)


def _where(location: Location) -> str:
    quoted = f"“{location.quote}”" if location.quote else ""
    return " ".join(filter(None, (quoted, location.text)))


def _place(text: CutText, diagnostic: Diagnostic) -> int | None:
    if diagnostic.path == text.page.file:
        return text.at_line(diagnostic.span.line)
    return text.at_pointer(diagnostic.pointer) if diagnostic.path == text.plan.file else NOWHERE


def _diagnostic(text: CutText, diagnostic: Diagnostic) -> DiagnosticPin:
    here = diagnostic.path == text.page.file
    anchor = text.anchor(diagnostic.span.line) if here else ""
    own = reviewer_page(text.plan.slug)
    return DiagnosticPin(
        diagnostic.severity.word,
        diagnostic.code,
        diagnostic.name,
        title(diagnostic.message),
        title(diagnostic.help) if diagnostic.help else Markup(""),
        f"line {diagnostic.span.line}" if here else f"{diagnostic.path}:{diagnostic.span.line}",
        address(own, anchor, page=own) if anchor else "",
    )
