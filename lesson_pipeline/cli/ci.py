"""`ci`: all that a team wants to know of a pull request, in one command."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lesson_pipeline.cli.baseline import baseline_option, checking, tell_removable
from lesson_pipeline.cli.curriculum import open_files, read_curriculum
from lesson_pipeline.cli.options import RuleChoice, rule_options
from lesson_pipeline.cli.output import (
    FOR_DOCUMENTS,
    Output,
    append_to_step_summary,
    output_options,
    print_report,
    refuse_irregular,
    refuse_places,
    summary_of,
    write_outputs,
)
from lesson_pipeline.cli.settings import settle
from lesson_pipeline.cli.since import checking_since, earlier
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.report.excerpt import printable
from lesson_pipeline.source.discover import CurriculumFiles

if TYPE_CHECKING:  # a command's --help does without it
    from lesson_pipeline.impact.revisions import Earlier
    from lesson_pipeline.impact.state_changes import StateChanges
    from lesson_pipeline.reviews.status import GateFault, LessonStatus

_REMOTES = "refs/remotes/"


@click.command()
@output_options
@rule_options
@baseline_option
@click.option(
    "--since",
    metavar="REF",
    help="What the work is compared with: where it left this commit of git. In pull requests of GitHub and merge requests of GitLab, their target.",
)
@click.option("--only-new", is_flag=True, help="Report and count only faults that were not there then.")
@click.option(
    "--summary",
    "summary_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the whole story to this file as Markdown. GitHub's summary of the step gets it without being asked.",
)
@click.pass_context
def ci(
    ctx: click.Context,
    output_format: str,
    outputs: tuple[Output, ...],
    choice: RuleChoice,
    baseline: Path | None,
    since: str | None,
    only_new: bool,
    summary_file: Path | None,
) -> None:
    """Check the curriculum, ask the gate of the reviews, and say what a branch changes for the student.

    The gate is asked about the lessons that the branch touched, or about all where there is nothing to compare with. A
    course that keeps no reviews has no gate. The exit status is 1 where the check fails or the gate is shut.
    """
    from lesson_pipeline.report.github import shown
    from lesson_pipeline.report.step_summary import LIMIT

    ref = _target() if since is None else since
    if only_new and ref is None:
        raise PipelineError("--only-new needs something to compare with", "name a commit with --since")
    files = open_files(ctx.obj)
    _refuse_places(outputs, summary_file, files.root, baseline)
    settings = settle(files, choice)
    before = None if ref is None else _earlier(files, ref)
    run = (
        checking_since(before, settings, baseline) if before and only_new else checking(settings, files.root, baseline)
    )
    loaded = read_curriculum(files)
    report = run(loaded)
    story = _story(loaded, ref, before)

    def whole(room: int) -> str:
        rest = "\n".join(_markdown(story, loaded))
        left = room - len(rest.encode())
        return summary_of(report, loaded, settings.fail_level, left) + (rest if left > 0 else "")

    summary = {summary_file: whole(LIMIT)} if summary_file else {}  # no service takes more than GitHub does
    write_outputs(report, loaded, outputs, settings.fail_level, summary)
    print_report(report, loaded, output_format, settings.fail_level, sum_up=False)
    for line in _lines(story):
        click.echo(shown(line) if output_format == "github" else line, err=output_format in FOR_DOCUMENTS)
    tell_removable(report, baseline, ctx.obj)
    append_to_step_summary(whole)
    ctx.exit(1 if story.faults or report.fails(settings.fail_level) else 0)


@dataclass(frozen=True, slots=True)
class _Story:
    """What is told beside the faults of the check."""

    ref: str | None
    """The commit of the comparison, as the user or the service called it."""
    changes: "StateChanges | None"
    """None where there is nothing to compare with."""
    has_gate: bool
    """Whether the course keeps reviews, or kept some before the work."""
    looked: "Sequence[LessonStatus]"
    """The built lessons that the gate was asked about."""
    faults: "Sequence[GateFault]"
    """What keeps it shut."""


def _refuse_places(outputs: tuple[Output, ...], summary: Path | None, root: Path, baseline: Path | None) -> None:
    """Raises PipelineError where a file must not be written, before anything is done."""
    if summary is not None:
        refuse_irregular(summary, "--summary", "name a file")
        if summary.resolve() in {file.resolve() for _, file in outputs}:
            raise PipelineError(f"--summary and --output both name {summary}", "give each a file of its own")
    refuse_places([*outputs, *([("md", summary)] if summary else [])], root, baseline)


def _target() -> str | None:
    """What a pull request of GitHub or a merge request of GitLab is to be merged into; None elsewhere."""
    if os.environ.get("GITHUB_ACTIONS") == "true" and (branch := os.environ.get("GITHUB_BASE_REF")):
        return f"{_REMOTES}origin/{branch}"  # in full: git would take a tag of that name for it
    # where GitLab runs on the merged result, the work begins at the target as it is now, not where it was branched off
    merged_into = os.environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_SHA")
    return merged_into or os.environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA") or None


def _earlier(files: CurriculumFiles, ref: str) -> "Earlier | None":
    """What the work is compared with; nothing where it begins the course."""
    before = earlier(files, ref)
    return before if before.has_course else None


def _story(loaded: Loaded, ref: str | None, before: "Earlier | None") -> _Story:
    from lesson_pipeline.cli.review_scope import chosen
    from lesson_pipeline.impact.state_changes import state_changes
    from lesson_pipeline.reviewing.gate import gate

    then = before.curriculum(loaded) if before else None
    has_gate = bool(loaded.curriculum.rounds or (then and then.curriculum.rounds))
    since = before.name if before else None
    looked = [one for one in chosen(loaded, (), since) if one.built] if has_gate else []
    name = None if ref is None else ref.removeprefix(_REMOTES)
    return _Story(name, state_changes(then, loaded) if then else None, has_gate, looked, gate(loaded, looked))


def _lines(story: _Story) -> Iterator[str]:
    """What is printed below the diagnostics."""
    from lesson_pipeline.cli.review_status import gate_lines
    from lesson_pipeline.report.state_changes import text

    yield ""
    if story.has_gate:
        yield from gate_lines(story.looked, story.faults)
    else:
        yield "The course keeps no reviews, so there is no gate."
    if story.changes is not None:
        yield ""
        yield f"Compared with {printable(story.ref or '')}:"
        yield from text(story.changes)
    elif story.ref is not None:
        yield ""
        yield printable(_begun(story.ref))


def _markdown(story: _Story, loaded: Loaded) -> Iterator[str]:
    """What the summary says below the faults."""
    from lesson_pipeline.report.markdown import plain
    from lesson_pipeline.report.reviews import write
    from lesson_pipeline.report.state_changes import markdown
    from lesson_pipeline.reviews.history import build_histories

    if story.looked:
        yield from write(story.looked, build_histories(loaded.curriculum.rounds), story.faults)
        yield ""
    if story.changes is not None:
        yield from markdown(story.changes)
        yield ""
    elif story.ref is not None:
        yield plain(_begun(story.ref))
        yield ""


def _begun(ref: str) -> str:
    return f"{ref} has no course at this place yet, so everything is new and nothing is compared."
