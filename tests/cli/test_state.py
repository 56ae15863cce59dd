"""`state`: what the student knows at a point, and from where."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import refused, run, write
from tests.small import concepts, course, lesson, record

SECTIONS = """
outline:
  - {id: recap, kind: recap, recaps: [list]}
  - id: explain
    kind: explain
    teaches: [{concept: loop, depth: introduced}]
    parts: [{id: head, teaches: [{concept: loop, depth: developed}]}]
  - {id: check-1, kind: check}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    entry = course("lists, idle, loops, last, old", "entry: [{concept: python, depth: applied}]\n")
    return write(
        tmp_path,
        entry,
        record("lists", "list introduced"),
        record("idle"),
        lesson("loops", SECTIONS),
        lesson("last"),
        record("old", "list applied", status="retired"),
        record("stray", "list applied"),
    )


def as_json(root: Path, *arguments: str) -> dict[str, Any]:
    result = run("--root", root, "state", *arguments, "--output-format", "json")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_the_object_has_the_keys_of_the_contract(root: Path) -> None:
    data = as_json(root, "last")
    assert data.keys() >= {"lesson", "at", "concepts"}
    assert (data["lesson"], data["at"]) == ("last", None)
    for concept in data["concepts"]:
        assert concept.keys() >= {"concept", "depth", "promised", "lessons_ago", "taught"}
        for taught in concept["taught"]:
            assert taught.keys() >= {"lesson", "section", "depth", "path", "line"}


def test_every_concept_comes_with_where_it_was_learned(root: Path) -> None:
    python, list_, loop = as_json(root, "last")["concepts"]
    assert python == {
        "concept": "python",
        "depth": "applied",
        "promised": False,
        "lessons_ago": None,
        "taught": [{"lesson": None, "section": None, "depth": "applied", "path": "planning/course.yaml", "line": 3}],
    }
    path = "planning/basics/lists.yaml"
    assert list_ == {
        "concept": "list",
        "depth": "introduced",
        "promised": False,
        "lessons_ago": 1,
        "taught": [{"lesson": "lists", "section": None, "depth": "introduced", "path": path, "line": 6}],
    }
    assert (loop["depth"], loop["promised"], loop["lessons_ago"]) == ("developed", True, 1)
    assert [(taught["section"], taught["depth"], taught["line"]) for taught in loop["taught"]] == [
        ("explain", "introduced", 8),
        ("head", "developed", 9),
    ]


@pytest.mark.parametrize(
    ("at", "loop"), [("recap", None), ("explain", None), ("head", "introduced"), ("check-1", "developed")]
)
def test_the_state_before_a_section_or_a_part(root: Path, at: str, loop: str | None) -> None:
    data = as_json(root, "loops", "--at", at)
    assert data["at"] == at
    found = {item["concept"]: item["depth"] for item in data["concepts"]}
    assert found.get("loop") == loop
    assert found["list"] == "introduced"


def test_in_words(root: Path) -> None:
    text = run("--root", root, "state", "last").stdout
    assert text.splitlines() == [
        "What the student knows before 1.1.4 last",
        "",
        "Python  applied",
        "    applied: entry knowledge (planning/course.yaml:3)",
        "List  introduced, last used 1 lesson ago",
        "    introduced: lists (planning/basics/lists.yaml:6)",
        "Loop  developed (promised), last used 1 lesson ago",
        "    introduced: loops, explain (planning/basics/loops.yaml:8)",
        "    developed: loops, head (planning/basics/loops.yaml:9)",
    ]
    assert "before section explain of 1.1.3 loops" in run("--root", root, "state", "loops", "--at", "explain").stdout
    assert "last used 2 lessons ago" in run("--root", root, "state", "loops").stdout


def test_before_the_first_lesson_there_may_be_nothing(tmp_path: Path) -> None:
    write(tmp_path, lesson("first"))
    result = run("--root", tmp_path, "state", "first")
    assert result.exit_code == 0
    assert "this is where the course begins" in result.stdout
    assert as_json(tmp_path, "first")["concepts"] == []


def test_a_course_of_other_depths_is_told_in_its_own_words(tmp_path: Path) -> None:
    scale = course("a, b", "depths: {scale: [none, seen, grasped], known: grasped}\n")
    write(tmp_path, scale, record("a", "loop grasped"), lesson("b"))
    assert [item["depth"] for item in as_json(tmp_path, "b")["concepts"]] == ["grasped"]


@pytest.mark.parametrize(
    ("arguments", "message", "help"),
    [
        (["lops"], "no lesson `lops`", "did you mean `loops`?"),
        (["nothing-like-it"], "no lesson `nothing-like-it`", "planning/<module>/<lesson>.yaml"),
        (["old"], "`old` is retired", "name a lesson that is taught"),
        (["stray"], "`stray` is not listed in planning/course.yaml", "add `stray` to the `lessons` of its module"),
        (["loops", "--at", "recup"], "`loops` has no section `recup`", "did you mean `recap`?"),
        (["loops", "--at", "nothing-like-it"], "has no section", "it has: recap, explain, head, check-1"),
    ],
)
@pytest.mark.parametrize("form", ["full", "json"])
def test_what_cannot_be_told(root: Path, arguments: list[str], message: str, help: str, form: str) -> None:
    refused(run("--root", root, "state", *arguments, "--output-format", form), message, help)


def test_no_section_in_a_lesson_without_an_outline(root: Path) -> None:
    refused(run("--root", root, "state", "last", "--at", "recap"), "`last` has no section `recap`", "")


def test_names_from_a_hostile_registry_do_not_steer_the_terminal(tmp_path: Path) -> None:
    registry = concepts('loop: {name: "L\\e]0;owned\\a\\x9b2J\\u202Eoop"}')
    write(tmp_path, registry, record("a", "loop introduced"), lesson("b"))
    text = run("--root", tmp_path, "state", "b", color=True).stdout
    assert "]0;owned" in text
    assert not set(text) & set("\x07\x9b\u202e")
