"""A small spoilt course, and the reports on it in every format that other programs take.

`python -m tests.report.golden` writes them anew, to be read before they are committed.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from click.testing import Result

from lesson_pipeline import __version__
from lesson_pipeline.report import rule_texts
from tests.cli.running import run, write
from tests.small import lesson, record

FOLDER = Path(__file__).with_name("golden")
RULES = "SCH004,SEQ001,SEQ003,PRE001,PRE007"
PAGES = "https://docs.example/lesson-pipeline/"
FILES = {
    "sarif": "report.sarif",
    "github": "report.github.txt",
    "gitlab": "report.gitlab.json",
    "junit": "report.junit.xml",
}
SUMMARY = "summary.md"

LOOPS = """\
student_state: {knows: [{concept: variable, depth: developed}]}
prerequisites: [{concept: list, requires: introduced}]
outline:
  - id: check-1
    kind: check
    questions:
      - {id: q1, prompt: 'What is printed, 10 % 3 or 10 :: 3?', tests: [{concept: while-loop}]}
  - {id: explain-while, kind: explain, uses: [variabel], teaches: [{concept: while-loop, depth: introduced}]}
  # lp: ignore[SEQ003] the picture needs no function, “naïvely” said
  - {id: explore, kind: explore, uses: [function, while-loop, variable]}
"""
OLD = """\
student_state: {knows: [{concept: variable, depth: applied}]}
outline:
  - {id: explain, kind: explain, uses: [variable]}
"""
COURSE = (
    record("variables", "variable introduced", "list introduced"),
    lesson("loops", LOOPS),
    lesson("old", OLD),
    record("functions", "function introduced"),
)


def course(root: Path) -> Path:
    """The course on disk, with a baseline that knows the fault of its old lesson."""
    write(root, *COURSE)
    known = ("check", "--select", RULES, root / "planning/basics/old.yaml", "--write-baseline", root / "baseline.json")
    assert run("--root", root, *known).exit_code == 0
    return root


def check(root: Path, *options: str | Path, env: dict[str, str | None] | None = None) -> Result:
    """The check of the course, with every format written beside it."""
    outputs = [word for form, name in FILES.items() for word in ("--output", f"{form}={root / name}")]
    known = ("--select", RULES, "--baseline", root / "baseline.json")
    return run("--root", root, "check", *known, *outputs, *options, env=env)


@contextmanager
def documented(base: str | None = PAGES) -> Iterator[None]:
    """As if the package named a place of its documentation, or none."""
    with patch.object(rule_texts, "documentation", lambda: base):
        yield


def reports(root: Path) -> dict[str, str]:
    """The reports on the course by the names of their files, without the version of the program."""
    with documented():
        env: dict[str, str | None] = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(root / SUMMARY)}
        result = check(course(root), env=env)
    assert result.exit_code == 1, result.output
    assert result.stdout == (root / FILES["github"]).read_text(encoding="utf-8")
    texts = {name: (root / name).read_text(encoding="utf-8") for name in (*FILES.values(), SUMMARY)}
    return {
        name: re.sub(rf'(?<="semanticVersion": "){re.escape(__version__)}', "VERSION", text)
        for name, text in texts.items()
    }


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with TemporaryDirectory() as root:
        for name, text in reports(Path(root)).items():
            (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
