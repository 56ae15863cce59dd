"""Data as YAML text: read back as the same data, and written as a person would."""

from textwrap import dedent
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lesson_pipeline.source.document import parse_document
from lesson_pipeline.source.yaml_text import WIDTH, quoted, yaml_text
from tests.timing import seconds

AWKWARD = [
    *("", " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", "\x85", "\u2028", "\u2029", "\x00", "\x07", "\x7f", "\x9f"),
    *(
        "\ufeff",
        "\ufffe",
        "\xa0",
        "a",
        "é",
        "漢",
        "😀",
        ":",
        ": ",
        " :",
        "#",
        " #",
        "# ",
        "-",
        "- ",
        "? ",
        "---",
        "...",
    ),
    *("'", '"', "\\", "\\n", "`", "*", "&", "!", "|", ">", "%", "@", "~", "{", "}", "[", "]", ",", "=", "<<", "$x$"),
    *("yes", "No", "true", "null", "1:30", "0x1F", "1.10", "12", "1e3", ".5", "2026-02-21", "word", "several words"),
    *("longer than any line that a person would still want to read without turning it around at its end " * 2,),
    "averyveryverylongword" * 8,
]
WHOLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
TEXTS = st.lists(st.sampled_from(AWKWARD), max_size=12).map("".join) | WHOLE
SCALARS = TEXTS | st.booleans() | st.none() | st.integers(-(10**17), 10**17)
KEYS = st.sampled_from(["lesson", "id", "number", "content", "concepts", "$schema"]) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20
)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=25
)


def read(text: str) -> Any:
    document = parse_document(text, "file.yaml")
    assert document.faults == []
    return document.data


@settings(max_examples=150)
@given(st.dictionaries(KEYS, DATA))
@example({"number": "8.10", "a": {"number": "8.10"}, "b": [{"number": "1.2"}]})
@example({"a": [[], {}, [[]], [{}], {"b": []}, "", None]})
def test_whatever_is_written_is_read_back(data: dict[str, Any]) -> None:
    text = yaml_text(data, "# yaml-language-server: $schema=x")
    assert read(text) == data
    assert text.startswith("# yaml-language-server: $schema=x\n")


@settings(max_examples=400)
@given(TEXTS)
@example("\n  a\nb")
@example("a\n \t\nb")
@example("a\n\tb\n")
@example("x" * 300)
@example("a\n\n")
@example("two  blanks " * 20 + "end")
def test_every_text_is_read_back_wherever_it_stands(text: str) -> None:
    data = {"a": text, "b": [text, [text], {"c": text}, {"c": "x", "d": [text, {"e": text}]}], "c": {"d": {"e": text}}}
    assert read(yaml_text(data)) == data


def test_a_half_of_a_character_is_refused_and_so_is_what_our_files_do_not_hold() -> None:
    for value in ("a\ud800", 1.5, {"a": (1,)}):
        with pytest.raises(ValueError, match=r"written|nothing that our files hold"):
            yaml_text({"a": value})


PLAN = {
    "lesson": "loops",
    "delivery": ["page", "notebook"],
    "status": "built",
    "target": "Say in own words what a loop repeats. " * 4 + "And why.",
    "student_state": {
        "knows": [
            {
                "concept": "variable",
                "depth": "developed",
                "source": ["names"],
                "notes": "Has drawn names as boxes with a label on them.",
            }
        ],
        "mental_models": ['A variable is a "box" with a label', "One thing after another: programs run downwards"],
        "readiness": "Ready.",
    },
    "gaps": [{"concept": "list", "size": "small", "in": ["recap", "hook"]}],
    "scope": {
        "covers": ["while"],
        "excludes": [{"text": "loops that count for themselves", "concepts": ["for-loop"], "max_depth": "mentioned"}],
    },
    "outline": [
        {
            "id": "explain",
            "kind": "explain",
            "title": "Again, and again",
            "teaches": [{"concept": "loop", "depth": "introduced"}, {"concept": "while-loop", "depth": "introduced"}],
            "uses": ["variable"],
            "content": "Walk through it:\n\n1. ask\n2. act\n",
        },
        {
            "id": "check-1",
            "kind": "check",
            "questions": [
                {
                    "id": "q1",
                    "prompt": "How often?",
                    "answer": "3",
                    "tests": [{"concept": "loop", "depth": "introduced"}],
                    "wording": {"answer": "3, or “thrice”"},
                }
            ],
        },
    ],
    "notes": [],
}
WRITTEN = """\
    # yaml-language-server: $schema=../../schemas/lesson-plan.schema.json
    lesson: loops
    delivery: [page, notebook]
    status: built
    target: >-
      Say in own words what a loop repeats. Say in own words what a loop repeats. Say in own words what a loop repeats.
      Say in own words what a loop repeats. And why.

    student_state:
      knows:
        - concept: variable
          depth: developed
          source: [names]
          notes: Has drawn names as boxes with a label on them.
      mental_models:
        - A variable is a "box" with a label
        - "One thing after another: programs run downwards"
      readiness: Ready.

    gaps:
      - {concept: list, size: small, in: [recap, hook]}

    scope:
      covers: [while]
      excludes:
        - text: loops that count for themselves
          concepts: [for-loop]
          max_depth: mentioned

    outline:
      - id: explain
        kind: explain
        title: Again, and again
        teaches:
          - {concept: loop, depth: introduced}
          - {concept: while-loop, depth: introduced}
        uses: [variable]
        content: |
          Walk through it:

          1. ask
          2. act

      - id: check-1
        kind: check
        questions:
          - id: q1
            prompt: How often?
            answer: "3"
            tests: [{concept: loop, depth: introduced}]
            wording: {answer: "3, or “thrice”"}

    notes: []
    """


def test_a_plan_reads_as_if_a_person_wrote_it() -> None:
    comment = "# yaml-language-server: $schema=../../schemas/lesson-plan.schema.json"
    assert yaml_text(PLAN, comment) == dedent(WRITTEN)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain words, with (brackets) and $x$", "plain words, with (brackets) and $x$"),
        ("(a) first", "(a) first"),
        ("a: b", '"a: b"'),
        ("“quoted” words", "“quoted” words"),
        ('"box", he said', "'\"box\", he said'"),
        ("yes", '"yes"'),
        ("0x1F", '"0x1F"'),
        ("1.10", '"1.10"'),
        ("2026-02-21", "2026-02-21"),
        ("1.2.3", "1.2.3"),
        (r"\frac{1}{2}: a half", r"'\frac{1}{2}: a half'"),
        ("a\tb", r'"a\tb"'),
        ("a\u2028b", r'"a\u2028b"'),
    ],
)
def test_quotes_stand_only_where_they_must(text: str, line: str) -> None:
    assert yaml_text({"answer": text}) == f"answer: {line}\n"


def test_a_position_keeps_its_form_without_quotes() -> None:
    assert yaml_text({"number": "8.10", "lessons": [{"lesson": "a", "number": "8.2"}]}) == (
        "number: 8.10\n\nlessons:\n  - {lesson: a, number: 8.2}\n"
    )


def test_of_several_mappings_all_stand_in_braces_or_none() -> None:
    short = {"concepts": {"loop": {"name": "Loop"}, "sum": {"name": "Sum", "terms": ["sum", "running total"]}}}
    assert yaml_text(short).splitlines()[1:] == [
        "  loop: {name: Loop}",
        "  sum: {name: Sum, terms: [sum, running total]}",
    ]
    short["concepts"]["loop"]["summary"] = "Does one and the same thing as long as it is asked to."
    assert "  sum:\n    name: Sum\n" in yaml_text(short)


@given(st.lists(st.text("abcdefgh,", min_size=1, max_size=12), min_size=30).map(" ".join))
def test_long_text_is_folded_within_the_width(text: str) -> None:
    lines = yaml_text({"notes": [{"text": text}]}).splitlines()
    assert max(map(len, lines)) <= WIDTH


def test_quotes_are_those_that_need_the_fewest_escapes() -> None:
    assert quoted("it's") == '"it\'s"'
    assert quoted('it\'s "so"') == "'it''s \"so\"'"


def test_a_hundred_thousand_characters_take_no_time() -> None:
    section = {"id": "s", "kind": "explain", "content": "Some words in a row. " * 20, "teaches": PLAN["gaps"]}
    data = {"outline": [section | {"title": f"Section {number}: {'x ' * number}"} for number in range(200)]}
    text = ""

    def work() -> None:
        nonlocal text
        text = yaml_text(data)

    assert seconds(work) < 0.5
    assert len(text) > 100_000


@pytest.mark.parametrize(
    "text", ["1" * 200_000 + "x", "a " * 100_000, "a: " * 60_000, " " * 200_000 + "a", "a\n" * 90_000]
)
def test_no_text_takes_long(text: str) -> None:
    assert seconds(lambda: yaml_text({"a": text, "b": [text]})) < 0.5
