"""LES003 to LES006, LES017, LES020, LES021: what was planned, and where the page has it."""

from pathlib import Path

import pytest

from tests.small import concepts, file, found, lesson, record

OUTLINE = """
outline:
  - {id: hook, kind: hook, title: Hook}
  - {id: explain, kind: explain, title: Explain, parts: [{id: one}, {id: two}]}
  - id: check-1
    kind: check
    questions:
      - {id: q1, prompt: "How often?"}
      - {id: q2, prompt: "Why so?"}
  - {id: check-2, kind: check, questions: [{id: q1, prompt: What then?}, {id: own, prompt: Where?}]}
"""
BEFORE = "## Hook {#hook}\n\n"
EXPLAIN = "## Explain {#explain}\n\n"
Q = ":::{question} "
CHECK_1 = ":::::{check} check-1\n::::{question} q1\nA?\n::::\n::::{question} q2\nB?\n::::\n:::::\n\n"
CHECK_2 = ":::::{check} check-2\n::::{question} q1\nC?\n::::\n::::{question} own\nD?\n::::\n:::::\n\n"
CHECKS = CHECK_1 + CHECK_2
M = "misconceptions: [{id: m, belief: It stops at once., negative_example: It does not., in: [explain]}]\n"
E = "examples: [{id: e, polarity: positive, what: Counting, purpose: It ends., in: [explain]}]\n"
V = "modalities: [{id: v, kind: visual, concept: loop, what: A wheel, in: [explain]}]\n"
CODES = {M: "LES003", E: "LES005", V: "LES004"}
EVERY = "LES001 LES003 LES004 LES005 LES006 LES017 LES020 LES021"
NEGATIVE = ":::{negative-example}\nSee.\n:::\n"


def plan(elements: str = "", outline: str = OUTLINE) -> str:
    return lesson("a", elements + outline)


def page(body: str, front: str = "") -> str:
    return file("lessons/a.md", f"---\nlesson: a\n{front}---\n\n{body}")


def marked(text: str, code: str) -> str:
    """The text with a mark at the end of its first line."""
    return text.replace("\n", f" <!-- <- {code} -->\n", 1)


# -- LES003, LES004, LES005


@pytest.mark.parametrize("element", CODES, ids=["misconception", "example", "modality"])
def test_what_the_section_lacks_is_reported_at_its_heading(tmp_path: Path, element: str) -> None:
    body = BEFORE + marked(EXPLAIN, CODES[element]) + CHECKS
    [fault] = found(tmp_path, EVERY, plan(element), page(body))
    assert fault.message.startswith("`explain` lacks the ")
    assert "planned there (planning/basics/a.yaml:4)" in fault.message
    assert "`:realizes: " in fault.help


@pytest.mark.parametrize("element", CODES, ids=["misconception", "example", "modality"])
def test_what_is_planned_for_no_place_is_looked_for_on_the_whole_page(tmp_path: Path, element: str) -> None:
    unplaced = element.replace(", in: [explain]", "")
    found(tmp_path / "missing", EVERY, plan(unplaced), page(marked(BEFORE, CODES[element]) + EXPLAIN + CHECKS))
    id = element[element.index("id: ") + 4]
    block = f"::::{{concept}} A title\n:realizes: {id}\nSo.\n\n{NEGATIVE}::::\n\n"
    found(tmp_path / "there", EVERY, plan(unplaced), page(BEFORE + block + EXPLAIN + CHECKS))


@pytest.mark.parametrize(
    "block",
    [
        f"::::{{misconception}} m\nSo.\n\n{NEGATIVE}::::\n",
        f"::::{{comparison}}\n:realizes: m\n{NEGATIVE}::::\n",
        ":::{negative-example}\n:realizes: m\nSee.\n:::\n",
        ":::{negative-example} m\nSee.\n:::\n",
        f":::::{{phase}} two\n::::{{misconception}} m\nSo.\n\n{NEGATIVE}::::\n:::::\n",
    ],
    ids=["its block", "realizes", "a negative example that realizes it", "by its id", "within a part"],
)
def test_what_is_there_is_not_missed(tmp_path: Path, block: str) -> None:
    found(tmp_path, EVERY, plan(M), page(f"{BEFORE}{EXPLAIN}{block}\n{CHECKS}"))


def test_a_heading_with_its_id_is_pointed_out(tmp_path: Path) -> None:
    body = f"{BEFORE}{marked(EXPLAIN, 'LES003')}### It stops at once {{#m}}\n\n{CHECKS}"
    [fault] = found(tmp_path, EVERY, plan(M), page(body))
    assert fault.help.startswith("a heading has its id (line 9), but it takes a block")


def test_what_is_left_out_with_a_reason_is_not_missed(tmp_path: Path) -> None:
    front = "deviations:\n  - {element: m, reason: Nobody thinks so.}\n  - {element: q2, check: check-1, reason: It is too long.}\n"
    checks = CHECKS.replace("::::{question} q2\nB?\n::::\n", "")
    found(tmp_path, EVERY, plan(M), page(f"{BEFORE}{EXPLAIN}{checks}", front))


def test_what_was_planned_for_a_section_left_out_on_purpose_is_still_missed(tmp_path: Path) -> None:
    front = "deviations:\n  - {element: explain, reason: It is long.}  # <- LES003\n"
    [fault] = found(tmp_path, EVERY, plan(M), page(f"{BEFORE}{CHECKS}", front))
    assert fault.message.startswith(
        "`explain` is left out on purpose, and with it the lesson lacks the misconception `m`"
    )


@pytest.mark.parametrize("element", CODES, ids=["misconception", "example", "modality"])
def test_what_was_planned_for_a_missing_section_follows_from_it(tmp_path: Path, element: str) -> None:
    body = BEFORE + marked(CHECK_1, "LES001") + CHECK_2
    [fault] = found(tmp_path, EVERY, plan(element), page(body))
    assert (fault.related[-1].path, fault.related[-1].span.line) == ("planning/basics/a.yaml", 4)
    assert fault.related[-1].message == f"{CODES[element]} here follows from it"


def test_what_was_planned_for_two_places_is_missed_at_the_one_that_is_there(tmp_path: Path) -> None:
    both = M.replace("[explain]", "[explain, hook]")
    body = marked(BEFORE, "LES003") + marked(CHECK_1, "LES001") + CHECK_2
    found(tmp_path, EVERY, plan(both), page(body))


def test_an_element_and_a_section_of_one_name_are_two_things(tmp_path: Path) -> None:
    same = E.replace("id: e,", "id: explain,")
    found(tmp_path, EVERY, plan(same), page(f"{BEFORE}{marked(EXPLAIN, 'LES005')}{CHECKS}"))


# -- LES006


def test_a_missing_check_takes_its_questions_along(tmp_path: Path) -> None:
    [fault] = found(tmp_path, EVERY, plan(), page(BEFORE + EXPLAIN + marked(CHECK_2, "LES006")))
    assert "no check `check-1`, which the plan has before `check-2`" in fault.message
    assert [item.message for item in fault.related if item.follows] == ["LES006 here follows from it"] * 2


def test_a_question_is_looked_for_in_its_own_check(tmp_path: Path) -> None:
    second = CHECK_2.replace("q1\nC?", "own\nC?").replace("::::{question} own\nD?\n::::\n", "")
    [fault] = found(tmp_path, EVERY, plan(), page(BEFORE + EXPLAIN + CHECK_1 + marked(second, "LES006")))
    assert "`check-2` does not ask `q1` (“What then?”" in fault.message
    assert "(`element: q1`, `check: check-2`)" in fault.help


def test_a_check_that_asks_nothing_is_one_fault(tmp_path: Path) -> None:
    first = marked(":::{check} check-1\nHow often, and why?\n:::\n\n", "LES006")
    [fault] = found(tmp_path, EVERY, plan(), page(BEFORE + EXPLAIN + first + CHECK_2))
    assert "asks none of the 2 questions" in fault.message
    assert len(fault.related) == 2


def test_a_check_may_be_a_heading_and_a_question_any_block_in_it(tmp_path: Path) -> None:
    first = "## Check {#check-1}\n\n:::{card}\n:realizes: q1, q2\nHow often, and why?\n:::\n\n"
    found(tmp_path, EVERY, plan(), page(BEFORE + EXPLAIN + first + CHECK_2))


def test_a_question_in_another_check_is_told_once_with_both_places(tmp_path: Path) -> None:
    second = CHECK_2.replace("::::{question} own\nD?\n::::\n", "")
    first = CHECK_1.replace("B?\n::::\n", "B?\n::::\n::::{question} own\nD?\n::::\n")
    [fault] = found(tmp_path, EVERY, plan(), page(BEFORE + EXPLAIN + first + marked(second, "LES006")))
    assert "a question of that name stands here" in {item.message for item in fault.related}
    assert "SCH012 here follows from it" in {item.message for item in fault.related}


# -- LES017


@pytest.mark.parametrize(
    ("where", "before", "after", "words"),
    [
        ("explain", "{}", "", "stands in `hook`, earlier than planned"),
        ("hook", "", "{}", "stands in `explain`, later than planned"),
        ("check-1", "", "{}", "stands in `explain`, earlier than planned"),
    ],
)
def test_the_side_is_told(tmp_path: Path, where: str, before: str, after: str, words: str) -> None:
    block = ":::{example} e <!-- <- LES017 -->\nSo.\n:::\n\n"
    body = BEFORE + before.format(block) + EXPLAIN + after.format(block) + CHECKS
    [fault] = found(tmp_path, EVERY, plan(E.replace("[explain]", f"[{where}]")), page(body))
    assert words in fault.message
    assert f"the plan has it in `{where}` (planning/basics/a.yaml:4)" in fault.message


def test_a_block_outside_every_section(tmp_path: Path) -> None:
    [fault] = found(
        tmp_path, EVERY, plan(E), page(":::{example} e <!-- <- LES017 -->\nSo.\n:::\n\n" + BEFORE + EXPLAIN + CHECKS)
    )
    assert "stands outside every section of the plan, earlier than planned" in fault.message


@pytest.mark.parametrize(
    ("where", "body"),
    [
        ("explain", EXPLAIN + "### Two {#two}\n\n{}"),
        ("two", EXPLAIN + "{}"),
        ("two", EXPLAIN + ":::::{phase} two\n{}:::::\n\n"),
        ("hook, explain", EXPLAIN + "{}"),
        ("hook", EXPLAIN + "{}:::{card}\n:realizes: hook\n:::\n\n"),
    ],
    ids=["in a part", "the page does not name the part", "phase", "one of two places", "not the heading's"],
)
def test_a_part_or_one_of_several_places_is_enough(tmp_path: Path, where: str, body: str) -> None:
    block = ":::{example} e\nSo.\n:::\n\n"
    if where == "hook":
        block = block.replace("e\n", "e <!-- <- LES017 -->\n", 1)
    found(
        tmp_path,
        EVERY,
        plan(E.replace("[explain]", f"[{where}]")),
        page(BEFORE + body.replace("{}", block, 1) + CHECKS),
    )


def test_what_is_planned_for_a_part_that_the_page_does_not_name_is_told_once(tmp_path: Path) -> None:
    elements = (M + E).replace("in: [explain]", "in: [two]")
    blocks = f":::{{example}} e <!-- <- LES017 -->\nSo.\n:::\n\n::::{{misconception}} m\n{NEGATIVE}::::\n\n"
    [fault] = found(tmp_path, EVERY, plan(elements), page(BEFORE + EXPLAIN + "### One {#one}\n\n" + blocks + CHECKS))
    assert "stands in `one`, and the page names no other part that it could be in" in fault.message
    assert fault.help.endswith("if `two` begins above it, give that a heading with its id")
    assert [item.message.split()[0] for item in fault.related if "follows from it" in item.message] == ["LES017"]


def test_another_part_than_planned(tmp_path: Path) -> None:
    body = EXPLAIN + "### One {#one}\n\n:::{example} e <!-- <- LES017 -->\nSo.\n:::\n\n### Two {#two}\n\n"
    [fault] = found(tmp_path, EVERY, plan(E.replace("[explain]", "[two]")), page(BEFORE + body + CHECKS))
    assert "stands in `one`, earlier than planned" in fault.message


def test_one_block_at_its_place_is_enough(tmp_path: Path) -> None:
    block = ":::{example} e\nSo.\n:::\n\n"
    found(tmp_path, EVERY, plan(E), page(BEFORE + block + EXPLAIN + block + CHECKS))


def test_after_its_check_within_its_section_is_within_its_section(tmp_path: Path) -> None:
    found(tmp_path, EVERY, plan(E), page(BEFORE + EXPLAIN + CHECKS + ":::{example} e\nSo.\n:::\n"))


def test_a_place_that_is_misspelt_in_the_plan_is_no_place_to_differ_from(tmp_path: Path) -> None:
    unclear = E.replace("in: [explain]}]", "in: [nowhere]}]  # <- SCH005")
    found(tmp_path, EVERY, plan(unclear), page(BEFORE + EXPLAIN + ":::{example} e\nSo.\n:::\n\n" + CHECKS))


# -- LES020

GAPS = lesson(
    "a",
    """
    prerequisites: [{concept: softmax, requires: developed}]
    gaps: [{concept: softmax, size: small, resolution: Recall the slots., in: [recap]}]
    outline:
      - {id: recap, kind: recap, title: Recap}
      - {id: explain, kind: explain, title: Explain}
    """,
)
KNOWN = record("b", "softmax introduced")
REGISTRY = concepts("softmax: {name: Softmax, parts: [exponent]}\nexponent: {name: Exponent}\nloop: {name: Loop}")


@pytest.mark.parametrize(
    "recap",
    [
        "Softmax turns slots into shares.\n",
        "It turns [slots](concept:softmax) into shares.\n",
        ":::{tip}\nThink of a softmax.\n:::\n",
        "| Softmax |\n| --- |\n| 1 |\n",
        "An exponent makes every slot positive.\n",
    ],
    ids=["word", "link", "in a block", "in a table", "a part of it"],
)
def test_a_gap_is_closed_where_its_concept_is_named(tmp_path: Path, recap: str) -> None:
    found(tmp_path, EVERY, REGISTRY, KNOWN, GAPS, page(f"## Recap {{#recap}}\n\n{recap}\n{EXPLAIN}"))


def test_a_section_that_never_names_it(tmp_path: Path) -> None:
    body = f"## Recap {{#recap}} <!-- <- LES020 -->\n\nShares of slots.\n\n{EXPLAIN}A softmax.\n"
    [fault] = found(tmp_path, EVERY, REGISTRY, KNOWN, GAPS, page(body))
    assert "`recap` should close the gap in `softmax`" in fault.message
    assert "never names it" in fault.message
    assert "Recall the slots" in fault.help


def test_a_gap_whose_section_is_missing_follows_from_that(tmp_path: Path) -> None:
    body = f"{marked(EXPLAIN, 'LES001')}A softmax.\n"
    [fault] = found(tmp_path, EVERY, REGISTRY, KNOWN, GAPS, page(body))
    assert fault.related[-1].message == "LES020 here follows from it"


def test_a_gap_without_a_place_is_a_matter_of_the_plan(tmp_path: Path) -> None:
    gaps = GAPS.replace(", in: [recap]", "")
    found(tmp_path, EVERY, REGISTRY, KNOWN, gaps, page(f"## Recap {{#recap}}\n\n{EXPLAIN}"))


# -- LES021


@pytest.mark.parametrize(
    "inside",
    ["So.\n", ":::{negative-example}\n:::\n", ":::{example}\nSo.\n:::\n"],
    ids=["words", "an empty one", "an example of which the plan says nothing"],
)
def test_a_belief_that_nothing_disproves(tmp_path: Path, inside: str) -> None:
    block = f"::::{{misconception}} m <!-- <- LES021 -->\n{inside}::::\n\n"
    [fault] = found(tmp_path, EVERY, plan(M), page(BEFORE + EXPLAIN + block + CHECKS))
    assert "It does not" in fault.help
    assert fault.related[0].path == "planning/basics/a.yaml"


def test_a_planned_negative_example_disproves_too(tmp_path: Path) -> None:
    negative = E.replace("positive", "negative")
    block = "::::{misconception} m\n:::{example} e\nSo.\n:::\n::::\n\n"
    found(tmp_path, EVERY, plan(M + negative), page(BEFORE + EXPLAIN + block + CHECKS))


def test_a_plan_that_has_nothing_to_disprove_it_is_a_fault_of_the_plan(tmp_path: Path) -> None:
    nothing = M.replace("negative_example: It does not., ", "")
    found(tmp_path, EVERY, plan(nothing), page(BEFORE + EXPLAIN + ":::{misconception} m\nSo.\n:::\n\n" + CHECKS))


def test_nothing_is_missed_where_fences_do_not_balance_or_the_plan_is_torn(tmp_path: Path) -> None:
    body = BEFORE + EXPLAIN + ":::{tip} <!-- <- LES019 -->\nSo.\n"
    found(tmp_path / "page", f"{EVERY} LES019", plan(M + E + V), page(body))
    torn = plan(M + E + V) + "teaches: [  # <- SCH001\n"
    found(tmp_path / "plan", EVERY, torn, page(BEFORE + EXPLAIN))
