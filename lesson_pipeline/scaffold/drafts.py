"""What scaffolding makes, before anything is written: the files, and what a check would then say of the curriculum."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.engine.check import check
from lesson_pipeline.engine.load import Loaded, load
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.rules.registry import Rule
from lesson_pipeline.source.discover import COURSE, CurriculumFiles
from lesson_pipeline.source.edits import diff, write_all


@dataclass(frozen=True, slots=True)
class Draft:
    """Files that are to be written: texts by path, relative to the root with forward slashes."""

    new: Mapping[str, str] = field(default_factory=dict)
    edited: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Text before and after of each file that is there already."""

    def texts(self) -> dict[str, str]:
        """Every file as it will be."""
        return {**{path: after for path, (_, after) in self.edited.items()}, **self.new}

    def shown(self) -> Iterator[tuple[str, str]]:
        """Every change as a unified diff, which `git apply` takes, with the path of its file."""
        for path, (before, after) in self.edited.items():
            yield path, diff(path, before, after)
        for path, text in self.new.items():
            yield path, diff(path, "", text).replace(f"--- a/{path}\n", "--- /dev/null\n", 1)

    def write(self, root: Path) -> None:
        """Write all files, or none. Raises PipelineError where one that should be new is there already."""
        refuse_existing(root, self.new)
        write_all({root / path: text for path, text in self.texts().items()})


def refuse_existing(root: Path, paths: Mapping[str, str]) -> None:
    """Raises PipelineError where a file that should be new is there already: nothing is ever overwritten."""
    there = [path for path in paths if (root / path).exists() or (root / path).is_symlink()]
    if there:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise PipelineError(
            f"{root / there[0]}{more} {'are' if more else 'is'} there already; nothing was written",
            "move what is there, or choose another name or folder",
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check says once a draft is written, and did not say before."""

    inside: tuple[Diagnostic, ...]
    """Of the new files."""
    elsewhere: tuple[Diagnostic, ...]
    """Of all others."""


def outcome(loaded: Loaded, draft: Draft, active: dict[str, Rule], policy: Policy) -> Outcome:
    """Check the curriculum as it will be, in memory; notes (info) are left out."""
    before = Counter(_place(item) for item in check(loaded, active, policy).diagnostics)
    after = check(load(_files(loaded.files, draft), overrides=draft.texts()), active, policy).diagnostics
    inside: list[Diagnostic] = []
    elsewhere: list[Diagnostic] = []
    for diagnostic in after:
        place = _place(diagnostic)
        if diagnostic.path in draft.new:
            inside.append(diagnostic)
        elif before[place]:
            before[place] -= 1
        else:
            elsewhere.append(diagnostic)
    return Outcome(_serious(inside), _serious(elsewhere))


def _place(diagnostic: Diagnostic) -> tuple[str, str, str]:
    # in the course file a new lesson moves those after it, so the pointers to them change
    return diagnostic.path, diagnostic.code, "" if diagnostic.path == COURSE else diagnostic.pointer


def _serious(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(item for item in diagnostics if item.severity > Severity.INFO)


def _files(files: CurriculumFiles, draft: Draft) -> CurriculumFiles:
    """The files of the curriculum, with those of the draft."""
    registries = {path for path in draft.new if path.endswith("/concepts.yaml")}
    plans = draft.new.keys() - registries
    return replace(
        files,
        concepts=tuple(sorted(registries.union(files.concepts))),
        plans=tuple(sorted(plans.union(files.plans))),
    )
