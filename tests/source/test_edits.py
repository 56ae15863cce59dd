"""Edits by place, and several files written all or none."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.places import Span
from lesson_pipeline.source.document import parse_document
from lesson_pipeline.source.edits import Edit, Lines, apply, diff, write_all

BREAKS = ["\n", "\r\n", "\r", "\x85", "\u2028"]
TEXTS = st.lists(st.sampled_from(["a", "é", "漢", "😀", " ", "\t", *BREAKS]), max_size=40).map("".join)


@st.composite
def texts_and_cuts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A text, and stretches of it that do not overlap, each with what takes its place."""
    text = draw(TEXTS)
    at = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    at = [place for place in at if not (text[place - 1 : place] == "\r" and text[place : place + 1] == "\n")]
    pairs = list(zip(at[::2], at[1::2], strict=False))
    return text, [(start, end, draw(st.text("xyü", max_size=3))) for start, end in pairs]


@given(texts_and_cuts(), st.randoms())
def test_edits_change_what_they_name_and_nothing_else(case: tuple[str, list[tuple[int, int, str]]], random) -> None:
    text, cuts = case
    lines = Lines(text)
    edits = [Edit(lines.span(start, end), new) for start, end, new in cuts]
    expected, done = "", 0
    for start, end, new in cuts:
        expected += text[done:start] + new
        done = end
    if len({start for start, _, _ in cuts}) == len(cuts):
        random.shuffle(edits)  # the order counts only for insertions at one place
    assert apply(text, edits) == expected + text[done:]
    assert apply("\ufeff" + text, edits) == "\ufeff" + expected + text[done:]


@given(TEXTS)
def test_every_offset_has_a_place_and_every_place_an_offset(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n" or offset == 0:
            assert lines.offset(*lines.place(offset)) == offset


def test_places_are_those_of_documents() -> None:
    document = parse_document("ü: [a, 漢字, c]\r\nd: e\r\n", "plan.yaml")
    edits = [Edit(document.span(("ü", 1)), "b"), Edit(document.span(("d",), "key"), "k")]
    assert apply(document.text, edits) == "ü: [a, b, c]\r\nk: e\r\n"


def test_a_column_behind_the_line_means_its_end() -> None:
    assert apply("ab\r\ncd\r\n", [Edit(Span(1, 3, 1, 4), "!")]) == "ab!\r\ncd\r\n"


def test_insertions_at_one_place_stand_in_the_order_given() -> None:
    here = Span(1, 2, 1, 2)
    assert apply("ab", [Edit(here, "1"), Edit(here, "2"), Edit(Span(1, 2, 1, 3), "B")]) == "a12B"


@pytest.mark.parametrize(
    ("text", "result"),
    [("a\nb\n", "a\nx\ny\nb\n"), ("a\r\nb\r\n", "a\r\nx\r\ny\r\nb\r\n"), ("a\r\nb\n", "a\r\nx\ny\nb\n")],
    ids=["LF", "CRLF", "both"],
)
def test_new_lines_end_as_those_of_the_file(text: str, result: str) -> None:
    assert apply(text, [Edit(Span(2, 1, 2, 1), "x\ny\n")]) == result


def test_text_can_be_added_behind_the_last_line() -> None:
    assert apply("a\n", [Edit(Span(2, 1, 2, 1), "b\n")]) == "a\nb\n"
    assert apply("", [Edit(Span(1, 1, 1, 1), "b\n")]) == "b\n"


@pytest.mark.parametrize(
    "spans",
    [
        [Span(1, 1, 1, 3), Span(1, 2, 1, 4)],
        [Span(1, 1, 2, 1), Span(1, 2, 1, 2)],
        [Span(1, 2, 1, 3), Span(1, 2, 1, 3)],
        [Span(4, 1, 4, 1)],
        [Span(0, 1, 1, 1)],
        [Span(1, 3, 1, 2)],
    ],
    ids=["overlapping", "within", "twice", "behind the text", "before the text", "backwards"],
)
def test_edits_that_mean_nothing_certain_are_refused(spans: list[Span]) -> None:
    with pytest.raises(ValueError, match="line"):
        apply("abcd\nef\n", [Edit(span, "x") for span in spans])


def test_a_diff_shows_what_differs() -> None:
    assert diff("plans/a.yaml", "a\nb\n", "a\nc\n") == (
        "--- a/plans/a.yaml\n+++ b/plans/a.yaml\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
    )
    assert diff("a", "x\u2028y", "x\u2028z") == (
        "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\u2028y\n\\ No newline at end of file\n"
        "+x\u2028z\n\\ No newline at end of file\n"
    )
    assert diff("a", "x\r\n", "x\r\n") == ""


def left_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_files_are_written_with_what_they_had(tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "sub" / "deep" / "new.yaml"
    old.write_bytes(b"\xef\xbb\xbfa\r\n")
    old.chmod(0o640)
    write_all({old: "b\r\n", new: "ü\n"})
    assert old.read_bytes() == b"\xef\xbb\xbfb\r\n"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert new.read_bytes() == "ü\n".encode()
    assert left_in(tmp_path) == {"old.yaml", "sub", "sub/deep", "sub/deep/new.yaml"}


def test_a_file_that_stays_the_same_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("a")
    os.utime(file, (1, 1))
    write_all({file: "a"})
    assert file.stat().st_mtime == 1


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("a")
    link.symlink_to(target)
    write_all({link: "b"})
    assert link.is_symlink()
    assert target.read_text() == "b"


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_where_one_cannot_be_moved_into_place_all_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    files = {tmp_path / "a": "new a", tmp_path / "sub" / "b": "new b", tmp_path / "c": "new c"}
    (tmp_path / "a").write_text("a")
    (tmp_path / "c").write_text("c")
    real, calls = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(PipelineError, match="No space left on device; nothing was changed"):
        write_all(files)
    assert left_in(tmp_path) == {"a", "c"}
    assert [(tmp_path / name).read_text() for name in "ac"] == ["a", "c"]


def test_what_cannot_be_put_back_is_named_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("old")
    real, calls = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) > 1:
            raise OSError(5, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(PipelineError, match=r"could not be put back: .*/a \(its old content: (.*)\)") as error:
        write_all({first: "new", second: "new"})
    kept = Path(str(error.value).rpartition("content: ")[2].rstrip(")"))
    assert kept.read_text() == "old"


def test_a_folder_in_the_way_is_an_error_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").mkdir()
    with pytest.raises(PipelineError, match=r"cannot write .*/b: Is a directory; nothing was changed"):
        write_all({tmp_path / "a": "new", tmp_path / "b": "new"})
    assert (tmp_path / "a").read_text() == "a"
    assert left_in(tmp_path) == {"a", "b"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is protected from root")
def test_a_protected_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("a")
    file.chmod(0o444)
    with pytest.raises(PipelineError, match="write-protected; nothing was changed"):
        write_all({file: "b"})
