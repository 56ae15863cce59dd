"""Files are written once, all or none, and never over a person's edit."""

import json
from pathlib import Path

import pytest

from lesson_pipeline.errors import PipelineError
from lesson_pipeline.importers.markdown import files as files_module
from lesson_pipeline.importers.markdown.files import Writing, plan_writing
from lesson_pipeline.importers.markdown.manifest import MANIFEST, read_manifest
from lesson_pipeline.source.edits import write_all

PLAN, COURSE = "planning/basics/loops.yaml", "planning/course.yaml"
TEXTS = {PLAN: "lesson: loops\n", COURSE: "course: c\n"}
SOURCES = {"../loops.md": "1"}


def writing(into: Path, **changed: str) -> Writing:
    return plan_writing(into, TEXTS | {PLAN if key == "plan" else key: text for key, text in changed.items()}, SOURCES)


def read(into: Path, path: str = PLAN) -> str:
    return (into / path).read_text(encoding="utf-8")


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """A folder into which the files were imported."""
    first = writing(tmp_path / "into")
    assert first.new == (PLAN, COURSE)
    first.write()
    return tmp_path / "into"


def test_a_first_import_writes_all_with_schemas_and_manifest(into: Path) -> None:
    assert (read(into), read(into, COURSE)) == ("lesson: loops\n", "course: c\n")
    assert (into / "schemas/lesson-plan.schema.json").is_file()
    manifest = read_manifest(into)
    assert manifest is not None
    assert (manifest.sources, set(manifest.files), manifest.begun) == (SOURCES, set(TEXTS), {})


def test_a_second_import_changes_nothing(into: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in into.rglob("*")}
    again = writing(into)
    assert not again.is_needed
    again.write()
    assert {file: file.stat().st_mtime_ns for file in into.rglob("*")} == before


def test_what_nobody_edited_is_shown_and_changed(into: Path) -> None:
    changed = writing(into, plan="lesson: loops\ntitle: Loops\n")
    assert (changed.changed, changed.edited) == ((PLAN,), ())
    assert [text.splitlines()[-1] for _, text in changed.shown()] == ["+title: Loops"]
    assert read(into) == "lesson: loops\n"
    changed.write()
    assert read(into) == "lesson: loops\ntitle: Loops\n"
    assert not writing(into, plan="lesson: loops\ntitle: Loops\n").is_needed


def test_an_edit_stays_where_the_import_is_as_before(into: Path) -> None:
    (into / PLAN).write_text("lesson: loops\ntype: build\n")
    (into / COURSE).unlink()
    again = writing(into)
    assert (again.is_needed, again.kept) == (False, (PLAN, COURSE))
    again.write()
    assert read(into) == "lesson: loops\ntype: build\n"
    assert not (into / COURSE).exists()


def test_an_edit_is_overwritten_by_force_only(into: Path) -> None:
    (into / PLAN).write_text("lesson: loops\ntype: build\n")
    changed = writing(into, plan="lesson: loops\ntype: stretch\n")
    assert (changed.changed, changed.edited) == ((), (PLAN,))
    assert "-type: build\n+type: stretch\n" in next(text for _, text in changed.shown())
    changed.write()
    assert read(into) == "lesson: loops\ntype: build\n"
    assert writing(into, plan="lesson: loops\ntype: stretch\n").edited == (PLAN,)  # it is told until it is settled
    changed.write(force=True)
    assert read(into) == "lesson: loops\ntype: stretch\n"
    assert not writing(into, plan="lesson: loops\ntype: stretch\n").is_needed


def test_an_edit_that_says_what_the_import_says_is_no_conflict(into: Path) -> None:
    (into / PLAN).write_text("lesson: loops\ntitle: Loops\n")
    again = writing(into, plan="lesson: loops\ntitle: Loops\n")
    assert not again.is_needed
    again.write()
    assert not writing(into, plan="lesson: loops\ntitle: Loops\n").is_needed
    assert writing(into, plan="lesson: loops\ntitle: New\n").changed == (PLAN,)


def test_a_file_that_an_import_does_not_know_is_in_the_way(into: Path) -> None:
    (into / "planning/mine.yaml").write_text("lesson: mine\n")
    assert writing(into, **{"planning/mine.yaml": "lesson: other\n"}).edited == ("planning/mine.yaml",)


def test_a_file_that_is_no_longer_made_stays_and_is_named(into: Path) -> None:
    fewer = plan_writing(into, {COURSE: TEXTS[COURSE]}, SOURCES)
    assert fewer.unmade == (PLAN,)
    fewer.write(force=True)
    assert read(into) == "lesson: loops\n"
    assert writing(into).is_needed is False


def test_line_breaks_of_another_system_are_no_edit(into: Path) -> None:
    (into / PLAN).write_bytes(b"\xef\xbb\xbflesson: loops\r\n")
    assert not writing(into).is_needed
    assert writing(into, plan="lesson: other\n").changed == (PLAN,)


@pytest.mark.parametrize("done", [0, 1, 2, 3])
@pytest.mark.parametrize("again", [False, True], ids=["first", "second"])
def test_an_import_that_was_killed_can_be_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: int, again: bool
) -> None:
    """As if the machine had stopped behind any of the renames."""
    into, new = tmp_path, {"plan": "lesson: loops\n"}
    if again:
        writing(into).write()
        new = {"plan": "lesson: loops\ntitle: Loops\n", COURSE: "course: d\n"}
    left = done

    def interrupted(wanted: dict[Path, str]) -> None:
        nonlocal left
        for path, text in wanted.items():
            if "schemas" not in path.parts:
                if not left:
                    raise KeyboardInterrupt
                left -= 1
            write_all({path: text})

    with monkeypatch.context() as patch:
        patch.setattr(files_module, "write_all", interrupted)
        with pytest.raises(KeyboardInterrupt):
            writing(into, **new).write()
    rest = writing(into, **new)
    assert (rest.edited, rest.kept) == ((), ())
    rest.write()
    assert read(into) == new["plan"]
    manifest = read_manifest(into)
    assert manifest is not None
    assert manifest.begun == {}
    assert not writing(into, **new).is_needed


def test_a_curriculum_that_no_import_made_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "planning").mkdir()
    (tmp_path / COURSE).write_text("course: mine\n")
    with pytest.raises(PipelineError, match="no import made") as error:
        writing(tmp_path)
    assert "new folder" in error.value.help
    with pytest.raises(PipelineError, match="is no folder"):
        writing(tmp_path / COURSE)


def test_links_do_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "into").mkdir()
    (tmp_path / "into/planning").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PipelineError, match="leads out of"):
        writing(tmp_path / "into")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_in_the_way_is_named(into: Path) -> None:
    (into / PLAN).unlink()
    (into / PLAN).mkdir()
    with pytest.raises(PipelineError, match="is in the way"):
        writing(into)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"version": 2}', '{"version": 1, "files": []}', '{"version": 1, "files": {"a": 1}}']
)
def test_a_manifest_that_cannot_be_read_stops_the_import(into: Path, text: str) -> None:
    (into / MANIFEST).write_text(text)
    with pytest.raises(PipelineError, match="nobody can tell your edits"):
        writing(into)


def test_the_manifest_says_what_it_is(into: Path) -> None:
    assert "do not edit" in json.loads(read(into, MANIFEST))["about"]
