"""The file of a baseline: what is written is read again, people can read and merge it, and nothing else is taken for one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_pipeline.engine.baseline_file import read_baseline, refuse_place, write_baseline
from lesson_pipeline.engine.fingerprint import KnownFault, known_fault
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.places import pointer
from tests.conftest import ROOT
from tests.report.reports import diagnostic
from tests.source.documents import sound

FIRST = KnownFault("planning/a.yaml", "outline[hook]/uses[loop]", "SEQ003", "loop", "v1:00")
SECOND = KnownFault("planning/a.yaml", "target", "SCH003", "“Ωmega”", "v1:ff", 3)
LINE = '{"path": "p.yaml", "element": "", "code": "SEQ001", "text": "", "fingerprint": "v1:00"}'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "baseline.json"


def test_each_known_fault_has_a_line_and_the_lines_are_sorted(file: Path) -> None:
    write_baseline(file, [SECOND, FIRST])
    assert file.read_text(encoding="utf-8") == (
        '{\n  "version": 1,\n  "known": [\n'
        '    {"path": "planning/a.yaml", "element": "outline[hook]/uses[loop]", "code": "SEQ003", "text": "loop", "fingerprint": "v1:00"},\n'
        '    {"path": "planning/a.yaml", "element": "target", "code": "SCH003", "text": "“Ωmega”", "fingerprint": "v1:ff", "count": 3}\n'
        "  ]\n}\n"
    )
    write_baseline(file, [])
    assert read_baseline(file) == ()


words = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)
faults = st.builds(
    KnownFault,
    path=words.filter(bool),
    element=words,
    code=st.from_regex(r"[A-Z]{3,4}[0-9]{3}", fullmatch=True),
    text=words,
    fingerprint=st.from_regex(r"v1:[0-9a-f]{1,16}", fullmatch=True),
    count=st.integers(1, 9),
)


@settings(max_examples=60)
@given(known=st.lists(faults, max_size=6, unique_by=lambda fault: (fault.fingerprint, fault.path)))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, known: list[KnownFault]) -> None:
    file = tmp_path_factory.mktemp("baseline") / "b.json"
    write_baseline(file, known)
    assert list(read_baseline(file)) == sorted(known)
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) == (len(known) + 5 if known else 4)


def test_what_turns_text_round_is_written_as_a_code(file: Path) -> None:
    write_baseline(file, [KnownFault("a.yaml", "target", "SCH003", "a\u202eb\x9b", "v1:0")])
    assert "a\\u202eb\\u009b" in file.read_text(encoding="utf-8")
    assert read_baseline(file)[0].text == "a\u202eb\x9b"


def test_one_fault_more_changes_one_line_of_the_file(file: Path) -> None:
    write_baseline(file, [SECOND])
    before = file.read_text(encoding="utf-8").splitlines()
    write_baseline(file, [FIRST, SECOND])
    after = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [after[3]]


def test_a_line_that_a_merge_left_twice_counts_once(file: Path) -> None:
    once, more = LINE, LINE.replace("}", ', "count": 2}')
    file.write_text(f'{{"version": 1, "known": [{once}, {more}, {once}]}}')
    assert [fault.count for fault in read_baseline(file)] == [2]


def test_a_byte_order_mark_does_no_harm(file: Path) -> None:
    file.write_text(f'\ufeff{{"version": 1, "known": [{LINE}]}}', encoding="utf-8")
    assert len(read_baseline(file)) == 1


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("", "line 1, column", "remove it, and write it anew with"),
        ('{\n "version": 1,\n "known": [,]}', "line 3, column", "restore it"),
        ("[]", "the file must be a mapping", "restore it"),
        ("[" * 100_000, "nested too deeply", "restore it"),
        ('{"version": 1}', "a baseline lacks `known`", "restore it"),
        (f'{{"version": "1", "known": [{LINE}]}}', "`version` cannot be `1` (at /version)", "restore it"),
        ('{"version": 2, "known": {}}', "written by a later version", "install that"),
        ('{"version": 1, "known": [], "more": 1}', "`more` is not a key of a baseline", "restore it"),
        ('{"version": 1, "known": [{}]}', "a known fault lacks `path` (at /known/0)", "restore it"),
        (f'{{"version": 1, "known": [{LINE.replace("SEQ001", "seq")}]}}', "`seq` does not have the form", "restore it"),
        (f'{{"version": 1, "known": [{LINE.replace("v1:", "v2:")}]}}', "of another version (v2)", "only v1 can be"),
        (
            f'{{"version": 1, "known": [\n<<<<<<< HEAD\n{LINE}\n=======\n>>>>>>> more\n]}}',
            "an unfinished merge at line 2",
            "take out the three marks",
        ),
    ],
)
def test_what_is_no_baseline_is_refused_in_words(file: Path, text: str, message: str, help: str) -> None:
    file.write_text(text)
    with pytest.raises(PipelineError) as refused:
        read_baseline(file)
    assert message in str(refused.value)
    assert str(file) in str(refused.value)
    assert help in refused.value.help


def test_bytes_that_are_no_text(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PipelineError, match="not UTF-8"):
        read_baseline(file)


def test_a_baseline_that_is_not_there(file: Path) -> None:
    with pytest.raises(PipelineError, match="there is no baseline") as refused:
        read_baseline(file)
    assert f"--write-baseline {file}" in refused.value.help


def test_a_folder_is_no_baseline(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="cannot be read"):
        read_baseline(tmp_path)


@pytest.mark.parametrize("path", ["planning/b.yaml", "planning/deep/b.yml", "reviews/b.yaml", "lessons/b.md"])
def test_a_baseline_does_not_stand_where_the_curriculum_does(tmp_path: Path, path: str) -> None:
    with pytest.raises(PipelineError, match="would be read as a file of the curriculum"):
        refuse_place(tmp_path / path, tmp_path)


@pytest.mark.parametrize("path", ["b.yaml", "planning/b.json", "other/b.md", "../planning/b.yaml"])
def test_it_may_stand_anywhere_else(tmp_path: Path, path: str) -> None:
    refuse_place(tmp_path / path, tmp_path)


def test_the_file_that_the_documentation_shows_is_one_of_ours(file: Path) -> None:
    page = (ROOT / "docs/baseline.md").read_text(encoding="utf-8")
    shown = page.partition("```json\n")[2].partition("```")[0]
    file.write_text(shown, encoding="utf-8")
    [known] = read_baseline(file)
    document = sound("outline: [{id: check-1, questions: [{id: q1, tests: [{concept: while-loop}]}]}]")
    path = ("outline", 0, "questions", 0, "tests", 0, "concept")
    fault = diagnostic("SEQ001", path=known.path, span=document.span(path), pointer=pointer(path))
    assert known == known_fault(fault, document)
    write_baseline(file, [known])
    assert file.read_text(encoding="utf-8") == shown
