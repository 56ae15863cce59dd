"""What became of findings over the rounds of a lesson, and which entry says so."""

import pytest

from lesson_pipeline.model.build_rounds import build_round
from lesson_pipeline.places import At
from lesson_pipeline.reviews.history import History, build_histories
from tests.reviews.rounds import THREE_ROUNDS, a_round, history


def told(found: History, round: int, id: str) -> list[str]:
    """The life of a finding: what it was, and in which round."""
    return [f"{step.status} {step.round}" for step in found.trails[round, id].steps]


@pytest.mark.parametrize(
    ("id", "life"),
    [
        ("no-countdown", ["open 1", "fixed 1", "verified 2", "reopened 3"]),
        ("two-new-words", ["open 1", "fixed 1", "reopened 2", "fixed 2", "verified 3"]),
        ("long-table", ["open 1", "declined 1", "reopened 2", "declined 2"]),
        ("typo", ["open 1"]),
    ],
)
def test_the_life_of_a_finding_goes_through_the_rounds(id: str, life: list[str]) -> None:
    assert told(THREE_ROUNDS, 1, id) == life
    assert THREE_ROUNDS.trails[1, id].status == life[-1].split()[0]


def test_every_step_knows_the_entry_that_says_it() -> None:
    steps = THREE_ROUNDS.trails[1, "two-new-words"].steps
    assert [step.at for step in steps] == [
        At("reviews/loops/round-1.yaml", ("findings", 1)),
        At("reviews/loops/round-1.yaml", ("fixes", 1)),
        At("reviews/loops/round-2.yaml", ("verification", 1)),
        At("reviews/loops/round-2.yaml", ("fixes", 0)),
        At("reviews/loops/round-3.yaml", ("verification", 0)),
    ]
    assert THREE_ROUNDS.trails[1, "two-new-words"].at == steps[0].at


def test_rounds_are_gone_through_by_number_however_they_are_read() -> None:
    rounds = [a_round(number, fixes=["1/a declined"] if number == 10 else ["1/a fixed"]) for number in (10, 2)]
    found = history(*rounds, a_round(1, "a: polish"))
    assert list(found.rounds) == [1, 2, 10]
    assert told(found, 1, "a") == ["open 1", "fixed 2", "declined 10"]


@pytest.mark.parametrize(
    ("round", "status"), [(1, "open"), (2, "reopened"), (3, "verified"), (7, "verified")], ids=["1", "2", "3", "later"]
)
def test_a_verdict_sees_what_was_said_before_it(round: int, status: str) -> None:
    said = THREE_ROUNDS.trails[1, "two-new-words"].before_verdict(round)
    assert said is not None
    assert said.status == status


def test_a_verdict_does_not_see_what_is_found_later() -> None:
    assert THREE_ROUNDS.trails[2, "answer-shows"].before_verdict(1) is None


def test_one_id_may_name_a_finding_in_each_round() -> None:
    found = history(
        a_round(1, "typo: polish", fixes=["typo fixed"]), a_round(2, "typo: critical", fixes=["typo declined"])
    )
    assert told(found, 1, "typo") == ["open 1", "fixed 1"]
    assert told(found, 2, "typo") == ["open 2", "declined 2"]


def test_a_round_may_name_its_own_findings_with_its_number() -> None:
    assert told(history(a_round(2, "a: polish", fixes=["2/a fixed"])), 2, "a") == ["open 2", "fixed 2"]


def test_what_a_round_verifies_of_its_own_comes_after_its_fixes() -> None:
    found = history(a_round(1, "a: critical", verification=["a verified"], fixes=["a fixed"]))
    assert told(found, 1, "a") == ["open 1", "fixed 1", "verified 1"]
    assert found.trails[1, "a"].before_verdict(1).status == "open"


@pytest.mark.parametrize("finding", ["1/b", "2/a", "3/c", "a", f"{'9' * 5000}/a"])
def test_what_names_no_finding_so_far_goes_astray(finding: str) -> None:
    found = history(a_round(1, "a: polish"), a_round(2, verification=[f"{finding} verified"]), a_round(3, "c: polish"))
    [step] = found.astray
    assert (step.status, step.round, step.at) == (
        "verified", 2, At("reviews/loops/round-2.yaml", ("verification", 0)),
    )  # fmt: skip
    assert told(found, 1, "a") == ["open 1"]


def test_of_two_findings_with_one_id_the_first_counts() -> None:
    found = history(a_round(1, "a: polish, a: critical"))
    assert found.trails[1, "a"].finding.severity == "polish"


def test_each_lesson_has_a_history_of_its_own() -> None:
    other = build_round("reviews/lists/round-1.yaml", {"findings": [{"id": "a", "severity": "polish"}]})
    found = build_histories([other, a_round(1, "b: polish")])
    assert {lesson: list(each.trails) for lesson, each in found.items()} == {"lists": [(1, "a")], "loops": [(1, "b")]}


# -- what could not be read


def test_a_torn_round_makes_it_and_what_follows_uncertain() -> None:
    found = history(a_round(1, "a: polish"), a_round(2, "b: polish", torn=True), a_round(3))
    assert [found.is_certain(round) for round in (1, 2, 3)] == [True, False, False]
    assert list(found.trails) == [(1, "a"), (2, "b")]


def test_two_files_with_one_number_make_it_uncertain() -> None:
    extra = build_round("reviews/loops/second.yaml", {"round": 2})
    found = history(a_round(1), a_round(2), extra)
    assert [found.is_certain(round) for round in (1, 2)] == [True, False]


def test_a_round_without_a_number_may_stand_anywhere() -> None:
    found = history(a_round(1), build_round("reviews/loops/first.yaml", {"findings": []}))
    assert not found.is_certain(1)
