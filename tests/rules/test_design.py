"""MIS to STY beyond the examples of their texts."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Severity
from tests.small import concepts, course, found, lesson, record

TEACHES = "teaches: [{concept: loop, depth: introduced}]"


def test_a_promise_without_an_outline_is_not_judged(tmp_path: Path) -> None:
    found(
        tmp_path, "MIS001 EXA001 EXA002 EXA004 MOD001 LOAD002 CON001 SCO003 TGT001 TGT002 TGT003", lesson("a", TEACHES)
    )


def test_a_wrong_place_is_one_fault(tmp_path: Path) -> None:
    body = f"""
misconceptions: [{{id: m, belief: B, negative_example: N, in: [nowhere]}}]  # <- SCH005
examples: [{{id: e, polarity: positive, purpose: P, in: [s]}}]
outline: [{{id: s, kind: explain, {TEACHES}}}]
"""
    found(tmp_path, "SCH005 MIS003 EXA003", lesson("a", body))


def test_a_misconception_addressed_in_time_somewhere_is_in_time(tmp_path: Path) -> None:
    body = f"""
misconceptions: [{{id: m, concept: loop, belief: B, negative_example: N, in: [t, s]}}]
outline:
  - {{id: s, kind: explain, {TEACHES}}}
  - {{id: c, kind: check, questions: [{{id: q, prompt: How?, tests: [{{concept: loop}}]}}]}}
  - {{id: t, kind: elaborate}}
"""
    found(tmp_path, "MIS004", lesson("a", body))


@pytest.mark.parametrize("about", ["recipe", "flour", "water"])
def test_an_example_of_a_part_or_the_whole_covers(tmp_path: Path, about: str) -> None:
    names = concepts("recipe: {name: Recipe, parts: [flour, water]}\nflour: {name: Flour}\nwater: {name: Water}\n")
    body = f"""
examples: [{{id: e, polarity: positive, concept: {about}}}]
outline: [{{id: s, kind: explain, teaches: [{{concept: recipe, depth: introduced}}]}}]
"""
    found(tmp_path, "EXA004", names, lesson("a", body))


def test_terms_are_not_new_concepts(tmp_path: Path) -> None:
    names = concepts("array: {kind: term, name: Array}")
    body = "outline: [{id: s, kind: explain, teaches: [{concept: array, depth: introduced}]}]"
    found(tmp_path, "EXA004 LOAD002 CON001", names, lesson("a", body))


def test_a_cluster_may_hold_a_term_that_is_taught(tmp_path: Path) -> None:
    names = concepts("array: {kind: term, name: Array}\nloop: {name: Loop}\n")
    body = """
load: {new: [{cluster: Lists, concepts: [array, loop]}]}
outline: [{id: s, kind: explain, teaches: [{concept: array, depth: introduced}, {concept: loop, depth: introduced}]}]
"""
    found(tmp_path, "LOAD002", names, lesson("a", body))


CLUSTER = "new: [{cluster: C, concepts: [loop]}]"
STRETCH = f"type: stretch\noutline: [{{id: s, kind: explain, {TEACHES}}}]"


def test_distances_in_a_partial_course_mean_nothing_between_modules(tmp_path: Path) -> None:
    series = (
        "# file: planning/course.yaml\ncourse: c\ntitle: C\npartial: true\n"
        "series: [{id: s, modules: [{id: basics, lessons: [a]}, {id: more, lessons: [b]}]}]\n"
    )
    first = f"load: {{{CLUSTER}}}\n{STRETCH}"
    second = f"load: {{previous: build, {CLUSTER}}}\n{STRETCH}".replace("loop", "array")
    found(tmp_path, "LOAD002 LOAD003", series, lesson("a", first), lesson("b", second, module="more"))


def test_the_load_of_the_lesson_before_is_compared(tmp_path: Path) -> None:
    body = "load: {previous: build, new: [{cluster: C, concepts: [array]}]}  # <- LOAD002\n" + STRETCH.replace(
        "loop", "array"
    )
    first = "load: {new: [{cluster: C, concepts: [loop]}]}\n" + STRETCH
    found(tmp_path, "LOAD002", course("a, b"), lesson("a", first), lesson("b", body))


def test_a_connection_that_does_not_say_where_it_leads_leads_nowhere(tmp_path: Path) -> None:
    body = f"connections: [{{concept: array}}]\noutline: [{{id: s, kind: explain, {TEACHES}}}]  # <- CON001"
    found(tmp_path, "CON001 CON002", record("r", "array introduced"), lesson("a", body))


@pytest.mark.parametrize(
    ("exclusion", "depth", "fires"),
    [
        ("", "introduced", True),
        ("", "mentioned", False),
        (", max_depth: mentioned", "introduced", True),
        (", max_depth: introduced", "introduced", False),
        (", max_depth: introduced", "developed", True),
    ],
)
def test_an_exclusion_says_how_far_one_may_go(tmp_path: Path, exclusion: str, depth: str, fires: bool) -> None:
    mark = "  # <- SCO001" if fires else ""
    body = f"""
scope: {{covers: [Loops], excludes: [{{text: No loops, concepts: [loop]{exclusion}}}]}}
outline: [{{id: s, kind: explain, teaches: [{{concept: loop, depth: {depth}}}]}}]{mark}
"""
    found(tmp_path, "SCO001", lesson("a", body))


@pytest.mark.parametrize(
    ("before", "exclusion", "taught"),
    [
        ([], "", ["flour introduced", "water introduced !"]),
        ([], "", ["flour introduced", "water mentioned"]),
        ([], "", ["flour introduced", "flour developed"]),
        ([], "", ["flour introduced", "water introduced !", "water developed"]),
        (["water introduced"], "", ["yeast introduced", "flour introduced !"]),
        (["water introduced", "flour introduced"], "", ["flour developed"]),
        ([], ", max_depth: introduced", ["flour introduced", "water introduced"]),
        ([], ", max_depth: introduced", ["flour developed", "water introduced", "water developed !"]),
    ],
)
def test_an_excluded_whole_is_taught_with_the_last_of_its_parts(
    tmp_path: Path, before: list[str], exclusion: str, taught: list[str]
) -> None:
    names = "recipe: {name: Recipe, parts: [flour, water]}\nflour: {name: F}\nwater: {name: W}\nyeast: {name: Y}"
    sections = ""
    for number, row in enumerate(taught):
        concept, depth, *mark = row.split()
        sections += f"  - {{id: s{number}, kind: explain, teaches: [{{concept: {concept}, depth: {depth}}}]}}"
        sections += "  # <- SCO001\n" if mark else "\n"
    scope = f"scope: {{covers: [Dough], excludes: [{{text: Not the recipe, concepts: [recipe]{exclusion}}}]}}"
    found(tmp_path, "SCO001", concepts(names), record("r", *before), lesson("a", f"{scope}\noutline:\n{sections}"))


@pytest.mark.parametrize(
    ("said", "exclusion", "fires"),
    [
        ("A loop runs.", "", True),
        ("A loop invariant holds.", "", False),  # the longer term shields the shorter
        ("A looping road.", "", False),
        ("A loop runs.", ", max_depth: mentioned", False),
    ],
)
def test_an_excluded_term_is_found_in_prose(tmp_path: Path, said: str, exclusion: str, fires: bool) -> None:
    names = concepts("loop: {name: Loop}\ninvariant: {name: Invariant, terms: [loop invariant]}\n")
    mark = "  # <- SCO002" if fires else ""
    body = f"""
scope: {{covers: [Steps], excludes: [{{text: No loops, concepts: [loop]{exclusion}}}]}}
outline: [{{id: s, kind: explain, content: "{said}"}}]{mark}
"""
    faults = found(tmp_path, "SCO002", names, lesson("a", body))
    assert [fault.span.end_column - fault.span.column for fault in faults] == ([len("loop")] if fires else [])


def test_what_the_student_knows_may_be_named_though_excluded(tmp_path: Path) -> None:
    body = """
scope: {covers: [Steps], excludes: [{text: No more on loops, concepts: [loop]}]}
outline: [{id: s, kind: explain, content: "A loop runs."}]
"""
    found(tmp_path, "SCO002", record("r", "loop introduced"), lesson("a", body))


def test_practice_may_stand_in_a_notebook(tmp_path: Path) -> None:
    body = """
teaches: [{concept: loop, depth: applied}]
notebooks: [{path: a.ipynb, exercises: [{id: e1, scaffold: guided}]}]
outline: [{id: s, kind: explain, teaches: [{concept: loop, depth: applied}]}]
"""
    found(tmp_path, "TGT005", lesson("a", body))


def test_house_style_has_the_severity_of_the_course(tmp_path: Path) -> None:
    style = "style: [{pattern: '(?i)\\bobviously\\b', message: nothing is obvious to a beginner, severity: error}]\n"
    body = 'outline: [{id: s, kind: explain, content: "Obviously, it ends."}]  # <- STY001'
    [fault] = found(tmp_path, "STY001", course("a", style), lesson("a", body))
    assert fault.severity is Severity.ERROR
    assert "nothing is obvious to a beginner" in fault.message


@pytest.mark.parametrize("pattern", ["(", "(a|aa)+$"])
def test_a_pattern_that_is_wrong_or_never_ends_is_the_course_s_fault(tmp_path: Path, pattern: str) -> None:
    style = f"style: [{{pattern: '{pattern}', message: no}}]  # <- STY001\n"
    body = f'outline: [{{id: s, kind: explain, content: "{"a" * 60}b"}}]'
    [fault] = found(tmp_path, "STY001", course("a", style), lesson("a", body))
    assert fault.path == "planning/course.yaml"
