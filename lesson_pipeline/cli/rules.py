"""`rules` and `explain`: what the rules are."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from lesson_pipeline import __version__
from lesson_pipeline.cli.settings import bring_own_rules
from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.rules.registry import FAMILIES, Rule, all_rules, find_rule, named, own_rules

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@click.command()
@click.argument("code")
@click.pass_context
def explain(ctx: click.Context, code: str) -> None:
    """Explain the rule CODE (or its name): what it finds, why it matters, how to fix it."""
    if not named(code):  # one of ours is explained without a look at anybody else's
        _bring_own_rules(ctx.obj)
    rule = find_rule(code)
    click.echo(rule.text().rstrip())
    click.echo(f"\nSeverity: {rule.severity.word}")
    click.echo(f"Status: {_status(rule)}")
    if rule.origin:
        click.echo(f"From: {rule.origin}")


@click.command()
@click.option(
    "--output-format",
    type=click.Choice(["full", "json"]),
    default="full",
    show_default=True,
    help="How the rules are printed.",
)
@click.option(
    "--changed-since",
    metavar="VERSION",
    help="List only what was added, became stable or was deprecated after this version of lesson-pipeline.",
)
@click.pass_context
def rules(ctx: click.Context, output_format: str, changed_since: str | None) -> None:
    """List the rules, by family; those of one's own come last."""
    if changed_since is not None:
        _list_changes(changed_since, output_format)
        return
    _bring_own_rules(ctx.obj)
    known = list(all_rules().values())
    if output_format == "json":
        click.echo(json.dumps([_as_data(rule) for rule in known], indent=2))
        return
    for line in _families(known):
        click.echo(line)
    click.echo("`lesson-pipeline explain CODE` says what a rule finds and how to fix it.")


def _families(rules: Iterable[Rule]) -> Iterator[str]:
    """The rules in lines, under their families."""
    for family, of_family in groupby(rules, key=lambda rule: rule.family):
        about = FAMILIES[family][0] if family in FAMILIES else "rules of one's own"
        yield click.style(f"{family}  {about}", bold=True)
        yield from map(_line, of_family)
        yield ""


def _line(rule: Rule) -> str:
    severity = click.style(rule.severity.word, fg=_COLOURS[rule.severity])
    notes = ", ".join(word for word in (rule.status if rule.status != "stable" else "", rule.origin) if word)
    return f"  {rule.code}  {rule.name:<28}{severity}{f'  ({notes})' if notes else ''}"


def _list_changes(version: str, output_format: str) -> None:
    """Print what became of the rules after a version. Raises PipelineError for what is none."""
    from lesson_pipeline.rules.versions import KINDS, changed_since

    changes = list(changed_since(all_rules().values(), version, __version__))
    if output_format == "json":
        click.echo(json.dumps([{"change": kind, **_as_data(rule)} for rule, kind in changes], indent=2))
        return
    for kind, words in KINDS.items():
        some = [change for change in changes if change.kind == kind]
        if some:
            click.echo(click.style(words, bold=True))
        for rule, _ in some:
            since = rule.added or rule.since if kind == "added" else rule.since
            instead = f"; use {rule.successor}" if kind == "deprecated" and rule.successor else ""
            click.echo(f"{_line(rule)}  {since}{instead}")
    if not changes:
        click.echo(f"No rule was added, became stable or was deprecated after {version}.")


def _bring_own_rules(root: Path | None) -> None:
    """Use the rules of one's own that hold in the curriculum, if this is one. What is wrong with some is told."""
    from lesson_pipeline.source.discover import current_folder, find_root

    if root is None:
        try:
            root = find_root(current_folder())
        except PipelineError:
            root = None  # packages bring rules everywhere
    bring_own_rules(root)
    for fault in own_rules().faults:
        click.echo(f"note: {fault.message}", err=True)


def _status(rule: Rule) -> str:
    since = f" since {rule.since}" if rule.since else ""
    if rule.status == "preview":
        return f"preview{since} (off unless selected by its code, or with `preview = true` or --preview)"
    if rule.status == "deprecated":
        return f"deprecated{since} ({f'use {rule.successor} instead' if rule.successor else 'it will be removed'})"
    return f"stable{since}"


def _as_data(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.word,
        "family": rule.family,
        "status": rule.status,
        "since": rule.since or None,
        "added": rule.added or rule.since or None,
        "successor": rule.successor or None,
        "preview": rule.preview,
        "origin": rule.origin or None,
        "url": rule.url,
    }
