"""The front matter of a lesson page, with its places in the whole file."""

from pathlib import Path

import pytest

from lesson_pipeline.places import Span
from lesson_pipeline.source.document import Document, read_text
from lesson_pipeline.source.front_matter import parse_front_matter


def page(folder: Path, text: str | bytes) -> Document:
    (folder / "clip.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    read = read_text(folder / "clip.md", "lessons/clip.md")
    return read if isinstance(read, Document) else parse_front_matter(read, "lessons/clip.md")


def test_places_are_those_of_the_whole_file(tmp_path: Path) -> None:
    text = "---\nlesson: clip\ndeviations:\n  - {element: e1, reason: no room}\n---\n\n# CLIP\n\nbody: [\n"
    document = page(tmp_path, text)
    assert document.faults == []
    assert document.data == {"lesson": "clip", "deviations": [{"element": "e1", "reason": "no room"}]}
    assert document.span(("lesson",)) == Span(2, 9, 2, 13)
    assert document.span(("deviations", 0, "reason")) == Span(4, 27, 4, 34)
    assert document.text == text


def test_bom_and_crlf_change_no_place(tmp_path: Path) -> None:
    document = page(tmp_path, b"\xef\xbb\xbf---\r\nlesson: clip\r\n---\r\n# CLIP\r\n")
    assert (document.data, document.faults) == ({"lesson": "clip"}, [])
    assert document.span(("lesson",)) == Span(2, 9, 2, 13)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# CLIP\n",
        "---\nlesson: clip\n",
        "\n---\nlesson: clip\n---\n",
        "--- x\na: [\n---\n",
        "---\n---\n",
        "---\n# note\n\n---\nbody\n",
        "---",
    ],
)
def test_a_page_may_have_none(tmp_path: Path, text: str) -> None:
    document = page(tmp_path, text)
    assert (document.data, document.faults, document.text) == ({}, [], text)
    assert document.span(("lesson",)).line == 1


def test_a_rule_below_is_not_its_end(tmp_path: Path) -> None:
    assert page(tmp_path, "---  \nlesson: clip\n---\t\nbody\n\n---\n\nmore: [\n").data == {"lesson": "clip"}


def test_faults_have_their_line_in_the_whole_file(tmp_path: Path) -> None:
    document = page(tmp_path, "---\nlesson: clip\nlesson: clap\ndeviations: [a\n---\n\nText ]\n")
    assert [(fault.code, fault.span.line, fault.span.column) for fault in document.faults] == [
        ("SCH002", 3, 1),
        ("SCH001", 4, 13),
    ]
    assert document.data == {"lesson": "clip", "deviations": ["a"]}
    assert document.torn == ("deviations",)


def test_an_unreadable_page_is_a_fault(tmp_path: Path) -> None:
    document = page(tmp_path, b"---\nlesson: clip\n---\ncaf\xe9\n")
    [fault] = document.faults
    assert (fault.code, fault.span) == ("SCH001", Span(4, 4, 4, 5))
    assert document.data is None


def test_what_cannot_stand_in_yaml_may_stand_in_the_body(tmp_path: Path) -> None:
    document = page(tmp_path, "---\nlesson: clip\n---\n\x0cbody\x01\n")
    assert (document.data, document.faults) == ({"lesson": "clip"}, [])
