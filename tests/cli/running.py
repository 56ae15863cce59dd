"""Running the command line in this process."""

import gc
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from lesson_pipeline.cli import main
from tests.small import small

STEERING = (
    "NO_COLOR",
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "GITHUB_STEP_SUMMARY",
    "CI_MERGE_REQUEST_TARGET_BRANCH_SHA",
    "CI_MERGE_REQUEST_DIFF_BASE_SHA",
)
"""What changes how the program prints; a test that means it says so itself."""


def run(*arguments: str | Path, color: bool = False, env: dict[str, str | None] | None = None) -> Result:
    """The result of a command; an exception that it should have told in words comes through.

    `color` plays the terminal.
    """
    plain: dict[str, str | None] = dict.fromkeys(STEERING)
    options: dict[str, Any] = {"color": color, "env": {**plain, **(env or {})}}
    try:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], **options)
    finally:
        gc.enable()  # a command that reads much stops the collector until its process ends
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def refused(result: Result, message: str, help: str) -> None:
    """The command could not do its work, and says why and what to do, in words."""
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert help in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def write(root: Path, *blocks: str) -> Path:
    """A small curriculum, on disk."""
    small(*blocks).write(root)
    return root
