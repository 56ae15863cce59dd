"""SCH012 and SCH007 on lesson pages: the names that headings, blocks and deviations bear."""

from pathlib import Path

import pytest

from lesson_pipeline.engine.check import check
from lesson_pipeline.engine.fix import fix
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.testing import check_folder
from tests.small import file, found, lesson, open_small

PLAN = lesson(
    "a",
    """
    misconceptions: [{id: stops-at-once, belief: So., negative_example: Not so.}]
    examples: [{id: countdown, polarity: positive}]
    modalities: [{id: turnstile, kind: visual}]
    outline:
      - {id: explain, kind: explain, title: Explain, parts: [{id: denominator}]}
      - {id: check-1, kind: check, questions: [{id: first, prompt: How?}, {id: second, prompt: Why?}]}
      - {id: check-2, kind: check, questions: [{id: first, prompt: Who?}, {id: third, prompt: Where?}]}
    """,
)


def page(body: str, front: str = "") -> str:
    return file("lessons/a.md", f"---\nlesson: a\n{front}---\n\n{body}")


@pytest.mark.parametrize(
    "body",
    [
        ":::{misconception} unheard-of <!-- <- SCH012 -->\nA\n:::\n",
        ":::{example} explain <!-- <- SCH012 -->\nA\n:::\n",
        ":::{modality} A wheel <!-- <- SCH012 -->\nA\n:::\n",
        ":::{negative-example} unheard-of <!-- <- SCH012 -->\nA\n:::\n",
        ":::{check} unheard-of <!-- <- SCH012 -->\nA\n:::\n",
        "::::{check} check-1\n:::{question} unheard-of <!-- <- SCH012 -->\nA\n:::\n::::\n",
        "::::{check} check-1\n:::{question} third <!-- <- SCH012 -->\nA\n:::\n::::\n",
        ":::{tip} Any title\n:realizes: countdown, unheard-of <!-- <- SCH012 -->\nA\n:::\n",
    ],
)
def test_a_name_that_must_be_planned(tmp_path: Path, body: str) -> None:
    [fault] = found(tmp_path, "SCH012", PLAN, page(body))
    assert fault.fix is None


@pytest.mark.parametrize(
    "body",
    [
        ":::{misconception} stops-at-once\nA\n:::\n\n:::{example} turnstile\nB\n:::\n",
        ":::{example}\nOne that nobody planned.\n:::\n",
        "::::{check} check-1\n:::{question} first\nA\n:::\n::::\n\n::::{check} check-2\n:::{question} first\nA\n:::\n::::\n",
        ":::{tip} Any title\n:realizes: countdown, explain, denominator, second\nA\n:::\n",
        "## Outlook {#outlook}\n\n:::{phase} unheard-of\nA\n:::\n\n:::{card} explian\nA\n:::\n",
        "## Explain {#explain}\n\n## Explain more {#explains}\n",
    ],
)
def test_names_that_are_planned_or_need_not_be(tmp_path: Path, body: str) -> None:
    found(tmp_path, "SCH012", PLAN, page(body))


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("## Explain {#explian} <!-- <- SCH012 -->\n", "explain"),
        ("::::{phase} denominattor <!-- <- SCH012 -->\nA\n::::\n", "denominator"),
        ("::::{misconception} stops-at-onc <!-- <- SCH012 -->\nA\n::::\n", "stops-at-once"),
        (":::{tip} Title\n:realizes: turnstyle, countdown <!-- <- SCH012 -->\nA\n:::\n", "turnstile"),
        ("::::{check} check-1\n:::{question} secnd <!-- <- SCH012 -->\nA\n:::\n::::\n", "second"),
    ],
)
def test_a_plain_misspelling_is_fixed_and_counts_as_what_was_meant(tmp_path: Path, body: str, right: str) -> None:
    every = "SCH012 LES001 LES003 LES004 LES006 LES015"
    loaded = open_small(tmp_path, PLAN, page(body))
    told = check_folder(tmp_path, every.split()).diagnostics
    [fault] = [item for item in told if item.code == "SCH012"]
    assert fault.help == f"did you mean `{right}`?"
    assert [item.message for item in told if f"`{right}`" in item.message] == [], "it counts as what was meant"
    outcome = fix(loaded, lambda again: check(again, {"SCH012": all_rules()["SCH012"]}))
    wrong = fault.message.split("`")[-2]
    assert outcome.texts == {"lessons/a.md": loaded.documents["lessons/a.md"].text.replace(wrong, right)}


def test_check_1_is_no_misspelling_of_check_2(tmp_path: Path) -> None:
    body = "::::{check} check-1\nA\n::::\n\n::::{check} check-3 <!-- <- SCH012 -->\nB\n::::\n"
    [fault] = found(tmp_path, "SCH012", PLAN, page(body))
    assert fault.fix is None


def test_one_name_at_several_places_is_told_once(tmp_path: Path) -> None:
    body = ":::{example} unheard-of <!-- <- SCH012 -->\nA\n:::\n\n:::{tip} B\n:realizes: unheard-of\nB\n:::\n"
    [fault] = found(tmp_path, "SCH012", PLAN, page(body))
    assert [item.span.line for item in fault.related] == [10]


def test_a_deviation_says_of_which_check_its_question_is(tmp_path: Path) -> None:
    front = """deviations:
  - {element: first, reason: So.}  # <- SCH012
  - {element: third, reason: So.}
  - {element: first, check: check-1, reason: So.}
  - {element: third, check: check-1, reason: So.}  # <- SCH012
"""
    either, wrong = found(tmp_path, "SCH012", PLAN, page("A\n", front))
    assert either.help == "add `check: check-1`, or whichever is meant"
    assert wrong.help == "did you mean `check-2`?"
    assert wrong.pointer == "/deviations/3/check"


def test_a_deviation_from_what_is_on_the_page_excuses_nothing(tmp_path: Path) -> None:
    plan = lesson(
        "a",
        """
        examples:
          - {id: one, polarity: positive, concept: loop, what: A, purpose: B, in: [hook]}
          - {id: two, polarity: positive, concept: loop, what: A, purpose: B, in: [hook]}
        outline:
          - {id: hook, kind: hook}
          - {id: check-1, kind: check, questions: [{id: q1, prompt: C, answer: D}]}
          - {id: check-2, kind: check, questions: [{id: q1, prompt: C, answer: D}]}
          - {id: summarize, kind: summarize}
        """,
    )
    front = """deviations:
  - {element: one, reason: So.}  # <- LES023
  - {element: two, reason: So.}
  - {element: q1, check: check-1, reason: So.}  # <- LES023
  - {element: q1, check: check-2, reason: So.}
  - {element: check-1, reason: So.}  # <- LES023
  - {element: summarize, reason: So.}
"""
    ask = "::::{check} check-1\n:::{question} q1\nC\n:::\n::::\n\n::::{check} check-2\nC\n::::\n"
    body = "## A {#hook}\n\n:::{example} one\nA\n:::\n\n" + ask
    example, question, check = found(tmp_path, "LES023", plan, page(body, front))
    assert "the example `one` is on the page (line" in example.message
    assert question.pointer == "/deviations/2/element"
    assert "the check `check-1` is on the page" in check.message


def test_nothing_is_said_of_names_where_fences_do_not_balance(tmp_path: Path) -> None:
    found(
        tmp_path, "SCH012 LES019", PLAN, page("::::{check} check-1 <!-- <- LES019 -->\n:::{question} third\nA\n:::\n")
    )


# -- SCH007


@pytest.mark.parametrize(
    "body",
    [
        "## A {#explain}\n\n## B {#explain} <!-- <- SCH007 -->\n",
        ":::{check} check-1\nA\n:::\n\n:::{check} check-1 <!-- <- SCH007 -->\nB\n:::\n",
        "::::{check} check-1\n:::{question} first\nA\n:::\n:::{question} first <!-- <- SCH007 -->\nB\n:::\n::::\n",
        "## Check {#check-1}\n\n:::{check} check-1\nA\n:::\n",
        ":::{example} countdown\nA\n:::\n\n:::{example} countdown\nOn.\n:::\n",
        "## A {#explain}\n\n:::{tip} B\n:realizes: explain\nB\n:::\n",
    ],
    ids=["sections", "checks", "questions", "a check below its heading", "an example goes on", "realizes"],
)
def test_two_places_that_claim_one_name(tmp_path: Path, body: str) -> None:
    found(tmp_path, "SCH007", PLAN, page(body))
