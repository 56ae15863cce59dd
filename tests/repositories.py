"""Real git repositories for tests: settled by nobody's configuration."""

import os
import subprocess
from pathlib import Path


def git(root: Path, *words: str) -> str:
    """What git says in a folder."""
    person = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")
    settled = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *person, *words], cwd=root, env=settled, check=True, capture_output=True, text=True)
    return done.stdout


def commit(root: Path) -> None:
    """Commit everything below a folder."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "work")


def repository(root: Path) -> Path:
    """A repository on the branch `main` with what stands in a folder, then on a branch `work`."""
    git(root, "init", "-q", "-b", "main")
    commit(root)
    git(root, "checkout", "-q", "-b", "work")
    return root


def edit(file: Path, before: str, after: str) -> None:
    """Replace words that stand in a file once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, (file, before)
    file.write_text(text.replace(before, after), encoding="utf-8")
