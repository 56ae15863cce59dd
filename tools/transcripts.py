"""What the product really prints, for the pages that show it: a caught fault, and the walk-through of the README."""

import io
import os
import re
import shlex
import shutil
import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from lesson_pipeline.cli import main
from tools.markdown import Fence, fences, section

ROOT = Path(__file__).resolve().parents[1]
STORY = "From the first finding to a pass"
"""The section of docs/reviews.md that is carried out."""
BRANCH = "A branch, step by step"
"""The section of docs/impact.md that is carried out, from an empty folder."""
STORY_FOLDERS = ("planning", "lessons")
"""What it begins with: our own curriculum, before any review."""
WALK = "Ten minutes from an empty folder to a checked page"
"""The section of the README that is carried out."""
PROGRAM = "lesson-pipeline"
SHOWN_FOLDER = "/home/you/first-steps"
"""Stands in transcripts for the folder in which they were made."""

_PLAN = "planning/vision-language/siglip-2.yaml"
_MOVED, _BEFORE = "check-3", "explain-siglip-2"


class Shell:
    """A person at the shell, in a folder: runs commands of ours in this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.status = 0

    def run(self, command: str) -> str:
        """What the command prints. `echo $?` prints the exit status of the one before."""
        if command == "echo $?":
            return f"{self.status}\n"
        program, *words = shlex.split(command.replace("\\\n", " "))
        if program == "git":
            return self._git(words)
        if program != PROGRAM:
            raise ValueError(f"a transcript runs only {PROGRAM} and git, not {command!r}")
        out = io.StringIO()
        plain = patch.dict(os.environ, {"NO_COLOR": "1", "GITHUB_ACTIONS": ""})
        with plain, chdir(self.folder), redirect_stdout(out), redirect_stderr(out):
            try:
                main(words, PROGRAM)
            except SystemExit as end:
                self.status = end.code if isinstance(end.code, int) else 1
        return out.getvalue().replace(str(self.folder), SHOWN_FOLDER)

    def _git(self, words: list[str]) -> str:
        """What git prints, to a person without a configuration."""
        person = ("-c", "user.name=you", "-c", "user.email=you@example.org", "-c", "init.defaultBranch=main")
        settled = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        command = ["git", *person, *words]
        done = subprocess.run(command, cwd=self.folder, env=settled, check=True, capture_output=True, text=True)  # noqa: S603
        return done.stdout

    def write(self, fence: Fence) -> None:
        """Save a block that names its file."""
        file = self.folder / str(fence.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(fence.body, encoding="utf-8")

    def replay(self, fence: Fence) -> str:
        """A console block with its commands run again and their output renewed."""
        renewed = ""
        for command in commands(fence):
            told = self.run(command).rstrip()
            renewed += f"$ {command}\n{told}\n" if told else f"$ {command}\n"
        return renewed


def commands(fence: Fence) -> list[str]:
    """The commands of a console block; a line that ends in a backslash goes on in the next."""
    found: list[str] = []
    for line in fence.body.splitlines():
        if line.startswith("$ "):
            found.append(line[2:])
        elif found and found[-1].endswith("\\"):
            found[-1] += f"\n{line}"
    return found


@cache
def replayed(page: str, heading: str = WALK, copied: tuple[str, ...] = ()) -> str:
    """A page with the output of a walk-through renewed: of the README's, unless the heading of another is given.

    `copied` names the folders of our own curriculum that it begins with.
    """
    walk = section(page, heading)
    with TemporaryDirectory() as folder:
        for name in copied:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, Path(folder) / name)
        shell = Shell(Path(folder))
        renewed, end = [], 0
        for fence in fences(walk):
            if fence.path:
                shell.write(fence)
            elif fence.info == "console":
                renewed += [walk[end : fence.start], shell.replay(fence)]
                end = fence.end
    return page.replace(walk, "".join([*renewed, walk[end:]]))


def walked(readme: str, folder: Path, until: str) -> Shell:
    """A shell in `folder`, at the point of the walk-through just after a command has been run for the first time."""
    shell = Shell(folder)
    for fence in fences(section(readme, WALK)):
        if fence.path:
            shell.write(fence)
        elif fence.info == "console":
            for command in commands(fence):
                shell.run(command)
                if command == until:
                    return shell
    raise ValueError(f"the walk-through does not run {until!r}")


def caught_fault() -> str:
    """The first fault in a copy of our own curriculum in which a check was moved before what it tests."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "planning", folder / "planning")
        plan = folder / _PLAN
        plan.write_text(_moved(plan.read_text(encoding="utf-8")), encoding="utf-8")
        printed = Shell(folder).run(f"{PROGRAM} check")
    first = printed.split("\n\n")[0]
    return f"```console\n$ {PROGRAM} check\n{first}\n```\n"


def _moved(plan: str) -> str:
    """A plan with a section of its outline moved before another."""
    items = re.split(r"(?m)^(?=  - id: )", plan)
    names = [item.split("\n", 1)[0].removeprefix("  - id: ") for item in items]
    item = items.pop(names.index(_MOVED))
    items.insert(names.index(_BEFORE), item)
    return "".join(items)
