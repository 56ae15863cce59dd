"""Comments in lessons and plans: the reader of a page sees none."""

from collections.abc import Callable

import pytest

from tests.render.reading import Element

Lesson = Callable[[str], Element]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("<!-- a note -->\n\nText.\n", ["Text."]),
        ("One.\n<!-- a note -->\nTwo.\n", ["One.", "Two."]),
        ("One.\n<!-- a note\nover lines\n\n  -->\nTwo.\n", ["One.", "Two."]),
        ("One <!-- a note --><!-- and more\nof it -->two.\n", ["One two."]),
        ("<!-- a note --> Text.\n", ["Text."]),
        (":::{tip}\nOne.\n<!-- a note -->\nTwo.\n:::\n", ["Tip", "One.", "Two."]),
        ("> One.\n> <!-- a note -->\n> Two.\n", ["One.", "Two."]),
        ("<!-- never closed\n", ["<!-- never closed"]),
        ("One <!-- never closed\n", ["One <!-- never closed"]),
        ("`<!-- code -->`\n", ["<!-- code -->"]),
        ("\\<!-- escaped -->\n", ["<!-- escaped -->"]),
    ],
)
def test_a_comment_is_not_shown(lesson: Lesson, text: str, paragraphs: list[str]) -> None:
    assert [paragraph.text for paragraph in lesson(text).all("p")] == paragraphs


def test_a_comment_ends_with_the_item_that_holds_it(lesson: Lesson) -> None:
    text = lesson("- One.\n\n  <!-- never closed\n\nTwo.\n\n-->\n")
    assert [item.text.split() for item in text.all("li")] == [["One.", "<!--", "never", "closed"]]
    assert "Two." in [paragraph.text for paragraph in text.all("p")]


def test_code_keeps_its_comments(lesson: Lesson) -> None:
    text = lesson("```html\n<!-- shown -->\n```\n\n    <!-- shown too -->\n")
    assert [code.text.strip() for code in text.all("pre")] == ["<!-- shown -->", "<!-- shown too -->"]
