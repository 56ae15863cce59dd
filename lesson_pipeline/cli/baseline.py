"""The options --baseline and --write-baseline: checking against known faults, and writing them down."""

import shlex
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lesson_pipeline.engine.check import Report, check
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError

if TYPE_CHECKING:  # a command's --help does without it
    from lesson_pipeline.config.settings import Settings

Command = Callable[..., Any]
Check = Callable[[Loaded], Report]

_FILE = click.Path(dir_okay=False, path_type=Path)

baseline_option = click.option(
    "--baseline",
    type=_FILE,
    metavar="FILE",
    help="Set aside the faults that this file holds as known: only new ones are reported and count.",
)
"""--baseline, which the command gets as `baseline`."""

write_baseline_option = click.option(
    "--write-baseline",
    type=_FILE,
    metavar="FILE",
    help="Write all faults found to this file, as known from now on. What was not judged in this run stays in it.",
)
"""--write-baseline, which the command gets as `write_baseline`."""


def checking(
    settings: "Settings",
    root: Path,
    baseline: Path | None,
    write_baseline: Path | None = None,
    within: Collection[str] | None = None,
) -> Check:
    """How a run on the curriculum at `root` checks; baselines are read at once. `within` are the files asked for."""
    return _renewing(write_baseline, root, settings, within) if write_baseline else _against(baseline, settings)


def _against(baseline: Path | None, settings: "Settings") -> Check:
    """Against a baseline, if there is one."""
    if baseline is None:
        return lambda loaded: check(loaded, settings.active, settings.policy)
    from lesson_pipeline.engine.baseline import check_against
    from lesson_pipeline.engine.baseline_file import read_baseline

    known = read_baseline(baseline)
    return lambda loaded: check_against(loaded, settings.active, settings.policy, known)


def _renewing(file: Path, root: Path, settings: "Settings", within: Collection[str] | None) -> Check:
    """What it finds is known, and is written to a file."""
    from lesson_pipeline.engine.baseline import check_and_renew
    from lesson_pipeline.engine.baseline_file import read_baseline, refuse_place, write_baseline

    before = read_baseline(file) if file.exists() else ()
    refuse_place(file, root)

    def run(loaded: Loaded) -> Report:
        report, renewal = check_and_renew(loaded, settings.active, settings.policy, before, within)
        write_baseline(file, renewal.faults)
        change = f" ({renewal.added} added, {renewal.gone} removed)" if before else ""
        click.echo(f"note: {_known(renewal.count)} written to {file}{change}", err=True)
        return report

    return run


def refuse_together(baseline: Path | None, write_baseline: Path | None, *, fix: bool) -> None:
    """Raises PipelineError for options that do not go with --write-baseline."""
    if write_baseline is None:
        return
    if baseline is not None:
        raise PipelineError(
            "--baseline and --write-baseline do not go together",
            "--write-baseline alone renews a file that is there already",
        )
    if fix:
        raise PipelineError("--fix and --write-baseline do not go together", "fix first, then write what remains")


def tell_removable(report: Report, baseline: Path | None, root: Path | None) -> None:
    """Say on standard error what stands in a baseline for nothing, and what renews it."""
    count = sum(fault.count for fault in report.removable)
    if not count:
        return
    words = ["lesson-pipeline", *(("--root", str(root)) if root else ()), "check", "--write-baseline", str(baseline)]
    first = "once the new faults are mended, " if report.diagnostics else ""
    click.echo(
        f"note: {_known(count)} of {baseline} {'is' if count == 1 else 'are'} gone: {first}"
        f"`{shlex.join(words)}` removes {'it' if count == 1 else 'them'} from the file",
        err=True,
    )


def _known(count: int) -> str:
    return f"{count} known fault{'' if count == 1 else 's'}"
