"""`build`: check, then render."""

from pathlib import Path

import click

from lesson_pipeline.cli.baseline import baseline_option, checking, tell_removable
from lesson_pipeline.cli.curriculum import open_files, read_curriculum
from lesson_pipeline.cli.options import RuleChoice, rule_options
from lesson_pipeline.cli.output import AUTO, print_report, settled
from lesson_pipeline.cli.render import render_loaded, render_options
from lesson_pipeline.cli.settings import settle


@click.command()
@render_options
@rule_options
@baseline_option
@click.pass_context
def build(ctx: click.Context, out: Path | None, choice: RuleChoice, baseline: Path | None) -> None:
    """Check the curriculum, then render its pages.

    Nothing is rendered where the check fails, so that a site never shows what is known to be wrong; `render` shows
    pages all the same.
    """
    files = open_files(ctx.obj)
    settings = settle(files, choice)
    run = checking(settings, files.root, baseline)
    loaded = read_curriculum(files)
    report = run(loaded)
    print_report(report, loaded, settled(AUTO), settings.fail_level)
    tell_removable(report, baseline, ctx.obj)
    if report.fails(settings.fail_level):
        click.echo("Nothing was rendered: mend the faults first, or see the pages with `lesson-pipeline render`.")
        ctx.exit(1)
    render_loaded(loaded, out, (*report.diagnostics, *report.baselined))
