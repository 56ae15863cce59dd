"""What a writer may ask of a run beside its report: the files as they were read, and what makes a fault the same one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.engine.fingerprint import KnownFault, known_fault
from lesson_pipeline.source.document import Document


@dataclass(frozen=True, slots=True)
class Context:
    """The run that a report is of."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    """The files of the curriculum, by path."""
    fail_level: Severity = Severity.ERROR
    """From which severity on a fault fails the run."""
    folder: str = ""
    """Where the curriculum lies in its repository: nothing, or a path that ends in a slash."""

    def lines(self, path: str) -> list[str]:
        """The lines of a file; none where it was not read."""
        document = self.documents.get(path)
        return document.lines if document else []

    def in_repository(self, path: str) -> str:
        """The path of a file from the root of the repository, as services name it that show the repository's files."""
        return f"{self.folder}{path}"

    def known(self, diagnostic: Diagnostic) -> KnownFault:
        """A diagnostic by what stays the same when lines are inserted above it."""
        return known_fault(diagnostic, self.documents.get(diagnostic.path))

    def fingerprints(self, diagnostics: Iterable[Diagnostic]) -> list[str]:
        """The fingerprint of each diagnostic, unique among them: those that look alike are numbered in their order."""
        return numbered((self.known(item).fingerprint for item in diagnostics), "{}:{}")


def numbered(names: Iterable[str], form: str) -> list[str]:
    """Names made unique: the second of a kind gets the number 2 by `form`, the third 3."""
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else form.format(name, seen[name]))
    return unique


def folder_in_repository(root: Path) -> str:
    """Where a curriculum lies in its repository: the path from the nearest folder that holds `.git`, with a slash."""
    full = root.resolve()
    for folder in (full, *full.parents):
        if (folder / ".git").exists():
            path = full.relative_to(folder).as_posix()
            return "" if path == "." else f"{path}/"
    return ""
