"""The output folder: files written whole or not at all, and only those that changed; old ones of ours removed."""

import json
import os
import re
from pathlib import Path

from lesson_pipeline.errors import PipelineError

MANIFEST = ".lesson-pipeline.json"
_OURS = re.compile(
    r"(?:index|glossary|traceability|reviews)\.html|(?:lessons|concepts|traceability|reviews?)/[^/\\]+\.html"
    r"|static/[a-z]+\.(?:css|js)|pictures/[a-z0-9-]+\.[a-z]+"
)


class Output:
    """A folder that this program owns in part: what its manifest names is ours, all else is left alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = self._open()
        self._now: set[str] = set()
        self._announced = set(self._before)
        self.written = 0
        self.removed = 0

    def _open(self) -> set[str]:
        """The files that an earlier run has written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            manifest = self._folder / MANIFEST
            if manifest.is_file():
                return _read_manifest(manifest)
            foreign = next(self._folder.iterdir(), None)
        except OSError as fault:
            raise PipelineError(f"Cannot write to {self._folder}: {fault.strerror}.") from fault
        if foreign is not None:
            raise PipelineError(
                f"The folder {self._folder} is not empty and was not made by this command.",
                help="Name another folder with --out, or empty this one.",
            )
        return set()

    def announce(self, paths: list[str]) -> None:
        """Says which files this run will write, so that after an interruption the next run knows them as its own."""
        fresh = [path for path in paths if path not in self._announced]
        clash = next((path for path in fresh if self._place(path).exists()), None)
        if clash is not None:
            raise PipelineError(
                f"The file {self._folder / clash} is in the way of a page and was not made by this command.",
                help="Move it elsewhere, or name another folder with --out.",
            )
        self._announced.update(fresh)
        self._write_manifest(self._announced)

    def write(self, path: str, text: str | bytes) -> None:
        """Writes one file, if its content is not there already."""
        self._now.add(path)
        content = text.encode("utf-8") if isinstance(text, str) else text
        place = self._place(path)
        if not (place.is_file() and place.read_bytes() == content):
            _write_whole(place, content)
            self.written += 1

    def finish(self) -> None:
        """Removes what an earlier run has written and this one has not, and closes the books."""
        for path in sorted(self._before - self._now):
            place = self._place(path)
            if place.is_file():
                place.unlink()
                self.removed += 1
        self._write_manifest(self._now)

    def _place(self, path: str) -> Path:
        """Where a file of ours belongs; never outside the folder, whatever links lie in it."""
        place = self._folder / path
        if not place.parent.resolve().is_relative_to(self._folder.resolve()):
            raise PipelineError(f"The folder {place.parent} leads out of {self._folder}.", help="Remove that link.")
        return place

    def _write_manifest(self, paths: set[str]) -> None:
        content = json.dumps({"version": 1, "files": sorted(paths)}, indent=1).encode("utf-8") + b"\n"
        place = self._folder / MANIFEST
        if not (place.is_file() and place.read_bytes() == content):
            _write_whole(place, content)


def _read_manifest(manifest: Path) -> set[str]:
    try:
        files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        return {path for path in files if isinstance(path, str) and _OURS.fullmatch(path)}
    except (ValueError, KeyError, TypeError) as fault:
        raise PipelineError(
            f"{manifest} cannot be read: it says which files in this folder may be replaced.",
            help="Delete the folder and render again.",
        ) from fault


def _write_whole(place: Path, content: bytes) -> None:
    """Under another name first, so that nobody ever reads half a file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
