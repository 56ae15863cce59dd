"""A new course builds, with nothing to report, and nothing that is there is overwritten."""

import re
import shlex
from pathlib import Path

import pytest

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.scaffold.course import new_course
from lesson_pipeline.schema.store import KINDS, schema_text
from lesson_pipeline.testing import check_folder
from tests.cli.running import run
from tests.small import told


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A new course, written."""
    new_course(tmp_path / "course").write(tmp_path / "course")
    return tmp_path / "course"


def test_no_rule_has_anything_to_say_of_it(course: Path) -> None:
    report = check_folder(course)  # all rules, those in preview too
    assert told(report.diagnostics) == ""
    assert report.waived == ()
    assert report.lessons == 2


def test_it_builds(course: Path) -> None:
    result = run("--root", course, "build", "--fail-level", "info")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "nothing found" in result.stdout
    written = (course / "site/lessons/running-totals.html").read_text(encoding="utf-8")
    planned = (course / "site/lessons/averages.html").read_text(encoding="utf-8")
    assert "Draft page" not in written
    assert "Draft page" in planned


def test_every_planned_element_stands_in_the_lesson_as_written(course: Path) -> None:
    plan = (course / "planning/numbers/running-totals.yaml").read_text(encoding="utf-8")
    page = (course / "lessons/running-totals.md").read_text(encoding="utf-8")
    for id in re.findall(r"^ *- id: (\S+)", plan, re.MULTILINE):
        assert re.search(rf"[{{# ]{id}\b", page), id


def test_its_schemas_are_the_programs_and_every_file_names_its_own(course: Path) -> None:
    for kind in KINDS:
        assert (course / f"schemas/{kind}.schema.json").read_text(encoding="utf-8") == schema_text(kind)
    files = sorted(file for folder in ("planning", "reviews") for file in (course / folder).rglob("*.yaml"))
    assert len(files) == 5
    for file in files:
        head = file.read_text(encoding="utf-8").splitlines()[0]
        named = head.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / named).resolve().is_file(), head


def test_rendered_pages_are_not_committed(course: Path) -> None:
    assert (course / ".gitignore").read_text(encoding="utf-8") == "site/\n"


def test_its_readme_tells_the_truth(course: Path) -> None:
    readme = (course / "README.md").read_text(encoding="utf-8")
    calls = re.findall(r"`lesson-pipeline ([^`]+)`", readme)
    assert {call.split()[0] for call in calls} == {"build", "state", "check", "new", "explain"}
    for call in calls:
        if "CODE" not in call:
            result = run("--root", course, *shlex.split(call))
            assert result.exit_code == 0, result.output
    assert (course / "planning/numbers/medians.yaml").is_file()


def test_the_fault_that_its_readme_suggests_is_found(course: Path) -> None:
    file = course / "planning/numbers/running-totals.yaml"
    plan = file.read_text(encoding="utf-8")
    check = plan[plan.index("  - id: check-1") : plan.index("  - id: explain-total")]
    file.write_text(
        plan.replace(check, "").replace("  - id: explain-loop", f"{check}  - id: explain-loop"), encoding="utf-8"
    )
    errors = [item for item in check_folder(course).diagnostics if item.severity.word == "error"]
    assert [item.code for item in errors] == ["SEQ001", "SEQ001"]


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Loops for everyone", "loops-for-everyone"),
        ('Zahlen: "eins" & zwei # drei', "zahlen-eins-zwei-drei"),
        ("- [x] {y}", "x-y"),
        ("2024", "2024"),
        ("true", "true"),
        ("初めてのループ", "numbers-and-loops"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_title_may_be_anything_on_one_line(tmp_path: Path, title: str, id: str) -> None:
    new_course(tmp_path, title).write(tmp_path)
    result = run("--root", tmp_path, "build", "--fail-level", "info")
    assert result.exit_code == 0, result.output
    course = (tmp_path / "planning/course.yaml").read_text(encoding="utf-8")
    assert re.search(rf'^course: "?{id}"?$', course, re.MULTILINE)
    assert (tmp_path / "README.md").read_text(encoding="utf-8").startswith(f"# {title}\n")


def test_only_title_and_id_differ(tmp_path: Path) -> None:
    plain, titled = new_course(tmp_path).new, new_course(tmp_path, "Other").new
    differ = {path for path in plain if plain[path] != titled[path]}
    assert differ == {"planning/course.yaml", "README.md"}
    pairs = zip(plain["planning/course.yaml"].splitlines(), titled["planning/course.yaml"].splitlines(), strict=True)
    assert sum(one != other for one, other in pairs) == 2


# -- refusals


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("there", ["README.md", ".gitignore", "schemas/course.schema.json"])
def test_a_file_in_the_way_is_named_and_nothing_is_written(tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("mine")
    with pytest.raises(PipelineError, match=re.escape(there)):
        new_course(tmp_path)
    assert files_in(tmp_path) == {there: b"mine"}


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    draft = new_course(tmp_path)
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(PipelineError, match=r"README\.md"):
        draft.write(tmp_path)
    assert files_in(tmp_path) == {"README.md": b"mine"}


@pytest.mark.parametrize(
    ("there", "message"),
    [
        ("planning/course.yaml", "holds a curriculum already"),
        ("planning/old/plan.yaml", "holds files in planning/ already"),
        ("lessons/old.md", "holds files in lessons/ already"),
        ("reviews/old/round-1.yaml", "holds files in reviews/ already"),
    ],
)
def test_a_folder_with_parts_of_a_curriculum_is_refused(tmp_path: Path, there: str, message: str) -> None:
    (tmp_path / there).parent.mkdir(parents=True)
    (tmp_path / there).write_text("lesson: old\n")
    with pytest.raises(PipelineError, match=message):
        new_course(tmp_path)


def test_a_course_does_not_begin_within_another_ones_files(course: Path) -> None:
    with pytest.raises(PipelineError, match="lies within the curriculum"):
        new_course(course / "planning" / "mine")
    assert new_course(course / "elsewhere").new


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    new_course(tmp_path).write(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="cannot be used"):
        new_course(tmp_path / ("a" * 300))


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PipelineError, match="is a file"):
        new_course(tmp_path / "file")
