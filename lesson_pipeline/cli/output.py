"""Printing a report in the format asked for, and writing it to files in others."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.engine.check import Report
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.report.context import Context, folder_in_repository

Command = Callable[..., Any]
Output = tuple[str, Path]
"""A format, and the file that takes the report in it."""

_WRITERS = {
    "full": "full",
    "concise": "concise",
    "json": "as_json",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
}
"""Format: the module below `report` that writes it."""

AUTO = "auto"
FORMATS = (*_WRITERS, AUTO)
FOR_DOCUMENTS = ("json", "sarif", "gitlab", "junit")
"""Formats of which a program reads the whole, so that nothing else may stand beside it."""


def output_options(command: Command) -> Command:
    """--output-format and --output, which the command gets as `output_format`, never auto, and `outputs`."""
    for option in (
        click.option(
            "--output",
            "outputs",
            multiple=True,
            metavar="FORMAT=FILE",
            callback=lambda _, __, words: _outputs(words),
            help="Write the report to a file too, in any of the formats but auto.",
        ),
        click.option(
            "--output-format",
            type=click.Choice(FORMATS),
            default=AUTO,
            show_default=True,
            callback=lambda _, __, word: settled(word),
            help="How the diagnostics are printed; auto is github inside GitHub Actions, full elsewhere.",
        ),
    ):
        command = option(command)
    return command


def settled(output_format: str) -> str:
    """The format itself; for auto the one that suits where the command runs."""
    if output_format != AUTO:
        return output_format
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full"


def _outputs(words: Iterable[str]) -> tuple[Output, ...]:
    """The formats and files of --output. Raises PipelineError for what is no format, or no file of its own."""
    outputs: dict[Path, Output] = {}
    for word in words:
        output_format, equals, name = word.partition("=")
        if not (equals and name):
            raise PipelineError(f"--output {word} names no file", "write FORMAT=FILE, such as sarif=lessons.sarif")
        if output_format not in _WRITERS:
            from lesson_pipeline.suggest import closest

            near = closest(output_format, _WRITERS)
            known = f"the formats are {', '.join(_WRITERS)}"
            raise PipelineError(
                f"--output knows no format `{output_format}`", f"did you mean {near}? {known}" if near else known
            )
        file = Path(name)
        if file.resolve() in outputs:
            raise PipelineError(f"--output names {file} twice", "give each format a file of its own")
        refuse_irregular(file, "--output", "--output-format prints to standard output")
        outputs[file.resolve()] = output_format, file
    return tuple(outputs.values())


def refuse_irregular(file: Path, option: str, help: str) -> None:
    """Raises PipelineError for a folder or a device: what is written is moved into its place."""
    if file.exists() and not file.is_file():
        raise PipelineError(f"{option} cannot write {file}: it is no regular file", help)


def refuse_places(outputs: Iterable[Output], root: Path, *baselines: Path | None) -> None:
    """Raises PipelineError for a file that is a baseline of this run, or would be read as one of the curriculum at
    `root` or as its configuration."""
    from lesson_pipeline.config.load import OWN, PROJECT

    kept = {baseline.resolve() for baseline in baselines if baseline}
    settings = {(root / name).resolve() for name in (OWN, PROJECT)}
    for output_format, file in outputs:
        if file.resolve() in kept:
            raise PipelineError(f"the report would overwrite the baseline {file}", "name another file")
        if file.resolve() in settings:
            raise PipelineError(f"{file} would be read as the configuration", "name another file")
        from lesson_pipeline.engine.baseline_file import refuse_place

        refuse_place(file, root, f"lessons.{output_format}")


def write_outputs(
    report: Report,
    loaded: Loaded,
    outputs: Iterable[Output],
    fail_level: Severity,
    beside: Mapping[Path, str] | None = None,
) -> None:
    """Write a report to files, and other texts `beside` it, all of them or none.

    Raises PipelineError where one cannot be written.
    """
    from lesson_pipeline.source.edits import write_all

    context = _context(loaded, fail_level)
    reports = {
        file: "".join(f"{click.unstyle(line)}\n" for line in _lines(report, context, output_format))
        for output_format, file in outputs
    }
    write_all({**reports, **(beside or {})})


def print_report(
    report: Report,
    loaded: Loaded,
    output_format: str,
    fail_level: Severity = Severity.ERROR,
    *,
    err: bool = False,
    sum_up: bool = True,
) -> None:
    """Print a report to standard output, or to standard error, with colour only on a terminal.

    What is printed for GitHub Actions is summed up for them too, in the file that they name, unless the command does
    so itself.
    """
    context = _context(loaded, fail_level)
    for line in _lines(report, context, output_format):
        click.echo(line, err=err)
    if sum_up and output_format == "github":
        append_to_step_summary(lambda room: summary_of(report, loaded, fail_level, room))


def _lines(report: Report, context: Context, output_format: str) -> Iterator[str]:
    lines: Iterator[str] = import_module(f"lesson_pipeline.report.{_WRITERS[output_format]}").write(report, context)
    return lines


def _context(loaded: Loaded, fail_level: Severity) -> Context:
    return Context(loaded.documents, fail_level, folder_in_repository(loaded.files.root))


def summary_of(report: Report, loaded: Loaded, fail_level: Severity, room: int) -> str:
    """A report as Markdown for the summary of a job, in at most `room` bytes."""
    from lesson_pipeline.report.step_summary import write

    return write(report, _context(loaded, fail_level), room)


def append_to_step_summary(write: Callable[[int], str]) -> None:
    """Append Markdown to the summary of a step of GitHub Actions; elsewhere, nothing.

    `write` is told how many bytes GitHub has room for. Where the file cannot be written, the command goes on.
    """
    from lesson_pipeline.report.step_summary import LIMIT

    if not (name := os.environ.get("GITHUB_STEP_SUMMARY")):
        return
    file = Path(name)
    try:
        taken = file.stat().st_size if file.exists() else 0
        with file.open("a", encoding="utf-8", newline="\n") as summary:
            summary.write(write(LIMIT - taken))
    except OSError as error:
        click.echo(f"note: the summary of the step cannot be written: {error.strerror or error}", err=True)
