"""A concept gets another id, everywhere at once."""

import re

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.refactor.pointers import pointer_changes
from lesson_pipeline.refactor.references import (
    File,
    all_files,
    find_concept,
    link_changes,
    relinked_pages,
)
from lesson_pipeline.refactor.rewriting import Rewriting, rewriting
from lesson_pipeline.schema.store import schema
from lesson_pipeline.source.changes import Change, Put, Rekey


def rename(loaded: Loaded, old: str, new: str) -> Rewriting:
    """The texts in which a concept bears another id.

    Raises PipelineError where there is no such concept, where the new id is malformed, and where it is taken.
    """
    find_concept(loaded, old)
    _is_free(loaded, old, new)
    changes = {file.path: _changes(file, old, new) for file in all_files(loaded) if file.kind != "lesson"}
    return rewriting(loaded, changes, relinked_pages(loaded, old, new))


def _is_free(loaded: Loaded, old: str, new: str) -> None:
    slug = schema("concepts")["$defs"]["slug"]
    if not re.fullmatch(slug["pattern"], new) or len(new) > slug["maxLength"]:
        words = "-".join(re.findall(r"[a-z0-9]+", new.lower()))
        raise PipelineError(
            f"`{new}` cannot be an id",
            f"{f'write `{words}`: ' if words else ''}lower-case letters and digits, joined by single hyphens",
        )
    taken = loaded.curriculum.registry.concepts.get(new)
    if taken:
        raise PipelineError(
            f"`{new}` exists already: {taken.at.file}:{loaded.locate(taken.at._replace(on='key')).line}",
            f"choose another id, or make one concept of the two: lesson-pipeline concept merge {old} {new}",
        )


def _changes(file: File, old: str, new: str) -> list[Change]:
    changes: list[Change] = [Put(place.path, new) for place in file.ids() if place.id == old]
    if file.kind == "concepts" and old in ((file.document.data or {}).get("concepts") or {}):
        changes.append(Rekey(("concepts", old), new))
    changes += link_changes(file, old, new)
    return [*changes, *pointer_changes(file.document.data, changes)]
