"""PRE003, PRE004, PRE006, PRE007 and PRE010: what a lesson needs, has, and says that it needs."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Severity
from tests.small import concepts, course, found, lesson, record

RECIPE = concepts(
    """
    recipe: {name: Recipe, parts: [stages, distillation]}
    stages: {name: Stages}
    distillation: {name: Distillation}
    loop: {name: Loop}
    """
)


def needs(concept: str, requires: str = "introduced", more: str = "", mark: str = "") -> str:
    return f"prerequisites:\n  - {{concept: {concept}, requires: {requires}{more}}}{mark}\n"


def gap(concept: str, mark: str = "") -> str:
    return f"gaps:\n  - {{concept: {concept}, resolution: Show it., in: [s]}}{mark}\n"


# -- PRE003


@pytest.mark.parametrize(
    ("taught", "requires", "met"),
    [
        ("introduced", "introduced", True),
        ("developed", "introduced", True),
        ("mentioned", "mentioned", True),
        ("introduced", "developed", False),
        ("mentioned", "introduced", False),
        ("not-taught", "mentioned", False),
    ],
)
def test_the_depth_required_is_compared_with_the_depth_reached(
    tmp_path: Path, taught: str, requires: str, met: bool
) -> None:
    mark = "" if met else "  # <- PRE003"
    found(tmp_path, "PRE003", record("a", f"loop {taught}"), lesson("b", needs("loop", requires, mark=mark)))


def test_the_message_tells_where_the_student_has_it_from_and_where_it_gets_deeper(tmp_path: Path) -> None:
    blocks = record("a", "loop introduced"), lesson("b", needs("loop", "developed", mark="  # <- PRE003"))
    [fault] = found(tmp_path, "PRE003", *blocks, record("c", "loop developed"))
    assert "introduced in 1.1.1 a (planning/basics/a.yaml:6)" in fault.message
    assert "it becomes developed only in 1.1.3 c (planning/basics/c.yaml:6)" in fault.message
    assert fault.help.startswith("require no more than introduced, or teach it to developed in an earlier lesson")
    assert fault.pointer == "/prerequisites/0/requires"


def test_what_is_not_known_at_all_cannot_be_required_less_deeply(tmp_path: Path) -> None:
    needing = lesson("b", needs("loop", "developed", mark="  # <- PRE003"))
    [fault] = found(tmp_path, "PRE003", record("a", "loop mentioned"), needing)
    assert fault.help.startswith("teach it to developed in an earlier lesson")


def test_what_the_lesson_itself_teaches_comes_too_late(tmp_path: Path) -> None:
    body = needs("loop", mark="  # <- PRE003") + outline("teaches: [{concept: loop, depth: introduced}]")
    [fault] = found(tmp_path, "PRE003", lesson("a", body))
    assert "it becomes introduced only in section `s`" in fault.message


def outline(*sections: str) -> str:
    """Explain sections `s`, `s2`, … with the fields given."""
    names = ("s", *(f"s{number}" for number in range(2, 9)))
    rows = zip(names, sections, strict=False)
    return "outline:\n" + "".join(f"  - {{id: {id}, kind: explain, {fields}}}\n" for id, fields in rows)


def test_a_gap_answers_for_the_concept(tmp_path: Path) -> None:
    body = needs("loop", "developed") + gap("loop") + outline("teaches: [{concept: loop, depth: developed}]")
    found(tmp_path, "PRE003 PRE005", record("a", "loop introduced"), lesson("b", body))


@pytest.mark.parametrize(("needed", "in_gap"), [("recipe", "distillation"), ("distillation", "recipe")])
def test_a_gap_in_a_part_answers_for_the_whole_and_the_other_way_round(
    tmp_path: Path, needed: str, in_gap: str
) -> None:
    body = needs(needed) + gap(in_gap) + outline(f"teaches: [{{concept: {in_gap}, depth: introduced}}]")
    found(tmp_path, "PRE003 PRE005", RECIPE, record("a", "stages introduced"), lesson("b", body))


def test_a_gap_in_another_concept_does_not(tmp_path: Path) -> None:
    body = needs("distillation", mark="  # <- PRE003") + gap("stages")
    body += outline("teaches: [{concept: stages, depth: introduced}]")
    found(tmp_path, "PRE003 PRE005", RECIPE, lesson("a", body))


@pytest.mark.parametrize("parts", ["stages introduced", "distillation introduced"])
def test_a_whole_is_met_only_when_all_its_parts_are(tmp_path: Path, parts: str) -> None:
    found(tmp_path, "PRE003", RECIPE, record("a", parts), lesson("b", needs("recipe", mark="  # <- PRE003")))


def test_a_whole_is_met_by_its_parts(tmp_path: Path) -> None:
    taught = record("a", "stages introduced", "distillation developed")
    found(tmp_path, "PRE003", RECIPE, taught, lesson("b", needs("recipe")))


def test_entry_knowledge_meets_a_prerequisite(tmp_path: Path) -> None:
    entry = course("a", "entry: [{concept: python, depth: applied}]\n")
    found(tmp_path, "PRE003", entry, lesson("a", needs("python", "developed")))


def test_records_are_exempt(tmp_path: Path) -> None:
    found(tmp_path, "PRE003 PRE004 PRE007", record("a") + needs("loop", more=", status: ok"))


# -- PRE004


@pytest.mark.parametrize(
    ("taught", "requires", "status", "right"),
    [
        ("developed", "introduced", "ok", True),
        ("developed", "introduced", "gap", False),
        ("introduced", "developed", "gap", True),
        ("introduced", "developed", "missing", False),
        ("introduced", "developed", "ok", False),
        ("mentioned", "introduced", "missing", True),
        ("mentioned", "introduced", "gap", False),
        ("not-taught", "introduced", "missing", True),
        ("mentioned", "mentioned", "ok", True),
    ],
)
def test_the_status_follows_from_both_depths(
    tmp_path: Path, taught: str, requires: str, status: str, right: bool
) -> None:
    mark = "" if right else "  # <- PRE004"
    row = needs("loop", requires, f", status: {status}", mark)
    faults = found(tmp_path, "PRE004", record("a", f"loop {taught}"), lesson("b", row))
    assert all(fault.pointer == "/prerequisites/0/status" for fault in faults)


@pytest.mark.parametrize(
    ("has", "mark"), [("introduced", ""), ("developed", "  # <- PRE004"), ("mentioned", "  # <- PRE004")]
)
def test_a_written_has_is_compared_with_the_record(tmp_path: Path, has: str, mark: str) -> None:
    faults = found(
        tmp_path, "PRE004", record("a", "loop introduced"), lesson("b", needs("loop", more=f", has: {has}", mark=mark))
    )
    assert all("introduced in 1.1.1 a" in fault.message for fault in faults)


def test_has_and_status_wrong_together_are_one_fault(tmp_path: Path) -> None:
    row = needs("loop", more=", has: developed, status: gap", mark="  # <- PRE004")
    [fault] = found(tmp_path, "PRE004", record("a", "loop introduced"), lesson("b", row))
    assert fault.pointer == "/prerequisites/0/has"


@pytest.mark.parametrize("taught", ["not-taught", "introduced"])
def test_a_wrong_status_of_an_unmet_prerequisite_follows_from_it(tmp_path: Path, taught: str) -> None:
    row = needs("loop", "developed", ", status: ok", "  # <- PRE003")
    [fault] = found(tmp_path, "PRE003 PRE004", record("a", f"loop {taught}"), lesson("b", row))
    assert fault.related[-1].message == "PRE004 here follows from it"


@pytest.mark.parametrize(
    ("taught", "prerequisite"),
    [("loop developed", needs("loop", "developed")), ("loop introduced", "")],
    ids=["the depth is there", "no prerequisite asks for more than introduced"],
)
def test_a_gap_where_none_is(tmp_path: Path, taught: str, prerequisite: str) -> None:
    body = prerequisite + gap("loop", "  # <- PRE004") + outline("uses: [loop]")
    [fault] = found(tmp_path, "PRE004", record("a", taught), lesson("b", body))
    assert "there is no gap in `loop`" in fault.message


# -- PRE006


@pytest.mark.parametrize(
    ("fields", "verb"),
    [
        ("uses: [loop]", "uses"),
        ("parts: [{id: p, uses: [loop]}]", "uses"),
    ],
)
def test_what_is_known_from_before_and_used_must_be_declared(tmp_path: Path, fields: str, verb: str) -> None:
    body = outline(fields).rstrip("\n") + "  # <- PRE006\n"
    [fault] = found(tmp_path, "PRE006", record("a", "loop introduced"), lesson("b", body))
    assert fault.message.startswith(f"the lesson {verb} `loop`, which the student has from before")


CHECK = "outline:\n  - {id: c, kind: check, questions: [{id: q, prompt: What?, tests: [{concept: loop}]}]}"


def test_what_is_tested_must_be_declared_too(tmp_path: Path) -> None:
    [fault] = found(tmp_path, "PRE006", record("a", "loop introduced"), lesson("b", CHECK + "  # <- PRE006\n"))
    assert fault.message.startswith("the lesson tests `loop`")


@pytest.mark.parametrize(
    "declared",
    [
        needs("loop"),
        "connections: [{concept: loop, to: []}]\n",
        gap("loop"),
    ],
    ids=["prerequisite", "connection", "gap"],
)
def test_each_way_of_declaring_is_enough(tmp_path: Path, declared: str) -> None:
    found(tmp_path, "PRE006", record("a", "loop introduced"), lesson("b", declared + outline("uses: [loop]")))


@pytest.mark.parametrize(("declared", "used"), [("recipe", "stages"), ("stages", "recipe")])
def test_a_whole_declares_its_parts_and_a_part_its_whole(tmp_path: Path, declared: str, used: str) -> None:
    taught = record("a", "stages introduced", "distillation introduced")
    body = needs(declared) + outline(f"uses: [{used}]")
    found(tmp_path, "PRE006", RECIPE, taught, lesson("b", body))


def test_entry_knowledge_needs_no_declaration(tmp_path: Path) -> None:
    entry = course("a", "entry: [{concept: python, depth: applied}]\n")
    found(tmp_path, "PRE006", entry, lesson("a", outline("uses: [python]")))


def test_entry_knowledge_that_a_lesson_deepened_does(tmp_path: Path) -> None:
    entry = course("a, b", "entry: [{concept: python, depth: introduced}]\n")
    body = outline("uses: [python]").rstrip("\n") + "  # <- PRE006\n"
    found(tmp_path, "PRE006", entry, record("a", "python developed"), lesson("b", body))


@pytest.mark.parametrize(
    "sections",
    [
        outline("teaches: [{concept: loop, depth: introduced}]", "uses: [loop]"),
        outline("recaps: [list]"),
    ],
    ids=["taught by the lesson itself", "only recapped"],
)
def test_what_is_not_leant_on_from_before_needs_none(tmp_path: Path, sections: str) -> None:
    found(tmp_path, "PRE006", record("a", "list introduced", "loop mentioned"), lesson("b", sections))


def test_a_concept_is_reported_once_at_the_first_place(tmp_path: Path) -> None:
    first, second = (
        "  - {id: s, kind: explain, uses: [loop]}  # <- PRE006\n",
        "  - {id: t, kind: explain, uses: [loop]}\n",
    )
    found(tmp_path, "PRE006", record("a", "loop introduced"), lesson("b", "outline:\n" + first + second))


# -- PRE007


@pytest.mark.parametrize(
    "fields",
    [
        "uses: [loop]",
        "recaps: [loop]",
        "teaches: [{concept: loop, depth: developed}]",
        "parts: [{id: p, recaps: [loop]}]",
    ],
)
def test_any_section_that_touches_a_prerequisite_uses_it(tmp_path: Path, fields: str) -> None:
    found(tmp_path, "PRE007", record("a", "loop introduced"), lesson("b", needs("loop") + outline(fields)))


def test_a_test_uses_a_prerequisite(tmp_path: Path) -> None:
    found(tmp_path, "PRE007", record("a", "loop introduced"), lesson("b", needs("loop") + CHECK))


@pytest.mark.parametrize(("needed", "used"), [("recipe", "stages"), ("stages", "recipe")])
def test_a_part_uses_the_whole_and_a_whole_the_part(tmp_path: Path, needed: str, used: str) -> None:
    taught = record("a", "stages introduced", "distillation introduced")
    found(tmp_path, "PRE007", RECIPE, taught, lesson("b", needs(needed) + outline(f"uses: [{used}]")))


def test_a_gap_needs_the_prerequisite(tmp_path: Path) -> None:
    body = needs("loop", "developed") + gap("loop") + outline("uses: [list]")
    found(tmp_path, "PRE007", record("a", "loop introduced", "list introduced"), lesson("b", body))


def test_without_an_outline_nothing_is_unused_yet(tmp_path: Path) -> None:
    found(tmp_path, "PRE007", record("a", "loop introduced"), lesson("b", needs("loop")))


# -- PRE010


def leaning(how: str, mark: str = "", status: str = "planned") -> str:
    """A lesson that leans on `loop` in one of the three ways."""
    body = {
        "requires": f"prerequisites:\n  - {{concept: loop, requires: developed}}{mark}\n",
        "uses": f"outline:\n  - {{id: s, kind: explain, uses: [loop]}}{mark}\n",
        "tests": CHECK.replace("}]}]}", ", depth: developed}]}]}") + mark + "\n",
    }[how]
    return lesson("b", body, status=status)


@pytest.mark.parametrize(("status", "severity"), [("planned", Severity.INFO), ("built", Severity.ERROR)])
@pytest.mark.parametrize("how", ["requires", "uses", "tests"])
def test_leaning_on_a_promise(tmp_path: Path, how: str, status: str, severity: Severity) -> None:
    promise = record("a", "loop developed", status="planned")
    [fault] = found(tmp_path, "PRE010", promise, leaning(how, "  # <- PRE010", status))
    assert fault.severity is severity
    assert "developed in 1.1.1 a (planning/basics/a.yaml:6)" in fault.message
    assert [related.path for related in fault.related] == ["planning/basics/a.yaml"]
    assert ("build that lesson first" in fault.help) is (status == "built")


@pytest.mark.parametrize("how", ["requires", "uses", "tests"])
def test_what_the_record_has_leans_on_no_promise(tmp_path: Path, how: str) -> None:
    promise = record("z", "loop applied", status="planned")
    blocks = course("z, a, b"), promise, record("a", "loop developed"), leaning(how, status="built")
    found(tmp_path, "PRE010", *blocks)


def test_a_promise_of_more_than_the_record_counts_only_where_more_is_needed(tmp_path: Path) -> None:
    blocks = course("a, p, b"), record("a", "loop introduced"), record("p", "loop developed", status="planned")
    found(tmp_path / "uses", "PRE010", *blocks, leaning("uses", status="built"))
    found(tmp_path / "tests", "PRE010", *blocks, leaning("tests", "  # <- PRE010", status="built"))


def test_what_the_lesson_itself_teaches_is_no_promise(tmp_path: Path) -> None:
    body = outline("teaches: [{concept: loop, depth: introduced}]", "uses: [loop]") + CHECK.removeprefix("outline:\n")
    found(tmp_path, "PRE010", lesson("b", body + "\n"))


def test_the_lesson_that_promises_is_named_not_the_lesson_itself(tmp_path: Path) -> None:
    body = outline("teaches: [{concept: loop, depth: mentioned}]", "uses: [loop]").rstrip("\n") + "  # <- PRE010\n"
    [fault] = found(tmp_path, "PRE010", record("a", "loop introduced", status="planned"), lesson("b", body))
    assert "introduced in 1.1.1 a" in fault.message
    assert [related.path for related in fault.related] == ["planning/basics/a.yaml"]


def test_a_concept_is_promised_once_for_each_lesson(tmp_path: Path) -> None:
    body = "outline:\n  - {id: s, kind: explain, uses: [loop]}  # <- PRE010\n  - {id: t, kind: explain, uses: [loop]}\n"
    found(tmp_path, "PRE010", record("a", "loop introduced", status="planned"), lesson("b", body))


def test_a_whole_is_promised_through_one_of_its_parts(tmp_path: Path) -> None:
    blocks = record("a", "stages introduced"), record("p", "distillation introduced", status="planned")
    [fault] = found(tmp_path, "PRE010", RECIPE, *blocks, lesson("x", needs("recipe", mark="  # <- PRE010")))
    assert [related.path for related in fault.related] == ["planning/basics/p.yaml"]


def test_what_is_not_even_promised_is_no_matter_of_promises(tmp_path: Path) -> None:
    found(tmp_path, "PRE010", record("a", "loop mentioned", status="planned"), leaning("uses"))
