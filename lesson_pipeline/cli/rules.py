"""`rules` and `explain`: what the rules are."""

import json

import click

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.registry import FAMILIES, Rule, all_rules, find_rule

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain the rule CODE (or its name): what it finds, why it matters, how to fix it."""
    rule = find_rule(code)
    click.echo(rule.text().rstrip())
    click.echo(
        f"\nSeverity: {rule.severity.word}{' (preview: off unless selected by its code)' if rule.preview else ''}"
    )


@click.command()
@click.option(
    "--output-format",
    type=click.Choice(["full", "json"]),
    default="full",
    show_default=True,
    help="How the rules are printed.",
)
def rules(output_format: str) -> None:
    """List the rules, by family."""
    known = list(all_rules().values())
    if output_format == "json":
        click.echo(json.dumps([_as_data(rule) for rule in known], indent=2))
        return
    for family, (about, *_) in FAMILIES.items():
        click.echo(click.style(f"{family}  {about}", bold=True))
        for rule in known:
            if rule.family == family:
                preview = "  (preview)" if rule.preview else ""
                click.echo(
                    f"  {rule.code}  {rule.name:<28}{click.style(rule.severity.word, fg=_COLOURS[rule.severity])}{preview}"
                )
        click.echo()
    click.echo("`lesson-pipeline explain CODE` says what a rule finds and how to fix it.")


def _as_data(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.word,
        "family": rule.family,
        "preview": rule.preview,
        "url": rule.url,
    }
