"""`review report` and `review stats`: the reviews of a course in Markdown, and in numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import click

from lesson_pipeline.cli.curriculum import open_curriculum
from lesson_pipeline.cli.review_options import count, output_format, say
from lesson_pipeline.cli.review_scope import chosen, scope_options
from lesson_pipeline.reviews.stats import ReviewStats

_NO_SECTION = "no section"


@click.command()
@scope_options
@click.pass_context
def report(ctx: click.Context, lessons: tuple[str, ...], changed_since: str | None) -> None:
    """Print where the reviews stand as Markdown, for a comment on a pull request.

    With LESSON, only these are told of.
    """
    from lesson_pipeline.report.reviews import write
    from lesson_pipeline.reviewing.gate import gate
    from lesson_pipeline.reviews.history import build_histories

    loaded = open_curriculum(ctx.obj)
    statuses = chosen(loaded, lessons, changed_since)
    for line in write(statuses, build_histories(loaded.curriculum.rounds), gate(loaded, statuses)):
        click.echo(line)


@click.command()
@output_format
@click.pass_context
def stats(ctx: click.Context, output_format: str) -> None:
    """Count the findings of the course: by severity, class and kind of section; rounds to pass; what rules would catch."""
    from lesson_pipeline.report.as_json import as_text
    from lesson_pipeline.reviews.stats import review_stats

    counted = review_stats(open_curriculum(ctx.obj).curriculum)
    if output_format == "json":
        click.echo(as_text(_as_data(counted)))
        return
    for line in _lines(counted):
        say(line)


def _as_data(counted: ReviewStats) -> dict[str, Any]:
    """The counts as JSON has them: groups as lists, so that no field is named by data."""
    return {
        **asdict(counted),
        "classes": [{"class": name, **counts} for name, counts in counted.classes.items()],
        "kinds": [{"kind": name or None, **counts} for name, counts in counted.kinds.items()],
        "rounds_to_pass": [{"round": number, "lessons": passed} for number, passed in counted.rounds_to_pass.items()],
        "patterns": [{"pattern": words, "count": number} for words, number in counted.patterns],
    }


def _lines(counted: ReviewStats) -> Iterator[str]:
    every = sum(counted.findings.values())
    lessons, rounds = count(counted.lessons, "lesson"), count(counted.rounds, "round")
    yield f"{count(every, 'finding')} in {rounds} of review of {lessons}."
    if not every:
        return
    yield f"A rule catches {counted.caught_by_rules} of them."
    yield from _table("by class", counted.classes)
    yield from _table("by kind of section", counted.kinds)
    yield ""
    yield f"status: {', '.join(f'{number} {status}' for status, number in counted.statuses.items())}"
    for number, passed in counted.rounds_to_pass.items():
        yield f"passed in round {number}: {count(passed, 'lesson')}"
    if counted.patterns:
        yield ""
        yield "patterns that reviewers noted:"
        yield from (f"  {number}  {words}" for words, number in counted.patterns)


def _table(title: str, groups: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Groups of findings, each with its numbers by severity."""
    severities = list(next(iter(groups.values()), {}))
    width = max(len(title), *(len(name or _NO_SECTION) for name in groups))
    yield ""
    yield f"{title:<{width}}  {'  '.join(severities)}"
    for name, counts in groups.items():
        cells = "  ".join(f"{counts[severity] or '-':>{len(severity)}}" for severity in severities)
        yield f"{name or _NO_SECTION:<{width}}  {cells}"
