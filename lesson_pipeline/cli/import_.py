"""`import`: planning documents in Markdown become a curriculum's files; what was guessed is confirmed."""

import json
import sys
from pathlib import Path

import click

from lesson_pipeline.cli.curriculum import open_curriculum, with_progress
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.importers.markdown.documents import Failed
from lesson_pipeline.importers.markdown.files import Writing
from lesson_pipeline.importers.markdown.outcome import ImportOutcome
from lesson_pipeline.report.excerpt import printable

_PROGRAM = "lesson-pipeline"
_MOST = 10
_WORTH_A_BAR = 10
"""Documents from which importing takes long enough to show progress."""


@click.group("import")
def import_() -> None:
    """Take over planning documents of other forms, and confirm what was guessed in them."""


@import_.command()
@click.argument("file", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--into",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of the curriculum: new, empty, or one that an import has made.",
)
@click.option(
    "--order",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The lessons in order of teaching, one slug a line; by default positions and module pages say it.",
)
@click.option(
    "--report",
    "report_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the report is printed.",
)
@click.option("--dry-run", is_flag=True, help="Print what would be written, as a diff, and write nothing.")
@click.option("--force", is_flag=True, help="Write what has changed without asking, over your edits too.")
@click.pass_context
def markdown(
    ctx: click.Context,
    file: tuple[Path, ...],
    into: Path,
    order: Path | None,
    report_format: str,
    dry_run: bool,
    force: bool,
) -> None:
    """Import planning documents in Markdown: each FILE, and of folders with all that is below them.

    Each document gives a plan, its concepts and its review rounds; all of them together give the course. What was
    guessed is listed under `inferred` in each plan: see `import confirm`. A second import of the same documents
    changes nothing, and what you have edited is never overwritten without --force.
    """
    from lesson_pipeline.importers.markdown.files import plan_writing
    from lesson_pipeline.importers.markdown.gather import gather
    from lesson_pipeline.importers.markdown.run import import_gathered

    gathered = gather(file, into, order, force=force)
    outcome = with_progress(
        "Importing", len(gathered.sources), lambda step: import_gathered(gathered, into, step), worth=_WORTH_A_BAR
    )
    if not outcome.documents:
        _refuse_all(outcome.failed)
    writing = plan_writing(into, outcome.texts, outcome.sources, outcome.order_file)
    if report_format == "json":
        from lesson_pipeline.importers.markdown.report import as_data

        click.echo(json.dumps(as_data(outcome), indent=2, ensure_ascii=False))
    if dry_run:
        if report_format == "text":
            for _, text in writing.shown():
                click.echo(text, nl=False)
        _tell(_would(writing) or "Nothing would change.")
    elif _may_write(writing, force=force, aside=report_format == "json"):
        writing.write(force=force)
        _tell_written(writing, outcome, force=force, aside=report_format == "json")
        if writing.edited and not force:
            ctx.exit(1)
    else:
        ctx.exit(1)


def _refuse_all(failed: tuple[Failed, ...]) -> None:
    """Raises PipelineError: none of the documents could be imported."""
    if not failed:
        raise PipelineError(
            "these are only pages about modules", "name the planning documents of lessons along with them"
        )
    for one in failed[:-1]:
        _tell(f"{one.source}: {one.message}")
    raise PipelineError(f"{failed[-1].source}: {failed[-1].message}; nothing was imported", failed[-1].help)


# -- asking before files change


def _may_write(writing: Writing, *, force: bool, aside: bool) -> bool:
    """Whether to write: files that are there change only by --force, or where a person says so."""
    if force or not (writing.changed or writing.edited):
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        _tell(_would(writing))
        _tell("Nothing was written. --dry-run shows the changes, --force makes them, over your edits too.")
        return False
    for _, text in writing.shown():
        if not aside:
            click.echo(text, nl=False)
    _tell(_would(writing))
    if not (writing.changed or writing.new):
        return True
    if click.confirm("Write these files?", err=True):
        return True
    _tell("Nothing was written.")
    return False


def _would(writing: Writing) -> str:
    """What an import would change, in lines."""
    lines: list[str] = []
    for paths, what in (
        (writing.changed, "would change"),
        (writing.edited, "would change, but were edited or made by you; without --force they stay as they are"),
        (writing.new, "would be new"),
    ):
        if paths:
            lines.append(f"{_count(len(paths), 'file')} {what}:")
            lines += [f"  {path}" for path in paths[:_MOST]]
            lines += [f"  and {len(paths) - _MOST} more"] if len(paths) > _MOST else []
    return "\n".join(lines)


# -- what was done


def _tell_written(writing: Writing, outcome: ImportOutcome, *, force: bool, aside: bool) -> None:
    """The files, then the report; `aside` sends all to standard error, less what the JSON says."""
    from lesson_pipeline.importers.markdown.report import lines

    written = len(writing.new) + len(writing.changed) + (len(writing.edited) if force else 0)
    if written:
        click.echo(f"{_count(written, 'file')} written in {writing.into}.", err=aside)
    else:
        click.echo("Nothing has changed: these documents give the files that are there.", err=aside)
    for paths, what in (
        (writing.kept, "that you edited or removed stays as you left it"),
        (writing.edited if not force else (), "that you edited would be different now; it stays as it is"),
        (writing.unmade, "of an earlier import is not made any more; it stays"),
    ):
        for path in paths[:_MOST]:
            click.echo(f"  {path}: {what}", err=aside)
        if len(paths) > _MOST:
            click.echo(f"  and {len(paths) - _MOST} more", err=aside)
    if aside:
        return
    click.echo()
    for line in lines(outcome):
        click.echo(printable(line))
    click.echo(f"\nNext: cd {writing.into}, then {_PROGRAM} check; {_PROGRAM} import confirm LESSON shows the guesses.")


def _tell(text: str) -> None:
    """Say something on standard error; names in it may come from anywhere."""
    click.echo("\n".join(map(printable, text.splitlines())), err=True)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


# -- guesses


@import_.command()
@click.argument("lesson")
@click.option("--all", "every", is_flag=True, help="Confirm every guess in the plan.")
@click.option(
    "--at", "pointers", multiple=True, metavar="POINTER", help="Confirm what was guessed at this place or below it."
)
@click.pass_context
def confirm(ctx: click.Context, lesson: str, every: bool, pointers: tuple[str, ...]) -> None:
    """Show what was guessed in the plan of LESSON; with --all or --at, make statements of it.

    Guesses stand under `inferred` in the plan, and rules are less certain about them. A guess that is wrong is
    corrected in the plan, then confirmed.
    """
    from lesson_pipeline.importers.markdown.confirm import confirmed, guesses_of
    from lesson_pipeline.reviewing.rewrite import rewrite

    if every and pointers:
        raise PipelineError("--all and --at say different things", "name one of them")
    loaded = open_curriculum(ctx.obj)
    guesses = guesses_of(loaded, lesson)
    if not guesses.entries:
        click.echo(f"{guesses.path}: nothing in it is a guess.")
        return
    text, chosen = confirmed(guesses, None if every else pointers)
    for entry in chosen if every or pointers else guesses.entries:
        place = click.style(f"{guesses.path}:{entry.line}", bold=True)
        value = printable(entry.value) if entry.value else "(leads to nothing any more)"
        click.echo(f"{place}  {printable(entry.pointer) or '(the whole file)'}\n    {value}")
    if every or pointers:
        rewrite(loaded, {guesses.path: text})
        left = len(guesses.entries) - len(chosen)
        click.echo(f"\nConfirmed: {len(chosen)}; left: {left}.")
    else:
        click.echo(f"\n{len(guesses.entries)} to confirm: --at POINTER takes one, --all takes every one.")
