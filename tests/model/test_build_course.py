"""A course's data to the model: its order and numbers, its scale, its policy."""

from typing import Any

import pytest

from lesson_pipeline.model.build_course import build_course, build_scale
from lesson_pipeline.model.course import Course, DepthScale, Policy, VerdictPolicy
from lesson_pipeline.model.fields import Names
from lesson_pipeline.places import DocPath

FILE = "planning/course.yaml"


def built(data: Any) -> Course:
    return build_course(FILE, data, Names(FILE, {"python", "loop"}, build_scale(data)))


def series(*modules: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"series": [{"id": "s", "modules": list(modules), **rest}]}


# -- order and numbers


def test_positions_come_from_the_order() -> None:
    data = {
        "series": [
            {"id": "one", "modules": [{"id": "a", "lessons": ["x", "y"]}, {"id": "b", "lessons": ["z"]}]},
            {"id": "two", "modules": [{"id": "c", "lessons": ["w"]}]},
        ]
    }
    assert [(slot.lesson, slot.number) for _, slot in built(data).slots()] == [
        ("x", "1.1.1"),
        ("y", "1.1.2"),
        ("z", "1.2.1"),
        ("w", "2.1.1"),
    ]


def test_numbers_that_are_written_win_at_every_level() -> None:
    data = series(
        {"id": "a", "lessons": ["x"]},
        {"id": "b", "number": "8.10", "lessons": ["y", {"lesson": "z", "number": "8.10.5"}, {"lesson": "w"}]},
        number=8,
    )
    course = built(data)
    assert [slot.number for _, slot in course.slots()] == ["8.1.1", "8.10.1", "8.10.5", "8.10.3"]
    assert [module.number for module, _ in course.slots()] == ["8.1", "8.10", "8.10", "8.10"]
    assert course.series[0].number == "8"


def test_a_slot_points_at_the_slug_whichever_way_it_is_written() -> None:
    course = built(series({"id": "a", "lessons": ["x", {"lesson": "y", "number": 3}]}))
    base = ("series", 0, "modules", 0, "lessons")
    assert [slot.path for _, slot in course.slots()] == [(*base, 0), (*base, 1, "lesson")]


def test_a_blanked_slot_keeps_the_numbers_of_the_others() -> None:
    course = built(series({"id": "a", "lessons": ["x", None, {"number": 7}, "y"]}))
    assert [(slot.lesson, slot.number) for _, slot in course.slots()] == [("x", "1.1.1"), ("y", "1.1.4")]


def test_titles_fall_back_to_ids() -> None:
    course = built(series({"id": "a"}, {"id": "b", "title": "Bees"}))
    assert [module.title for module in course.series[0].modules] == ["a", "Bees"]
    assert course.series[0].title == "s"


def test_a_module_says_what_it_is() -> None:
    module = {
        "id": "a",
        "goal": "See.",
        "narrative": "First.",
        "self_contained": True,
        "misconceptions": ["All is one.", None],
    }
    [built_module] = built(series(module)).series[0].modules
    assert (built_module.goal, built_module.narrative, built_module.self_contained) == ("See.", "First.", True)
    assert built_module.misconceptions == ("All is one.",)


@pytest.mark.parametrize(
    "data", [None, {}, [], "text", {"series": None, "entry": None, "policy": None, "depths": None}]
)
def test_a_course_of_nothing_is_empty(data: Any) -> None:
    course = built(data)
    assert (course.series, course.entry, course.partial) == ((), (), False)
    assert (course.scale, course.policy) == (DepthScale(), Policy())


# -- entry knowledge


def test_entry_knowledge_resolves_its_concepts_and_depths() -> None:
    data = {
        "entry": [
            {"concept": "python", "depth": "applied"},
            {"concept": "pyhton", "depth": "develped"},
            {"depth": "applied"},
        ]
    }
    course = built(data)
    assert [(entry.concept, entry.depth) for entry in course.entry] == [("python", "applied"), ("python", "developed")]
    assert [name.at.path for name in course.unresolved] == [("entry", 1, "concept"), ("entry", 1, "depth")]


def test_entry_knowledge_without_a_depth_gives_nothing_away() -> None:
    assert built({"entry": [{"concept": "python", "depth": None}]}).entry[0].depth == "not-taught"


# -- the scale


@pytest.mark.parametrize(
    ("depths", "levels"),
    [
        ({"scale": ["none", "seen", "grasped", "mastered"], "known": "grasped"}, (2, 3, 3)),
        ({"scale": ["none", "seen", "grasped", "traced", "mastered"], "known": "grasped"}, (2, 3, 4)),
        ({"scale": ["none", "some"], "known": "some"}, (1, 1, 1)),
        ({"scale": ["a", "b", "c", "d"], "known": "b", "developed": "d", "applied": "c"}, (1, 3, 2)),
        ({"scale": ["a", "b", "c"], "known": "misspelt"}, (1, 2, 2)),
    ],
)
def test_the_levels_that_rules_turn_on(depths: dict[str, Any], levels: tuple[int, int, int]) -> None:
    scale = build_scale({"depths": depths})
    assert scale.names == tuple(depths["scale"])
    assert (scale.known, scale.developed, scale.applied) == levels


@pytest.mark.parametrize("depths", [{}, {"scale": []}, {"scale": ["one"]}, {"scale": None, "known": "b"}, []])
def test_without_a_proper_scale_the_default_holds(depths: Any) -> None:
    assert build_scale({"depths": depths}) == DepthScale()


def test_names_and_levels_answer_each_other() -> None:
    scale = build_scale({"depths": {"scale": ["none", "seen", "grasped"], "known": "grasped"}})
    assert [scale.level(name) for name in scale.names] == [0, 1, 2]
    assert [scale.name(level) for level in (0, 1, 2)] == ["none", "seen", "grasped"]


def test_a_level_that_is_not_on_the_scale_is_noted() -> None:
    course = built({"depths": {"scale": ["none", "seen", "grasped"], "known": "graspd", "developed": "seen"}})
    assert [(name.written, name.presumed, name.at.path) for name in course.unresolved] == [
        ("graspd", "grasped", ("depths", "known"))
    ]


# -- the policy


def test_what_the_policy_leaves_out_has_its_default() -> None:
    policy = built({"policy": {"max_new": 2, "fading": {"introduced": 5}, "max_cluster": None}}).policy
    assert (policy.max_new, policy.max_cluster, policy.min_modalities) == (2, 5, 3)
    assert policy.fading == {"introduced": 5}


def test_fading_follows_the_scale_where_the_policy_is_silent() -> None:
    course = built({"depths": {"scale": ["none", "seen", "grasped", "traced", "mastered"], "known": "grasped"}})
    assert course.policy.fading == {"grasped": 3, "traced": 10}


def test_where_developed_is_no_deeper_than_known_the_shorter_time_holds() -> None:
    assert built({"depths": {"scale": ["none", "some"], "known": "some"}}).policy.fading == {"some": 3}


def test_fading_of_an_unknown_depth_is_noted() -> None:
    course = built({"policy": {"fading": {"introduecd": 3}}})
    assert [(name.written, name.presumed) for name in course.unresolved] == [("introduecd", "introduced")]


# -- the policy on verdicts


def test_verdicts_have_their_defaults_threshold_by_threshold() -> None:
    assert built({}).policy.verdicts == VerdictPolicy(
        {"critical": 0, "improvement": 0}, {"critical": 1}, {"critical": 2}
    )
    verdicts = built({"policy": {"verdicts": {"pass_up_to": {"improvement": 2}, "choice_from": {}}}}).policy.verdicts
    assert verdicts == VerdictPolicy({"improvement": 2}, {}, {"critical": 2})


@pytest.mark.parametrize(
    "verdicts",
    [
        None,
        5,
        {"pass_up_to": None},
        {"choice_from": {"critical": None}},
        {"pass_when": {}},
        {"choice_from": {"big": 1}},
    ],
)
def test_verdicts_that_could_not_be_read_are_none(verdicts: Any) -> None:
    assert built({"policy": {"max_new": 2, "verdicts": verdicts}}).policy.verdicts is None


@pytest.mark.parametrize(
    ("policy", "torn", "known"),
    [
        ({}, None, True),
        ({}, (), False),  # they may stand in what was not read
        ({}, ("policy",), False),
        ({"verdicts": {}}, ("policy",), True),
        ({"verdicts": {}}, ("policy", "verdicts"), False),
        ({"verdicts": {"choice_from": {}}}, ("policy", "verdicts", "choice_from"), False),
        ({"verdicts": {}}, ("series",), True),
    ],
)
def test_verdicts_of_a_torn_course_file(policy: dict[str, Any], torn: DocPath | None, known: bool) -> None:
    course = build_course(FILE, {"policy": policy}, Names(FILE, set(), DepthScale()), torn=torn)
    assert (course.policy.verdicts is not None) == known
