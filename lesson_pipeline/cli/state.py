"""`state`: what the student knows at a point, and from where."""

from typing import Any

import click

from lesson_pipeline.cli.curriculum import open_curriculum, taught_plan_of
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.record.state import ConceptState, build_record
from lesson_pipeline.record.timeline import Taught
from lesson_pipeline.report.as_json import as_text
from lesson_pipeline.report.excerpt import printable
from lesson_pipeline.suggest import did_you_mean


@click.command()
@click.argument("lesson", required=False)
@click.option(
    "--at",
    "section",
    metavar="SECTION",
    help="Before this section or part of the lesson, instead of before the lesson.",
)
@click.option(
    "--diff",
    "revision",
    metavar="REF",
    help="Show instead what differs before each lesson since this work left a commit of git; REF..REF2 compares two.",
)
@click.option(
    "--output-format",
    type=click.Choice(["full", "json", "markdown"]),
    default="full",
    show_default=True,
    help="How the state is printed; Markdown is for a pull request, with --diff.",
)
@click.pass_context
def state(
    ctx: click.Context, lesson: str | None, section: str | None, revision: str | None, output_format: str
) -> None:
    """Show what the student knows when LESSON starts: each concept, how deeply, and what taught it.

    With --diff, LESSON may be left out.
    """
    if revision is not None:
        from lesson_pipeline.cli.state_diff import print_changes

        print_changes(ctx.obj, lesson, section, revision, output_format)
        return
    lesson = _asked(lesson, output_format)
    loaded = open_curriculum(ctx.obj)
    states = _states(loaded, lesson, section)
    if output_format == "json":
        concepts = [_as_data(loaded, known) for known in states]
        click.echo(as_text({"lesson": lesson, "at": section, "concepts": concepts}))
        return
    number = loaded.curriculum.listed.get(lesson, "")
    where = f"before section {section} of" if section else "before"
    click.echo(f"{click.style(f'What the student knows {where} {number} {lesson}', bold=True)}\n")
    for known in states:
        _print_state(loaded, known)
    if not states:
        click.echo("Nothing yet: this is where the course begins.")


def _asked(lesson: str | None, output_format: str) -> str:
    """The lesson asked about. Raises PipelineError for what goes with --diff only."""
    if lesson is None:
        raise PipelineError("which lesson?", "name one, or a revision of git with --diff")
    if output_format == "markdown":
        raise PipelineError("only changes are told in Markdown", "add --diff REF, or choose full or json")
    return lesson


def _states(loaded: Loaded, lesson: str, section: str | None) -> list[ConceptState]:
    curriculum = loaded.curriculum
    plan = taught_plan_of(loaded, lesson)
    try:
        return build_record(curriculum).state_before(lesson, section)
    except KeyError:
        ids = [part.id for item in plan.outline for part in item.steps()]
        raise PipelineError(
            f"`{lesson}` has no section `{section}`", did_you_mean(str(section), ids) or f"it has: {', '.join(ids)}"
        ) from None


def _depth(loaded: Loaded, level: int) -> str:
    return loaded.curriculum.course.scale.name(level)


def _as_data(loaded: Loaded, known: ConceptState) -> dict[str, Any]:
    return {
        "concept": known.concept,
        "depth": _depth(loaded, known.level),
        "promised": known.promised,
        "lessons_ago": known.lessons_ago,
        "taught": [_taught_as_data(loaded, taught) for taught in known.taught],
    }


def _taught_as_data(loaded: Loaded, taught: Taught) -> dict[str, Any]:
    return {
        "lesson": taught.lesson,
        "section": taught.part or taught.section,
        "depth": _depth(loaded, taught.level),
        "path": taught.file,
        "line": loaded.locate(taught.at).line,
    }


def _print_state(loaded: Loaded, known: ConceptState) -> None:
    promised = click.style(" (promised)", fg="yellow") if known.promised else ""
    ago = (
        f", last used {known.lessons_ago} lesson{'' if known.lessons_ago == 1 else 's'} ago"
        if known.lessons_ago
        else ""
    )
    name = printable(loaded.curriculum.registry.name(known.concept))
    click.echo(f"{click.style(name, bold=True)}  {_depth(loaded, known.level)}{promised}{click.style(ago, dim=True)}")
    for taught in known.taught:
        section = taught.part or taught.section
        where = f"{taught.lesson}, {section}" if section else taught.lesson or "entry knowledge"
        place = f"{_depth(loaded, taught.level)}: {where} ({taught.file}:{loaded.locate(taught.at).line})"
        click.echo(click.style(f"    {printable(place)}", dim=True))
