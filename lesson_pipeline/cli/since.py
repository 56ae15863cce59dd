"""The option --changed-since of `check`: only what a branch broke is reported, wherever in the course that is."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lesson_pipeline.cli.baseline import Check, checking
from lesson_pipeline.cli.curriculum import read_curriculum
from lesson_pipeline.engine.check import Report
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.source.discover import CurriculumFiles

if TYPE_CHECKING:  # a command's --help does without it
    from lesson_pipeline.config.settings import Settings
    from lesson_pipeline.engine.fingerprint import KnownFault
    from lesson_pipeline.impact.revisions import Earlier

changed_since_option = click.option(
    "--changed-since",
    metavar="REF",
    help="Report only faults that were not there where this work left a commit of git, wherever they are now.",
)
"""--changed-since, which the command gets as `changed_since`."""


def checking_as_asked(
    files: CurriculumFiles,
    settings: "Settings",
    baseline: Path | None,
    write_baseline: Path | None,
    within: Collection[str] | None,
    changed_since: str | None,
) -> Check:
    """How a run of `check` checks. Raises PipelineError for options that do not go with --changed-since."""
    if changed_since is None:
        return checking(settings, files.root, baseline, write_baseline, within)
    if write_baseline is not None:
        raise PipelineError(
            "--changed-since and --write-baseline do not go together",
            "a baseline holds all faults: leave --changed-since out",
        )
    return checking_since(earlier(files, changed_since), settings, baseline)


def earlier(files: CurriculumFiles, ref: str) -> "Earlier":
    """The curriculum where this work left a commit. Raises PipelineError where git does not know it."""
    from lesson_pipeline.impact.revisions import Earlier

    return Earlier(files.root, ref, read_curriculum)


def checking_since(earlier: "Earlier", settings: "Settings", baseline: Path | None) -> Check:
    """How a run checks that reports what came in since a commit. A baseline is read at once."""
    from lesson_pipeline.engine.baseline import check_against
    from lesson_pipeline.engine.baseline_file import read_baseline
    from lesson_pipeline.impact.branch import earlier_faults
    from lesson_pipeline.impact.renames import moved_paths

    known = read_baseline(baseline) if baseline else ()
    then: list[tuple[KnownFault, ...]] = []

    def found_then(loaded: Loaded) -> "tuple[KnownFault, ...]":
        before = earlier.curriculum(loaded)
        return earlier_faults(before, settings.active, settings.policy, known, moved_paths(before, loaded))

    def run(loaded: Loaded) -> Report:
        if not then:
            then.append(found_then(loaded))
        report = check_against(loaded, settings.active, settings.policy, known, then[0])
        return replace(report, since=earlier.name)

    return run
