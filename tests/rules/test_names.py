"""SCH on names: what must resolve, agree and be unique, and which fault takes the place of another."""

from pathlib import Path

import pytest

from tests.small import concepts, course, file, found, lesson, record

# -- SCH004, SCH005


def test_an_unknown_concept_is_reported_once_for_each_file_with_its_other_places(tmp_path: Path) -> None:
    registry = concepts("while-loop: {name: While loop}\nlist: {name: List}")
    body = """
    prerequisites: [{concept: lists, requires: introduced}]  # <- SCH004
    outline:
      - {id: s, kind: explain, uses: [lists], recaps: [while-loop, lists]}
    """
    other = "connections: [{concept: lists}]  # <- SCH004\n"
    faults = found(tmp_path, "SCH004", registry, lesson("a", body), lesson("b", other))
    assert [len(fault.related) for fault in faults] == [2, 0]
    assert faults[0].help == "did you mean `list`? If not, add `lists` to planning/concepts.yaml"


def test_what_is_one_letter_off_is_read_as_if_it_were_right(tmp_path: Path) -> None:
    registry = concepts("while-loop: {name: While loop}")
    body = """
    outline:
      - {id: s, kind: explain, teaches: [{concept: while-lop, depth: introduced}]}  # <- SCH004
      - {id: c, kind: check, questions: [{id: q, prompt: What?, tests: [{concept: while-loop}]}]}
    """
    found(tmp_path, "SCH004 SEQ001", registry, lesson("a", body))


@pytest.mark.parametrize(
    "field",
    [
        "student_state: {knows: [{concept: nothing-like-it, depth: introduced}]}",
        "student_state: {not_covered: [{text: It, concepts: [nothing-like-it]}]}",
        "prerequisites: [{concept: nothing-like-it, requires: introduced}]",
        "misconceptions: [{id: m, belief: So., concept: nothing-like-it}]",
        "examples: [{id: m, polarity: positive, concept: nothing-like-it}]",
        "modalities: [{id: m, kind: visual, concept: nothing-like-it}]",
        "load: {new: [{cluster: New, concepts: [nothing-like-it]}]}",
        "connections: [{concept: loop, to: [nothing-like-it]}]",
        "scope: {excludes: [{text: It, concepts: [nothing-like-it]}]}",
        "teaches: [{concept: nothing-like-it, depth: introduced}]",
        "outline: [{id: s, kind: explain, parts: [{id: p, uses: [nothing-like-it]}]}]",
        "outline: [{id: s, kind: check, questions: [{id: q, prompt: What?, tests: [{concept: nothing-like-it}]}]}]",
    ],
)
def test_every_field_that_names_a_concept_must_name_one_that_is_there(tmp_path: Path, field: str) -> None:
    [fault] = found(tmp_path, "SCH004", concepts("loop: {name: Loop}"), lesson("a", f"{field}  # <- SCH004\n"))
    assert fault.help == "add `nothing-like-it` to planning/concepts.yaml"


def test_the_course_and_the_registry_name_concepts_too(tmp_path: Path) -> None:
    entry = course("a", "entry: [{concept: pyton, depth: applied}]  # <- SCH004\n")
    registry = concepts("python: {name: Python}\nwhole: {name: Whole, parts: [pythn]}  # <- SCH004")
    found(tmp_path, "SCH004", entry, registry, lesson("a"))


def test_the_registry_may_stand_in_several_files(tmp_path: Path) -> None:
    module = file("planning/basics/concepts.yaml", "concepts: {list: {name: List}}")
    found(
        tmp_path,
        "SCH004",
        concepts("loop: {name: Loop}"),
        module,
        lesson("a", "connections: [{concept: list, to: [loop]}]\n"),
    )


@pytest.mark.parametrize(
    "field",
    [
        "gaps: [{concept: loop, resolution: Yes., in: [s, nowhere]}]",
        "misconceptions: [{id: m, belief: So., in: [nowhere]}]",
        "examples: [{id: m, polarity: positive, in: [p, nowhere]}]",
        "modalities: [{id: m, kind: visual, in: [nowhere]}]",
    ],
)
def test_every_place_must_be_a_section_or_a_part(tmp_path: Path, field: str) -> None:
    sections = "outline: [{id: s, kind: explain, parts: [{id: p}]}]\n"
    [fault] = found(tmp_path, "SCH005", lesson("a", f"{field}  # <- SCH005\n{sections}"))
    assert "its sections are `s`" in fault.help


def test_a_place_is_guessed_or_the_sections_are_listed(tmp_path: Path) -> None:
    body = "modalities: [{id: m, kind: visual, in: [explian]}]  # <- SCH005\noutline: [{id: explain, kind: explain}]\n"
    [fault] = found(tmp_path / "near", "SCH005", lesson("a", body))
    assert fault.help == "did you mean `explain`?"
    [fault] = found(tmp_path / "empty", "SCH005", lesson("a", body.partition("outline")[0]))
    assert fault.help == "its sections are none yet"


# -- SCH006, SCH008


def test_a_page_and_a_review_of_a_lesson_that_is_not_there(tmp_path: Path) -> None:
    page = file("lessons/lops.md", "---\nlesson: lops  # <- SCH006\n---\n# Loops\n")
    review = file("reviews/lops/round-1.yaml", "lesson: lops  # <- SCH006\nround: 1\n")
    faults = found(tmp_path, "SCH006", lesson("loops"), page, review)
    assert {fault.help for fault in faults} == {"did you mean `loops`?"}


def test_a_page_and_a_review_that_are_like_nothing_are_told_what_to_do(tmp_path: Path) -> None:
    page = file("lessons/recursion.md", "---\nlesson: recursion  # <- SCH006\n---\n# Recursion\n")
    review = file("reviews/recursion/round-1.yaml", "lesson: recursion  # <- SCH006\nround: 1\n")
    helps = [fault.help for fault in found(tmp_path, "SCH006", lesson("loops"), page, review)]
    assert helps == ["add planning/<module>/recursion.yaml", "rename the folder, or add the plan"]


def test_what_a_review_does_not_say_contradicts_nothing(tmp_path: Path) -> None:
    found(tmp_path, "SCH008", lesson("a"), file("reviews/a/round-1.yaml", "findings: []  # <- SCH003\n"))


def test_pages_and_reviews_of_a_retired_lesson_are_at_home(tmp_path: Path) -> None:
    page = file("lessons/loops.md", "# Loops\n")
    review = file("reviews/loops/round-1.yaml", "lesson: loops\nround: 1\n")
    found(tmp_path, "SCH006 SCH008", lesson("loops", status="retired"), page, review)


def test_a_review_must_agree_with_its_folder_and_its_file(tmp_path: Path) -> None:
    review = file("reviews/loops/round-2.yaml", "lesson: lists  # <- SCH008\nround: 1  # <- SCH008\n")
    found(tmp_path, "SCH008", lesson("loops"), review)


def test_a_page_must_agree_with_its_file(tmp_path: Path) -> None:
    page = file("lessons/loops.md", "---\nlesson: lists  # <- SCH008\n---\n# Loops\n")
    found(tmp_path, "SCH008", lesson("loops"), page)


def test_a_page_that_states_no_lesson_goes_by_its_file(tmp_path: Path) -> None:
    found(tmp_path, "SCH006 SCH008", lesson("loops"), file("lessons/loops.md", "# Loops\n"))


# -- SCH007


@pytest.mark.parametrize(
    "body",
    [
        """
        outline:
          - {id: s, kind: explain, parts: [{id: p}]}
          - {id: t, kind: explain, parts: [{id: p}]}  # <- SCH007
        """,
        """
        outline:
          - {id: s, kind: explain}
          - {id: t, kind: explain, parts: [{id: s}]}  # <- SCH007
        """,
        """
        outline:
          - id: c
            kind: check
            questions:
              - {id: q, prompt: What?}
              - {id: q, prompt: Why?}  # <- SCH007
        """,
        """
        misconceptions: [{id: m, belief: So.}]
        examples: [{id: m, polarity: positive}]  # <- SCH007
        """,
        """
        examples: [{id: m, polarity: positive}]
        modalities: [{id: m, kind: visual}]  # <- SCH007
        """,
    ],
    ids=["parts", "section and part", "questions", "misconception and example", "example and modality"],
)
def test_ids_of_one_namespace_differ(tmp_path: Path, body: str) -> None:
    [fault] = found(tmp_path, "SCH007", lesson("a", body))
    assert [related.message for related in fault.related] == ["first named here"]
    assert fault.related[0].span != fault.span


def test_what_has_no_id_is_not_named_twice(tmp_path: Path) -> None:
    found(tmp_path, "SCH007", lesson("a", "outline:\n  - kind: explain  # <- SCH003\n  - kind: explain  # <- SCH003\n"))


def test_ids_of_different_namespaces_may_agree(tmp_path: Path) -> None:
    body = """
    misconceptions: [{id: s, belief: So.}]
    outline:
      - {id: s, kind: explain}
      - {id: c, kind: check, questions: [{id: s, prompt: What?}]}
      - {id: d, kind: check, questions: [{id: s, prompt: What?}]}
    """
    found(tmp_path, "SCH007", lesson("a", body), lesson("b", body))


def test_ids_of_the_course_differ(tmp_path: Path) -> None:
    modules = file(
        "planning/course.yaml",
        """
        course: example
        title: Example
        series:
          - id: one
            modules:
              - {id: basics, lessons: [a]}
          - id: one  # <- SCH007
            modules:
              - id: basics  # <- SCH007
                lessons:
                  - b
                  - a  # <- SCH007
        """,
    )
    found(tmp_path, "SCH007", modules, lesson("a"), lesson("b"))


def test_a_lesson_listed_twice_is_taught_where_it_stands_first(tmp_path: Path) -> None:
    twice = course("a, b, a", "").replace("b, a]", "b,\n  a]").replace("\n  a]}]}]", "\n  a]}]}]  # <- SCH007")
    using = "prerequisites: [{concept: loop, requires: introduced}]\n"
    found(tmp_path, "SCH007 PRE003", twice, record("a", "loop introduced"), lesson("b", using))


def test_two_plans_of_one_name_whatever_their_folders(tmp_path: Path) -> None:
    second = lesson("a", module="other").replace("lesson: a", "lesson: a  # <- SCH007")
    [fault] = found(tmp_path, "SCH007", course("a"), lesson("a"), second)
    assert "only planning/basics/a.yaml is used" in fault.message


def test_a_concept_defined_in_two_files(tmp_path: Path) -> None:
    # registry files are read in order of path, so the module's stands
    module = file("planning/basics/concepts.yaml", "concepts: {loop: {name: Loop}}")
    [fault] = found(tmp_path, "SCH007", concepts("loop: {name: Loops}  # <- SCH007"), module, lesson("a"))
    assert fault.related[0].path == "planning/basics/concepts.yaml"


def test_findings_of_one_round_differ(tmp_path: Path) -> None:
    review = file(
        "reviews/a/round-1.yaml",
        """
        lesson: a
        round: 1
        findings:
          - {id: too-early, severity: critical, title: Too early}
          - {id: too-early, severity: polish, title: Again}  # <- SCH007
        """,
    )
    found(tmp_path, "SCH007", lesson("a"), review)


# -- SCH009, SCH010: one slip, one fault


def test_a_slip_in_the_course_is_reported_where_it_was_made(tmp_path: Path) -> None:
    listed = course("variables, lops").replace("lops]}]}]", "lops]}]}]  # <- SCH010")
    using = """
    outline:
      - {id: s, kind: explain, teaches: [{concept: loop, depth: introduced}]}
      - {id: c, kind: check, questions: [{id: q, prompt: What?, tests: [{concept: list}]}]}  # <- SEQ001
    """
    [sequence, missing] = found(tmp_path, "SCH009 SCH010 SEQ001", listed, lesson("variables"), lesson("loops", using))
    assert missing.help.startswith("did you mean `loops`?")
    assert [related.path for related in missing.related] == ["planning/basics/loops.yaml"]
    assert sequence.lesson == "loops", "the plan that was meant keeps its place"


def test_each_slip_is_paired_with_one_plan(tmp_path: Path) -> None:
    listed = course("loop-one, loop-two").replace("loop-two]}]}]", "loop-two]}]}]  # <- SCH010")
    found(tmp_path, "SCH009 SCH010", listed, lesson("loop-one"), lesson("loops-two"))


def test_names_that_are_nothing_alike_are_two_faults(tmp_path: Path) -> None:
    listed = course("variables").replace("variables]}]}]", "variables]}]}]  # <- SCH010")
    stray = lesson("recursion").replace("lesson: recursion", "lesson: recursion  # <- SCH009")
    [missing, _] = sorted(found(tmp_path, "SCH009 SCH010", listed, stray), key=lambda fault: fault.code, reverse=True)
    assert missing.help == "write planning/basics/variables.yaml, or take the lesson out of the course"


def test_a_retired_plan_needs_no_place(tmp_path: Path) -> None:
    found(tmp_path, "SCH009 SCH010", course("a"), lesson("a"), lesson("old", status="retired"))


# -- SCH012


@pytest.mark.parametrize("element", ["m", "e", "v", "q", "s", "p"])
def test_a_deviation_may_be_from_anything_planned(tmp_path: Path, element: str) -> None:
    body = """
    misconceptions: [{id: m, belief: So.}]
    examples: [{id: e, polarity: positive}]
    modalities: [{id: v, kind: visual}]
    outline:
      - {id: s, kind: explain, parts: [{id: p}]}
      - {id: c, kind: check, questions: [{id: q, prompt: What?}]}
    """
    page = file("lessons/a.md", f"---\nlesson: a\ndeviations: [{{element: {element}, reason: So.}}]\n---\n# A\n")
    found(tmp_path, "SCH012", lesson("a", body), page)


@pytest.mark.parametrize(
    ("element", "help"),
    [
        ("tmier", "did you mean `timer`?"),
        ("xyz", "name a misconception, example, modality, question or section of the plan"),
    ],
)
def test_a_deviation_from_nothing_planned_is_guessed(tmp_path: Path, element: str, help: str) -> None:
    page = file("lessons/a.md", f"---\ndeviations: [{{element: {element}, reason: So.}}]  # <- SCH012\n---\n# A\n")
    [fault] = found(tmp_path, "SCH012", lesson("a", "examples: [{id: timer, polarity: positive}]\n"), page)
    assert fault.help == help


# -- SCH013


def test_the_name_serves_as_the_only_term_where_none_is_listed(tmp_path: Path) -> None:
    registry = concepts(
        """
        index: {name: Index}
        loop-counter: {name: Loop counter, terms: [counter, indices]}  # <- SCH013
        position: {name: Index}  # <- SCH013
        silent: {name: Index, terms: []}
        """
    )
    first, second = found(tmp_path, "SCH013", registry, lesson("a"))
    assert (first.pointer, second.pointer) == ("/concepts/loop-counter/terms/1", "/concepts/position/name")


def test_terms_that_differ_in_hyphen_and_case_are_the_same_but_capitals_keep_theirs(tmp_path: Path) -> None:
    registry = concepts(
        """
        for-loop: {name: For loop}
        four: {name: Four, terms: [FOR-Loop]}
        iteration: {name: Iteration, terms: [for-loops]}  # <- SCH013
        clip: {name: CLIP}
        clipping: {name: Clipping, terms: [clip]}
        """
    )
    found(tmp_path, "SCH013", registry, lesson("a"))


# -- SCH003: depths are the course's own


def test_a_depth_of_the_default_scale_is_none_where_the_course_has_its_own(tmp_path: Path) -> None:
    scale = course("a, b", "depths: {scale: [unknown, seen, grasped, mastered], known: grasped}\n")
    taught = record("a", "loop grasped", "list introduced").replace(
        "depth: introduced}", "depth: introduced}  # <- SCH003"
    )
    needing = lesson("b", "prerequisites: [{concept: loop, requires: graspd}]  # <- SCH003\n")
    unknown, misspelt = found(tmp_path, "SCH003 PRE003", scale, taught, needing)
    assert unknown.help == "the scale is unknown, seen, grasped, mastered"
    assert misspelt.help.startswith("did you mean `grasped`?")


@pytest.mark.parametrize(
    "key", ["known: graspd", "known: grasped, developed: graspd", "known: grasped, applied: graspd"]
)
def test_the_levels_that_rules_turn_on_must_be_on_the_scale(tmp_path: Path, key: str) -> None:
    scale = course("a", f"depths: {{scale: [unknown, seen, grasped, mastered], {key}}}  # <- SCH003\n")
    found(tmp_path, "SCH003", scale, lesson("a"))


def test_fading_is_of_depths_on_the_scale(tmp_path: Path) -> None:
    found(tmp_path, "SCH003", course("a", "policy: {fading: {introducd: 3}}  # <- SCH003\n"), lesson("a"))
