"""The record: what the student knows at a point of the course, how deeply, and from where."""

from pathlib import Path

import pytest

from lesson_pipeline.record.state import ConceptState, Record, build_record
from tests.small import concepts, course, file, lesson, open_small, record


def built(root: Path, *blocks: str) -> Record:
    return build_record(open_small(root, *blocks).curriculum)


def depths(states: list[ConceptState]) -> dict[str, int]:
    return {state.concept: state.level for state in states}


LAST = lesson("last")

TWO_SECTIONS = """
outline:
  - {id: first, kind: explain, teaches: [{concept: loop, depth: introduced}]}
  - {id: second, kind: elaborate, teaches: [{concept: loop, depth: developed}]}
"""


def test_nothing_is_known_before_the_first_lesson(tmp_path: Path) -> None:
    assert built(tmp_path, record("loops", "loop introduced")).state_before("loops") == []


def test_entry_knowledge_is_known_before_the_first_lesson(tmp_path: Path) -> None:
    entry = course("loops", "entry: [{concept: python, depth: applied}]\n")
    record_ = built(tmp_path, entry, lesson("loops", "connections: [{concept: python}]"))
    [state] = record_.state_before("loops")
    assert (state.concept, state.level, state.promised, state.lessons_ago) == ("python", 4, False, None)
    [taught] = state.taught
    assert (taught.lesson, taught.section, taught.file) == (None, None, "planning/course.yaml")


def test_depth_only_grows(tmp_path: Path) -> None:
    blocks = record("a", "loop developed"), record("b", "loop mentioned"), LAST
    [state] = built(tmp_path, *blocks).state_before("last")
    assert state.level == 3
    assert [(taught.lesson, taught.level) for taught in state.taught] == [("a", 3), ("b", 1)]


def test_the_state_of_a_lesson_leaves_out_the_lesson_and_what_follows(tmp_path: Path) -> None:
    blocks = record("a", "loop introduced"), lesson("b", TWO_SECTIONS, status="built"), record("c", "list introduced")
    assert depths(built(tmp_path, *blocks).state_before("b")) == {"loop": 2}


def test_concepts_stand_in_order_of_first_meeting(tmp_path: Path) -> None:
    blocks = record("a", "zip mentioned", "loop introduced"), record("b", "all introduced", "zip developed"), LAST
    assert list(depths(built(tmp_path, *blocks).state_before("last"))) == ["zip", "loop", "all"]


def test_sections_count_one_by_one(tmp_path: Path) -> None:
    record_ = built(tmp_path, lesson("loops", TWO_SECTIONS, status="built"))
    assert depths(record_.state_before("loops", "first")) == {}
    assert depths(record_.state_before("loops", "second")) == {"loop": 2}


def test_parts_count_one_by_one_after_what_their_section_teaches(tmp_path: Path) -> None:
    body = """
    outline:
      - id: explain
        kind: explain
        teaches: [{concept: loop, depth: mentioned}]
        parts:
          - {id: part-1, teaches: [{concept: loop, depth: introduced}]}
          - {id: part-2, teaches: [{concept: loop, depth: developed}]}
      - {id: after, kind: summarize}
    """
    record_ = built(tmp_path, lesson("loops", body, status="built"))
    at = {name: depths(record_.state_before("loops", name)) for name in ("explain", "part-1", "part-2", "after")}
    assert at == {"explain": {}, "part-1": {"loop": 1}, "part-2": {"loop": 2}, "after": {"loop": 3}}
    [state] = record_.state_before("loops", "after")
    assert [(taught.section, taught.part) for taught in state.taught] == [
        ("explain", None),
        ("explain", "part-1"),
        ("explain", "part-2"),
    ]


def test_a_section_that_the_outline_lacks_is_an_error(tmp_path: Path) -> None:
    record_ = built(tmp_path, lesson("loops", TWO_SECTIONS))
    with pytest.raises(KeyError):
        record_.state_before("loops", "third")


def test_a_record_contributes_its_targets_though_it_has_no_outline(tmp_path: Path) -> None:
    assert depths(built(tmp_path, record("a", "loop developed"), LAST).state_before("last")) == {"loop": 3}


def test_a_planned_lesson_without_outline_promises_its_targets(tmp_path: Path) -> None:
    blocks = lesson("a", "teaches: [{concept: loop, depth: developed}]"), LAST
    [state] = built(tmp_path, *blocks).state_before("last")
    assert (state.level, state.promised) == (3, True)


def test_a_planned_lesson_with_outline_promises_only_what_its_sections_teach(tmp_path: Path) -> None:
    body = """
    teaches: [{concept: loop, depth: applied}, {concept: list, depth: introduced}]
    outline: [{id: explain, kind: explain, teaches: [{concept: loop, depth: introduced}]}]
    """
    assert depths(built(tmp_path, lesson("a", body), LAST).state_before("last")) == {"loop": 2}


def test_a_built_lesson_without_outline_has_taught_nothing_that_can_be_shown(tmp_path: Path) -> None:
    blocks = lesson("a", "teaches: [{concept: loop, depth: developed}]", status="built"), LAST
    assert built(tmp_path, *blocks).state_before("last") == []


def test_a_retired_lesson_contributes_nothing(tmp_path: Path) -> None:
    blocks = record("old", "loop developed", status="retired"), lesson("a", TWO_SECTIONS, status="retired"), LAST
    assert built(tmp_path, *blocks).state_before("last") == []


def test_a_lesson_that_the_course_does_not_list_contributes_nothing(tmp_path: Path) -> None:
    blocks = course("last"), record("stray", "loop developed"), LAST
    assert built(tmp_path, *blocks).state_before("last") == []


def test_a_lesson_that_the_course_does_not_list_comes_after_everything(tmp_path: Path) -> None:
    blocks = course("a"), record("a", "loop developed"), lesson("stray")
    assert depths(built(tmp_path, *blocks).state_before("stray")) == {"loop": 3}


def test_the_course_decides_on_the_order_not_the_files(tmp_path: Path) -> None:
    blocks = course("z, a"), record("a", "loop developed"), record("z", "list introduced")
    assert depths(built(tmp_path, *blocks).state_before("a")) == {"list": 2}


def test_lessons_of_later_modules_come_later(tmp_path: Path) -> None:
    modules = file(
        "planning/course.yaml",
        """
        course: example
        title: Example
        series:
          - {id: one, modules: [{id: m1, lessons: [a]}, {id: m2, lessons: [b]}]}
          - {id: two, modules: [{id: m3, lessons: [c]}]}
        """,
    )
    blocks = modules, record("a", "loop introduced"), record("b", "list introduced"), record("c", "zip introduced")
    record_ = built(tmp_path, *blocks)
    assert [depths(record_.state_before(slug)) for slug in "abc"] == [{}, {"loop": 2}, {"loop": 2, "list": 2}]


# -- record and promise


def test_what_a_planned_lesson_deepens_is_promised_though_less_is_recorded(tmp_path: Path) -> None:
    deeper = "outline: [{id: explain, kind: explain, teaches: [{concept: loop, depth: developed}]}]"
    record_ = built(tmp_path, record("a", "loop introduced"), lesson("b", deeper), LAST)
    [state] = record_.state_before("last")
    assert (state.level, state.promised) == (3, True)
    assert record_.depth("loop", record_.start_of("last")) == (3, 2)


def test_what_the_record_reaches_by_itself_is_not_promised(tmp_path: Path) -> None:
    planned = record("a", "loop developed", status="planned")
    [state] = built(tmp_path, planned, record("b", "loop developed"), LAST).state_before("last")
    assert (state.level, state.promised) == (3, False)


def test_the_earlier_sections_of_the_lesson_itself_are_no_promise(tmp_path: Path) -> None:
    [state] = built(tmp_path, lesson("loops", TWO_SECTIONS)).state_before("loops", "second")
    assert (state.level, state.promised) == (2, False)


def test_the_lesson_itself_becomes_a_promise_for_the_next(tmp_path: Path) -> None:
    [state] = built(tmp_path, lesson("loops", TWO_SECTIONS), LAST).state_before("last")
    assert (state.level, state.promised) == (3, True)


# -- concepts made of parts

COMPOSITE = concepts(
    """
    recipe: {name: Recipe, parts: [stages, distillation]}
    stages: {name: Stages}
    distillation: {name: Distillation, parts: [teacher, student]}
    teacher: {name: Teacher}
    student: {name: Student}
    """
)


@pytest.mark.parametrize(
    ("taught", "reached"),
    [
        ([], 0),
        (["stages developed"], 0),
        (["stages developed", "teacher introduced"], 0),
        (["stages developed", "teacher introduced", "student mentioned"], 1),
        (["stages developed", "teacher introduced", "student applied"], 2),
        (["stages developed", "distillation introduced"], 2),
        (["recipe developed"], 3),
        (["recipe mentioned", "stages developed", "distillation developed"], 3),
        (["recipe developed", "stages introduced", "distillation introduced"], 3),
    ],
    ids=lambda value: " + ".join(value) if isinstance(value, list) else "",
)
def test_a_whole_is_known_at_the_least_of_its_parts_or_as_taught_itself(
    tmp_path: Path, taught: list[str], reached: int
) -> None:
    record_ = built(tmp_path, COMPOSITE, record("a", *taught), LAST)
    assert record_.depth("recipe", record_.start_of("last")).level == reached
    assert depths(record_.state_before("last")).get("recipe", 0) == reached


def test_a_whole_that_only_its_parts_parts_make_known_is_in_the_state(tmp_path: Path) -> None:
    nested = concepts(
        """
        course-work: {name: Course work, parts: [recipe]}
        recipe: {name: Recipe, parts: [stages]}
        stages: {name: Stages}
        """
    )
    record_ = built(tmp_path, nested, record("a", "stages developed"), LAST)
    assert depths(record_.state_before("last")) == {"stages": 3, "recipe": 3, "course-work": 3}


def test_teaching_the_whole_teaches_no_part(tmp_path: Path) -> None:
    record_ = built(tmp_path, COMPOSITE, record("a", "recipe developed"), LAST)
    assert depths(record_.state_before("last")) == {"recipe": 3}


def test_a_whole_is_promised_if_one_of_its_parts_is(tmp_path: Path) -> None:
    promise = record("b", "distillation developed", status="planned")
    states = built(tmp_path, COMPOSITE, record("a", "stages developed"), promise, LAST).state_before("last")
    assert {state.concept: state.promised for state in states} == {
        "stages": False,
        "distillation": True,
        "recipe": True,
    }


def test_a_whole_shows_where_its_parts_were_taught(tmp_path: Path) -> None:
    blocks = record("a", "stages introduced"), record("b", "student introduced", "teacher introduced")
    [whole] = [s for s in built(tmp_path, COMPOSITE, *blocks, LAST).state_before("last") if s.concept == "recipe"]
    assert [taught.lesson for taught in whole.taught] == ["a", "b", "b"]


def test_parts_in_a_circle_end_the_question(tmp_path: Path) -> None:
    circle = concepts(
        """
        hen: {name: Hen, parts: [egg]}
        egg: {name: Egg, parts: [hen]}
        """
    )
    record_ = built(tmp_path, circle, record("a", "egg introduced"), LAST)
    assert record_.depth("hen", record_.start_of("last")).level == 2


# -- how long ago


def ago(states: list[ConceptState]) -> dict[str, int | None]:
    return {state.concept: state.lessons_ago for state in states}


def test_lessons_are_counted_since_a_concept_was_last_taught(tmp_path: Path) -> None:
    blocks = record("a", "loop introduced", "list introduced"), record("b", "list developed"), record("c"), LAST
    assert ago(built(tmp_path, *blocks).state_before("last")) == {"loop": 3, "list": 2}


@pytest.mark.parametrize(
    "section",
    [
        "{id: s, kind: explain, uses: [loop]}",
        "{id: s, kind: recap, recaps: [loop]}",
        "{id: s, kind: explain, parts: [{id: p, uses: [loop]}]}",
        "{id: s, kind: check, questions: [{id: q1, prompt: What?, tests: [{concept: loop}]}]}",
    ],
    ids=["used", "recapped", "used in a part", "tested"],
)
def test_use_keeps_a_concept_fresh(tmp_path: Path, section: str) -> None:
    blocks = record("a", "loop introduced"), record("b"), lesson("c", f"outline: [{section}]"), record("d"), LAST
    assert ago(built(tmp_path, *blocks).state_before("last")) == {"loop": 2}


def test_use_of_a_whole_keeps_its_parts_fresh_and_of_a_part_the_whole(tmp_path: Path) -> None:
    tested = "{id: s, kind: check, questions: [{id: q1, prompt: What?, tests: [{concept: distillation}]}]}"
    blocks = (
        record("a", "stages introduced", "teacher introduced", "student introduced"),
        record("b"),
        lesson("c", f"outline: [{tested}]"),
        LAST,
    )
    assert ago(built(tmp_path, COMPOSITE, *blocks).state_before("last")) == {
        "stages": 3,
        "teacher": 1,
        "student": 1,
        "distillation": 1,
        "recipe": 1,
    }


def test_what_the_lesson_itself_has_just_taught_is_no_lesson_ago(tmp_path: Path) -> None:
    blocks = record("a", "loop introduced"), record("b"), lesson("loops", TWO_SECTIONS)
    assert ago(built(tmp_path, *blocks).state_before("loops", "first")) == {"loop": 2}
    assert ago(built(tmp_path, *blocks).state_before("loops", "second")) == {"loop": 0}


def test_a_retired_lesson_is_no_lesson_of_the_distance(tmp_path: Path) -> None:
    blocks = record("a", "loop introduced"), lesson("old", TWO_SECTIONS, status="retired"), LAST
    assert ago(built(tmp_path, *blocks).state_before("last")) == {"loop": 1}


def test_distances_mean_nothing_in_a_partial_course(tmp_path: Path) -> None:
    blocks = course("a, last", "partial: true\n"), record("a", "loop introduced"), LAST
    assert ago(built(tmp_path, *blocks).state_before("last")) == {"loop": None}


# -- the scale


def test_a_course_may_name_its_own_depths(tmp_path: Path) -> None:
    scale = course("a, last", "depths: {scale: [unknown, seen, grasped, mastered], known: grasped}\n")
    opened = open_small(tmp_path, scale, record("a", "loop mastered", "list seen"), LAST)
    assert depths(build_record(opened.curriculum).state_before("last")) == {"loop": 3, "list": 1}
    assert opened.curriculum.course.scale.known == 2
