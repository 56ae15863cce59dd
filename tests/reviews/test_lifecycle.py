"""The life of a finding: every step that is legal, and every other one refused with the legal ones named."""

from itertools import product

import pytest

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.rounds import SEVERITIES
from lesson_pipeline.reviews.lifecycle import COMMANDS, MOVES, Role, Status, legal, move

STEPS = list(product(Status, COMMANDS, SEVERITIES))
LEGAL = {(one.before, one.after, severity) for one in MOVES for severity in one.of}


@pytest.mark.parametrize(("before", "after", "severity"), STEPS, ids=str)
def test_a_step_is_legal_or_refused_with_the_legal_ones(before: Status, after: Status, severity: str) -> None:
    if (before, after, severity) in LEGAL:
        made = move(before, after, severity, "1/typo")
        assert (made.before, made.after) == (before, after)
        return
    with pytest.raises(PipelineError, match=f"`1/typo` cannot become {after}") as refused:
        move(before, after, severity, "1/typo")
    for choice in legal(before, severity):
        assert (
            f"{choice.after} (the {choice.by}: `review {COMMANDS[choice.after]} --{choice.needs}`)"
            in refused.value.help
        )


def test_what_is_critical_is_never_declined() -> None:
    for before in Status:
        with pytest.raises(PipelineError):
            move(before, Status.DECLINED, "critical", "1/no-countdown")
    with pytest.raises(PipelineError, match="it is open, and it is critical"):
        move(Status.OPEN, Status.DECLINED, "critical", "1/no-countdown")


def test_authors_change_and_reviewers_judge() -> None:
    said = {(one.after, one.by, one.needs) for one in MOVES}
    assert said == {
        (Status.FIXED, Role.AUTHOR, "change"),
        (Status.DECLINED, Role.AUTHOR, "reason"),
        (Status.VERIFIED, Role.REVIEWER, "evidence"),
        (Status.REOPENED, Role.REVIEWER, "reason"),
    }


def test_nothing_ends_for_ever_and_only_fixes_are_verified() -> None:
    assert all(legal(status, severity) for status in Status for severity in SEVERITIES)
    assert {one.before for one in MOVES if one.after is Status.VERIFIED} == {Status.FIXED}
