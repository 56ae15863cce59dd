"""The main job: all rules over a curriculum, to one report."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from lesson_pipeline.diagnostics import Diagnostic, Related, Severity
from lesson_pipeline.engine.causes import Found, Unread, collapse, follow_unknown, hide_behind_unread
from lesson_pipeline.engine.checklist import Ticked, checklists
from lesson_pipeline.engine.consequences import concept_of, following
from lesson_pipeline.engine.fingerprint import KnownFault
from lesson_pipeline.engine.judge import judged
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.engine.regressions import CODE as REGRESSION
from lesson_pipeline.engine.regressions import regressions
from lesson_pipeline.engine.repairs import fix_of
from lesson_pipeline.engine.traceability import Traceability
from lesson_pipeline.engine.waive import apply_waivers
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.waivers import Waiver
from lesson_pipeline.places import enclosing, pointer
from lesson_pipeline.record.state import Record, build_record
from lesson_pipeline.rules.context import CourseContext, LessonContext
from lesson_pipeline.rules.registry import Fault, Rule, all_rules
from lesson_pipeline.rules.written_lesson import WrittenLesson
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
    checklists: Mapping[str, tuple[Ticked, ...]] = field(default_factory=dict)
    """The checklists of every lesson with a plan of its own, by slug."""
    traceability: Traceability | None = field(default=None, repr=False, compare=False)
    """What became of everything planned; None in a report that was made up."""
    within: frozenset[str] | None = None
    """The files to which the report is limited; None where it tells of all."""
    beneath: tuple[Diagnostic, ...] = field(default=(), repr=False)
    """Everything that stands, also what is told as a consequence of something else; never limited."""
    baselined: tuple[Diagnostic, ...] = ()
    """What a baseline knows already, each for itself, in order of place."""
    removable: tuple[KnownFault, ...] = ()
    """What stands in the baseline and is no longer found."""
    rules: tuple[Rule, ...] = field(default=(), repr=False)
    """The rules that ran."""
    since: str = ""
    """The revision whose faults are set aside with those of the baseline; empty where there is none."""

    def count(self, severity: Severity) -> int:
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    def fails(self, level: Severity) -> bool:
        """Whether anything is at or above the failing level."""
        return any(diagnostic.severity >= level for diagnostic in self.diagnostics)

    def limited_to(self, paths: Iterable[str]) -> "Report":
        """The report of some files only."""
        wanted = frozenset(paths)
        kept = tuple(item for item in self.diagnostics if item.path in wanted or not wanted.isdisjoint(item.stands_for))
        waived = tuple(diagnostic for diagnostic in self.waived if diagnostic.path in wanted)
        baselined = tuple(diagnostic for diagnostic in self.baselined if diagnostic.path in wanted)
        removable = tuple(fault for fault in self.removable if fault.path in wanted)
        traced = replace(self.traceability, within=wanted) if self.traceability else None
        return replace(
            self,
            diagnostics=kept,
            waived=waived,
            within=wanted,
            baselined=baselined,
            removable=removable,
            traceability=traced,
        )


def check(
    loaded: Loaded,
    active: dict[str, Rule],
    policy: Policy | None = None,
    known: Callable[[Sequence[Diagnostic]], Iterable[Diagnostic]] = lambda _: (),
) -> Report:
    """Run the active rules over a loaded curriculum.

    Args: `known` picks those of the diagnostics that are set aside, because a baseline has them.
    """
    policy = policy or Policy()
    curriculum = loaded.curriculum
    sources = _source_diagnostics(loaded, active, policy)
    faults = _beside(sources, _found(loaded, active, policy))
    # waived and known before collapsed: what is accepted at one place must not take the same fault at another along
    found = [*sources, *(item.diagnostic for item in faults)]
    standing, waived, idle = apply_waivers(
        found, curriculum.waivers, lambda waiver: _ran(loaded, active, policy, waiver)
    )
    of_waivers = _of_waivers(loaded, active, policy, idle)
    set_aside = {id(item): item for item in known(sorted([*standing, *of_waivers]))}
    stands = {id(item) for item in (*standing, *of_waivers)} - set_aside.keys()
    open_faults = collapse(follow_unknown(item for item in faults if id(item.diagnostic) in stands))
    remaining = _told(curriculum, sources, open_faults, stands, set_aside)
    remaining += [item for item in of_waivers if id(item) in stands]
    baselined = sorted(set_aside.values())
    remaining.sort()
    waived.sort()
    ticked = checklists(
        curriculum, [*remaining, *baselined], waived, lambda file: active.keys() - policy.silent_in(file)
    )
    return Report(
        str(curriculum.root),
        len(curriculum.plans),
        tuple(remaining),
        tuple(waived),
        ticked,
        Traceability(loaded),
        beneath=tuple(standing),
        baselined=tuple(baselined),
        rules=tuple(active.values()),
    )


def _told(
    curriculum: Curriculum,
    sources: list[Diagnostic],
    open_faults: list[Found],
    stands: set[int],
    set_aside: dict[int, Diagnostic],
) -> list[Diagnostic]:
    """What is reported of files and rules: faults that unread text may explain are listed under the file's first."""
    firsts: dict[str, Diagnostic] = {}
    for diagnostic in sources:
        if id(diagnostic) in stands or id(diagnostic) in set_aside:  # a waived one tells nothing
            firsts.setdefault(diagnostic.path, diagnostic)
    kept, firsts_told = hide_behind_unread(open_faults, firsts, Unread(curriculum))
    remaining = [item.diagnostic for item in kept]
    for first, told in zip(firsts.values(), firsts_told, strict=True):
        if told.related != first.related and id(first) in set_aside:  # known, but what may follow from it is new
            stands.add(id(set_aside.pop(id(first))))
        if id(first) in stands:
            remaining.append(told)
    return remaining + [item for item in sources if firsts.get(item.path) is not item and id(item) in stands]


def _of_waivers(
    loaded: Loaded, active: dict[str, Rule], policy: Policy, idle: Iterable[tuple[str, Fault]]
) -> list[Diagnostic]:
    """The diagnostics of the waivers' own faults."""
    return [
        _diagnostic(loaded, active[code], fault, policy)
        for code, fault in idle
        if code in active and code not in policy.silent_in(fault.at.file)
    ]


def _ran(loaded: Loaded, active: dict[str, Rule], policy: Policy, waiver: Waiver) -> bool:
    """Whether the rule of a waiver has judged the whole of the file that the waiver stands in."""
    rule, file = active.get(waiver.code), waiver.at.file
    if rule is None or loaded.documents[file].torn is not None or rule.code in policy.silent_in(file):
        return False
    plan = loaded.curriculum.plans.get(PurePosixPath(file).stem)
    untaught = plan is not None and plan.file == file and plan.slug not in loaded.curriculum.places
    return not (untaught and rule.on == "lesson")


def _found(loaded: Loaded, active: dict[str, Rule], policy: Policy) -> list[Found]:
    """What the rules find where they are not silent."""
    record = build_record(loaded.curriculum)
    found = [
        Found(fault, _diagnostic(loaded, rule, fault, policy))
        for rule, fault in _faults(loaded, record, active)
        if rule.code not in policy.silent_in(fault.at.file)
    ]
    if record.lacks:
        whole = build_record(replace(loaded.curriculum, pages={}))
        still = {(rule.code, fault.at) for rule, fault in _faults(loaded, whole, active)}
        found = following(found, still, loaded, record)
    if regression := active.get(REGRESSION):
        again = regressions(loaded.curriculum, (item.diagnostic for item in found))
        found += [Found(fault, _diagnostic(loaded, regression, fault, policy)) for fault in list(again)]
    return _less_certain(loaded, found)


def _beside(sources: list[Diagnostic], found: list[Found]) -> list[Found]:
    """What the rules find, but for places where the text itself is at fault."""
    at_source = {(item.path, item.pointer) for item in sources if item.pointer}
    return [item for item in found if (item.diagnostic.path, item.diagnostic.pointer) not in at_source]


def _faults(loaded: Loaded, record: Record, active: dict[str, Rule]) -> Iterator[tuple[Rule, Fault]]:
    """What the rules on model and record find."""
    course = CourseContext(loaded.curriculum, record, loaded.locate, loaded.data_of)
    for rule in active.values():
        if rule.on == "course" and rule.check:
            yield from judged(loaded, active, rule, course)
    on_lessons = [rule for rule in active.values() if rule.on == "lesson" and rule.check]
    for place in loaded.curriculum.order:
        plan = loaded.curriculum.plans[place.slug]
        lesson = LessonContext(course, plan, place)
        for rule in on_lessons:
            if _applies(rule, plan):
                yield from judged(loaded, active, rule, lesson)
        page = loaded.curriculum.pages.get(place.slug)
        if page is not None and not plan.is_record:
            yield from _faults_of_page(loaded, WrittenLesson(lesson, page), active)


def _faults_of_page(loaded: Loaded, written: WrittenLesson, active: dict[str, Rule]) -> Iterator[tuple[Rule, Fault]]:
    """What the rules on pages find in one; those that judge what is missing are silent where text may be cut off."""
    for rule in active.values():
        if rule.on == "page" and rule.check and not (rule.needs_whole and (written.torn or written.plan.torn)):
            yield from judged(loaded, active, rule, written)


def _applies(rule: Rule, plan: Plan) -> bool:
    """Whether a rule on lessons has anything to say of a plan."""
    if plan.is_record:
        return rule.on_records
    promise = plan.status == "planned" and not plan.outline
    return not (plan.torn and rule.needs_whole) and not (promise and rule.needs_outline)


def _diagnostic(loaded: Loaded, rule: Rule, fault: Fault, policy: Policy) -> Diagnostic:
    related = tuple(Related(at.file, loaded.locate(at), message) for at, message in fault.related)
    return Diagnostic(
        path=fault.at.file,
        span=loaded.locate(fault.at),
        code=rule.code,
        message=fault.message,
        name=rule.name,
        severity=policy.severity_of(rule, fault.severity),
        lesson=loaded.lesson_of(fault.at.file),
        pointer=pointer(fault.at.path),
        help=fault.help,
        related=related,
        fix=fix_of(loaded, fault),
        words=fault.at.words[0] if fault.at.words else "",
        concept=concept_of(fault, loaded) or "",
    )


def _source_diagnostics(loaded: Loaded, active: dict[str, Rule], policy: Policy) -> list[Diagnostic]:
    """What was found while reading and validating."""
    return [
        _source_diagnostic(loaded, document, fault, policy)
        for document in loaded.documents.values()
        for fault in sorted(document.faults, key=lambda fault: (fault.code != "SCH001", fault.span))
        if fault.code in active and fault.code not in policy.silent_in(document.path)
    ]


def _source_diagnostic(loaded: Loaded, document: Document, fault: SourceFault, policy: Policy) -> Diagnostic:
    rule = all_rules()[fault.code]
    return Diagnostic(
        path=document.path,
        span=fault.span,
        code=rule.code,
        message=fault.message,
        name=rule.name,
        severity=policy.severity_of(rule),
        lesson=loaded.lesson_of(document.path),
        pointer=fault.pointer,
        help=fault.help,
        related=tuple(Related(document.path, span, message) for span, message in fault.related),
        fix=fault.fix,
    )


def _less_certain(loaded: Loaded, found: list[Found]) -> list[Found]:
    """On inferred values an error becomes a warning: the fault may lie in the guess.

    So it does where what explains the fault was guessed: a check comes too early only if the teaching is where it was
    guessed to be.
    """
    guesses = {plan.file: set(plan.inferred) for plan in loaded.curriculum.plans.values() if plan.inferred}

    def guessed(file: str, place: str) -> bool:
        return not guesses.get(file, set()).isdisjoint(enclosing(place))

    lowered = []
    for item in found:
        diagnostic = item.diagnostic
        if guesses and diagnostic.severity is Severity.ERROR:
            what = "this value" if guessed(diagnostic.path, diagnostic.pointer) else ""
            if not what and any(guessed(at.file, pointer(at.path)) for at, _ in item.fault.related):
                what = "what it is compared with"
            if what:
                note = f"{diagnostic.help} (an importer guessed {what}: confirm or correct it first)"
                item = replace(item, diagnostic=replace(diagnostic, severity=Severity.WARNING, help=note))
        lowered.append(item)
    return lowered
