"""What an import has written: the manifest in the curriculum, by which a person's edit is told from what was imported."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from lesson_pipeline.errors import PipelineError

MANIFEST = "planning/.import.json"
_ABOUT = "What `lesson-pipeline import` wrote here, and from what. It keeps your edits safe; do not edit."


@dataclass(frozen=True, slots=True)
class Manifest:
    """Files and documents are known by the digests of their texts."""

    sources: Mapping[str, str] = field(default_factory=dict)
    """Digest by path, relative to the curriculum where there is a way."""
    order: str = ""
    """The file that says the order, if there was one."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What was written, by path relative to the curriculum."""
    begun: Mapping[str, str] = field(default_factory=dict)
    """What was about to be written; it is empty unless the writing was interrupted."""

    def is_ours(self, path: str, digest: str | None) -> bool:
        """Whether a file still is as an import wrote it; None stands for a file that is not there."""
        if digest is None:
            return path not in self.files
        return digest in (self.files.get(path), self.begun.get(path))

    def text(self) -> str:
        """The manifest as a file."""
        data = {
            "about": _ABOUT,
            "version": 1,
            "sources": dict(sorted(self.sources.items())),
            **({"order": self.order} if self.order else {}),
            "files": dict(sorted(self.files.items())),
            **({"begun": dict(sorted(self.begun.items()))} if self.begun else {}),
        }
        return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def digest(text: str) -> str:
    """By which a text is known, whatever its line breaks are."""
    body = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return sha256(body.encode()).hexdigest()[:32]


def read_manifest(into: Path) -> Manifest | None:
    """The manifest of a folder; None where no import has written there.

    Raises PipelineError for one that cannot be read.
    """
    try:
        data = json.loads((into / MANIFEST).read_text(encoding="utf-8"))
        return _manifest(data)
    except FileNotFoundError:
        return None
    except NotADirectoryError as fault:
        raise PipelineError(f"{into} is no folder", "name a folder, new or empty, with --into") from fault
    except (OSError, ValueError, RecursionError) as fault:
        raise PipelineError(
            f"{into / MANIFEST} cannot be read, so nobody can tell your edits from what was imported",
            "restore it from your version control, or import into a new folder",
        ) from fault


def _manifest(data: Any) -> Manifest:
    """Raises ValueError for data of another form."""
    if not isinstance(data, dict) or data.get("version") != 1:
        raise ValueError("another form")
    order = data.get("order", "")
    tables = [data.get(key, {}) for key in ("sources", "files", "begun")]
    if not (isinstance(order, str) and all(map(_is_texts, tables))):
        raise ValueError("another form")
    return Manifest(tables[0], order, tables[1], tables[2])


def _is_texts(table: Any) -> bool:
    return isinstance(table, dict) and all(isinstance(value, str) for value in table.values())
