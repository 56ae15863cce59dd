"""Where reviews stand, and what keeps the gate shut."""

from pathlib import Path

import pytest

from lesson_pipeline.record.state import build_record
from lesson_pipeline.reviews.digests import reviewed_state
from lesson_pipeline.reviews.stats import review_stats
from lesson_pipeline.reviews.status import LessonStatus, course_status, gate
from tests.small import lesson, open_small, record, review

PLAN = "outline: [{id: hook, kind: hook, content: A timer.}]\n"
CRITICAL = "{id: no-timer, severity: critical, title: Nobody sees it, rule: SEQ001, location: [{section: hook}]}"


def statuses(root: Path, *blocks: str, built: bool = True, plan: str = PLAN) -> tuple[LessonStatus, ...]:
    status = "built" if built else "planned"
    loaded = open_small(root, record("lists"), lesson("loops", plan, status=status), *blocks)
    return course_status(loaded.curriculum, build_record(loaded.curriculum))


def shut(root: Path, *blocks: str, built: bool = True) -> list[str]:
    return [fault.message for fault in gate(statuses(root, *blocks, built=built))]


def test_records_are_no_lessons_to_review(tmp_path: Path) -> None:
    [status] = statuses(tmp_path)
    assert (status.lesson, status.round, status.verdict, status.passed) == ("loops", None, "", False)


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [
        ([], ["it is built and was never reviewed"]),
        (["verdict: pass\n"], []),
        (["findings: []\n"], ["round 1 is not closed"]),
        (
            [f"findings: [{CRITICAL}]\nverdict: major-revision\n"],
            ["round 1 ended with major-revision", "1 critical finding is open"],
        ),
        (
            [
                f"findings: [{CRITICAL}]\nfixes: [{{finding: no-timer, status: fixed, change: shown}}]\nverdict: major-revision\n",
                "verification: [{finding: 1/no-timer, status: verified, evidence: seen}]\nverdict: pass\n",
            ],
            [],
        ),
        (["verdict: pass\n", "findings: []\n"], ["round 2 is not closed"]),
    ],
)
def test_the_gate(tmp_path: Path, rounds: list[str], expected: list[str]) -> None:
    blocks = [review("loops", number, body) for number, body in enumerate(rounds, 1)]
    assert shut(tmp_path, *blocks) == expected


def test_a_planned_lesson_is_let_through(tmp_path: Path) -> None:
    assert shut(tmp_path, built=False) == []


def test_a_stale_pass_shuts_the_gate_and_names_the_section(tmp_path: Path) -> None:
    loaded = open_small(tmp_path / "first", record("lists"), lesson("loops", PLAN, status="built"))
    seen = reviewed_state(loaded.curriculum, build_record(loaded.curriculum), "loops")
    body = f'of: {{sections: {{hook: "{seen.sections["hook"]}"}}, state: "{seen.state}"}}\nverdict: pass\n'
    assert shut(tmp_path / "same", review("loops", 1, body)) == []
    [status] = statuses(tmp_path / "then", review("loops", 1, body), plan=PLAN.replace("A timer", "A clock"))
    assert [fault.message for fault in gate([status])] == ["section `hook` changed since round 1 passed"]


def test_what_reviews_teach(tmp_path: Path) -> None:
    loaded = open_small(
        tmp_path,
        lesson("loops", PLAN, status="built"),
        review(
            "loops",
            1,
            f"findings: [{CRITICAL}, {{id: b, severity: polish, title: B}}]\nnotes: {{patterns: [Too fast.]}}\nverdict: major-revision\n",
        ),
        review("loops", 2, "notes: {patterns: [too fast]}\nverdict: pass\n"),
    )
    stats = review_stats(loaded.curriculum)
    assert stats.findings == {"critical": 1, "improvement": 0, "polish": 1}
    assert {name: sum(counts.values()) for name, counts in stats.classes.items()} == {"SEQ": 1, "judgement": 1}
    assert {name: sum(counts.values()) for name, counts in stats.kinds.items()} == {"": 1, "hook": 1}
    assert (stats.rounds_to_pass, stats.caught_by_rules, stats.patterns) == ({2: 1}, 1, [("Too fast.", 2)])
