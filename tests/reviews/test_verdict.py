"""The verdict that follows from what is open, by any policy."""

import pytest

from lesson_pipeline.model.course import VerdictPolicy
from lesson_pipeline.reviews.verdict import allowed, counted, open_at_close
from tests.reviews.rounds import THREE_ROUNDS, a_round, history

PASS, NEEDS, MAJOR = "pass", "needs-revision", "major-revision"


def counts(critical: int = 0, improvement: int = 0, polish: int = 0) -> dict[str, int]:
    return {"critical": critical, "improvement": improvement, "polish": polish}


@pytest.mark.parametrize(
    ("open", "verdicts"),
    [
        (counts(), (PASS,)),
        (counts(polish=40), (PASS,)),
        (counts(improvement=1), (NEEDS,)),
        (counts(improvement=40, polish=40), (NEEDS,)),
        (counts(critical=1), (NEEDS, MAJOR)),
        (counts(critical=1, improvement=9), (NEEDS, MAJOR)),
        (counts(critical=2), (MAJOR,)),
        (counts(critical=3, improvement=1, polish=1), (MAJOR,)),
    ],
)
def test_by_default(open: dict[str, int], verdicts: tuple[str, ...]) -> None:
    assert allowed(VerdictPolicy(), open) == verdicts


@pytest.mark.parametrize(
    ("policy", "open", "verdicts"),
    [
        (VerdictPolicy(pass_up_to={"critical": 0, "improvement": 2}), counts(improvement=2), (PASS,)),
        (VerdictPolicy(pass_up_to={"critical": 0, "improvement": 2}), counts(improvement=3), (NEEDS,)),
        (VerdictPolicy(pass_up_to={"critical": 0, "polish": 3}), counts(improvement=7, polish=3), (PASS,)),
        (VerdictPolicy(pass_up_to={"critical": 0, "polish": 3}), counts(polish=4), (NEEDS,)),
        (VerdictPolicy(pass_up_to={}), counts(improvement=9), (PASS,)),
        (VerdictPolicy(choice_from={}), counts(critical=1), (NEEDS,)),
        (VerdictPolicy(choice_from={"improvement": 4}), counts(improvement=4), (NEEDS, MAJOR)),
        (VerdictPolicy(choice_from={"critical": 1, "improvement": 4}), counts(improvement=4), (NEEDS, MAJOR)),
        (VerdictPolicy(major_revision_from={"critical": 1}), counts(critical=1), (MAJOR,)),
        (VerdictPolicy(major_revision_from={"critical": 2, "improvement": 6}), counts(improvement=6), (MAJOR,)),
        (VerdictPolicy(major_revision_from={}), counts(critical=9), (NEEDS, MAJOR)),
        # the strictest decides
        (VerdictPolicy(pass_up_to={"critical": 5}), counts(critical=1), (NEEDS, MAJOR)),
        (VerdictPolicy(pass_up_to={"critical": 5}), counts(critical=2), (MAJOR,)),
    ],
)
def test_by_another_policy(policy: VerdictPolicy, open: dict[str, int], verdicts: tuple[str, ...]) -> None:
    assert allowed(policy, open) == verdicts


@pytest.mark.parametrize(
    ("round", "open"),
    [
        (1, [(1, "no-countdown"), (1, "two-new-words"), (1, "long-table"), (1, "typo")]),
        (2, [(1, "two-new-words"), (1, "long-table"), (2, "answer-shows"), (1, "typo")]),
        (3, [(1, "no-countdown"), (1, "typo")]),
    ],
)
def test_what_is_open_when_each_round_closes(round: int, open: list[tuple[int, str]]) -> None:
    found = open_at_close(THREE_ROUNDS, round)
    assert [(trail.round, trail.finding.id) for trail in found] == open


def test_what_is_open_is_counted() -> None:
    assert counted(open_at_close(THREE_ROUNDS, 1)) == counts(critical=1, improvement=2, polish=1)
    assert counted(()) == counts()


def test_a_fix_that_nobody_verified_is_not_open() -> None:
    found = history(a_round(1, "a: critical", fixes=["a fixed"]), a_round(2))
    assert open_at_close(found, 2) == ()


def test_what_nobody_dealt_with_stays_open() -> None:
    found = history(a_round(1, "a: critical"), a_round(2), a_round(3))
    assert [trail.finding.id for trail in open_at_close(found, 3)] == ["a"]
