"""Which files make a curriculum, and where its root is."""

from dataclasses import dataclass
from pathlib import Path

from lesson_pipeline.errors import PipelineError

COURSE = "planning/course.yaml"


@dataclass(frozen=True, slots=True)
class CurriculumFiles:
    """The files of a curriculum, as paths relative to the root with forward slashes, sorted."""

    root: Path
    concepts: tuple[str, ...]
    plans: tuple[str, ...]
    lessons: tuple[str, ...]
    rounds: tuple[str, ...]

    def on_disk(self, path: str) -> Path:
        return self.root / path


def current_folder() -> Path:
    """The folder that the command runs in. Raises PipelineError where it was deleted meanwhile."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise PipelineError("the current folder is not there any more", "change to a folder that is") from None


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that holds planning/course.yaml.

    Raises PipelineError where there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / COURSE).is_file():
            return folder
    raise PipelineError(
        f"no {COURSE} in {start} or any folder above it",
        "change to the folder of a curriculum, or name it with --root DIR",
    )


def discover(root: Path) -> CurriculumFiles:
    """The files below the root. A link that leads out of the root is left alone."""
    yaml_files = _below(root, "planning", "*.yaml") + _below(root, "planning", "*.yml")
    concepts = [path for path in yaml_files if path.rsplit("/", 1)[1] == "concepts.yaml"]
    return CurriculumFiles(
        root=root,
        concepts=tuple(sorted(concepts)),
        plans=tuple(sorted(set(yaml_files) - set(concepts) - {COURSE})),
        lessons=tuple(sorted(_below(root, "lessons", "*.md"))),
        rounds=tuple(sorted(_below(root, "reviews", "*.yaml"))),
    )


def _below(root: Path, folder: str, pattern: str) -> list[str]:
    top, base = root / folder, root.resolve()
    if not (top.is_dir() and top.resolve().is_relative_to(base)):
        return []
    files = [file for file in top.rglob(pattern) if file.is_file()]
    inside = [file for file in files if not file.is_symlink() or file.resolve().is_relative_to(base)]
    return [file.relative_to(root).as_posix() for file in inside]
