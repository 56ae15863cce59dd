"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

from lesson_pipeline.diagnostics import Severity

Command = Callable[..., Any]


def _split(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> list[str]:
    return [part.strip() for word in words for part in word.split(",")]


def _severity(_: click.Context, __: click.Parameter, word: str) -> Severity:
    return Severity.of(word)


def rule_options(command: Command) -> Command:
    """--select, --ignore and --fail-level."""
    for option in (
        click.option(
            "--fail-level",
            type=click.Choice(["error", "warning", "info"]),
            default="error",
            show_default=True,
            callback=_severity,
            help="Exit with status 1 from this severity on.",
        ),
        click.option("--ignore", multiple=True, metavar="CODES", callback=_split, help="Rules that do not run."),
        click.option(
            "--select",
            multiple=True,
            metavar="CODES",
            callback=_split,
            help="Rules that run: codes, names, prefixes such as SEQ, or ALL; separated by commas.",
        ),
    ):
        command = option(command)
    return command
