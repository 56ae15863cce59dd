"""What git knows of a curriculum's files."""

import subprocess
from pathlib import Path

from lesson_pipeline.errors import PipelineError


def files_changed_since(root: Path, ref: str) -> frozenset[str]:
    """The files below the root that differ from where this work left a commit: as paths relative to the root.

    What is not committed yet counts, and files that git does not know as well.
    Raises PipelineError where the root is in no repository, or the commit is not there.
    """
    commit = _git(root, ref, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").strip()
    fork = _git(root, ref, "merge-base", commit, "HEAD").strip()
    changed = _git(root, ref, "diff", "--name-only", "-z", "--relative", "--no-ext-diff", fork, "--")
    new = _git(root, ref, "ls-files", "-z", "--others", "--exclude-standard")
    return frozenset(path for path in f"{changed}{new}".split("\0") if path)


def _git(root: Path, ref: str, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)  # noqa: S603, S607
    except OSError as fault:
        raise PipelineError(f"git cannot be run: {fault.strerror}", "install git, or leave the commit out") from fault
    if done.returncode:
        raise PipelineError(
            f"git finds no commit `{ref[:100]}` that this work could have left",
            "name a branch, a tag or a commit of the repository that the curriculum is in",
        )
    return done.stdout.decode("utf-8", "replace")
