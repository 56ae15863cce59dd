"""PRE005 and PRE008: whether a gap is closed, in time, and how wide it is."""

from pathlib import Path

import pytest

from tests.small import concepts, course, found, lesson, record


def gap(
    *sections: str,
    where: str = "s1",
    requires: str = "developed",
    resolution: str = "Trace it.",
    mark: str = "  # <- PRE005",
) -> str:
    """A lesson with one gap in `loop`, and sections `s1`, `s2`, … with the fields given."""
    rows = "".join(
        f"  - {{id: s{number}, kind: explain{fields and ', '}{fields}}}\n" for number, fields in enumerate(sections, 1)
    )
    needs = f"prerequisites: [{{concept: loop, requires: {requires}}}]\n" if requires else ""
    place = f", in: [{where}]" if where != "-" else ""
    return lesson("x", f"{needs}gaps:\n  - {{concept: loop, resolution: {resolution}{place}}}{mark}\noutline:\n{rows}")


def teach(depth: str) -> str:
    return f"teaches: [{{concept: loop, depth: {depth}}}]"


KNOWN = record("a", "loop introduced")


def test_a_gap_that_is_closed_in_time_is_fine(tmp_path: Path) -> None:
    found(tmp_path, "PRE005", KNOWN, gap(teach("developed"), "uses: [loop]", mark=""))


@pytest.mark.parametrize("resolution", ['""', '"  "'])
def test_no_resolution(tmp_path: Path, resolution: str) -> None:
    [fault] = found(tmp_path, "PRE005", KNOWN, gap(teach("developed"), resolution=resolution))
    assert "has no resolution" in fault.message
    assert fault.pointer == "/gaps/0/resolution"


@pytest.mark.parametrize("where", ["-", ""], ids=["no `in`", "an empty `in`"])
def test_no_place(tmp_path: Path, where: str) -> None:
    [fault] = found(tmp_path, "PRE005", KNOWN, gap(teach("developed"), where=where))
    assert "is resolved in no section" in fault.message


@pytest.mark.parametrize("fields", ["", "recaps: [loop]", "uses: [loop]", teach("introduced")])
def test_a_place_that_does_not_go_deep_enough(tmp_path: Path, fields: str) -> None:
    [fault] = found(tmp_path, "PRE005", KNOWN, gap(fields))
    assert "`s1` should bring `loop` to developed, but it is only introduced after that" in fault.message
    assert "{concept: loop, depth: developed}" in fault.help


def test_a_later_section_does_not_close_it_for_the_one_named(tmp_path: Path) -> None:
    found(tmp_path, "PRE005", KNOWN, gap("", teach("developed")))


def test_a_section_before_it_uses_the_concept(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "PRE005", KNOWN, gap("uses: [loop]", teach("developed"), where="s2"))
    assert "`s1` uses `loop` before `s2` brings it to developed" in fault.message
    assert [related.message for related in fault.related] == ["used here"]


def test_a_section_between_two_that_close_it_uses_the_concept(tmp_path: Path) -> None:
    lesson_x = gap(teach("developed"), "uses: [loop]", teach("applied"), where="s1, s3", requires="applied")
    [fault] = found(tmp_path, "PRE005", KNOWN, lesson_x)
    assert "`s2` uses `loop` before" in fault.message


def test_a_section_after_the_first_that_closes_it_may_use_the_concept(tmp_path: Path) -> None:
    found(tmp_path, "PRE005", KNOWN, gap(teach("developed"), "uses: [loop]", teach("applied"), where="s1, s3", mark=""))


def test_the_sections_that_close_it_may_use_it_meanwhile(tmp_path: Path) -> None:
    together = gap(f"uses: [loop], {teach('developed')}", where="s1", mark="")
    found(tmp_path / "one", "PRE005", KNOWN, together)
    in_steps = gap("uses: [loop]", teach("developed"), where="s1, s2", mark="")
    found(tmp_path / "two", "PRE005", KNOWN, in_steps)
    parts = f"parts: [{{id: p1, uses: [loop]}}, {{id: p2, uses: [loop], {teach('developed')}}}]"
    found(tmp_path / "section", "PRE005", KNOWN, gap(parts, where="s1", mark=""))
    found(tmp_path / "parts", "PRE005", KNOWN, gap(parts, where="p1, p2", mark=""))


def test_a_section_before_it_may_recap_what_is_known(tmp_path: Path) -> None:
    found(tmp_path, "PRE005", KNOWN, gap("recaps: [loop]", teach("developed"), where="s2", mark=""))


def test_a_part_may_close_it_for_the_parts_after_it(tmp_path: Path) -> None:
    parts = f"parts: [{{id: p1, {teach('developed')}}}, {{id: p2, uses: [loop]}}]"
    found(tmp_path / "sound", "PRE005", KNOWN, gap(parts, where="p1", mark=""))
    early = f"parts: [{{id: p1, uses: [loop]}}, {{id: p2, {teach('developed')}}}]"
    found(tmp_path / "early", "PRE005", KNOWN, gap(early, where="p2"))


def test_without_a_prerequisite_known_is_deep_enough(tmp_path: Path) -> None:
    found(tmp_path, "PRE005", record("a", "loop mentioned"), gap(teach("introduced"), requires="", mark=""))


def test_the_deepest_of_several_prerequisites_counts(tmp_path: Path) -> None:
    body = gap(teach("developed")).replace(
        "[{concept: loop, requires: developed}]",
        "[{concept: loop, requires: introduced}, {concept: loop, requires: applied}]",
    )
    [fault] = found(tmp_path, "PRE005", KNOWN, body)
    assert "to applied" in fault.message


def test_a_gap_in_a_whole_is_closed_by_teaching_its_parts(tmp_path: Path) -> None:
    registry = concepts("loop: {name: Loop, parts: [head, body]}\nhead: {name: Head}\nbody: {name: Body}")
    one = "teaches: [{concept: head, depth: developed}]"
    both = "teaches: [{concept: head, depth: developed}, {concept: body, depth: developed}]"
    found(tmp_path / "one", "PRE005", registry, gap(one))
    found(tmp_path / "both", "PRE005", registry, gap(both, mark=""))


def test_several_things_wrong_with_one_gap_are_one_fault(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "PRE005", KNOWN, gap("", resolution='""'))
    assert len(fault.related) == 1


def test_a_place_that_does_not_exist_is_not_also_called_no_place(tmp_path: Path) -> None:
    found(tmp_path, "PRE005", KNOWN, gap(teach("developed"), where="nowhere", mark="  # <- SCH005"))


def test_what_a_place_that_does_not_exist_would_have_taught_is_unknown(tmp_path: Path) -> None:
    found(tmp_path, "PRE005", KNOWN, gap("", where="s1, nowhere", mark="  # <- SCH005"))


# -- PRE008


@pytest.mark.parametrize(
    ("taught", "requires", "size", "too_large"),
    [
        ("introduced", "developed", "small", False),
        ("introduced", "applied", "small", True),
        ("introduced", "applied", "medium", False),
        ("mentioned", "introduced", "small", False),
        ("mentioned", "developed", "small", True),
        ("mentioned", "developed", "medium", False),
        ("mentioned", "applied", "medium", True),
        ("not-taught", "introduced", "small", False),
        ("not-taught", "developed", "medium", False),
        ("not-taught", "applied", "medium", True),
        ("introduced", "developed", "large", True),
    ],
)
def test_the_levels_are_counted_from_mentioned(
    tmp_path: Path, taught: str, requires: str, size: str, too_large: bool
) -> None:
    body = gap(teach("applied"), requires=requires, mark="  # <- PRE008" if too_large else "")
    faults = found(
        tmp_path, "PRE008", record("a", f"loop {taught}"), body.replace("resolution:", f"size: {size}, resolution:")
    )
    assert all(fault.pointer == "/gaps/0/size" for fault in faults)


def test_a_gap_that_states_no_size_is_not_judged(tmp_path: Path) -> None:
    found(tmp_path, "PRE008", gap(teach("applied"), requires="applied", mark=""))


def test_a_scale_of_other_names_is_counted_in_its_own_levels(tmp_path: Path) -> None:
    scale = course("a, x", "depths: {scale: [unknown, seen, grasped, traced, mastered], known: grasped}\n")
    small = gap(teach("mastered"), requires="mastered", mark="  # <- PRE008").replace(
        "resolution:", "size: small, resolution:"
    )
    [fault] = found(tmp_path, "PRE008", scale, record("a", "loop grasped"), small)
    assert "spans 2 levels, from grasped to mastered" in fault.message
