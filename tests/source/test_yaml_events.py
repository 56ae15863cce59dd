"""YAML text to data with places: what is read, what is refused and where, what a tear leaves, and that nothing hurts."""

import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lesson_pipeline.places import DocPath, Span
from lesson_pipeline.source import yaml_events
from lesson_pipeline.source.document import MAX_BYTES, Document
from lesson_pipeline.source.faults import MAX_DEPTH
from lesson_pipeline.source.scalars import plain
from lesson_pipeline.source.yaml_events import MARK_WIDTH, MAX_FAULTS
from tests.conftest import ROOT
from tests.source.documents import inside, messages, paths, read, sound, spans, text_at, told, value_at
from tests.timing import seconds

GENEROUS = 0.5
"""Seconds of computing. What is refused takes a few milliseconds; a slow machine takes more."""

often = settings(max_examples=200, deadline=None)

# -- any text

PIECES = (
    "a", "b", "key", "é", "😀", "12", "true", "~", ":", ": ", " :", "- ", "-", "\n", "\n  ", "\n    ", "\r\n", "\r", "\t", " ", "[", "]", "{", "}",
    ",", ", ", "'", '"', "|", ">", "|\n  ", ">-\n  ", "|+\n", "#", " # x", "&a ", "*a", "!t ", "!!str ", "<<", "<<: ", "? ", "?", "---\n", "...\n",
    "%", "@", "`", "\\", "\\n", "\u2028", "\x85", "\ufeff", "\x00", "\ud800",
)  # fmt: skip
yamlish = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
any_text = st.one_of(yamlish, st.text(), st.text(alphabet="ab:-? [{]}\n'\"|>,&*!#\t"))


@often
@given(any_text)
def test_any_text_is_read_and_its_places_lie_in_it(text: str) -> None:
    document = read(text)
    for span in spans(document):
        assert inside(document, span), span
    assert (document.torn is not None) == any("nothing " in message for message in messages(document))


@often
@given(any_text)
def test_the_marks_count_the_nodes_that_are_kept(text: str) -> None:
    document = read(text)
    if document.marks:
        assert len(document.marks) == MARK_WIDTH * len(list(paths(document.data)))
        assert document.marks[8] * MARK_WIDTH == len(document.marks)


def typed(data: object, raw: object) -> bool:
    """Whether data is what PyYAML reads as nothing but text, with its scalars typed or, quoted, left."""
    if isinstance(raw, dict):
        return isinstance(data, dict) and list(data) == list(raw) and all(typed(data[key], raw[key]) for key in raw)
    if isinstance(raw, list):
        return isinstance(data, list) and len(data) == len(raw) and all(map(typed, data, raw))
    return data == raw or data == plain(str(raw))


@often
@given(any_text)
def test_what_has_no_fault_is_what_pyyaml_reads(text: str) -> None:
    document = read(text)
    assume(not document.faults and document.data is not None)
    assert typed(document.data, yaml.load(text, Loader=yaml.CBaseLoader))


# -- data, written out by PyYAML and read back

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12)
scalars = st.one_of(
    words, st.text(alphabet="ab \n'\":#-", max_size=12), st.integers(-(10**12), 10**12), st.booleans(), st.none()
)
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(words, inner, max_size=4)),
    max_leaves=20,
)


class Plain(yaml.SafeDumper):
    """Writes everything out, without anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def dump(data: object, flow: bool | None) -> str:
    return yaml.dump(data, Dumper=Plain, default_flow_style=flow, allow_unicode=True, width=10**6, sort_keys=False)


@often
@given(trees, st.sampled_from([None, True, False]))
def test_data_written_by_pyyaml_is_read_back(data: object, flow: bool | None) -> None:
    assert sound(dump(data, flow)).data == data


@often
@given(trees, st.sampled_from([None, True, False]))
def test_the_text_of_every_place_is_the_value_that_stands_there(data: object, flow: bool | None) -> None:
    document = sound(dump(data, flow))
    for path in paths(data):
        value, span = value_at(data, path), document.span(path)
        text = text_at(document, span)
        if not isinstance(value, str) or "\n" not in value:
            assert sound(" " * (span.column - 1) + text).data == value
        if value is not None:
            assert text == text.strip(" \t")
        if path and isinstance(path[-1], str):
            assert sound(text_at(document, document.span(path, "key"))).data in (path[-1], plain(path[-1]))


names = st.text(alphabet="abxyz", min_size=1, max_size=6)
sentences = st.text(alphabet="ab xyzé", max_size=20).map(lambda text: f"A{text}b")


@often
@given(st.dictionaries(names, st.lists(sentences, min_size=1, max_size=4), min_size=1, max_size=4))
def test_the_span_of_plain_text_is_the_text(data: dict[str, list[str]]) -> None:
    blocks = [f"{key}:\n" + "".join(f"  -   {item}   # {item}\n" for item in items) for key, items in data.items()]
    document = sound("\n# comment\n\n".join(blocks))
    for key, items in data.items():
        assert text_at(document, document.span((key,), "key")) == key
        for index, item in enumerate(items):
            assert text_at(document, document.span((key, index))) == item


# -- places, by hand


def test_every_key_and_value_has_its_line_and_column() -> None:
    document = sound("lesson: clip\noutline:\n  - id: hook\n    uses: [softmax, 'é😀', x]\n")
    places = {path: (document.span(path, "key"), document.span(path)) for path in paths(document.data)}
    assert places[("lesson",)] == (Span(1, 1, 1, 7), Span(1, 9, 1, 13))
    assert places[("outline",)] == (Span(2, 1, 2, 8), Span(3, 3, 4, 29))
    assert places[("outline", 0)] == (Span(3, 5, 4, 29), Span(3, 5, 4, 29))
    assert places[("outline", 0, "id")] == (Span(3, 5, 3, 7), Span(3, 9, 3, 13))
    assert places[("outline", 0, "uses", 1)][1] == Span(4, 21, 4, 25)
    assert places[("outline", 0, "uses", 2)][1] == Span(4, 27, 4, 28)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_kind_of_line_break_changes_no_place(newline: str) -> None:
    lines = [
        "lesson: clip",
        "outline:",
        "  - id: hook",
        "    content: |",
        "      one",
        "",
        "      two",
        "",
        "  - id: next",
        "title: 'a b'",
        "",
    ]
    document, plainly = sound(newline.join(lines)), sound("\n".join(lines))
    assert document.data == plainly.data
    assert list(spans(document)) == list(spans(plainly))


def test_a_byte_order_mark_in_the_text_changes_no_place() -> None:
    marked, plainly = sound("\ufefflesson: clip\nb: 1\n"), sound("lesson: clip\nb: 1\n")
    assert marked.data == plainly.data
    assert list(spans(marked)) == list(spans(plainly))


# -- refused, with a place


@pytest.mark.parametrize(
    ("text", "places", "words"),
    [
        ("a: 1\nb: &name [x]\n", [(2, 4)], "`&name` names a value for reuse"),
        ("&name a: 1\n", [(1, 1)], "`&name` names a value for reuse"),
        ("a: 1\nb:\n  - *name\n", [(3, 5)], "`*name` repeats an earlier value"),
        ("*name : 1\nb: 2\n", [(1, 1)], "`*name` repeats an earlier value"),
        ("*name\n", [(1, 1)], "`*name` repeats an earlier value"),
        (
            "a: !!python/object/apply:os.system [echo]\n",
            [(1, 4)],
            "`tag:yaml.org,2002:python/object/apply:os.system` is a YAML tag",
        ),
        ("a: !local {b: 1}\n", [(1, 4)], "`!local` is a YAML tag"),
        ("a: 1\n<<: {b: 2}\nc: 3\n", [(2, 1)], "`<<` merges another mapping"),
        ("a: 1\n---\nb: 2\n", [(2, 1)], "a second document starts here"),
        ("? [a, b]\n: 1\n", [(1, 3)], "a key must be plain text, not a list or a mapping"),
        ("{{a: 1}: 2}\n", [(1, 2)], "a key must be plain text, not a list or a mapping"),
        ("- &a x\n- *a\n", [(1, 3), (2, 3)], "are not used in these files"),
    ],
)
def test_refused_with_a_place(text: str, places: list[tuple[int, int]], words: str) -> None:
    document = read(text)
    assert told(document) == [("SCH001", *place) for place in places]
    for fault in document.faults:
        assert words in fault.message
        assert fault.help


def test_a_quoted_merge_key_is_a_key() -> None:
    assert sound("'<<': 1\n").data == {"<<": 1}


def test_the_tag_of_a_number_leaves_it_text() -> None:
    assert read("a: !!int '5'\nb: !!str 5\n").data == {"a": "5", "b": "5"}


def test_what_is_refused_does_not_hide_the_rest() -> None:
    document = read(
        "a: &x 1\nb: *x\n<<: {c: [1, 2]}\n? [d, {e: f}]\n: {g: h}\n*x : [i]\nj: {k: [l, m]}\na: again\nn: o\n"
    )
    assert document.data == {"a": 1, "b": None, "j": {"k": ["l", "m"]}, "n": "o"}
    assert document.torn is None
    assert [line for _, line, _ in told(document)] == [1, 2, 3, 4, 6, 8]
    assert text_at(document, document.span(("j", "k", 1))) == "m"
    assert text_at(document, document.span(("n",), "key")) == "n"
    assert text_at(document, document.span(("n",))) == "o"


# -- keys that stand twice


def test_a_second_key_is_reported_with_the_first() -> None:
    document = read("lesson: clip\nload: {notes: x}\nlesson: siglip\n")
    [fault] = document.faults
    assert (fault.code, fault.span, fault.pointer) == ("SCH002", Span(3, 1, 3, 7), "/lesson")
    assert fault.message == "`lesson` stands twice in the same mapping; only the first is read"
    assert fault.related == ((Span(1, 1, 1, 7), "first written here"),)
    assert document.data == {"lesson": "clip", "load": {"notes": "x"}}


@pytest.mark.parametrize(
    "second", ["x", "", "[x, [y]]", "{x: {y: z}}", "\n  - x\n  - y: [z]", "|\n  x\n  y", "{x: 1, y: {z: [a, b]}}"]
)
def test_places_behind_a_second_value_are_right(second: str) -> None:
    document = read(
        f"list:\n  - a: [1, 2]\n    b: 3\n    a: {second.replace(chr(10), chr(10) + '    ')}\n    c: here\n  - there\nend: last\n"
    )
    assert document.data == {"list": [{"a": [1, 2], "b": 3, "c": "here"}, "there"], "end": "last"}
    for path, text in (
        (("list", 0, "a", 1), "2"),
        (("list", 0, "c"), "here"),
        (("list", 1), "there"),
        (("end",), "last"),
    ):
        assert text_at(document, document.span(path)) == text
    assert text_at(document, document.span(("list", 0, "c"), "key")) == "c"
    assert [fault.pointer for fault in document.faults] == ["/list/0/a"]


def test_each_of_several_is_reported_at_its_place() -> None:
    document = read("a: {x: 1, y: 2, x: 3}\nb:\n  - z: 1\n    z: 2\n    z: 3\na: {q: 1, q: 2}\nc/d~e: {f: 1, f: 2}\n")
    assert told(document) == [
        ("SCH002", 1, 17),
        ("SCH002", 4, 5),
        ("SCH002", 5, 5),
        ("SCH002", 6, 1),
        ("SCH002", 6, 11),
        ("SCH002", 7, 15),
    ]
    assert [fault.pointer for fault in document.faults] == ["/a/x", "/b/0/z", "/b/0/z", "/a", "/a/q", "/c~1d~0e/f"]
    assert document.data == {"a": {"x": 1, "y": 2}, "b": [{"z": 1}], "c/d~e": {"f": 1}}


def test_a_key_that_fills_a_screen_is_told_in_short() -> None:
    [fault] = read(f"{'k' * 500}: 1\n{'k' * 500}: 2\n").faults
    assert len(fault.message) < 150


# -- syntax faults: in our words, at their place, and what stood before is kept

SYNTAX = {
    "colon in text": ("a: b: c\n", (1, 5), "a colon and a space stand inside unquoted text"),
    "colon left out": ("a: 1\nb\nc: 2\n", (3, 1), "neither `key: value` nor part of the text above"),
    "dash left out": ("a:\n  - b\n  c: 1\n", (3, 3), "an entry without its dash"),
    "dedented between": ("a:\n  - b\n c: d\n", (3, 2), "the indentation does not fit"),
    "text behind a quote": ("a: 'b' c\n", (1, 8), "the indentation does not fit"),
    "list under a value": ("a: c\n- b\n", (2, 1), "the indentation does not fit"),
    "bracket open": ("b: 1\na: [1, 2\n", (2, 4), "in brackets is not closed"),
    "bracket open, no last line break": ("b: 1\na: [1, 2", (2, 4), "in brackets is not closed"),
    "bracket open, more below": ("a: [1, 2\nb: 3\n", (2, 2), "in brackets is not closed"),
    "brace open": ("a: {b: 1\nc: 2\n", (2, 2), "in brackets is not closed"),
    "wrong bracket": ("a: [}\n", (1, 5), "a value is missing here"),
    "single quote open": ("a: 'x\nb: 1\n", (1, 4), "is never closed"),
    "double quote open": ('a: 1\nb: "x\nc: 1', (2, 4), "is never closed"),
    "quote open before a document": ("a: 'x\n---\nb: 1\n", (2, 1), "a quoted text is never closed"),
    "backslash code": ('a: "\\xzz"\n', (1, 7), "this backslash code is incomplete"),
    "list on the line of its key": ("a: - b\n", (1, 4), "a list cannot start here"),
    "question mark": ("a: ? b\n", (1, 4), "a key cannot start with `?` here"),
    "block header": ("a: |x\n  y\n", (1, 5), "cannot follow the `|` or `>`"),
    "block header zero": ("a: >0\n  y\n", (1, 5), "cannot follow the `|` or `>`"),
    "lone ampersand": ("a: & b\n", (1, 5), "`&` and `*` have a meaning of their own"),
    "lone star": ("a: * b\n", (1, 5), "`&` and `*` have a meaning of their own"),
    "lone exclamation mark": ("a: !x!y z\n", (1, 4), "`!` has a meaning of its own"),
    "text behind the end": ("---\na: 1\n...\nb: 2\n", (4, 1), "text follows the end of the document"),
    "directive": ("%YAML 2.0\n---\na: 1\n", (1, 1), "a line that begins with `%`"),
    "at sign": ("a: @x\n", (1, 4), "unquoted text cannot begin with `@`"),
    "backquote": ("a: `x`\n", (1, 4), "unquoted text cannot begin with ```"),
    "percent": ("a: %x\n", (1, 4), "unquoted text cannot begin with `%`"),
    "tab below a key": ("a:\n\tb: 1\n", (2, 1), "a tab is used for indentation"),
    "tab before a list": ("a:\n\t- b\n", (2, 1), "a tab is used for indentation"),
    "tab in a mapping": ("a:\n  b: 1\n\tc: 2\n", (3, 1), "a tab is used for indentation"),
    "tab behind spaces": ("a:\n  b: 1\n  \tc: 2\n", (3, 3), "a tab is used for indentation"),
    "tab in a block text": ("a: |\n  b\n\tc\n", (3, 1), "a tab is used for indentation"),
    "conflict of a merge": ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> two\nc: 1\n", (2, 1), "the conflict of a merge begins here"),
    "conflict in a list": ("a:\n  - b: 1\n<<<<<<< HEAD\n    c: 2\n=======\n    c: 3\n>>>>>>> two\n", (3, 1), "the conflict of a merge begins here"),
    "tab first of all": ("\ta: 1\n", (1, 1), "a tab is used for indentation"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "words"), SYNTAX.values(), ids=SYNTAX)
def test_syntax_faults_are_told_in_our_words(text: str, place: tuple[int, int], words: str) -> None:
    [fault] = read(text).faults
    assert (fault.code, fault.span.line, fault.span.column) == ("SCH001", *place)
    assert words in fault.message
    assert fault.message.endswith(f"nothing below line {place[0]} was checked")
    assert fault.help


def test_an_unknown_escape_is_told_in_our_words() -> None:
    [fault] = read('a: "\\sigma"\n').faults
    assert fault.message.startswith("this backslash means nothing in double quotes")
    assert "LaTeX" in fault.help


def test_a_quote_never_closed_names_its_beginning_and_the_end_of_the_file() -> None:
    [fault] = read("a: 1\nb: 'x\nc: 2\n").faults
    assert fault.span == Span(2, 4, 2, 5)
    assert fault.related == ((Span(3, 4, 3, 5), "the file ends here"),)


def test_a_fault_within_names_where_the_thing_began() -> None:
    [fault] = read("a: [1,\n  2\nb: 3\n").faults
    assert fault.related == ((Span(1, 4, 1, 5), "what was being read began here"),)


def test_a_tab_that_ends_the_file_is_not_blamed_for_an_open_bracket() -> None:
    [fault] = read("a: [b,\n  c\t").faults
    assert "in brackets is not closed" in fault.message


@pytest.mark.parametrize(
    ("text", "data", "torn"),
    [
        ("a: 1\nb: {c: [2, 3], d: x: y}\nz: 9\n", {"a": 1, "b": {"c": [2, 3], "d": "x"}}, ("b",)),
        ("a:\n  - b: 1\n    c: 'x' y\n  - d\n", {"a": [{"b": 1, "c": "x"}]}, ("a", 0)),
        ("a: 1\nb: 'open\nc: 2\n", {"a": 1}, ()),
        ("- a\n- b\n- [c\n", ["a", "b", ["c"]], (2,)),
        ("a: 1\na: {b: [2, {c: @", {"a": 1}, ()),
        ("a: {b: 1}\n? [x, {y: [z, @", {"a": {"b": 1}}, ()),
        ("@", None, ()),
    ],
)
def test_what_stood_before_is_kept(text: str, data: object, torn: tuple[object, ...]) -> None:
    document = read(text)
    assert document.data == data
    assert document.torn == torn
    assert document.faults[-1].code == "SCH001"
    assert all(inside(document, span) for span in spans(document))


def leaves(data: object) -> list[tuple[DocPath, object]]:
    found = [(path, value_at(data, path)) for path in paths(data)]
    return [(path, value) for path, value in found if not isinstance(value, (dict, list))]


tidy = st.recursive(
    words,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(names, inner, max_size=3)),
    max_leaves=10,
)


@often
@given(st.dictionaries(names, tidy, min_size=1, max_size=4), st.floats(0, 1))
def test_all_that_stood_before_a_tear_is_kept(data: object, share: float) -> None:
    lines = dump(data, flow=False).splitlines(keepends=True)
    cut = int(share * len(lines))
    before = "".join(lines[:cut])
    document = read(before + "@\n")
    assert told(document) == [("SCH001", cut + 1, 1)]
    if before:
        whole = leaves(sound(before).data)
        assert leaves(document.data) in (whole, whole[:-1])  # the last key may still wait for its value


@often
@given(trees, st.integers(0, 400), st.sampled_from(["@\n", "'", "a: [", "}", "\n\t@x", "\nb: 'x' y\n"]))
def test_places_in_a_torn_text_lie_in_it(data: object, cut: int, junk: str) -> None:
    document = read(dump(data, flow=None)[:cut] + junk)
    assume(document.torn is not None)
    assert all(inside(document, span) for span in spans(document))


def test_second_document_leaves_the_first() -> None:
    document = read("a: 1\nb: [2]\n---\na: 3\n")
    assert document.data == {"a": 1, "b": [2]}
    assert document.torn == ()
    assert document.torn_line == 3


def test_only_so_many_faults_are_told() -> None:
    document = read("".join(f"k{number}: &a x\n" for number in range(500)))
    assert len(document.faults) == MAX_FAULTS
    assert document.faults[-1].message.endswith(f"nothing below line {MAX_FAULTS} was checked")
    assert document.torn == ()
    assert list(document.data) == [f"k{number}" for number in range(MAX_FAULTS - 1)]


# -- hostile texts


def bomb() -> str:
    letters = "abcdefghijklmnopqrst"
    lines = [f"{name}: &{name} [{', '.join(f'*{before}' for _ in range(9))}]" for before, name in pairwise(letters)]
    return "a: &a [lol]\n" + "\n".join(lines) + "\n"


HOSTILE: dict[str, tuple[Callable[[], str], str]] = {
    "brackets": (lambda: "[" * 100_000, "nested more than 64 levels deep"),
    "brackets on lines": (lambda: "[\n" * 100_000, "nested more than 64 levels deep"),
    "braces": (lambda: "{a: " * 100_000, "nested more than 64 levels deep"),
    "braces as keys": (lambda: "{" * 100_000, "nested more than 64 levels deep"),
    "block sequences": (lambda: "- " * 100_000, "nested more than 64 levels deep"),
    "question marks": (lambda: "? " * 100_000, "nested more than 64 levels deep"),
    "questions on lines": (lambda: "".join(" " * level + "?\n" for level in range(1400)), "nested more than 64 levels deep"),
    "deep mappings": (lambda: "".join(" " * level + "a:\n" for level in range(1400)), "nested more than 64 levels deep"),
    "pairs in lists": (lambda: "[a: " * 100_000, "nested more than 64 levels deep"),
    "a mebibyte of anchors": (lambda: "".join(f"k{number}: &a{number} x\n" for number in range(55_000)), "anchors are not used"),
    "a mebibyte of aliases": (lambda: "- *x\n" * 200_000, "aliases are not used"),
    "a mebibyte of tags": (lambda: "- !!str x\n" * 100_000, "tags are not used"),
    "an alias bomb": (bomb, "are not used in these files"),
    "documents": (lambda: "---\n" * 250_000, "a second document starts here"),
    "directives": (lambda: "%\n" * 500_000, "a line that begins with `%`"),
    "a long key": (lambda: "k" * 1_000_000 + ": 1\n", "a colon and a space stand inside unquoted text"),
    "a long quoted key": (lambda: f'"{"k" * 1_000_000}": 1\n', "a colon and a space stand inside unquoted text"),
    "a quote never closed": (lambda: "a: '" + "x\n" * 500_000, "is never closed"),
    "the same key again and again": (lambda: "a: 1\n" * 200_000, "`a` stands twice"),
    "the same key again with a mapping": (lambda: "a: {b: [1]}\n" * 80_000, "`a` stands twice"),
    "the same key below": (lambda: "a:\n" + "  b: {c: 1}\n" * 80_000, "`b` stands twice"),
    "the same key in braces": (lambda: "{" + "a," * 500_000, "`a` stands twice"),
    "control characters": (lambda: "\x01" * 1_000_000, "the character U+0001 cannot stand in a text file"),
}  # fmt: skip

HARMLESS: dict[str, Callable[[], str]] = {
    "a long key the long way": lambda: f"? {'k' * 1_000_000}\n: 1\n",
    "a huge plain text": lambda: "a: " + "x " * 500_000,
    "a huge plain text on lines": lambda: "a: x\n" + "  y\n" * 250_000,
    "a huge block": lambda: "a: |\n" + "  y\n" * 250_000,
    "a huge quoted text": lambda: 'a: "' + "x\n" * 500_000 + '"',
    "escapes": lambda: 'a: "' + "\\n" * 500_000 + '"',
    "comments": lambda: "#\n" * 500_000,
    "blank lines": lambda: "a: 1" + "\n" * 1_000_000,
    "far to the right": lambda: "a:\n" + " " * 1_000_000 + "b: 1\n",
    "a long list": lambda: "a: [" + "x," * 50_000 + "]",
    "many keys": lambda: "".join(f"k{number}: 1\n" for number in range(20_000)),
}  # fmt: skip


def timed(text: str) -> Document:
    assert len(text) <= MAX_BYTES
    documents: list[Document] = []
    assert seconds(lambda: documents.append(read(text))) < GENEROUS
    return documents[0]


@pytest.mark.parametrize(("text", "words"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_refused_at_once(text: Callable[[], str], words: str) -> None:
    document = timed(text())
    assert 1 <= len(document.faults) <= MAX_FAULTS
    assert words in document.faults[-1].message
    assert all(inside(document, fault.span) and len(fault.message) < 200 for fault in document.faults)
    assert document.torn is not None


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_large_texts_are_read(text: Callable[[], str]) -> None:
    document = timed(text())
    assert document.faults == []
    assert all(inside(document, document.span(path)) for path in [*paths(document.data)][:5])


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def test_the_bound_on_depth_is_exact() -> None:
    assert read(nested(MAX_DEPTH)).faults == []
    [fault] = read(nested(MAX_DEPTH + 1)).faults
    assert fault.span == Span(1, MAX_DEPTH + 1, 1, MAX_DEPTH + 2)


READ = """
import sys
from pathlib import Path
from lesson_pipeline.source.document import read_document
for name in sys.argv[1:]:
    print(read_document(Path(name), name).faults[-1].message)
"""


def test_no_text_kills_the_interpreter(tmp_path: Path) -> None:
    texts = {
        "brackets": "[" * 200_000,
        "sequences": "- " * 200_000,
        "braces": "{a: " * 200_000,
        "questions": "? " * 200_000,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    command = [sys.executable, "-c", READ, *(str(tmp_path / name) for name in texts)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.count("nested more than 64 levels deep") == len(texts)


# -- the loader in Python says the same as the one in C


@pytest.fixture(params=["CBaseLoader", "BaseLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(yaml_events, "_LOADER", getattr(yaml, request.param))
    return request.param


@pytest.mark.parametrize(("text", "place", "words"), SYNTAX.values(), ids=SYNTAX)
def test_both_loaders_tell_the_same_fault(loader: str, text: str, place: tuple[int, int], words: str) -> None:
    test_syntax_faults_are_told_in_our_words(text, place, words)


def test_both_loaders_read_our_plans_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    file = ROOT / "planning/attention-mechanics/queries-and-keys.yaml"
    text = (
        file.read_text(encoding="utf-8")
        + "waivers: &a [*b, !!str x]\nwaivers: {a: 1, a: 2}\n? [x]\n: y\nbroken: 'x' y\n"
    )
    documents = []
    for name in ("CBaseLoader", "BaseLoader"):
        monkeypatch.setattr(yaml_events, "_LOADER", getattr(yaml, name))
        documents.append(read(text))
    in_c, in_python = documents
    assert in_c.data == in_python.data
    assert in_c.marks == in_python.marks
    assert len(in_c.faults) == 7
    assert in_c.faults == in_python.faults


@pytest.mark.parametrize("name", ["brackets", "block sequences", "question marks", "an alias bomb"])
def test_the_loader_in_python_refuses_hostile_texts_too(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(yaml_events, "_LOADER", yaml.BaseLoader)
    text, words = HOSTILE[name]
    test_hostile_texts_are_refused_at_once(text, words)
