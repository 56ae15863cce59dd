"""`export`: lessons written in the forms of other tools and people."""

from pathlib import Path

import click

from lesson_pipeline.cli.curriculum import open_curriculum
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.report.excerpt import printable


@click.group()
def export() -> None:
    """Write lessons in the forms of other tools and people."""


@export.command()
@click.argument("lesson", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every lesson that has a plan.")
@click.option(
    "--out",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The file to write, or the folder, for one <lesson>.md each; without it one lesson goes to standard output.",
)
@click.pass_context
def markdown(ctx: click.Context, lesson: tuple[str, ...], every: bool, out: Path | None) -> None:
    """Write the planning document of each LESSON, with its review rounds.

    The document has the form that teams write by hand: phases, tables, outline, reviews. What this form has no words for
    stands in comments that no reader of the page sees, and `import markdown` makes the same files of it again.
    """
    from lesson_pipeline.exporters.markdown.document import planning_document
    from lesson_pipeline.exporters.markdown.lesson_files import lesson_files
    from lesson_pipeline.source.edits import write_all

    if every == bool(lesson):
        raise PipelineError("which lesson?", "name one or more, or say --all")
    loaded = open_curriculum(ctx.obj)
    slugs = list(loaded.curriculum.plans) if every else list(dict.fromkeys(lesson))
    several = every or len(slugs) > 1
    if several and out is None:
        raise PipelineError("several documents need a folder", "name it by --out")
    texts: dict[str, str] = {}
    for slug in slugs:
        try:
            found = lesson_files(loaded, slug)
        except PipelineError as fault:
            if not every:
                raise
            _warn(f"{fault}; {fault.help}")
            continue
        for file in found.faults:
            _warn(f"{file} has faults: the document holds what could be read of it; `lesson-pipeline check` says more")
        texts[slug] = planning_document(found)
    if out is None:
        click.echo("".join(texts.values()), nl=False)
        return
    is_folder = several or out.is_dir()
    paths = {out / f"{slug}.md" if is_folder else out: text for slug, text in texts.items()}
    write_all(paths)
    for path in paths:
        click.echo(f"{printable(str(path))} written.")
    ctx.exit(0 if len(texts) == len(slugs) else 1)


def _warn(message: str) -> None:
    click.echo(f"{click.style('warning:', fg='yellow', bold=True)} {printable(message)}", err=True)
