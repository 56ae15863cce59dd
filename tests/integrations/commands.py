"""Running commands as another service would: with the programs of this environment, and no settings but those named."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(sys.executable).parent
"""Where the console command of this environment stands."""
_FOREIGN = ("GIT_", "GITHUB_", "CI")


def command(folder: Path, *words: str | Path, status: int = 0, env: dict[str, str] | None = None) -> str:
    """What a command prints, run in a folder; it has to end with the status."""
    own = {key: value for key, value in os.environ.items() if not key.startswith(_FOREIGN)}
    settled = {"PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env={**own, **settled, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def script(folder: Path, text: str, *, status: int = 0, env: dict[str, str] | None = None) -> str:
    """What a script of a pipeline prints; bash stops at the first command that fails, as there."""
    return command(folder, "bash", "-e", "-o", "pipefail", "-c", text, status=status, env=env)
