"""`check`: report what is wrong."""

from pathlib import Path

import click

from lesson_pipeline.cli.curriculum import open_curriculum, relative_paths
from lesson_pipeline.cli.options import rule_options
from lesson_pipeline.cli.output import FORMATS, print_report
from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.check import check as run_check
from lesson_pipeline.engine.select import active_rules
from lesson_pipeline.report.full import statistics as report_statistics


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    default="full",
    show_default=True,
    help="How the diagnostics are printed.",
)
@rule_options
@click.option("--statistics", is_flag=True, help="Print how often each rule fired instead of the diagnostics.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output_format: str,
    select: list[str],
    ignore: list[str],
    fail_level: Severity,
    statistics: bool,
) -> None:
    """Report what is wrong with the curriculum, each fault at its place.

    The whole curriculum is always read, because what a lesson may ask depends on the lessons before it; with PATHS,
    only the faults of those files and folders are reported.
    """
    active = active_rules(select, ignore)
    loaded = open_curriculum(ctx.obj)
    report = run_check(loaded, active)
    if paths:
        report = report.limited_to(relative_paths(loaded.files, paths))
    if statistics and output_format != "json":
        for line in report_statistics(report):
            click.echo(line)
    else:
        print_report(report, loaded, output_format)
    ctx.exit(1 if report.fails(fail_level) else 0)
