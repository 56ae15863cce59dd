"""The settings of a run: settled from configuration and command line, and shown with `--show-settings`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lesson_pipeline.cli.options import RuleChoice
from lesson_pipeline.report.excerpt import excerpt
from lesson_pipeline.source.discover import COURSE, CurriculumFiles

if TYPE_CHECKING:  # a command's --help does without it
    from lesson_pipeline.config.faults import ConfigurationError
    from lesson_pipeline.config.settings import Settings

_WIDEST = 60


def settle(files: CurriculumFiles, choice: RuleChoice) -> "Settings":
    """What holds for a run on these files. Ends the run with status 2 where a configuration is faulty."""
    from lesson_pipeline.config.faults import ConfigurationError
    from lesson_pipeline.config.settings import settle as settled

    _forget_own_rules_at_the_end()
    try:
        settings = settled(
            *(files.root, choice.select, choice.ignore, choice.fail_level),
            isolated=choice.isolated,
            preview=choice.preview,
        )
    except ConfigurationError as error:
        for line in _told(error):
            click.echo(line, err=True)
        raise SystemExit(error.exit_code) from None
    for note in settings.notes:
        click.echo(f"note: {note}", err=True)
    return settings


def bring_own_rules(root: Path | None) -> None:
    """Use the rules of one's own that hold in the curriculum at `root`, for commands that name rules and run none."""
    from lesson_pipeline.config.own import own_rules_of

    _forget_own_rules_at_the_end()
    own_rules_of(root)


def _forget_own_rules_at_the_end() -> None:
    """When the command ends, the rules of one's own that it used are forgotten: they belong to its curriculum."""
    from lesson_pipeline.rules.registry import OwnRules, use_own

    click.get_current_context().find_root().call_on_close(lambda: use_own(OwnRules()))


def _told(error: "ConfigurationError") -> Iterator[str]:
    """The faults of a configuration, each with its line and what to do."""
    lines = error.text.split("\n")
    for fault in error.faults:
        place = click.style(f"{error.path}:{fault.span.line}:{fault.span.column}", bold=True)
        yield f"{place}  {click.style('error', fg='red', bold=True)}"
        yield f"  {fault.message}"
        yield from excerpt(lines, fault.span)
        if fault.help:
            yield f"  {click.style('help:', fg='green')} {fault.help}"
        yield ""
    yield "The configuration cannot be used, so nothing was done. `--isolated` does without it."


def show_settings(settings: "Settings", files: CurriculumFiles, output_format: str) -> None:
    """Print every setting, its value and where it comes from, and how many rules are active."""
    from lesson_pipeline.config.show import as_data, rows
    from lesson_pipeline.rules.registry import all_rules

    paths = (COURSE, *files.concepts, *files.plans, *files.lessons, *files.rounds)
    if output_format == "json":
        click.echo(json.dumps(as_data(str(files.root), settings, paths), indent=2, ensure_ascii=False))
        return
    shown = list(rows(settings.options, paths))
    width = min(max(len(row.text) for row in shown), _WIDEST)
    click.echo(f"Curriculum: {files.root}")
    click.echo(f"Configuration: {settings.file or 'none'}\n")
    before = ""
    for row in shown:
        name = click.style(f"{'' if row.name == before else row.name:<16}", bold=True)
        click.echo(f"{name}  {row.text:<{width}}  {row.origin}")
        before = row.name
    click.echo(f"\n{len(settings.active)} of {len(all_rules())} rules are active.")
