"""`check --fix`: the fixes that diagnostics carry, applied until none is left; what a fix would break is put back."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from lesson_pipeline.diagnostics import Diagnostic, Fix, Severity, TextEdit
from lesson_pipeline.engine.check import Report
from lesson_pipeline.engine.load import Loaded, load
from lesson_pipeline.places import Span
from lesson_pipeline.source.edits import Edit, apply

MAX_ROUNDS = 10
"""What one fix lays open, the next round may fix."""

Check = Callable[[Loaded], Report]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A diagnostic that was fixed; its place is that in the text of its round."""

    diagnostic: Diagnostic
    fix: Fix


@dataclass(frozen=True, slots=True)
class Dropped:
    """A fix that was not made, because it would bring an error."""

    diagnostic: Diagnostic
    fix: Fix
    error: Diagnostic


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the fixes have made of a curriculum, in memory."""

    loaded: Loaded
    report: Report
    """What remains."""
    texts: dict[str, str]
    """The new text of each file that differs."""
    fixed: tuple[Fixed, ...]
    dropped: tuple[Dropped, ...]


def fix(loaded: Loaded, check: Check, within: Collection[str] | None = None) -> Outcome:
    """Apply the fixes of everything that a check reports, again and again until it is stable.

    Args: the curriculum; how it is checked; the files that may be changed, all if None.
    A fix that would bring an error that was not there before is left out. Nothing is written.
    """
    before, report = loaded, check(loaded)
    fixed: list[Fixed] = []
    dropped: dict[tuple[str, str, str, str], Dropped] = {}
    rounds = 0
    while rounds < MAX_ROUNDS:
        wanted = [item for item in report.diagnostics if item.fix and _identity(item) not in dropped]
        chosen = list(_apart(wanted, within))
        if not any(text != loaded.documents[path].text for path, text in _edited(loaded, chosen).items()):
            break
        errors: list[Diagnostic] = []
        while True:
            after = load(loaded.files, overrides={**_texts(before, loaded), **_edited(loaded, chosen)})
            then = check(after)
            errors = _added(report.beneath, then.beneath)
            if not errors or len(chosen) == 1:
                break
            chosen = chosen[: len(chosen) // 2]
        if errors:
            dropped[_identity(chosen[0])] = Dropped(chosen[0], _fix(chosen[0]), errors[0])
            continue
        fixed += (Fixed(item, _fix(item)) for item in chosen)
        loaded, report, rounds = after, then, rounds + 1
    return Outcome(loaded, report, _texts(before, loaded), tuple(fixed), tuple(dropped.values()))


def _fix(diagnostic: Diagnostic) -> Fix:
    assert diagnostic.fix is not None  # noqa: S101 - for the type: only such are chosen
    return diagnostic.fix


def _identity(diagnostic: Diagnostic) -> tuple[str, str, str, str]:
    return diagnostic.path, diagnostic.code, diagnostic.pointer, _fix(diagnostic).label


def _texts(before: Loaded, after: Loaded) -> dict[str, str]:
    """The texts that differ; a notebook that only now is named was read and not changed."""
    return {
        path: document.text
        for path, document in after.documents.items()
        if path in before.documents and document.text != before.documents[path].text
    }


def _edited(loaded: Loaded, chosen: Iterable[Diagnostic]) -> dict[str, str]:
    """The texts of the files that the fixes of some diagnostics change."""
    by_file: dict[str, dict[Edit, None]] = {}
    for diagnostic in chosen:
        for edit in _fix(diagnostic).edits:
            by_file.setdefault(edit.path, {})[Edit(edit.span, edit.text)] = None
    return {path: apply(loaded.documents[path].text, edits) for path, edits in by_file.items()}


def _apart(diagnostics: Iterable[Diagnostic], within: Collection[str] | None) -> Iterator[Diagnostic]:
    """Those with fixes that can be made at once: two may ask for the very same edit, but not for two of one place."""
    taken: dict[str, set[TextEdit]] = {}
    for diagnostic in diagnostics:
        edits = diagnostic.fix.edits if diagnostic.fix else ()
        if not edits or (within is not None and any(edit.path not in within for edit in edits)):
            continue
        if any(edit != other and _meet(edit.span, other.span) for edit in edits for other in taken.get(edit.path, ())):
            continue
        for edit in edits:
            taken.setdefault(edit.path, set()).add(edit)
        yield diagnostic


def _meet(first: Span, second: Span) -> bool:
    """Whether two spans overlap, or begin at one place."""
    return first[:2] == second[:2] or (first[:2] < second[2:] and second[:2] < first[2:])


def _added(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The errors of which there are more in a file than before, at places that had none."""
    old = [item for item in before if item.severity is Severity.ERROR]
    new = [item for item in after if item.severity is Severity.ERROR]
    grown = Counter((item.path, item.code) for item in new)
    grown.subtract((item.path, item.code) for item in old)
    places = {(item.path, item.pointer) for item in old}
    return [item for item in new if grown[item.path, item.code] > 0 and (item.path, item.pointer) not in places]
