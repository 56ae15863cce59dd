"""`build`: check, then render."""

from pathlib import Path

import click

from lesson_pipeline.cli.curriculum import open_curriculum
from lesson_pipeline.cli.options import rule_options
from lesson_pipeline.cli.output import print_report
from lesson_pipeline.cli.render import render_loaded, render_options
from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.check import check
from lesson_pipeline.engine.select import active_rules


@click.command()
@render_options
@rule_options
@click.pass_context
def build(ctx: click.Context, out: Path | None, select: list[str], ignore: list[str], fail_level: Severity) -> None:
    """Check the curriculum, then render its pages.

    Nothing is rendered where the check fails, so that a site never shows what is known to be wrong; `render` shows
    pages all the same.
    """
    active = active_rules(select, ignore)
    loaded = open_curriculum(ctx.obj)
    report = check(loaded, active)
    print_report(report, loaded, "full")
    if report.fails(fail_level):
        click.echo("Nothing was rendered: mend the faults first, or see the pages with `lesson-pipeline render`.")
        ctx.exit(1)
    render_loaded(loaded, out)
