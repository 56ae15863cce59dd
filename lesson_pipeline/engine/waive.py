"""Waivers applied: diagnostics set aside with a reason, and waivers that waive nothing (SCH011, SCH014)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.model.waivers import Waiver
from lesson_pipeline.places import At, within
from lesson_pipeline.rules.registry import Fault, Rule, all_rules
from lesson_pipeline.suggest import closest

UNWAIVABLE = frozenset({"SCH001", "SCH002", "SCH011", "SCH014"})


def apply_waivers(
    diagnostics: Iterable[Diagnostic], waivers: Iterable[Waiver], active: Mapping[str, Rule]
) -> tuple[list[Diagnostic], list[Diagnostic], list[tuple[str, Fault]]]:
    """Set aside what is waived.

    Returns: what remains; what is waived, each with its reason; faults of the waivers themselves, with their codes.
    """
    by_place: dict[tuple[str, str], list[Waiver]] = {}
    faults: list[tuple[str, Fault]] = []
    for waiver in waivers:
        if not waiver.code:
            continue  # a fault of the file's shape already
        if not waiver.reason:
            faults.append(("SCH014", _without_reason(waiver)))
        elif waiver.code not in all_rules():
            faults.append(("SCH011", _unknown_code(waiver)))
        else:
            by_place.setdefault((waiver.at.file, waiver.code), []).append(waiver)
    kept, waived, used = [], [], set()
    for diagnostic in diagnostics:
        covering = _covering(by_place.get((diagnostic.path, diagnostic.code), ()), diagnostic)
        if covering is None or diagnostic.code in UNWAIVABLE:
            kept.append(diagnostic)
        else:
            used.add(covering.at)
            waived.append(replace(diagnostic, reason=covering.reason))
    idle = [
        waiver for group in by_place.values() for waiver in group if waiver.at not in used and waiver.code in active
    ]
    faults += [("SCH011", _unused(waiver)) for waiver in idle]
    return kept, waived, faults


def _covering(waivers: Iterable[Waiver], diagnostic: Diagnostic) -> Waiver | None:
    return next((waiver for waiver in waivers if within(diagnostic.pointer, waiver.pointer)), None)


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
