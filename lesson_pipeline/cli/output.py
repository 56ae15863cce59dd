"""Printing a report in the format asked for."""

from importlib import import_module

import click

from lesson_pipeline.engine.check import Report
from lesson_pipeline.engine.load import Loaded

_WRITERS = {"full": "full", "concise": "concise", "json": "as_json"}
"""Format: the module below `report` that writes it."""

FORMATS = tuple(_WRITERS)


def print_report(report: Report, loaded: Loaded, output_format: str, *, err: bool = False) -> None:
    """Print a report to standard output, or to standard error, with colour only on a terminal."""
    cache: dict[str, list[str]] = {}

    def lines(path: str) -> list[str]:
        if path not in cache:
            document = loaded.documents.get(path)
            cache[path] = document.text.splitlines() if document else []
        return cache[path]

    writer = import_module(f"lesson_pipeline.report.{_WRITERS[output_format]}")
    for line in writer.write(report, lines):
        click.echo(line, err=err)
