"""The traceability table: what became of everything planned, and where."""

from pathlib import Path

from lesson_pipeline.record.traceability import Status, TracedLesson, trace_course
from tests.small import concepts, course, file, lesson, open_small, record

PLAN = lesson(
    "a",
    """
    prerequisites: [{concept: softmax, requires: developed}]
    gaps: [{concept: softmax, size: small, resolution: Recall it., in: [recap]}]
    misconceptions: [{id: m, belief: It stops at once., in: [recap]}]
    examples:
      - {id: e, polarity: positive, what: Counting, in: [explain]}
      - {id: f, polarity: negative, what: Not counting}
    modalities: [{id: v, kind: visual, what: A wheel, in: [one]}]
    outline:
      - {id: recap, kind: recap, title: Recap}
      - {id: explain, kind: explain, title: Explain, parts: [{id: one}]}
      - {id: check-1, kind: check, questions: [{id: q1, prompt: How?}, {id: q2, prompt: Why?}]}
      - {id: summarize, kind: summarize}
    """,
)
PAGE = file(
    "lessons/a.md",
    """
    ---
    lesson: a
    deviations:
      - {element: v, reason: Words will do.}
      - {element: q2, check: check-1, reason: It is too long.}
    ---

    ## Recap {#recap}

    A softmax gives shares.

    ## Explain {#explain}

    :::{card} Two at once
    :realizes: e, m
    So.
    :::

    ::::{check} check-1
    :::{question} q1
    How?
    :::
    ::::
    """,
)
REST = (concepts("softmax: {name: Softmax}"), record("b", "softmax introduced"), course("b, a, c"), lesson("c"))


def table(root: Path, *blocks: str) -> dict[str, TracedLesson]:
    return {lesson.slug: lesson for lesson in trace_course(open_small(root, *blocks, *REST).curriculum)}


def test_every_kind_is_followed_to_its_place(tmp_path: Path) -> None:
    traced = table(tmp_path, PLAN, PAGE)["a"]
    assert (traced.plan, traced.page) == ("planning/basics/a.yaml", "lessons/a.md")
    rows = [
        (row.kind, row.id, row.status.value, [(place.line, place.section) for place in row.realised], row.as_planned)
        for row in traced.rows
    ]
    assert rows == [
        ("section", "recap", "realised", [(8, "recap")], None),
        ("section", "explain", "realised", [(12, "explain")], None),
        ("check", "check-1", "realised", [(19, "explain")], None),
        ("question", "q1", "realised", [(20, "check-1")], None),
        ("question", "q2", "deviation", [], None),
        ("section", "summarize", "missing", [], None),
        ("misconception", "m", "realised", [(14, "explain")], False),
        ("example", "e", "realised", [(14, "explain")], True),
        ("example", "f", "missing", [], None),
        ("modality", "v", "deviation", [], None),
        ("gap", "softmax", "realised", [(10, "recap")], True),
    ]


def test_a_row_says_what_it_is_where_it_was_planned_and_why_it_was_left_out(tmp_path: Path) -> None:
    rows = {row.id: row for row in table(tmp_path, PLAN, PAGE)["a"].rows}
    assert rows["v"].reason == "Words will do."
    assert rows["q2"].reason == "It is too long."
    assert rows["e"].reason is None
    assert (rows["m"].text, rows["e"].text, rows["q1"].text) == ("It stops at once.", "Counting", "How?")
    assert (rows["q1"].where, rows["v"].where, rows["f"].where) == (("check-1",), ("one",), ())
    assert rows["v"].planned.path == ("modalities", 0, "id")


def test_a_place_names_its_block_and_its_anchor(tmp_path: Path) -> None:
    rows = {row.id: row for row in table(tmp_path, PLAN, PAGE)["a"].rows}
    [card], [check], [recap] = rows["e"].realised, rows["check-1"].realised, rows["recap"].realised
    assert (card.block and card.block.name, card.id) == ("card", None)
    assert (check.block and check.block.name, check.id) == ("check", "check-1")
    assert (recap.block, recap.id) == (None, "recap")


def test_several_blocks_are_all_told_and_one_at_its_place_is_enough(tmp_path: Path) -> None:
    more = PAGE.replace("A softmax", ":::{example} e\nSo.\n:::\n\nA softmax")
    rows = {row.id: row for row in table(tmp_path, PLAN, more)["a"].rows}
    assert [place.section for place in rows["e"].realised] == ["recap", "explain"]
    assert rows["e"].as_planned is True


def test_a_lesson_that_nobody_has_written(tmp_path: Path) -> None:
    traced = table(tmp_path, PLAN)
    assert list(traced) == ["a", "c"], "a record plans nothing"
    assert traced["a"].page is None
    assert {row.status for row in traced["a"].rows} == {Status.NOT_WRITTEN}
    assert len(traced["a"].rows) == 11
    assert traced["c"].rows == ()


def test_nothing_is_called_missing_where_fences_do_not_balance(tmp_path: Path) -> None:
    rows = {row.id: row for row in table(tmp_path, PLAN, PAGE + ":::{tip}\n")["a"].rows}
    assert (rows["f"].status, rows["e"].status) == (Status.UNCLEAR, Status.REALISED)


def test_what_is_there_is_not_left_out_whatever_the_front_matter_says(tmp_path: Path) -> None:
    page = PAGE.replace("{element: v,", "{element: e,")
    rows = {row.id: row for row in table(tmp_path, PLAN, page)["a"].rows}
    assert (rows["e"].status, rows["e"].reason) == (Status.REALISED, None)
    assert rows["v"].status is Status.MISSING
