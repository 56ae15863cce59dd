"""Comments to this tool in YAML files and lesson pages: which there are, where they stand, what they cover."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.places import Span
from lesson_pipeline.source.comments import Comment, find_comments
from lesson_pipeline.source.document import Document
from lesson_pipeline.source.front_matter import parse_front_matter
from tests.source.documents import inside, read, text_at


def in_yaml(text: str) -> list[Comment]:
    return find_comments(read(text))


def in_page(text: str) -> list[Comment]:
    return find_comments(parse_front_matter(text, "lessons/a.md"))


def said(comments: list[Comment]) -> list[str]:
    return [comment.text.strip() for comment in comments]


def covered(text: str) -> list[str]:
    """What the comments cover, as the lines of the text from first to last, with the columns cut off."""
    document = parse_front_matter(text, "a.md") if text.startswith("---\n") else read(text)
    return [reach(document, comment.covers) for comment in find_comments(document)]


def reach(document: Document, span: Span) -> str:
    if span[:2] >= span[2:]:
        return "nothing"
    lines = document.lines[span.line - 1 : span.end_line]
    if span.end_line <= len(document.lines):
        lines[-1] = lines[-1][: span.end_column - 1]
    return "|".join(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))


# -- which there are


@pytest.mark.parametrize(
    "text",
    [
        "a: b  # lp: here",
        "# lp: here\na: b",
        "a: b\n  # lp: here",
        "#lp: here\na: b",
        "##   lp: here\na: b",
        "a: [b,  # lp: here\n  c]",
        "a: {\n  # lp: here\n  b: c}",
        'a: "b"  # lp: here',
        "a:  # lp: here\n  b: c",
        "a: |  # lp: here\n  text\n",
        "a: >-  # lp: here\n  text\nb: c",
        "a: |\n  text\n# lp: here\nb: c",
        "- a: |\n    text\n\n  # lp: here\n  b: c",
        "a: 'it''s'  # lp: here",
        "---  # lp: here\na: b",
        "- a\n-  # lp: here\n  b",
        "a: b#c  # lp: here",
        "# lp: here",
        "a: b # for now # lp: here",
        "a: b\t# lp: here",
        "a: b  # lp: here\r\nc: d\r\n",
    ],
)
def test_a_comment_is_found(text: str) -> None:
    assert said(in_yaml(text)) == ["lp: here"]


@pytest.mark.parametrize(
    "text",
    [
        'a: "b # lp: no"',
        "a: 'b # lp: no'",
        'a: "b\n  # lp: no\n  "',
        "a: 'b\n\n  # lp: no'",
        "a: |\n  # lp: no\n  b # lp: no\n",
        "a: >\n  b\n\n  # lp: no\nc: d",
        "a: |2\n    # lp: no\n",
        '"a # lp: no": b',
        "a: b# lp: no",
        'a: ["b # lp: no", c]',
        "- - |\n    # lp: no\n",
        "a: help: b",
        "# help: no\na: b",
        "a: b\n# - c: d  # lp: no\n",
        "# write `# lp: no`\na: b",
        "# about lp: no\na: b",
        "a: b  # LP: no",
    ],
)
def test_text_is_no_comment(text: str) -> None:
    assert said(in_yaml(text)) == []


def test_several_stand_on_one_line() -> None:
    [first, second] = in_yaml("a: b  # lp: one # two  # lp: three\n")
    assert (first.text, second.text) == ("lp: one # two", "lp: three")
    assert (first.span, second.span) == (Span(1, 7, 1, 22), Span(1, 24, 1, 35))
    assert first.covers == second.covers


def test_the_place_is_that_of_the_comment() -> None:
    text = "é: 😀  #  lp: ignore[A1] so  \n"
    [comment] = in_yaml(text)
    assert text_at(read(text), comment.span) == "#  lp: ignore[A1] so"
    start = comment.text.index("A1")
    assert text_at(read(text), comment.part(start, start + 2)) == "A1"


def test_what_is_read_twice_or_not_kept_is_still_text() -> None:
    assert said(in_yaml('a: b\na: "c # lp: no"  # lp: here\n*x : "# lp: no"\n')) == ["lp: here"]
    assert said(in_yaml('? ["# lp: no"]\n: "# lp: no"  # lp: here\n')) == ["lp: here"]


def test_nothing_is_found_where_the_text_breaks_off() -> None:
    assert said(in_yaml("a: b  # lp: here\nc: [d  # lp: here\ne: f  # lp: here\n")) == ["lp: here"]
    assert said(in_yaml("a: \x07  # lp: here\n")) == []
    assert said(in_yaml("a: b  # lp: here\n---\nc: d  # lp: here\n")) == ["lp: here"]
    assert said(in_yaml("# lp: here\n" + "[" * 90_000)) == ["lp: here"]


# -- what they cover


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: b  # lp: x\nc: d\n", "a: b  # lp: x"),
        ("a:\n  - b: c  # lp: x\n    d: e\n", "- b: c  # lp: x"),
        ("a: [  # lp: x\n  b]\n", "a: [  # lp: x"),
        ("a: |  # lp: x\n  b\n", "a: |  # lp: x"),
    ],
)
def test_at_the_end_of_a_line_it_covers_that_line(text: str, lines: str) -> None:
    assert covered(text) == [lines]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# lp: x\na: b\nc: d\n", "a: b"),
        ("# lp: x\na:\n  b: c\n  d: e\nf: g\n", "a:|b: c|d: e"),
        ("a:\n  # lp: x\n  b: c\n  d: e\n", "b: c"),
        ("a:\n  # lp: x\n  - b: c\n    d: e\n  - f\n", "- b: c|d: e"),
        ("a:\n  - b\n# lp: x\n  - c: [d,\n    e]\n\n  - f\n", "- c: [d,|e]"),
        ("a:\n  - b: c\n    # lp: x\n    d: e\n    f: g\n", "d: e"),
        ("# lp: x\na: |\n  b\n\n  c\nd: e\n", "a: ||b|c"),
        ("# lp: x\na: >\n  b\n  c", "a: >|b|c"),
        ("# lp: x\n# lp-like\n\n# more\na: b\nc: d\n", "a: b"),
        ("# lp: x\n---\na: b\nc: d\n", "a: b"),
        ("- a\n# lp: x\n-\n  b: c\n  d: e\n- f\n", "b: c|d: e"),
        ("- a\n-  # lp: x\n  b: c\n  d: e\n- f\n", "b: c|d: e"),
        ("# lp: x\n- - a\n  - b\n- c\n", "- - a|- b"),
        ("a: [\n  # lp: x\n  {b: c,\n   d: e}, {f: g},\n  h]\n", "{b: c,|d: e}"),
        ("a: [\n  # lp: x\n  {b: c}, {d: e},\n  f]\n", "{b: c}, {d: e},"),
        ("a:\n  # lp: x\n  b:\n  c: d\n", "b:"),
        ("# lp: x\n'a': \"b\n  c\"\nd: e\n", "'a': \"b|c\""),
        ("a: b\n# lp: x\n", "nothing"),
        ("a: b\n# lp: x\n\n# c\n", "nothing"),
        ("# lp: x\n? [a]\n: b\nc: d\n", "? [a]|: b"),
    ],
)
def test_alone_it_covers_the_item_that_begins_below(text: str, lines: str) -> None:
    assert covered(text)[0] == lines


def test_one_below_the_other_they_cover_the_same() -> None:
    assert covered("# lp: x\n# lp: y\na:\n  b: c\nd: e\n") == ["a:|b: c"] * 2


def test_an_item_that_breaks_off_is_covered_as_far_as_it_was_read() -> None:
    [comment] = in_yaml("a:\n  # lp: x\n  - b: c\n    d: [e\nf: g\n")
    assert comment.covers[:2] == (3, 1)
    assert comment.covers.end_line >= 4


# -- lesson pages


@pytest.mark.parametrize(
    "text",
    [
        "<!-- lp: here -->\nText.\n",
        "<!--lp: here-->\n",
        "<!--\n  lp: here\n-->\n",
        "Text <!-- lp: here --> text.\n",
        "## Heading <!-- lp: here -->\n",
        "- item\n  <!-- lp: here -->\n",
        "> text\n> <!-- lp: here -->\n",
        "| a |\n| - |\n| b <!-- lp: here --> |\n",
        "::::{tip}\n:::{warning}\n<!-- lp: here -->\n:::\n::::\n",
        ":::{tip} <!-- lp: here -->\nText.\n:::\n",
        ":::{tip}\nnever closed <!-- lp: here -->\n",
        "- item\n  :::{tip}\n  <!-- lp: here -->\n  :::\n",
        "`code` <!-- lp: here -->\n",
        "<div>\n<!-- lp: here -->\n</div>\n",
        "---\nlesson: a  # lp: here\n---\n# lp: no\n",
        "---\nlesson: a\n---\n<!-- lp: here -->\n",
        "---\nlesson: [a\n---\n<!-- lp: here -->\n",
        "---\nlesson: a\n",
    ],
)
def test_a_comment_of_a_page_is_found(text: str) -> None:
    assert said(in_page(text)) == (["lp: here"] if "here" in text else [])


@pytest.mark.parametrize(
    "text",
    [
        "```\n<!-- lp: no -->\n```\n",
        "~~~~html\n~~~\n<!-- lp: no -->\n~~~~\n",
        "    <!-- lp: no -->\n",
        "`<!-- lp: no -->`\n",
        "`` ` <!-- lp: no --> ``\n",
        "\\<!-- lp: no -->\n",
        ":::{tip}\n```\n<!-- lp: no -->\n```\n:::\n",
        "<!-- help: no -->\n",
        "<!-- about lp: no -->\n",
        "# lp: no\n",
        '---\ntitle: "# lp: no"\n---\n',
        "```\n<!-- lp: no, and never closed\n",
    ],
)
def test_code_and_text_of_a_page_are_no_comment(text: str) -> None:
    assert said(in_page(text)) == []


def test_places_in_a_page_are_those_of_the_file() -> None:
    text = "---\nlesson: a\n---\n\n> é <!-- lp: ignore[A1] so --> and `<!-- lp: x -->` <!-- lp: x -->\n"
    document = parse_front_matter(text, "a.md")
    first, second = find_comments(document)
    assert text_at(document, first.span) == "<!-- lp: ignore[A1] so -->"
    assert text_at(document, second.span) == "<!-- lp: x -->"
    assert second.span.column == text.splitlines()[4].rindex("<!--") + 1
    start = first.text.index("A1")
    assert text_at(document, first.part(start, start + 2)) == "A1"


def test_a_part_on_a_later_line_is_the_whole() -> None:
    [comment] = in_page("<!-- lp: ignore[\nA1] so -->\n")
    start = comment.text.index("A1")
    assert comment.part(start, start + 2) == comment.span == Span(1, 1, 2, 11)


def test_one_that_is_never_closed_says_so() -> None:
    [open_, *_] = in_page("<!-- lp: x\nText\n")
    assert not open_.is_closed
    assert all(comment.is_closed for comment in in_page("a <!-- lp: x -->\n<!-- lp: y -->\n"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One <!-- lp: x --> two\nthree\n", "1"),
        ("One\ntwo <!-- lp: x -->\nthree\n", "2"),
        ("<!-- lp: x --> one\ntwo\n", "1"),
        ("<!-- lp: x -->\nOne\ntwo\n\nthree\n", "2-3"),
        ("<!-- lp: x -->\n\n\nOne\ntwo\n\nthree\n", "4-5"),
        ("One\n<!-- lp: x -->\ntwo\nthree\n", "3-4"),
        ("<!-- lp: x\nso -->\nOne\n\ntwo\n", "3"),
        ("<!-- lp: x -->\n<!-- a note -->\n<!-- lp: y -->\nOne\n\ntwo\n", "4"),
        ("<!-- lp: x --> <!-- lp: y -->\nOne\n\ntwo\n", "2"),
        ("<!-- lp: x -->\n## Heading\n\nText\n", "2"),
        ("<!-- lp: x -->\n- one\n- two\n\ntext\n", "2-4"),
        ("<!-- lp: x -->\n```\ncode\n\ncode\n```\ntext\n", "2-6"),
        ("<!-- lp: x -->\n| a |\n| - |\n| b |\n\ntext\n", "2-4"),
        ("<!-- lp: x -->\n::::{check} c\n:::{question} q\nWhat?\n:::\n::::\ntext\n", "2-6"),
        ("::::{check} c\n<!-- lp: x -->\n:::{question} q\nWhat?\n\nSo?\n:::\n::::\n", "3-7"),
        ("- one\n  <!-- lp: x -->\n  two\n  three\n- four\n", "3-4"),
        ("> one\n> <!-- lp: x -->\n> two\n>\n> three\n", "3"),
        ("> <!-- lp: x -->\n>\n> two\n>\n> three\n", "3"),
        ("One\n\n<!-- lp: x -->\n", ""),
        ("<!-- lp: x -->", ""),
        ("---\nlesson: a\n# lp: x\n---\nOne\n", ""),
        ("---\n# lp: x\nlesson: a\ntitle: b\n---\nOne\n", "3"),
        ("---\nlesson: a\n---\n<!-- lp: x -->\nOne\ntwo\n", "5-6"),
    ],
)
def test_in_a_page_it_covers_its_line_or_the_block_below(text: str, lines: str) -> None:
    covers = in_page(text)[0].covers
    assert covers.column == 1
    last = covers.end_line - (covers.end_column == 1)
    seen = "" if covers[:2] >= covers[2:] else str(covers.line) if last == covers.line else f"{covers.line}-{last}"
    assert seen == lines


def test_directives_in_directives_without_end_are_no_trouble() -> None:
    depth = 300
    text = "".join(f"{':' * (depth + 3 - level)}{{tip}}\n" for level in range(depth))
    assert said(in_page(f"<!-- lp: here -->\n{text}<!-- lp: deep -->\n")) == ["lp: here"]


# -- any text


PIECES = st.lists(
    st.one_of(
        st.sampled_from([*"ab:-#|>'[]{},` \t\n\n\\\"~é"]),
        st.sampled_from(["# lp: x", "<!-- lp: y -->", "<!--", "-->", "lp:", ": ", "- ", "---\n", "\r\n", "\u2028"]),
        st.sampled_from([":::{tip}\n", ":::\n", "```\n"]),
    ),
    max_size=40,
).map("".join)


@given(PIECES)
def test_whatever_the_text_places_lie_within_it(text: str) -> None:
    for document in (read(text), parse_front_matter(text, "a.md")):
        for comment in find_comments(document):
            assert inside(document, comment.span)
            assert comment.text.lstrip().startswith("lp:")
            if "\n" not in comment.text:
                assert comment.text.strip() in text_at(document, comment.span)
            assert comment.covers[:2] <= comment.covers[2:]
            assert comment.covers[2:] <= (len(document.lines) + 2, 1)


@given(st.lists(st.sampled_from(["  # lp: x", "", " # y"]), min_size=1, max_size=6))
def test_each_comment_of_a_sound_file_is_found(ends: list[str]) -> None:
    text = "".join(f'key-{number}: "v # lp: no"{end}\n' for number, end in enumerate(ends))
    assert [comment.span.line for comment in in_yaml(text)] == [n for n, end in enumerate(ends, 1) if "lp" in end]
