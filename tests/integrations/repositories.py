"""Scratch git repositories that hold a curriculum."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(sys.executable).parent
"""Where the console command of this environment stands."""
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_", "CI"))},
    "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
}


def command(folder: Path, *words: str | Path, status: int = 0, env: dict[str, str] | None = None) -> str:
    """What a command prints, run in a folder; it has to end with the status."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env={**ENVIRONMENT, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def git(folder: Path, *words: str) -> str:
    """What git prints."""
    return command(folder, "git", *words)


def commit(folder: Path, message: str) -> str:
    """Commit everything in the folder, making it a repository first where it is none; returns the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--no-verify", "-m", message)
    return git(folder, "rev-parse", "HEAD").strip()
