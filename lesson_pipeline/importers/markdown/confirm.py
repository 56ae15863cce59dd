"""What the importer guessed in a plan: shown with its value and line, and turned into a statement once confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.places import DocPath, enclosing
from lesson_pipeline.source.changes import Drop
from lesson_pipeline.source.document import Document, parse_document
from lesson_pipeline.source.edits import apply
from lesson_pipeline.source.yaml_edits import yaml_edits
from lesson_pipeline.source.yaml_text import inline
from lesson_pipeline.suggest import did_you_mean

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Inferred:
    """A value that the importer guessed: its pointer as the plan lists it, the value in brief, and its line."""

    pointer: str
    value: str
    """Empty where the pointer leads to nothing any more."""
    line: int
    """Where there is no value, the line of the pointer itself."""


@dataclass(frozen=True, slots=True)
class Guesses:
    """The guesses of one plan."""

    path: str
    document: Document
    entries: tuple[Inferred, ...]


def guesses_of(loaded: Loaded, lesson: str) -> Guesses:
    """The guesses in the plan of a lesson. Raises PipelineError where there is no such plan, or it cannot be read."""
    plans = loaded.curriculum.plans
    if lesson not in plans:
        raise PipelineError(
            f"no lesson `{lesson}` has a plan", did_you_mean(lesson, plans) or "name a lesson by its slug"
        )
    path = plans[lesson].file
    # what the check has left out of the data still stands in the file
    document = parse_document(loaded.documents[path].text, path)
    if document.torn is not None or not isinstance(document.data, dict):
        raise PipelineError(
            f"{path} cannot be read to its end", f"mend it first: `lesson-pipeline check {path}` shows the fault"
        )
    listed = document.data.get("inferred")
    entries = enumerate(listed) if isinstance(listed, list) else ()
    found = [_inferred(document, index, pointer) for index, pointer in entries if _is_pointer(pointer)]
    return Guesses(path, document, tuple(found))


def confirmed(guesses: Guesses, at: Iterable[str] | None = None) -> tuple[str, list[Inferred]]:
    """The text of the plan without some of its guesses in `inferred`, and those: they count as said from then on.

    `at` names pointers: what is guessed there or below. None stands for all. All else stays byte for byte.
    Raises PipelineError for a pointer at which nothing is guessed.
    """
    wanted = None if at is None else list(at)
    for pointer in wanted or ():
        _refuse_unknown(guesses, pointer)
    chosen = [
        entry for entry in guesses.entries if wanted is None or not set(wanted).isdisjoint(enclosing(entry.pointer))
    ]
    gone = {entry.pointer for entry in chosen}
    listed: list[Any] = guesses.document.data.get("inferred") or []
    drops = [Drop(("inferred", index)) for index, pointer in enumerate(listed) if pointer in gone]
    if drops and len(drops) == len(listed):
        drops = [Drop(("inferred",))]
    return apply(guesses.document.text, yaml_edits(guesses.document, drops)), chosen


def _refuse_unknown(guesses: Guesses, pointer: str) -> None:
    known = [entry.pointer for entry in guesses.entries]
    if any(pointer in enclosing(other) for other in known):
        return
    above = next((other for other in enclosing(pointer) if other in known), None) if _is_pointer(pointer) else None
    if above is not None:
        raise PipelineError(
            f"`{pointer}` is part of what was guessed at `{above}`", f"confirm the whole of it: --at {above}"
        )
    raise PipelineError(
        f"nothing is guessed at `{pointer}` in {guesses.path}",
        did_you_mean(pointer, known) or "without --at and --all, the command lists what is guessed",
    )


def _inferred(document: Document, index: int, pointer: str) -> Inferred:
    path = _path(document.data, pointer)
    if path is None:
        return Inferred(pointer, "", document.span(("inferred", index)).line)
    value = document.data
    for step in path:
        value = value[step]
    text = " ".join(inline(value).split())
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return Inferred(pointer, short, document.span(path, "key").line)


def _is_pointer(text: Any) -> bool:
    return isinstance(text, str) and text[:1] in ("", "/")


def _path(data: Any, pointer: str) -> DocPath | None:
    """The path that a pointer means in some data; None where it leads to nothing."""
    path: list[str | int] = []
    for word in pointer.split("/")[1:]:
        step: str | int = word.replace("~1", "/").replace("~0", "~")
        if isinstance(data, list) and word.isascii() and word.isdecimal():
            step = int(word)
        known = step in data if isinstance(data, Mapping) else isinstance(data, list) and _is_index(step, data)
        if not known:
            return None
        data = data[step]
        path.append(step)
    return tuple(path)


def _is_index(step: str | int, items: list[Any]) -> bool:
    return isinstance(step, int) and step < len(items)
