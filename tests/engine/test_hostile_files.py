"""Whatever is done to its files, a curriculum gets a report: no fault of a file is a failure of the program."""

import json
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.engine.check import check
from lesson_pipeline.engine.load import load
from lesson_pipeline.report import as_json, concise, full, github, gitlab, junit, sarif, step_summary
from lesson_pipeline.report.context import Context
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.source.discover import discover
from lesson_pipeline.testing import check_folder
from tests.model.test_build_plan import FULL
from tests.small import concepts, course, file, lesson, review, small

WRITERS = (full, concise, as_json, sarif, github, step_summary, gitlab, junit)

FILES = small(
    course(
        "lists, loops, last",
        """
        entry: [{concept: python, depth: applied}]
        policy: {max_new: 2, verdicts: {pass_up_to: {polish: 0}, choice_from: {critical: 1}}, fading: {introduced: 1}}
        depths: {scale: [not-taught, mentioned, introduced, developed, applied], known: introduced}
        waivers: [{code: SCH010, at: /series/0, reason: Soon.}]
        """,
    ),
    concepts(
        """
        python: {name: Python, terms: [Python]}
        list: {name: List, parts: [item]}
        item: {name: Item}
        loop: {name: Loop}
        for-loop: {kind: term, name: For loop}
        """
    ),
    lesson("lists", "kind: record\nteaches: [{concept: list, depth: introduced}]\n", status="built"),
    file("planning/basics/loops.yaml", FULL),
    lesson("last", "prerequisites: [{concept: loop, requires: applied}]\nwaivers: [{code: PRE003, reason: So.}]\n"),
    file(
        "lessons/loops.md", "---\nlesson: loops\ndeviations: [{element: timer, reason: So.}]\n---\n# Loops {#explain}\n"
    ),
    review("loops", 1, "findings: [{id: a, severity: polish, title: T}]\nfixes: [{finding: a, status: fixed}]\n"),
    review("loops", 2, "verification: [{finding: 1/a, status: reopened}]\nverdict: needs-revision\n"),
).files

VALUES = [
    "null",
    "[]",
    "{}",
    '""',
    "[null]",
    "{a: b}",
    "true",
    "-3",
    "2026-02-21",
    '"\\e[31m"',
    "x: y",
    "[[[",
    "&a b",
    "*a",
]
VALUES += [
    "!!set x",
    "'",
    '"',
    "|",
    "- - -",
    "applied",
    "lists",
    "loop",
    "\t",
    "\x00",
    "漢字",
    "<<: {}",
    "..",
    "---",
    "? x",
]

edits = st.tuples(
    st.sampled_from(sorted(FILES)),
    st.integers(0, 60),
    st.sampled_from(["drop", "value", "insert", "indent", "cut", "key"]),
    st.sampled_from(VALUES),
)


def edited(text: str, number: int, how: str, value: str) -> str:
    lines = text.splitlines()
    at = number % max(len(lines), 1)
    line = lines[at] if lines else ""
    key, colon, rest = line.partition(": ")
    changed = {
        "drop": [],
        "value": [f"{key}{colon}{value}"],
        "insert": [value, line],
        "indent": [f"  {line}"],
        "cut": [line[: len(line) // 2]],
        "key": [f"{value}{colon}{rest}"],
    }[how]
    return "\n".join([*lines[:at], *changed, *lines[at + 1 :]]) + "\n"


@given(st.lists(edits, min_size=1, max_size=3))
def test_every_curriculum_gets_a_report(changes: list[tuple[str, int, str, str]]) -> None:
    files = dict(FILES)
    for path, *change in changes:
        files[path] = edited(files[path], *change)
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_text(text, encoding="utf-8")
        loaded = load(discover(Path(folder)))
        report = check(loaded, all_rules())
    context = Context(loaded.documents)
    texts = {writer.__name__: "".join(writer.write(report, context)) for writer in WRITERS}
    assert all(text.encode("utf-8") for text in texts.values())
    assert json.loads(texts[sarif.__name__])["version"] == "2.1.0"
    assert ElementTree.fromstring(texts[junit.__name__].encode("utf-8")).tag == "testsuites"
    for found in (*report.diagnostics, *report.waived):
        assert found.path in FILES
        assert found.span[:2] <= found.span[2:]
        assert found.span.line >= 1
        assert found.span.column >= 1
        assert found.message


def test_the_files_are_sound_to_begin_with(tmp_path: Path) -> None:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    structure = [item for item in check_folder(tmp_path).diagnostics if item.code.startswith("SCH")]
    assert {item.code for item in structure} == {"SCH011"}
