"""One more entry in a list or mapping of YAML text: where it goes, and that all else stays byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.source.document import parse_document
from lesson_pipeline.source.yaml_entries import Entry, with_entry

ITEM = Entry(["- new"], "new", "new")
PAIR = Entry(["new:", "  name: New"], "new: {name: New}", ("new", {"name": "New"}))


def after(text: str, position: int, entry: Entry = ITEM) -> str:
    return with_entry(parse_document(text, "course.yaml"), ("list",), position, entry)


@pytest.mark.parametrize(
    ("before", "position", "expected"),
    [
        ("list: [a, b]\n", 2, "list: [a, b, new]\n"),
        ("list: [a, b]\n", 1, "list: [a, new, b]\n"),
        ("list: [a, b]\n", 0, "list: [new, a, b]\n"),
        ("list: [a, b,]   # two\n", 2, "list: [a, b, new,]   # two\n"),
        ("list: []\n", 0, "list: [new]\n"),
        ("list:\n", 0, "list: [new]\n"),
        ("{list: , k: v}\n", 0, "{list: [new] , k: v}\n"),
        ("{list: [{a: 1}], k: v}\n", 1, "{list: [{a: 1}, new], k: v}\n"),
        ("list: [\n  a,  # first\n  b  # last\n]\n", 2, "list: [\n  a,  # first\n  b,  # last\n  new\n]\n"),
        ("list: [\n  a,  # first\n  b,  # last\n]\n", 2, "list: [\n  a,  # first\n  b,  # last\n  new,\n]\n"),
        ("list: [\n  a,  # first\n  b\n]\n", 1, "list: [\n  a,  # first\n  new,\n  b\n]\n"),
        ("list: [\n  a,\n  b\n]\n", 2, "list: [\n  a,\n  b,\n  new\n]\n"),
    ],
)
def test_a_list_in_brackets(before: str, position: int, expected: str) -> None:
    assert after(before, position) == expected


@pytest.mark.parametrize(
    ("before", "position", "expected"),
    [
        ("list:\n  - a\n  - b\nk: v\n", 2, "list:\n  - a\n  - b\n  - new\nk: v\n"),
        ("list:\n  - a\n  - b\n", 1, "list:\n  - a\n  - new\n  - b\n"),
        ("list:  # why\n- a", 1, "list:  # why\n- a\n- new"),
        ("list:\n  # above a\n  - a\n", 0, "list:\n  - new\n  # above a\n  - a\n"),
        ("list:\n  - a  # of a\n  # of b\n  - b\n", 1, "list:\n  - a  # of a\n  - new\n  # of b\n  - b\n"),
        ("list:\n  - {a: 1, b: 2}\n", 1, "list:\n  - {a: 1, b: 2}\n  - new\n"),
        ("list:\n  - a: 1\n    b: 2\n\n# of k\nk: v\n", 1, "list:\n  - a: 1\n    b: 2\n  - new\n\n# of k\nk: v\n"),
        ("list:\n  - a: 1\n    b:\n  - c\n", 1, "list:\n  - a: 1\n    b:\n  - new\n  - c\n"),
        ("list:\n  -   a\n", 1, "list:\n  -   a\n  - new\n"),
        ("list:\r\n  - a\r\nk: v\r\n", 1, "list:\r\n  - a\r\n  - new\r\nk: v\r\n"),
        ("list:\n  - a\n\n  - b\n", 1, "list:\n  - a\n\n  - new\n\n  - b\n"),
    ],
)
def test_a_list_with_a_line_for_each(before: str, position: int, expected: str) -> None:
    assert after(before, position) == expected


@pytest.mark.parametrize(
    ("before", "position", "expected"),
    [
        ("list:\n  a:\n    name: A\n", 1, "list:\n  a:\n    name: A\n  new:\n    name: New\n"),
        ("list:\n  # of z\n  z: {name: Z}\n", 0, "list:\n  new:\n    name: New\n  # of z\n  z: {name: Z}\n"),
        (
            "list:\n  a:\n    text: |\n      one\n\n      two\n\n# of k\nk: v\n",
            1,
            "list:\n  a:\n    text: |\n      one\n\n      two\n  new:\n    name: New\n\n# of k\nk: v\n",
        ),
        ("list: {a: {name: A}}\n", 1, "list: {a: {name: A}, new: {name: New}}\n"),
        ("list: {z: {name: Z}}\n", 0, "list: {new: {name: New}, z: {name: Z}}\n"),
        ("list: {}\n", 0, "list:\n  new:\n    name: New\n"),
        ("list: {}  # none yet\nk: v\n", 0, "list:  # none yet\n  new:\n    name: New\nk: v\n"),
        ("list:\nk: v\n", 0, "list:\n  new:\n    name: New\nk: v\n"),
    ],
)
def test_a_mapping(before: str, position: int, expected: str) -> None:
    assert after(before, position, PAIR) == expected


@pytest.mark.parametrize("text", ["list:\n  -\n    a\n", "? list\n: - a\n", "list: [a]\nlist: [b]\n"])
def test_a_form_that_is_not_understood_is_left_alone_or_done_right(text: str) -> None:
    document = parse_document(text, "course.yaml")
    try:
        made = with_entry(document, ("list",), 1, ITEM)
    except PipelineError as error:
        assert "course.yaml:1" in str(error)
        assert "by hand: new" in error.help
    else:
        assert parse_document(made, "course.yaml").data["list"] == ["a", "new"]


WORDS = st.sampled_from(["a", "{lesson: b, number: 6.3.3}", "c d", "'e'", '"f: g"'])
ENDS = st.sampled_from(["", "  # note", ""])


@given(st.lists(st.tuples(WORDS, ENDS, st.booleans()), min_size=1, max_size=5), st.data(), st.sampled_from(["", "  "]))
def test_any_list_with_a_line_for_each(items: list[tuple[str, str, bool]], data: st.DataObject, indent: str) -> None:
    lines = [f"{indent}# above\n" * above + f"{indent}- {word}{end}\n" for word, end, above in items]
    text = "list:\n" + "".join(lines) + "k: v\n"
    position = data.draw(st.integers(0, len(items)))
    made = after(text, position)
    assert made.replace(f"{indent}- new\n", "", 1) == text
    assert parse_document(made, "course.yaml").data["list"][position] == "new"


# -- items of several lines, and the file's own mapping

LONG = Entry(["- id: new", "  text: long"], "{id: new, text: long}", {"id": "new", "text": "long"}, apart=True)
KEY = Entry(["new:", "  - a"], "new: [a]", ("new", ["a"]), apart=True)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("list: []\nk: v\n", "list:\n  - id: new\n    text: long\nk: v\n"),
        ("list: []  # none yet\n", "list:  # none yet\n  - id: new\n    text: long\n"),
        ("list:\n", "list:\n  - id: new\n    text: long\n"),
        ("{list: [], k: v}\n", "{list: [{id: new, text: long}], k: v}\n"),
    ],
)
def test_the_first_item_of_several_lines_gets_lines_of_its_own(before: str, expected: str) -> None:
    assert after(before, 0, LONG) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("list:\n  - id: a\n", "list:\n  - id: a\n\n  - id: new\n    text: long\n"),
        ("list:\n  - id: a\n  - id: b\n", "list:\n  - id: a\n  - id: b\n  - id: new\n    text: long\n"),
    ],
)
def test_an_item_stands_apart_unless_the_others_do_not(before: str, expected: str) -> None:
    assert after(before, before.count("- "), LONG) == expected


@pytest.mark.parametrize(
    ("before", "position", "expected"),
    [
        ("a: 1\nb: 2\n", 1, "a: 1\n\nnew:\n  - a\nb: 2\n"),
        ("a: 1\nb: |\n  x\n# the end\n", 2, "a: 1\nb: |\n  x\n\nnew:\n  - a\n# the end\n"),
        ("a: 1", 1, "a: 1\n\nnew:\n  - a"),
        ("{a: 1}\n", 1, "{a: 1, new: [a]}\n"),
    ],
)
def test_a_key_of_the_file(before: str, position: int, expected: str) -> None:
    assert with_entry(parse_document(before, "round.yaml"), (), position, KEY) == expected
