"""`review show`: the findings of a lesson, each with all that was said of it."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from lesson_pipeline.cli.curriculum import open_curriculum, plan_of
from lesson_pipeline.cli.review_options import output_format, say
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.rounds import Location
from lesson_pipeline.report.excerpt import printable
from lesson_pipeline.reviews.history import History, Step, Trail

_COLOURS = {"critical": "red", "improvement": "yellow", "polish": "cyan"}


@click.command()
@click.argument("lesson")
@click.argument("finding", required=False)
@output_format
@click.pass_context
def show(ctx: click.Context, lesson: str, finding: str | None, output_format: str) -> None:
    """Show the findings of LESSON, or one of them, each with all that was said of it over the rounds.

    Of each place it is said where it is now, and if it is gone.
    """
    from lesson_pipeline.report.as_json import as_text
    from lesson_pipeline.reviewing.moves import find
    from lesson_pipeline.reviewing.store import read_reviews

    loaded = open_curriculum(ctx.obj)
    plan = plan_of(loaded, lesson)
    reviews = read_reviews(loaded.files.root, lesson)
    trails = [find(reviews, finding)] if finding else list(reviews.history.trails.values())
    if output_format == "json":
        rounds = [_round_as_data(number, reviews.history) for number in reviews.history.rounds]
        findings = [_as_data(loaded, plan, reviews.history, trail) for trail in trails]
        click.echo(as_text({"lesson": lesson, "rounds": rounds, "findings": findings}))
        return
    if not reviews.last:
        click.echo(f"{lesson} has not been reviewed yet: lesson-pipeline review start {lesson} begins the first round.")
        return
    for number in () if finding else reviews.history.rounds:
        say(_round_line(number, reviews.history))
    for trail in trails:
        for line in _lines(loaded, plan, reviews.history, trail):
            click.echo(line)


def _round_line(number: int, history: History) -> str:
    one = history.rounds[number]
    when = ", ".join(word for word in (one.date, one.reviewer) if word)
    verdict = one.verdict or ("goes on" if number == max(history.rounds) else "no verdict written")
    return f"round {number}{f' ({when})' if when else ''}: {verdict}"


def _lines(loaded: Loaded, plan: Plan, history: History, trail: Trail) -> Iterator[str]:
    """A finding, whole, in lines."""
    finding = trail.finding
    severity = click.style(finding.severity, fg=_COLOURS.get(finding.severity))
    rule = f", {finding.rule}" if finding.rule else ""
    yield ""
    yield f"{click.style(f'{trail.round}/{finding.id}', bold=True)}  {severity}{rule}  {trail.status}"
    yield f"  {printable(finding.title)}"
    for location in finding.locations:
        yield f"  in {printable(_place_in_words(location))}: {_now(loaded, plan, location)}"
    for step in trail.steps[1:]:
        said = _said(history, step)
        day = f", {said['date']}" if said.get("date") else ""
        text = f". {said['text']}" if said.get("text") else ""
        yield f"  round {step.round}{day}: {step.status}{printable(text)}"


def _place_in_words(location: Location) -> str:
    ids = (location.section, location.part, location.block, location.question, location.element)
    words = ", ".join(id for id in ids if id) or location.text or "the lesson"
    return f"{words}, “{location.quote}”" if location.quote else words


def _now(loaded: Loaded, plan: Plan, location: Location) -> str:
    """Where a place is now."""
    from lesson_pipeline.reviews.places import names_a_place, resolve

    if not names_a_place(location):
        return "in the reviewer's words"
    found = resolve(location, plan, loaded.curriculum.pages.get(plan.slug))
    return f"{found.at.file}:{loaded.locate(found.at).line}" if found else "gone"


def _said(history: History, step: Step) -> Mapping[str, str]:
    """What an entry says beside the status."""
    review = history.rounds[step.round]
    for fix in review.fixes:
        if fix.path == step.at.path:
            return {"text": fix.change or fix.reason, "date": fix.date}
    for seen in review.verification:
        if seen.path == step.at.path:
            return {"text": seen.evidence, "date": seen.date}
    return {}


def _round_as_data(number: int, history: History) -> dict[str, Any]:
    one = history.rounds[number]
    return {
        "round": number,
        "path": one.file,
        "date": one.date,
        "reviewer": one.reviewer,
        "verdict": one.verdict or None,
        "rationale": one.rationale,
    }


def _as_data(loaded: Loaded, plan: Plan, history: History, trail: Trail) -> dict[str, Any]:
    finding = trail.finding
    return {
        "finding": f"{trail.round}/{finding.id}",
        "severity": finding.severity,
        "title": finding.title,
        "status": trail.status,
        "rule": finding.rule or None,
        "issue": finding.issue,
        "student_impact": finding.student_impact,
        "suggested_fix": finding.suggested_fix,
        "location": [_location_as_data(loaded, plan, location) for location in finding.locations],
        "history": [_step_as_data(loaded, history, step) for step in trail.steps],
    }


def _location_as_data(loaded: Loaded, plan: Plan, location: Location) -> dict[str, Any]:
    from lesson_pipeline.reviews.places import names_a_place, resolve

    names = ("section", "part", "block", "question", "element", "quote", "text")
    data: dict[str, Any] = {name: getattr(location, name) for name in names if getattr(location, name)}
    found = resolve(location, plan, loaded.curriculum.pages.get(plan.slug)) if names_a_place(location) else None
    where = {"path": found.at.file, "line": loaded.locate(found.at).line, "by": found.how} if found else None
    return {**data, "found": where}


def _step_as_data(loaded: Loaded, history: History, step: Step) -> dict[str, Any]:
    said = _said(history, step)
    return {
        "status": step.status,
        "round": step.round,
        "date": said.get("date") or None,
        "text": said.get("text") or None,
        "path": step.at.file,
        "line": loaded.locate(step.at).line,
    }
