"""What docs/own-rules.md shows is true: its configuration runs, and its package is installed, runs and tests itself."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.small import lesson, small
from tools.markdown import Fence, fences, section

PAGE = (ROOT / "docs/own-rules.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "docs/examples/house-rules"
LONG_HOOK = lesson(
    "a",
    f"""
    outline:
      - id: names
        kind: hook
        content: {"Names are to be printed. " * 30}
      - {{id: explain, kind: explain, teaches: [{{concept: loop, depth: introduced}}]}}
    """,
)


def run(*words: str | Path, folder: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A command of this Python, with further packages at `path`."""
    places = [str(place) for place in (path, ROOT) if place]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "PYTHONDONTWRITEBYTECODE": "1"}
    env.pop("FORCE_COLOR", None)
    command = [sys.executable, "-m", *map(str, words)]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8")


# -- as data


def test_the_configuration_finds_what_the_page_shows(tmp_path: Path) -> None:
    shown = fences(section(PAGE, "As data"))
    [config] = [fence for fence in shown if fence.info == "toml"]
    [plan] = [fence for fence in shown if fence.info == "yaml"]
    [console] = [fence for fence in shown if fence.info == "console"]
    small(f"# file: {plan.path}\n{plan.body}").write(tmp_path)
    (tmp_path / "lesson-pipeline.toml").write_text(config.body, encoding="utf-8")
    command, _, printed = console.body.partition("\n")
    done = run("lesson_pipeline", *command.split()[2:], folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, printed, "")
    rules = tomllib.loads(config.body)["rules"]
    assert [rule["code"] in printed for rule in rules] == [True] * 5


# -- as a package


@pytest.mark.parametrize("fence", [fence for fence in fences(PAGE) if fence.path], ids=lambda fence: fence.path)
def test_the_page_shows_what_stands_in_the_package(fence: Fence) -> None:
    if fence.path and fence.path.startswith("docs/"):
        body = fence.body.partition("\n")[2]
        assert body in (ROOT / fence.path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that pip has installed the example package into, from its sources or, without hatchling, a wheel."""
    source = tmp_path_factory.mktemp("source") / "house-rules"
    shutil.copytree(PACKAGE, source, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
    target = tmp_path_factory.mktemp("site")
    what = source if find_spec("hatchling") else wheel_of(source)
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")
    done = run("pip", "install", "--quiet", *offline, "--target", target, what, folder=source)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def wheel_of(source: Path) -> Path:
    """A wheel as hatchling would make it, for where it is not installed."""
    project = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    distribution = f"{project['name'].replace('-', '_')}-{project['version']}"
    wheel, info = source / f"{distribution}-py3-none-any.whl", f"{distribution}.dist-info"
    groups = project["entry-points"].items()
    points = "".join(f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in entries.items()) for group, entries in groups)
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in sorted((source / "house_rules").rglob("*.*")):
            archive.write(file, file.relative_to(source).as_posix())
        about = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        archive.writestr(f"{info}/METADATA", about)
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/entry_points.txt", points)
        names = [*archive.namelist(), f"{info}/RECORD"]
        archive.writestr(f"{info}/RECORD", "".join(f"{name},,\n" for name in names))
    return wheel


@pytest.fixture
def course(tmp_path: Path) -> Path:
    small(LONG_HOOK).write(tmp_path)
    return tmp_path


def test_its_rules_run_where_it_is_installed(installed: Path, course: Path) -> None:
    done = run("lesson_pipeline", "check", "--output-format", "json", folder=course, path=installed)
    found = [item for item in json.loads(done.stdout)["diagnostics"] if item["code"].startswith("X")]
    assert [(item["code"], item["severity"], item["line"], item["pointer"]) for item in found] == [
        ("XHR001", "warning", 7, "/outline/0/content")
    ]
    assert found[0]["message"] == "the hook `names` has 150 words"
    without = run("lesson_pipeline", "check", folder=course)
    assert "XHR001" not in without.stdout


def test_its_preview_waits(installed: Path, course: Path) -> None:
    words = ("lesson_pipeline", "check", "--output-format", "concise", "--select", "XHR")
    assert "XHR002" not in run(*words, folder=course, path=installed).stdout
    assert "XHR002 the hook `names` asks nothing" in run(*words, "--preview", folder=course, path=installed).stdout


def test_they_are_listed_and_explained(installed: Path, tmp_path: Path) -> None:
    listed = run("lesson_pipeline", "rules", folder=tmp_path, path=installed).stdout
    assert "  XHR001  hook-too-long               warning  (house-rules 1.0.0)\n" in listed
    assert "  XHR002  hook-without-question       info  (preview, house-rules 1.0.0)\n" in listed
    said = run("lesson_pipeline", "explain", "hook-too-long", folder=tmp_path, path=installed).stdout
    assert said.startswith((PACKAGE / "house_rules/texts/XHR001.md").read_text(encoding="utf-8").rstrip())
    assert said.endswith("Severity: warning\nStatus: stable since 1.0.0\nFrom: house-rules 1.0.0\n")


def test_its_own_test_passes_and_can_fail(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE / "tests", tmp_path / "tests")
    words = ("pytest", "-q", "-p", "no:cacheprovider", "tests")
    done = run(*words, folder=tmp_path, path=installed)
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout
    spoilt = tmp_path / "spoilt"
    shutil.copytree(installed, spoilt)
    hooks = spoilt / "house_rules/hooks.py"
    hooks.write_text(
        hooks.read_text(encoding="utf-8").replace("MOST_WORDS = 120", "MOST_WORDS = 500"), encoding="utf-8"
    )
    done = run(*words, folder=tmp_path, path=spoilt)
    assert done.returncode == 1
    assert "1 failed, 1 passed" in done.stdout
