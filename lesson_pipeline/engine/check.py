"""The main job: all rules over a curriculum, to one report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lesson_pipeline.diagnostics import Diagnostic, Related, Severity
from lesson_pipeline.engine.causes import Found, Unread, collapse, hide_behind_unread
from lesson_pipeline.engine.load import Loaded, lesson_of
from lesson_pipeline.engine.waive import apply_waivers
from lesson_pipeline.places import enclosing, pointer
from lesson_pipeline.record.state import Record, build_record
from lesson_pipeline.rules.context import CourseContext, LessonContext
from lesson_pipeline.rules.registry import Fault, Rule, all_rules
from lesson_pipeline.source.document import Document
from lesson_pipeline.source.faults import SourceFault


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: diagnostics in order of place, and those waived with their reasons."""

    root: str
    lessons: int
    """How many plans were read."""
    diagnostics: tuple[Diagnostic, ...]
    waived: tuple[Diagnostic, ...]
    files: int | None = None
    """To how many files the report is limited; None where it tells of all."""

    def count(self, severity: Severity) -> int:
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    def fails(self, level: Severity) -> bool:
        """Whether anything is at or above the failing level."""
        return any(diagnostic.severity >= level for diagnostic in self.diagnostics)

    def limited_to(self, paths: Iterable[str]) -> "Report":
        """The report of some files only."""
        wanted = set(paths)
        kept = tuple(diagnostic for diagnostic in self.diagnostics if diagnostic.path in wanted)
        waived = tuple(diagnostic for diagnostic in self.waived if diagnostic.path in wanted)
        return replace(self, diagnostics=kept, waived=waived, files=len(wanted))


def check(loaded: Loaded, active: dict[str, Rule]) -> Report:
    """Run the active rules over a loaded curriculum."""
    curriculum = loaded.curriculum
    record = build_record(curriculum)
    sources = _source_diagnostics(loaded, active)
    faults = [Found(fault, _diagnostic(loaded, rule, fault)) for rule, fault in _faults(loaded, record, active)]
    faults = _less_certain(loaded, faults)
    at_source = {(item.path, item.span) for item in sources}
    faults = [item for item in faults if (item.diagnostic.path, item.diagnostic.span) not in at_source]
    firsts: dict[str, Diagnostic] = {}
    for diagnostic in sources:
        firsts.setdefault(diagnostic.path, diagnostic)
    kept, firsts_told = hide_behind_unread(collapse(faults), firsts, Unread(curriculum))
    found = [item.diagnostic for item in kept] + firsts_told
    found += [diagnostic for diagnostic in sources if firsts[diagnostic.path] is not diagnostic]
    remaining, waived, idle = apply_waivers(found, curriculum.waivers, active)
    remaining += [_diagnostic(loaded, active[code], fault) for code, fault in idle if code in active]
    return Report(str(curriculum.root), len(curriculum.plans), tuple(sorted(remaining)), tuple(sorted(waived)))


def _faults(loaded: Loaded, record: Record, active: dict[str, Rule]) -> Iterator[tuple[Rule, Fault]]:
    """What the rules on model and record find."""
    course = CourseContext(loaded.curriculum, record, loaded.locate)
    for rule in active.values():
        if rule.on == "course" and rule.check:
            for fault in rule.check(course):
                yield rule, fault
    on_lessons = [rule for rule in active.values() if rule.on == "lesson" and rule.check]
    for place in loaded.curriculum.order:
        plan = loaded.curriculum.plans[place.slug]
        lesson = LessonContext(course, plan, place)
        for rule in on_lessons:
            if (plan.is_record and not rule.on_records) or (plan.torn and rule.needs_whole) or rule.check is None:
                continue
            for fault in rule.check(lesson):
                yield rule, fault


def _diagnostic(loaded: Loaded, rule: Rule, fault: Fault) -> Diagnostic:
    related = tuple(Related(at.file, loaded.locate(at), message) for at, message in fault.related)
    return Diagnostic(
        path=fault.at.file,
        span=loaded.locate(fault.at),
        code=rule.code,
        message=fault.message,
        name=rule.name,
        severity=fault.severity or rule.severity,
        lesson=lesson_of(fault.at.file),
        pointer=pointer(fault.at.path),
        help=fault.help,
        related=related,
    )


def _source_diagnostics(loaded: Loaded, active: dict[str, Rule]) -> list[Diagnostic]:
    """What was found while reading and validating."""
    return [
        _source_diagnostic(document, fault)
        for document in loaded.documents.values()
        for fault in sorted(document.faults, key=lambda fault: (fault.code != "SCH001", fault.span))
        if fault.code in active
    ]


def _source_diagnostic(document: Document, fault: SourceFault) -> Diagnostic:
    rule = all_rules()[fault.code]
    return Diagnostic(
        path=document.path,
        span=fault.span,
        code=rule.code,
        message=fault.message,
        name=rule.name,
        severity=rule.severity,
        lesson=lesson_of(document.path),
        pointer=fault.pointer,
        help=fault.help,
        related=tuple(Related(document.path, span, message) for span, message in fault.related),
    )


def _less_certain(loaded: Loaded, found: list[Found]) -> list[Found]:
    """On inferred values an error becomes a warning: the fault may lie in the guess."""
    guesses = {plan.file: set(plan.inferred) for plan in loaded.curriculum.plans.values() if plan.inferred}
    lowered = []
    for item in found:
        diagnostic = item.diagnostic
        guessed = not guesses.get(diagnostic.path, set()).isdisjoint(enclosing(diagnostic.pointer))
        if guessed and diagnostic.severity is Severity.ERROR:
            note = f"{diagnostic.help} (an importer guessed this value: confirm or correct it first)"
            item = Found(item.fault, replace(diagnostic, severity=Severity.WARNING, help=note))
        lowered.append(item)
    return lowered
