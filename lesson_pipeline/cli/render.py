"""`render`: every page, checked or not."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from lesson_pipeline.cli.curriculum import open_files, read_curriculum, with_progress
from lesson_pipeline.cli.options import RuleChoice
from lesson_pipeline.cli.settings import settle
from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.check import check
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.record.state import build_record

_Command = Callable[..., Any]


def render_options(command: _Command) -> _Command:
    """--out."""
    kind = click.Path(file_okay=False, path_type=Path)
    option = click.option("--out", type=kind, help="Folder for the pages; by default site/ in the curriculum's folder.")
    return option(command)


@click.command()
@render_options
@click.pass_context
def render(ctx: click.Context, out: Path | None) -> None:
    """Render every page, whether or not the check passes.

    Only pages that changed are written, and pages of lessons that are gone are removed.
    """
    files = open_files(ctx.obj)
    settings = settle(files, RuleChoice((), (), None, isolated=False))
    loaded = read_curriculum(files)
    render_loaded(loaded, out, check(loaded, settings.active, settings.policy).diagnostics)


def render_loaded(loaded: Loaded, out: Path | None, diagnostics: Iterable[Diagnostic]) -> None:
    """Render a loaded curriculum and say what was written; the reviewers' pages show the diagnostics."""
    from lesson_pipeline.render.pictures import picture_reader
    from lesson_pipeline.render.site import render_site

    curriculum = loaded.curriculum
    folder = out or loaded.files.root / "site"
    read_picture = picture_reader(loaded.files.root)
    result = with_progress(
        "Rendering",
        len(curriculum.order),
        lambda step: render_site(
            curriculum,
            build_record(curriculum),
            lambda path: loaded.documents[path].text,
            read_picture,
            folder,
            step,
            diagnostics,
        ),
    )
    for problem in result.problems:
        click.echo(f"note: {problem}", err=True)
    files = f"{result.written} file{'' if result.written == 1 else 's'}"
    changed = f"{files} written" if result.written else "nothing had changed"
    removed = f", {result.removed} removed" if result.removed else ""
    click.echo(f"{result.pages} pages, {changed}{removed}. Open {result.index}")
