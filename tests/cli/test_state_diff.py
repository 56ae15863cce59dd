"""`state --diff`: how the student state changes between two revisions, in a real repository."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import refused, run, write
from tests.repositories import commit, edit, git, repository
from tests.small import concepts, course, lesson, record

REGISTRY = concepts("list: {name: List}\nloop: {name: Loop}\ntuple: {name: Tuple}\nset: {name: 'Set <b>'}")
LOOPS = "outline:\n  - id: explain\n    kind: explain\n    teaches: [{concept: loop, depth: developed}]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(
        write(
            tmp_path,
            REGISTRY,
            course("lists, loops, deep, last"),
            record("lists", "list introduced", "tuple introduced"),
            lesson("loops", LOOPS),
            lesson("deep"),
            lesson("last"),
        )
    )


def plan(root: Path, slug: str) -> Path:
    return root / f"planning/basics/{slug}.yaml"


def diff(root: Path, *words: str, ref: str = "main") -> dict[str, Any]:
    result = run("--root", root, "state", *words, "--diff", ref, "--output-format", "json")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def told(data: dict[str, Any]) -> dict[str, list[str]]:
    """What differs before each lesson: kind, concept, depths."""
    kinds = ("gained", "lost", "deeper", "shallower")
    return {
        one["lesson"]: [
            f"{kind} {item['concept']} {item['before']}>{item['after']}" for kind in kinds for item in one[kind]
        ]
        for one in data["lessons"]
    }


def test_nothing_changed(root: Path) -> None:
    data = diff(root)
    assert (data["lessons"], data["added"], data["removed"], data["renamed"]) == ([], [], [], [])
    text = run("--root", root, "state", "--diff", "main").stdout
    assert text == "The student state does not change at any of 4 lessons.\n"


def test_gained_lost_deeper_shallower_with_their_sources(root: Path) -> None:
    edit(plan(root, "lists"), "{concept: list, depth: introduced}", "{concept: list, depth: applied}")
    edit(plan(root, "lists"), "{concept: tuple, depth: introduced}", "{concept: set, depth: mentioned}")
    edit(plan(root, "loops"), "depth: developed", "depth: introduced")
    data = diff(root)
    assert told(data) == {
        "loops": [
            "gained set not-taught>mentioned",
            "lost tuple introduced>not-taught",
            "deeper list introduced>applied",
        ],
        "deep": [
            "gained set not-taught>mentioned",
            "lost tuple introduced>not-taught",
            "deeper list introduced>applied",
            "shallower loop developed>introduced",
        ],
        "last": [
            "gained set not-taught>mentioned",
            "lost tuple introduced>not-taught",
            "deeper list introduced>applied",
            "shallower loop developed>introduced",
        ],
    }
    deep = data["lessons"][1]
    assert deep["shallower"][0]["sources"] == [
        {"lesson": "loops", "section": "explain", "depth": "developed", "path": "planning/basics/loops.yaml", "line": 7}
    ]
    assert deep["gained"][0]["sources"][0]["line"] == 7
    assert {key: data["summary"][key] for key in ("compared", "changed", "gained", "lost", "deeper", "shallower")} == {
        "compared": 4, "changed": 3, "gained": 1, "lost": 1, "deeper": 1, "shallower": 1,
    }  # fmt: skip


def test_lines_are_those_of_the_revision_that_teaches(root: Path) -> None:
    edit(plan(root, "loops"), "outline:\n", "# a line more\noutline: []\n#")
    (lost,) = diff(root, "deep")["lessons"][0]["lost"]
    assert lost["sources"][0]["line"] == 7


def test_in_words_lessons_that_change_alike_are_told_at_once(root: Path) -> None:
    edit(plan(root, "loops"), "depth: developed", "depth: introduced")
    assert run("--root", root, "state", "--diff", "main").stdout.splitlines() == [
        "The student state changes at 2 of 4 lessons: 1 concept shallower.",
        "",
        "1.1.3 deep to 1.1.4 last (2 lessons)",
        "  shallower  Loop: developed → introduced",
        "             was developed: loops, explain (planning/basics/loops.yaml:7)",
    ]


def test_as_markdown_for_a_pull_request(root: Path) -> None:
    edit(plan(root, "lists"), "{concept: tuple, depth: introduced}", "{concept: set, depth: mentioned}")
    text = run("--root", root, "state", "--diff", "main", "--output-format", "markdown").stdout
    assert text.splitlines() == [
        "## What students know",
        "",
        "The student state changes at 3 of 4 lessons: 1 concept gained, 1 lost.",
        "",
        "| before lesson | concept | | from | to | taught |",
        "| --- | --- | --- | --- | --- | --- |",
        "| 1.1.2 loops to 1.1.4 last (3 lessons) | Set &#60;b&#62; | gained | not-taught | mentioned "
        "| mentioned: lists (planning/basics/lists.yaml:7) |",
        "| 1.1.2 loops to 1.1.4 last (3 lessons) | Tuple | lost | introduced | not-taught "
        "| was introduced: lists (planning/basics/lists.yaml:7) |",
    ]


def test_one_lesson_alone(root: Path) -> None:
    edit(plan(root, "loops"), "depth: developed", "depth: introduced")
    assert told(diff(root, "last")) == {"last": ["shallower loop developed>introduced"]}
    assert told(diff(root, "loops")) == {}


def test_lessons_that_are_added_removed_moved_and_renamed(root: Path) -> None:
    git(root, "mv", "planning/basics/loops.yaml", "planning/basics/repeating.yaml")
    edit(plan(root, "repeating"), "lesson: loops", "lesson: repeating")
    plan(root, "last").unlink()
    write(
        root / "new", lesson("sets", "outline: [{id: a, kind: explain, teaches: [{concept: set, depth: introduced}]}]")
    )
    (root / "new/planning/basics/sets.yaml").rename(plan(root, "sets"))
    edit(root / "planning/course.yaml", "lists, loops, deep, last", "sets, repeating, lists, deep")
    data = diff(root)
    assert data["added"] == ["sets"]
    assert data["removed"] == ["last"]
    assert data["renamed"] == [{"before": "loops", "after": "repeating"}]
    assert told(data) == {
        "repeating": ["gained set not-taught>introduced", "lost list introduced>not-taught", "lost tuple introduced>not-taught"],
        "lists": ["gained loop not-taught>developed", "gained set not-taught>introduced"],
        "deep": ["gained set not-taught>introduced"],
    }  # fmt: skip
    assert data["lessons"][0]["was"] == "loops"


def test_what_main_did_since_is_no_change_of_this_work(root: Path) -> None:
    git(root, "checkout", "-q", "main")
    edit(plan(root, "lists"), "{concept: list, depth: introduced}", "{concept: list, depth: applied}")
    commit(root)
    git(root, "checkout", "-q", "work")
    assert told(diff(root)) == {}
    # two revisions are compared as they are, or from where the second left the first
    assert set(told(diff(root, ref="work..main"))) == {"loops", "deep", "last"}
    assert set(told(diff(root, ref="main..work"))) == {"loops", "deep", "last"}
    assert told(diff(root, ref="main...work")) == {}
    assert set(told(diff(root, ref="..main"))) == {"loops", "deep", "last"}


def test_what_is_not_committed_counts_only_on_disk(root: Path) -> None:
    edit(plan(root, "loops"), "depth: developed", "depth: introduced")
    assert told(diff(root, ref="main..work")) == {}
    assert set(told(diff(root, ref="HEAD"))) == {"deep", "last"}


def test_a_course_in_a_subfolder_of_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "kurse/erster kurs ü"
    write(inner, record("lists", "list introduced"), lesson("last"))
    repository(tmp_path)
    edit(plan(inner, "lists"), "depth: introduced", "depth: applied")
    assert told(diff(inner)) == {"last": ["deeper list introduced>applied"]}


def test_entry_knowledge_and_another_depth_scale(root: Path) -> None:
    scale = "depths: {scale: [none, mentioned, introduced, grasped, applied], known: introduced}\n"
    entry = "entry: [{concept: set, depth: applied}]\n"
    text = (root / "planning/course.yaml").read_text(encoding="utf-8")
    (root / "planning/course.yaml").write_text(text.replace("series:", f"{scale}{entry}series:"), encoding="utf-8")
    edit(plan(root, "loops"), "depth: developed", "depth: grasped")
    data = diff(root)
    assert set(told(data)) == {"lists", "loops", "deep", "last"}
    assert all(changes == ["gained set none>applied"] for changes in told(data).values())
    assert data["lessons"][0]["gained"][0]["sources"][0]["lesson"] is None


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        (["--diff", "mian"], "git finds no commit `mian`", "name a branch, a tag or a commit"),
        (["--diff", "--output=x"], "git finds no commit `--output=x`", ""),
        (["--diff", "main..--output=x"], "git finds no commit `--output=x`", ""),
        (["--diff", "^main"], "git finds no commit `^main`", ""),
        (["--diff", ""], "git finds no commit ``", ""),
        (["--diff", "x" * 5000], "git finds no commit `xxx", ""),
        (["--diff", "main:planning"], "git finds no commit `main:planning`", ""),
        (["--diff", "first"], "`first` has no planning/course.yaml", "in which the course was there already"),
        (["lops", "--diff", "main"], "no lesson `lops`", "did you mean `loops`?"),
        (["loops", "--diff", "main", "--at", "explain"], "--at and --diff do not go together", ""),
        (["loops", "--output-format", "markdown"], "only changes are told in Markdown", "--diff"),
        ([], "which lesson?", "--diff"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)  # fmt: skip
def test_what_cannot_be_compared(tmp_path: Path, words: list[str], message: str, help: str) -> None:
    (tmp_path / "README").write_text("nothing yet\n")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    git(tmp_path, "tag", "first")
    write(tmp_path, lesson("loops"))
    commit(tmp_path)
    refused(run("--root", tmp_path, "state", *words), message, help)
    assert not (tmp_path / "x").exists()


def test_without_git_and_without_a_repository(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    bare = write(tmp_path_factory.mktemp("bare"), lesson("loops"))
    refused(run("--root", bare, "state", "--diff", "main"), "is in no git repository", "clone")
    result = run("--root", root, "state", "--diff", "main", env={"PATH": ""})
    refused(result, "git cannot be run", "install git")


def test_lines_of_work_without_a_common_commit(root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "elsewhere")
    (root / "README").write_text("begun anew\n")
    commit(root)
    refused(run("--root", root, "state", "--diff", "main"), "have no commit in common", "fetch-depth: 0")
