"""Curricula as git holds them: which two states are compared, and a commit's read like the one on disk."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.source.discover import COURSE, CurriculumFiles, discover
from lesson_pipeline.source.git import commit_of, fork_point, holds, merge_base, prefix_of
from lesson_pipeline.source.revision import lay_out
from lesson_pipeline.words import fit_for_messages

Read = Callable[[CurriculumFiles, Loaded | None], Loaded]
"""How the files of a curriculum are read, given another state of it that has been read already."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two states of a curriculum that are compared."""

    name: str
    """The earlier one, as the user called it."""
    before: str
    """Its commit."""
    after: str | None = None
    """The commit of the later one; None for the files as they are on disk."""


def sides(root: Path, words: str) -> Sides:
    """What a user wants compared.

    `REF`: where this work left REF, with the files on disk. `A..B`: the two commits themselves. `A...B`: where B left
    A, with B. Raises PipelineError where git does not know them.
    """
    first, dots, second = words.partition("...")
    if dots:
        first, second = first or "HEAD", second or "HEAD"
        return Sides(first, merge_base(root, first, second), commit_of(root, second))
    first, dots, second = words.partition("..")
    if dots:
        first, second = first or "HEAD", second or "HEAD"
        return Sides(first, commit_of(root, first), commit_of(root, second))
    return Sides(words, fork_point(root, words))


def fork(root: Path, ref: str) -> Sides:
    """Where this work left REF, to be compared with the files on disk. Raises PipelineError also for two commits."""
    found = sides(root, ref)
    if found.after is not None:
        raise PipelineError(
            f"`{fit_for_messages(ref)}` names two commits, and the files on disk are checked",
            f"name one: `{fit_for_messages(found.name)}`",
        )
    return found


class Earlier:
    """The curriculum at the commit where this work left REF, read when it is first asked for."""

    def __init__(self, root: Path, ref: str, read: Read) -> None:
        """Raises PipelineError where git does not know the commit."""
        self._root = root
        self._read = read
        self._compared = fork(root, ref)
        self._loaded: Loaded | None = None

    @property
    def name(self) -> str:
        """The commit, as the user called it."""
        return self._compared.name

    @property
    def has_course(self) -> bool:
        """Whether there was a course at this place; the work that begins one has nothing to be compared with."""
        return holds(self._root, self._compared.before, COURSE)

    def curriculum(self, now: Loaded) -> Loaded:
        """The curriculum then; most of its files are those of now. Raises PipelineError where there was none."""
        if self._loaded is None:
            self._loaded = at_commit(self._root, self._compared.before, self.name, self._read, now)
        return self._loaded


def at_commit(root: Path, commit: str, name: str, read: Read, other: Loaded | None = None) -> Loaded:
    """The curriculum as a commit holds it.

    Args: `name` is what the user calls the commit; `other` is another state, with which most files are alike. Raises PipelineError where it holds no course at that place.
    """
    with TemporaryDirectory(prefix="lesson-pipeline-") as made:
        folder = Path(made)
        try:
            lay_out(root, commit, folder)
        except OSError as fault:
            raise PipelineError(
                f"the files of {commit[:12]} cannot be laid out in {folder.parent}: {fault.strerror or fault}",
                "see whether there is room; TMPDIR names another folder",
            ) from None
        if not (folder / COURSE).is_file():
            raise PipelineError(
                f"`{fit_for_messages(name)}` has no {prefix_of(root)}{COURSE} (commit {commit[:12]})",
                "name a revision in which the course was there already, at the same place",
            )
        return read(discover(folder), other)
