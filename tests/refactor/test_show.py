"""`concept show`: the story of a concept."""

import json
from pathlib import Path

import pytest

from tests.cli.running import refused, run, write
from tests.small import concepts, course, file, lesson, record, small

FILES = (
    course("first, second, third", rest="entry: [{concept: sum, depth: applied}]\n"),
    concepts(
        """
        softmax: {name: Softmax, summary: Scores to shares., terms: [softmax], parts: [exponential, sum]}
        exponential: {name: Exponential}
        sum: {name: Sum}
        attention: {name: Attention, parts: [softmax]}
        lonely: {name: Lonely}
        """
    ),
    record("first", "exponential introduced"),
    lesson(
        "second",
        """
        student_state:
          knows: [{concept: exponential, depth: introduced}]
          not_covered: [{text: Weights, concepts: [softmax]}]
        prerequisites: [{concept: exponential, requires: introduced}]
        misconceptions: [{id: winner-takes-all, concept: softmax, belief: Only the largest counts., in: [explain]}]
        connections: [{concept: exponential, to: [softmax]}]
        load: {new: [{cluster: Shares, concepts: [softmax]}]}
        teaches: [{concept: softmax, depth: developed, core: true}]
        outline:
          - id: explain
            kind: explain
            teaches: [{concept: exponential, depth: developed}]
            parts:
              - id: formula
                teaches: [{concept: softmax, depth: developed}]
                content: |
                  Some text.
                  See [softmax](concept:softmax).
          - {id: later, kind: elaborate, uses: [softmax], recaps: [exponential]}
          - id: check-1
            kind: check
            questions: [{id: q1, prompt: "?", tests: [{concept: softmax, depth: developed}]}]
        """,
    ),
    lesson("third", "prerequisites: [{concept: softmax, requires: developed}]\n"),
    file("lessons/second.md", "---\nlesson: second\n---\n\nMore on [it](concept:softmax) here.\n"),
)


def show(root: Path, *words: str) -> str:
    result = run("--root", write(root, *FILES), "concept", "show", *words)
    assert result.exit_code == 0, result.output
    return result.output


def line_of(path: str, words: str) -> int:
    text = small(*FILES).files[path]
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def test_every_role_has_its_place(tmp_path: Path) -> None:
    told = json.loads(show(tmp_path, "softmax", "--output-format", "json"))
    head = {key: value for key, value in told.items() if not isinstance(value, list)}
    assert head == {
        "concept": "softmax", "name": "Softmax", "kind": "concept", "summary": "Scores to shares.",
        "path": "planning/concepts.yaml", "line": 2,
    }  # fmt: skip
    assert told["terms"] == ["softmax"]
    assert told["parts"] == ["exponential", "sum"]
    assert told["part_of"] == ["attention"]
    plan = "planning/basics/second.yaml"

    def at(words: str, section: str | None = None, path: str = plan, **more: object) -> dict[str, object]:
        return {"lesson": "second", "section": section, "path": path, "line": line_of(path, words)} | more

    lists = {key: value for key, value in told.items() if isinstance(value, list) and value}
    assert {key: value for key, value in lists.items() if key not in ("terms", "parts", "part_of", "taught")} == {
        "targets": [at("core: true", depth="developed", core=True)],
        "required": [
            {"lesson": "third", "section": None, "path": "planning/basics/third.yaml", "line": 4, "depth": "developed"}
        ],
        "used": [at("id: later", "later")],
        "tested": [at("id: q1", "check-1", question="q1", depth="developed")],
        "misconceptions": [at("winner", id="winner-takes-all", **{"in": ["explain"]})],
        "connections": [at("connections", concept="exponential", to=["softmax"])],
        "load": [at("cluster", cluster="Shares")],
        "not_covered": [at("Weights")],
        "links": [at("More on", path="lessons/second.md"), at("See [softmax]")],
    }


def test_what_teaches_it_says_what_changes(tmp_path: Path) -> None:
    told = json.loads(show(tmp_path, "softmax", "--output-format", "json"))["taught"]
    assert [(item["lesson"], item["section"], item.get("concept"), item["depth"], item["change"], item["promised"]) for item in told] == [
        (None, None, "sum", "applied", "again", False),
        ("first", None, "exponential", "introduced", "introduced", False),
        ("second", "explain", "exponential", "developed", "deepened", True),
        ("second", "formula", None, "developed", "again", True),
    ]  # fmt: skip
    told = json.loads(show(tmp_path, "exponential", "--output-format", "json"))
    assert [item["change"] for item in told["taught"]] == ["introduced", "deepened"]
    assert [item["section"] for item in told["recapped"]] == ["later"]
    assert told["targets"] == []  # a record's targets are what it has taught


def test_the_text_goes_by_what_happens(tmp_path: Path) -> None:
    text = show(tmp_path, "softmax")
    headings = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert headings[0] == "softmax  Softmax  planning/concepts.yaml:2"
    assert headings[1:] == [
        "introduced", "deepened", "taught again", "targets", "required", "used", "tested", "misconceptions",
        "connections", "load", "not covered", "links",
    ]  # fmt: skip
    line = line_of("planning/basics/second.yaml", "id: q1")
    assert f"  1.1.2 second, check-1: q1, developed  planning/basics/second.yaml:{line}" in text
    assert "  1.1.1 first: introduced, by its part exponential  planning/basics/first.yaml:6" in text
    assert "  1.1.2 second: exponential → softmax  " in text
    assert "part of: attention" in text


def test_a_concept_that_nothing_names(tmp_path: Path) -> None:
    assert show(tmp_path, "lonely").endswith("\nNothing names it yet.\n")


def test_one_that_does_not_exist(tmp_path: Path) -> None:
    result = run("--root", write(tmp_path, *FILES), "concept", "show", "softmx")
    refused(result, "no concept has the id `softmx`", "did you mean `softmax`?")


@pytest.mark.parametrize("status", ["retired", "planned"])
def test_a_lesson_outside_the_course_comes_last(tmp_path: Path, status: str) -> None:
    write(
        tmp_path,
        course("first, second"),
        concepts("a: {name: A}"),
        lesson("aside", "outline: [{id: e, kind: explain, teaches: [{concept: a, depth: introduced}]}]", status=status),
        record("first", "a introduced"),
        lesson("second", "outline: [{id: e, kind: explain, uses: [a]}]"),
    )
    output = run("--root", tmp_path, "concept", "show", "a").output
    assert output.index("introduced\n  1.1.1 first") < output.index("taught outside the course\n  aside, e: introduced")
