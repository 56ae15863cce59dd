"""Groups of commands that know their commands by name and import one only when it runs."""

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from lesson_pipeline.errors import PipelineError

Table = Mapping[str, tuple[str, str]]
"""Command: the module below `cli` that holds it, and the line that --help shows without importing it."""


class Lazy(click.Group):
    """A group whose commands stand in a table."""

    def __init__(self, *args: Any, table: Table, **more: Any) -> None:
        super().__init__(*args, **more)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        module = import_module(f"lesson_pipeline.cli.{self.table[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.table and not args[0].startswith("-"):
            from lesson_pipeline.suggest import did_you_mean

            words = " ".join((*(ctx.command_path.split()[1:]), args[0]))
            hint = did_you_mean(args[0], self.table) or f"`{ctx.command_path} --help` lists the commands"
            raise PipelineError(f"no command `{words}`", hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])
