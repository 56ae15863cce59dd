"""Lines of source with carets under what is meant, as a terminal shows them."""

import unicodedata

import pytest

from lesson_pipeline.places import Span
from lesson_pipeline.report.excerpt import excerpt, printable, source_line


def marked(line: str, column: int, end_column: int, *, end_line: int = 1) -> tuple[str, str]:
    """The shown line and the carets below it, without the margin."""
    shown, carets = excerpt([line], Span(1, column, end_line, end_column))
    return shown.partition("| ")[2], carets.partition("| ")[2]


def columns(text: str) -> int:
    """Columns of a terminal, for the test's few kinds of letters."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def test_two_lines_of_context_stand_above() -> None:
    lines = ["a: 1", "b: 2", "c: 3", "d: 4", "e: 5"]
    assert excerpt(lines, Span(4, 4, 4, 5)) == ["  2 | b: 2", "  3 | c: 3", "  4 | d: 4", "    |    ^"]
    assert excerpt(lines, Span(1, 1, 1, 2)) == ["  1 | a: 1", "    | ^"]
    assert excerpt(lines, Span(4, 1, 4, 2), context=0) == ["  4 | d: 4", "    | ^"]


def test_the_margin_fits_the_widest_number() -> None:
    shown = excerpt(["x"] * 100, Span(100, 1, 100, 2))
    assert shown == ["   98 | x", "   99 | x", "  100 | x", "      | ^"]


@pytest.mark.parametrize("line", [0, 3, 99])
def test_a_line_that_is_not_there_has_no_excerpt(line: int) -> None:
    assert excerpt(["one", "two"], Span(line, 1, line, 2)) == []


def test_blank_lines_leave_no_blanks_behind() -> None:
    assert excerpt(["", "b"], Span(2, 1, 2, 2))[0] == "  1 |"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("prompt: 漢字 loop", "loop"),
        ("prompt: 漢字 loop", "漢字"),
        ("prompt: cafe\u0301 loop", "loop"),
        ("prompt: cafe\u0301 loop", "cafe\u0301"),
        ("prompt: 🎈 loop", "loop"),
        ("\tprompt: loop", "loop"),
        ("prompt:\t\tloop", "loop"),
        ("prompt: \x1b[31mloop", "loop"),
        ("prompt: ﬁx loop", "loop"),
    ],
)
def test_carets_stand_below_what_is_meant_whatever_stands_before_it(line: str, meant: str) -> None:
    start = line.index(meant) + 1
    shown, carets = marked(line, start, start + len(meant))
    before = shown[: shown.index(meant)]
    assert len(carets) - len(carets.lstrip()) == columns(before)
    assert carets.strip() == "^" * columns(meant)


def test_what_runs_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert marked("prompt: |  ", 9, 4, end_line=3) == ("prompt: |", "        ^")
    assert marked("prompt: two words  ", 9, 3, end_line=2) == ("prompt: two words", "        ^^^^^^^^^")


def test_an_empty_span_still_has_a_caret() -> None:
    assert marked("a: ", 4, 4)[1] == "   ^"


def test_a_line_of_any_length_stays_readable() -> None:
    line = "prompt: " + "word " * 100
    shown, carets = marked(line, 9, len(line))
    assert shown.endswith("…")
    assert len(shown) <= 160
    assert 9 + carets.count("^") <= 170
    assert len(excerpt([line], Span(1, 400, 1, 404))) == 1, "carets behind the cut would point nowhere"


CONTROL = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\r",
    "\x08",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u200b",
    "\x85",
    "\u2028",
]


@pytest.mark.parametrize("control", CONTROL, ids=ascii)
def test_nothing_that_steers_a_terminal_is_shown(control: str) -> None:
    line = f"a{control}b: loop"
    for shown in (*excerpt([line], Span(1, 1, 1, 2)), source_line([line], 1), printable(line)):
        assert shown.isprintable(), ascii(shown)
    assert len(printable(line)) == len(line), "places keep their columns"


def test_what_can_be_printed_is_left_alone() -> None:
    assert printable("naïve “漢字” 🎈 – $x^2$") == "naïve “漢字” 🎈 – $x^2$"


def test_a_single_line_is_stripped_and_cut() -> None:
    assert source_line(["  a: 1  "], 1) == "a: 1"
    assert len(source_line(["x" * 500], 1)) <= 100
    assert source_line(["a"], 2) == ""
