"""A round file that a merge left in conflict, or two versions of one in files of their own, made one round."""

from collections.abc import Callable
from pathlib import Path

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.rounds import Reviewed
from lesson_pipeline.reviewing.conflicts import Sides, has_conflict, sides
from lesson_pipeline.reviewing.merge import Merged, merged
from lesson_pipeline.reviewing.store import FOLDER, alone, refuse_unread, refuse_unsound
from lesson_pipeline.source.document import Document, parse_document, read_document
from lesson_pipeline.source.edits import write_all

Now = Callable[[str], Reviewed]
"""The lesson of a slug as it is now."""


def resolve(
    file: Path, root: Path, now: Now, *, theirs: Path | None = None, base: Path | None = None, dry_run: bool = False
) -> tuple[Merged | None, str]:
    """Resolve the conflict in a round file, or merge another version into it, and write it.

    Args: the file and the root of its curriculum; how a lesson is now; the other version and the one that both began
    from, where they stand in files of their own.
    Returns what was made and the text before; None where the file has no conflict.
    Raises PipelineError where a side cannot be read whole; nothing has changed then.
    """
    place = file.resolve()
    folder = (root / FOLDER).resolve()
    is_round = place.is_relative_to(folder) and place.parent != folder
    if dry_run or not is_round:
        return _resolved(place, now, theirs, base, write=not dry_run)
    with alone(root, place.parent.name):
        return _resolved(place, now, theirs, base, write=True)


def _resolved(
    file: Path, now: Now, theirs: Path | None, base: Path | None, *, write: bool
) -> tuple[Merged | None, str]:
    name = file.name
    if not file.is_file():
        raise PipelineError(f"{file} is no file", "name the round file that the merge left in conflict")
    text = _text(file)
    if theirs:
        both = Sides(text, _text(theirs), _text(base) if base else None)
    elif has_conflict(text):
        both = sides(text, name)
    else:
        return None, text
    mine, other = _sound(both.ours, f"our side of {name}"), _sound(both.theirs, f"their side of {name}")
    made = merged(mine, other, _base(both.base, name), now(mine.data["lesson"]))
    refuse_unsound(name, made.text)
    if write:
        write_all({file: made.text})
    return made, text


def _text(file: Path) -> str:
    document = read_document(file, file.name)
    if document.faults and not document.text:
        raise PipelineError(f"{file}: {document.faults[0].message}", document.faults[0].help)
    return document.text


def _sound(text: str, name: str) -> Document:
    document = parse_document(text, name)
    refuse_unread(document)
    return document


def _base(text: str | None, name: str) -> Document | None:
    """What both began from; none where that is not a sound round, as when both sides made the file."""
    if not (text or "").strip():
        return None
    try:
        return _sound(str(text), f"the version before, of {name},")
    except PipelineError:
        return None
