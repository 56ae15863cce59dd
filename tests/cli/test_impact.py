"""`impact`: what relies on a lesson, and what would break if it were changed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import refused, run, write
from tests.repositories import edit
from tests.small import concepts, course, file, lesson, record

NEEDS = """
prerequisites: [{concept: list, requires: introduced, source: [lists]}]
outline:
  - {id: recap, kind: recap, recaps: [list]}
  - id: explain
    kind: explain
    uses: [list]
    teaches: [{concept: loop, depth: developed}]
  - id: check-1
    kind: check
    questions:
      - {id: q1, prompt: "What?", tests: [{concept: loop, depth: developed}]}
"""
DEEP = """
outline:
  - id: explain
    kind: explain
    uses: [list, loop]
    parts: [{id: inner, teaches: [{concept: nested, depth: introduced}]}]
  - id: check-1
    kind: check
    questions: [{id: q1, prompt: "What?", tests: [{concept: loop, depth: developed}, {concept: nested}]}]
"""
SEQUENCE = ("--select", "SEQ001,SEQ003,SEQ004,PRE002,PRE003")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(
        tmp_path,
        course("lists, idle, loops, deep, old", "entry: [{concept: python, depth: applied}]\n"),
        record("lists", "list introduced", "tuple introduced"),
        record("idle"),
        lesson("loops", NEEDS),
        lesson("deep", DEEP),
        record("old", "list applied", status="retired"),
        record("stray", "list applied"),
        file("lessons/deep.md", "# Deep\n\nAs in [lists](lesson:lists).\n"),
    )


def texts(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def asked(root: Path, *words: str, status: int = 0) -> str:
    """What the command prints; it never touches a file."""
    before = texts(root)
    result = run("--root", root, "impact", *words)
    assert result.exit_code == status, result.output
    assert texts(root) == before
    return result.stdout


def as_json(root: Path, *words: str, status: int = 0) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(asked(root, *words, "--output-format", "json", status=status))
    return data


def faults(data: dict[str, Any]) -> dict[str, list[tuple[str, int]]]:
    """Code and line of what would be new, by lesson."""
    return {
        group["lesson"]: [(item["code"], item["line"]) for item in group["diagnostics"]] for group in data["lessons"]
    }


# -- what relies on it


def test_what_relies_on_a_lesson(root: Path) -> None:
    data = as_json(root, "lists")
    list_, tuple_ = data["concepts"]
    assert (list_["concept"], list_["depth"], list_["change"]) == ("list", "introduced", "introduced")
    assert [(one["lesson"], one["now"], one["without"]) for one in list_["lessons"]] == [
        ("loops", "introduced", "not-taught"),
        ("deep", "introduced", "not-taught"),
    ]
    loops = list_["lessons"][0]["places"]
    path = "planning/basics/loops.yaml"
    assert [(place["role"], place["section"], place["path"], place["line"]) for place in loops] == [
        ("required", None, path, 4),
        ("recapped", "recap", path, 6),
        ("used", "explain", path, 9),
    ]
    assert tuple_["lessons"] == []
    assert data["links"] == [{"lesson": "deep", "path": "lessons/deep.md", "line": 3}]
    assert (data["lesson"], data["number"], data["change"]) == ("lists", "1.1.1", None)


def test_what_relies_on_it_in_words(root: Path) -> None:
    assert asked(root, "loops").splitlines() == [
        "What relies on 1.1.3 loops",
        "",
        "Loop (loop): introduced here, to developed",
        "  1.1.4 deep: developed, not-taught without it",
        "    used in explain: planning/basics/deep.yaml:7",
        "    tested (developed) in check-1, q1: planning/basics/deep.yaml:11",
        "",
        "1 later lesson relies on loops.",
    ]
    text = asked(root, "lists")
    assert "Taught here, and nothing later relies on it: tuple" in text
    assert "Linked from deep (lessons/deep.md:3)" in text
    assert "0 later lessons rely on deep." in asked(root, "deep")


def test_a_concept_made_of_others_rests_on_its_parts(tmp_path: Path) -> None:
    registry = concepts("head: {name: Head}\nbody: {name: Body}\nloop: {name: Loop, parts: [head, body]}")
    uses = "outline: [{id: explain, kind: explain, uses: [loop]}]"
    write(tmp_path, registry, record("a", "head introduced"), record("b", "body introduced"), lesson("c", uses))
    assert "used as part of loop in explain: planning/basics/c.yaml:4" in asked(tmp_path, "a")


def test_what_another_lesson_teaches_as_well_is_said(tmp_path: Path) -> None:
    uses = "outline: [{id: explain, kind: explain, uses: [loop]}]"
    write(tmp_path, record("a", "loop introduced"), record("b", "loop introduced"), lesson("c", uses))
    assert "c: introduced, as deep without it" in asked(tmp_path, "b")


# -- what would break


def test_a_lesson_removed(root: Path) -> None:
    data = as_json(root, "lists", "--remove", *SEQUENCE, status=1)
    assert data["change"] == {"kind": "remove"}
    assert faults(data) == {"loops": [("PRE003", 4), ("PRE002", 4)], "deep": [("SEQ003", 7)]}
    assert data["summary"] == {
        "changes_nothing": False, "error": 3, "warning": 0, "info": 0, "lessons": 2, "gone": 0,
    }  # fmt: skip
    assert data["causes"] == [
        {
            "concept": "list",
            "name": "List",
            "before": "loops",
            "now": "introduced",
            "then": "not-taught",
            "lessons": ["loops", "deep"],
        }
    ]
    assert all(item["concept"] == "list" for group in data["lessons"] for item in group["diagnostics"])


def test_in_words_the_common_cause_is_named_once(root: Path) -> None:
    text = asked(root, "lists", "--remove", *SEQUENCE, status=1)
    assert text.splitlines()[:6] == [
        "If lists were removed: 3 errors would be new in 2 lessons.",
        "",
        "What several lessons would suffer from",
        "  List (list), introduced → not-taught before loops:",
        "    loops, deep",
        "",
    ]
    assert text.index("1.1.3 loops") < text.index("planning/basics/loops.yaml:4:43  PRE003") < text.index("1.1.4 deep")


def test_links_to_a_removed_lesson_break_as_well(root: Path) -> None:
    assert faults(as_json(root, "lists", "--remove", "--select", "LES011", status=1)) == {"deep": [("LES011", 3)]}


def test_a_lesson_that_nothing_needs_breaks_nothing(root: Path) -> None:
    assert asked(root, "idle", "--remove", *SEQUENCE) == "If idle were removed: nothing would break.\n"
    assert asked(root, "stray", "--remove", *SEQUENCE).endswith("nothing would break.\n")


def test_a_lesson_moved(root: Path) -> None:
    data = as_json(root, "loops", "--before", "lists", *SEQUENCE, status=1)
    assert data["change"] == {"kind": "move", "before": "lists"}
    assert faults(data) == {"loops": [("PRE003", 4), ("PRE002", 4)]}
    later = as_json(root, "lists", "--before", "deep", *SEQUENCE, status=1)
    assert faults(later) == {"loops": [("PRE003", 4), ("PRE002", 4)]}
    assert faults(as_json(root, "idle", "--before", "deep", *SEQUENCE)) == {}


def test_a_move_into_another_module(root: Path) -> None:
    edit(
        root / "planning/course.yaml",
        "lessons: [lists, idle, loops, deep, old]}]",
        "lessons: [lists, idle]}, {id: more, lessons: [{lesson: loops}, deep, old]}]",
    )
    assert faults(as_json(root, "lists", "--before", "deep", *SEQUENCE, status=1)).keys() == {"loops"}
    text = asked(root, "idle", "--before", "loops", *SEQUENCE)
    assert text == "If idle stood before loops: nothing would break.\n"


@pytest.mark.parametrize("words", [("idle", "--before", "loops"), ("idle", "--before", "idle")])
def test_a_move_to_where_it_stands_changes_nothing(root: Path, words: tuple[str, ...]) -> None:
    assert "nothing would change, it is like that already" in asked(root, *words)
    assert as_json(root, *words)["summary"]["changes_nothing"]


def test_a_section_that_teaches_less_deeply(root: Path) -> None:
    data = as_json(root, "loops", "--section", "explain", "--depth", "introduced", *SEQUENCE, status=1)
    assert data["change"] == {"kind": "shallower", "section": "explain", "depth": "introduced"}
    assert faults(data) == {"loops": [("SEQ004", 14)], "deep": [("SEQ004", 11)]}
    text = asked(root, "loops", "--section", "explain", "--depth", "introduced", *SEQUENCE, status=1)
    assert "Loop (loop), developed → introduced before deep:" in text


def test_a_part_that_teaches_nothing(root: Path) -> None:
    data = as_json(root, "deep", "--section", "inner", "--depth", "not-taught", *SEQUENCE, status=1)
    assert faults(data) == {"deep": [("SEQ001", 11)]}


def test_a_section_that_teaches_no_deeper_already(root: Path) -> None:
    words = ("loops", "--section", "explain", "--depth", "applied")
    assert "it is like that already" in asked(root, *words)


def test_what_is_wrong_already_is_not_new_and_may_go(root: Path) -> None:
    edit(
        root / "planning/basics/idle.yaml",
        "kind: record\nteaches: []\n",
        "outline: [{id: look, kind: explain, uses: [loop]}]\n",
    )
    assert "nothing would break" in asked(root, "idle", "--before", "lists", *SEQUENCE)
    data = as_json(root, "idle", "--before", "deep", *SEQUENCE)
    assert (data["lessons"], [(item["code"], item["lesson"]) for item in data["gone"]]) == ([], [("SEQ003", "idle")])
    assert "What would go\n  planning/basics/idle.yaml:4:" in asked(root, "idle", "--before", "deep", *SEQUENCE)
    # of the files of a removed lesson nothing is said
    assert as_json(root, "idle", "--remove", *SEQUENCE)["gone"] == []


def test_the_failing_level_and_waivers_count_as_in_a_check(root: Path) -> None:
    words = ("lists", "--remove", "--select", "SEQ003")
    (root / "lesson-pipeline.toml").write_text('[severity]\nSEQ003 = "warning"\n')
    assert "If lists were removed: 2 warnings would be new in 2 lessons." in asked(root, *words)
    asked(root, *words, "--fail-level", "warning", status=1)
    asked(root, *words, "--isolated", status=1)
    plan = root / "planning/basics/deep.yaml"
    plan.write_text(plan.read_text() + "waivers: [{code: SEQ003, at: /outline/0/uses/0, reason: Told aloud.}]\n")
    assert faults(as_json(root, "lists", "--remove", *SEQUENCE, status=1)).keys() == {"loops"}


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        (["lops"], "no lesson `lops`", "did you mean `loops`?"),
        (["old"], "`old` is retired", "name a lesson that is taught"),
        (["stray"], "`stray` is not listed", "add `stray` to the `lessons` of its module"),
        (["loops", "--before", "lits"], "no lesson `lits`", "did you mean `lists`?"),
        (["loops", "--before", "old"], "`old` is retired", ""),
        (["loops", "--remove", "--before", "lists"], "only one change", "--before"),
        (["loops", "--section", "explain"], "--section and --depth go together", "how deeply"),
        (["loops", "--depth", "mentioned"], "--section and --depth go together", ""),
        (["loops", "--section", "explan", "--depth", "mentioned"], "has no section `explan`", "did you mean `explain`?"),
        (["lists", "--section", "explain", "--depth", "mentioned"], "has no section", "it has no outline yet"),
        (["loops", "--section", "explain", "--depth", "deep"], "no depth `deep`", "`developed`"),
        (["loops", "--remove", "--select", "SEQ99X"], "unknown rule", ""),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_asked(root: Path, words: list[str], message: str, help: str) -> None:
    refused(run("--root", root, "impact", *words), message, help)


def test_names_from_a_hostile_course_do_not_steer_the_terminal(root: Path) -> None:
    registry = root / "planning/concepts.yaml"
    edit(registry, "  list: {name: List,", '  list: {name: "L\\e]0;owned\\a\\x9b2J\\u202Eist",')
    for words in (("lists",), ("lists", "--remove")):
        text = run("--root", root, "impact", *words, color=True).stdout
        assert "]0;owned" in text
        assert not set(text) & set("\x07\x9b\u202e")


# -- our own curriculum


def test_what_siglip_2_owes_to_clip(curriculum: Path) -> None:
    data = as_json(curriculum, "clip", "--remove", status=1)
    codes = {group["lesson"]: {item["code"] for item in group["diagnostics"]} for group in data["lessons"]}
    assert codes["siglip-2"] >= {"PRE002", "PRE003", "SEQ003", "LES011"}
    assert codes["sam-3"] >= {"PRE002", "PRE003"}
    assert {cause["concept"]: cause["lessons"] for cause in data["causes"]} == {
        "shared-embedding-space": ["siglip-2", "sam-3"]
    }
    assert [group["lesson"] for group in data["lessons"]] == ["siglip-2", "sam-3"]
    for group in data["lessons"]:
        for item in group["diagnostics"]:
            line = (curriculum / item["path"]).read_text(encoding="utf-8").splitlines()[item["line"] - 1]
            assert item["column"] <= len(line)


def test_every_lesson_of_ours_that_another_needs_is_missed(curriculum: Path) -> None:
    for slug in ("queries-and-keys", "embeddings-and-position", "clip"):
        data = as_json(curriculum, slug)
        needed = {
            one["lesson"] for concept in data["concepts"] for one in concept["lessons"] if one["without"] != one["now"]
        }
        broken = as_json(curriculum, slug, "--remove", status=1)
        assert needed & {group["lesson"] for group in broken["lessons"]}
