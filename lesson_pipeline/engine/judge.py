"""One rule called on what it is about; a rule of one's own that fails is reported, and takes nothing else down."""

import sys
from collections.abc import Iterator
from contextlib import redirect_stdout

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.engine.repairs import fix_of
from lesson_pipeline.places import START, At, pointer
from lesson_pipeline.rules.context import CourseContext, LessonContext
from lesson_pipeline.rules.faulty import CODE, RuleFailedError
from lesson_pipeline.rules.packages import cause_of
from lesson_pipeline.rules.registry import Fault, Rule
from lesson_pipeline.rules.written_lesson import WrittenLesson
from lesson_pipeline.source.discover import COURSE

About = CourseContext | LessonContext | WrittenLesson


def judged(loaded: Loaded, active: dict[str, Rule], rule: Rule, about: About) -> Iterator[tuple[Rule, Fault]]:
    """What a rule finds. Where a rule of one's own fails, what it found before, and that it failed (OWN001)."""
    if rule.check is None:
        return
    if not rule.origin:
        for fault in rule.check(about):
            yield rule, fault
        return
    found: list[tuple[Rule, Fault]] = []
    with redirect_stdout(sys.stderr):  # a print in it must not end up in a report
        try:
            for fault in rule.check(about):
                _refuse_nonsense(loaded, fault)
                found.append((rule, fault))
        except KeyboardInterrupt:  # of a person, not of the rule
            raise
        except BaseException as error:  # extension modules raise what is no Exception
            if CODE in active:
                found.append((active[CODE], _failed(rule, about, error)))
    yield from found


def _refuse_nonsense(loaded: Loaded, fault: Fault) -> None:
    """Raises TypeError, or whatever comes of it, for what no diagnostic can be made of."""
    if not isinstance(fault, Fault):
        raise TypeError(f"it yields {type(fault).__name__}, and a rule yields `Fault`")
    texts = (fault.message, fault.help, *(message for _, message in fault.related))
    if not all(isinstance(text, str) for text in texts) or not fault.message.strip():
        raise TypeError("its fault has no message, or one that is no text")
    if not isinstance(fault.severity, Severity | None):
        raise TypeError(f"the severity of its fault is {fault.severity!r}, and that is none of `Severity`")
    for at in (fault.at, *(at for at, _ in fault.related)):
        if not isinstance(at, At) or at.file not in loaded.documents:
            raise TypeError(f"its fault stands at {at!r}, which is no place in a file of the curriculum")
        loaded.locate(at)
        pointer(at.path)
    if fault.cause is not None and not (isinstance(fault.cause, tuple) and fault.cause):
        raise TypeError(f"the cause of its fault is {fault.cause!r}, and it wants a tuple of words")
    hash((fault.at, fault.cause, fault.absent))
    fix_of(loaded, fault)


def _failed(rule: Rule, about: About, error: BaseException) -> Fault:
    who = f"the rule `{rule.code}` ({rule.name}) of {rule.origin}"
    if isinstance(error, RuleFailedError):
        return Fault(error.at, f"{who} cannot judge: {error}", error.help, cause=("faulty", rule.code))
    return Fault(
        _place(about),
        f"{who} failed here: {cause_of(error)}",
        f"tell its authors; all other rules have judged, and `--ignore {rule.code}` goes without this one",
        cause=("faulty", rule.code),
    )


def _place(about: About) -> At:
    """Where a rule failed: the lesson that it was called on."""
    if isinstance(about, CourseContext):
        return At(COURSE, span=START)
    if isinstance(about, LessonContext):
        return about.plan.at(("lesson",))
    return At(about.page.file, span=START)
