"""A small curriculum with one lesson to review, on disk."""

from pathlib import Path

from lesson_pipeline.engine.load import Loaded, load
from lesson_pipeline.source.discover import discover
from tests.small import course, file, lesson, small

HEAD = "# yaml-language-server: $schema=../../schemas/review-round.schema.json\nlesson: loops\nround: 1\ndate: 2026-02-21\n"

_PLAN = lesson(
    "loops",
    """
    misconceptions: [{id: stops-at-once, concept: loop, belief: It stops in the middle., why: Of the word while., negative_example: Two lines.}]
    outline:
      - {id: hook, kind: hook, title: Again, content: Nobody types a line a hundred times.}
      - id: explain-loop
        kind: explain
        title: Look and act
        teaches: [{concept: loop, depth: introduced}]
        content: A loop looks before it acts.
        parts: [{id: forever, title: For ever, content: Some never end.}]
      - id: check-1
        kind: check
        title: Count
        questions: [{id: q1, prompt: How often?, answer: Three times., tests: [{concept: loop}]}]
    """,
    status="built",
)


def loops(root: Path, *rounds: str) -> Path:
    """The curriculum at `root`, with the texts of its rounds."""
    files = [file(f"reviews/loops/round-{number}.yaml", text) for number, text in enumerate(rounds, 1)]
    small(course("loops"), _PLAN, *files).write(root)
    return root


def loaded(root: Path) -> Loaded:
    return load(discover(root))


def round_text(root: Path, number: int = 1) -> str:
    return (root / f"reviews/loops/round-{number}.yaml").read_text(encoding="utf-8")
