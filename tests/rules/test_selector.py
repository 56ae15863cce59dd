"""Paths over a plan: what they lead to, and which texts are none."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.rules.selector import SelectorError, lists, parse, select

PLAN = {
    "title": "Loops",
    "type": "stretch",
    "delivery": ["page", "notebook"],
    "scope": {"covers": ["while", "for"]},
    "outline": [
        {"id": "a", "kind": "hook", "content": "x"},
        {"id": "b", "kind": "check", "questions": [{"id": "q1", "answer": "yes"}, {"id": "q2"}]},
        {"id": "c", "kind": "check", "title": "Why [0] is first", "questions": []},
    ],
    "teaches": [{"concept": "loop", "core": True}, {"concept": "list", "core": False}],
}


@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("title", ["title"]),
        ("scope.covers", ["scope/covers"]),
        ("scope.covers[*]", ["scope/covers/0", "scope/covers/1"]),
        ("outline[*].id", ["outline/0/id", "outline/1/id", "outline/2/id"]),
        ("outline[0].id", ["outline/0/id"]),
        ("outline[-1].id", ["outline/2/id"]),
        ("outline[-3].id", ["outline/0/id"]),
        ("outline[7].id", []),
        ("outline[-4].id", []),
        ("outline[kind=check].id", ["outline/1/id", "outline/2/id"]),
        ("outline[kind!=check].id", ["outline/0/id"]),
        ("outline[kind=check][id=c].id", ["outline/2/id"]),
        ('outline[title="Why [0] is first"].id', ["outline/2/id"]),
        ("outline[kind=check].questions[*].answer", ["outline/1/questions/0/answer", "outline/1/questions/1/answer?"]),
        ("outline[*].title", ["outline/0/title?", "outline/1/title?", "outline/2/title"]),
        ("teaches[core=true].concept", ["teaches/0/concept"]),
        ("[type=stretch].title", ["title"]),
        ("[type=build].title", []),
        ("[delivery=notebook].title", ["title"]),
        ("load.new", ["load/new?"]),
        ("load.new[*].cluster", []),
        ("title.more", []),
        ("title[*]", []),
    ],
)
def test_what_a_path_leads_to(path: str, places: list[str]) -> None:
    found = ["/".join(map(str, item.path)) + ("" if item.is_there else "?") for item in select(PLAN, parse(path))]
    assert found == places


@pytest.mark.parametrize(
    ("path", "groups"),
    [
        ("outline[*].kind", [["hook", "check", "check"]]),
        ("outline[kind=check].questions[*].id", [["q1", "q2"], []]),
        ("scope.covers[*]", [["while", "for"]]),
        ("title", [["Loops"]]),
        ("[type=stretch].title", [["Loops"]]),
        ("examples[*]", [[]]),
    ],
)
def test_values_are_grouped_by_their_last_list(path: str, groups: list[list[str]]) -> None:
    assert [[item.value for item in found] for _, found in lists(PLAN, parse(path))] == groups


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("", "an empty path leads nowhere"),
        (".title", "a key is missing"),
        ("title.", "a key is missing"),
        ("scope..covers", "a key is missing"),
        ("outline[*]id", "a dot is missing before `id`"),
        ("outline[", "`[` is no part of a path"),
        ("outline[]", "`[]` is no part of a path"),
        ("outline[kind=]", "is no part of a path"),
        ("outline[?(@.kind)]", "is no part of a path"),
        ("$.outline", "a key is missing"),
        ("outline [0]", "a dot is missing"),
        ("Outline", "a key is missing"),
    ],
)
def test_what_is_no_path(path: str, message: str) -> None:
    with pytest.raises(SelectorError) as raised:
        parse(path)
    assert message in str(raised.value)
    assert raised.value.help


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
    max_leaves=12,
)
PATHS = st.lists(st.sampled_from(["a", "b", "[*]", "[0]", "[-1]", "[a=b]", "[b!=a]"]), min_size=1, max_size=5).map(
    lambda steps: "".join(f".{step}" if step.isalpha() else step for step in steps).removeprefix(".")
)


@given(VALUES, PATHS)
def test_whatever_stands_in_a_file_can_be_searched(data: Any, path: str) -> None:
    for item in select(data, parse(path)):
        value = data
        for step in item.path if item.is_there else ():
            value = value[step]
        assert not item.is_there or value == item.value
