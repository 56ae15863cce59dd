"""Waivers applied: diagnostics set aside with a reason, and waivers that waive nothing (SCH011, SCH014)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.model.waivers import Waiver
from lesson_pipeline.places import At, enclosing
from lesson_pipeline.rules.registry import Fault, Rule, all_rules
from lesson_pipeline.suggest import closest

UNWAIVABLE = frozenset({"SCH001", "SCH002", "SCH011", "SCH014"})


def apply_waivers(
    diagnostics: Iterable[Diagnostic], waivers: Iterable[Waiver], active: Mapping[str, Rule]
) -> tuple[list[Diagnostic], list[Diagnostic], list[tuple[str, Fault]]]:
    """Set aside what is waived.

    Returns: what remains; what is waived, each with its reason; faults of the waivers themselves, with their codes.
    """
    by_place: dict[tuple[str, str, str], Waiver] = {}
    faults: list[tuple[str, Fault]] = []
    for waiver in waivers:
        if not waiver.code:
            continue  # a fault of the file's shape already
        if not waiver.reason:
            faults.append(("SCH014", _without_reason(waiver)))
        elif waiver.code not in all_rules():
            faults.append(("SCH011", _unknown_code(waiver)))
        elif (place := (waiver.at.file, waiver.code, waiver.pointer)) not in by_place:
            by_place[place] = waiver
        elif waiver.code in active:
            faults.append(("SCH011", _unused(waiver)))  # the same waiver again
    kept, waived, used = [], [], set()
    for diagnostic in diagnostics:
        around = ((diagnostic.path, diagnostic.code, pointer) for pointer in enclosing(diagnostic.pointer))
        covering = next((place for place in around if place in by_place), None)
        if covering is None or diagnostic.code in UNWAIVABLE:
            kept.append(diagnostic)
        else:
            used.add(covering)
            waived.append(replace(diagnostic, reason=by_place[covering].reason))
    faults += [
        ("SCH011", _unused(waiver)) for place, waiver in by_place.items() if place not in used and waiver.code in active
    ]
    return kept, waived, faults


def _place(waiver: Waiver, key: str) -> At:
    return At(waiver.at.file, (*waiver.at.path, key))


def _without_reason(waiver: Waiver) -> Fault:
    return Fault(
        _place(waiver, "reason"),
        f"this waiver of {waiver.code} gives no reason, so it waives nothing",
        "say why the diagnostic is accepted",
    )


def _unknown_code(waiver: Waiver) -> Fault:
    near = closest(waiver.code, all_rules())
    return Fault(
        _place(waiver, "code"),
        f"no rule has the code {waiver.code}",
        f"did you mean {near}?" if near else "`lesson-pipeline rules` lists the codes",
    )


def _unused(waiver: Waiver) -> Fault:
    where = f" at {waiver.pointer}" if waiver.pointer else " in this file"
    return Fault(
        _place(waiver, "code"),
        f"nothing{where} is reported as {waiver.code}: this waiver is unused",
        "remove it, or correct its `at`",
    )
