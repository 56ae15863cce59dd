"""PRE009: what was long unused must be brought back to mind."""

from pathlib import Path

import pytest

from tests.small import concepts, course, file, found, lesson, record

FADING = "  # <- PRE009"


def needing(mark: str = FADING, section: str = "uses: [loop]", requires: str = "introduced") -> str:
    body = f"""prerequisites:
  - {{concept: loop, requires: {requires}}}{mark}
outline:
  - {{id: s, kind: explain, {section}}}
"""
    return lesson("x", body)


def idle(count: int) -> str:
    return "".join(record(f"idle-{number}") for number in range(count))


@pytest.mark.parametrize(
    ("depth", "between", "faded"),
    [
        ("introduced", 2, False),
        ("introduced", 3, True),
        ("developed", 9, False),
        ("developed", 10, True),
        ("applied", 30, False),
    ],
)
def test_by_default_introduced_fades_after_three_lessons_developed_after_ten_applied_never(
    tmp_path: Path, depth: str, between: int, faded: bool
) -> None:
    blocks = record("a", f"loop {depth}"), idle(between), needing(FADING if faded else "")
    for fault in found(tmp_path, "PRE009", *blocks):
        assert f"last used {between + 1} lessons ago and is fading at {depth}" in fault.message


def with_policy(policy: str, between: int, rest: str = "") -> str:
    slugs = ", ".join(["a", *(f"idle-{number}" for number in range(between)), "x"])
    return course(slugs, f"policy: {{fading: {policy}}}\n{rest}")


@pytest.mark.parametrize(
    ("policy", "faded"),
    [("{introduced: 1}", True), ("{introduced: 2}", True), ("{introduced: 3}", False), ("{developed: 1}", False)],
)
def test_the_course_says_how_long_its_students_keep_what(tmp_path: Path, policy: str, faded: bool) -> None:
    blocks = with_policy(policy, 2), record("a", "loop introduced"), idle(2), needing(FADING if faded else "")
    found(tmp_path, "PRE009", *blocks)


def test_without_a_policy_a_scale_of_other_names_fades_by_what_its_levels_are(tmp_path: Path) -> None:
    scale = "depths: {scale: [unknown, seen, grasped, mastered], known: grasped}\n"
    four = course("a, idle-0, idle-1, idle-2, x", scale)
    blocks = four, record("a", "loop grasped"), idle(3), needing(requires="grasped")
    found(tmp_path / "grasped", "PRE009", *blocks)
    blocks = four, record("a", "loop mastered"), idle(3), needing("", requires="grasped")
    found(tmp_path / "mastered", "PRE009", *blocks)


def test_a_scale_of_other_names_fades_by_its_own_policy(tmp_path: Path) -> None:
    scale = "depths: {scale: [unknown, seen, grasped, mastered], known: grasped}\n"
    blocks = with_policy("{grasped: 1}", 1, scale), record("a", "loop grasped"), idle(1), needing(requires="grasped")
    found(tmp_path, "PRE009", *blocks)


@pytest.mark.parametrize(
    "touch",
    [
        "{id: t, kind: explain, uses: [loop]}",
        "{id: t, kind: recap, recaps: [loop]}",
        "{id: t, kind: check, questions: [{id: q, prompt: What?, tests: [{concept: loop}]}]}",
        "{id: t, kind: elaborate, teaches: [{concept: loop, depth: mentioned}]}",
    ],
    ids=["used", "recapped", "tested", "mentioned again"],
)
def test_any_use_in_between_keeps_it_fresh(tmp_path: Path, touch: str) -> None:
    blocks = record("a", "loop introduced"), idle(2), lesson("mid", f"outline: [{touch}]\n"), needing("")
    found(tmp_path, "PRE009", *blocks)


@pytest.mark.parametrize(
    "section",
    ["recaps: [loop]", "parts: [{id: p, recaps: [loop]}]", "teaches: [{concept: loop, depth: developed}]"],
    ids=["recapped", "recapped in a part", "deepened"],
)
def test_what_the_lesson_brings_back_is_not_fading(tmp_path: Path, section: str) -> None:
    found(tmp_path, "PRE009", record("a", "loop introduced"), idle(5), needing("", section))


@pytest.mark.parametrize(("needed", "recapped"), [("loop", "head"), ("head", "loop")])
def test_a_recap_of_a_part_or_of_the_whole_is_enough(tmp_path: Path, needed: str, recapped: str) -> None:
    registry = concepts("loop: {name: Loop, parts: [head]}\nhead: {name: Head}")
    body = needing("", f"recaps: [{recapped}]").replace("concept: loop", f"concept: {needed}")
    found(tmp_path, "PRE009", registry, record("a", "head introduced"), idle(5), body)


def test_entry_knowledge_that_nothing_ever_used_has_no_last_use(tmp_path: Path) -> None:
    entry = course(
        ", ".join([*(f"idle-{number}" for number in range(12)), "x"]), "entry: [{concept: loop, depth: introduced}]\n"
    )
    found(tmp_path, "PRE009", entry, idle(12), needing(""))


def test_entry_knowledge_fades_from_its_last_use(tmp_path: Path) -> None:
    slugs = ", ".join(["a", *(f"idle-{number}" for number in range(4)), "x"])
    entry = course(slugs, "entry: [{concept: loop, depth: introduced}]\n")
    using = lesson("a", "outline: [{id: s, kind: explain, uses: [loop]}]\n")
    found(tmp_path, "PRE009", entry, using, idle(4), needing())


def test_distances_mean_nothing_in_a_partial_course(tmp_path: Path) -> None:
    partial = with_policy("{introduced: 1}", 3, "partial: true\n")
    found(tmp_path, "PRE009", partial, record("a", "loop introduced"), idle(3), needing(""))


def self_contained(rest: str = "partial: false") -> str:
    return file(
        "planning/course.yaml",
        f"""
        course: example
        title: Example
        {rest}
        series:
          - id: main
            modules:
              - {{id: basics, lessons: [a]}}
              - {{id: island, self_contained: true, lessons: [x]}}
        """,
    )


@pytest.mark.parametrize("rest", ["partial: false", "partial: true"])
def test_a_self_contained_module_recaps_every_prerequisite_however_recent(tmp_path: Path, rest: str) -> None:
    blocks = self_contained(rest), record("a", "loop applied")
    [fault] = found(tmp_path / "missing", "PRE009", *blocks, needing())
    assert "the module is self-contained" in fault.message
    found(tmp_path / "there", "PRE009", *blocks, needing("", "recaps: [loop]"))


def test_what_is_not_known_cannot_fade(tmp_path: Path) -> None:
    found(tmp_path / "far", "PRE009", record("a", "loop mentioned"), idle(5), needing(""))
    found(tmp_path / "island", "PRE009", self_contained(), record("a", "loop mentioned"), needing(""))


def test_a_lesson_without_outline_has_no_recaps_to_miss(tmp_path: Path) -> None:
    body = lesson("x", "prerequisites: [{concept: loop, requires: introduced}]\n")
    found(tmp_path, "PRE009", record("a", "loop introduced"), idle(5), body)
