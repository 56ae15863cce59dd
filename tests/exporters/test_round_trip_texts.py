"""Whatever texts a plan and its rounds hold, an import of the export gives the same files."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_pipeline.schema.shapes import fits
from lesson_pipeline.schema.store import schema
from tests.exporters.full_lesson import CONCEPTS, PLAN, ROUNDS, Path, keys_of, text_paths, with_texts, without
from tests.exporters.round_trips import Back, lesson_of, there_and_back

AWKWARD = [
    *("a | b", "|", "||x", "a \\| b", "ends with \\", "\\\\|", "`a|b`", "$P(x|y)$"),
    *("two\nlines", "two\n\nparagraphs", "\nbegins with a break", "ends with a break\n", "three\n\n\n\nbreaks", "\n"),
    *(" blanks around ", "\ttab", "a\ttab", "line  \nwith a hard break", "  two\n    four\n  two", "\u00a0x\u00a0"),
    *("# Heading", "x\n\n## Heading\n\ny", "### [POLISH] — x", "## Review — 2026-01-01 (Iteration 1/3)", "x\n==="),
    *(
        "```\n# no heading\n**1. No section**\n```",
        "x\n\n~~~py\n# no\n~~~\n\ny",
        "```\nopen",
        "    code",
        "x\n\n    code",
    ),
    *(
        "**4. Explain -- x**",
        "**4a. x**",
        "**Part 2: x**",
        "x\n\n**5. Check**\n\ny",
        "4. x",
        "4",
        "12) x",
        "Explain -- x",
    ),
    *("**Label:** x", "x\n**Issue:** y", "**Gaps:** none", "**Reviewer:** x", "**Answer:** x", "x\n\n**Answer:** y"),
    *(
        "**[CRITICAL] x.** FIXED. y",
        "FIXED. x",
        "[x] ticked",
        "[ ] x",
        "- [x] x",
        "**all bold**",
        "__bold__ x",
        "*",
        "**",
    ),
    *(
        "- item",
        "- one\n- two",
        "1. **One** x\n2. **Two** y",
        "-",
        "+ x",
        "- **Overall:** x",
        "---",
        "x\n\n---\n\ny",
        "***",
    ),
    *("Why? (because)", "Why? (a) How? (b)", "Really? (no", "Answer: x", "Expected: x", "Questions:", "Question 1: x"),
    *("it could mislead", "could mislead", "x may y can z", "none", "None.", "N/A", "—", "--", "NOT covered: x"),
    *("x at DEVELOPED depth", "x: DEVELOPED (y)", "Target depths: x DEVELOPED", "(mentioned only)", "MENTIONED", "Two"),
    *("<br>", "x<br>y", "x<br  >y", "<br/>", "<div>x</div>", "</details>", "&lt;br&gt;", "a < b > c", "<!-- note -->"),
    *(
        "<!-- lp: {id: x} -->",
        "<!-- lp -->x<!-- /lp -->",
        "<!-- /lp -->",
        "<!-- /lp 1 -->\n<!-- lp 1 -->",
        "<!-- open",
        "-->",
    ),
    *(
        '"quoted"',
        '"',
        "“curly”",
        "it's",
        "{a: b}",
        "a: b",
        "null",
        "true",
        "3",
        "[x]: http://example.org",
        "> x",
        "![x](y)",
    ),
    *(
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "x\n| a |\n|---|",
        "Check 1",
        "Check -- Transfer",
        "Check 1 -- Transfer",
        "Hook",
    ),
    *("While loops (while-loops)", "x -- Planning Document", "Lesson 2: x", "x (1.2, Lesson 3)", "while-loops", "x #"),
    *("\x07", "\x1b[31mred", "\r", "a\r\nb", "\x00", "\u2028", "\ufeff", "\ue0000\ue000", "\uf8ff1\uf8ff", "é", "😀"),
]


def round_trip(plan: dict[str, Any], rounds: list[dict[str, Any]]) -> Back:
    """There and back; the data must be sound to begin with, and come back as they were."""
    assert fits("lesson-plan", "", plan)
    assert all(fits("review-round", "", data) for data in rounds)
    back = there_and_back(lesson_of(plan, rounds, CONCEPTS, {"names": "1.1.1"}))
    assert back.plan == plan
    assert list(back.rounds) == rounds
    return back


def test_every_field_comes_back() -> None:
    back = round_trip(PLAN, ROUNDS)
    assert back.concepts == CONCEPTS
    assert not back.outcome.words.lost
    assert [message for message in back.odd if "annotation" in message] == []


def test_the_keys_come_back_in_the_order_of_the_file() -> None:
    back = round_trip(PLAN, ROUNDS)
    assert list(keys_of(back.plan)) == list(keys_of(PLAN))
    assert list(keys_of(list(back.rounds))) == list(keys_of(ROUNDS))


def test_the_lesson_of_these_tests_has_every_text_that_a_file_may_have() -> None:
    found = {_named(path) for path in (*text_paths(PLAN), *text_paths(ROUNDS[0]), *text_paths(ROUNDS[1]))}
    wanted = {*_texts_of(schema("lesson-plan")), *_texts_of(schema("review-round"))}
    assert wanted - found == set()


@pytest.mark.parametrize("turn", range(36))
def test_awkward_texts_in_every_field(turn: int) -> None:
    """Each field gets another text at each turn."""
    count = len(AWKWARD)

    def text_at(path: Path, _: str) -> str:
        return AWKWARD[(5 * turn + sum(map(ord, "".join(map(str, path))))) % count]

    round_trip(with_texts(PLAN, text_at), with_texts(ROUNDS, text_at))


@pytest.mark.parametrize(
    "text", ["two\n\nparagraphs", "**4. Explain -- x**", "a | b", "<!-- lp: {id: x} -->", "ends\n", "\r"]
)
def test_the_same_awkward_text_in_every_field(text: str) -> None:
    round_trip(with_texts(PLAN, lambda _, __: text), with_texts(ROUNDS, lambda _, __: text))


def test_empty_texts() -> None:
    def empty(path: Path, text: str) -> str:
        is_title = path[-1] == "title" and "exercises" not in path and "outline" not in path
        return text if is_title or path[-1] == "item" or (path[0] == 0 and path[1] == "accepted") else ""

    round_trip(with_texts(PLAN, empty), with_texts(ROUNDS, empty))


@pytest.mark.parametrize("turn", range(12))
def test_a_plan_without_some_of_its_fields(turn: int) -> None:
    plan = _thinned(without(PLAN, ("inferred",)), "lesson-plan", turn, 12)
    assert plan != PLAN
    round_trip(plan, ROUNDS)


@pytest.mark.parametrize("turn", range(8))
def test_rounds_without_some_of_their_fields(turn: int) -> None:
    round_trip(PLAN, [_thinned(data, "review-round", turn, 8) for data in ROUNDS])


def test_words_of_the_author_beside_any_field() -> None:
    rows = [{**PLAN["misconceptions"][0], "wording": {"in": "Here", "kind": "A kind"}}]
    round_trip({**without(PLAN, ("inferred",)), "misconceptions": rows}, ROUNDS)


def _thinned(data: Any, kind: str, turn: int, turns: int) -> Any:
    """The data without every so many of their fields, as far as the schema can do without them."""
    for path in list(keys_of(data))[turn::turns][::-1]:
        if fits(kind, "", thinner := without(data, path)):
            data = thinner
    return data


_PIECES = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(max_size=12),
    st.text(alphabet='|\\`*_#-<>!lp:/ \n\t[](){}?.1a"', max_size=14),
)
_TEXTS = st.lists(_PIECES, min_size=1, max_size=3).map(lambda pieces: "".join(pieces) or "x")


@given(st.data())
@settings(max_examples=25)
def test_any_texts_in_every_field(data: st.DataObject) -> None:
    texts = data.draw(st.lists(_TEXTS, min_size=5, max_size=30))
    start = data.draw(st.integers(0, len(texts) - 1))

    def text_at(path: Path, _: str) -> str:
        return texts[(start + sum(map(len, map(str, path)))) % len(texts)]

    round_trip(with_texts(PLAN, text_at), with_texts(ROUNDS, text_at))


def _named(path: Path) -> str:
    """A place without the numbers in it."""
    return "/".join(key for key in path if isinstance(key, str))


def _texts_of(whole: dict[str, Any]) -> set[str]:
    """The places of a schema where any text may stand."""
    found: set[str] = set()

    def walk(part: dict[str, Any], path: tuple[str, ...]) -> None:
        part = {**part, **(whole["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else {})}
        if part.get("type") == "string" and not {"pattern", "enum"} & set(part):
            found.add("/".join(path))
        for key, inner in part.get("properties", {}).items():
            walk(inner, (*path, key))
        for key in ("items", "then", "else"):
            if isinstance(part.get(key), dict):
                walk(part[key], path)

    walk(whole, ())
    return {place for place in found if "/wording/" not in place and place != "outline/kind"}
