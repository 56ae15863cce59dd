"""New texts for some files of a curriculum: made of changes, proven to say what was meant, checked, written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.engine.load import Loaded, load
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.source.changes import Change, changed
from lesson_pipeline.source.edits import apply, diff
from lesson_pipeline.source.yaml_edits import yaml_edits

Check = Callable[[Loaded], Report]


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What some files are to hold."""

    texts: Mapping[str, str]
    """The new text of each file that changes, by path."""
    places: int
    """How many places change."""
    expected: Mapping[str, Any] = field(default_factory=dict)
    """The data that files are to hold then, where it is known."""
    notes: tuple[str, ...] = ()
    """What an author should know: what was left out, and where."""


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What a check finds once the new texts stand."""

    loaded: Loaded
    report: Report
    """Of the errors that were not there before; empty where there are no more errors than before."""

    @property
    def is_sound(self) -> bool:
        return not self.report.diagnostics


def rewriting(
    loaded: Loaded,
    changes: Mapping[str, Iterable[Change]],
    pages: Mapping[str, tuple[str, int]],
    notes: Iterable[str] = (),
) -> Rewriting:
    """The new texts.

    Args: the curriculum; changes of YAML files, by path; new texts of other files with how many places changed.
    """
    texts, expected = {}, {}
    places = sum(count for _, count in pages.values())
    for path, wanted in changes.items():
        document = loaded.documents[path]
        edits = yaml_edits(document, wanted := list(wanted))
        if edits:
            texts[path], expected[path] = apply(document.text, edits), changed(document.data, wanted)
            places += len(edits)
    texts |= {path: text for path, (text, _) in pages.items()}
    return Rewriting(texts, places, expected, tuple(notes))


def recheck(loaded: Loaded, new: Rewriting, check: Check) -> Rechecked:
    """Load and check the curriculum with the new texts, in memory.

    Args: the curriculum as it stands, the new texts, and how a curriculum is checked.
    Raises PipelineError where a text turns out not to say what was meant: it is written in a form that cannot be
    edited safely.
    """
    after = load(loaded.files, overrides=new.texts)
    for path, data in new.expected.items():
        if after.documents[path].data != data:
            raise PipelineError(
                f"{path} is written in a form that cannot be edited safely; nothing was changed",
                "make this change by hand in that file first, then run the command again",
            )
    report = check(after)
    added = tuple(_added(check(loaded).beneath, report.beneath))
    return Rechecked(after, replace(report, diagnostics=added, waived=()))


def _added(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The errors that are new, if there are more than before."""
    old = [item for item in before if item.severity is Severity.ERROR]
    new = [item for item in after if item.severity is Severity.ERROR]
    if len(new) <= len(old):
        return
    counts = Counter((item.path, item.code) for item in new)
    counts.subtract((item.path, item.code) for item in old)
    messages = {(item.path, item.code, item.message) for item in old}
    grown = [item for item in new if counts[item.path, item.code] > 0]
    fresh = [item for item in grown if (item.path, item.code, item.message) not in messages]
    yield from fresh or grown or new


def diffs(loaded: Loaded, new: Rewriting) -> Iterator[str]:
    """What differs, file by file, as unified diffs."""
    for path in sorted(new.texts):
        yield diff(path, loaded.documents[path].text, new.texts[path])
