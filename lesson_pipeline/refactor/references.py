"""Where a concept is named, in all files of a curriculum: by its id and in links."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.places import DocPath
from lesson_pipeline.schema.concept_ids import ConceptId, concept_ids
from lesson_pipeline.source.changes import Change, Reword
from lesson_pipeline.source.concept_links import concept_links, relinked
from lesson_pipeline.source.discover import COURSE
from lesson_pipeline.source.document import Document
from lesson_pipeline.suggest import did_you_mean


class File(NamedTuple):
    """One file of a curriculum."""

    path: str
    kind: str
    document: Document

    def ids(self) -> Iterator[ConceptId]:
        """The places that name a concept by its id."""
        return concept_ids(self.kind, self.document.data)


def all_files(loaded: Loaded) -> Iterator[File]:
    """The files, with what kind each is (`schema.store.KINDS`)."""
    files = loaded.files
    kinds = {"course": (COURSE,), "concepts": files.concepts, "lesson-plan": files.plans}
    kinds |= {"lesson": files.lessons, "review-round": files.rounds}
    for kind, paths in kinds.items():
        for path in paths:
            yield File(path, kind, loaded.documents[path])


def texts(value: Any, path: DocPath = ()) -> Iterator[tuple[DocPath, str]]:
    """Every text of some data."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, (*path, index))


def link_changes(file: File, old: str, new: str) -> Iterator[Change]:
    """The links of a YAML file to one concept lead to another."""
    if f"concept:{old}" in file.document.text:
        for path, text in texts(file.document.data):
            if any(link.id == old for link in concept_links(text)):
                yield Reword(path, lambda words: relinked(words, old, new))


def relinked_pages(loaded: Loaded, old: str, new: str) -> dict[str, tuple[str, int]]:
    """The lesson pages whose links to one concept lead to another: their new texts, and how many links that is."""
    pages = {}
    for file in all_files(loaded):
        if file.kind != "lesson" or file.document.data is None:  # its text is not what stands on the disk
            continue
        links = sum(link.id == old for link in concept_links(file.document.text))
        if links:
            pages[file.path] = (relinked(file.document.text, old, new), links)
    return pages


def find_concept(loaded: Loaded, id: str) -> None:
    """Raises PipelineError, with the nearest, where the registry has no such concept."""
    registry = loaded.curriculum.registry
    if id not in registry:
        hint = did_you_mean(id, registry.concepts) or "the concepts stand in planning/concepts.yaml"
        raise PipelineError(f"no concept has the id `{id}`", hint)


def refuse_unread(loaded: Loaded, *ids: str) -> None:
    """Raises PipelineError where one of the concepts may be named in text that could not be read."""
    word = re.compile(rf"(?<![a-z0-9-])(?:{'|'.join(map(re.escape, ids))})(?![a-z0-9-])")
    places = []
    for file in all_files(loaded):
        document = file.document
        unread = loaded.curriculum.unread.get(file.path, "")
        unseen = document.data is None and not document.text
        if unseen or word.search(unread):
            places.append(f"{file.path}:{document.faults[0].span.line}: {document.faults[0].message}")
    if places:
        raise PipelineError(
            "\n  ".join(
                (f"{' or '.join(f'`{id}`' for id in ids)} may be named where a file could not be read:", *places)
            ),
            "mend these first, or leave them as they are with --force",
        )
