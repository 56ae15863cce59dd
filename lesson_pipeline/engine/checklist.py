"""The two checklists of lesson design, ticked or not by what the rules found: an audit of the prerequisites, and the
design of the teaching. Nothing is believed that a person ticked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a checklist, and the rules that check it; none where only a person can judge."""

    id: str
    text: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticked:
    """An item for one lesson: whether it holds, and why; `ok` is None where no rule has judged it."""

    item: Item
    ok: bool | None
    why: str


PREREQUISITE_AUDIT = (
    Item("assumed-concepts-listed", "Every concept that the lesson leans on is listed", ("PRE006",)),
    Item("traced-in-the-record", "Each is traced through the record, not through the plan", ("PRE001", "PRE002")),
    Item("depths-match", "The student has each as deeply as the lesson needs it", ("PRE003", "PRE004")),
    Item("nothing-untaught", "Nothing is used or tested before it is taught", ("SEQ001", "SEQ002", "SEQ003", "SEQ004")),
    Item("no-double-jumps", "No exercise asks for several new things at once"),
    Item("gaps-resolved", "Every gap is resolved, and small enough to be", ("PRE005", "PRE008")),
)
LESSON_DESIGN = (
    Item("motivation", "A coherent paragraph motivates the lesson: the problem before the solution"),
    Item("modalities", "Each core concept is presented in enough ways, each for a reason", ("MOD001", "MOD003")),
    Item("examples", "There are enough examples on both sides, each for a purpose", ("EXA001", "EXA002", "EXA005")),
    Item("misconceptions", "Enough misconceptions are foreseen, each with what disproves it", ("MIS001", "MIS002")),
    Item("load", "No more is new than a student can take in", ("LOAD001",)),
    Item("connections", "Everything new is connected to something known", ("CON001",)),
    Item("boundaries", "The lesson says what it is about and what it is not", ("SCO003",)),
)


def checklist(
    plan: Plan,
    found: Iterable[Diagnostic],
    waived: Iterable[Diagnostic],
    active: Iterable[str],
    items: Iterable[Item] = (*PREREQUISITE_AUDIT, *LESSON_DESIGN),
) -> tuple[Ticked, ...]:
    """Both checklists for a lesson, or another one.

    Args: its plan; its diagnostics and those of them that are waived; the codes of the rules that ran; the items.
    """
    faults: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        faults.setdefault(diagnostic.code, []).append(diagnostic)
    accepted: dict[str, list[Diagnostic]] = {}
    for diagnostic in waived:
        accepted.setdefault(diagnostic.code, []).append(diagnostic)
    ran = set(active)
    return tuple(_ticked(item, plan, faults, accepted, ran) for item in items)


def _ticked(
    item: Item, plan: Plan, faults: dict[str, list[Diagnostic]], accepted: dict[str, list[Diagnostic]], ran: set[str]
) -> Ticked:
    if not item.codes:
        missing = item.id == "motivation" and not plan.narrative.strip()
        return Ticked(
            item, False if missing else None, "the plan has no narrative" if missing else "a person's judgement"
        )
    if plan.torn:
        return Ticked(item, None, "part of the plan could not be read")
    if plan.status == "planned" and not plan.outline:
        return Ticked(item, None, "the plan has no outline yet")
    against = [diagnostic for code in item.codes for diagnostic in faults.get(code, ())]
    if against:
        more = f", and {len(against) - 1} more" if len(against) > 1 else ""
        first = against[0]
        return Ticked(item, False, f"{first.code} at line {first.span.line}: {first.message}{more}")
    if not ran.intersection(item.codes):
        return Ticked(item, None, f"not checked: {', '.join(item.codes)} did not run")
    reasons = [
        f"{diagnostic.code} is waived: {diagnostic.reason}"
        for code in item.codes
        for diagnostic in accepted.get(code, ())
    ]
    return Ticked(
        item, True, "; ".join(reasons) or f"nothing found by {', '.join(code for code in item.codes if code in ran)}"
    )


def checklists(
    curriculum: Curriculum,
    found: Iterable[Diagnostic],
    waived: Iterable[Diagnostic],
    active_in: Callable[[str], Iterable[str]],
) -> dict[str, tuple[Ticked, ...]]:
    """The checklists of every lesson that the course teaches by a plan of its own, by slug.

    Args: the curriculum; all its diagnostics and those that are waived; the codes of the rules that ran on a file.
    """
    by_lesson: dict[str, tuple[list[Diagnostic], list[Diagnostic]]] = {}
    for side, diagnostics in enumerate((found, waived)):
        for diagnostic in diagnostics:
            if diagnostic.lesson:
                by_lesson.setdefault(diagnostic.lesson, ([], []))[side].append(diagnostic)
    return {
        place.slug: checklist(plan, *by_lesson.get(place.slug, ([], [])), active_in(plan.file))
        for place in curriculum.order
        if not (plan := curriculum.plans[place.slug]).is_record
    }
