"""`state --diff`: how the student state changes between two revisions of a curriculum."""

from dataclasses import replace
from pathlib import Path

import click

from lesson_pipeline.cli.curriculum import open_files, read_curriculum, taught_plan_of
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.impact.revisions import at_commit, sides
from lesson_pipeline.impact.state_changes import state_changes
from lesson_pipeline.report.as_json import as_text
from lesson_pipeline.report.state_changes import as_data, markdown, text


def print_changes(
    root: Path | None, lesson: str | None, section: str | None, revision: str, output_format: str
) -> None:
    """Print what differs before each lesson, or before one. Raises PipelineError where nothing can be compared."""
    if section is not None:
        raise PipelineError("--at and --diff do not go together", "--diff tells of the state before whole lessons")
    files = open_files(root)
    compared = sides(files.root, revision)
    if compared.after is None:
        after = read_curriculum(files)
    else:
        after = at_commit(files.root, compared.after, revision, read_curriculum)
    if lesson is not None:
        taught_plan_of(after, lesson)
    before = at_commit(files.root, compared.before, compared.name, read_curriculum, after)
    found = state_changes(before, after)
    if lesson is not None:
        found = replace(found, lessons=tuple(one for one in found.lessons if one.lesson == lesson))
    if output_format == "json":
        click.echo(as_text(as_data(found, compared.before, compared.after)))
        return
    for line in markdown(found) if output_format == "markdown" else text(found):
        click.echo(line)
