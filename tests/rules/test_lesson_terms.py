"""LES009, LES010 and LES022: the terms that a lesson says, and those that it should say."""

from pathlib import Path

import pytest

from lesson_pipeline.diagnostics import Severity
from tests.rules.pages import asked, checks, explains, outline, page
from tests.small import concepts, course, found, lesson, record

SPOKEN = "  <!-- <- LES009 -->"
LOOP, LIST = explains("explain", "loop introduced"), explains("more", "list introduced")
LATER = record("z", "tuple introduced")


def section(id: str, text: str) -> str:
    return f"\n## Title {{#{id}}}\n\n{text}\n"


# -- LES009


def test_a_term_of_a_later_section_is_found_to_the_letter(tmp_path: Path) -> None:
    text = page(section("explain", f"A loop is\n  no *list*: lists come later.{SPOKEN}") + section("more", "A list."))
    [fault] = found(tmp_path, "LES009", lesson("a", outline(LOOP, LIST)), text)
    assert fault.severity is Severity.WARNING
    assert "“list”, but `list` has not been taught at this point" in fault.message
    assert "taught later in this lesson, in section `more` (line 6)" in fault.message
    assert (fault.span.line, fault.span.column, fault.span.end_column) == (4, 7, 11)
    assert ("lessons/a.md", 6) in {(item.path, item.span.line) for item in fault.related}


def test_words_of_a_hook_whose_heading_is_gone_are_no_fault_of_the_section_above(tmp_path: Path) -> None:
    recap, hook = "{id: recap, kind: recap}", "{id: hook, kind: hook, title: Why}"
    text = section("recap", "So.\n\nWhat is a loop?") + section("explain", "A loop.").replace(
        "}\n", "}  <!-- <- LES001 -->\n"
    )
    [fault] = found(tmp_path, "LES001 LES009", lesson("a", outline(recap, hook, LOOP)), page(text))
    assert [item.message.split()[0] for item in fault.related if "follows from it" in item.message] == ["LES009"]
    left_out = page(text.replace("  <!-- <- LES001 -->", "").replace("a loop?", f"a loop?{SPOKEN}"))
    front = "---\nlesson: a\ndeviations: [{element: hook, reason: Short of time}]\n---\n"
    body = left_out.replace("lessons/a.md\n", f"lessons/a.md\n{front}", 1)
    found(tmp_path / "on purpose", "LES001 LES009", lesson("a", outline(recap, hook, LOOP)), body)


def test_words_of_a_section_whose_heading_is_gone_follow_from_that(tmp_path: Path) -> None:
    plan = lesson("a", outline("{id: recap, kind: recap}", checks("check-1"), LOOP, LIST))
    text = page(
        section("recap", "So.\n\nA loop repeats.")
        + section("more", "A list.").replace("}\n", "}  <!-- <- LES001 -->\n")
    )
    [fault] = found(tmp_path, "LES001 LES009", plan, text)
    assert [item.message.split()[0] for item in fault.related if "follows from it" in item.message] == ["LES009"]


def test_a_term_of_a_later_lesson_and_one_that_nothing_teaches(tmp_path: Path) -> None:
    plan = lesson("a", outline(LOOP) + "connections: [{concept: set}]\n")
    text = page(section("explain", f"A loop over a tuple{SPOKEN}\nor a set.{SPOKEN}"))
    first, second = found(tmp_path, "LES009", plan, text, LATER)
    assert "first taught in 1.1.2 z" in first.message
    assert "nothing in the course teaches it" in second.message


def test_each_concept_is_reported_once_where_it_first_stands(tmp_path: Path) -> None:
    text = page(section("explain", f"A tuple.{SPOKEN}\n\nA tuple and tuples.") + section("more", "A tuple."))
    found(tmp_path, "LES009", lesson("a", outline(LOOP, LIST)), text, LATER)


def test_what_is_known_or_taught_by_the_very_section_may_be_said(tmp_path: Path) -> None:
    known = course("a, b", "entry: [{concept: set, depth: introduced}]\n")
    text = page(section("explain", "A set, a tuple, and then a loop."), slug="b")
    found(tmp_path, "LES009", known, record("a", "tuple introduced"), lesson("b", outline(LOOP)), text)


def test_a_section_may_name_what_its_parts_teach_and_what_they_make_up(tmp_path: Path) -> None:
    names = concepts("recipe: {name: Recipe, parts: [flour, water]}\nflour: {name: Flour}\nwater: {name: Water}\n")
    body = """
    outline:
      - id: explain
        kind: explain
        parts:
          - {id: one, teaches: [{concept: flour, depth: introduced}]}
          - {id: two, teaches: [{concept: water, depth: introduced}]}
    """
    text = page(section("explain", "The recipe is water and flour.") + "\n### One {#one}\n\nFlour, for water.\n")
    found(tmp_path, "LES009", names, lesson("a", body), text)


def test_what_this_text_has_mentioned_on_purpose_may_be_named_again(tmp_path: Path) -> None:
    plan = lesson("a", outline(explains("explain", "tuple mentioned"), LIST))
    found(tmp_path, "LES009", plan, page(section("explain", "A tuple.") + section("more", "A tuple, not a list.")))


def test_what_an_earlier_lesson_has_only_mentioned_is_not_known(tmp_path: Path) -> None:
    text = page(section("explain", f"A tuple.{SPOKEN}"), slug="b")
    [fault] = found(tmp_path, "LES009", record("a", "tuple mentioned"), lesson("b", outline(LOOP)), text)
    assert "has only been mentioned" in fault.message


@pytest.mark.parametrize("kind", ["recap", "explain", "explore", "elaborate", "practice"])
def test_sections_that_explain_are_read(tmp_path: Path, kind: str) -> None:
    found(
        tmp_path,
        "LES009",
        lesson("a", outline(explains("s", kind=kind))),
        page(section("s", f"A tuple.{SPOKEN}")),
        LATER,
    )


@pytest.mark.parametrize("kind", ["context", "hook", "summarize", "next-step"])
def test_sections_that_look_ahead_or_back_are_not(tmp_path: Path, kind: str) -> None:
    found(tmp_path, "LES009", lesson("a", outline(explains("s", kind=kind))), page(section("s", "A tuple.")), LATER)


@pytest.mark.parametrize("block", ["objective", "scope", "references", "summary", "next-step", "module-complete"])
def test_blocks_that_look_ahead_or_back_are_not(tmp_path: Path, block: str) -> None:
    text = section("explain", f":::{{{block}}}\nA tuple.\n:::")
    found(tmp_path, "LES009", lesson("a", outline(LOOP)), page(text), LATER)


@pytest.mark.parametrize("block", ["tip", "aside", "concept", "warning"])
def test_other_blocks_are_read(tmp_path: Path, block: str) -> None:
    text = section("explain", f":::{{{block}}}\nA tuple.{SPOKEN}\n:::")
    found(tmp_path, "LES009", lesson("a", outline(LOOP)), page(text), LATER)


def test_headings_are_not_read_but_tables_lists_and_formulas_are(tmp_path: Path) -> None:
    text = (
        section("explain", "### A tuple\n\n- a set\n")
        + "\n| a | b |\n| - | - |\n| an array | 1 |\n\n$$\\text{dict}(x)$$\n"
    )
    later = record("z", "tuple introduced", "set introduced", "array introduced", "dict introduced")
    for word in ("a set", "an array | 1 |", "dict}(x)$$"):
        text = text.replace(word, word + SPOKEN)
    found(tmp_path, "LES009", lesson("a", outline(LOOP)), page(text.replace("$$  <!--", "$$ <!--")), later)


def test_code_is_code_unless_the_term_is_code_too(tmp_path: Path) -> None:
    names = concepts(
        """
        loop: {name: Loop}
        tuple: {name: Tuple}
        cat: {kind: term, name: Cat, terms: [torch.cat]}
        total: {kind: term, name: Total, terms: [running total]}
        """
    )
    text = section(
        "explain",
        f"The loop `tuple(x)`, `` a ` tuple ``, `running_total`.\n\n```python\ntuple(x)\n```\n\nUse `torch.cat(x)`.{SPOKEN}",
    )
    later = record("z", "tuple introduced", "cat introduced", "total introduced")
    found(tmp_path / "inline", "LES009", names, lesson("a", outline(LOOP)), page(text), later)
    block = section("explain", "A loop.\n\n```python\ntuple(x)\ntorch.cat(x)  # <- LES009\n```")
    found(tmp_path / "block", "LES009", names, lesson("a", outline(LOOP)), page(block), later)


def test_a_tick_that_is_never_closed_hides_nothing(tmp_path: Path) -> None:
    text = section("explain", f"A ` stands alone before a tuple.{SPOKEN}")
    found(tmp_path, "LES009", lesson("a", outline(LOOP)), page(text), LATER)


def test_the_words_of_a_check_are_left_to_its_own_rule(tmp_path: Path) -> None:
    text = page(section("explain", "A loop.") + asked("check-1", "A tuple?  <!-- <- LES008 -->"))
    found(tmp_path, "LES008 LES009", lesson("a", outline(LOOP, checks("check-1"))), text, LATER)


def test_a_longer_known_term_shields_a_shorter_unknown_one(tmp_path: Path) -> None:
    names = concepts("loop: {name: Loop}\nloop-variable: {name: Loop variable}\nlist: {name: List}\n")
    text = page(section("more", "The loop variable of a list."), slug="b")
    found(tmp_path, "LES009", names, record("a", "loop-variable introduced"), lesson("b", outline(LIST, LOOP)), text)


def test_a_section_that_stands_too_late_is_one_cause(tmp_path: Path) -> None:
    text = page(section("more", "A list in a loop.") + "\n## Again {#explain} <!-- <- LES002 -->\n\nA loop.\n")
    [fault] = found(tmp_path, "LES002 LES009", lesson("a", outline(LOOP, LIST)), text)
    assert "LES009 here follows from it" in {item.message for item in fault.related}


def test_what_the_plan_uses_too_early_is_the_plans_fault(tmp_path: Path) -> None:
    uses = "{id: explain, kind: explain, uses: [tuple]}  # <- SEQ003"
    [fault] = found(tmp_path, "SEQ003 LES009", lesson("a", outline(uses)), page(section("explain", "A tuple.")), LATER)
    assert "LES009 here follows from it" in {item.message for item in fault.related}


# -- LES010

TUPLES = "scope: {{covers: [Lists], excludes: [{{text: No tuples, concepts: [tuple]{more}}}]}}\n"
EXCLUDED = "  <!-- <- LES010 -->"


def test_an_excluded_term_is_reported_once_and_not_as_untaught_too(tmp_path: Path) -> None:
    plan = lesson("a", TUPLES.format(more="") + outline(LOOP))
    text = page(section("explain", f"A loop over a tuple.{EXCLUDED}\n\nAnother tuple."))
    [fault] = found(tmp_path, "LES009 LES010", plan, text, LATER)
    assert fault.severity is Severity.WARNING
    assert "“tuple”, but the scope excludes `tuple`" in fault.message
    assert [(item.path, item.span.line) for item in fault.related] == [("planning/basics/a.yaml", 4)]


def test_what_may_be_mentioned_may_be_named(tmp_path: Path) -> None:
    plan = lesson("a", TUPLES.format(more=", max_depth: mentioned") + outline(LOOP))
    found(tmp_path, "LES009 LES010", plan, page(section("explain", "A tuple.")), LATER)


def test_what_the_student_knows_may_be_named(tmp_path: Path) -> None:
    plan = lesson("b", TUPLES.format(more="") + outline(LOOP))
    text = page(section("explain", "A tuple."), slug="b")
    found(tmp_path, "LES009 LES010", record("a", "tuple introduced"), plan, text)


def test_excluded_terms_are_sought_in_the_body_alone(tmp_path: Path) -> None:
    plan = lesson("a", TUPLES.format(more="") + outline(explains("hook", kind="hook"), LOOP))
    text = section("hook", "A tuple.") + section("explain", "### Tuples\n\n:::{scope}\nNo tuple.\n:::\n\nA `tuple`.")
    found(tmp_path, "LES010", plan, page(text), LATER)


def test_what_the_plan_says_of_it_too_is_one_fault(tmp_path: Path) -> None:
    says = "{id: explain, kind: explain, content: A tuple.}  # <- SCO002"
    plan = lesson("a", TUPLES.format(more="") + outline(says))
    [fault] = found(tmp_path, "SCO002 LES010", plan, page(section("explain", "A tuple.")), LATER)
    assert "LES010 here follows from it" in {item.message for item in fault.related}


def test_in_a_check_an_excluded_term_is_an_untaught_one(tmp_path: Path) -> None:
    plan = lesson("a", TUPLES.format(more="") + outline(LOOP, checks("check-1")))
    text = page(section("explain", "A loop.") + asked("check-1", "A tuple?  <!-- <- LES008 -->"))
    [fault] = found(tmp_path, "LES008 LES010", plan, text, LATER)
    assert "LES010 here follows from it" in {item.message for item in fault.related}


# -- LES022

ABSENT = "  <!-- <- LES022 -->"


def test_a_section_that_never_names_what_it_teaches_is_named(tmp_path: Path) -> None:
    text = f"## Again {{#explain}}{ABSENT}\n\nIt goes round.\n" + section("more", "A list.")
    [fault] = found(tmp_path, "LES022", lesson("a", outline(LOOP, LIST)), page(text))
    assert fault.message == "`explain` teaches `loop`, and its text never names it"
    assert "“loop”" in fault.help
    assert [(item.path, item.span.line) for item in fault.related] == [("planning/basics/a.yaml", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "Loops go round.",
        "```python\nloop()\n```",
        ":::{concept} The loop\nIt goes round.\n:::",
        "### The loop\n\nRound.",
    ],
    ids=["plural", "code", "title", "heading"],
)
def test_anywhere_in_the_section_is_enough(tmp_path: Path, text: str) -> None:
    found(tmp_path, "LES022", lesson("a", outline(LOOP)), page(section("explain", text)))


def test_its_own_heading_is_enough_but_its_id_is_not(tmp_path: Path) -> None:
    plan = lesson("a", outline(explains("loop", "loop introduced")))
    found(tmp_path / "title", "LES022", plan, page("## The loop {#loop}\n\nIt goes round.\n"))
    found(tmp_path / "id", "LES022", plan, page(f"## Again {{#loop}}{ABSENT}\n\nIt goes round.\n"))


@pytest.mark.parametrize("word", ["recipe", "flour", "dough"])
def test_a_part_or_the_whole_names_it_too(tmp_path: Path, word: str) -> None:
    names = concepts(
        "dough: {name: Dough, parts: [recipe]}\nrecipe: {name: Recipe, parts: [flour]}\nflour: {name: Flour}\n"
    )
    plan = lesson("a", outline(explains("explain", "recipe introduced")))
    found(tmp_path, "LES022", names, plan, page(section("explain", f"The {word}.")))


PARTS = """
outline:
  - id: explain
    kind: explain
    parts: [{id: first}, {id: second, teaches: [{concept: loop, depth: introduced}]}]
"""


def test_a_part_with_a_heading_of_its_own_must_name_it_there(tmp_path: Path) -> None:
    text = section("explain", "A loop.") + f"\n### Second {{#second}}{ABSENT}\n\nRound.\n"
    found(tmp_path, "LES022", lesson("a", PARTS), page(text))


def test_a_part_without_a_heading_is_looked_for_in_its_section(tmp_path: Path) -> None:
    found(tmp_path, "LES022", lesson("a", PARTS), page(section("explain", "A loop.")))


def test_a_section_that_the_text_lacks_is_not_searched(tmp_path: Path) -> None:
    found(tmp_path, "LES022", lesson("a", outline(LOOP, LIST)), page(section("more", "A list.")))


def test_a_concept_without_terms_cannot_be_named(tmp_path: Path) -> None:
    names = concepts("loop: {name: Loop, terms: []}")
    found(tmp_path, "LES022", names, lesson("a", outline(LOOP)), page(section("explain", "Round.")))


def test_an_example_with_the_name_of_a_part_is_not_all_of_that_part(tmp_path: Path) -> None:
    part = "{id: s, kind: explain, parts: [{id: jar, teaches: [{concept: loop, depth: introduced}]}]}"
    plan = lesson("a", "examples: [{id: jar, polarity: positive, concept: loop, in: [s]}]\n" + outline(part))
    found(tmp_path, "LES022", plan, page(section("s", ":::{example} jar\nCoins.\n:::\n\nThis is a loop.")))
