"""Options that several commands share."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from lesson_pipeline.diagnostics import Severity

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """What the command line says about rules; the configuration of the curriculum says the rest."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_level: Severity | None
    isolated: bool
    preview: bool = False


def _split(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(","))


def _severity(_: click.Context, __: click.Parameter, word: str | None) -> Severity | None:
    return Severity.of(word) if word else None


def rule_options(command: Command) -> Command:
    """--select, --ignore, --preview, --fail-level and --isolated, which the command gets as one `RuleChoice`, `choice`."""

    @wraps(command)
    def chosen(
        *args: Any,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        fail_level: Severity | None,
        isolated: bool,
        preview: bool,
        **rest: Any,
    ) -> Any:
        return command(*args, choice=RuleChoice(select, ignore, fail_level, isolated, preview), **rest)

    for option in (
        click.option("--isolated", is_flag=True, help="Leave configuration files alone."),
        click.option(
            "--fail-level",
            type=click.Choice(["error", "warning", "info"]),
            callback=_severity,
            help="Exit with status 1 from this severity on; if not given, from what the configuration says, or error.",
        ),
        click.option("--preview", is_flag=True, help="Let rules in preview run like the others."),
        click.option(
            "--ignore",
            multiple=True,
            metavar="CODES",
            callback=_split,
            help="Rules that do not run, beside those that the configuration ignores.",
        ),
        click.option(
            "--select",
            multiple=True,
            metavar="CODES",
            callback=_split,
            help="Rules that run, whatever the configuration selects: codes, names, prefixes such as SEQ, or ALL; "
            "separated by commas.",
        ),
    ):
        chosen = option(chosen)
    return chosen
