"""`concept rename`: everywhere at once, and nothing else."""

import re
import subprocess
from pathlib import Path

import pytest

from lesson_pipeline.engine.load import load
from lesson_pipeline.refactor.references import all_files
from lesson_pipeline.refactor.rename import rename
from lesson_pipeline.source.discover import discover
from lesson_pipeline.testing import check_folder
from tests.cli.running import refused, run, write
from tests.conftest import ROOT
from tests.small import concepts, course, file, lesson

FILES = (
    course("first", rest="entry: [{concept: 'softmax', depth: applied}] # assumed\n"),
    file(
        "planning/concepts.yaml",
        """
        concepts:
          # the squashing one
          "softmax": {name: Softmax, terms: [softmax, soft-max], notes: softmax of scores}
          attention:
            name: Attention
            parts: [softmax]   # softmax first
        waivers:
          - {code: SCH013, at: /concepts/softmax/terms/0, reason: softmax is softmax}
          - {code: SCH013, at: "/concepts/softmax", reason: it}
          - {code: SCH013, at: /concepts/attention/parts/0, reason: other}
        """,
    ),
    lesson(
        "first",
        """
        target: Use softmax and [softmax](concept:softmax).
        outline:
          - id: softmax
            kind: explain
            uses: ["softmax"]
            recaps:
              - softmax
            content: |
              The [softmax](concept:softmax) and `[softmax](concept:softmax)`.
        waivers: [{code: SEQ006, at: /outline/0, reason: softmax}]
        """,
    ),
    file("lessons/first.md", "---\nlesson: first\n---\n# Softmax {#softmax}\n\n[It](concept:softmax), `](concept:softmax)`\n"),
    file(
        "reviews/first/round-1.yaml",
        """
        lesson: first
        round: 1
        findings: [{id: softmax, severity: polish, title: Softmax, issue: "[softmax](concept:softmax) is vague"}]
        """,
    ),
)  # fmt: skip


def contents(root: Path) -> dict[str, bytes]:
    """Every file of the curriculum; the locks are not of it."""
    files = (path for path in root.rglob("*") if path.is_file() and ".lesson-pipeline" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_every_reference_is_renamed_and_nothing_else(tmp_path: Path) -> None:
    before = contents(write(tmp_path, *FILES))
    result = run("--root", tmp_path, "concept", "rename", "softmax", "squash")
    assert result.exit_code == 0, result.output
    assert result.stdout == "Renamed `softmax` to `squash`: 11 places in 5 files.\n"
    expected = {
        "planning/course.yaml": [("concept: 'softmax'", "concept: 'squash'")],
        "planning/concepts.yaml": [
            ('"softmax":', '"squash":'),
            ("[softmax]   #", "[squash]   #"),
            ("/concepts/softmax", "/concepts/squash"),
        ],
        "planning/basics/first.yaml": [
            ('["softmax"]', '["squash"]'),
            ("- softmax\n", "- squash\n"),
            ("and [softmax](concept:softmax).", "and [softmax](concept:squash)."),
            ("The [softmax](concept:softmax)", "The [softmax](concept:squash)"),
        ],
        "lessons/first.md": [("[It](concept:softmax)", "[It](concept:squash)")],
        "reviews/first/round-1.yaml": [('"[softmax](concept:softmax)', '"[softmax](concept:squash)')],
    }
    for path, swaps in expected.items():
        text = before[path].decode()
        for old, new in swaps:
            assert old in text
            text = text.replace(old, new)
        before[path] = text.encode()
    assert contents(tmp_path) == before


def test_the_diff_is_shown_and_nothing_written(tmp_path: Path) -> None:
    before = contents(write(tmp_path, *FILES))
    shown = run("--root", tmp_path, "concept", "rename", "softmax", "squash", "--diff")
    assert shown.exit_code == 0
    assert contents(tmp_path) == before
    run("--root", tmp_path, "concept", "rename", "softmax", "squash")
    renamed = contents(tmp_path)
    for path, content in before.items():
        (tmp_path / path).write_bytes(content)
    subprocess.run(["patch", "-p1", "-s"], input=shown.stdout.encode(), cwd=tmp_path, check=True)
    assert contents(tmp_path) == renamed


def test_byte_order_marks_and_line_ends_stay(tmp_path: Path) -> None:
    write(tmp_path, *FILES)
    plan = tmp_path / "planning/basics/first.yaml"
    plan.write_bytes(b"\xef\xbb\xbf" + plan.read_bytes().replace(b"\n", b"\r\n"))
    before = plan.read_bytes()
    assert run("--root", tmp_path, "concept", "rename", "softmax", "squash").exit_code == 0
    after = plan.read_bytes()
    assert after != before
    assert after.replace(b"squash", b"softmax") == before


@pytest.mark.parametrize(
    ("old", "new", "message", "help"),
    [
        ("softmx", "squash", "no concept has the id `softmx`", "did you mean `softmax`?"),
        ("softmax", "attention", "`attention` exists already: planning/concepts.yaml:4", "concept merge softmax attention"),
        ("softmax", "softmax", "`softmax` exists already", "choose another id"),
        ("softmax", "Soft Max", "`Soft Max` cannot be an id", "write `soft-max`"),
        ("softmax", "soft--max", "`soft--max` cannot be an id", "write `soft-max`"),
        ("softmax", "", "`` cannot be an id", "lower-case letters"),
        ("softmax", "x" * 101, "cannot be an id", "lower-case letters"),
    ],
)  # fmt: skip
def test_refusals(tmp_path: Path, old: str, new: str, message: str, help: str) -> None:
    before = contents(write(tmp_path, *FILES))
    refused(run("--root", tmp_path, "concept", "rename", old, new), message, help)
    assert contents(tmp_path) == before


def test_an_id_that_yaml_would_read_as_something_else_is_quoted(tmp_path: Path) -> None:
    write(tmp_path, *FILES)
    assert run("--root", tmp_path, "concept", "rename", "softmax", "null").exit_code == 0
    assert 'parts: ["null"]' in (tmp_path / "planning/concepts.yaml").read_text()
    assert "concept: 'null'" in (tmp_path / "planning/course.yaml").read_text()
    assert check_folder(tmp_path, ["SCH001", "SCH003", "SCH004"]).diagnostics == ()


SPOILT = (
    course("first"),
    concepts("a: {name: A}\nab-c: {name: C}"),
    lesson("first", "outline: [{id: e, kind: explain, teaches: [{concept: a, depth: introduced}], uses: [aa]}]"),
)


def test_new_errors_are_shown_and_nothing_is_written(tmp_path: Path) -> None:
    """A misspelt reference, `aa`, is an error already; without `a` it is no longer read as `a`, and another one."""
    before = contents(write(tmp_path, *SPOILT[:2], lesson("first", "outline: [{id: e, kind: explain, teaches: [{concept: a, depth: introduced}]}, {id: f, kind: practice, uses: [aa]}]")))  # fmt: skip
    refusal = run("--root", tmp_path, "concept", "rename", "a", "long-name")
    assert refusal.exit_code == 1
    assert "SEQ003 uses-untaught  error" in refusal.stderr
    assert "Nothing was changed" in refusal.stderr
    assert refusal.stdout == ""
    assert contents(tmp_path) == before
    forced = run("--root", tmp_path, "concept", "rename", "a", "long-name", "--force")
    assert forced.exit_code == 0
    assert "SEQ003" in forced.stderr
    assert "Renamed `a` to `long-name`" in forced.stdout
    assert contents(tmp_path) != before


@pytest.mark.parametrize(
    "broken",
    [
        "outline:\n  - {id: e, kind: explain, uses: [softmax]\n",
        "outline: [{id: e, kind: explain, uses: softmax}]\n",
        "gaps: [{concept: softmax}]\ngaps: [{concept: softmax}]\n",
    ],
    ids=["torn", "misshapen", "twice"],
)
def test_what_could_not_be_read_may_name_it(tmp_path: Path, broken: str) -> None:
    write(tmp_path, course("first"), concepts("softmax: {name: Softmax}"), lesson("first", broken))
    result = run("--root", tmp_path, "concept", "rename", "softmax", "squash")
    refused(result, "`softmax` may be named where a file could not be read:\n  planning/basics/first.yaml:", "--force")
    assert run("--root", tmp_path, "concept", "rename", "softmax", "squash", "--force").exit_code == 0


def test_an_unreadable_file_that_does_not_name_it_is_no_obstacle(tmp_path: Path) -> None:
    write(tmp_path, course("first"), concepts("softmax: {name: Softmax}"), lesson("first", "gaps: [a\n"))
    assert run("--root", tmp_path, "concept", "rename", "softmax", "squash").exit_code == 0


def test_a_page_in_another_encoding_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, course("first"), concepts("softmax: {name: Softmax}"), lesson("first"))
    page = tmp_path / "lessons/first.md"
    page.parent.mkdir()
    page.write_bytes("é [it](concept:softmax)".encode("latin-1"))
    before = page.read_bytes()
    result = run("--root", tmp_path, "concept", "rename", "softmax", "squash")
    refused(result, "lessons/first.md:1", "--force")
    assert run("--root", tmp_path, "concept", "rename", "softmax", "squash", "--force").exit_code == 0
    assert page.read_bytes() == before


LOADED = load(discover(ROOT))


@pytest.mark.parametrize("id", LOADED.curriculum.registry.concepts)
def test_our_own_concepts_can_be_renamed_there_and_back(id: str) -> None:
    there = rename(LOADED, id, "another-name")
    moved = load(LOADED.files, overrides=there.texts)
    assert id not in moved.curriculum.registry
    assert id not in {place.id for found in all_files(moved) for place in found.ids()}
    back = rename(moved, "another-name", id)
    assert back.texts == {path: LOADED.documents[path].text for path in there.texts}
    assert back.places == there.places >= 1
    for path, text in there.texts.items():
        assert re.sub("another-name", id, text) == LOADED.documents[path].text
