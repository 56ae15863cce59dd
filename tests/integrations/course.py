"""A course of one module whose check stands behind what it tests, or, spoilt, before it."""

from pathlib import Path

from tests.cli.running import write
from tests.small import concepts, course, lesson, record

PLAN = "planning/basics/while-loops.yaml"
EXPLAIN = "  - {id: explain-loop, kind: explain, title: Again and again, teaches: [{concept: while-loop, depth: introduced}], content: A loop looks before it acts.}\n"
CHECK = """\
  - id: check-1
    kind: check
    title: Count
    questions:
      - id: q1
        prompt: How often does the body run?
        answer: Three times.
        tests: [{concept: while-loop}]
"""


def plan(*sections: str) -> str:
    """The lesson with its sections in this order."""
    return lesson("while-loops", "outline:\n" + "".join(sections))


def sound_course(root: Path) -> Path:
    """The course as it should be: every error of the default rules is absent."""
    registry = concepts("variable: {name: Variable}\nwhile-loop: {name: While loop}\n")
    return write(
        root,
        course("variables, while-loops"),
        registry,
        record("variables", "variable developed"),
        plan(EXPLAIN, CHECK),
    )


def move_check_up(root: Path) -> int:
    """Move the check before its teaching; returns the line that has to be reported."""
    file = root / PLAN
    text = file.read_text(encoding="utf-8")
    assert EXPLAIN + CHECK in text
    file.write_text(text.replace(EXPLAIN + CHECK, CHECK + EXPLAIN), encoding="utf-8")
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if "tests:" in line)
