"""`review status` and `review gate`: where the reviews of the lessons stand, for people and for CI."""

from collections.abc import Collection, Iterator
from typing import Any

import click

from lesson_pipeline.cli.curriculum import open_curriculum
from lesson_pipeline.cli.review_options import count, output_format
from lesson_pipeline.cli.review_scope import chosen, scope_options
from lesson_pipeline.report.excerpt import printable
from lesson_pipeline.reviews.status import GateFault, LessonStatus


@click.command()
@click.argument("lessons", nargs=-1, metavar="LESSON")
@output_format
@click.pass_context
def status(ctx: click.Context, lessons: tuple[str, ...], output_format: str) -> None:
    """Show where the reviews stand, of every lesson or of some: round, verdict, open findings, what has changed since."""
    from lesson_pipeline.report.as_json import as_text

    statuses = chosen(open_curriculum(ctx.obj), lessons)
    if output_format == "json":
        click.echo(as_text({"lessons": [_as_data(one) for one in statuses]}))
        return
    rows = [("lesson", "round", "verdict", "open", "since the review"), *map(_row, statuses)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for number, row in enumerate(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        line = printable("  ".join((*cells, row[4])).rstrip())
        click.echo(click.style(line, dim=True) if number == 0 else line)


def _row(one: LessonStatus) -> tuple[str, str, str, str, str]:
    from lesson_pipeline.report.reviews import open_of, verdict_of
    from lesson_pipeline.reviews.status import told

    unseen = f"{one.unverified} to verify" if one.unverified else ""
    waiting = ", ".join(filter(None, (open_of(one), unseen))) or "-"
    return one.lesson, str(one.round or "-"), verdict_of(one), waiting, told(one.changed) if one.changed else ""


def _as_data(one: LessonStatus) -> dict[str, Any]:
    return {
        "lesson": one.lesson,
        "built": one.built,
        "round": one.round,
        "path": one.file or None,
        "verdict": one.verdict or None,
        "verdict_round": one.verdict_round,
        "in_review": one.in_review,
        "open": dict(one.open),
        "unverified": one.unverified,
        "stale": bool(one.changed),
        "changed": {"sections": list(one.changed.sections), "state": one.changed.state},
    }


@click.command()
@scope_options
@output_format
@click.pass_context
def gate(ctx: click.Context, lessons: tuple[str, ...], changed_since: str | None, output_format: str) -> None:
    """Fail unless the last round of every built lesson passed, nothing changed since, and no critical finding is open.

    With LESSON, only these are looked at. The exit status is 1 where a lesson fails.
    """
    from lesson_pipeline.report.as_json import as_text
    from lesson_pipeline.reviewing.gate import gate as shut

    loaded = open_curriculum(ctx.obj)
    statuses = [one for one in chosen(loaded, lessons, changed_since) if one.built]
    faults = shut(loaded, statuses)
    if output_format == "json":
        click.echo(as_text({"lessons": len(statuses), "faults": [_fault_as_data(one) for one in faults]}))
    else:
        for line in gate_lines(statuses, faults):
            click.echo(line)
    ctx.exit(1 if faults else 0)


def gate_lines(statuses: Collection[LessonStatus], faults: Collection[GateFault]) -> Iterator[str]:
    """What keeps the gate shut, each at its file, and whether it is: of the built lessons that were looked at."""
    for one in faults:
        place = click.style(one.file or f"reviews/{one.lesson}/", bold=True)
        yield f"{place}  {printable(f'{one.lesson}: {one.message}')}"
    failed, looked = len({one.lesson for one in faults}), count(len(statuses), "built lesson")
    shutting = f"{failed} of {looked} {'keeps' if failed == 1 else 'keep'} the gate shut."
    yield shutting if faults else f"The gate is open: {looked} looked at."


def _fault_as_data(one: GateFault) -> dict[str, Any]:
    return {"lesson": one.lesson, "round": one.round, "path": one.file or None, "message": one.message}
