"""Colour on a terminal and nowhere else, and nothing but our own codes."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import STEERING, run, write
from tests.small import file, lesson

PLAN = lesson("a", 'outline: [{id: s, kind: explain, uses: [list], title: "\\e[5mblink"}]\ncolour: red\n')
HOSTILE = lesson(
    "b",
    r"""
    "\e]0;owned\a\e[2J": x
    outline:
      - {id: "\e[8mhidden", kind: "\x9b5mexplain", uses: ["\e[31mlist"]}
    """,
)
OURS = re.compile(r"\x1b\[(?:0|1|2|3[0-7])m")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, PLAN)


def test_colour_on_a_terminal(root: Path) -> None:
    assert "\x1b[31m" in run("--root", root, "check", color=True).stdout


def test_none_where_it_is_not_wanted(root: Path) -> None:
    assert "\x1b" not in run("--root", root, "check", color=True, env={"NO_COLOR": "1"}).output


def test_an_empty_wish_is_none(root: Path) -> None:
    assert "\x1b[31m" in run("--root", root, "check", color=True, env={"NO_COLOR": ""}).stdout


def test_colour_in_a_pipe_where_it_is_wanted(root: Path) -> None:
    assert "\x1b[31m" in run("--root", root, "check", env={"FORCE_COLOR": "1"}).stdout


def test_not_wanting_it_is_stronger(root: Path) -> None:
    both = {"NO_COLOR": "1", "FORCE_COLOR": "1"}
    assert "\x1b" not in run("--root", root, "check", color=True, env=both).output


def test_errors_of_the_command_are_coloured_alike(tmp_path: Path) -> None:
    assert "\x1b[31m" in run("--root", tmp_path, "check", color=True).stderr
    assert "\x1b" not in run("--root", tmp_path, "check", color=True, env={"NO_COLOR": "1"}).output


def test_json_is_never_coloured(root: Path) -> None:
    text = run("--root", root, "check", "--output-format", "json", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b" not in text
    assert json.loads(text)["diagnostics"]


@pytest.mark.parametrize("form", ["full", "concise"])
def test_only_our_own_codes_reach_the_terminal(tmp_path: Path, form: str) -> None:
    write(tmp_path, HOSTILE, file("planning/basics/c\x1b[2J.yaml", "lesson: c\ntitle: C\n"))
    text = run("--root", tmp_path, "check", "--output-format", form, color=True).stdout
    assert "owned" in text
    assert OURS.sub("", text).replace("\n", "").isprintable(), ascii(OURS.sub("", text))


def test_names_in_errors_of_the_command_are_no_codes(tmp_path: Path) -> None:
    write(tmp_path, file("planning/basics/lo\x1b[2Jops.yaml", "lesson: loops\ntitle: Loops\n"))
    text = run("--root", tmp_path, "state", "lo[2Jops", color=True).stderr
    assert "did you mean" in text
    assert OURS.sub("", text).replace("\n", "").isprintable(), ascii(text)


def command(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "lesson_pipeline", "--root", str(root), *arguments]


def environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in STEERING}


def test_a_real_pipe_is_plain_and_a_real_terminal_is_not(root: Path) -> None:
    piped = subprocess.run(command(root, "check"), capture_output=True, check=False, env=environment())
    assert piped.returncode == 1
    assert b"\x1b" not in piped.stdout + piped.stderr
    ours, theirs = pty.openpty()
    shown = subprocess.Popen(command(root, "check"), stdout=theirs, stderr=theirs, stdin=theirs, env=environment())
    os.close(theirs)
    text = b""
    try:
        while chunk := os.read(ours, 65536):
            text += chunk
    except OSError:
        pass  # the other side is closed
    os.close(ours)
    assert shown.wait() == 1
    assert b"\x1b[31m" in text
