"""A section that one lesson lacks is told there; what later lessons miss because of it is listed under it."""

from pathlib import Path

from lesson_pipeline.testing import check_folder, places
from tests.small import file, lesson, record, small, told

LOOPS = """
outline:
  - {id: explain-while, kind: explain, title: While, teaches: [{concept: while-loop, depth: developed}]}
  - {id: explain-for, kind: explain, title: For, teaches: [{concept: for-loop, depth: developed}]}
"""
SUMS = """
student_state: {knows: [{concept: while-loop, depth: developed, source: [loops]}]}
prerequisites:
  - {concept: while-loop, requires: introduced, source: [loops]}
  - {concept: array, requires: introduced}
outline:
  - {id: explain, kind: explain, uses: [while-loop]}
  - {id: check-1, kind: check, questions: [{id: q1, prompt: How?, tests: [{concept: while-loop}]}]}
"""
FILES = [lesson("loops", LOOPS, status="built"), lesson("sums", SUMS, status="built")]
LACKS = file("lessons/loops.md", "## For {#explain-for} <!-- <- LES001 -->\n")
CODES = "LES001 PRE001 PRE002 PRE003 SEQ001 SEQ003"


def test_other_lessons_are_not_blamed(tmp_path: Path) -> None:
    example = small(*FILES, LACKS)
    example.write(tmp_path)
    report = check_folder(tmp_path, CODES.split())
    expected = example.marks() | {("planning/basics/sums.yaml", 7, "PRE003")}
    assert places(report.diagnostics) == expected, told(report.diagnostics)
    [missing] = [item for item in report.diagnostics if item.code == "LES001"]
    follows = {(item.path, item.message.split()[0]) for item in missing.related if item.follows}
    assert follows == {
        ("planning/basics/sums.yaml", code) for code in ("PRE001", "PRE002", "PRE003", "SEQ001", "SEQ003")
    }


def test_they_are_told_for_themselves_where_the_missing_section_is_not(tmp_path: Path) -> None:
    small(*FILES, LACKS).write(tmp_path)
    codes = {item.code for item in check_folder(tmp_path, CODES.split()[1:]).diagnostics}
    assert codes == {"PRE001", "PRE002", "PRE003"}
    waived = LACKS.replace("## For", "---\nwaivers: [{code: LES001, reason: It moves.}]\n---\n\n## For")
    small(*FILES, waived).write(tmp_path)
    assert {item.code for item in check_folder(tmp_path, CODES.split()).diagnostics} == {"PRE001", "PRE002", "PRE003"}


def test_what_another_lesson_teaches_too_is_not_missed(tmp_path: Path) -> None:
    small(record("earlier", "while-loop developed", "array developed"), *FILES, LACKS).write(tmp_path)
    found = check_folder(tmp_path, [*CODES.split()])
    [missing] = [item for item in found.diagnostics if item.code == "LES001"]
    assert [item.message for item in missing.related if item.follows and "PRE003" in item.message] == []
