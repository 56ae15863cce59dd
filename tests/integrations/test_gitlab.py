"""The GitLab template: valid by GitLab's schema, and its script run as a merge request would."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from tests.conftest import ROOT
from tests.integrations.commands import SCRIPTS, command, script
from tests.integrations.course import PLAN, move_check_up, sound_course
from tests.repositories import commit, git, repository

TEMPLATE = ROOT / ".ci" / "lesson-pipeline.gitlab-ci.yml"


def template() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
    return data


def test_the_template_is_a_pipeline() -> None:
    command(ROOT, SCRIPTS / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", TEMPLATE)


def test_the_pipeline_of_the_documentation_is_one_and_sets_variables_that_there_are(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    [text] = re.findall(r"```yaml\n(# \.gitlab-ci\.yml\n.*?)```", page, re.DOTALL)
    file = tmp_path / "pipeline.yml"
    file.write_text(text, encoding="utf-8")
    command(ROOT, SCRIPTS / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", file)
    shown = yaml.safe_load(text)
    assert set(shown["variables"]) <= set(template()["variables"])
    assert ROOT / shown["include"][0]["file"] == TEMPLATE


@pytest.mark.parametrize("moved", [False, True])
def test_a_merge_request_gets_its_reports(tmp_path: Path, moved: bool) -> None:
    root = repository(sound_course(tmp_path / "course"))
    line = move_check_up(root) if moved else None
    commit(root)
    job = template()["lesson-pipeline"]
    base = git(root, "rev-parse", "main").strip()
    env = {**template()["variables"], "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    script(root, "\n".join(job["script"]), status=1 if moved else 0, env=env)

    reports = job["artifacts"]["reports"]
    found = json.loads((root / reports["codequality"]).read_text(encoding="utf-8"))
    errors = [
        (one["location"]["path"], one["location"]["lines"]["begin"]) for one in found if one["severity"] == "major"
    ]
    assert errors == ([(PLAN, line)] if moved else [])
    assert bool(ElementTree.parse(root / reports["junit"]).findall(".//failure")) is moved
    [told] = job["artifacts"]["paths"]
    assert "## What students know" in (root / told).read_text(encoding="utf-8")
