"""The GitHub action and the workflows that use it: valid by GitHub's schemas, and their script run as GitHub would."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.integrations.commands import SCRIPTS, command, script
from tests.integrations.course import PLAN, move_check_up, sound_course
from tests.repositories import commit, git, repository

ACTION = ROOT / "action.yml"
PLACE = "# .github/workflows/lessons.yaml\n"


def action() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    return data


def workflow(page: str) -> str:
    """The workflow that a page of the documentation shows."""
    return re.findall(rf"```yaml\n({PLACE}.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)[0]


def check_step() -> dict[str, Any]:
    step: dict[str, Any] = action()["runs"]["steps"][-1]
    return step


def uses(page: str) -> dict[str, Any]:
    """The step of a page's workflow that uses the action."""
    steps = yaml.safe_load(workflow(page))["jobs"]["lessons"]["steps"]
    [step] = [one for one in steps if "lesson-pipeline@" in one.get("uses", "")]
    return dict(step)


def run(root: Path, given: dict[str, str], *, status: int = 0) -> tuple[str, str]:
    """What the action's last step prints in a pull request to `main`, and the summary of the step.

    The program is that of this environment, where the step before would have installed it.
    """
    home = root.parent / "runner"
    (home / "lesson-pipeline").mkdir(parents=True, exist_ok=True)
    if not (home / "lesson-pipeline/bin").exists():
        (home / "lesson-pipeline/bin").symlink_to(SCRIPTS)
    inputs = {name: given.get(name, one.get("default", "")) for name, one in action()["inputs"].items()}
    env = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: str(inputs[found[1]]), text)
        for name, text in check_step()["env"].items()
    }
    summary = home / "summary.md"
    summary.unlink(missing_ok=True)
    env |= {"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main", "RUNNER_TEMP": str(home)}
    told = script(root, check_step()["run"], status=status, env={**env, "GITHUB_STEP_SUMMARY": str(summary)})
    return told, summary.read_text(encoding="utf-8") if summary.exists() else ""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A pull request that has not changed anything yet."""
    root = repository(sound_course(tmp_path / "course"))
    git(root, "update-ref", "refs/remotes/origin/main", "main")
    return root


def test_the_action_is_one() -> None:
    command(ROOT, SCRIPTS / "check-jsonschema", "--builtin-schema", "vendor.github-actions", ACTION)


@pytest.mark.parametrize("page", ["README.md", "docs/ci.md"])
def test_the_workflows_of_the_documentation_are_ones_and_use_inputs_that_there_are(tmp_path: Path, page: str) -> None:
    file = tmp_path / "lessons.yaml"
    file.write_text(workflow(page), encoding="utf-8")
    command(ROOT, SCRIPTS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", file)
    assert set(uses(page).get("with", {})) <= set(action()["inputs"])


def test_a_repository_wired_as_the_readme_says_goes_red_where_a_check_moves_before_its_teaching(course: Path) -> None:
    given = uses("README.md").get("with", {})
    assert "::error" not in run(course, given)[0]
    line = move_check_up(course)
    commit(course)
    told, summary = run(course, given, status=1)
    errors = [text for text in told.splitlines() if text.startswith("::error ")]
    assert len(errors) == 1
    assert errors[0].startswith(f"::error file={PLAN},line={line},endLine={line},")
    assert "title=SEQ001 check-tests-untaught::question `q1` tests `while-loop`" in errors[0]
    assert f"{PLAN}:{line}" in summary


def test_inputs_reach_the_command(course: Path) -> None:
    move_check_up(course)
    git(course, "mv", "planning", "moved")
    (course / "deep").mkdir()
    git(course, "mv", "moved", "deep/planning")
    commit(course)
    git(course, "update-ref", "refs/remotes/origin/main", "HEAD")
    given = {"root": "deep", "options": "--ignore SEQ001 --fail-level error", "sarif": "lessons.sarif", "since": "HEAD"}
    told, _ = run(course, given)
    assert "Compared with HEAD:" in told
    assert (course / "lessons.sarif").is_file()


def test_options_may_stand_on_several_lines(course: Path) -> None:
    told, _ = run(course, {"options": "--fail-level error\n--output junit=lessons.xml\n"})
    assert "Compared with origin/main:" in told
    assert (course / "lessons.xml").is_file()


def test_what_is_typed_is_no_part_of_the_script(course: Path) -> None:
    hostile = '"; touch stolen; echo $(touch stolen) `touch stolen` #'
    run(course, {"since": hostile}, status=2)
    run(course, {"options": hostile}, status=2)
    run(course, {"root": hostile}, status=2)
    assert not (course / "stolen").exists()
