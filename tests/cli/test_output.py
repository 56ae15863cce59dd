"""`check --output-format auto` and `check --output FORMAT=FILE`: which format is chosen, and what is written where."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lesson_pipeline.report import step_summary
from tests.cli.running import refused, run, write
from tests.small import lesson, record

UNTAUGHT = "outline: [{id: s, kind: explain, uses: [list]}]\n"
ACTIONS: dict[str, str | None] = {"GITHUB_ACTIONS": "true"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A lesson with an error, and one that is sound."""
    return write(tmp_path, record("sound", "loop introduced"), lesson("spoilt", UNTAUGHT))


def check(root: Path, *options: str | Path, env: dict[str, str | None] | None = None, color: bool = False):
    return run("--root", root, "check", "--select", "SEQ003", *options, env=env, color=color)


# -- which format


def test_auto_suits_where_the_check_runs(root: Path) -> None:
    in_full = check(root, "--output-format", "full").stdout
    for options in ((), ("--output-format", "auto")):
        assert check(root, *options).stdout == in_full
        assert check(root, *options, env={"GITHUB_ACTIONS": "false"}).stdout == in_full
        assert check(root, *options, env=ACTIONS).stdout.startswith("::error file=planning/basics/spoilt.yaml,line=4,")
    assert check(root, "--output-format", "full", env=ACTIONS).stdout == in_full


def test_a_build_annotates_too_inside_actions(root: Path) -> None:
    result = run("--root", root, "build", "--select", "SEQ003", env=ACTIONS)
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=planning/basics/spoilt.yaml,line=4,endLine=4,col=41,endColumn=45,")


def test_the_exit_status_is_that_of_the_check_in_every_format(root: Path) -> None:
    for form in ("sarif", "github", "gitlab", "junit"):
        assert check(root, "--output-format", form).exit_code == 1
        assert check(root, "--output-format", form, root / "planning/basics/sound.yaml").exit_code == 0


@pytest.mark.parametrize(("form", "read"), [("sarif", json.loads), ("gitlab", json.loads), ("junit", ElementTree.fromstring)])  # fmt: skip
def test_what_programs_read_is_all_that_is_printed(root: Path, form: str, read) -> None:
    for options in ((), ("--statistics",), ("--fix",)):
        read(check(root, *options, "--output-format", form).stdout)


def test_statistics_take_the_place_of_annotations(root: Path) -> None:
    assert check(root, "--statistics", env=ACTIONS).stdout.split() == ["1", "SEQ003", "uses-untaught", "error"]


# -- the summary of a step


def test_the_summary_is_appended_to_what_stands_there(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_text("# Before\n")
    env = {**ACTIONS, "GITHUB_STEP_SUMMARY": str(file)}
    for _ in range(2):
        assert check(root, env=env).stderr == ""
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Before\n## lesson-pipeline check\n")
    assert text.count("| error | planning/basics/spoilt.yaml:4 | SEQ003 uses-untaught |") == 2


def test_the_summary_leaves_room_for_what_stands_there(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    file.write_text("x" * (step_summary.LIMIT - 400))
    env = {**ACTIONS, "GITHUB_STEP_SUMMARY": str(file)}
    assert check(root, env=env).exit_code == 1
    assert file.stat().st_size <= step_summary.LIMIT
    assert "1 more are left out here." in file.read_text()


def test_a_summary_that_cannot_be_written_costs_a_note(root: Path, tmp_path: Path) -> None:
    result = check(root, env={**ACTIONS, "GITHUB_STEP_SUMMARY": str(tmp_path / "no/such/folder.md")})
    assert result.exit_code == 1
    assert result.stdout.startswith("::error ")
    assert result.stderr == "note: the summary of the step cannot be written: No such file or directory\n"


def test_nothing_is_summed_up_in_other_formats(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "summary.md"
    check(root, "--output-format", "json", env={**ACTIONS, "GITHUB_STEP_SUMMARY": str(file)})
    assert not file.exists()


# -- files


def test_files_hold_what_would_be_printed_beside_what_is(root: Path, tmp_path: Path) -> None:
    forms = ("full", "concise", "json", "sarif", "github", "gitlab", "junit")
    files = {form: tmp_path / "out" / form for form in forms}
    printed = check(root, *(f"--output={form}={file}" for form, file in files.items()), color=True)
    assert printed.stdout == check(root, color=True).stdout, "with its colours"
    assert printed.exit_code == 1
    for form, file in files.items():
        assert file.read_text(encoding="utf-8") == check(root, "--output-format", form).stdout, "without colours"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(forms), "nothing is left over"


def test_files_are_overwritten_and_limited_like_the_report(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("old")
    check(root, "--output", f"json={file}", root / "planning/basics/sound.yaml")
    assert json.loads(file.read_text())["diagnostics"] == []


def test_files_are_written_whatever_takes_the_place_of_the_report(root: Path, tmp_path: Path) -> None:
    for number, options in enumerate((("--statistics",), ("--fix", "--diff"), ("--fix",))):
        file = tmp_path / f"{number}.json"
        check(root, *options, "--output", f"json={file}")
        assert len(json.loads(file.read_text())["diagnostics"]) == 1


@pytest.mark.parametrize(
    ("word", "message", "help"),
    [
        ("sarff=out", "--output knows no format `sarff`", "did you mean sarif?"),
        ("yaml=out", "--output knows no format `yaml`", "the formats are full, concise, json, sarif"),
        ("auto=out", "--output knows no format `auto`", "the formats are"),
        ("=out", "--output knows no format ``", "the formats are"),
        ("sarif", "--output sarif names no file", "write FORMAT=FILE, such as sarif=lessons.sarif"),
        ("sarif=", "--output sarif= names no file", "write FORMAT=FILE"),
        ("json=planning", "cannot write planning: it is no regular file", "--output-format prints"),
        ("json=/dev/null", "cannot write /dev/null: it is no regular file", "--output-format prints"),
        ("json=planning/course.yaml", "planning/course.yaml would be read as a file of the curriculum", "lessons.json"),
        ("json=lessons/new.md", "lessons/new.md would be read as a file of the curriculum", "lessons.json"),
        ("json=lesson-pipeline.toml", "lesson-pipeline.toml would be read as the configuration", "another file"),
        ("json=./pyproject.toml", "pyproject.toml would be read as the configuration", "another file"),
        ("json=README.md/out", "cannot write README.md/out", "see to its permissions"),
    ],
)
def test_what_cannot_be_written_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch, word: str, message: str, help: str
) -> None:
    monkeypatch.chdir(root)
    (root / "README.md").write_text("# Read me\n")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    refused(check(root, "--output", "json=first.json", "--output", word), message, help)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before, "all files or none"


def test_two_formats_do_not_share_a_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    outputs = ("--output", "json=out", "--output", "sarif=./sub/../out")
    refused(check(root, *outputs), "--output names sub/../out twice", "a file of its own")


def test_a_baseline_is_not_overwritten(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    check(root, "--write-baseline", "known.json")
    before = Path("known.json").read_bytes()
    for option in ("--baseline", "--write-baseline"):
        result = check(root, option, "known.json", "--output", "json=./known.json")
        refused(result, "the report would overwrite the baseline known.json", "name another file")
    assert Path("known.json").read_bytes() == before
