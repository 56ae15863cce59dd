"""What the tests of several hands run in processes of their own: `python -m tests.reviewing.hands WORK ROOT …`."""

import gc
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from lesson_pipeline.cli import main
from lesson_pipeline.reviewing.findings import Wanted, add
from lesson_pipeline.reviewing.store import change

WATCHED = ("open", "os.rename", "os.remove", "os.mkdir", "shutil.copyfile", "os.utime", "os.chmod")
"""What a process does to files, as Python's audit names it."""


def a_finding(title: str) -> Wanted:
    return Wanted("polish", title, ({"section": "hook"},), "It is long.", "None.", "Cut it.")


def add_one(root: Path, title: str = "One more") -> None:
    change(root, "loops", lambda reviews: add(reviews, [a_finding(title)]))


def add_many(root: Path, name: str, count: int) -> None:
    """Add findings with the command, one after the other."""
    for number in range(count):
        words = ["--root", str(root), "review", "add", "loops", "--severity", "polish", "--section", "hook"]
        words += ["--title", f"{name} sees point {number}", "--issue", "It is long.", "--student-impact", "None."]
        result = CliRunner().invoke(main, [*words, "--suggested-fix", "Cut it."])
        gc.enable()
        if result.exit_code:
            raise SystemExit(result.output)


def killed_at(root: Path, moment: int) -> bool:
    """Add a finding in a child that is killed just before its file operation number `moment`; whether it came so far."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    sys.addaudithook(_killer(root, moment))
    add_one(root)
    os._exit(0)


def _killer(root: Path, moment: int) -> Callable[[str, tuple[Any, ...]], None]:
    seen = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in WATCHED and str(root) in str(arguments[0]):
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            seen += 1

    return watch


def add_for_ever(root: Path) -> None:
    """Add findings until somebody ends the process; says when it has begun."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        add_one(root)


def kill_everywhere(root: Path) -> None:
    """Kill a process that adds a finding before each of its file operations in turn, and look at the file each time."""
    from lesson_pipeline.reviewing.store import read_reviews

    moment, kept, made = 0, 0, 0
    while True:
        before = len(read_reviews(root, "loops").history.trails)
        came_so_far = killed_at(root, moment)
        after = len(read_reviews(root, "loops").history.trails)  # raises for a file that is not whole
        if not came_so_far:
            break
        if after not in (before, before + 1):
            raise SystemExit(f"{before} findings, then {after}")
        kept, made, moment = kept + (after == before), made + (after > before), moment + 1
    add_one(root, "After all that")  # no lock is left
    sys.stdout.write(f"{moment} {kept} {made}\n")


if __name__ == "__main__":
    work, root, *more = sys.argv[1:]
    if work == "many":
        add_many(Path(root), more[0], int(more[1]))
    elif work == "everywhere":
        kill_everywhere(Path(root))
    else:
        add_for_ever(Path(root))
