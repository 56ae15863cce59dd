"""Guesses of an imported plan: shown, and taken out of the list once a person has confirmed them."""

from pathlib import Path

import pytest

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.importers.markdown.confirm import Guesses, Inferred, confirmed, guesses_of
from tests.small import concepts, course, lesson, open_small

PLAN = """
    # a person's comment
    misconceptions: [{id: endless,  belief: "A loop never ends",  in: [hook]}]

    outline:
      - id: hook
        kind: hook
        teaches: [{concept: loop, depth: introduced}]
      - id: rest
        kind: explain

    inferred:   # what the importer guessed
      - /outline/0/teaches
      - /misconceptions/0/in
      - /outline/7/uses

    notes: [{text: last}]
"""


@pytest.fixture
def guesses(tmp_path: Path) -> Guesses:
    loaded = open_small(tmp_path, course("loops"), concepts("loop: {name: Loop}"), lesson("loops", PLAN))
    return guesses_of(loaded, "loops")


def test_guesses_are_shown_with_value_and_line(guesses: Guesses) -> None:
    assert guesses.path == "planning/basics/loops.yaml"
    assert guesses.entries == (
        Inferred("/outline/0/teaches", "[{concept: loop, depth: introduced}]", 10),
        Inferred("/misconceptions/0/in", "[hook]", 5),
        Inferred("/outline/7/uses", "", 17),
    )


def test_one_is_confirmed_and_all_else_stays_byte_for_byte(guesses: Guesses) -> None:
    text, chosen = confirmed(guesses, ["/misconceptions/0/in"])
    assert [entry.pointer for entry in chosen] == ["/misconceptions/0/in"]
    assert text == guesses.document.text.replace("  - /misconceptions/0/in\n", "")


def test_what_stands_below_is_confirmed_along(guesses: Guesses) -> None:
    text, chosen = confirmed(guesses, ["/outline"])
    assert len(chosen) == 2
    assert text == guesses.document.text.replace("  - /outline/0/teaches\n", "").replace("  - /outline/7/uses\n", "")


def test_once_all_are_confirmed_the_list_goes(guesses: Guesses) -> None:
    text, chosen = confirmed(guesses)
    assert len(chosen) == 3
    before, _, rest = guesses.document.text.partition("inferred:")
    assert text == before + rest[rest.index("notes:") :]


@pytest.mark.parametrize(
    ("pointer", "message", "help"),
    [
        ("/outline/0/teaches/0", "is part of what was guessed", "--at /outline/0/teaches"),
        ("/outline/0/teach", "nothing is guessed at", "did you mean `/outline/0/teaches`?"),
        ("nonsense", "nothing is guessed at", "lists what is guessed"),
    ],
)
def test_a_pointer_that_is_no_guess_is_refused(guesses: Guesses, pointer: str, message: str, help: str) -> None:
    with pytest.raises(PipelineError, match=message) as error:
        confirmed(guesses, [pointer])
    assert help in error.value.help


def test_a_plan_without_guesses_has_none_to_confirm(tmp_path: Path) -> None:
    loaded = open_small(tmp_path, course("loops"), lesson("loops"))
    found = guesses_of(loaded, "loops")
    assert found.entries == ()
    assert confirmed(found) == (found.document.text, [])
    with pytest.raises(PipelineError, match="no lesson `lops`") as error:
        guesses_of(loaded, "lops")
    assert "did you mean `loops`" in error.value.help
