"""Of which lessons the commands on the state of reviews speak: all, those named, or those that a change is about."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

from lesson_pipeline.cli.curriculum import plan_of
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.reviews.status import LessonStatus

Command = Callable[..., Any]


def scope_options(command: Command) -> Command:
    """LESSON … and --changed-since, which the command gets as `lessons` and `changed_since`."""
    for parameter in (
        click.option(
            "--changed-since",
            metavar="REF",
            help="Only lessons whose files differ from where this work left a commit of git, and those that went stale.",
        ),
        click.argument("lessons", nargs=-1, metavar="LESSON"),
    ):
        command = parameter(command)
    return command


def chosen(loaded: Loaded, lessons: tuple[str, ...], changed_since: str | None = None) -> list[LessonStatus]:
    """The status of every lesson of the scope. Raises PipelineError for a lesson or a commit that is not there."""
    from lesson_pipeline.record.state import build_record
    from lesson_pipeline.reviews.status import course_status

    for lesson in lessons:
        plan_of(loaded, lesson)
    every = course_status(loaded.curriculum, build_record(loaded.curriculum))
    named = [one for one in every if not lessons or one.lesson in lessons]
    return named if changed_since is None else list(_touched(loaded, named, changed_since))


def _touched(loaded: Loaded, statuses: Iterable[LessonStatus], ref: str) -> Iterator[LessonStatus]:
    """The lessons that a change is about: their own files differ, or what they rely on does."""
    from lesson_pipeline.source.git import files_changed_since

    changed = files_changed_since(loaded.files.root, ref)
    plans = loaded.curriculum.plans
    for one in statuses:
        own = {plans[one.lesson].file, f"lessons/{one.lesson}.md"}
        in_reviews = any(path.startswith(f"reviews/{one.lesson}/") for path in changed)
        if in_reviews or not own.isdisjoint(changed) or one.changed:
            yield one
