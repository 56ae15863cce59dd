"""A file as read: bytes to text with every hindrance explained, and the place of whatever the text holds."""

from pathlib import Path

import pytest

from lesson_pipeline.places import START, Span
from lesson_pipeline.source.document import MAX_BYTES, Document, read_document, read_text
from lesson_pipeline.source.unread import unread_text
from tests.source.documents import inside, read, sound, spans, text_at

# -- bytes


def from_bytes(folder: Path, raw: bytes) -> Document:
    (folder / "plan.yaml").write_bytes(raw)
    return read_document(folder / "plan.yaml", "planning/plan.yaml")


def refused(document: Document) -> tuple[Span, str, str]:
    """The one fault of a document of which nothing could be read."""
    [fault] = document.faults
    assert fault.code == "SCH001"
    assert fault.message.endswith("; nothing of the file was checked")
    assert document.data is None
    assert document.torn == ()
    assert inside(document, fault.span) or document.text == ""
    return fault.span, fault.message, fault.help


def test_bom_and_crlf_are_accepted_and_change_no_place(tmp_path: Path) -> None:
    plain = from_bytes(tmp_path, b"lesson: clip\nuses: [a, \xc3\xa9]\nnotes: |\n  x\n  y\n")
    windows = from_bytes(tmp_path, b"\xef\xbb\xbflesson: clip\r\nuses: [a, \xc3\xa9]\r\nnotes: |\r\n  x\r\n  y\r\n")
    assert windows.faults == plain.faults == []
    assert windows.data == plain.data == {"lesson": "clip", "uses": ["a", "é"], "notes": "x\ny\n"}
    assert list(spans(windows)) == list(spans(plain))
    assert windows.span(("lesson",), "key") == Span(1, 1, 1, 7)


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["", "bom"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"], ids=["lf", "crlf", "cr"])
def test_latin_1_is_explained_at_its_byte(tmp_path: Path, bom: bytes, newline: bytes) -> None:
    document = from_bytes(tmp_path, bom + newline.join([b"lesson: clip", b"\xc3\xa9t\xc3\xa9: caf\xe9 noir", b""]))
    span, message, help = refused(document)
    assert span == Span(2, 9, 2, 10)
    assert message.startswith("byte 0xE9 is not valid UTF-8")
    assert "Latin-1" in help
    assert document.text.splitlines()[1] == "été: caf\ufffd noir"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(tmp_path: Path, encoding: str) -> None:
    raw = "lesson: clip\n".encode(encoding) if encoding == "utf-16" else "\ufefflesson: clip\n".encode(encoding)
    _, message, help = refused(from_bytes(tmp_path, raw))
    assert message.startswith("the file is saved as UTF-16")
    assert help == "save it as UTF-8"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0c", "\x1b", "\x7f", "\x9f", "\ufffe"])
def test_control_characters_are_named_at_their_place(tmp_path: Path, character: str) -> None:
    span, message, _ = refused(from_bytes(tmp_path, f"lesson: clip\r\ntitle: é{character}x\n".encode()))
    assert span == Span(2, 9, 2, 10)
    assert message.startswith(f"the character U+{ord(character):04X} cannot stand in a text file")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_a_character_is_placed_behind_any_line_break(newline: str) -> None:
    document = read(newline.join(["a: 1", "b: 2", "c: \x00"]))
    assert document.faults[0].span == Span(3, 4, 3, 5)


def test_a_lone_surrogate_is_refused() -> None:
    assert "U+D800" in read("a: \ud800\n").faults[0].message


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"# nothing yet\n", b"\xef\xbb\xbf", b"---\n", b"--- # x\n...\n"])
def test_an_empty_file_is_no_fault_yet(tmp_path: Path, raw: bytes) -> None:
    document = from_bytes(tmp_path, raw)
    assert (document.data, document.faults, document.torn) == (None, [], None)
    assert inside(document, document.span(("a", 0), "key"))


def test_size_is_bounded(tmp_path: Path) -> None:
    document = from_bytes(tmp_path, b"a: " + b"x" * (MAX_BYTES - 3))
    assert document.faults == []
    span, message, help = refused(from_bytes(tmp_path, b"a: " + b"x" * (MAX_BYTES - 2)))
    assert span == START
    assert message.startswith("the file has 1,048,577 bytes; at most 1,048,576 are read")
    assert help == "split it into several files"


def test_a_file_that_cannot_be_opened_is_a_fault_of_the_document(tmp_path: Path) -> None:
    _, message, _ = refused(read_document(tmp_path / "gone.yaml", "planning/gone.yaml"))
    assert message.startswith("the file cannot be read: No such file or directory")
    _, message, _ = refused(read_document(tmp_path, "planning"))
    assert message.startswith("the file cannot be read: Is a directory")


def test_the_text_of_a_sound_file_is_given_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(b"\xef\xbb\xbf# CLIP\r\n\ttab\r\n")
    assert read_text(tmp_path / "page.md", "lessons/page.md") == "# CLIP\r\n\ttab\r\n"


# -- places

PLAN = """\
lesson: clip
load:
  new: []

prerequisites:
  - concept: softmax
    reason: |
      one

      two

  - {concept: loss, requires: introduced}
  -
    concept: last   # a comment
title:
"""


def test_on_key_value_and_container() -> None:
    document = sound(PLAN)
    assert [document.span(("load",), on) for on in ("key", "value", "container")] == [
        Span(2, 1, 2, 5),
        Span(3, 3, 3, 10),
        Span(2, 1, 2, 5),
    ]
    first = ("prerequisites", 0)
    assert document.span(first, "container") == document.span((*first, "concept"), "key") == Span(6, 5, 6, 12)
    assert text_at(document, document.span(("prerequisites", 1))) == "{concept: loss, requires: introduced}"
    assert text_at(document, document.span(("prerequisites", 1), "container")) == "concept"
    assert text_at(document, document.span(("prerequisites", 2), "container")) == "concept"
    assert document.span((), "container") == Span(1, 1, 1, 7)


def test_an_empty_value_stands_behind_its_colon() -> None:
    document = sound(PLAN)
    assert document.span(("title",)) == Span(15, 7, 15, 8)
    assert document.span(("title",), "container") == Span(15, 1, 15, 6)


@pytest.mark.parametrize("text", ["- a\n-\n- \n", "[a, [], ~]\n"])
def test_empty_items_have_places_in_the_text(text: str) -> None:
    document = sound(text)
    assert all(inside(document, span) for span in spans(document))
    assert document.span((1,), "container").end_column - document.span((1,), "container").column <= 2


@pytest.mark.parametrize("text", ["? a", "? a\n", "? |\n  a\n", "{a\n}\n", "{a"])
def test_a_value_left_out_at_the_end_stands_on_the_last_line(text: str) -> None:
    document = read(text)
    assert all(inside(document, span) for span in spans(document))


def test_a_path_that_leads_nowhere_is_placed_at_what_it_reaches() -> None:
    document = sound(PLAN)
    for path in ((*("prerequisites", 1), "reason"), ("prerequisites", 1, "requires", "x"), ("prerequisites", 1, 0)):
        reached = path[:3] if path[2] == "requires" else path[:2]
        assert document.span(path) == document.span(reached, "container")
    assert document.span(("nothing", "here")) == document.span((), "container")
    assert not document.has(("prerequisites", 3))
    assert not document.has(("lesson", "x"))
    assert not document.has(("prerequisites", "0"))
    assert document.has(("prerequisites", 2, "concept"))
    assert document.has(())


def test_a_block_ends_with_its_last_line_that_is_not_blank() -> None:
    document = sound(PLAN)
    assert document.span(("prerequisites", 0, "reason")) == Span(7, 13, 10, 10)
    assert document.span(("prerequisites", 0)) == Span(6, 5, 10, 10)
    assert document.span(("load",)) == Span(3, 3, 3, 10)


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "\n    \n", "\n  \n\n  "])
@pytest.mark.parametrize("style", ["|", ">", "|-", "|+", ">2-"])
def test_block_text_ends_with_its_text(style: str, end: str) -> None:
    document = sound(f"list:\n- k: {style}\n    one\n\n    two{end}")
    assert document.span(("list", 0, "k")) == Span(2, 6, 5, 8)


def test_blanks_that_end_a_line_are_not_of_a_block() -> None:
    document = sound("outline:\n  - content: |\n      one\n      two  \n  - id: next\n")
    assert document.span(("outline", 0)) == Span(2, 5, 4, 10)


def test_a_space_that_is_text_ends_a_block() -> None:
    document = sound("list:\n  - |\n    one\n    \xa0\n")
    assert document.span(("list", 0)) == Span(2, 5, 4, 6)


@pytest.mark.parametrize("next_line", ["  - id: next", "next: 1", "    other: 1", "# comment"])
def test_what_follows_a_block_is_not_of_it(next_line: str) -> None:
    document = sound(f"outline:\n  - id: hook\n    content: |\n      one\n      two\n\n{next_line}\n")
    assert document.span(("outline", 0, "content")) == Span(3, 14, 5, 10)


# -- words within a text

WORDS = """\
literal: |
  a softmax and a softmax
  then softmax
folded: >-
  a softmax in two
  lines, a cross
  entropy, softmax
quoted: "softmax \\"softmax\\" softmax"
single: 'it''s softmax, softmax'
plain: softmax softmax   # softmax
flow: [softmax, a softmax]
key softmax: none
"""


@pytest.mark.parametrize(
    ("key", "places"),
    [
        ("literal", [(2, 5), (2, 19), (3, 8)]),
        ("folded", [(5, 5), (7, 12)]),
        ("quoted", [(8, 10), (8, 20), (8, 30)]),
        ("single", [(9, 16), (9, 25)]),
        ("plain", [(10, 8), (10, 16)]),
    ],
)
def test_words_are_found_in_any_kind_of_text(key: str, places: list[tuple[int, int]]) -> None:
    document = sound(WORDS)
    for nth, (line, column) in enumerate(places):
        span = document.words((key,), "softmax", nth)
        assert span == Span(line, column, line, column + 7)
        assert text_at(document, span) == "softmax"
    assert document.words((key,), "softmax", len(places)) == document.span((key,))


def test_words_are_looked_for_in_the_value_alone() -> None:
    document = sound(WORDS)
    assert document.words(("flow", 1), "softmax", 0) == Span(11, 19, 11, 26)
    assert document.words(("flow", 0), "softmax", 1) == document.span(("flow", 0))
    assert document.words(("key softmax",), "softmax", 0) == document.span(("key softmax",))


@pytest.mark.parametrize("words", ["cross entropy", 'softmax "softmax"', "not there"])
def test_words_broken_over_lines_or_escaped_are_placed_at_the_value(words: str) -> None:
    document = sound(WORDS)
    for key in ("folded", "quoted"):
        assert document.words((key,), words, 0) == document.span((key,))


# -- what was not read


def test_nothing_of_a_sound_document_is_unread() -> None:
    assert unread_text(sound(PLAN)) == ""


def test_what_a_tear_cut_off_is_unread() -> None:
    assert unread_text(read("a: 1\nb: 'x' y\nc: 3\n")) == "b: 'x' y\nc: 3"
    assert unread_text(read("a: 1\nb: 'x\nc: 3\n")) == "b: 'x\nc: 3"


def test_a_second_value_is_unread() -> None:
    assert unread_text(read("a: 1\na:\n  - b\n\n  - c\nd: 4\n")) == "a:\n  - b\n\n  - c"
