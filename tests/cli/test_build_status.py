"""`build`: its exit status, and that nothing is rendered of what is known to be wrong."""

from pathlib import Path

import pytest

from tests.cli.running import refused, run, write
from tests.small import lesson, record

ERROR = lesson("b", "outline: [{id: s, kind: explain, uses: [list]}]\n")
WARNING = lesson("b", "student_state: {knows: [{concept: loop, depth: developed}]}\n")
SOUND = record("a", "loop introduced")
RULES = ("--select", "SCH,SEQ,PRE")


@pytest.mark.parametrize(
    ("block", "options", "status"),
    [
        ("", [], 0),
        (WARNING, [], 0),
        (WARNING, ["--fail-level", "warning"], 1),
        (ERROR, [], 1),
        (ERROR, ["--ignore", "SEQ003"], 0),
    ],
    ids=["sound", "warning", "warning that fails", "error", "error ignored"],
)
def test_what_fails_the_check_is_not_rendered(tmp_path: Path, block: str, options: list[str], status: int) -> None:
    root, out = write(tmp_path / "course", SOUND, block), tmp_path / "site"
    result = run("--root", root, "build", *RULES, *options, "--out", out)
    assert result.exit_code == status, result.output
    assert out.exists() is (status == 0)
    assert ("Nothing was rendered" in result.stdout) is (status == 1)


def test_the_faults_are_told_before_anything_else(tmp_path: Path) -> None:
    result = run("--root", write(tmp_path, SOUND, ERROR), "build", *RULES)
    assert "SEQ003 uses-untaught  error" in result.stdout.splitlines()[0]
    assert not (tmp_path / "site").exists()


def test_pages_stand_in_the_curriculum_unless_said(tmp_path: Path) -> None:
    run("--root", write(tmp_path, SOUND), "build", *RULES)
    assert (tmp_path / "site/index.html").is_file()


@pytest.mark.parametrize(
    ("options", "message", "help"),
    [(["--select", "SQE"], "unknown rule `SQE`", "`SEQ`"), (["--ignore", "SEQ0O1"], "unknown rule", "`SEQ001`")],
)
def test_an_unknown_rule(tmp_path: Path, options: list[str], message: str, help: str) -> None:
    refused(run("--root", write(tmp_path, SOUND), "build", *options), message, help)


def test_no_curriculum_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused(run("build"), "no planning/course.yaml in", "--root DIR")
    assert list(tmp_path.iterdir()) == []
