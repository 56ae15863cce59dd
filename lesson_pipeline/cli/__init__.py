"""The command line: it parses, calls one function, prints. Commands are imported only when they are called."""

import os
from pathlib import Path

import click

from lesson_pipeline import __version__
from lesson_pipeline.cli.lazy import Lazy
from lesson_pipeline.errors import PipelineError

_COMMANDS = {
    "build": ("build", "Check the curriculum, then render its pages: the main job."),
    "check": ("check", "Report what is wrong, each fault at its place."),
    "render": ("render", "Render every page, checked or not."),
    "state": ("state", "Show what the student knows when a lesson starts, and from where."),
    "impact": ("impact", "Show what relies on a lesson, or what would break if it were changed."),
    "new": ("new", "Begin a course, a lesson or a concept from what is known."),
    "concept": ("concept", "Show a concept's places; rename or merge concepts everywhere."),
    "import": ("import_", "Take over planning documents in Markdown; confirm what was guessed."),
    "review": ("review", "Keep the reviews of lessons: findings, fixes, verdicts, and a gate for CI."),
    "ci": ("ci", "Check, ask the review gate and compare with the target branch: for a pull request."),
    "export": ("export", "Write a lesson as a planning document, with its reviews."),
    "explain": ("rules", "Explain a rule: what it finds, why it matters, how to fix it."),
    "rules": ("rules", "List the rules."),
}
"""Command: module below `cli`, and the line that --help shows without importing it."""


class _Main(Lazy):
    """The program: what it refuses it says in words, with status 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except PipelineError as error:
            _tell(click.style("error:", fg="red", bold=True), str(error))
            if error.help:
                _tell(click.style("help:", fg="green"), error.help)
            raise SystemExit(error.exit_code) from None


def _tell(label: str, text: str) -> None:
    """Say something on standard error; names in it may come from anywhere."""
    from lesson_pipeline.report.excerpt import printable

    click.echo(f"{label} {chr(10).join(map(printable, text.splitlines()))}", err=True)


_HELP = """Lesson plans checked, the student's knowledge derived, lesson pages built.

A curriculum is a folder with planning/course.yaml, one YAML plan for each
lesson, and the lessons in Markdown. Run a command anywhere inside it.
"""

_EPILOG = """\b
Examples:
  lesson-pipeline build                      check everything, render to site/
  lesson-pipeline check planning/loops       only the faults of these files
  lesson-pipeline state while-loops          what the student brings to a lesson
  lesson-pipeline explain SEQ001             why a rule is there, and how to fix

\b
Exit status: 0 nothing at or above the failing level, 1 something was,
2 the command could not do its work.
"""


@click.group(
    cls=_Main,
    table=_COMMANDS,
    help=_HELP,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the curriculum; by default the nearest above that holds planning/course.yaml.",
)
@click.version_option(__version__, prog_name="lesson-pipeline")
@click.pass_context
def main(ctx: click.Context, root: Path | None) -> None:
    """The console command."""
    ctx.obj = root
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    elif os.environ.get("FORCE_COLOR"):
        ctx.color = True
