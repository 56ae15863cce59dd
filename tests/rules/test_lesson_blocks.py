"""LES013 and LES019: blocks of the vocabulary, and fences that balance."""

from pathlib import Path

import pytest

from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.testing import check_folder
from tests.small import file, found, lesson, small, told

PLAN = lesson("a")


def page(body: str) -> str:
    return file("lessons/a.md", body)


# -- LES013


def test_an_unknown_block_is_guessed_or_the_vocabulary_is_listed(tmp_path: Path) -> None:
    body = ":::{isight} <!-- <- LES013 -->\nA\n:::\n\n:::{zzz} <!-- <- LES013 -->\nB\n:::\n"
    near, far = found(tmp_path, "LES013", PLAN, page(body))
    assert near.help == "did you mean `insight`?"
    assert far.help.startswith("use one of answer, aside, ")


def test_an_option_is_reported_at_its_line(tmp_path: Path) -> None:
    body = (
        ":::{figure} a.svg\n:alt: A\n:widht: 3 <!-- <- LES013 -->\n:::\n\n:::{figure} a.svg\n:alt: A\n:width: 3\n:::\n"
    )
    [fault] = found(tmp_path, "LES013", PLAN, page(body))
    assert "no option `widht`" in fault.message
    assert fault.help == "did you mean `width`?"


EXAMPLE = """
examples: [{id: one, polarity: positive, concept: loop, what: A, purpose: B, in: [explain]}]
misconceptions: [{id: two, concept: loop, belief: C, negative_example: D, in: [explain]}]
outline:
  - {id: explain, kind: explain}
  - {id: check-1, kind: check, questions: [{id: q1, prompt: How?, answer: So.}]}
"""


@pytest.mark.parametrize(
    "slip",
    [
        (":::{answer}", ":::{anwser}"),
        ("{question}", "{questions}"),
        ("{negative-example}", "{negative-exmaple}"),
        (":realizes:", ":realises:"),
        ("{values}", "{vlaues}"),
    ],
    ids=lambda slip: slip[1],
)
def test_a_slip_is_reported_once_and_read_as_it_was_meant(tmp_path: Path, slip: tuple[str, str]) -> None:
    body = """
    ## A {#explain}

    ::::{misconception} two
    :::{negative-example}
    E
    :::
    ::::

    :::{tip}
    :realizes: one
    F
    :::

    :::{values}
    t = 2
    :::

    {num}`t + 1 = 3`

    :::::{check} check-1
    ::::{question} q1
    How?

    :::{answer}
    So.
    :::
    ::::
    :::::
    """
    right, wrong = slip
    line = next(line for line in body.splitlines() if right in line)
    spoilt = body.replace(line, f"{line.replace(right, wrong)} <!-- <- LES013 -->")
    [fault] = found(tmp_path, "LES003 LES005 LES006 LES007 LES013 LES021 NUM002", lesson("a", EXAMPLE), page(spoilt))
    assert fault.help == f"did you mean `{right.strip(':{}')}`?"


def test_an_option_that_is_there_already_is_not_meant_twice(tmp_path: Path) -> None:
    body = "## A {#explain}\n\n:::{tip}\n:realizes: one, two\n:realises: three <!-- <- LES013 -->\n:::\n"
    found(tmp_path, "LES003 LES005 LES013", lesson("a", EXAMPLE), page(body))


@pytest.mark.parametrize(
    "body",
    [
        ":::{question} <!-- <- LES013 -->\nHow?\n:::\n",
        "::::{check}\n:::{answer}\nSo.\n:::\n::::\n",
        "::::{tip}\n:::{answer} <!-- <- LES013 -->\nSo.\n:::\n::::\n",
        ":::::{check}\n::::{tip}\n:::{question} <!-- <- LES013 -->\nHow?\n:::\n::::\n:::::\n",
        "::::{chek} <!-- <- LES013 -->\n:::{question}\nHow?\n:::\n::::\n",
    ],
    ids=["no check", "answer of the check", "answer in a tip", "question in a tip", "the misspelt check alone"],
)
def test_questions_and_answers_stand_in_their_blocks(tmp_path: Path, body: str) -> None:
    found(tmp_path, "LES013", PLAN, page(body))


def test_an_unknown_role_is_reported_where_it_stands(tmp_path: Path) -> None:
    body = "Say {nmu}`1 + 1 = 2` and {num}`1 = 1`. <!-- <- LES013 -->\n"
    [fault] = found(tmp_path, "LES013", PLAN, page(body))
    assert fault.span.column == 5


# -- LES019


@pytest.mark.parametrize(
    "body",
    [
        "::::{check} <!-- <- LES019 -->\n:::{question}\nHow?\n:::\n",
        "::::{check}\n:::{question} <!-- <- LES019 -->\nHow?\n::::\n",
        ":::::{check}\n::::{question} <!-- <- LES019 -->\nA?\n::::{question}\nB?\n::::\n:::::\n",
        "::::{misconception} <!-- <- LES019 -->\nA\n:::::{check}\n::::{question}\nB?\n::::\n::::{question}\nC?\n::::\n:::::\n",
        ":::{tip} <!-- <- LES019 -->\nA\n:::{card}\nB\n:::\nC\n:::\n",
        ":::{tip} <!-- <- LES019 -->\nA\n:::{card}\nB\n:::\n:::{card}\nC\n:::\n:::\n",
        "- item\n  :::{tip} <!-- <- LES019 -->\n  A\n\nText.\n",
        "A\n::: <!-- <- LES019 -->\n",
        "::: {tip} <!-- <- LES019 -->\nA\n:::\n",
        ":::{tip}\nA\n::::\n",
        "```\n:::{tip}\n```\n",
        ":::{tip}\n```\n:::\n```\n:::\n",
    ],
    ids=[
        "outer never closed",
        "inner closed by the outer",
        "inner closed by its neighbour's fence",
        "one slip before many blocks",
        "as many colons as what it holds",
        "as many colons as each that it holds",
        "the list item ends",
        "closes nothing",
        "blank before the name",
        "closed by more colons",
        "code",
        "code within",
    ],
)
def test_a_slip_is_reported_once_where_it_was_made(tmp_path: Path, body: str) -> None:
    found(tmp_path, "LES013 LES019", PLAN, page(body))


def test_two_slips_are_two_faults(tmp_path: Path) -> None:
    body = ":::{tip} <!-- <- LES019 -->\nA\n\n:::{card}\nB\n:::\n\nC\n\n:::{aside} <!-- <- LES019 -->\nD\n"
    found(tmp_path, "LES019", PLAN, page(body))


CODE = """
outline:
  - {id: hook, kind: hook}
  - {id: check-1, kind: check, questions: [{id: q1, prompt: How?, answer: So.}]}
examples: [{id: one, polarity: positive, concept: loop, what: A, purpose: B, in: [hook]}]
"""
CHECK = ":::::{check} check-1\n{}\n::::{question} q1\nHow?\n:::{answer}\nSo.\n:::\n::::\n:::::\n"


@pytest.mark.parametrize(
    "body",
    [
        "```text\n1\n\n::::{example} one\nA\n::::\n\n" + CHECK,
        "```python\nx = 1\n\nSo much for that.\n\n::::{example} one\n```python\ny = 2\n```\n::::\n" + CHECK,
        "::::{example} one\n```text\n1\n\nIt prints 1.\n::::\n" + CHECK,
        "::::{example} one\nA\n::::\n" + CHECK.replace("{}", "```python\nx = 1\n\nHow?"),
        "::::{example} one\n- A\n  ~~~python\n  x = 1\n\nB\n::::\n" + CHECK,
    ],
    ids=["to the end", "to the next code", "in a block", "in a check", "in a list"],
)
def test_code_that_is_not_closed_is_the_only_fault(tmp_path: Path, body: str) -> None:
    text = ("## A {#hook}\n\n" + body).replace("{}", "")
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines, 1) if line.lstrip().startswith(("```", "~~~")))
    blocks = lesson("a", CODE), page(text)
    small(*blocks).write(tmp_path)
    report = check_folder(tmp_path, {code: None for code in all_rules() if code.startswith(("SCH", "LES"))})
    assert [(item.code, item.span.line) for item in report.diagnostics] == [("LES019", at)], told(report.diagnostics)


@pytest.mark.parametrize(
    "body",
    [
        "```python\nx = 1\n```\n",
        "````markdown\n```python\nx = 1\n```\n````\n",
        "> ```text\n> 1\n> ```\n",
        "- A\n  ```text\n  1\n  ```\n",
        "```text\n```\n",
        "~~~text\n```python\n~~~\n",
        "    indented\n    code\n",
        ":::{tip}\n```text\n1\n```\n:::\n",
        "```text\n1\n`````\n",
    ],
)
def test_code_that_is_closed(tmp_path: Path, body: str) -> None:
    found(tmp_path, "LES013 LES019", PLAN, page(body))


@pytest.mark.parametrize("text", ["A\n", "## A {#hook}\n", ":::{tip}\nA\n:::\n", "- A\n"])
def test_the_conflict_of_a_merge_is_no_text(tmp_path: Path, text: str) -> None:
    body = f"B\n\n<<<<<<< HEAD\n{text}=======\n{text.replace('A', 'C')}>>>>>>> two\n\nD\n"
    small(lesson("a", "outline: [{id: hook, kind: hook}]\n"), page(body)).write(tmp_path)
    report = check_folder(tmp_path, ["LES001", "LES013", "LES019"])
    assert [(item.code, item.span.line) for item in report.diagnostics] == [("LES019", 3)], told(report.diagnostics)
    assert "the conflict of a merge begins here" in report.diagnostics[0].message


def test_a_conflict_that_is_shown_as_code_is_none(tmp_path: Path) -> None:
    found(tmp_path, "LES019", PLAN, page("```text\n<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> two\n```\n"))


def test_the_message_names_the_block_and_the_help_its_closing_line(tmp_path: Path) -> None:
    body = "::::{example} one <!-- <- LES019 -->\nA\n\n::::{example} two\nB\n::::\n"
    plan = lesson("a", "examples: [{id: one, polarity: positive}, {id: two, polarity: positive}]\n")
    [fault] = found(tmp_path, "LES019", plan, page(body))
    assert "`example` (one) is not closed before `example` begins on line 4" in fault.message
    assert fault.help.startswith("write a line `::::` above that")
    assert [related.span.line for related in fault.related] == [4]
