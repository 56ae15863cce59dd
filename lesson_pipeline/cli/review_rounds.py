"""`review start`, `close` and `accept`: rounds as wholes."""

import click

from lesson_pipeline.cli.options import RuleChoice
from lesson_pipeline.cli.review_options import (
    carry_out,
    count,
    dated,
    dry_run,
    is_interactive,
    needed,
    open_lesson,
    reviewed_now,
    say,
)
from lesson_pipeline.cli.settings import settle
from lesson_pipeline.engine.checklist import Item, Ticked, checklist
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.reviews.verdict import VERDICTS

_MOST = 12


@click.command()
@click.argument("lesson")
@click.option("--reviewer", help="Who reviews: a role or a name.")
@dated
@dry_run
@click.pass_context
def start(ctx: click.Context, lesson: str, reviewer: str | None, date: str, dry_run: bool) -> None:
    """Begin the next round of review of LESSON.

    The new file holds a digest of each section, so that a later change shows, and the checklist of the course's policy,
    or the built-in one: what rules check in it is ticked, the rest is yours.
    """
    from lesson_pipeline.reviewing.iterations import begin
    from lesson_pipeline.words import fit_text

    loaded, plan = open_lesson(ctx.obj, lesson)
    who = fit_text(reviewer, "reviewer") if reviewer else ""
    ticked = _ticked(loaded, plan)
    now, policy = reviewed_now(loaded, lesson), loaded.curriculum.course.policy
    draft = carry_out(
        loaded,
        lesson,
        lambda reviews: begin(reviews, policy, now, ticked, date=date, reviewer=who),
        dry_run=dry_run,
    )
    if dry_run:
        return
    click.echo(f"{click.style(next(iter(draft.texts)), bold=True)}: round {draft.round} of {lesson}.")
    held, failed = sum(one.ok is True for one in ticked), [one for one in ticked if one.ok is False]
    open_items = len(ticked) - held - len(failed)
    say(f"Checklist: {held} of {count(len(ticked), 'item')} hold, {open_items} are yours to judge.")
    for one in failed[:_MOST]:
        say(f"  does not hold: {one.item.text}: {one.why}")
    if draft.findings:
        say("To verify: " + ", ".join(draft.findings))
    click.echo(f"Next: lesson-pipeline review add {lesson}, and when you are through, review close {lesson}.")


def _ticked(loaded: Loaded, plan: Plan) -> tuple[Ticked, ...]:
    """The checklist of the round, ticked by what the rules find now."""
    from lesson_pipeline.engine.check import check

    settings = settle(loaded.files, RuleChoice((), (), None, isolated=False))
    report = check(loaded, settings.active, settings.policy)
    own = loaded.curriculum.course.policy.review_checklist
    if not own and plan.slug in report.checklists:
        return report.checklists[plan.slug]
    found = [one for one in report.diagnostics if one.lesson == plan.slug]
    waived = [one for one in report.waived if one.lesson == plan.slug]
    active = settings.active.keys() - settings.policy.silent_in(plan.file)
    if not own:
        return checklist(plan, found, waived, active)
    return checklist(plan, found, waived, active, [Item("", item.item, item.rules) for item in own])


@click.command()
@click.argument("lesson")
@click.option("--verdict", type=click.Choice(VERDICTS), help="The verdict, where the policy leaves a choice.")
@click.option("--rationale", help="Why this verdict, in a sentence or two.")
@dry_run
@click.pass_context
def close(ctx: click.Context, lesson: str, verdict: str | None, rationale: str | None, dry_run: bool) -> None:
    """Close the round of LESSON that goes on, with the verdict that follows from the findings that are open.

    The course's policy derives it. Where it leaves a choice, the milder verdict is taken unless you say otherwise.
    """
    from lesson_pipeline.reviewing.iterations import close as closed
    from lesson_pipeline.reviewing.iterations import verdicts
    from lesson_pipeline.reviewing.store import read_reviews
    from lesson_pipeline.words import fit_prose

    loaded, _ = open_lesson(ctx.obj, lesson)
    policy = loaded.curriculum.course.policy
    if verdict is None and is_interactive():
        choices = verdicts(read_reviews(loaded.files.root, lesson), policy)
        if len(choices) > 1:
            verdict = click.prompt("The verdict", type=click.Choice(choices), default=choices[0], err=True)
    why = fit_prose(rationale, "rationale") if rationale else ""
    draft = carry_out(loaded, lesson, lambda reviews: closed(reviews, policy, verdict, why), dry_run=dry_run)
    if not dry_run:
        say(f"Round {draft.round} of {lesson}: {draft.said}.")


@click.command()
@click.argument("lesson")
@click.option("--reason", help="Why the review still holds.")
@dated
@dry_run
@click.pass_context
def accept(ctx: click.Context, lesson: str, reason: str | None, date: str, dry_run: bool) -> None:
    """Accept what has changed in LESSON since its last round: the round is renewed for the lesson as it is now.

    For a change that needs no review, such as a typing error that was corrected. What had changed is recorded in the
    round, with the reason.
    """
    from lesson_pipeline.reviewing.iterations import accept as accepted

    loaded, _ = open_lesson(ctx.obj, lesson)
    why = needed(reason, "--reason", "Why the review still holds")
    now = reviewed_now(loaded, lesson)
    draft = carry_out(loaded, lesson, lambda reviews: accepted(reviews, now, reason=why, date=date), dry_run=dry_run)
    if not dry_run:
        say(f"Round {draft.round} of {lesson} stands for the lesson as it is now: {draft.said}.")
