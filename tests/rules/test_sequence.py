"""SEQ on sections: what they lean on, teach again, and in which order they stand."""

from pathlib import Path

import pytest

from tests.small import concepts, course, found, lesson, record

LOOP = "  - {id: explain, kind: explain, teaches: [{concept: loop, depth: introduced}]}\n"


def outline(*sections: str) -> str:
    return "outline:\n" + "".join(sections)


# -- SEQ003


@pytest.mark.parametrize(("key", "verb"), [("uses", "uses"), ("recaps", "recaps")])
def test_what_is_taught_below_can_be_neither_used_nor_recapped(tmp_path: Path, key: str, verb: str) -> None:
    sections = f"  - {{id: early, kind: explain, {key}: [loop]}}  # <- SEQ003\n"
    [fault] = found(tmp_path, "SEQ003", lesson("a", outline(sections, LOOP)))
    assert f"`early` {verb} `loop`" in fault.message
    assert "only in section `explain` (line 6)" in fault.message
    assert fault.help == "move `early` below `explain`, or teach the concept earlier"


def test_what_a_later_lesson_teaches_moves_the_lesson(tmp_path: Path) -> None:
    sections = "  - {id: early, kind: explain, uses: [loop]}  # <- SEQ003\n"
    [fault] = found(tmp_path, "SEQ003", lesson("a", outline(sections)), record("b", "loop introduced"))
    assert "first taught in 1.1.2 b (planning/basics/b.yaml:6)" in fault.message
    assert "move this lesson behind 1.1.2 b" in fault.help


def test_a_mention_is_not_enough_to_lean_on(tmp_path: Path) -> None:
    sections = "  - {id: early, kind: explain, uses: [loop]}  # <- SEQ003\n"
    [fault] = found(tmp_path, "SEQ003", record("a", "loop mentioned"), lesson("b", outline(sections)))
    assert "nothing in the course teaches it" in fault.message


def test_a_section_may_use_what_it_teaches_itself_in_any_of_its_parts(tmp_path: Path) -> None:
    sections = """
  - id: explain
    kind: explain
    uses: [loop]
    parts:
      - {id: part-1, uses: [loop]}
      - {id: part-2, teaches: [{concept: loop, depth: introduced}]}
"""
    found(tmp_path, "SEQ003", lesson("a", outline(sections)))


def test_a_part_is_named_where_it_leans_too_early(tmp_path: Path) -> None:
    sections = """
  - id: explain
    kind: explain
    parts:
      - id: part-1
        uses: [loop]  # <- SEQ003
  - {id: later, kind: explain, teaches: [{concept: loop, depth: introduced}]}
"""
    [fault] = found(tmp_path, "SEQ003", lesson("a", outline(sections)))
    assert fault.message.startswith("`part-1` uses `loop`")


RECIPE = concepts(
    """
    recipe: {name: Recipe, parts: [stages, distillation]}
    stages: {name: Stages}
    distillation: {name: Distillation}
    """
)


def test_a_whole_can_be_used_once_all_its_parts_are_known(tmp_path: Path) -> None:
    sections = (
        "  - {id: one, kind: explain, teaches: [{concept: stages, depth: introduced}]}\n",
        "  - {id: early, kind: explain, uses: [recipe]}  # <- SEQ003\n",
        "  - {id: two, kind: explain, teaches: [{concept: distillation, depth: introduced}]}\n",
        "  - {id: late, kind: explain, uses: [recipe]}\n",
    )
    found(tmp_path, "SEQ003", RECIPE, lesson("a", outline(*sections)))


def test_a_check_leans_on_what_it_uses_too(tmp_path: Path) -> None:
    found(tmp_path, "SEQ003", lesson("a", outline("  - {id: c, kind: check, uses: [loop]}  # <- SEQ003\n", LOOP)))


# -- SEQ006


def teaching(depth: str, mark: str = "") -> str:
    return outline(f"  - {{id: explain, kind: explain, teaches: [{{concept: loop, depth: {depth}}}]}}{mark}\n")


@pytest.mark.parametrize(
    ("known", "taught", "again"),
    [
        ("introduced", "introduced", True),
        ("developed", "introduced", True),
        ("introduced", "developed", False),
        ("developed", "mentioned", False),
        ("mentioned", "mentioned", False),
        ("mentioned", "introduced", False),
    ],
)
def test_only_what_goes_no_deeper_is_taught_again(tmp_path: Path, known: str, taught: str, again: bool) -> None:
    mark = "  # <- SEQ006" if again else ""
    faults = found(tmp_path, "SEQ006", record("a", f"loop {known}"), lesson("b", teaching(taught, mark)))
    assert all(f"{known} in 1.1.1 a" in fault.message for fault in faults)


def test_a_lesson_may_come_back_to_its_own_concept(tmp_path: Path) -> None:
    again = "  - {id: more, kind: elaborate, teaches: [{concept: loop, depth: introduced}]}\n"
    found(tmp_path, "SEQ006", lesson("a", outline(LOOP, again)))


def test_what_planned_lessons_promise_is_taught_again_too(tmp_path: Path) -> None:
    promise = record("a", "loop introduced", status="planned")
    found(tmp_path, "SEQ006", promise, lesson("b", teaching("introduced", "  # <- SEQ006")))


def test_entry_knowledge_is_not_taught_again(tmp_path: Path) -> None:
    entry = course("a", "entry: [{concept: loop, depth: introduced}]\n")
    [fault] = found(tmp_path, "SEQ006", entry, lesson("a", teaching("introduced", "  # <- SEQ006")))
    assert "the course's entry knowledge" in fault.message


def test_a_part_of_a_section_teaches_again_too(tmp_path: Path) -> None:
    sections = """
  - id: explain
    kind: explain
    parts: [{id: part-1, teaches: [{concept: loop, depth: introduced}]}]  # <- SEQ006
"""
    [fault] = found(tmp_path, "SEQ006", record("a", "loop introduced"), lesson("b", outline(sections)))
    assert fault.message.startswith("`part-1` teaches")


# -- SEQ007


def kinds(*sections: str) -> str:
    """Sections given as `kind`, or `kind!` where one must be reported."""
    rows = []
    for number, kind in enumerate(sections):
        mark = "  # <- SEQ007" if kind.endswith("!") else ""
        rows.append(f"  - {{id: s{number}, kind: {kind.rstrip('!')}}}{mark}\n")
    return outline(*rows)


@pytest.mark.parametrize(
    "sections",
    [
        ["context", "recap", "hook", "explain", "check", "elaborate", "practice", "summarize", "next-step"],
        ["hook", "hook", "explain"],
        ["context", "hook"],
        ["explain", "hook!", "explain", "hook!"],
        ["explain", "summarize!", "check", "summarize"],
        ["explain", "summarize", "summarize"],
        ["summarize", "next-step", "next-step"],
        ["explain", "next-step!", "summarize"],
        ["next-step!", "summarize!", "practice"],
        ["practice", "check", "explain"],
    ],
    ids=" ".join,
)
def test_hooks_come_first_and_summaries_last(tmp_path: Path, sections: list[str]) -> None:
    found(tmp_path, "SEQ007", lesson("a", kinds(*sections)))


def explored(*rows: str) -> str:
    """Sections given as `kind concept`, with ` !` where one must be reported."""
    texts = []
    for number, row in enumerate(rows):
        kind, concept, *bad = row.split()
        mark = "  # <- SEQ007" if bad else ""
        teaches = f"teaches: [{{concept: {concept}, depth: introduced}}]"
        texts.append(f"  - {{id: s{number}, kind: {kind}, {teaches}}}{mark}\n")
    return outline(*texts)


@pytest.mark.parametrize(
    "rows",
    [
        ["explain loop", "explore loop"],
        ["explore loop !", "explain loop"],
        ["explore loop !", "explore loop !", "explain loop"],
        ["explore loop", "explain list"],
        ["explore loop"],
        ["context loop", "explore loop", "explain loop"],
        ["explain loop", "explore loop", "explain loop"],
        ["explore loop", "elaborate loop"],
    ],
    ids=" | ".join,
)
def test_what_this_lesson_explains_is_explained_before_it_is_explored(tmp_path: Path, rows: list[str]) -> None:
    found(tmp_path, "SEQ007", lesson("a", explored(*rows)))


def test_what_an_earlier_lesson_explained_may_be_explored_first(tmp_path: Path) -> None:
    found(tmp_path, "SEQ007", record("a", "loop introduced"), lesson("b", explored("explore loop", "explain loop")))


# -- SEQ008


def modalities(*rows: str) -> str:
    """Modalities given as `kind section`, with ` !` where one must be reported; and the sections they stand in."""
    texts = []
    for number, row in enumerate(rows):
        kind, section, *bad = row.split()
        mark = "  # <- SEQ008" if bad else ""
        texts.append(f"  - {{id: m{number}, kind: {kind}, concept: loop, in: [{section}]}}{mark}\n")
    sections = """outline:
  - {id: one, kind: explain, parts: [{id: one-a}, {id: one-b}]}
  - {id: two, kind: explain}
"""
    return "modalities:\n" + "".join(texts) + sections


@pytest.mark.parametrize(
    "rows",
    [
        ["symbolic one !", "concrete two"],
        ["concrete two", "symbolic one !"],
        ["symbolic one-a !", "visual one-b"],
        ["symbolic one", "visual one"],
        ["concrete one", "symbolic two"],
        ["visual one", "concrete two"],
        ["symbolic one", "symbolic two"],
        ["symbolic one"],
        ["symbolic one !", "verbal two", "visual two"],
    ],
    ids=" | ".join,
)
def test_symbols_do_not_come_before_the_thing(tmp_path: Path, rows: list[str]) -> None:
    found(tmp_path, "SEQ008", lesson("a", modalities(*rows)))


def test_what_has_no_place_or_no_concept_has_no_order(tmp_path: Path) -> None:
    body = modalities("symbolic one", "concrete two")
    found(tmp_path / "place", "SEQ008", lesson("a", body.replace(", in: [one]", "")))
    found(tmp_path / "concept", "SEQ008", lesson("a", body.replace(", concept: loop", "")))


def test_each_concept_has_its_own_first_modality(tmp_path: Path) -> None:
    body = modalities("symbolic one", "concrete two").replace("concrete, concept: loop", "concrete, concept: list")
    found(tmp_path, "SEQ008", lesson("a", body))


# -- SEQ010

UNUSED = LOOP.rstrip("\n") + "  # <- SEQ010\n"


@pytest.mark.parametrize(
    "later",
    [
        "  - {id: s, kind: practice, uses: [loop]}\n",
        "  - {id: s, kind: recap, recaps: [loop]}\n",
        "  - {id: s, kind: explain, parts: [{id: p, uses: [loop]}]}\n",
        "  - {id: s, kind: elaborate, teaches: [{concept: loop, depth: developed}]}\n",
        "  - {id: s, kind: check, questions: [{id: q, prompt: What?, tests: [{concept: loop}]}]}\n",
    ],
    ids=["used", "recapped", "used in a part", "deepened", "tested"],
)
def test_any_later_use_is_a_use(tmp_path: Path, later: str) -> None:
    found(tmp_path / "here", "SEQ010", lesson("a", outline(LOOP, later)))
    found(tmp_path / "there", "SEQ010", lesson("a", outline(LOOP)), lesson("b", outline(later)))


def test_a_later_prerequisite_is_a_use_though_no_section_has_it(tmp_path: Path) -> None:
    needing = lesson("b", "prerequisites: [{concept: loop, requires: introduced}]\n")
    found(tmp_path, "SEQ010", lesson("a", outline(LOOP)), needing)


def test_a_use_that_comes_too_early_is_a_fault_of_its_own(tmp_path: Path) -> None:
    early = "  - {id: early, kind: context, uses: [loop]}  # <- SEQ003\n"
    found(tmp_path, "SEQ003 SEQ010", lesson("a", outline(early, LOOP)))


def test_the_prerequisite_of_the_lesson_itself_is_no_use(tmp_path: Path) -> None:
    body = "prerequisites: [{concept: loop, requires: introduced}]\n" + outline(UNUSED)
    found(tmp_path, "SEQ010", lesson("a", body))


def test_only_what_first_becomes_known_is_looked_at(tmp_path: Path) -> None:
    deeper = outline("  - {id: explain, kind: explain, teaches: [{concept: loop, depth: developed}]}\n")
    mention = outline("  - {id: explain, kind: explain, teaches: [{concept: list, depth: mentioned}]}\n")
    found(tmp_path, "SEQ010", record("a", "loop introduced"), lesson("b", deeper), lesson("c", mention))


def test_a_concept_that_is_not_registered_is_looked_at_like_any_other(tmp_path: Path) -> None:
    unknown = UNUSED.replace("SEQ010", "SCH004").replace("concept: loop", "concept: nothing-like-it")
    found(tmp_path, "SEQ010", concepts("loop: {name: Loop}"), lesson("a", outline(unknown)))


def test_terms_may_be_introduced_and_never_used(tmp_path: Path) -> None:
    registry = concepts("loop: {kind: term, name: Loop}")
    found(tmp_path, "SEQ010", registry, lesson("a", outline(LOOP)))


def test_a_partial_course_says_nothing_of_later_use(tmp_path: Path) -> None:
    found(tmp_path, "SEQ010", course("a", "partial: true\n"), lesson("a", outline(LOOP)))


@pytest.mark.parametrize(("taught", "used"), [("stages", "recipe"), ("recipe", "stages")])
def test_use_of_a_whole_or_a_part_is_a_use_of_the_other(tmp_path: Path, taught: str, used: str) -> None:
    sections = (
        f"  - {{id: one, kind: explain, teaches: [{{concept: {taught}, depth: introduced}}]}}\n",
        f"  - {{id: two, kind: explain, uses: [{used}]}}\n",
    )
    found(tmp_path, "SEQ010", RECIPE, lesson("a", outline(*sections)))
