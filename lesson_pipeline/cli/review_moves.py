"""`review fix`, `decline`, `verify` and `reopen`: what becomes of a finding."""

import click

from lesson_pipeline.cli.review_options import carry_out, dated, dry_run, needed, open_lesson, reviewed_now, say
from lesson_pipeline.reviews.lifecycle import Status


@click.command()
@click.argument("lesson")
@click.argument("finding")
@click.option("--change", help="What was changed.")
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="ID",
    help="A section that the fix changed, beside those where the finding is.",
)
@dated
@dry_run
@click.pass_context
def fix(
    ctx: click.Context,
    lesson: str,
    finding: str,
    change: str | None,
    sections: tuple[str, ...],
    date: str,
    dry_run: bool,
) -> None:
    """Say that FINDING of LESSON is fixed, and by what change.

    The sections that it changed count as reviewed again, so that the fix alone does not make a pass stale.
    """
    text = needed(change, "--change", "What was changed")
    _say(ctx, lesson, finding, Status.FIXED, text, date, sections=sections, only_shown=dry_run)


@click.command()
@click.argument("lesson")
@click.argument("finding")
@click.option("--reason", help="Why it stays as it is.")
@dated
@dry_run
@click.pass_context
def decline(ctx: click.Context, lesson: str, finding: str, reason: str | None, date: str, dry_run: bool) -> None:
    """Say that FINDING of LESSON stays as it is, and why. What is critical cannot be declined."""
    text = needed(reason, "--reason", "Why it stays as it is")
    _say(ctx, lesson, finding, Status.DECLINED, text, date, only_shown=dry_run)


@click.command()
@click.argument("lesson")
@click.argument("finding")
@click.option("--evidence", help="What shows that the fix holds.")
@dated
@dry_run
@click.pass_context
def verify(ctx: click.Context, lesson: str, finding: str, evidence: str | None, date: str, dry_run: bool) -> None:
    """Say that the fix of FINDING holds, and what shows it."""
    text = needed(evidence, "--evidence", "What shows that the fix holds")
    _say(ctx, lesson, finding, Status.VERIFIED, text, date, only_shown=dry_run)


@click.command()
@click.argument("lesson")
@click.argument("finding")
@click.option("--reason", help="What is wrong again, or still.")
@dated
@dry_run
@click.pass_context
def reopen(ctx: click.Context, lesson: str, finding: str, reason: str | None, date: str, dry_run: bool) -> None:
    """Say that FINDING of LESSON is wrong again, or still, after it was fixed, declined or verified."""
    text = needed(reason, "--reason", "What is wrong again, or still")
    _say(ctx, lesson, finding, Status.REOPENED, text, date, only_shown=dry_run)


def _say(
    ctx: click.Context,
    lesson: str,
    finding: str,
    status: Status,
    text: str,
    date: str,
    *,
    sections: tuple[str, ...] = (),
    only_shown: bool,
) -> None:
    """Record a word on a finding, and tell where it stands."""
    from lesson_pipeline.reviewing.moves import Said
    from lesson_pipeline.reviewing.moves import say as said

    loaded, _ = open_lesson(ctx.obj, lesson)
    digests = reviewed_now(loaded, lesson).sections if status is Status.FIXED else {}
    word = Said(finding, status, text, date, digests, sections)
    draft = carry_out(loaded, lesson, lambda reviews: said(reviews, word), dry_run=only_shown)
    if not only_shown:
        say(f"{draft.findings[0]}: {draft.said}.")
