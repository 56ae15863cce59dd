"""The page about the command line, made from the commands themselves."""

import inspect
from collections.abc import Iterator

import click

from lesson_pipeline.cli import main
from tools.markdown import table

PATH = "docs/cli.md"
PROGRAM = "lesson-pipeline"

_TYPES = {"directory": "FOLDER", "file": "FILE", "path": "PATH", "integer": "NUMBER", "text": "TEXT"}


def cli_page() -> str:
    """The page."""
    parts = ["# Commands\n", "`--help` after any command prints its part of this page.\n"]
    parts += [*_described(main, PROGRAM), *_options(main)]
    for path, command in commands():
        parts += [f"## {PROGRAM} {path}\n", *_described(command, f"{PROGRAM} {path}")]
        parts += [*_arguments(command), *_options(command)]
    return "\n".join(parts)


def commands(group: click.Group = main, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it, groups before what they hold."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        yield f"{prefix}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")


def options(command: click.Command) -> list[click.Option]:
    """The options of a command that are for everyone."""
    return [param for param in command.params if isinstance(param, click.Option) and not param.hidden]


def _described(command: click.Command, words: str) -> Iterator[str]:
    pieces = [words]
    if options(command):
        pieces.append("[OPTIONS]")
    pieces += [_usage(param) for param in command.params if isinstance(param, click.Argument)]
    if isinstance(command, click.Group):
        pieces.append("COMMAND …")
    yield f"```sh\n{' '.join(pieces)}\n```\n"
    yield f"{_prose(command.help)}\n"
    if command.epilog:
        yield f"```text\n{_plain(command.epilog)}\n```\n"


def _usage(argument: click.Argument) -> str:
    name = _value(argument)
    repeated = f"{name}…" if argument.nargs != 1 else name
    return repeated if argument.required else f"[{repeated}]"


def _arguments(command: click.Command) -> Iterator[str]:
    rows = [(f"`{_value(argument)}`", _count(argument)) for argument in _optional_arguments(command)]
    if rows:
        yield table(("argument", "how many"), rows)


def _optional_arguments(command: click.Command) -> list[click.Argument]:
    """Arguments of which there may be none or several; one that is required needs no table."""
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    return [argument for argument in arguments if not argument.required or argument.nargs != 1]


def _count(argument: click.Argument) -> str:
    if argument.nargs == 1:
        return "one" if argument.required else "one or none"
    return "one or more" if argument.required else "any number, or none"


def _options(command: click.Command) -> Iterator[str]:
    rows = [(_flags(option), _meaning(option)) for option in options(command)]
    if rows:
        yield table(("option", "meaning"), rows)


def _flags(option: click.Option) -> str:
    flags = ", ".join((*option.opts, *option.secondary_opts))
    return f"`{flags}`" if option.is_flag else f"`{flags} {_value(option)}`"


def _value(param: click.Parameter) -> str:
    """The word that stands for a value, or the choices."""
    if param.metavar:
        return param.metavar
    if isinstance(param, click.Argument):
        return str(param.name).upper()
    if isinstance(param.type, click.Choice):
        return "|".join(str(choice) for choice in param.type.choices)
    return _TYPES.get(param.type.name, param.type.name.upper())


def _meaning(option: click.Option) -> str:
    parts = [_prose(option.help)]
    if option.show_default and isinstance(option.default, (str, int)) and not option.is_flag:
        parts.append(f"Default: `{option.default}`.")
    if option.multiple:
        parts.append("May be given more than once.")
    if option.required:
        parts.append("Required.")
    return " ".join(parts)


def _prose(text: str | None) -> str:
    return _plain(text or "").replace("<", "&lt;")


def _plain(text: str) -> str:
    """A help text without click's marks for its own layout."""
    lines = inspect.cleandoc(text.split("\f")[0]).splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip() != "\b").strip()
