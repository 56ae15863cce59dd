"""What reviewers recorded about generated lessons: a first round with three findings, a second that verifies and passes."""

import random
from typing import Any

from benchmarks import sentences as say
from benchmarks.prose import Prose
from benchmarks.syllabus import Lesson
from benchmarks.yaml_writer import Folded

Tree = dict[str, Any]
FINDINGS = (("critical", "steps-skipped"), ("improvement", "case-missing"), ("polish", "long-sentence"))


def round_trees(lesson: Lesson, seed: int) -> tuple[Tree, Tree]:
    """The two rounds of a lesson, with the same words for the same seed."""
    prose = Prose(random.Random(f"{seed} rounds {lesson.slug}"))
    first: Tree = {
        **_head(lesson, 1),
        "findings": [_finding(prose, *about) for about in FINDINGS],
        "fixes": [_fix(prose, id) for _, id in FINDINGS],
        "verdict": "major-revision",
        "rationale": Folded(prose.pick(say.FOUND)),
    }
    second: Tree = {
        **_head(lesson, 2),
        "verification": [_verified(prose, f"1/{id}") for _, id in FINDINGS],
        "verdict": "pass",
        "rationale": Folded(prose.pick(say.VERIFIED)),
    }
    return first, second


def _head(lesson: Lesson, number: int) -> Tree:
    return {"lesson": lesson.slug, "round": number, "date": f"2026-03-{number:02}", "reviewer": "reviewer"}


def _finding(prose: Prose, severity: str, id: str) -> Tree:
    return {
        "id": id,
        "severity": severity,
        "title": id.replace("-", " ").capitalize(),
        "location": [{"section": "explore"}],
        "issue": Folded(prose.pick(say.FOUND)),
        "student_impact": Folded(prose.pick(say.IMPACT)),
        "suggested_fix": Folded(prose.pick(say.SUGGESTED)),
        "rule": "LES022",
    }


def _fix(prose: Prose, id: str) -> Tree:
    return {"finding": id, "status": "fixed", "change": Folded(prose.pick(say.CHANGED)), "date": "2026-03-01"}


def _verified(prose: Prose, finding: str) -> Tree:
    return {
        "finding": finding,
        "status": "verified",
        "evidence": Folded(prose.pick(say.VERIFIED)),
        "date": "2026-03-02",
    }
