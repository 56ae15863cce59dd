"""Opening the curriculum that a command works on, with progress where a person is waiting."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from lesson_pipeline.engine.load import Loaded, load
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.source.discover import COURSE, CurriculumFiles, current_folder, discover, find_root
from lesson_pipeline.suggest import did_you_mean
from lesson_pipeline.words import fit_for_messages

_T = TypeVar("_T")
_WORTH_A_BAR = 100
"""Files from which reading takes long enough to show progress."""


def open_files(root: Path | None) -> CurriculumFiles:
    """The files of the curriculum at `root`, or around the current folder. Raises PipelineError where there is none."""
    if root is None:
        return discover(find_root(current_folder()))
    if not (root / COURSE).is_file():
        raise PipelineError(f"{root} holds no {COURSE}", "name the folder of a curriculum")
    return discover(root.resolve())


def open_curriculum(root: Path | None) -> Loaded:
    """Read and build the curriculum."""
    return read_curriculum(open_files(root))


def read_curriculum(files: CurriculumFiles, other: Loaded | None = None) -> Loaded:
    """Read and build the curriculum of these files; `other` is another state of it, read already."""
    # everything read lives until the process ends: collecting garbage in between only costs
    gc.disable()
    count = 1 + len(files.concepts) + len(files.plans) + len(files.lessons) + len(files.rounds)
    return with_progress("Reading", count, lambda step: load(files, step, other=other.documents if other else None))


def plan_of(loaded: Loaded, lesson: str) -> Plan:
    """The plan of a lesson. Raises PipelineError, with the nearest, where there is none."""
    plans = loaded.curriculum.plans
    if lesson not in plans:
        near = did_you_mean(lesson, plans)
        raise PipelineError(
            f"no lesson `{fit_for_messages(lesson)}`", near or "its plan would be planning/<module>/<lesson>.yaml"
        )
    return plans[lesson]


def taught_plan_of(loaded: Loaded, lesson: str) -> Plan:
    """The plan of a lesson that has a place in the order of teaching. Raises PipelineError where there is none."""
    plan = plan_of(loaded, lesson)
    if lesson not in loaded.curriculum.places:
        retired = plan.status == "retired"
        why = "is retired" if retired else "is not listed in planning/course.yaml"
        help = "name a lesson that is taught" if retired else f"add `{lesson}` to the `lessons` of its module there"
        raise PipelineError(f"`{lesson}` {why}, so it has no place in the order of teaching", help)
    return plan


def with_progress(
    label: str, count: int, work: Callable[[Callable[[str], None]], _T], *, worth: int = _WORTH_A_BAR
) -> _T:
    """Do work that reports its steps, with a progress bar on a terminal if there are so many that it takes long."""
    if count < worth or not sys.stderr.isatty():
        return work(lambda _: None)
    with click.progressbar(length=count, label=label, file=sys.stderr) as bar:
        return work(lambda _: bar.update(1))


def relative_paths(loaded: Loaded, paths: tuple[Path, ...]) -> list[str]:
    """The curriculum's files at or below the given paths; the notebooks that plans name are among them.

    Raises PipelineError for a path that does not exist, lies outside the root, or holds no file of the curriculum,
    and for a notebook that cannot be read: what is said of that stands in the plan that names it.
    """
    files = loaded.files
    notebooks = {book.file: book for book in loaded.curriculum.notebooks.values()}
    known = [COURSE, *files.concepts, *files.plans, *files.lessons, *files.rounds, *notebooks]
    chosen: list[str] = []
    for path in paths:
        full = path.resolve()
        if not full.exists():
            raise PipelineError(f"{path} does not exist")
        if not full.is_relative_to(files.root.resolve()):
            raise PipelineError(
                f"{path} lies outside the curriculum in {files.root}", "name another --root, or run the command there"
            )
        wanted = full.relative_to(files.root.resolve()).as_posix()
        found = [name for name in known if wanted == "." or name == wanted or name.startswith(wanted + "/")]
        if (book := notebooks.get(wanted)) and book.problem:
            raise PipelineError(f"the notebook {path} {book.problem}", book.help)
        if not found:
            raise PipelineError(
                f"{path} is no file of the curriculum",
                "plans stand in planning/, lessons in lessons/, reviews in reviews/; notebooks are named by plans",
            )
        chosen += found
    return chosen
