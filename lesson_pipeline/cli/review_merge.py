"""`review merge`: the conflict of a merge in a round, resolved."""

from pathlib import Path

import click

from lesson_pipeline.cli.curriculum import open_curriculum
from lesson_pipeline.cli.review_options import count, dry_run, reviewed_now, say, tell
from lesson_pipeline.errors import PipelineError

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--theirs", type=_FILE, help="The other version, where it stands in a file of its own.")
@click.option("--base", type=_FILE, help="With --theirs: the version that both began from.")
@dry_run
@click.pass_context
def merge(ctx: click.Context, file: Path, theirs: Path | None, base: Path | None, dry_run: bool) -> None:
    """Resolve the conflict that a merge left in the round FILE: what both sides found, fixed and verified stays.

    Where both have one id for two findings, theirs gets another. What the two say differently of one matter is named.
    """
    from lesson_pipeline.reviewing.merge_file import resolve
    from lesson_pipeline.source.edits import diff

    if base and not theirs:
        raise PipelineError("--base says what both versions began from", "add --theirs")
    loaded = open_curriculum(ctx.obj)
    made, before = resolve(
        file,
        loaded.files.root,
        lambda lesson: reviewed_now(loaded, lesson),
        theirs=theirs,
        base=base,
        dry_run=dry_run,
    )
    if made is None:
        click.echo(f"{file}: no conflict in it; nothing was changed.")
        return
    if dry_run:
        click.echo(diff(file.as_posix(), before, made.text), nl=False)
    for note in made.notes:
        tell(f"note: {note}")
    if not dry_run:
        taken = (
            f"{count(len(made.taken), 'finding')} of theirs taken over" if made.taken else "no finding of theirs is new"
        )
        say(f"{file}: merged, {taken}{': ' + ', '.join(made.taken) if made.taken else ''}.")
