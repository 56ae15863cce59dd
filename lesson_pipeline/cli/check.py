"""`check`: report what is wrong."""

from pathlib import Path

import click

from lesson_pipeline.cli.baseline import (
    baseline_option,
    refuse_together,
    tell_removable,
    write_baseline_option,
)
from lesson_pipeline.cli.curriculum import open_files, read_curriculum, relative_paths
from lesson_pipeline.cli.fixing import fix_and_tell, fix_options, refuse_diff_alone
from lesson_pipeline.cli.options import RuleChoice, rule_options
from lesson_pipeline.cli.output import (
    FOR_DOCUMENTS,
    Output,
    output_options,
    print_report,
    refuse_places,
    write_outputs,
)
from lesson_pipeline.cli.settings import settle, show_settings
from lesson_pipeline.cli.since import changed_since_option, checking_as_asked
from lesson_pipeline.report.full import statistics as report_statistics
from lesson_pipeline.report.full import summary


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@output_options
@rule_options
@fix_options
@baseline_option
@write_baseline_option
@changed_since_option
@click.option("--statistics", is_flag=True, help="Print how often each rule fired instead of the diagnostics.")
@click.option(
    "--show-settings",
    "only_settings",
    is_flag=True,
    help="Print every setting, its value and where it comes from, instead of checking.",
)
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output_format: str,
    outputs: tuple[Output, ...],
    choice: RuleChoice,
    fix: bool,
    diff: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    changed_since: str | None,
    statistics: bool,
    only_settings: bool,
) -> None:
    """Report what is wrong with the curriculum, each fault at its place.

    The whole curriculum is always read, because what a lesson may ask depends on the lessons before it; with PATHS,
    only the faults of those files and folders are reported.
    """
    refuse_diff_alone(fix, diff)
    refuse_together(baseline, write_baseline, fix=fix)
    files = open_files(ctx.obj)
    settings = settle(files, choice)
    if only_settings:
        show_settings(settings, files, output_format)
        return
    refuse_places(outputs, files.root, baseline, write_baseline)
    loaded = read_curriculum(files)
    limits = relative_paths(loaded, paths) if paths else None
    run = checking_as_asked(files, settings, baseline, write_baseline, limits, changed_since)
    if fix:
        loaded, report = fix_and_tell(loaded, run, limits, diff=diff, aside=output_format in FOR_DOCUMENTS)
    else:
        report = run(loaded)
    if limits is not None:
        report = report.limited_to(limits)
    write_outputs(report, loaded, outputs, settings.fail_level)
    if diff:
        click.echo(summary(report), err=True)
    elif statistics and output_format not in FOR_DOCUMENTS:
        for line in report_statistics(report):
            click.echo(line)
    else:
        print_report(report, loaded, output_format, settings.fail_level)
    tell_removable(report, baseline, ctx.obj)
    ctx.exit(1 if report.fails(settings.fail_level) else 0)
