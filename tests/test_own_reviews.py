"""The reviews of the repository's own lessons: what they found, that every place is still there, and that the gate is
open."""

from collections import Counter
from functools import cache

import pytest

from lesson_pipeline.engine.load import Loaded, load
from lesson_pipeline.reviews.history import History, build_histories
from lesson_pipeline.reviews.places import resolve
from lesson_pipeline.source.discover import discover
from lesson_pipeline.testing import check_folder
from tests.cli.running import run
from tests.conftest import ROOT

REVIEWED = ("clip", "siglip-2")
WATCHED = {
    "check-2-tests-training-recipe": "SEQ001",
    "planned-picture-space-missing": "LES004",
    "self-distillation-explained-without-example": "EXA004",
    "no-other-model-said-too-late": "LES017",
}


@cache
def own() -> Loaded:
    return load(discover(ROOT))


def history_of(lesson: str) -> History:
    return build_histories(own().curriculum.rounds)[lesson]


def severities(lesson: str, round: int) -> Counter[str]:
    return Counter(finding.severity for finding in history_of(lesson).rounds[round].findings)


def test_the_two_rounds_of_siglip_2() -> None:
    history = history_of("siglip-2")
    first, second = history.rounds.values()
    assert severities("siglip-2", 1) == {"critical": 1, "improvement": 3, "polish": 2}
    assert severities("siglip-2", 2) == {"polish": 1}
    assert (first.verdict, second.verdict) == ("major-revision", "pass")
    assert Counter(fix.status for fix in first.fixes) == {"fixed": 4, "declined": 2}
    assert all(fix.reason for fix in first.fixes if fix.status == "declined")
    of_the_first = [seen for seen in second.verification if seen.finding.startswith("1/")]
    assert Counter(seen.status for seen in of_the_first) == {"verified": 4}
    assert all(seen.evidence for seen in of_the_first)


def test_what_was_found_by_eye_in_siglip_2_is_watched_by_rules() -> None:
    trails = history_of("siglip-2").trails.values()
    rules = {one.finding.id: one.finding.rule for one in trails if one.round == 1 and one.finding.rule}
    assert rules == WATCHED


def test_the_two_rounds_of_clip() -> None:
    first, second = history_of("clip").rounds.values()
    assert severities("clip", 1) == {"improvement": 5, "polish": 1}
    assert (first.verdict, second.verdict) == ("needs-revision", "pass")
    assert {fix.status for fix in first.fixes} == {"fixed"}


@pytest.mark.parametrize("lesson", REVIEWED)
def test_nothing_is_left_open(lesson: str) -> None:
    assert {trail.status for trail in history_of(lesson).trails.values()} <= {"verified", "declined"}


@pytest.mark.parametrize("lesson", REVIEWED)
def test_every_place_is_found_by_its_words(lesson: str) -> None:
    curriculum = own().curriculum
    plan, page = curriculum.plans[lesson], curriculum.pages[lesson]
    for trail in history_of(lesson).trails.values():
        assert trail.finding.locations[0].quote, trail.finding.id
        for location in trail.finding.locations:
            found = resolve(location, plan, page)
            assert found, (trail.finding.id, location)
            assert found.how in ({"quote", "folded"} if location.quote else {"id"}), (trail.finding.id, found)


@pytest.mark.parametrize("lesson", REVIEWED)
def test_every_item_of_the_checklists_is_judged(lesson: str) -> None:
    for one in history_of(lesson).rounds.values():
        assert [item.item for item in one.checklist if item.holds is None] == []


def test_the_gate_is_open() -> None:
    result = run("--root", ROOT, "review", "gate")
    assert (result.exit_code, result.stdout) == (0, "The gate is open: 2 built lessons looked at.\n")


def test_no_rule_says_anything_of_the_reviews() -> None:
    found = check_folder(ROOT, [f"REV00{number}" for number in range(1, 10)]).diagnostics
    assert [f"{one.path}:{one.span.line} {one.code} {one.message}" for one in found] == []
