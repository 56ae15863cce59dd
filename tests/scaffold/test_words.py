"""What things may be called, and texts as YAML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.scaffold.yaml_text import above, beside, prose
from lesson_pipeline.source.document import parse_document
from lesson_pipeline.words import fit_id, fit_text, id_of, name_of


@pytest.mark.parametrize("word", ["a", "while-loops", "siglip-2", "2024", "a" * 100])
def test_an_id_is_taken_as_it_is(word: str) -> None:
    assert fit_id(word, "lesson") == word


@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("While Loops", "write `while-loops`"),
        ("while_loops", "write `while-loops`"),
        ("-while--loops-", "write `while-loops`"),
        ("Überblick/Öl", "write `uberblick-ol`"),
        ("../../etc/passwd", "write `etc-passwd`"),
        ("漢字", "lower-case letters and digits"),
        ("", "lower-case letters and digits"),
        ("a" * 101, "lower-case letters and digits"),
        ("a\udcffb", "write `ab`"),
    ],
)
def test_a_word_that_is_no_id_is_refused_with_one_that_would_do(word: str, help: str) -> None:
    with pytest.raises(PipelineError, match="id of a lesson") as error:
        fit_id(word, "lesson")
    assert help in error.value.help
    str(error.value).encode()  # so that it can be printed


def test_names_are_made_from_ids_and_ids_from_names() -> None:
    assert name_of("while-loops") == "While loops"
    assert id_of("Café & Crème: 2 Loops!") == "cafe-creme-2-loops"


@pytest.mark.parametrize("text", ["", "  ", "a\nb", "a\x07", "a\u2028b", "a\x85b", "\udcff", "\ufffe"])
def test_a_text_that_cannot_stand_in_a_line_is_refused(text: str) -> None:
    with pytest.raises(PipelineError, match="the title"):
        fit_text(text, "title")


TEXTS = st.text(max_size=300) | st.text("ab -:#'\"[]{},|>&*!%@`?\\\n", max_size=200)


@given(TEXTS)
def test_any_text_is_read_back_on_one_line(text: str) -> None:
    wanted = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    lines = ["list:", *prose("    - text:", text), "      k: v", *prose("    -", text), *prose("k:", text)]
    document = parse_document("\n".join(lines) + "\n", "plan.yaml")
    assert document.faults == []
    assert document.data == {"list": [{"text": wanted, "k": "v"}, wanted], "k": wanted}


@given(TEXTS)
def test_any_text_can_stand_in_a_comment(text: str) -> None:
    lines = ["a: b", *above(text, f"  {text}", f"  - {text}"), beside("k: v", "why")]
    document = parse_document("\n".join(lines) + "\n", "plan.yaml")
    assert document.faults == []
    assert document.data == {"a": "b", "k": "v"}
