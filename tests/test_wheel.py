"""The wheel works in any folder: built, installed in an empty environment, run outside the repository."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock

from tests.conftest import ROOT

ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "COV_"))}


def run(*command: str | Path, cwd: Path, status: int = 0) -> str:
    done = subprocess.run([str(word) for word in command], cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console command, installed from a wheel into an empty environment: once, however many processes run tests."""
    folder = tmp_path_factory.getbasetemp() / "wheel"
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = tmp_path_factory.getbasetemp().parent / "wheel"
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / "installed").exists():
            _install(folder)
            (folder / "installed").touch()
    return _scripts(folder) / "lesson-pipeline"


def _install(folder: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder.parent)
    [wheel] = folder.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("schemas/lesson-plan.schema.json") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "planning/", "benchmarks/", "tools/"))]
    venv.create(folder / "env", with_pip=True)
    run(_scripts(folder) / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)


def _scripts(folder: Path) -> Path:
    return folder / "env" / ("Scripts" if os.name == "nt" else "bin")


def test_it_builds_a_curriculum_anywhere(installed: Path, curriculum: Path) -> None:
    out = run(installed, "build", cwd=curriculum)
    assert "nothing found" in out
    assert (curriculum / "site" / "index.html").is_file()
    assert (curriculum / "site" / "lessons" / "siglip-2.html").is_file()
    assert list((curriculum / "site").rglob("*.css"))


def test_it_checks_from_a_folder_below_the_root(installed: Path, curriculum: Path) -> None:
    plan = curriculum / "planning" / "vision-language" / "siglip-2.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("title: SigLIP 2", "titel: SigLIP 2", 1), encoding="utf-8")
    report = json.loads(run(installed, "check", "--output-format", "json", cwd=plan.parent, status=1))
    assert [found["code"] for found in report["diagnostics"]] == ["SCH003"]


def test_it_begins_a_course_that_builds(installed: Path, tmp_path: Path) -> None:
    run(installed, "new", "course", "mine", cwd=tmp_path)
    assert "nothing found" in run(installed, "build", cwd=tmp_path / "mine")
    assert (tmp_path / "mine" / ".gitignore").is_file()


def test_it_explains_and_says_so_where_there_is_no_curriculum(installed: Path, tmp_path: Path) -> None:
    assert "check-tests-untaught" in run(installed, "explain", "SEQ001", cwd=tmp_path)
    assert run(installed, "check", cwd=tmp_path, status=2) == ""
