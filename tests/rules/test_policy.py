"""The course's own scale and thresholds govern every rule that turns on them."""

from pathlib import Path

import pytest

from lesson_pipeline.testing import Example, check_folder

BLOOM = (
    "depths: {scale: [unaware, remember, understand, apply], known: remember, developed: understand, applied: apply}"
)

CONCEPTS = "\n".join(
    [
        "concepts:",
        *(
            f"  {id}: {{name: {id.replace('-', ' ').capitalize()}}}"
            for id in ("sum", "mean", "median", "mode", "range")
        ),
    ]
)

PLAN = """lesson: means
title: Means
type: build
status: built
prerequisites: [{concept: sum, requires: remember}]
misconceptions:
  - {id: m1, concept: mean, belief: The mean is a value of the list., negative_example: The mean of 1 and 2., in: [explain]}
examples:
  - {id: e1, polarity: positive, concept: mean, purpose: Shows it., in: [explain]}
modalities:
  - {id: v1, kind: visual, concept: mean, why: It balances., in: [explain]}
load: {new: [{cluster: Averages, concepts: [mean]}]}
connections: [{concept: sum, to: [mean]}]
scope: {covers: [Means], excludes: [{text: Medians, concepts: [median]}]}
teaches: [{concept: mean, depth: understand, core: true}]
outline:
  - {id: explain, kind: explain, uses: [sum], recaps: [sum], teaches: [{concept: mean, depth: understand}]}
  - {id: check, kind: check, questions: [{id: q1, prompt: How?, answer: So., tests: [{concept: mean, depth: understand}]}]}
"""


def write(root: Path, policy: str, plan: str = PLAN, entry: str = "remember") -> None:
    course = (
        f"course: numbers\ntitle: Numbers\n{BLOOM}\nentry: [{{concept: sum, depth: {entry}}}]\npolicy: {policy}\n"
        "series: [{id: s, modules: [{id: basics, lessons: [means]}]}]\n"
    )
    files = {
        "planning/course.yaml": course,
        "planning/concepts.yaml": CONCEPTS + "\n",
        "planning/basics/means.yaml": plan,
    }
    Example("policy", files).write(root)


LENIENT = "{min_misconceptions: 1, min_positive_examples: 1, min_negative_examples: 0, min_modalities: 1}"


def codes(root: Path) -> set[str]:
    return {found.code for found in check_folder(root).diagnostics if found.severity.word != "info"}


def test_a_plan_that_meets_lenient_thresholds_on_another_scale_is_clean(tmp_path: Path) -> None:
    write(tmp_path, LENIENT)
    assert codes(tmp_path) == set()


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        (LENIENT.replace("min_misconceptions: 1", "min_misconceptions: 2"), "MIS001"),
        (LENIENT.replace("min_positive_examples: 1", "min_positive_examples: 2"), "EXA001"),
        (LENIENT.replace("min_negative_examples: 0", "min_negative_examples: 1"), "EXA002"),
        (LENIENT.replace("min_modalities: 1", "min_modalities: 2"), "MOD001"),
    ],
)
def test_each_threshold_is_the_course_s(tmp_path: Path, policy: str, code: str) -> None:
    write(tmp_path, policy)
    assert codes(tmp_path) == {code}


@pytest.mark.parametrize(("limit", "value"), [("max_new", 1), ("max_cluster", 1)])
def test_the_load_is_the_course_s(tmp_path: Path, limit: str, value: int) -> None:
    two_clusters = "[{cluster: Averages, concepts: [mean]}, {cluster: More, concepts: [range]}]"
    one_cluster = "[{cluster: Averages, concepts: [mean, range]}]"
    plan = PLAN.replace("[{cluster: Averages, concepts: [mean]}]", two_clusters if limit == "max_new" else one_cluster)
    plan = plan.replace(
        "- {id: explain, kind: explain",
        "- {id: first, kind: explain, teaches: [{concept: range, depth: remember}]}\n  - {id: explain, kind: explain",
    )
    plan = plan.replace(
        "depth: understand, core: true}", "depth: understand, core: true}, {concept: range, depth: remember}"
    )
    plan = plan.replace("to: [mean]", "to: [mean, range]").replace(
        "id: e1, polarity: positive, concept: mean",
        "id: e2, polarity: positive, concept: range, purpose: Shows it., in: [first]}\n  - {id: e1, polarity: positive, concept: mean",
    )
    write(tmp_path, LENIENT.replace("{", f"{{{limit}: {value + 1}, ", 1), plan)
    assert codes(tmp_path) == set()
    write(tmp_path, LENIENT.replace("{", f"{{{limit}: {value}, ", 1), plan)
    assert codes(tmp_path) == {"LOAD001"}


TWO_IMPROVEMENTS = (
    "[{id: a, severity: improvement, title: The mean comes first}, {id: b, severity: improvement, title: No picture}]"
)


UNPASSED = {"REV005"}
"""What is said of a built lesson for any verdict but `pass`, whatever the policy."""


def reviewed(root: Path, verdict: str) -> None:
    """A round with two improvements open, beside a curriculum that is written already."""
    file = root / "reviews/means/round-1.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"lesson: means\nround: 1\nfindings: {TWO_IMPROVEMENTS}\nverdict: {verdict}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [
        ("{}", "needs-revision"),
        ("{pass_up_to: {critical: 0, improvement: 1}}", "needs-revision"),
        ("{pass_up_to: {critical: 0, improvement: 2}}", "pass"),
        ("{major_revision_from: {critical: 1, improvement: 2}}", "major-revision"),
    ],
)
def test_the_verdicts_are_the_course_s(tmp_path: Path, verdicts: str, verdict: str) -> None:
    write(tmp_path, LENIENT.replace("{", f"{{verdicts: {verdicts}, ", 1))
    for written in ("pass", "needs-revision", "major-revision"):
        reviewed(tmp_path, written)
        assert codes(tmp_path) - UNPASSED == (set() if written == verdict else {"REV001"})


def test_the_reviewer_s_choice_is_the_course_s(tmp_path: Path) -> None:
    write(tmp_path, LENIENT.replace("{", "{verdicts: {choice_from: {improvement: 2}}, ", 1))
    for written in ("pass", "needs-revision", "major-revision"):
        reviewed(tmp_path, written)
        assert codes(tmp_path) - UNPASSED == ({"REV001"} if written == "pass" else set())


def test_levels_play_their_roles_under_any_name(tmp_path: Path) -> None:
    unaware = PLAN.replace("depth: understand}]}\n  - {id: check", "depth: unaware}]}\n  - {id: check")
    write(tmp_path, LENIENT, unaware)
    assert {"SEQ001"} <= codes(tmp_path)  # below `known`
    write(tmp_path, LENIENT, PLAN.replace("requires: remember", "requires: apply"))
    assert codes(tmp_path) == {"PRE003"}
    unchecked = PLAN.replace("tests: [{concept: mean, depth: understand}]", "tests: [{concept: sum}]")
    write(tmp_path, LENIENT, unchecked)
    assert codes(tmp_path) == {"SEQ009"}  # `developed` wants a check
    write(tmp_path, LENIENT, unchecked.replace("depth: understand", "depth: remember"))
    assert codes(tmp_path) == set()  # less deep does not
    applied = PLAN.replace("teaches: [{concept: mean, depth: understand", "teaches: [{concept: mean, depth: apply")
    write(tmp_path, LENIENT, applied)
    assert codes(tmp_path) == {"TGT005"}  # `applied` wants practice


def test_a_depth_of_the_default_scale_is_unknown_there(tmp_path: Path) -> None:
    write(tmp_path, LENIENT, PLAN.replace("requires: remember", "requires: introduced"))
    found = check_folder(tmp_path).diagnostics
    assert [item.code for item in found if item.severity.word == "error"] == ["SCH003"]
    assert "unaware, remember, understand, apply" in found[0].help


def test_what_a_test_leaves_unsaid_is_the_first_level_that_counts(tmp_path: Path) -> None:
    write(tmp_path, LENIENT, PLAN.replace("tests: [{concept: mean, depth: understand}]", "tests: [{concept: mean}]"))
    assert codes(tmp_path) == set()
