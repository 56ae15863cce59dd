"""Two concepts become one, everywhere at once."""

from collections.abc import Iterator
from dataclasses import replace

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.concepts import Concept
from lesson_pipeline.model.terms import TermIndex
from lesson_pipeline.refactor.duplicates import Duplicates, Resolved
from lesson_pipeline.refactor.pointers import comment_changes, pointer_changes
from lesson_pipeline.refactor.references import (
    File,
    all_files,
    find_concept,
    link_changes,
    relinked_pages,
)
from lesson_pipeline.refactor.rewriting import Rewriting, rewriting
from lesson_pipeline.source.changes import Append, Change, Drop, Insert, Put


def merge(loaded: Loaded, gone: str, kept: str) -> Rewriting:
    """The texts in which everything said of one concept is said of the other.

    Raises PipelineError where one of them does not exist, and where only a person can say what is to become of
    something: every such place is named.
    """
    find_concept(loaded, gone)
    find_concept(loaded, kept)
    if gone == kept:
        raise PipelineError(f"`{gone}` is one concept already", "name two concepts: FROM goes, INTO stays")
    done = Resolved()
    changes = {}
    for file in all_files(loaded):
        if file.kind != "lesson":
            resolved = _changes(loaded, file, gone, kept)
            changes[file.path] = resolved.changes
            done += resolved
    if done.conflicts:
        places = "\n  ".join(done.conflicts)
        raise PipelineError(
            f"`{gone}` and `{kept}` cannot be merged yet; nothing was changed:\n  {places}",
            "mend these places by hand, then merge again",
        )
    return rewriting(loaded, changes, relinked_pages(loaded, gone, kept), done.notes)


def _changes(loaded: Loaded, file: File, gone: str, kept: str) -> Resolved:
    scale = loaded.curriculum.course.scale

    def level(name: object) -> int:
        return scale.level(name) if isinstance(name, str) and name in scale.names else scale.known

    resolved = Duplicates(file, gone, kept, level).resolve()
    resolved.changes += (Put(place.path, kept) for place in file.ids() if place.id == gone)
    if file.kind == "concepts":
        resolved += _registry(loaded, file, gone, kept)
    resolved.changes += link_changes(file, gone, kept)
    resolved.changes += comment_changes(file.document, resolved.changes)
    resolved.changes += pointer_changes(file.document.data, resolved.changes)
    return resolved


def _registry(loaded: Loaded, file: File, gone: str, kept: str) -> Resolved:
    """The entry of the concept that goes is removed, that of the other gets its terms."""
    registry = loaded.curriculum.registry
    entries = (file.document.data or {}).get("concepts") or {}
    done = Resolved()
    if gone in entries:
        done.changes.append(Drop(("concepts", gone)))
        lost = [part for part in registry.parts(gone) if part not in (gone, kept, *registry.parts(kept))]
        if lost:
            line = file.document.span(("concepts", gone, "parts"), "key").line
            what = ", ".join(f"`{part}`" for part in lost)
            done.conflicts.append(f"{file.path}:{line}: is `{kept}` made of {what} too? Add to its parts or drop here")
    stays = registry.concepts[kept]
    if stays.at.file == file.path:
        done.changes += _terms(registry.concepts[gone], stays)
        parts = entries[kept].get("parts") or []
        loops = [index for index, id in enumerate(parts) if id == gone]
        done.changes += (Drop((*stays.at.path, "parts", index)) for index in loops)
        if loops and len(loops) == len(parts):
            done.changes.append(Drop((*stays.at.path, "parts")))
    return done


def _terms(gone: Concept, kept: Concept) -> Iterator[Change]:
    """The terms that the concept that stays lacks."""
    terms = list(kept.terms)
    for term in gone.terms:
        if not _is_there(term, terms, kept):
            terms.append(term)
    new = terms[len(kept.terms) :]
    if not new:
        return
    if kept.written_terms:
        yield from (Append((*kept.at.path, "terms"), term) for term in new)
    else:
        yield Insert(kept.at.path, "terms", tuple(terms))


def _is_there(term: str, terms: list[str], concept: Concept) -> bool:
    """Whether prose that says the term is understood to mean one of the terms, whatever its plural or hyphens."""
    found = TermIndex([replace(concept, terms=tuple(terms))]).find(term)
    around = [term[: match.start] + term[match.end :] for match in found]
    return any(not any(character.isalnum() for character in rest) for rest in around)
