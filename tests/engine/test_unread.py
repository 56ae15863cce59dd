"""A broken file hides no fault of the others, and what it may hold is not called missing elsewhere."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.engine.select import active_rules
from lesson_pipeline.testing import check_folder
from tests.small import concepts, course, file, found, lesson, record, small, told

USING = """
student_state: {knows: [{concept: loop, depth: introduced, source: [loops]}]}
prerequisites: [{concept: loop, requires: introduced, source: [loops], status: ok}]
outline:
  - {id: s, kind: explain, uses: [loop], recaps: [loop]}
  - {id: c, kind: check, questions: [{id: q, prompt: "A loop?", tests: [{concept: loop}]}]}
"""
TEACHING = "teaches: [{concept: loop, depth: introduced}]"


def sequence(root: Path) -> tuple[Diagnostic, ...]:
    """What the rules on structure, sequence and student state find."""
    return check_folder(root, active_rules(["SCH", "SEQ", "PRE"])).diagnostics


def codes(root: Path) -> list[tuple[str, str]]:
    """File and code of everything that they find and that is worse than a note."""
    return [(item.path, item.code) for item in sequence(root) if item.severity > Severity.INFO]


def broken(slug: str, *, before: str = "", after: str = "") -> str:
    """A lesson with a line that is no YAML, and what stands before and after it."""
    return lesson(slug, f"{before}narrative: this: breaks  # <- SCH001\n{after}", status="built")


# -- plans


def test_what_a_broken_plan_may_teach_is_not_missing_later(tmp_path: Path) -> None:
    loops = broken("loops", after=f"outline: [{{id: s, kind: explain, {TEACHING}}}]\n")
    small(loops, lesson("using", USING)).write(tmp_path)
    assert codes(tmp_path) == [("planning/basics/loops.yaml", "SCH001")], told(sequence(tmp_path))
    [fault] = (item for item in sequence(tmp_path) if item.code == "SCH001")
    followers = [related for related in fault.related if related.path == "planning/basics/using.yaml"]
    assert followers
    assert all("may follow from it" in related.message for related in followers)


def test_faults_that_have_nothing_to_do_with_it_remain(tmp_path: Path) -> None:
    loops = broken("loops", after=f"outline: [{{id: s, kind: explain, {TEACHING}}}]\n")
    other = lesson("other", "outline: [{id: s, kind: explain, uses: [list]}]  # <- SEQ003\n")
    found(tmp_path, "SCH001 SEQ003 PRE003", loops, lesson("using", USING), other)


def test_what_stands_above_the_break_is_read_and_judged(tmp_path: Path) -> None:
    loops = broken("loops", before=f"outline: [{{id: s, kind: explain, {TEACHING}, uses: [list]}}]  # <- SEQ003\n")
    found(tmp_path, "SCH001 SEQ003 PRE003", loops, lesson("using", USING))


def test_a_later_broken_plan_excuses_no_earlier_lesson(tmp_path: Path) -> None:
    using = lesson("using", "outline: [{id: s, kind: explain, uses: [loop]}]  # <- SEQ003\n")
    loops = broken("loops", after=f"outline: [{{id: s, kind: explain, {TEACHING}}}]\n")
    found(tmp_path, "SCH001 SEQ003", using, loops)


def test_a_later_broken_plan_may_use_and_test_what_an_earlier_one_teaches(tmp_path: Path) -> None:
    teaching = lesson("loops", "outline: [{id: s, kind: explain, teaches: [{concept: loop, depth: developed}]}]\n")
    probing = "outline: [{id: c, kind: check, questions: [{id: q, prompt: Why?, purpose: probe, tests: [{concept: list}]}]}]\n"
    later = broken(
        "later",
        after="outline: [{id: s, kind: explain, uses: [loop], teaches: [{concept: list, depth: introduced}]}]\n",
    )
    found(tmp_path, "SCH001 SEQ009 SEQ010 SEQ011", teaching, lesson("probing", probing), later)


def test_a_value_of_the_wrong_shape_hides_only_what_it_holds(tmp_path: Path) -> None:
    body = """
outline:
  - id: s
    kind: explain
    teaches: {concept: loop, depth: introduced}  # <- SCH003
"""
    other = lesson("other", "outline: [{id: s, kind: explain, uses: [list]}]  # <- SEQ003\n")
    found(tmp_path, "SCH003 SEQ003 PRE003", lesson("loops", body), lesson("using", USING), other)


def test_what_a_misshapen_section_teaches_is_not_missing_in_its_own_lesson(tmp_path: Path) -> None:
    body = """
outline:
  - {id: s, kind: explain, teaches: {concept: loop, depth: introduced}}  # <- SCH003
  - {id: t, kind: explain, uses: [loop]}
  - {id: u, kind: explain, uses: [list]}  # <- SEQ003
"""
    found(tmp_path, "SCH003 SEQ003", lesson("a", body))


def test_what_follows_is_told_by_itself_where_the_fault_it_follows_from_is_not(tmp_path: Path) -> None:
    using = lesson("using", "outline: [{id: s, kind: explain, uses: [loop]}]\n")
    small(broken("loops", after=f"outline: [{{id: s, kind: explain, {TEACHING}}}]\n"), using).write(tmp_path)
    assert [item.code for item in check_folder(tmp_path, ["SEQ003"]).diagnostics] == ["SEQ003"]


MISSING = {
    "PRE003": "prerequisites: [{concept: dict, requires: introduced}]\n",
    "PRE005": "gaps: [{concept: dict, resolution: Trace it., in: []}]\n",
    "PRE006": "outline: [{id: s, kind: explain, uses: [list]}]\n",
    "PRE007": "prerequisites: [{concept: list, requires: introduced}]\noutline: [{id: s, kind: explain}]\n",
    "PRE009": "prerequisites: [{concept: list, requires: introduced}]\noutline: [{id: s, kind: explain, uses: [list]}]\n",
    "SEQ009": "outline: [{id: s, kind: explain, teaches: [{concept: loop, depth: developed}]}]\n",
    "SEQ010": "outline: [{id: s, kind: explain, teaches: [{concept: loop, depth: introduced}]}]\n",
    "SCH005": "modalities: [{id: m, kind: visual, in: [t]}]\n",
}
"""What a plan says that lacks something, by the code that misses it."""


@pytest.mark.parametrize(("code", "body"), MISSING.items(), ids=MISSING)
def test_rules_that_miss_something_are_silent_on_a_broken_plan(tmp_path: Path, code: str, body: str) -> None:
    before = (
        course("lists, i1, i2, i3, i4, x"),
        record("lists", "list introduced"),
        *map(record, ("i1", "i2", "i3", "i4")),
    )
    small(*before, lesson("x", body)).write(tmp_path)
    assert code in {item.code for item in check_folder(tmp_path, [code]).diagnostics}, "whole, the plan lacks something"
    found(tmp_path, f"SCH001 {code}", *before, broken("x", before=body))


def test_an_element_that_was_torn_off_is_not_unknown_to_the_page(tmp_path: Path) -> None:
    page = file("lessons/a.md", "---\ndeviations: [{element: timer, reason: So.}]\n---\n# A\n")
    found(tmp_path, "SCH001 SCH012", broken("a", after="examples: [{id: timer, polarity: positive}]\n"), page)


def test_a_gap_whose_prerequisite_was_torn_off_is_still_a_gap(tmp_path: Path) -> None:
    gap = (
        f"gaps: [{{concept: loop, resolution: Trace it., in: [s]}}]\noutline: [{{id: s, kind: explain, {TEACHING}}}]\n"
    )
    needs = "prerequisites: [{concept: loop, requires: developed}]\n"
    found(tmp_path, "SCH001 PRE004 PRE005", record("a", "loop introduced"), broken("b", before=gap, after=needs))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.encode("utf-16"),
        lambda text: f"# f\xfcr alle\n{text}".encode("latin-1"),
        lambda text: b"- \x00" + text.encode(),
        lambda text: b"",
        lambda text: b"just a word\n",
    ],
    ids=["UTF-16", "Latin-1", "a character that is none", "empty", "no mapping"],
)
@pytest.mark.parametrize("path", ["planning/basics/loops.yaml", "planning/concepts.yaml", "planning/course.yaml"])
def test_a_file_that_cannot_be_read_at_all_starts_no_avalanche(tmp_path: Path, path: str, spoil) -> None:
    blocks = (
        course("loops, using"),
        concepts("loop: {name: Loops, terms: [loop]}"),
        lesson("loops", f"outline: [{{id: s, kind: explain, {TEACHING}}}]\n", status="built"),
        lesson("using", USING),
    )
    small(*blocks).write(tmp_path)
    assert codes(tmp_path) == []
    (tmp_path / path).write_bytes(spoil((tmp_path / path).read_text()))
    assert [item for item, _ in codes(tmp_path)] == [path], told(sequence(tmp_path))


# -- the registry


def test_a_registry_that_breaks_off_leaves_no_concept_unknown(tmp_path: Path) -> None:
    registry = file(
        "planning/concepts.yaml",
        """
        concepts:
          list: {name: List}
          dict: {name: [Dict}  # <- SCH001
          loop: {name: Loop}
        """,
    )
    body = "connections: [{concept: loop}, {concept: list}, {concept: tuple}]  # <- SCH004\n"
    [_, unknown] = sorted(found(tmp_path, "SCH001 SCH004", registry, lesson("a", body)), key=lambda item: item.code)
    assert "`tuple`" in unknown.message


def test_a_concept_whose_parts_were_torn_off_is_not_called_untaught(tmp_path: Path) -> None:
    registry = file(
        "planning/concepts.yaml",
        """
        concepts:
          stages: {name: Stages}
          recipe:
            name: Recipe
            summary: broken: here  # <- SCH001
            parts: [stages]
        """,
    )
    body = "outline: [{id: s, kind: explain, uses: [recipe]}]\n"
    found(tmp_path, "SCH001 SEQ003 SCH004", registry, record("a", "stages introduced"), lesson("b", body))


# -- the course


def test_a_course_that_breaks_off_leaves_no_lesson_unlisted(tmp_path: Path) -> None:
    listed = file(
        "planning/course.yaml",
        """
        course: example
        title: Example
        series:
          - id: main
            modules:
              - {id: one, lessons: [loops]}
              - {id: two, lessons: [using], title: "Two" too}  # <- SCH001
              - {id: three, lessons: [other]}
        """,
    )
    stray = lesson("stray").replace("lesson: stray", "lesson: stray  # <- SCH009")
    loops = record("loops", "loop introduced")
    found(tmp_path, "SCH001 SCH009 PRE002 PRE003", listed, loops, lesson("using", USING), lesson("other"), stray)


@pytest.mark.parametrize(
    "loops",
    [
        record("loops", "loop introduced"),
        lesson("loops", f"outline: [{{id: s, kind: explain, {TEACHING}}}]\n", status="built"),
    ],
    ids=["record", "lesson"],
)
def test_what_lessons_of_a_misshapen_module_teach_is_not_missing_in_the_next(tmp_path: Path, loops: str) -> None:
    listed = file(
        "planning/course.yaml",
        """
        course: example
        title: Example
        series:
          - id: main
            modules:
              - {id: one, lessons: loops}  # <- SCH003
              - {id: two, lessons: [using, other]}
        """,
    )
    other = lesson("other", "outline: [{id: s, kind: explain, uses: [list]}]  # <- SEQ003\n")
    small(listed, loops, lesson("using", USING), other).write(tmp_path)
    assert codes(tmp_path) == [("planning/basics/other.yaml", "SEQ003"), ("planning/course.yaml", "SCH003")]


def test_a_scale_that_was_torn_off_makes_no_depth_unknown(tmp_path: Path) -> None:
    listed = course("a, b").rstrip("\n") + "\ndescription: this: breaks\n"
    scale = "depths: {scale: [unknown, seen, grasped], known: grasped}\n"
    small(listed + scale, record("a", "list grasped"), lesson("b")).write(tmp_path)
    assert codes(tmp_path) == [("planning/course.yaml", "SCH001")], told(sequence(tmp_path))


def test_entry_knowledge_that_was_torn_off_is_not_missing(tmp_path: Path) -> None:
    listed = course("using").rstrip("\n") + "\ndescription: this: breaks\nentry: [{concept: loop, depth: applied}]\n"
    body = "outline: [{id: s, kind: explain, uses: [loop]}]\n"
    small(listed, lesson("using", body)).write(tmp_path)
    assert codes(tmp_path) == [("planning/course.yaml", "SCH001")]


def test_two_broken_files_are_two_faults(tmp_path: Path) -> None:
    found(tmp_path, "SCH001 SEQ003", broken("a"), broken("b"), lesson("c"))
