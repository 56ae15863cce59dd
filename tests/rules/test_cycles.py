"""SEQ005: lessons that need each other in a circle, and concepts that are parts of themselves."""

from pathlib import Path

from tests.small import concepts, course, found, lesson, record


def needs(slug: str, needed: str, teaches: str, mark: str = "") -> str:
    """A lesson that requires one concept and teaches another."""
    body = f"""
    prerequisites:
      - {{concept: {needed}, requires: introduced}}{mark}
    outline:
      - {{id: explain, kind: explain, teaches: [{{concept: {teaches}, depth: introduced}}]}}
    """
    return lesson(slug, body.replace("\n    ", "\n").lstrip())


MARK = "  # <- SEQ005"


def test_two_lessons_that_need_each_other(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "SEQ005", needs("one", "b", "a", MARK), needs("two", "a", "b"))
    assert "1.1.1 one → 1.1.2 two → 1.1.1 one" in fault.message
    assert [(related.path, related.message) for related in fault.related] == [
        ("planning/basics/two.yaml", "1.1.2 two needs `a`")
    ]


def test_three_lessons_in_a_circle(tmp_path: Path) -> None:
    blocks = needs("one", "c", "a", MARK), needs("two", "a", "b"), needs("three", "b", "c")
    [fault] = found(tmp_path, "SEQ005", *blocks)
    assert "1.1.1 one → 1.1.3 three → 1.1.2 two → 1.1.1 one" in fault.message


def test_two_circles_are_two_faults(tmp_path: Path) -> None:
    blocks = (
        needs("one", "b", "a", MARK),
        needs("two", "a", "b"),
        needs("three", "d", "c", MARK),
        needs("four", "c", "d"),
    )
    found(tmp_path, "SEQ005", *blocks)


def test_a_lesson_that_merely_comes_too_early_is_no_circle(tmp_path: Path) -> None:
    blocks = needs("one", "b", "a"), needs("two", "c", "b"), record("three", "c introduced")
    found(tmp_path, "SEQ005", *blocks)


def test_a_circle_that_the_lesson_only_leads_into_is_not_its_own(tmp_path: Path) -> None:
    blocks = needs("one", "b", "a"), needs("two", "c", "b", MARK), needs("three", "b", "c")
    found(tmp_path, "SEQ005", *blocks)


def test_a_circle_is_seen_though_a_concept_was_mentioned_before(tmp_path: Path) -> None:
    blocks = record("zero", "a mentioned", "b mentioned"), needs("one", "b", "a", MARK), needs("two", "a", "b")
    found(tmp_path, "SEQ005", *blocks)


def test_what_an_earlier_lesson_teaches_closes_no_circle(tmp_path: Path) -> None:
    found(tmp_path, "SEQ005", record("zero", "b introduced"), needs("one", "b", "a"), needs("two", "a", "b"))


def test_entry_knowledge_closes_no_circle(tmp_path: Path) -> None:
    known = course("one, two", "entry: [{concept: b, depth: introduced}]\n")
    found(tmp_path, "SEQ005", known, needs("one", "b", "a"), needs("two", "a", "b"))


def test_what_nothing_teaches_closes_no_circle(tmp_path: Path) -> None:
    found(tmp_path, "SEQ005", needs("one", "b", "a"))


def test_the_other_needs_of_the_lessons_between_do_not_matter(tmp_path: Path) -> None:
    entry = course("one, two", "entry: [{concept: python, depth: applied}]\n")
    others = "{concept: untaught, requires: introduced}, {concept: python, requires: introduced}, {concept: b, requires: introduced}"
    body = f"""
prerequisites: [{others}, {{concept: a, requires: introduced}}]
outline: [{{id: explain, kind: explain, teaches: [{{concept: b, depth: introduced}}]}}]
"""
    found(tmp_path / "circle", "SEQ005", entry, needs("one", "b", "a", MARK), lesson("two", body))
    open_end = lesson("two", body.replace(", {concept: a, requires: introduced}", ""))
    found(tmp_path / "none", "SEQ005", entry, needs("one", "b", "a"), open_end)


def test_records_need_nothing(tmp_path: Path) -> None:
    is_record = "status: planned\nkind: record\nteaches: [{concept: a, depth: introduced}]"
    blocks = needs("one", "b", "a").replace("status: planned", is_record), needs("two", "a", "b")
    found(tmp_path, "SEQ005", *blocks)


def test_a_lesson_that_needs_what_it_teaches_is_no_circle(tmp_path: Path) -> None:
    found(tmp_path, "SEQ005", needs("one", "a", "a"))


def test_the_circle_takes_the_place_of_the_unmet_prerequisite(tmp_path: Path) -> None:
    found(tmp_path, "SEQ005 PRE003", needs("one", "b", "a", MARK), needs("two", "a", "b"))


def test_a_circle_that_runs_through_the_parts_of_a_concept(tmp_path: Path) -> None:
    registry = concepts(
        """
        whole: {name: Whole, parts: [half]}
        half: {name: Half}
        a: {name: A}
        """
    )
    found(tmp_path, "SEQ005", registry, needs("one", "whole", "a", MARK), needs("two", "a", "half"))


def test_a_concept_that_is_a_part_of_itself(tmp_path: Path) -> None:
    registry = concepts(
        """
        loop:
          name: Loop
          parts: [loop]  # <- SEQ005
        """
    )
    [fault] = found(tmp_path, "SEQ005", registry, lesson("one"))
    assert fault.pointer == "/concepts/loop/parts/0"
    assert "`loop` is a part of itself: it could never be taught" in fault.message
    assert fault.lesson is None


def test_parts_in_a_circle_are_one_fault_at_the_first_of_them(tmp_path: Path) -> None:
    registry = concepts(
        """
        hen:
          name: Hen
          parts: [feather, egg]  # <- SEQ005
        egg: {name: Egg, parts: [shell]}
        shell: {name: Shell, parts: [hen]}
        feather: {name: Feather}
        """
    )
    [fault] = found(tmp_path, "SEQ005", registry, lesson("one"))
    assert fault.pointer == "/concepts/hen/parts/1"
    assert "through `egg`" in fault.message


def test_two_circles_of_parts_are_two_faults(tmp_path: Path) -> None:
    registry = concepts(
        """
        hen: {name: Hen, parts: [egg]}  # <- SEQ005
        egg: {name: Egg, parts: [hen]}
        day: {name: Day, parts: [night]}  # <- SEQ005
        night: {name: Night, parts: [day]}
        """
    )
    found(tmp_path, "SEQ005", registry, lesson("one"))


def test_parts_shared_by_two_wholes_are_no_circle(tmp_path: Path) -> None:
    registry = concepts(
        """
        a: {name: A, parts: [b, c]}
        b: {name: B, parts: [d]}
        c: {name: C, parts: [d]}
        d: {name: D}
        """
    )
    found(tmp_path, "SEQ005", registry, lesson("one"))


def test_a_circle_of_parts_does_not_keep_the_other_rules_from_ending(tmp_path: Path) -> None:
    registry = concepts(
        """
        hen:
          name: Hen
          parts: [egg]  # <- SEQ005
        egg: {name: Egg, parts: [hen]}
        """
    )
    body = """
prerequisites: [{concept: hen, requires: introduced}]
outline:
  - {id: s, kind: explain, uses: [egg], recaps: [hen]}
  - {id: c, kind: check, questions: [{id: q, prompt: "A hen, an egg?", tests: [{concept: hen}]}]}
"""
    found(
        tmp_path,
        "SEQ005 SEQ001 SEQ002 SEQ003 PRE003 PRE009",
        registry,
        record("a", "egg introduced"),
        lesson("b", body),
    )
