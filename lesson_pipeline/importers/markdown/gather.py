"""What an import reads: the documents named, those of earlier imports into the same folder, and the order of lessons."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.importers.markdown.documents import Failed, Source, read_bounded, read_sources
from lesson_pipeline.importers.markdown.files import refuse_foreign
from lesson_pipeline.importers.markdown.manifest import Manifest, digest, read_manifest


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that an import reads, as texts."""

    sources: tuple[Source, ...]
    failed: tuple[Failed, ...]
    order: str = ""
    """The text of the file that says the order."""
    order_file: str = ""
    """Its path from the folder of the curriculum."""


def gather(paths: Sequence[Path], into: Path, order: Path | None = None, *, force: bool = False) -> Gathered:
    """Read the documents named, and those that earlier imports into the folder have read.

    Raises PipelineError for a folder that no import made and that holds a curriculum, for an order that cannot be read,
    and for a document of an earlier import that is gone, unless by `force`.
    """
    manifest = read_manifest(into)
    refuse_foreign(into, manifest)
    sources, failed = read_sources(paths, into)
    if not sources:
        return Gathered((), tuple(failed))
    sources += _earlier(sources, manifest or Manifest(), into, force=force)
    place = order or ((into / manifest.order) if manifest and manifest.order else None)
    if place is None or (order is None and force and not place.exists()):
        return Gathered(tuple(sources), tuple(failed))
    return Gathered(tuple(sources), tuple(failed), _order(place), relative(place, into))


def relative(path: Path, into: Path) -> str:
    """The way to a file from the folder of the curriculum, the same on every machine where there is one."""
    try:
        return Path(os.path.relpath(path.resolve(), into.resolve())).as_posix()
    except ValueError:  # another drive
        return path.resolve().as_posix()


def _order(path: Path) -> str:
    try:
        return read_bounded(path)
    except PipelineError as fault:
        raise PipelineError(f"{path} cannot say the order: {fault}", "write one slug a line") from fault
    except OSError as fault:
        raise PipelineError(
            f"{path} cannot say the order: {fault.strerror or fault}", "name a file with one slug a line"
        ) from fault


def _earlier(sources: Iterable[Source], manifest: Manifest, into: Path, *, force: bool) -> Iterator[Source]:
    """The documents of earlier imports that are not named now. One with the same text counts as moved."""
    given = {source.path.resolve() for source in sources}
    texts = {digest(source.text) for source in sources}
    for way, known in manifest.sources.items():
        path = (into / way).resolve()
        if path in given or (known in texts and not path.exists()):
            continue
        found, failed = read_sources([path], into)
        for source in found:
            yield Source(path, _label(path), source.text)
        if failed and not force:
            raise PipelineError(
                f"{_label(path)} was imported here before, and now: {failed[0].message}",
                "the course is made of all documents: put it back, or go on without it by --force",
            )


def _label(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
