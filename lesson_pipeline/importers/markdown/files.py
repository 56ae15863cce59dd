"""Writing what was imported: all files or none, and never over a person's edit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.importers.markdown.manifest import MANIFEST, Manifest, digest, read_manifest
from lesson_pipeline.schema.store import KINDS, schema_text
from lesson_pipeline.source.discover import COURSE
from lesson_pipeline.source.edits import diff, write_all


@dataclass(frozen=True, slots=True)
class Writing:
    """What an import would do to the files of a curriculum. Paths are relative to it, in order."""

    into: Path
    texts: Mapping[str, str]
    """Every file as the import makes it."""
    manifest: Manifest
    """As it will be once all is written."""
    there: Mapping[str, str]
    """The files as they are."""
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Nobody has edited them, and the import makes them differently now."""
    edited: tuple[str, ...] = ()
    """A person has edited or made them, and the import makes them differently: they are left alone unless forced."""
    kept: tuple[str, ...] = ()
    """A person has edited or removed them since, and the import makes them as it did before: nothing to do."""
    unmade: tuple[str, ...] = ()
    """An earlier import wrote them, this one does not; they stay."""

    @property
    def is_needed(self) -> bool:
        return bool(self.new or self.changed or self.edited)

    def shown(self) -> Iterator[tuple[str, str]]:
        """Every change as a unified diff with the path of its file: new files last."""
        for path in (*self.changed, *self.edited):
            if path in self.there:
                yield path, diff(path, self.there[path], self.texts[path])
            else:
                yield path, _as_new(path, self.texts[path])
        for path in self.new:
            yield path, _as_new(path, self.texts[path])

    def write(self, *, force: bool = False) -> None:
        """Write what is new or changed; over a person's edits only by `force`. Raises PipelineError where it cannot.

        The manifest is written before and after, so that an import that was killed between can be run again.
        """
        before = read_manifest(self.into) or Manifest()
        paths = [*self.new, *self.changed, *(self.edited if force else ())]
        written = {path: self.texts[path] for path in paths}
        files = {path: known for path, known in self.manifest.files.items() if force or path not in self.edited}
        left = {path: before.files[path] for path in self.edited if path in before.files and not force}
        after = replace(self.manifest, files={**files, **left})
        if written:
            begun = replace(before, begun={path: digest(text) for path, text in written.items()})
            write_all({self.into / MANIFEST: begun.text()})
            write_all({self.into / path: text for path, text in (*_schemas(self.into), *written.items())})
        if written or after != before:
            write_all({self.into / MANIFEST: after.text()})


def plan_writing(into: Path, texts: Mapping[str, str], sources: Mapping[str, str], order: str = "") -> Writing:
    """Compare what an import makes (`texts`, by path) with what stands in the folder; nothing is written.

    Args: the folder; the files; digests of the documents by path; the file that says their order, or nothing.
    Raises PipelineError for a folder that holds a curriculum that no import made.
    """
    before = read_manifest(into)
    refuse_foreign(into, before)
    known = before or Manifest()
    there: dict[str, str] = {}
    found: dict[str, list[str]] = {kind: [] for kind in ("new", "changed", "edited", "kept")}
    for path, text in texts.items():
        current = _read(into, path)
        if current is not None:
            there[path] = current
        kind = _kind(known, path, None if current is None else digest(current), digest(text))
        if kind:
            found[kind].append(path)
    unmade = tuple(path for path in known.files if path not in texts)
    files = {path: digest(text) for path, text in texts.items()} | {path: known.files[path] for path in unmade}
    return Writing(
        into,
        texts,
        Manifest(sources, order, files),
        there,
        new=tuple(found["new"]),
        changed=tuple(found["changed"]),
        edited=tuple(found["edited"]),
        kept=tuple(found["kept"]),
        unmade=tuple(path for path in unmade if (into / path).is_file()),
    )


def refuse_foreign(into: Path, manifest: Manifest | None) -> None:
    """Raises PipelineError where a folder holds a curriculum, and the manifest of an import is not there."""
    if manifest is None and (into / COURSE).exists():
        raise PipelineError(
            f"{into} holds a curriculum that no import made: {COURSE} is there, {MANIFEST} is not",
            "import into a new folder, look at the result, and move over what you want",
        )


def _kind(manifest: Manifest, path: str, current: str | None, made: str) -> str:
    """What a file is to an import: new, changed, edited or kept; nothing where it is as it should be."""
    if current == made:
        return ""
    if manifest.is_ours(path, current):
        return "new" if current is None else "changed"
    return "kept" if manifest.files.get(path) == made else "edited"


def _read(into: Path, path: str) -> str | None:
    """A file as it stands; None where there is none. Raises PipelineError for one that leads out of the folder."""
    file = into / path
    if not file.resolve().is_relative_to(into.resolve()):
        raise PipelineError(f"{file} leads out of {into}", "remove the link, or import into another folder")
    try:
        return file.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise PipelineError(
            f"{file} is in the way: {fault.strerror or fault}", "move it, or import into another folder"
        ) from fault


def _schemas(into: Path) -> Iterator[tuple[str, str]]:
    """The schemas that editors look for; those that are there stay as they are."""
    for kind in KINDS:
        path = f"schemas/{kind}.schema.json"
        if not (into / path).exists():
            yield path, schema_text(kind)


def _as_new(path: str, text: str) -> str:
    return diff(path, "", text).replace(f"--- a/{path}\n", "--- /dev/null\n", 1)
