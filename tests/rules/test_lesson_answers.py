"""LES007: every planned answer stands in a block that the student opens, and nowhere else in the check."""

from pathlib import Path

import pytest

from tests.small import file, found, lesson

PLAN = lesson(
    "a",
    """
    outline:
      - id: check-1
        kind: check
        scenario: The loop counts from 3 down to 1.
        questions:
          - {id: q1, prompt: What does it print first?, answer: "The 3, before anything is taken away."}
          - {id: q2, prompt: And last?, answer: "1"}
          - {id: q3, prompt: What would you ask?}
    """,
)
FIRST = "::::{question} q1\nWhat first?\n\n:::{answer}\nThe 3.\n:::\n::::\n\n"
LAST = "::::{question} q2\nAnd last?\n\n:::{answer}\n1\n:::\n::::\n\n"
OPEN = "::::{question} q3\nWhat would you ask?\n::::\n\n"


def page(*inside: str, front: str = "") -> str:
    return file("lessons/a.md", f"---\nlesson: a\n{front}---\n\n:::::{{check}} check-1\n{''.join(inside)}:::::\n")


def test_answers_in_their_blocks(tmp_path: Path) -> None:
    found(tmp_path, "LES007", PLAN, page(FIRST, LAST, OPEN))


@pytest.mark.parametrize("answer", ["", ":::{answer}\n:::\n", ":::{tip}\nThe 3.\n:::\n"], ids=["none", "empty", "tip"])
def test_a_question_without_an_answer_to_open(tmp_path: Path, answer: str) -> None:
    first = f"::::{{question}} q1 <!-- <- LES007 -->\nWhat first?\n\n{answer}::::\n\n"
    [fault] = found(tmp_path, "LES007", PLAN, page(first, LAST, OPEN))
    assert (
        "`q1` of `check-1` has no answer to open, though the plan has one (planning/basics/a.yaml:9)" in fault.message
    )
    assert "The 3, before anything is taken away" in fault.help


def test_one_answer_of_the_check_serves_the_questions_that_have_none(tmp_path: Path) -> None:
    first, last = FIRST.replace(":::{answer}\nThe 3.\n:::\n", ""), LAST.replace(":::{answer}\n1\n:::\n", "")
    found(tmp_path, "LES007", PLAN, page(first, last, OPEN, "::::{answer}\nThe 3, and 1.\n::::\n"))


@pytest.mark.parametrize(
    "words",
    [
        "Answer: the 3.",
        "**Answer:** the 3.",
        "*Solution*: the 3.",
        "> Answer. The 3.",
        "The answer to this is: 3.",
        "Solution – the 3.",
        "Is it the 3, before anything is taken away?",
        "THE *3* before anything — is `taken` away",
    ],
)
def test_an_answer_that_stands_openly(tmp_path: Path, words: str) -> None:
    first = FIRST.replace("What first?\n", f"What first?\n\n{words} <!-- <- LES007 -->\n")
    [fault] = found(tmp_path, "LES007", PLAN, page(first, LAST, OPEN))
    assert "stands openly" in fault.message


def test_an_open_answer_is_told_once_though_no_block_hides_one(tmp_path: Path) -> None:
    first = (
        "::::{question} q1\nWhat first?\n\nAnswer: The 3, before anything is taken away. <!-- <- LES007 -->\n::::\n\n"
    )
    found(tmp_path, "LES007", PLAN, page(first, LAST, OPEN))


def test_an_open_answer_between_the_questions_is_told_of_the_check(tmp_path: Path) -> None:
    first = FIRST.replace(":::{answer}\nThe 3.\n:::\n", "")
    [fault] = found(tmp_path, "LES007", PLAN, page(first, LAST, OPEN, "Solution: 3 and 1. <!-- <- LES007 -->\n\n"))
    assert "the answer to `check-1`" in fault.message


@pytest.mark.parametrize(
    "words",
    [
        "It prints 1 at some time.",
        "An answer needs a reason.",
        "Answers vary.",
        "We look for a solution that is short.",
    ],
)
def test_words_that_give_nothing_away(tmp_path: Path, words: str) -> None:
    found(tmp_path, "LES007", PLAN, page(FIRST.replace("What first?", words), LAST, OPEN))


def test_what_the_plan_itself_asks_in_these_words_gives_nothing_away(tmp_path: Path) -> None:
    plan = PLAN.replace("What does it print first?", "Is it the 3 before anything is taken away?")
    first = FIRST.replace("What first?", "Is it the 3 before anything is taken away?")
    found(tmp_path, "LES007", plan, page(first, LAST, OPEN))


def test_the_same_words_elsewhere_on_the_page_are_no_answer(tmp_path: Path) -> None:
    text = page(FIRST, LAST, OPEN) + "\n## More\n\nAnswer: the 3, before anything is taken away.\n"
    found(tmp_path, "LES007", PLAN, text)


def test_questions_left_out_on_purpose_are_let_alone(tmp_path: Path) -> None:
    found(tmp_path, "LES007", PLAN, page(LAST, OPEN, front="deviations: [{element: q1, reason: Too easy.}]\n"))
    found(tmp_path / "all", "LES007", PLAN, page(front="deviations: [{element: check-1, reason: Too easy.}]\n"))
