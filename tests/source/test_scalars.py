"""What an unquoted scalar means: the YAML 1.2 core schema, less the numbers with a point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.source.scalars import plain
from tests.source.documents import sound


@pytest.mark.parametrize(
    "text",
    ["yes", "no", "on", "off", "y", "n", "Yes", "NO", "tRUE", "nULL", "1:30", "12:30:45", "2026-02-21", "2001-12-14t21:59:43.10-05:00",
     "011", "-01", "0o17", "0x1F", "0b1", "1_000", "8.1", "8.10", "1.", ".5", "1e3", "1.0e+3", ".inf", "-.INF", ".nan", "=", "<", "+", "-", "--1",
     "1 ", "١٢", "1" * 19, "-" + "1" * 19],
)  # fmt: skip
def test_stays_text(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False),
        ("0", 0), ("-0", 0), ("7", 7), ("+7", 7), ("-12", -12), ("1" * 18, int("1" * 18)),
    ],
)  # fmt: skip
def test_is_a_value(text: str, value: object) -> None:
    found = plain(text)
    assert (type(found), found) == (type(value), value)


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_whole_numbers_are_read_back(number: int) -> None:
    assert plain(str(number)) == number


@given(st.text())
def test_any_text_is_itself_or_a_value_of_the_core_schema(text: str) -> None:
    value = plain(text)
    if isinstance(value, str):
        assert value == text
    elif isinstance(value, bool) or value is None:
        assert text.lower() in {"", "~", "null", "true", "false"}
    else:
        assert str(value) == text.removeprefix("+").replace("-0", "0")


@pytest.mark.parametrize("word", ["true", "null", "5", "", "~"])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_quoted_text_is_never_anything_else(quote: str, word: str) -> None:
    assert sound(f"key: {quote}{word}{quote}\n").data == {"key": word}


def test_block_text_is_never_anything_else() -> None:
    assert sound("a: |-\n  5\nb: >-\n  true\n").data == {"a": "5", "b": "true"}


def test_keys_are_text() -> None:
    assert sound("5: a\ntrue: b\n2026-02-21: c\nyes: d\n~: e\n").data == {
        "5": "a",
        "true": "b",
        "2026-02-21": "c",
        "yes": "d",
        "~": "e",
    }
