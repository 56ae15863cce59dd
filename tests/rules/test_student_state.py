"""PRE001 and PRE002: what a plan says of the student, and from where, against the record."""

from pathlib import Path

import pytest

from tests.small import concepts, course, found, lesson, record


def knows(*rows: str) -> str:
    """A written student state: rows `concept depth [sources]`, with ` !` where one must be reported as PRE001."""
    texts = []
    for row in rows:
        concept, depth, *more = row.removesuffix(" !").split(" ", 2)
        sources = f", source: {more[0]}" if more else ""
        mark = "  # <- PRE001" if row.endswith(" !") else ""
        texts.append(f"    - {{concept: {concept}, depth: {depth}{sources}}}{mark}\n")
    return "student_state:\n  knows:\n" + "".join(texts)


# -- PRE001


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("loop developed !", "write `introduced`"),
        ("loop mentioned !", "write `introduced`"),
        ("list introduced !", "write `mentioned`"),
        ("dict mentioned !", "write `not-taught`"),
    ],
)
def test_too_deep_and_too_shallow_are_both_reported(tmp_path: Path, row: str, told: str) -> None:
    state = lesson("b", knows(row))
    [fault] = found(tmp_path, "PRE001", record("a", "loop introduced", "list mentioned"), state)
    assert fault.help.startswith(told)
    assert fault.pointer == "/student_state/knows/0/depth"


def test_both_sides_are_shown_with_the_place_that_taught_it(tmp_path: Path) -> None:
    blocks = record("a", "loop mentioned"), record("b", "loop introduced"), lesson("c", knows("loop applied !"))
    [fault] = found(tmp_path, "PRE001", *blocks)
    assert "the plan says that `loop` is applied" in fault.message
    assert "the record says introduced in 1.1.2 b (planning/basics/b.yaml:6)" in fault.message
    assert [related.path for related in fault.related] == ["planning/basics/a.yaml", "planning/basics/b.yaml"]


@pytest.mark.parametrize("row", ["dict not-taught", "loop introduced", "python applied", "list mentioned"])
def test_what_agrees_with_the_record_is_fine(tmp_path: Path, row: str) -> None:
    entry = course("a, b", "entry: [{concept: python, depth: applied}]\n")
    registry = concepts("loop: {name: Loop}\nlist: {name: List}\ndict: {name: Dict}\npython: {name: Python}")
    found(
        tmp_path, "PRE001", entry, registry, record("a", "loop introduced", "list mentioned"), lesson("b", knows(row))
    )


def test_promises_count(tmp_path: Path) -> None:
    promise = record("a", "loop developed", status="planned")
    found(tmp_path, "PRE001", promise, lesson("b", knows("loop developed")))


def test_what_the_lesson_itself_teaches_is_not_known_when_it_starts(tmp_path: Path) -> None:
    outline = "outline: [{id: s, kind: explain, teaches: [{concept: loop, depth: developed}]}]\n"
    found(tmp_path, "PRE001", lesson("a", knows("loop developed !") + outline))


def test_a_whole_is_as_deep_as_its_shallowest_part(tmp_path: Path) -> None:
    registry = concepts("recipe: {name: Recipe, parts: [one, two]}\none: {name: One}\ntwo: {name: Two}")
    blocks = record("a", "one developed", "two introduced"), lesson("b", knows("recipe introduced", "one developed"))
    found(tmp_path, "PRE001", registry, *blocks)


def not_covered(concept: str, mark: str = "") -> str:
    return f"""student_state:
  not_covered:
    - text: Other kinds
      concepts: [{concept}]{mark}
"""


def test_what_is_called_not_covered_must_not_be_known(tmp_path: Path) -> None:
    state = lesson("b", not_covered("loop", "  # <- PRE001"))
    [fault] = found(tmp_path, "PRE001", record("a", "loop introduced"), state)
    assert "introduced in 1.1.1 a" in fault.message
    assert fault.help == "take it out of `not_covered`"


@pytest.mark.parametrize("depth", ["mentioned", "not-taught"])
def test_what_was_only_mentioned_may_be_called_not_covered(tmp_path: Path, depth: str) -> None:
    found(tmp_path, "PRE001", record("a", f"loop {depth}"), lesson("b", not_covered("loop")))


def test_a_retired_lesson_has_no_state_to_compare(tmp_path: Path) -> None:
    found(tmp_path, "PRE001", lesson("a", knows("loop applied"), status="retired"))


# -- PRE002


def source(concept: str, sources: str, depth: str = "introduced", mark: str = "  # <- PRE002") -> str:
    return f"student_state: {{knows: [{{concept: {concept}, depth: {depth}, source: [{sources}]}}]}}{mark}\n"


BEFORE = (
    record("a", "loop introduced", "list introduced") + record("b", "loop developed") + record("c", "dict introduced")
)


@pytest.mark.parametrize(
    ("sources", "said", "offered"),
    [
        ("aa", "there is no such lesson", "cite `a` or `b`"),
        ("z", "1.1.6 z comes later than 1.1.5 x", "cite `a` or `b`"),
        ("x", "a lesson cannot be its own source", "cite `a` or `b`"),
        ("old", "that lesson is retired", "cite `a` or `b`"),
        ("c", "1.1.3 c does not teach it", "cite `a` or `b`"),
    ],
    ids=["unknown", "later", "itself", "retired", "teaches something else"],
)
@pytest.mark.parametrize("where", ["knows", "prerequisites"])
def test_a_source_must_have_taught_it_before(tmp_path: Path, sources: str, said: str, offered: str, where: str) -> None:
    row = source("loop", sources, "developed")
    if where == "prerequisites":
        row = f"prerequisites: [{{concept: loop, requires: developed, source: [{sources}]}}]  # <- PRE002\n"
    blocks = (
        course("a, b, c, old, x, z"),
        BEFORE,
        record("old", "loop developed", status="retired"),
        lesson("x", row),
        record("z", "loop applied"),
    )
    [fault] = found(tmp_path, "PRE002", *blocks)
    assert said in fault.message
    assert offered in fault.help
    assert fault.pointer.endswith("/source/0")


def test_a_misspelt_source_is_guessed(tmp_path: Path) -> None:
    blocks = record("variables", "loop introduced"), lesson("x", source("loop", "variable"))
    [fault] = found(tmp_path, "PRE002", *blocks)
    assert fault.help == "did you mean `variables`?"


def test_a_source_that_the_course_does_not_list_has_not_taught_it(tmp_path: Path) -> None:
    blocks = course("a, x"), record("a"), lesson("x", source("loop", "stray"))
    stray = record("stray", "loop introduced").replace("lesson: stray", "lesson: stray  # <- SCH009")
    [fault] = found(tmp_path, "PRE002", *blocks, stray)
    assert "the course does not list that lesson" in fault.message


def test_entry_knowledge_has_no_lesson_to_cite(tmp_path: Path) -> None:
    entry = course("a, x", "entry: [{concept: python, depth: applied}]\n")
    [fault] = found(tmp_path, "PRE002", entry, record("a", "loop introduced"), lesson("x", source("python", "a")))
    assert "1.1.1 a does not teach it" in fault.message


def test_where_nothing_teaches_it_there_is_nothing_to_cite(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "PRE002", BEFORE, lesson("x", source("tuple", "c")))
    assert fault.help == "drop the source; nothing before this lesson teaches it"


def test_a_row_that_cites_nothing_is_no_matter_of_sources(tmp_path: Path) -> None:
    found(
        tmp_path,
        "PRE002",
        BEFORE,
        lesson("x", knows("loop developed") + "prerequisites: [{concept: loop, requires: applied}]\n"),
    )


def test_several_sources_count_by_the_deepest(tmp_path: Path) -> None:
    found(tmp_path, "PRE002", BEFORE, lesson("x", source("loop", "a, b", "developed", mark="")))


def test_each_of_several_sources_must_teach_it(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "PRE002", BEFORE, lesson("x", source("loop", "b, c", "developed")))
    assert fault.pointer.endswith("/source/1")


def test_sources_that_teach_it_but_not_so_deeply_are_not_the_source_of_that_depth(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "PRE002", BEFORE, lesson("x", source("loop", "a", "developed")))
    assert "only to introduced" in fault.message
    assert "developed in 1.1.2 b" in fault.message
    assert fault.help == "cite the lesson that deepens it too"


def test_a_source_need_not_reach_deeper_than_the_plan_says(tmp_path: Path) -> None:
    found(tmp_path, "PRE002", BEFORE, lesson("x", source("loop", "a", "introduced", mark="")))


def test_a_depth_that_the_plan_exaggerates_is_not_the_sources_fault(tmp_path: Path) -> None:
    found(tmp_path, "PRE002", BEFORE, lesson("x", source("loop", "b", "applied", mark="")))


def test_a_prerequisite_with_a_gap_asks_no_more_of_its_sources_than_they_have(tmp_path: Path) -> None:
    needs = "prerequisites: [{concept: loop, requires: applied, has: introduced, source: [a]}]\n"
    found(tmp_path, "PRE002", BEFORE, lesson("x", needs))


def test_a_lesson_that_teaches_a_part_is_a_source_of_the_whole(tmp_path: Path) -> None:
    registry = concepts("recipe: {name: Recipe, parts: [one, two]}\none: {name: One}\ntwo: {name: Two}")
    blocks = record("a", "one introduced"), record("b", "two introduced")
    found(tmp_path, "PRE002", registry, *blocks, lesson("x", source("recipe", "a, b", mark="")))


def test_a_lesson_that_teaches_the_whole_is_no_source_of_the_part(tmp_path: Path) -> None:
    registry = concepts("recipe: {name: Recipe, parts: [one]}\none: {name: One}")
    found(tmp_path, "PRE002", registry, record("a", "recipe introduced"), lesson("x", source("one", "a")))


def test_a_record_meets_this_rule_too(tmp_path: Path) -> None:
    claims = "kind: record\nteaches: [{concept: dict, depth: introduced}]\n" + source("loop", "c")
    found(tmp_path, "PRE001 PRE002", BEFORE, lesson("x", claims, status="built"))


def test_a_section_that_the_page_lacks_makes_no_source(tmp_path: Path) -> None:
    sections = """outline:
  - {id: one, kind: explain, teaches: [{concept: loop, depth: introduced}]}
  - {id: two, kind: explain}
"""
    page = "# file: lessons/a.md\n# A\n\n## Two {#two}\n"
    [fault] = found(tmp_path, "PRE002", lesson("a", sections, status="built"), page, lesson("x", source("loop", "a")))
    assert "does not teach it" in fault.message
