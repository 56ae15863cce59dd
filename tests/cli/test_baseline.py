"""`check --write-baseline`, `check --baseline` and `build --baseline`."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import refused, run, write
from tests.small import concepts, lesson, record

CONCEPTS = concepts("loop: {name: Loop}\nlist: {name: List}\ndict: {name: Dict}")
OLD = "outline: [{id: s, kind: explain, uses: [list]}]\n"
RULES = ("--select", "SCH,SEQ003")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two old lessons with a fault each, and a sound one; the test runs in their folder."""
    write(tmp_path, CONCEPTS, record("sound", "loop introduced"), lesson("old", OLD), lesson("older", OLD))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plan(root: Path, slug: str, body: str) -> None:
    write(root, CONCEPTS)
    (root / f"planning/basics/{slug}.yaml").write_text(lesson(slug, body).partition("\n")[2])
    slugs = sorted(path.stem for path in (root / "planning/basics").iterdir())
    course = root / "planning/course.yaml"
    course.write_text(
        f"course: x\ntitle: X\nseries: [{{id: main, modules: [{{id: basics, lessons: [{', '.join(slugs)}]}}]}}]\n"
    )


def written(*options: str) -> Any:
    result = run("check", *RULES, "--write-baseline", "known.json", *options)
    assert result.exit_code == 0, result.output
    return result


def checked(*options: str) -> tuple[int, dict[str, Any]]:
    result = run("check", *RULES, "--baseline", "known.json", "--output-format", "json", *options)
    return result.exit_code, json.loads(result.stdout)


def known() -> list[str]:
    return [fault["path"].rpartition("/")[2] for fault in json.loads(Path("known.json").read_text())["known"]]


# -- writing


def test_writing_says_how_many_and_fails_nothing(root: Path) -> None:
    result = written()
    assert result.stderr == "note: 2 known faults written to known.json\n"
    assert result.stdout == "All clear: 3 lessons checked, nothing new; 2 in the baseline.\n"
    assert known() == ["old.yaml", "older.yaml"]


def test_writing_again_says_what_changed_and_changes_nothing_else(root: Path) -> None:
    written()
    before = Path("known.json").read_bytes()
    assert written().stderr == "note: 2 known faults written to known.json (0 added, 0 removed)\n"
    assert Path("known.json").read_bytes() == before
    plan(root, "old", "outline: [{id: s, kind: explain, uses: [dict]}]\n")
    assert written().stderr == "note: 2 known faults written to known.json (1 added, 1 removed)\n"


def test_writing_prints_the_object_for_programs(root: Path) -> None:
    data = json.loads(written("--output-format", "json").stdout)
    assert data["summary"]["baselined"] == len(data["baselined"]) == 2


def test_writing_for_some_files_or_rules_keeps_the_others(root: Path) -> None:
    written()
    plan(root, "old", "outline: []\n")
    plan(root, "older", "outline: []\n")
    run("check", *RULES, "--write-baseline", "known.json", "planning/basics/old.yaml")
    assert known() == ["older.yaml"]
    run("check", "--select", "SEQ001", "--write-baseline", "known.json")
    assert known() == ["older.yaml"]
    written()
    assert known() == []


def test_what_is_no_baseline_is_not_overwritten(root: Path) -> None:
    for path in ("planning/course.yaml", "notes.json"):
        Path("notes.json").write_text('{"notes": []}')
        before = Path(path).read_bytes()
        refused(run("check", "--write-baseline", path), "is no baseline", "if not, name another file")
        assert Path(path).read_bytes() == before
    refused(
        run("check", "--write-baseline", "planning/known.yaml"),
        "would be read as a file of the curriculum",
        "such as baseline.json",
    )
    assert not Path("planning/known.yaml").exists()


@pytest.mark.parametrize(
    ("option", "help"), [(["--baseline", "known.json"], "--write-baseline alone"), (["--fix"], "fix first")]
)
def test_what_does_not_go_with_writing(root: Path, option: list[str], help: str) -> None:
    refused(run("check", "--write-baseline", "new.json", *option), "do not go together", help)
    assert not Path("new.json").exists()


# -- checking


def test_known_faults_are_set_aside(root: Path) -> None:
    assert run("check", *RULES).exit_code == 1
    written()
    status, data = checked()
    assert (status, data["diagnostics"]) == (0, [])
    assert data["summary"]["error"] == 0
    assert data["summary"]["baselined"] == 2
    assert [item["code"] for item in data["baselined"]] == ["SEQ003", "SEQ003"]
    assert data["removable"] == []


def test_new_faults_alone_are_reported_and_fail(root: Path) -> None:
    written()
    plan(root, "new", "outline: [{id: s, kind: explain, uses: [dict]}]\n")
    status, data = checked()
    assert status == 1
    assert [item["path"] for item in data["diagnostics"]] == ["planning/basics/new.yaml"]
    for form in ("full", "concise"):
        result = run("check", *RULES, "--baseline", "known.json", "--output-format", form)
        assert result.exit_code == 1
        assert "old.yaml" not in result.stdout
        assert result.stdout.splitlines()[-1] == "1 error in 4 lessons; 2 in the baseline."
    result = run("check", *RULES, "--baseline", "known.json", "--statistics")
    assert result.stdout.split()[:2] == ["1", "SEQ003"]


def test_mended_faults_are_removable_and_fail_nothing(root: Path) -> None:
    written()
    plan(root, "old", "outline: []\n")
    status, data = checked()
    assert status == 0
    [gone] = data["removable"]
    assert (gone["path"], gone["code"], gone["text"], gone["count"]) == (
        "planning/basics/old.yaml",
        "SEQ003",
        "list",
        1,
    )
    result = run("check", *RULES, "--baseline", "known.json", "--fail-level", "info")
    assert result.exit_code == 0
    assert result.stderr == (
        "note: 1 known fault of known.json is gone: `lesson-pipeline check --write-baseline known.json` removes it from the file\n"
    )
    assert written().stderr == "note: 1 known fault written to known.json (0 added, 1 removed)\n"
    assert run("check", *RULES, "--baseline", "known.json").stderr == ""


def test_new_faults_are_mended_before_the_file_is_renewed(root: Path) -> None:
    written()
    plan(root, "old", "outline: [{id: s, kind: explain, uses: [dict]}]\n")
    stderr = run("--root", root, "check", *RULES, "--baseline", "known.json").stderr
    assert f"is gone: once the new faults are mended, `lesson-pipeline --root {root} check " in stderr


def test_only_files_and_rules_that_were_judged_are_removable(root: Path) -> None:
    written()
    plan(root, "old", "outline: []\n")
    assert len(checked()[1]["removable"]) == 1
    assert checked("planning/basics/older.yaml")[1]["removable"] == []
    assert len(checked("planning/basics/old.yaml")[1]["removable"]) == 1
    data = json.loads(run("check", "--select", "SEQ001", "--baseline", "known.json", "--output-format", "json").stdout)
    assert data["removable"] == []


def test_with_paths_only_their_known_faults_are_counted(root: Path) -> None:
    written()
    assert checked("planning/basics/old.yaml")[1]["summary"]["baselined"] == 1


def test_fixing_leaves_known_faults_alone(root: Path) -> None:
    plan(root, "old", "targt: x\noutline: []\n")
    written()
    plan(root, "older", "targt: x\noutline: []\n")
    run("check", *RULES, "--baseline", "known.json", "--fix")
    assert "targt" in (root / "planning/basics/old.yaml").read_text()
    assert "target: x" in (root / "planning/basics/older.yaml").read_text()


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_baseline_that_cannot_be_used_ends_the_run(root: Path, command: str) -> None:
    missing = run(command, "--baseline", "known.json")
    refused(missing, "there is no baseline known.json", "lesson-pipeline check --write-baseline known.json")
    Path("known.json").write_text('{"version": 1, "known": [}')
    refused(run(command, "--baseline", "known.json"), "is no baseline: line 1, column", "write it anew")
    assert not (root / "site").exists()


# -- build


def test_build_renders_what_has_only_known_faults(root: Path) -> None:
    assert run("build", *RULES).exit_code == 1
    written()
    result = run("build", *RULES, "--baseline", "known.json")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("All clear: 3 lessons checked, nothing new; 2 in the baseline.\n")
    assert (root / "site/index.html").is_file()


def test_build_renders_nothing_where_a_fault_is_new(root: Path) -> None:
    written()
    plan(root, "new", "outline: [{id: s, kind: explain, uses: [dict]}]\n")
    plan(root, "old", "outline: []\n")
    result = run("build", *RULES, "--baseline", "known.json")
    assert result.exit_code == 1
    assert not (root / "site").exists()
    assert "1 known fault of known.json is gone" in result.stderr
