"""`review add`: a finding from options, from a form in the editor, or from what the check finds."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from lesson_pipeline.cli.options import RuleChoice
from lesson_pipeline.cli.review_options import carry_out, dry_run, is_interactive, open_lesson, say
from lesson_pipeline.cli.settings import bring_own_rules, settle
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.rounds import SEVERITIES
from lesson_pipeline.reviewing.findings import Wanted

_FINER = ("part", "block", "question", "element", "quote")


@click.command()
@click.argument("lesson")
@click.option("--severity", type=click.Choice(SEVERITIES), help="How grave it is.")
@click.option("--title", help="The finding in one line; its id is made from it.")
@click.option(
    "--section", "sections", multiple=True, metavar="ID", help="The section where it is; several if it is in several."
)
@click.option("--part", metavar="ID", help="The part of the section.")
@click.option("--block", metavar="ID", help="A block of the lesson, by its id.")
@click.option("--question", metavar="ID", help="The question of the check.")
@click.option("--element", metavar="ID", help="A planned misconception, example or modality.")
@click.option("--quote", metavar="WORDS", help="A few words as they stand there, by which the place is found again.")
@click.option("--issue", help="What is wrong.")
@click.option("--student-impact", help="What it does to the student.")
@click.option("--suggested-fix", help="What you would do.")
@click.option("--rule", metavar="CODE", help="The rule that catches it: it is then watched for ever.")
@click.option(
    "--from-diagnostics",
    "codes",
    multiple=True,
    metavar="CODES",
    help="Make findings of what these rules find in the lesson: codes, names or prefixes, separated by commas.",
)
@dry_run
@click.pass_context
def add(ctx: click.Context, /, lesson: str, codes: tuple[str, ...], dry_run: bool, **given: Any) -> None:
    """Write down a finding in the round of LESSON that goes on.

    What is not given is asked for in a form, in your editor, if you sit at a terminal. Places are proven to be there.
    """
    from lesson_pipeline.reviewing.findings import add as added

    loaded, plan = open_lesson(ctx.obj, lesson)
    words = [word.strip() for code in codes for word in code.split(",") if word.strip()]
    findings = list(_found(loaded, plan, words, given) if codes else _written(loaded, plan, given))
    if not findings:
        click.echo("Nothing was added.")
        return
    draft = carry_out(loaded, lesson, lambda reviews: added(reviews, findings), dry_run=dry_run)
    if not dry_run:
        for name, finding in zip(draft.findings, findings, strict=True):
            say(f"{name}: {finding.severity}, {_where(finding)} ({next(iter(draft.texts))}).")


def _where(finding: Wanted) -> str:
    """The places of a finding, in words."""
    return " and ".join(
        ", ".join(value for key, value in place.items() if key != "quote") for place in finding.locations
    )


# -- written by a person


def _written(loaded: Loaded, plan: Plan, given: Mapping[str, Any]) -> Iterator[Wanted]:
    """The finding that the options describe, or the form that a person fills in."""
    from lesson_pipeline.reviewing.findings import NEEDED

    options = {**given, "section": ", ".join(given["sections"])}
    if all(options.get(name) for name in NEEDED) or not is_interactive():
        yield _finding(loaded, plan, options)
        return
    from lesson_pipeline.cli.review_form import filled_in

    answer = filled_in(plan, options, lambda data: _finding(loaded, plan, data))
    if answer is not None:
        yield answer


def _finding(loaded: Loaded, plan: Plan, data: Mapping[str, Any]) -> Wanted:
    """A finding, its places proven to be there. Raises PipelineError for what is missing or leads nowhere."""
    from lesson_pipeline.reviewing.findings import wanted
    from lesson_pipeline.reviewing.locations import location

    if data.get("rule"):
        bring_own_rules(loaded.files.root)
    page = loaded.curriculum.pages.get(plan.slug)
    sections = [id.strip() for id in str(data.get("section") or "").split(",") if id.strip()]
    finer = {name: str(data[name]).strip() for name in _FINER if data.get(name)}
    if len(sections) > 1 and finer:
        option = next(iter(finer))
        raise PipelineError(
            f"--{option} says more of one section, and {len(sections)} are named",
            "name one section; further places can be added to the file",
        )
    if len(sections) > 1:
        places = [location(plan, page, section=id) for id in sections]
    else:
        places = [location(plan, page, section=(sections or [""])[0], **finer)] if sections or finer else []
    return wanted({**data, "locations": places})


# -- found by rules


def _found(loaded: Loaded, plan: Plan, codes: list[str], given: Mapping[str, Any]) -> Iterator[Wanted]:
    """A finding for each diagnostic of the lesson by some rules."""
    from lesson_pipeline.engine.check import check
    from lesson_pipeline.reviewing.findings import from_diagnostics
    from lesson_pipeline.reviewing.locations import of_diagnostic

    alone = [name for name, value in given.items() if value and name != "severity"]
    if alone:
        option = alone[0].removesuffix("s").replace("_", "-")
        raise PipelineError(f"--{option} and --from-diagnostics do not go together", "the rules say the rest")
    settings = settle(loaded.files, RuleChoice((), (), None, isolated=False))
    report = check(loaded, settings.active, settings.policy)
    page = loaded.curriculum.pages.get(plan.slug)
    files = {plan.file} | ({page.file} if page else set())
    mine = [one for one in report.diagnostics if one.path in files]
    return from_diagnostics(mine, codes, given["severity"], lambda one: of_diagnostic(one, plan, page))
