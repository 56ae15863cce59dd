"""Waivers applied: diagnostics set aside with a reason, and waivers that waive nothing (SCH011, SCH014)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.waivers import Waiver
from lesson_pipeline.places import START, At, Span, enclosing
from lesson_pipeline.rules.registry import (
    FAMILIES,
    RESERVED,
    Fault,
    Repair,
    Rule,
    all_rules,
    find_rule,
    may_be_own,
    own_rules,
)
from lesson_pipeline.source.changes import Drop, Erase
from lesson_pipeline.suggest import closest

UNWAIVABLE = frozenset({"SCH001", "SCH002", "SCH011", "SCH014"})


def apply_waivers(
    diagnostics: Iterable[Diagnostic], waivers: Iterable[Waiver], ran: Callable[[Waiver], bool]
) -> tuple[list[Diagnostic], list[Diagnostic], list[tuple[str, Fault]]]:
    """Set aside what is waived.

    Args: `ran` says whether the rule of a waiver was run where the waiver stands: if not, it is not called unused.
    Returns: what remains; what is waived, each with its reason; faults of the waivers themselves, with their codes.
    """
    sound, faults = _sound(every := list(waivers))
    table = _Table(sound)
    kept, waived, used = [], [], set()
    for diagnostic in diagnostics:
        covering = None if diagnostic.code in UNWAIVABLE else table.covering(diagnostic)
        if covering is None:
            kept.append(diagnostic)
        else:
            used.add(id(covering))
            waived.append(replace(diagnostic, reason=covering.reason))
    idle = [waiver for waiver in sound if id(waiver) not in used and ran(waiver)]
    faults += [("SCH011", replace(_unused(waiver), fix=_removal(waiver, every, idle))) for waiver in idle]
    return kept, waived, faults


def _removal(waiver: Waiver, every: Iterable[Waiver], idle: Iterable[Waiver]) -> Repair | None:
    """How to take an unused waiver out; None for a comment that is needed for another rule."""
    here = [other.at for other in every if other.at.file == waiver.at.file]
    unused = Counter(other.at for other in idle if other.at.file == waiver.at.file)
    if unused[waiver.at] < here.count(waiver.at):
        return None
    if waiver.at.span is not None:
        return Repair("remove the comment", ((waiver.at.file, Erase(waiver.at.span)),))
    if all(at in unused for at in here if at.span is None):
        return Repair(f"remove `{waiver.at.path[0]}`", ((waiver.at.file, Drop(waiver.at.path[:1])),))
    return Repair("remove it", ((waiver.at.file, Drop(waiver.at.path)),))


class _Table:
    """Waivers by what they cover; of two that cover the same, the first counts."""

    def __init__(self, waivers: Iterable[Waiver]) -> None:
        self._rows: dict[tuple[str, str, str], Waiver] = {}
        self._comments: dict[tuple[str, str], list[tuple[Span, Waiver]]] = {}
        for waiver in waivers:
            if waiver.lines is None:
                self._rows.setdefault((waiver.at.file, waiver.code, waiver.pointer), waiver)
            else:
                self._comments.setdefault((waiver.at.file, waiver.code), []).append((waiver.lines, waiver))

    def covering(self, diagnostic: Diagnostic) -> Waiver | None:
        """The nearest waiver of a diagnostic: a comment before a row, what covers less before what covers more."""
        place = diagnostic.span[:2]
        comments = self._comments.get((diagnostic.path, diagnostic.code), ())
        near = [waiver for lines, waiver in comments if lines[:2] <= place < lines[2:]]
        if near:
            return max(near, key=_nearness)
        around = ((diagnostic.path, diagnostic.code, pointer) for pointer in enclosing(diagnostic.pointer))
        return next((self._rows[key] for key in around if key in self._rows), None)


def _nearness(waiver: Waiver) -> tuple[int, ...]:
    """Of comments that cover a place, the nearest is the one whose lines begin last, then end first."""
    lines, comment = waiver.lines or START, waiver.at.span or START
    return (lines.line, lines.column, -lines.end_line, -lines.end_column, comment.line, comment.column)


def _sound(waivers: Iterable[Waiver]) -> tuple[list[Waiver], list[tuple[str, Fault]]]:
    """The waivers that name a rule and give a reason, each with the rule's code; and the faults of the others."""
    sound: list[Waiver] = []
    faults: dict[tuple[str, At], Fault] = {}  # a comment that names several rules lacks its reason once
    for waiver in waivers:
        if waiver.mistake:
            faults["SCH011", waiver.at] = Fault(waiver.at, *waiver.mistake)
        elif not waiver.code:
            continue  # a fault of the file's shape already
        elif not waiver.reason:
            faults["SCH014", waiver.at] = _without_reason(waiver)
        elif may_be_own(waiver.code) and waiver.code.upper() not in all_rules():
            continue  # its rule could not be read, and that is reported
        elif isinstance(rule := _rule(waiver), Fault):
            faults["SCH011", waiver.code_at] = rule
        else:
            sound.append(replace(waiver, code=rule.code))
    return sound, [(code, fault) for (code, _), fault in faults.items()]


def _rule(waiver: Waiver) -> Rule | Fault:
    """The rule that a waiver names: a row by its code, a comment by code or name."""
    word, rules = waiver.code, all_rules()
    if waiver.lines is not None:
        if word.upper() in ("ALL", "*", RESERVED, *FAMILIES, *(rule.family for rule in own_rules().rules)):
            message = f"`{word}` stands for many rules, and a comment names each rule that it waives"
            return Fault(waiver.code_at, message, "write the codes, with commas between them")
        try:
            return find_rule(word)
        except PipelineError as error:
            return Fault(waiver.code_at, str(error), error.help)
    if word in rules:
        return rules[word]
    near = closest(word, rules)
    help = f"did you mean {near}?" if near else "`lesson-pipeline rules` lists the codes"
    return Fault(waiver.code_at, f"no rule has the code {word}", help)


def _without_reason(waiver: Waiver) -> Fault:
    what = f"waiver of {waiver.code}" if waiver.lines is None else "comment"
    return Fault(
        waiver.reason_at, f"this {what} gives no reason, so it waives nothing", "say why the diagnostic is accepted"
    )


def _unused(waiver: Waiver) -> Fault:
    if waiver.code in UNWAIVABLE:
        return Fault(waiver.code_at, f"{waiver.code} cannot be waived", "remove this, and repair the fault")
    if waiver.lines is None:
        where, help = f" at {waiver.pointer}" if waiver.pointer else " in this file", "remove it, or correct its `at`"
    else:
        beside = waiver.at.span is not None and waiver.lines.line <= waiver.at.span.line
        where = " on this line" if beside else " in what begins below"
        help = "remove it, or move it to the line that it is about, or alone above its item"
    return Fault(waiver.code_at, f"nothing{where} is reported as {waiver.code}: this waiver is unused", help)
