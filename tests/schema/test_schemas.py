"""The schemas: sound, described to the last field, closed, of one mind in both engines, and safe to build on."""

import json
import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_pipeline.model.build_concepts import build_registry
from lesson_pipeline.model.build_course import build_course, build_scale
from lesson_pipeline.model.build_plan import build_plan
from lesson_pipeline.model.build_rounds import build_round
from lesson_pipeline.model.course import DepthScale
from lesson_pipeline.model.fields import Names
from lesson_pipeline.model.page import build_page
from lesson_pipeline.model.waivers import build_waivers
from lesson_pipeline.model.written import EMPTY
from lesson_pipeline.places import DocPath
from lesson_pipeline.schema import validate as validating
from lesson_pipeline.schema.store import KINDS, schema, schema_text
from lesson_pipeline.schema.validate import MAX_FAULTS, validate
from lesson_pipeline.source.document import Document
from tests.conftest import ROOT
from tests.schema.examples import EXAMPLES, PLAN, RECORD
from tests.source.documents import inside, paths, read, sound, spans, text_at, value_at
from tests.timing import seconds

CASES = [(kind, text) for kind, texts in EXAMPLES.items() for text in texts]
CASE_IDS = [f"{kind}-{number}" for kind, texts in EXAMPLES.items() for number in range(len(texts))]
DATA = [(kind, sound(text).data) for kind, text in CASES]
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
FILES = {kind: f"planning/{kind}.yaml" for kind in EXAMPLES}


# -- the schemas themselves


def subschemas(node: dict[str, Any], where: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every subschema that says something of its own about a value, with its place."""
    yield where, node
    for key in ("properties", "$defs"):
        for name, inner in node.get(key, {}).items():
            yield from subschemas(inner, f"{where}/{key}/{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(node.get(key), dict):
            yield from subschemas(node[key], f"{where}/{key}")


def resolved(kind: str, node: dict[str, Any]) -> dict[str, Any]:
    """A subschema with what it refers to; its own words win."""
    if "$ref" in node:
        target = schema(kind)["$defs"][node["$ref"].removeprefix("#/$defs/")]
        return {**resolved(kind, target), **node}
    return node


ALL = [(kind, where, resolved(kind, node)) for kind in KINDS for where, node in subschemas(schema(kind))]


@pytest.mark.parametrize("kind", KINDS)
def test_is_a_schema_of_the_draft_it_names(kind: str) -> None:
    assert schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema(kind)["$id"] == f"{kind}.schema.json"
    jsonschema.Draft202012Validator.check_schema(schema(kind))


def test_each_file_has_its_schema_in_the_repository() -> None:
    assert sorted(file.name for file in (ROOT / "schemas").iterdir()) == sorted(f"{kind}.schema.json" for kind in KINDS)
    for kind in KINDS:
        assert schema_text(kind) == (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")


def test_everything_has_a_title_and_a_description() -> None:
    assert len(ALL) > 300
    for kind, where, node in ALL:
        assert re.fullmatch(r"[A-Z].*[^.\s]", node.get("title", "")), f"{kind}{where}"
        assert re.fullmatch(r"\S.*[.)]", node.get("description", "")), f"{kind}{where}"


def test_everything_says_what_it_may_be() -> None:
    for kind, where, node in ALL:
        assert "enum" in node or "type" in node or {"if", "then", "else"} <= set(node), f"{kind}{where}"
        assert node.get("type") != "array" or "items" in node, f"{kind}{where}"


def test_every_mapping_is_closed() -> None:
    for kind, where, node in ALL:
        if {"if", "then", "else"} <= set(node):  # chosen by kind: what is chosen is closed
            assert all(resolved(kind, node[key])["additionalProperties"] is False for key in ("then", "else"))
        elif "object" in node.get("type", ()) or "properties" in node:
            rest, known = node["additionalProperties"], set(node.get("properties", ()))
            assert rest is False or (isinstance(rest, dict) and not known), (
                f"{kind}{where}"
            )  # or a mapping of like things
            assert set(node.get("required", ())) <= known, f"{kind}{where}"


NAMES = {
    "id", "lesson", "course", "concept", "concepts", "source", "to", "parts", "in", "uses", "recaps", "section", "part", "block", "question",
    "element", "depth", "requires", "has", "max_depth", "scale", "known", "developed", "applied",
}  # fmt: skip
CHOICES = {
    "type",
    "status",
    "polarity",
    "role",
    "size",
    "style",
    "severity",
    "verdict",
    "scaffold",
    "previous",
    "delivery",
}


def test_names_have_a_pattern_and_kinds_a_choice() -> None:
    met = set()
    for kind, where, node in ALL:
        above, _, name = where.rpartition("/")
        one = resolved(kind, node["items"]) if node.get("type") == "array" else node
        if not above.endswith("/properties") or one.get("type") == "object":
            continue
        if "/wording/" in where:  # the author's own words, whatever field they are about
            continue
        if name in NAMES and kind != "baseline":  # its elements are paths of ids
            assert one.get("pattern") == SLUG, f"{kind}{where}"
        if name in CHOICES:
            assert one.get("enum"), f"{kind}{where}"
        met.add(name)
    assert met >= NAMES | CHOICES


# -- files of every kind


@pytest.mark.parametrize(("kind", "text"), CASES, ids=CASE_IDS)
def test_a_full_file_is_valid(kind: str, text: str) -> None:
    document = sound(text)
    before = deepcopy(document.data)
    validate(document, kind)
    assert document.faults == []
    assert document.data == before


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_full_files_leave_no_field_out(kind: str) -> None:
    fields = {
        where.rpartition("/properties/")[2]
        for where, _ in subschemas(schema(kind))
        if re.search(r"/properties/[^/]+$", where)
    }
    used = {
        path[-1] for text in EXAMPLES[kind] for path in paths(sound(text).data) if path and isinstance(path[-1], str)
    }
    assert fields <= used


def test_our_own_files_are_valid() -> None:
    for file in sorted((ROOT / "planning").rglob("*.yaml")):
        kind = file.stem if file.stem in {"course", "concepts"} else "lesson-plan"
        document = read(file.read_text(encoding="utf-8"))
        validate(document, kind)
        assert document.faults == [], file


def mappings() -> list[tuple[str, str, DocPath]]:
    found = [(kind, text, path) for kind, text in CASES for path in paths(sound(text).data)]
    free = {"concepts", "fading", "sections"}  # their keys are ids
    return [
        (kind, text, path)
        for kind, text, path in found
        if isinstance(value_at(sound(text).data, path), dict) and (not path or path[-1] not in free)
    ]


def test_an_unknown_key_is_refused_in_every_mapping() -> None:
    assert len(mappings()) > 60
    for kind, text, path in mappings():
        data = sound(text).data
        value_at(data, path)["zz_unknown"] = 1
        document = read(json.dumps(data, ensure_ascii=False))
        validate(document, kind)
        [fault] = document.faults
        assert text_at(document, fault.span) == '"zz_unknown"', path
        assert fault.message.startswith("`zz_unknown` is not a key of a"), path


@pytest.mark.parametrize("slug", ["Clip", "a_b", "a--b", "-a", "a-", "a b", "é", "", "a.b", "clip\n", "x" * 101])
def test_what_is_no_slug_is_refused(slug: str) -> None:
    document = read(f"lesson: {json.dumps(slug)}\ntitle: T\n")
    validate(document, "lesson-plan")
    [fault] = document.faults
    assert fault.pointer == "/lesson"


@pytest.mark.parametrize("slug", ["a", "404x", "clip", "siglip-2", "x" * 100])
def test_what_is_a_slug_is_taken(slug: str) -> None:
    document = read(f"lesson: {slug}\ntitle: T\n")
    validate(document, "lesson-plan")
    assert document.faults == []


def test_a_record_must_say_what_it_taught() -> None:
    document = read("lesson: a\nkind: record\ntitle: A\n")
    validate(document, "lesson-plan")
    assert [fault.message for fault in document.faults] == ["a lesson plan lacks `teaches`"]


def test_a_check_teaches_nothing_and_other_sections_ask_nothing() -> None:
    document = read(
        "lesson: a\ntitle: A\noutline:\n  - {id: c, kind: check, teaches: []}\n  - {id: e, kind: explain, questions: []}\n"
    )
    validate(document, "lesson-plan")
    assert {fault.pointer for fault in document.faults} == {"/outline/0/teaches", "/outline/1/questions"}


# -- spoilt files

UNFIT: list[Any] = [
    None,
    True,
    5,
    -1,
    "",
    "x y",
    "clip\n",
    "clipp",
    [],
    ["a"],
    ["a", "a"],
    [None],
    {},
    {"id": "x"},
    {"zz": 1},
    [{}],
]


def changes(data: Any) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """Every way in which this module spoils data, by name."""
    for path in paths(data):
        if not path:
            continue
        *above, last = path
        parent = tuple(above)
        for unfit in UNFIT:
            yield (
                f"{path} = {unfit!r}",
                lambda data, p=parent, k=last, v=unfit: value_at(data, p).__setitem__(k, deepcopy(v)),
            )
        yield f"del {path}", lambda data, p=parent, k=last: value_at(data, p).__delitem__(k)
        if isinstance(last, str):
            yield f"respell {path}", lambda data, p=parent, k=last: respell(value_at(data, p), k)


def respell(mapping: dict[str, Any], key: str) -> None:
    items = [(f"{name}x" if name == key else name, value) for name, value in mapping.items()]
    mapping.clear()
    mapping.update(items)


def spoilt(data: Any, kind: str, how_many: int) -> Iterator[tuple[str, Any]]:
    """Data with one to three changes, by chance, but the same at every run."""
    every, chance = list(changes(data)), random.Random(kind)
    while how_many:
        spoilt, names = deepcopy(data), []
        try:
            for name, change in chance.sample(every, chance.choice((1, 1, 2, 3))):
                change(spoilt)
                names.append(name)
        except (KeyError, IndexError, TypeError, AttributeError):
            continue  # an earlier change took away what this one is about
        how_many -= 1
        yield ", ".join(names), spoilt


@pytest.mark.parametrize(("kind", "data"), DATA, ids=CASE_IDS)
def test_the_engines_agree(kind: str, data: Any) -> None:
    fast, explaining = jsonschema_rs.validator_for(schema(kind)), validating._explaining(kind)
    verdicts = []
    for name, unfit in spoilt(data, kind, 250):
        verdicts.append(fast.is_valid(unfit))
        assert explaining.is_valid(unfit) == verdicts[-1], name
    assert {True, False} <= set(verdicts)


NEVER_BLANKED = {"required", "additionalProperties", "minItems", "minProperties"}
"""What is missing or unknown does no harm to those who read the data."""


def assert_safe(document: Document, kind: str) -> None:
    """Whether validated data has the schema's shape wherever it has a value, and the model can be built from it."""
    data, file = document.data, FILES[kind]
    for error in validating._explaining(kind).iter_errors(data):
        harmless = error.validator in NEVER_BLANKED or "propertyNames" in error.absolute_schema_path
        taken_away = error.instance is None or (error.validator == "uniqueItems" and None in error.instance)
        assert harmless or taken_away, error
    names = Names(file, {"aliasing"}, DepthScale())
    if kind == "course":
        build_course(file, data, Names(file, {"aliasing"}, build_scale(data)))
    elif kind == "concepts":
        build_registry([(file, data)])
    elif kind == "lesson-plan":
        build_plan(file, data, names)
    elif kind == "lesson":
        build_page("lessons/clip.md", data, EMPTY)
    else:
        build_round("reviews/clip/round-1.yaml", data)
    build_waivers(file, data)
    assert all(inside(document, span) for span in spans(document))


@pytest.mark.parametrize(("kind", "data"), DATA, ids=CASE_IDS)
def test_spoilt_files_are_explained_and_safe_to_build_on(kind: str, data: Any) -> None:
    fast = jsonschema_rs.validator_for(schema(kind))
    for name, unfit in spoilt(data, kind, 120):
        document = sound(json.dumps(unfit, ensure_ascii=False))
        valid = fast.is_valid(document.data)
        validate(document, kind)
        assert (document.faults == []) == valid, name
        assert len(document.faults) == len({(fault.message, fault.span) for fault in document.faults}), name
        for fault in document.faults:
            assert fault.code == "SCH003"
            assert fault.message
            assert "None" not in fault.message + fault.help
            assert "does not fit" not in fault.message
        assert_safe(document, kind)


DELIMITERS = ["@\n", "'", "a: [", "}", "\n", "\n  x: 'y' z\n", "\n'x' y\n", ": "]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(CASES), st.floats(0, 1), st.sampled_from(DELIMITERS))
def test_torn_files_are_safe_to_build_on(case: tuple[str, str], share: float, junk: str) -> None:
    kind, text = case
    document = read(text[: int(share * len(text))] + junk)
    validate(document, kind)
    assert_safe(document, kind)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([PLAN, RECORD]), st.floats(0, 1))
def test_what_a_tear_cut_off_is_not_said_to_be_missing(text: str, share: float) -> None:
    lines = text.splitlines(keepends=True)
    cut = int(share * len(lines))
    document = read("".join(lines[:cut]) + "@\n" + "".join(lines[cut:]))
    validate(document, "lesson-plan")
    if document.torn is None:  # within a block of text
        assert document.faults == []
    else:
        [fault] = document.faults
        assert (fault.code, fault.span.line) == ("SCH001", cut + 1)


@pytest.mark.parametrize(
    "behind", ["'x' y", "  - {id: z, kind: recap", "broken: [never closed", "\tx: 1", "- x", " x: y", "notes: 'open"]
)
def test_what_stood_before_a_tear_is_still_checked(behind: str) -> None:
    before = (
        "lesson: Clip\nprerequisites:\n  - concept: softmax\n  - {concept: loss, requires: introduced}\nlod: {}\n"
        "outline:\n  - id: a\n  - {id: b, kind: check, teaches: []}\n  - id: c\n    kind: recap\n"
    )
    document = read(before + behind + "\nmore: 1\n")
    validate(document, "lesson-plan")
    found = {(fault.span.line, fault.pointer) for fault in document.faults if fault.code == "SCH003"}
    assert found == {(1, "/lesson"), (3, "/prerequisites/0"), (5, "/lod"), (7, "/outline/0"), (8, "/outline/1/teaches")}
    [tear] = [fault for fault in document.faults if fault.code == "SCH001"]
    assert tear.span.line in (11, 12)


# -- hostile files: refused at once, and not with a thousand faults

HEAD = "lesson: a\ntitle: A\n"
HOSTILE: dict[str, tuple[str, Callable[[], str]]] = {
    "unknown keys": ("lesson-plan", lambda: HEAD + "".join(f"k{number}: 1\n" for number in range(20_000))),
    "misspelt keys": ("lesson-plan", lambda: HEAD + "".join(f"title{number}: 1\n" for number in range(20_000))),
    "items of the wrong kind": ("lesson-plan", lambda: HEAD + "outline:\n" + "- 1\n" * 30_000),
    "empty items": ("lesson-plan", lambda: HEAD + "outline:\n" + "- {}\n" * 20_000),
    "bad choices": ("lesson-plan", lambda: HEAD + "delivery:\n" + "- pages\n" * 30_000),
    "bad slugs": ("lesson-plan", lambda: HEAD + "outline:\n- {id: a, kind: recap, uses: [" + "A b," * 30_000 + "]}\n"),
    "bad ids": ("concepts", lambda: "concepts:\n" + "".join(f"  A {number}: {{name: A}}\n" for number in range(10_000))),
    "a list of mixed things": ("course", lambda: f"course: a\ntitle: A\nseries: []\ndepths: {{known: a0, scale: [1,{','.join(f'a{n}' for n in range(8_000))}]}}\n"),
}  # fmt: skip
LARGE: dict[str, tuple[str, str]] = {
    "a huge slug": ("lesson-plan", "title: A\nlesson: " + "a-" * 500_000),
    "a huge choice": ("lesson-plan", HEAD + "status: " + "p" * 1_000_000),
    "a huge key": ("lesson-plan", HEAD + f"? {'k' * 1_000_000}\n: 1\n"),
    "a huge id": ("concepts", f"concepts:\n  ? {'K' * 1_000_000}\n  : {{name: A}}\n"),
}


def timed(document: Document, kind: str) -> float:
    return seconds(lambda: validate(document, kind))


@pytest.mark.parametrize(("kind", "text"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_at_once(kind: str, text: Callable[[], str]) -> None:
    document = sound(text())
    assert timed(document, kind) < 0.5
    assert 1 <= len(document.faults) <= MAX_FAULTS + 1
    if kind != "course":
        assert document.data is None
        assert (
            document.faults[-1].message
            == f"more than {MAX_FAULTS} faults of shape: nothing more of the file was checked"
        )


@pytest.mark.parametrize(("kind", "text"), LARGE.values(), ids=LARGE)
def test_huge_values_are_told_in_short(kind: str, text: str) -> None:
    document = sound(text)
    assert timed(document, kind) < 0.5
    assert 1 <= len(document.faults) <= 2
    assert all(len(fault.message) < 200 and len(fault.help) < 500 for fault in document.faults)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(list(EXAMPLES)),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
        lambda inner: st.one_of(
            st.lists(inner),
            st.dictionaries(
                st.sampled_from(
                    ["lesson", "title", "outline", "kind", "concepts", "series", "findings", "waivers", "id", "x"]
                ),
                inner,
            ),
        ),
        max_leaves=15,
    ),
)
def test_any_data_is_safe_to_build_on(kind: str, data: Any) -> None:
    document = read(json.dumps(data))
    validate(document, kind)
    assert_safe(document, kind)
