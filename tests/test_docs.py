"""The documentation is fresh and complete, its links and examples hold, and the README's walk-through works."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from lesson_pipeline.cli import main
from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.registry import FAMILIES, Rule, all_rules
from lesson_pipeline.schema.store import KINDS, schema
from lesson_pipeline.testing import check_folder
from tests.cli.running import STEERING
from tests.conftest import ROOT
from tests.repositories import edit, repository
from tools import docs
from tools.cli_page import commands, options
from tools.markdown import anchors, fences, generated_names, links, section
from tools.transcripts import SHOWN_FOLDER, STORY, STORY_FOLDERS, WALK
from tools.transcripts import commands as commands_of

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
RULES = list(all_rules().values())
COMMANDS = dict(commands())
NOT_YET: set[str] = set()
"""Commands that the texts of rules already name. Take one out when it exists."""

CODE_SPAN = re.compile(r"`([^`\n]+)`")
CALL = re.compile(r"lesson-pipeline +(?P<command>[a-z][a-z-]*)(?P<rest>.*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def code_in(text: str) -> Iterator[str]:
    """Every line of every fenced block, and every span of code."""
    for fence in fences(text):
        yield from fence.body.splitlines()
    for span in CODE_SPAN.finditer(text):
        yield span[1]


# -- fresh


def test_generated_pages_are_fresh() -> None:
    assert list(docs.stale()) == [], "run `python -m tools.docs`"


def test_check_names_what_is_stale(tmp_path: Path, monkeypatch, capsys) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "README.md", tmp_path)
    assert docs.stale(tmp_path) == {}
    (tmp_path / "docs/rules/SEQ001.md").write_text("# Something else\n")
    (tmp_path / "docs/rules/SEQ999.md").write_text("# A rule that is gone\n")
    (tmp_path / "docs/cli.md").unlink()
    (tmp_path / "README.md").write_text(README.replace("1 error in 2 lessons.", "No error in 2 lessons."))
    stale = docs.stale(tmp_path)
    assert set(stale) == {"docs/rules/SEQ001.md", "docs/rules/SEQ999.md", "docs/cli.md", "README.md"}
    assert stale["docs/rules/SEQ999.md"] is None

    monkeypatch.setattr(docs, "stale", lambda: stale)
    assert docs.main(["--check"]) == 1
    printed = capsys.readouterr()
    assert all(f"stale: {path}" in printed.out for path in stale)
    assert "python -m tools.docs" in printed.err


def test_an_unknown_argument_is_refused(capsys) -> None:
    assert docs.main(["--chekc"]) == 2
    assert "usage" in capsys.readouterr().err


# -- complete


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_documented(rule: Rule) -> None:
    page = (ROOT / rule.url).read_text(encoding="utf-8")
    assert f"# {rule.code} {rule.name}\n" in page
    assert f"Severity: **{rule.severity.word}**." in page
    assert ("In preview" in page) == rule.preview
    index = (ROOT / "docs/rules/index.md").read_text(encoding="utf-8")
    assert f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity.word}" in index
    assert rule.name in section(README, "What it checks")


def test_every_family_is_documented() -> None:
    table = section(README, "What it checks")
    assert all(f"[{family}](docs/rules/index.md#" in table for family in FAMILIES)


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_is_documented(path: str) -> None:
    command = COMMANDS[path]
    described = section((ROOT / "docs/cli.md").read_text(encoding="utf-8"), f"lesson-pipeline {path}")
    assert command.help and command.help.split(".")[0].split("\n")[0] in described
    for option in options(command):
        assert option.help, option.name
        assert all(f"`{flag}" in described or f", {flag}" in described for flag in option.opts), option.name
    for param in command.params:
        if isinstance(param, click.Argument):
            assert (param.metavar or str(param.name).upper()) in described


def test_every_field_of_every_file_is_documented() -> None:
    for kind in KINDS:
        page = (ROOT / f"docs/schemas/{kind}.md").read_text(encoding="utf-8")
        assert [name for name in fields_in(schema(kind)) if f"| `{name}` |" not in page] == []


def fields_in(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict) and "type" in node:
            yield from node["properties"]
        for child in node.values():
            yield from fields_in(child)
    elif isinstance(node, list):
        for child in node:
            yield from fields_in(child)


def test_every_package_is_in_the_architecture() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    parts = [path.stem for path in (ROOT / "lesson_pipeline").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()]  # fmt: skip
    assert [part for part in parts if not part.startswith("_") and f"`{part}`" not in page] == []


def test_every_field_of_the_json_is_documented(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "planning", tmp_path / "planning")
    plan = tmp_path / "planning/vision-language/sam-3.yaml"
    repository(tmp_path)
    edit(tmp_path / "planning/neural-networks/activation-functions.yaml", "status: built", "status: retired")
    plan.write_text(plan.read_text(encoding="utf-8") + "\nnonsense: true\n", encoding="utf-8")
    page = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    for command in (
        ["check"],
        ["state", "clip", "--at", "hook"],
        ["state", "--diff", "main"],
        ["impact", "clip"],
        ["impact", "clip", "--remove"],
        ["rules"],
        ["concept", "show", "softmax"],
        ["review", "status"],
        ["review", "gate"],
        ["review", "show", "siglip-2"],
        ["review", "stats"],
    ):
        printed = run(["lesson-pipeline", *command, "--output-format", "json"], tmp_path).stdout
        assert [name for name in keys_in(json.loads(printed)) if f"`{name}`" not in page] == []


def keys_in(data: object) -> set[str]:
    if isinstance(data, dict):
        return set(data).union(*(keys_in(value) for value in data.values()))
    return set().union(*(keys_in(item) for item in data)) if isinstance(data, list) else set()


# -- true


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for target in links(page.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        path, _, place = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.is_file(), target
        if place:
            assert place in anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_that_pages_name_exist(page: Path) -> None:
    known = {path.split()[0] for path in COMMANDS}
    everywhere = {flag for command in (main, *COMMANDS.values()) for option in options(command) for flag in option.opts}
    everywhere.add("--help")  # click's own
    for code in code_in(page.read_text(encoding="utf-8")):
        if OPTION.fullmatch(code):
            assert code in everywhere, code
        if call := CALL.search(code):
            assert call["command"] in known | NOT_YET, code
            assert set(OPTION.findall(call["rest"])) <= everywhere, code


def test_commands_that_exist_are_not_called_missing() -> None:
    assert NOT_YET.isdisjoint(path.split()[0] for path in COMMANDS)


@pytest.mark.parametrize(
    ("mark", "job"),
    [("build", ".venv/bin/lesson-pipeline build"), ("tests", ".venv/bin/python -m pytest -n auto")],
)
def test_each_of_the_two_commands_sets_up_and_does_its_job(mark: str, job: str) -> None:
    command = README.partition(f"<!-- command: {mark} -->\n```sh\n")[2].partition("\n```")[0]
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install -q -e ")
    assert command.endswith(f" && {job}")
    assert "\n" not in command


def test_examples_of_formats_are_a_sound_curriculum(tmp_path: Path) -> None:
    found = [fence for fence in fences((ROOT / "docs/formats.md").read_text(encoding="utf-8")) if fence.path]
    for fence in found:
        file = tmp_path / str(fence.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(fence.body, encoding="utf-8")
    assert {str(fence.path).split("/")[0] for fence in found} == {"planning", "lessons", "reviews"}
    serious = [item for item in check_folder(tmp_path).diagnostics if item.severity is Severity.ERROR]
    assert [f"{item.path}:{item.span.line} {item.code} {item.message}" for item in serious] == []


def test_generated_blocks_have_makers() -> None:
    names = {name for page in PAGES for name in generated_names(page.read_text(encoding="utf-8"))}
    assert names == {"caught-fault", "families", "schemas", "blocks", "causes", "check-json", "state-json", "lifecycle"}


# -- the walk-through and the story of a review, in a real shell


def run(command: list[str] | str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    kept = {key: value for key, value in os.environ.items() if key not in STEERING}
    return subprocess.run(
        command, cwd=folder, env={**kept, "PATH": path}, shell=isinstance(command, str), check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip


def test_the_walk_through_works(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    status, statuses, codes = 0, [], []
    for fence in fences(section(README, WALK)):
        if fence.path:
            file = folder / fence.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(fence.body, encoding="utf-8")
        elif fence.info == "console":
            for block in re.split(r"^\$ ", fence.body, flags=re.MULTILINE)[1:]:
                command, _, shown = block.partition("\n")
                if command == "echo $?":
                    assert int(shown) == status
                    statuses.append(status)
                    continue
                done = run(command, folder)
                status = done.returncode
                codes += re.findall(r"^\S+  ([A-Z]{3,4}[0-9]{3}) .* error$", done.stdout, flags=re.MULTILINE)
                assert done.stdout.replace(str(folder), SHOWN_FOLDER).rstrip() == shown.rstrip()
    assert statuses == [1, 0]
    assert codes == ["SEQ001"]
    page = (folder / "site/lessons/while-loops.html").read_text(encoding="utf-8")
    assert "<h1>While loops</h1>" in page
    assert "Draft page" in page


def test_the_story_of_a_review_works(tmp_path: Path) -> None:
    for name in STORY_FOLDERS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name)
    story = section((ROOT / "docs/reviews.md").read_text(encoding="utf-8"), STORY)
    called = [command for fence in fences(story) if fence.info == "console" for command in commands_of(fence)]
    words = [command.split()[2] for command in called if command != "echo $?"]
    assert Counter(words) == {
        "start": 2,
        "add": 7,
        "close": 2,
        "status": 1,
        "fix": 4,
        "decline": 2,
        "verify": 4,
        "gate": 1,
    }
    printed = [run(command, tmp_path) for command in called if command != "echo $?"]
    assert [done.returncode for done in printed] == [0] * len(printed), [
        done.stdout for done in printed if done.returncode
    ]
    assert "Round 1 of siglip-2: major-revision" in story
    assert "Round 2 of siglip-2: pass" in story
    for done in printed:
        assert done.stdout in story
    severe = [item for item in check_folder(tmp_path).diagnostics if item.path.startswith("reviews/")]
    assert [f"{item.path}:{item.span.line} {item.code} {item.message}" for item in severe] == []
