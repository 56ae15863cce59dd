"""The options --fix and --diff of `check`."""

from collections.abc import Callable, Collection
from typing import Any

import click

from lesson_pipeline.engine.check import Report
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError

Command = Callable[..., Any]


def fix_options(command: Command) -> Command:
    """--fix and --diff, which the command gets as `fix` and `diff`."""
    for option in (
        click.option("--diff", is_flag=True, help="With --fix: print what would change, and write nothing."),
        click.option(
            "--fix",
            is_flag=True,
            help="Mend what leaves no choice: derived fields, misspelt names and keys, unused waivers, stated numbers. Then report the rest.",
        ),
    ):
        command = option(command)
    return command


def fix_and_tell(
    loaded: Loaded, check: Callable[[Loaded], Report], within: Collection[str] | None, *, diff: bool, aside: bool
) -> tuple[Loaded, Report]:
    """Fix, write it unless a diff is asked for, and say what was done; returns what remains.

    `aside` sends what is said to standard error, because standard output is for a program.
    """
    from lesson_pipeline.engine.fix import fix
    from lesson_pipeline.report.fixes import write
    from lesson_pipeline.reviewing.rewrite import rewrite
    from lesson_pipeline.source.edits import diff as differences

    outcome = fix(loaded, check, within)
    if diff:
        for path in sorted(outcome.texts):
            click.echo(differences(path, loaded.documents[path].text, outcome.texts[path]), nl=False)
    else:
        rewrite(loaded, outcome.texts)
    for line in write(outcome, done=not diff):
        click.echo(line, err=diff or aside)
    if not (diff or aside):
        click.echo()
    return outcome.loaded, outcome.report


def refuse_diff_alone(fix: bool, diff: bool) -> None:
    """Raises PipelineError where --diff stands without --fix."""
    if diff and not fix:
        raise PipelineError("--diff shows what --fix would change", "add --fix")
