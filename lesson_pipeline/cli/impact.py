"""`impact`: what relies on a lesson, and what would break if it were changed."""

import click

from lesson_pipeline.cli.curriculum import open_files, plan_of, read_curriculum, taught_plan_of
from lesson_pipeline.cli.options import RuleChoice, rule_options
from lesson_pipeline.cli.settings import settle
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.impact.breaks import breaks
from lesson_pipeline.impact.reliance import reliance
from lesson_pipeline.impact.what_if import Change, MovedBefore, Removed, Shallower
from lesson_pipeline.report.as_json import as_text
from lesson_pipeline.report.impact import breaks_data, breaks_text, reliance_data, reliance_text


@click.command()
@click.argument("lesson")
@click.option("--remove", is_flag=True, help="Ask what would break if the lesson were removed.")
@click.option("--before", "other", metavar="OTHER", help="Ask what would break if it stood right before this lesson.")
@click.option(
    "--section",
    metavar="ID",
    help="Ask what would break if this section or part taught its concepts less deeply; together with --depth.",
)
@click.option("--depth", metavar="D", help="The most that the section would then teach: a depth of the course's scale.")
@click.option(
    "--output-format",
    type=click.Choice(["full", "json"]),
    default="full",
    show_default=True,
    help="How the answer is printed.",
)
@rule_options
@click.pass_context
def impact(
    ctx: click.Context,
    lesson: str,
    remove: bool,
    other: str | None,
    section: str | None,
    depth: str | None,
    output_format: str,
    choice: RuleChoice,
) -> None:
    """Show what relies on LESSON, or what would break if it were changed. No file is touched.

    Without a change, every later place that needs a concept of the lesson is listed. With one, the course is checked
    as it is and as it would be, and what differs is listed, lesson by lesson. The status is 1 where a fault at or
    above the failing level would be new.
    """
    change = _change(remove, other, section, depth)
    files = open_files(ctx.obj)
    settings = settle(files, choice) if change else None
    loaded = read_curriculum(files)
    plan_of(loaded, lesson)
    if not isinstance(change, Removed):
        taught_plan_of(loaded, lesson)
    if isinstance(change, MovedBefore):
        taught_plan_of(loaded, change.other)
    number = loaded.curriculum.listed.get(lesson, "")
    if change is None or settings is None:
        relied = reliance(loaded, lesson)
        lines = [as_text(reliance_data(relied, number))] if output_format == "json" else reliance_text(relied, number)
        click.echo("\n".join(lines))
        return
    found = breaks(loaded, lesson, change, settings.active, settings.policy)
    as_json = output_format == "json"
    lines = [as_text(breaks_data(found, lesson, number, change))] if as_json else breaks_text(found, lesson, change)
    click.echo("\n".join(lines))
    ctx.exit(1 if found.report.fails(settings.fail_level) else 0)


def _change(remove: bool, other: str | None, section: str | None, depth: str | None) -> Change | None:
    """The one change that is asked about. Raises PipelineError where there are several, or half of one."""
    if (section is None) != (depth is None):
        raise PipelineError("--section and --depth go together", "say which section, and how deeply it would teach")
    changes: list[Change] = [
        *([Removed()] if remove else []),
        *([MovedBefore(other)] if other is not None else []),
        *([Shallower(section, depth)] if section is not None and depth is not None else []),
    ]
    if len(changes) > 1:
        raise PipelineError(
            "only one change can be thought through at once", "choose one of --remove, --before, and --section"
        )
    return changes[0] if changes else None
