"""`ci`: check, gate and comparison in one command, with their story for people and for pull requests."""

import json
from pathlib import Path

import pytest

from tests.cli.running import refused, run
from tests.integrations.course import PLAN, move_check_up, sound_course
from tests.repositories import commit, edit, git, repository

ROUND = "lesson: while-loops\nround: 1\nverdict: pass\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """On a branch that has not changed anything yet."""
    return repository(sound_course(tmp_path / "course"))


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    """The same course, built and passed."""
    root = sound_course(tmp_path / "course")
    edit(root / PLAN, "status: planned", "status: built")
    (root / "reviews/while-loops").mkdir(parents=True)
    (root / "reviews/while-loops/round-1.yaml").write_text(ROUND)
    return repository(root)


def story(root: Path, *options: str | Path, expect: int = 0, **env: str | None) -> str:
    result = run("--root", root, "ci", *options, env=env)
    assert result.exit_code == expect, result.output
    return result.output


def test_without_anything_to_compare_with_the_course_is_checked_and_the_gate_asked(reviewed: Path) -> None:
    told = story(reviewed)
    assert "8 warnings in 2 lessons." in told
    assert "The gate is open: 1 built lesson looked at." in told
    assert "Compared with" not in told


def test_a_course_that_keeps_no_reviews_has_no_gate(course: Path) -> None:
    edit(course / PLAN, "status: planned", "status: built")
    assert "The course keeps no reviews, so there is no gate." in story(course, "--ignore", "LES001")


def test_a_fault_fails_it(course: Path) -> None:
    line = move_check_up(course)
    assert f"{PLAN}:{line}:" in story(course, expect=1)


def test_a_shut_gate_fails_it_and_what_the_branch_did_not_touch_shuts_nothing(reviewed: Path) -> None:
    file = reviewed / "reviews/while-loops/round-1.yaml"
    edit(file, "verdict: pass", "verdict: needs-revision")
    edit(file, "round: 1\n", "round: 1\nfindings: [{id: a, severity: improvement, title: It is too long}]\n")
    told = story(reviewed, "--ignore", "REV", expect=1)
    assert "while-loops: round 1 ended with needs-revision" in told
    assert "round 1 ended" in story(reviewed, "--ignore", "REV", "--since", "main", expect=1)
    commit(reviewed)
    git(reviewed, "branch", "-f", "main")
    assert "The gate is open: 0 built lessons looked at." in story(reviewed, "--ignore", "REV", "--since", "main")


def test_who_takes_all_reviews_away_does_not_take_the_gate_away(reviewed: Path) -> None:
    (reviewed / "reviews/while-loops/round-1.yaml").unlink()
    told = story(reviewed, "--since", "main", expect=1)
    assert "while-loops: it is built and was never reviewed" in told
    assert "no gate" not in told


def test_what_changes_for_the_student_is_told(course: Path) -> None:
    edit(course / "planning/basics/variables.yaml", "developed", "introduced")
    told = story(course, "--since", "main")
    assert "Compared with main:" in told
    assert "1 concept shallower" in told


def test_only_what_is_new_counts_where_that_is_asked(course: Path) -> None:
    move_check_up(course)
    commit(course)
    git(course, "branch", "-f", "main")
    story(course, "--since", "main", expect=1)
    assert "All clear" in story(course, "--since", "main", "--only-new")


def test_work_that_begins_the_course_is_new_as_a_whole(tmp_path: Path) -> None:
    top = tmp_path / "repository"
    top.mkdir()
    (top / "README.md").write_text("Here will be a course.")
    repository(top)
    root = sound_course(top / "course")
    line = move_check_up(root)
    summary = tmp_path / "story.md"
    told = story(root, "--since", "main", "--only-new", "--summary", summary, expect=1)
    assert f"{PLAN}:{line}:" in told
    assert "main has no course at this place yet, so everything is new and nothing is compared." in told
    assert "main has no course at this place yet" in summary.read_text()


def test_a_pull_request_of_github_is_compared_with_its_target(course: Path, tmp_path: Path) -> None:
    git(course, "update-ref", "refs/remotes/origin/trunk", "main")
    summary = tmp_path / "summary.md"
    line = move_check_up(course)
    commit(course)
    git(course, "tag", "origin/trunk")
    assert "SEQ001" in story(course, "--only-new", expect=1, GITHUB_ACTIONS="true", GITHUB_BASE_REF="trunk")
    told = story(course, expect=1, GITHUB_ACTIONS="true", GITHUB_BASE_REF="trunk", GITHUB_STEP_SUMMARY=str(summary))
    assert f"::error file={PLAN},line={line},endLine={line}," in told
    assert "Compared with origin/trunk:" in told
    text = summary.read_text()
    assert text.count("## lesson-pipeline check") == 1
    assert f"{PLAN}:{line}" in text
    assert "## What students know" in text


def test_what_an_author_typed_is_no_command_to_github(course: Path) -> None:
    edit(course / "planning/concepts.yaml", "{name: Variable}", "{name: 'A ##[error]variable ::error::x'}")
    edit(course / "planning/basics/variables.yaml", "developed", "introduced")
    told = story(course, "--since", "main", GITHUB_ACTIONS="true")
    [line] = [line for line in told.splitlines() if "developed → introduced" in line]
    assert line.split() == ["shallower", "A", "##", "[error]variable", "::error::x:", "developed", "→", "introduced"]


def test_a_merge_request_of_gitlab_is_compared_with_its_base(course: Path) -> None:
    base = git(course, "rev-parse", "main").strip()
    assert f"Compared with {base}:" in story(course, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)


def test_where_gitlab_runs_on_the_merged_result_what_others_did_meanwhile_is_no_part_of_it(course: Path) -> None:
    base = git(course, "rev-parse", "main").strip()
    (course / "README.md").write_text("The work.")
    commit(course)
    git(course, "checkout", "-q", "main")
    move_check_up(course)
    commit(course)
    git(course, "checkout", "-q", "-b", "merged")
    git(course, "merge", "-q", "work")
    env = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": ""}
    assert "SEQ001" in story(course, "--only-new", expect=1, **env)
    env["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] = git(course, "rev-parse", "main").strip()
    assert "All clear" in story(course, "--only-new", **env)


def test_the_whole_story_goes_into_a_file(reviewed: Path, tmp_path: Path) -> None:
    file = tmp_path / "out" / "story.md"
    edit(reviewed / "planning/basics/variables.yaml", "developed", "introduced")
    edit(reviewed / PLAN, "Three times.", "Four times.")
    story(reviewed, "--since", "main", "--summary", file)
    text = file.read_text()
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## lesson-pipeline check",
        "## Reviews",
        "## What students know",
    ]


def test_a_document_stands_alone_on_standard_output(reviewed: Path) -> None:
    result = run("--root", reviewed, "ci", "--output-format", "json", "--since", "main")
    assert json.loads(result.stdout)["summary"]["error"] == 0
    assert "The gate is open" in result.stderr


def test_what_makes_no_sense_is_refused(course: Path, tmp_path: Path) -> None:
    refused(run("--root", course, "ci", "--only-new"), "--only-new needs something to compare with", "--since")
    refused(run("--root", course, "ci", "--since", "main..work"), "names two commits", "name one: `main`")
    refused(run("--root", course, "ci", "--since", "nowhere"), "git finds no commit `nowhere`", "fetch")
    refused(run("--root", course, "ci", "--since", ""), "git finds no commit ``", "fetch")
    refused(run("--root", course, "ci", "--summary", "/dev/null"), "no regular file", "name a file")
    place = course / "lessons" / "story.md"
    refused(run("--root", course, "ci", "--summary", place), "story.md", "")
    assert not place.exists()


def test_the_story_and_the_reports_are_written_all_or_none(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course)
    shared = run("ci", "--output", "sarif=out", "--summary", "./out")
    refused(shared, "--summary and --output both name out", "a file of its own")
    (course / "README.md").write_text("# Read me\n")
    refused(run("ci", "--output", "sarif=out", "--summary", "README.md/story"), "cannot write README.md/story", "")
    assert not (course / "out").exists()
