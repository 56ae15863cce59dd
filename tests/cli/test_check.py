"""`check`: what it reports, of which files, in which form, and with which exit status."""

import json
from pathlib import Path

import pytest

from tests.cli.running import refused, run, write
from tests.rules.notebooks import code, write_notebook
from tests.small import file, lesson, record

ERROR = "outline: [{id: s, kind: explain, uses: [list]}]\n"
WARNING = "student_state: {knows: [{concept: loop, depth: developed}]}\n"
NOTE = "prerequisites: [{concept: loop, requires: introduced}]\noutline: [{id: s, kind: explain}]\n"
RULES = ("--select", "SCH,SEQ003,PRE001,PRE007")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A lesson with an error, one with a warning, one with a note, and one that is sound."""
    lessons = lesson("error", ERROR), lesson("warning", WARNING), lesson("note", NOTE)
    return write(tmp_path, record("sound", "loop introduced"), *lessons)


def path(root: Path, slug: str) -> Path:
    return root / f"planning/basics/{slug}.yaml"


# -- exit status


@pytest.mark.parametrize(
    ("slug", "level", "status"),
    [
        ("sound", "info", 0),
        ("error", None, 1),
        ("error", "error", 1),
        ("error", "info", 1),
        ("warning", None, 0),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("warning", "info", 1),
        ("note", "warning", 0),
        ("note", "info", 1),
    ],
)
@pytest.mark.parametrize("form", ["full", "concise", "json"])
def test_the_exit_status_follows_from_the_failing_level(
    root: Path, slug: str, level: str | None, status: int, form: str
) -> None:
    failing = ("--fail-level", level) if level else ()
    result = run("--root", root, "check", *RULES, *failing, "--output-format", form, path(root, slug))
    assert result.exit_code == status
    assert result.stderr == ""


def test_a_sound_curriculum_is_said_to_be_sound(tmp_path: Path) -> None:
    write(tmp_path, record("sound", "loop introduced"))
    result = run("--root", tmp_path, "check")
    assert (result.exit_code, result.stdout) == (0, "All clear: 1 lesson checked, nothing found.\n")


def test_broken_files_are_faults_not_failures(root: Path) -> None:
    for broken in ("planning/course.yaml", "planning/concepts.yaml"):
        (root / broken).write_text("a: b: c\n")
    path(root, "sound").write_bytes(b"\xff\xfe\x00")
    (root / "lessons").mkdir()
    (root / "lessons/sound.md").write_bytes(b"---\n\xff\n---\n")
    result = run("--root", root, "check", "--output-format", "concise")
    assert result.exit_code == 1
    assert result.stdout.count("error SCH001") == 4


# -- what the command cannot do


def test_no_curriculum_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused(run("check"), "no planning/course.yaml in", "--root DIR")


def test_no_curriculum_there(tmp_path: Path) -> None:
    refused(run("--root", tmp_path, "check"), "holds no planning/course.yaml", "name the folder of a curriculum")


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("SEQ0O1", "`SEQ001` (check-tests-untaught)"),
        ("SEQ001,uses-untought", "`SEQ003` (uses-untaught)"),
        ("", "SCH, SEQ, PRE"),
    ],
)
def test_an_unknown_rule(root: Path, option: str, word: str, help: str) -> None:
    refused(run("--root", root, "check", option, word), "rule", help)


def test_a_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for command in (["check"], ["rules"], ["explain", "SEQ001"]):
        result = run(*command)
        assert result.exit_code == (2 if command == ["check"] else 0), result.output
    refused(run("check"), "the current folder is not there any more", "change to a folder that is")
    monkeypatch.chdir(tmp_path)


def test_a_path_that_is_not_there(root: Path) -> None:
    refused(run("--root", root, "check", path(root, "gone")), "gone.yaml does not exist", "")


def test_a_path_outside_the_curriculum(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    away = tmp_path_factory.mktemp("away")
    refused(run("--root", root, "check", away), "lies outside the curriculum", "name another --root")


def test_a_link_that_leads_outside_is_outside(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    away = tmp_path_factory.mktemp("away") / "stray.yaml"
    away.write_text("lesson: stray\ntitle: Stray\n")
    path(root, "stray").symlink_to(away)
    refused(run("--root", root, "check", path(root, "stray")), "lies outside the curriculum", "name another --root")


def test_a_path_that_is_no_file_of_a_curriculum(root: Path) -> None:
    (root / "README.md").write_text("# Read me\n")
    refused(
        run("--root", root, "check", root / "README.md"), "is no file of the curriculum", "plans stand in planning/"
    )


def test_a_notebook_that_a_plan_names_is_a_file_of_the_curriculum(root: Path) -> None:
    named = lesson("named", ERROR + "notebooks: [{path: notebooks/named.ipynb, exercises: [{id: e1}]}]\n")
    write(root, record("sound", "loop introduced"), named)
    book = root / "notebooks/named.ipynb"
    write_notebook(book, code("print(missing)"))
    for chosen in (book, book.parent):
        report = json.loads(run("--root", root, "check", "--output-format", "json", chosen).stdout)
        assert [(fault["code"], fault["path"]) for fault in report["diagnostics"]] == [
            ("NBK003", "notebooks/named.ipynb")
        ]
    book.write_text("{")
    refused(run("--root", root, "check", book), "named.ipynb is not valid JSON", "save it again with Jupyter")


def test_one_bad_path_spoils_the_run_rather_than_being_passed_over(root: Path) -> None:
    refused(run("--root", root, "check", path(root, "sound"), path(root, "gone")), "does not exist", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "check"),
        (["check", "--fail-levle", "error"], "--fail-level"),
        (["check", "--fail-level", "critical"], "'error', 'warning', 'info'"),
        (["check", "--output-format", "yaml"], "json"),
        (["--root", "/no/such/folder", "check"], "does not exist"),
    ],
)
def test_what_is_misspelt_on_the_command_line(arguments: list[str], message: str) -> None:
    refused(run(*arguments), message, "")


# -- which files


def reported(root: Path, *paths: Path) -> set[str]:
    result = run("--root", root, "check", *RULES, "--output-format", "json", *paths)
    return {item["path"].rpartition("/")[2] for item in json.loads(result.stdout)["diagnostics"]}


def test_all_files_without_paths(root: Path) -> None:
    assert reported(root) == reported(root, root) == {"error.yaml", "warning.yaml", "note.yaml"}


def test_a_file_several_files_or_a_folder(root: Path) -> None:
    assert reported(root, path(root, "error")) == {"error.yaml"}
    assert reported(root, path(root, "error"), path(root, "note"), path(root, "sound")) == {"error.yaml", "note.yaml"}
    assert reported(root, root / "planning/basics") == {"error.yaml", "warning.yaml", "note.yaml"}


def test_a_folder_is_not_every_folder_that_begins_alike(root: Path) -> None:
    write(root, file("planning/basics-2/second.yaml", "lesson: secnd\ntitle: Second\n"))
    assert "second.yaml" not in reported(root, root / "planning/basics")
    assert reported(root, root / "planning/basics-2") == {"second.yaml"}


def test_a_file_is_judged_by_what_comes_before_it_in_other_files(root: Path) -> None:
    result = run("--root", root, "check", *RULES, "--output-format", "json", path(root, "warning"))
    [found] = json.loads(result.stdout)["diagnostics"]
    assert "introduced in 1.1.1 sound" in found["message"]


def test_waived_faults_of_other_files_are_not_shown(root: Path) -> None:
    with path(root, "error").open("a") as plan:
        plan.write("waivers: [{code: SEQ003, reason: So.}]\n")
    counts = {slug: waived(root, slug) for slug in ("error", "sound")}
    assert counts == {"error": 1, "sound": 0}


def waived(root: Path, slug: str) -> int:
    result = run("--root", root, "check", *RULES, "--output-format", "json", path(root, slug))
    return len(json.loads(result.stdout)["waived"])


def test_paths_and_the_root_are_found_from_within(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "planning/basics")
    result = run("check", *RULES, "--output-format", "json", "error.yaml")
    data = json.loads(result.stdout)
    assert [item["path"] for item in data["diagnostics"]] == ["planning/basics/error.yaml"]
    assert Path(data["root"]) == root.resolve()


# -- which rules


def codes(root: Path, *options: str) -> set[str]:
    data = json.loads(run("--root", root, "check", "--output-format", "json", *options).stdout)
    return {item["code"] for item in data["diagnostics"]}


def test_rules_are_chosen_by_code_name_and_prefix(root: Path) -> None:
    assert codes(root, "--select", "SEQ003") == {"SEQ003"}
    assert codes(root, "--select", "uses-untaught,PRE001") == {"SEQ003", "PRE001"}
    assert codes(root, "--select", "uses-untaught", "--select", " PRE001 ") == {"SEQ003", "PRE001"}
    assert codes(root, "--select", "PRE") == {"PRE001", "PRE007"}
    assert codes(root, "--select", "PRE", "--ignore", "PRE007") == {"PRE001"}
    assert {"SEQ003", "PRE001"} <= codes(root, "--ignore", "PRE007")


def test_faults_of_files_are_chosen_like_any_other(root: Path) -> None:
    with path(root, "sound").open("a") as plan:
        plan.write("colour: red\ntitle: Again\n")
    assert codes(root, "--select", "SEQ003") == {"SEQ003"}
    assert codes(root, "--select", "SCH003") == {"SCH003"}
    assert "SCH002" not in codes(root, "--ignore", "duplicate-key")


# -- forms


def test_json_is_all_that_is_printed(root: Path) -> None:
    result = run("--root", root, "check", *RULES, "--output-format", "json")
    data = json.loads(result.stdout)
    counts = {"lessons": 4, "error": 1, "warning": 1, "info": 1, "waived": 0}
    assert {key: data["summary"][key] for key in counts} == counts
    assert result.stderr == ""


def test_the_full_form_shows_the_line(root: Path) -> None:
    text = run("--root", root, "check", "--select", "SEQ003").stdout
    assert "planning/basics/error.yaml:4:41  SEQ003 uses-untaught  error\n" in text
    assert "  4 | outline: [{id: s, kind: explain, uses: [list]}]\n" in text
    assert text.endswith("\n1 error in 4 lessons.\n")


def test_the_concise_form_has_a_line_for_each(root: Path) -> None:
    lines = run("--root", root, "check", *RULES, "--output-format", "concise").stdout.splitlines()
    assert [line.split(": ")[0] for line in lines[:-1]] == [
        "planning/basics/error.yaml:4:41",
        "planning/basics/note.yaml:4:27",
        "planning/basics/warning.yaml:4:48",
    ]


def test_statistics_take_the_place_of_the_faults(root: Path) -> None:
    result = run("--root", root, "check", *RULES, "--statistics")
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["1", "PRE001", "state-differs-from-record", "warning"],
        ["1", "PRE007", "unused-prerequisite", "info"],
        ["1", "SEQ003", "uses-untaught", "error"],
    ]
    assert result.exit_code == 1


def test_statistics_leave_json_as_it_is(root: Path) -> None:
    result = run("--root", root, "check", "--statistics", "--output-format", "json")
    assert json.loads(result.stdout)["version"] == 1
