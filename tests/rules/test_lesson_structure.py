"""LES001, LES002, LES014, LES015: the page's sections against the outline, and its headings."""

from pathlib import Path

import pytest

from lesson_pipeline.testing import check_folder, places
from tests.small import file, found, lesson, small, told

OUTLINE = """
outline:
  - {id: hook, kind: hook, title: A question}
  - {id: explain, kind: explain, title: Why it works, parts: [{id: first-half}, {id: second-half}]}
  - {id: check-1, kind: check, title: Try it, questions: [{id: q1, prompt: How?}]}
  - {id: summarize, kind: summarize, title: What to keep}
"""
PLAN = lesson("a", OUTLINE)
CHECK = "::::{check} check-1\n:::{question} q1\nHow?\n:::\n::::\n\n"


def page(body: str, front: str = "") -> str:
    return file("lessons/a.md", f"---\nlesson: a\n{front}---\n\n# A\n\n{body}")


# -- LES001


def test_a_section_is_missed_before_the_next_one_that_is_there(tmp_path: Path) -> None:
    body = f"## A question {{#hook}}\n\n{CHECK}## What to keep {{#summarize}}\n"
    [fault] = found(tmp_path, "LES001", PLAN, page(body.replace("check-1\n", "check-1 <!-- <- LES001 -->\n")))
    assert "no section `explain` (“Why it works”), which the plan has before `check-1` (planning/basics/a.yaml:6)" in (
        fault.message
    )
    assert [(related.path, related.span.line) for related in fault.related] == [("planning/basics/a.yaml", 6)]


def test_the_last_sections_are_missed_at_the_end(tmp_path: Path) -> None:
    body = f"## A question {{#hook}}\n\n## Why {{#explain}}\n\n{CHECK}The end. <!-- <- LES001 -->\n\n"
    [fault] = found(tmp_path, "LES001", PLAN, page(body))
    assert "which the plan has at the end" in fault.message


@pytest.mark.parametrize(
    "explained",
    [
        "## Why it works {#explain}\n",
        "## Why it works {#explain} <!-- a note -->\n",
        ":::{phase} explain\nSo.\n:::\n",
        ":::{concept} A title\n:realizes: hook, explain\nSo.\n:::\n",
        "## First {#first-half}\n\n## Second {#second-half}\n",
    ],
    ids=["heading", "heading with a comment", "phase", "realizes", "its parts"],
)
def test_a_section_may_be_there_in_many_ways(tmp_path: Path, explained: str) -> None:
    found(tmp_path, "LES001", PLAN, page(f"## Q {{#hook}}\n\n{explained}\n{CHECK}## Keep {{#summarize}}\n"))


def test_the_block_of_an_element_is_no_section_of_that_name(tmp_path: Path) -> None:
    plan = lesson("a", "examples: [{id: hook, polarity: positive}]\n" + OUTLINE)
    body = f":::{{example}} hook\nSo.\n:::\n\n## Why {{#explain}} <!-- <- LES001 -->\n\n{CHECK}## Keep {{#summarize}}\n"
    found(tmp_path, "LES001 LES005", plan, page(body))


def test_what_is_left_out_with_a_reason_is_not_missed(tmp_path: Path) -> None:
    front = "deviations: [{element: hook, reason: The lesson before asks it.}]\n"
    found(tmp_path, "LES001", PLAN, page(f"## Why {{#explain}}\n\n{CHECK}## Keep {{#summarize}}\n", front))


@pytest.mark.parametrize("check", ["", CHECK], ids=["no name at all", "nothing but a check"])
def test_a_page_that_names_no_section_gets_one_diagnostic_at_its_first_heading(tmp_path: Path, check: str) -> None:
    text = page(f"## A\n\n{check}## B\n\n## C\n").replace("# A\n", "# A <!-- <- LES001 -->\n", 1)
    body = "misconceptions: [{id: m, belief: So., in: [hook]}, {id: n, belief: So.}]\n" + OUTLINE
    [fault] = found(tmp_path, "LES001 LES003 LES006 LES015", lesson("a", body), text)
    assert [item.message for item in fault.related if "planned here" in item.message] == [
        f"section `{id}` is planned here" for id in ("hook", "explain", "summarize")
    ]


def test_a_heading_with_its_title_lacks_only_the_id_which_can_be_added(tmp_path: Path) -> None:
    body = f"## A question <!-- <- LES001 -->\n\n## Why {{#explain}}\n\n{CHECK}## What  to KEEP {{#keep}} <!-- <- LES001 -->\n"
    first, second = found(tmp_path, "LES001 LES015", PLAN, page(body))
    assert first.fix is not None
    assert second.fix is None, "the heading has an id already, and something may lead to it"
    assert [edit.text for edit in first.fix.edits] == [" {#hook}"]
    assert "in the place of `{#keep}`" in second.help


def test_a_title_that_two_headings_have_says_nothing(tmp_path: Path) -> None:
    body = (
        f"## A question\n\n## A question\n\n## Why {{#explain}} <!-- <- LES001 -->\n\n{CHECK}## Keep {{#summarize}}\n"
    )
    found(tmp_path, "LES001", PLAN, page(body))


def test_nothing_is_missed_on_a_page_whose_fences_do_not_balance(tmp_path: Path) -> None:
    body = "## Why {#explain}\n\n:::{tip} <!-- <- LES019 -->\n\n## A {#b}\n"
    found(tmp_path, "LES001 LES006 LES019", PLAN, page(body))


def test_a_plan_without_an_outline_misses_no_section(tmp_path: Path) -> None:
    found(tmp_path, "LES001 LES015", lesson("a"), page("## A\n\nText.\n"))


# -- LES002

ORDER = lesson("a", "outline:\n" + "".join(f"  - {{id: s{letter}, kind: explain}}\n" for letter in "abcde"))


@pytest.mark.parametrize(
    ("order", "moved", "words"),
    [
        ("abcde", "", ""),
        ("bacde", "a", "`sa` comes after `sb` here, and before it in the plan"),
        ("bcdea", "a", "`sa` comes after `se` here, and before it in the plan"),
        ("eabcd", "e", "`se` comes before `sa` here, and after it in the plan"),
        ("abdce", "c", "`sc` comes after `sd` here, and before it in the plan"),
        ("cabde", "c", "`sc` comes before `sa` here, and after it in the plan"),
        ("ade", "", ""),
        ("dea", "a", "`sa` comes after `se` here, and before it in the plan"),
    ],
)
def test_the_fewest_sections_that_would_have_to_move_are_reported(
    tmp_path: Path, order: str, moved: str, words: str
) -> None:
    marked = [f"## S {{#s{letter}}}{' <!-- <- LES002 -->' if letter == moved else ''}\n\n" for letter in order]
    faults = found(tmp_path, "LES002", ORDER, page("".join(marked)))
    assert [words in fault.message for fault in faults] == [True] * bool(moved)


def test_two_sections_that_moved_apart_are_two_faults(tmp_path: Path) -> None:
    body = "## {#sc}\n\n## {#sb} <!-- <- LES002 -->\n\n## {#sa} <!-- <- LES002 -->\n"
    text = page(body.replace("## {", "## S {"))
    assert len(check_folder_of(tmp_path, ORDER, text, "LES002")) == 2


def check_folder_of(root: Path, plan: str, text: str, codes: str) -> list[str]:
    small(plan, text).write(root)
    return [item.message for item in check_folder(root, codes.split()).diagnostics]


def test_parts_are_compared_within_their_section_and_move_along_with_it(tmp_path: Path) -> None:
    body = f"## Q {{#hook}}\n\n## E {{#explain}}\n\n### 2 {{#second-half}}\n\n### 1 {{#first-half}}\n\n{CHECK}## K {{#summarize}}\n"
    [message] = check_folder_of(tmp_path / "parts", PLAN, page(body), "LES002")
    assert "`first-half`" in message
    assert "`second-half`" in message
    moved = f"## E {{#explain}}\n\n### 1 {{#first-half}}\n\n### 2 {{#second-half}}\n\n## Q {{#hook}} <!-- <- LES002 -->\n\n{CHECK}## K {{#summarize}}\n"
    found(tmp_path / "section", "LES002", PLAN, page(moved))


# -- LES014


def test_headings_lead_down_one_level_at_a_time(tmp_path: Path) -> None:
    body = "## A\n\n#### B <!-- <- LES014 -->\n\n##### C\n\n## D\n\n### E\n"
    [fault] = found(tmp_path, "LES014", lesson("a"), page(body))
    assert fault.help == "begin it with ###"


def test_the_page_s_title_need_not_be_repeated(tmp_path: Path) -> None:
    found(tmp_path, "LES014", lesson("a"), file("lessons/a.md", "## A\n\n### B\n\n## C\n"))
    first = file("lessons/a.md", "### A <!-- <- LES014 -->\n")
    found(tmp_path / "deep", "LES014", lesson("a"), first)


# -- LES015


def test_a_section_of_its_own_is_told_of(tmp_path: Path) -> None:
    body = f"## Q {{#hook}}\n\n## W {{#explain}}\n\n## More <!-- <- LES015 -->\n\n{CHECK}## Outlook {{#outlook}} <!-- <- LES015 -->\n\n### Sub\n\n## K {{#summarize}}\n"
    faults = found(tmp_path, "LES015", PLAN, page(body))
    assert [fault.message.partition(":")[0] for fault in faults] == [
        "“More” is no section of the plan",
        "the plan has no section `outlook`",
    ]


def test_headings_within_a_block_begin_no_section(tmp_path: Path) -> None:
    body = (
        f"## Q {{#hook}}\n\n## W {{#explain}}\n\n:::{{card}}\n## A card\n\nText.\n:::\n\n{CHECK}## K {{#summarize}}\n"
    )
    found(tmp_path, "LES015", PLAN, page(body))


def test_sections_may_begin_at_any_level(tmp_path: Path) -> None:
    text = "# Q {#hook}\n\n# W {#explain}\n\n## Sub\n\n# Mine <!-- <- LES015 -->\n\n" + CHECK + "# K {#summarize}\n"
    found(tmp_path, "LES015", PLAN, file("lessons/a.md", text))


def test_an_unplanned_heading_that_is_a_missing_section_by_its_title_is_told_once(tmp_path: Path) -> None:
    body = f"## A question\n\n## W {{#explain}}\n\n{CHECK}## K {{#summarize}}\n"
    example = small(PLAN, page(body))
    example.write(tmp_path)
    report = check_folder(tmp_path, ["LES001", "LES015"])
    assert [code for _, _, code in places(report.diagnostics)] == ["LES001"], told(report.diagnostics)
    assert [item.message for item in report.diagnostics[0].related][-1] == "LES015 here follows from it"
