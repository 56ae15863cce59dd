"""Places in a TOML text: at each of them stands the very value that tomllib reads."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesson_pipeline.config.toml_places import toml_places
from lesson_pipeline.places import START, DocPath, Span
from tests.conftest import ROOT

TEXTS = {
    "plain": 'a = 1\nb = "x" # c = 3\n\n[t]\nc = true\n[t.u]\nd = 2.5\n',
    "dotted keys": 'a.b.c = 1\na.b.d = 2\n[t.u]\nv.w = "x"\n',
    "spaces around dots": "a . b  =  1\n[ t . u ]\nc=2\n",
    "quoted keys": '"a b" = 1\n\'c"d\' = 2\n"e.f".g = 3\n"\\u0041" = 4\n"planning/**" = ["SEQ"]\n"" = 5\n',
    "strings": 'a = "x # y"\nb = \'\\\'\nc = "\\"]"\nd = ""\ne = \'\'\n',
    "multi-line strings": 'a = """one\n[t]\nb = 1 "" """\nc = \'\'\'\n"""x\'\'\'\nd = """"q""""\ne = """"""\nf = \'\'\'\'\'\'\nz = 1\n',
    "escaped quotes": 'a = """\\"""" \nb = """x\\\n   y"""\nc = 1\n',
    "lists": 'a = [1, [2, "]"], [], # ]\n  3,\n]\nb = [\n  # nothing\n]\nc = ["x",]\n',
    "inline tables": 'a = {b = 1, c.d = [2, {e = "}"}], f = {}}\ng = 1\n',
    "dates": "a = 1979-05-27 07:32:00\nb = [1979-05-27, 07:32:00]\nc = 1979-05-27T07:32:00Z\nd = {e = 1979-05-27 07:32:00.5}\n",
    "numbers": "a = +1_000\nb = 0xff\nc = -1e-3\nd = nan\ne = -inf\n",
    "arrays of tables": "[[a]]\nb = 1\n[a.c]\nd = 2\n[[a]]\nb = 3\n[[a.e]]\nf = 4\n[[a.e]]\nf = 5\n[a.e.g]\nh = 6\n",
    "a table after its child": "[a.b]\nc = 1\n[a]\nd = 2\n",
    "carriage returns": 'a = 1\r\nb = """x\r\ny"""\r\n[t]\r\nc = [\r\n2]\r\n',
    "wide characters": 'a = "ä→😀"\nb = ["😀", 2]\n# ü\nc = 3',
    "odd blanks": '\ta\t=\t1\t\n  [t]  # x\n  b = "\u2028\u0085"\nc = 2\n',
    "our own": (ROOT / "pyproject.toml").read_text(encoding="utf-8"),
}


def leaves(data: Any, path: DocPath = ()) -> Iterator[tuple[DocPath, Any]]:
    """Every value that is no table, and every list too."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
        return
    if isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
        if any(isinstance(item, dict) for item in data):
            return  # it may be an array of tables, which stands in many places
    yield path, data


def text_at(text: str, span: Span) -> str:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return text[starts[span.line - 1] + span.column - 1 : starts[span.end_line - 1] + span.end_column - 1]


def check(text: str) -> None:
    places = toml_places(text)
    for path, value in leaves(tomllib.loads(text)):
        shown = text_at(text, places.span(path))
        assert repr(tomllib.loads(f"x = {shown}")["x"]) == repr(value), (path, shown)
        if isinstance(path[-1], str):
            key = text_at(text, places.span(path, "key"))
            assert list(tomllib.loads(f"{key} = 0")) == [path[-1]], (path, key)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_at_every_place_stands_its_value(text: str) -> None:
    check(text)


words = st.text(alphabet="ab.\"'\\#[]{}=,\n 1é", max_size=8)


def basic(text: str) -> str:
    """A text as a basic string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def literal(text: str) -> str:
    return f"'{text}'" if "'" not in text and "\n" not in text else basic(text)


scalars = st.one_of(
    words.map(basic),
    words.map(literal),
    st.integers().map(str),
    st.sampled_from(["true", "1.5", "2020-01-01 10:00:00"]),
)
gaps = st.sampled_from(["", " ", "\n", " # [x]\n", "\r\n\t"])


def a_list(items: list[str], gap: str) -> str:
    return f"[{gap}{f'{gap},{gap}'.join(items)}{gap}]"


def a_table(items: dict[str, str]) -> str:
    return "{" + ", ".join(f"{basic(key)} = {value}" for key, value in items.items()) + "}"


values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.builds(a_list, st.lists(inner, max_size=3), gaps), st.dictionaries(words, inner, max_size=3).map(a_table)
    ),
    max_leaves=6,
)


@given(st.dictionaries(words, values, max_size=4), st.dictionaries(words, values, max_size=3))
def test_whatever_stands_in_it(top: dict[str, str], table: dict[str, str]) -> None:
    lines = [f"{basic(key)} = {value}" for key, value in top.items()]
    inner = [f"{literal(key)}.x={value} # é" for key, value in table.items()]
    check("\n".join([*lines, "[[t-t]]", "[[t-t]]", *inner, ""]))


def test_a_table_stands_where_its_header_does() -> None:
    places = toml_places("a = 1\n[tool.lesson-pipeline]\nb = 2\n[[c]]\n")
    assert places.span(("tool", "lesson-pipeline"), "key") == Span(2, 7, 2, 22)
    assert places.span(("tool", "lesson-pipeline")) == Span(2, 7, 2, 22)
    assert places.span(("c", 0)) == Span(4, 1, 4, 6)


def test_what_is_not_there_stands_where_its_container_does() -> None:
    places = toml_places("[t]\na = 1\n")
    assert places.span(("t", "b", "c")) == Span(1, 2, 1, 3)
    assert places.span(("u",)) == START
    assert places.span(()) == START
