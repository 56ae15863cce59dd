"""What the commands of `review` have in common: their options, the lesson they are about, how they ask and write."""

import sys
from collections.abc import Callable
from datetime import date as calendar
from typing import Any

import click

from lesson_pipeline.cli.curriculum import open_curriculum, plan_of
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.rounds import Reviewed
from lesson_pipeline.report.excerpt import printable
from lesson_pipeline.reviewing.store import Change, Draft, change

Command = Callable[..., Any]


def _day(_: click.Context, __: click.Parameter, word: str | None) -> str:
    if word is None:
        return calendar.today().isoformat()
    try:
        return calendar.fromisoformat(word).isoformat()
    except ValueError:
        raise PipelineError(f"`{word[:40]}` is no day", "write it as 2026-02-21") from None


dry_run = click.option("--dry-run", is_flag=True, help="Print what would change, as a diff, and write nothing.")
"""--dry-run, which the command gets as `dry_run`."""

dated = click.option("--date", metavar="DAY", callback=_day, help="The day, as YYYY-MM-DD; by default today.")
"""--date, which the command gets as `date`."""


output_format = click.option(
    "--output-format",
    type=click.Choice(["full", "json"]),
    default="full",
    show_default=True,
    help="How it is printed.",
)
"""--output-format, which the command gets as `output_format`."""


def is_interactive() -> bool:
    """Whether a person sits at the other end, who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def needed(value: str | None, option: str, question: str) -> str:
    """The value of an option, asked for on a terminal. Raises PipelineError where nobody can be asked."""
    from lesson_pipeline.words import fit_prose

    if value is None:
        if not is_interactive():
            raise PipelineError(f"{option} is missing", f'{question}: say it with {option} "…"')
        value = click.prompt(question, err=True)
    return fit_prose(str(value), option.removeprefix("--"))


def open_lesson(root: Any, lesson: str) -> tuple[Loaded, Plan]:
    """The curriculum, and the plan of a lesson that can be reviewed.

    Raises PipelineError where there is no such lesson, and where the plan only records what was taught.
    """
    loaded = open_curriculum(root)
    plan = plan_of(loaded, lesson)
    if plan.is_record:
        raise PipelineError(
            f"`{lesson}` is only a record of what was taught: there is nothing to review",
            "write a plan of kind `lesson` first",
        )
    return loaded, plan


def reviewed_now(loaded: Loaded, lesson: str) -> Reviewed:
    """The digests of a lesson as it is now; none of one that has no plan or no place in the course."""
    from lesson_pipeline.record.state import build_record
    from lesson_pipeline.reviews.digests import reviewed_state

    if lesson not in loaded.curriculum.places:
        return Reviewed()
    return reviewed_state(loaded.curriculum, build_record(loaded.curriculum), lesson)


def carry_out(loaded: Loaded, lesson: str, make: Change, *, dry_run: bool) -> Draft:
    """Make a change of the rounds of a lesson and write it, or print it as a diff."""
    draft = change(loaded.files.root, lesson, make, dry_run=dry_run)
    if dry_run:
        for text in draft.diffs():
            click.echo(text, nl=False)
    for note in draft.notes:
        tell(f"note: {note}")
    return draft


def tell(text: str) -> None:
    """Say something on standard error; names in it may come from anywhere."""
    click.echo("\n".join(map(printable, text.splitlines())), err=True)


def say(text: str) -> None:
    """Say something on standard output; names in it may come from anywhere."""
    click.echo("\n".join(map(printable, text.splitlines())))


def count(number: int, what: str) -> str:
    """A number of things, in words."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
