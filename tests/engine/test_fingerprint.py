"""Fingerprints: what they name, what they survive, and what they do not."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.fingerprint import NAMING, TOLD_ONCE, known_fault
from lesson_pipeline.places import DocPath, Span, pointer
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.schema.store import KINDS, schema
from lesson_pipeline.source.document import Document
from tests.report.reports import diagnostic
from tests.schema.examples import COURSE, EXAMPLES, PLAN
from tests.source.documents import paths, read, sound, value_at

FILE = "planning/basics/loops.yaml"


def at(document: Document, path: DocPath, on: str = "value", **rest: Any) -> Diagnostic:
    """A diagnostic of a value of a document."""
    return diagnostic(**{"path": FILE, "span": document.span(path, on), "pointer": pointer(path), **rest})


def element(text: str, path: DocPath) -> str:
    document = sound(text)
    return known_fault(at(document, path), document).element


# -- the element


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ((), ""),
        (("target",), "target"),
        (("outline", 3), "outline[check-1]"),
        (("outline", 3, "questions", 0, "tests", 1), "outline[check-1]/questions[q1]/tests[nyquist-rate]"),
        (("outline", 2, "parts", 0, "uses", 0), "outline[explain-folding]/parts[the-limit]/uses[aliasing]"),
        (("prerequisites", 0, "requires"), "prerequisites[sine-wave]/requires"),
        (("load", "new", 0, "concepts", 1), "load/new[Folding]/concepts[nyquist-rate]"),
        (("student_state", "mental_models", 0), "student_state/mental_models[A recording is a row of numbers.]"),
        (("outline", 9, "kind"), "outline[*]/kind"),
        (("waivers", 0, "at"), "waivers[SEQ002]/at"),
    ],
)
def test_an_element_is_named_by_ids(path: DocPath, named: str) -> None:
    assert element(PLAN, path) == named


def test_lessons_of_a_course_are_named_in_both_their_forms() -> None:
    lessons = ("series", 0, "modules", 0, "lessons")
    assert element(COURSE, (*lessons, 0)) == "series[waves]/modules[sampling]/lessons[aliasing]"
    assert element(COURSE, (*lessons, 1, "number")) == "series[waves]/modules[sampling]/lessons[windows]/number"


def test_keys_may_hold_the_signs_of_a_pointer() -> None:
    assert element("a/b: {c~d: [{id: x}]}", ("a/b", "c~d", 0)) == "a/b/c~d[x]"


def mappings_in_lists(node: Any, where: str = "") -> Iterator[tuple[str, set[str]]]:
    if isinstance(node, dict):
        items = node.get("items", {})
        if "properties" in items:
            yield where, set(items["properties"])
        for key, child in node.items():
            yield from mappings_in_lists(child, f"{where}/{key}")


def test_every_entry_of_a_list_has_something_to_be_named_by() -> None:
    found = [(kind, *entry) for kind in KINDS for entry in mappings_in_lists(schema(kind))]
    assert len(found) > 20
    assert [(kind, where) for kind, where, keys in found if keys.isdisjoint(NAMING)] == []


PAGE = """\
---
lesson: loops
---
Before any heading.

## Look first {#hook}

A hook.

:::::{check} check-1
A scenario.
::::{question} q1
Ask.
:::{answer}
Told.
:::
After the answer.
::::
:::::

```
## No heading {#code}
:::{tip}
```
Still the hook.

### Deeper
## Explained {#explain}
:::{tip} Look out
A tip.
"""


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Before any", ""),
        ("Look first", "hook"),
        ("A hook", "hook"),
        ("A scenario", "hook/check[check-1]"),
        ("Ask", "hook/check[check-1]/question[q1]"),
        ("Told", "hook/check[check-1]/question[q1]/answer"),
        ("After the answer", "hook/check[check-1]/question[q1]"),
        (":::::\n\n", "hook/check[check-1]"),
        ("Still the hook", "hook"),
        ("Deeper", "hook"),
        ("A tip", "explain/tip[Look out]"),
    ],
)
def test_a_place_on_a_page_is_named_by_heading_and_blocks(words: str, named: str) -> None:
    line = PAGE[: PAGE.index(words)].count("\n") + 1
    found = diagnostic(path="lessons/loops.md", span=Span(line, 1, line, 4), pointer="")
    assert known_fault(found, Document("lessons/loops.md", PAGE, data={"lesson": "loops"})).element == named


def test_the_front_matter_of_a_page_is_yaml() -> None:
    found = diagnostic(path="lessons/loops.md", span=Span(2, 9, 2, 14), pointer="/lesson")
    assert known_fault(found, Document("lessons/loops.md", PAGE, data={"lesson": "loops"})).element == "lesson"


# -- what a fingerprint survives

VALUES = [(kind, text, path) for kind, texts in EXAMPLES.items() for text in texts for path in paths(sound(text).data)]
LAYOUTS = {
    "block": lambda data: yaml.safe_dump(data, sort_keys=False),
    "narrow": lambda data: yaml.safe_dump(data, width=24, sort_keys=False, allow_unicode=True),
    "flow": lambda data: yaml.safe_dump(data, default_flow_style=True, width=60, sort_keys=False),
    "json": lambda data: json.dumps(data, indent=3),
    "keys turned round": lambda data: json.dumps(turned(data)),
    "lines above": lambda data: "# A comment.\n\n" + yaml.safe_dump(data, sort_keys=False).replace("\n- ", "\n\n- "),
}


def turned(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: turned(value) for key, value in reversed(data.items())}
    return [turned(item) for item in data] if isinstance(data, list) else data


def fingerprint(document: Document, path: DocPath, on: str = "value", **rest: Any) -> str:
    return known_fault(at(document, path, on, **rest), document).fingerprint


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_survives_another_layout_of_the_same_data(layout: str) -> None:
    for text in (text for texts in EXAMPLES.values() for text in texts):
        before = sound(text)
        after = sound(LAYOUTS[layout](before.data))
        assert after.data == before.data
        for path in paths(before.data):
            for on in ("value", "key", "container"):
                assert fingerprint(after, path, on) == fingerprint(before, path, on), (path, on)
            missing = (*path, "nowhere")
            assert fingerprint(after, missing) == fingerprint(before, missing), missing


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([text for texts in EXAMPLES.values() for text in texts]), st.randoms(use_true_random=False))
def test_it_survives_another_order_of_every_list(text: str, chance: random.Random) -> None:
    before = sound(text).data
    after = shuffled(before, chance)
    assert all_fingerprints(after) == all_fingerprints(before)


def shuffled(data: Any, chance: random.Random) -> Any:
    if isinstance(data, dict):
        return {key: shuffled(value, chance) for key, value in data.items()}
    return chance.sample([shuffled(item, chance) for item in data], len(data)) if isinstance(data, list) else data


def all_fingerprints(data: Any) -> Counter[str]:
    document = sound(json.dumps(data))
    return Counter(fingerprint(document, path) for path in paths(data))


def scalars(data: Any) -> list[DocPath]:
    return [path for path in paths(data) if not isinstance(value_at(data, path), (dict, list))]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([text for texts in EXAMPLES.values() for text in texts]), st.data())
def test_it_survives_edits_elsewhere_and_no_edit_of_its_own_value(text: str, choice: st.DataObject) -> None:
    data = sound(text).data
    path = choice.draw(st.sampled_from([path for path in scalars(data) if path[-1] not in NAMING]))
    other = choice.draw(st.sampled_from([other for other in scalars(data) if other != path]))
    before, key = sound(json.dumps(data)), path[-1]
    edited = deepcopy(data)
    value_at(edited, path[:-1])[key] = "something else"  # type: ignore[index]
    assert fingerprint(sound(json.dumps(edited)), path) != fingerprint(before, path)
    if other[-1] in NAMING or isinstance(other[-1], int):
        return  # it may name what the value stands in
    edited = deepcopy(data)
    value_at(edited, other[:-1])[other[-1]] = "something else"  # type: ignore[index]
    assert fingerprint(sound(json.dumps(edited)), path) == fingerprint(before, path)


def test_it_survives_a_text_broken_into_lines_anew() -> None:
    texts = [
        "a: One two three.",
        "a: One\n  two\n  three.",
        "a: |\n  One two\n  three.\n",
        'a: "One two\\\n  \\ three."',
    ]
    assert len({fingerprint(sound(text), ("a",)) for text in texts}) == 1


def test_words_are_the_same_wherever_they_stand_in_the_text() -> None:
    short, long = sound("a: A while loop."), sound("a: |\n  Now then, here is a while\n  loop, at last.\n")
    found = [
        fingerprint(short, ("a",), span=short.words(("a",), "while loop", 0), words="while loop"),
        fingerprint(long, ("a",), span=long.words(("a",), "while\nloop", 0), words="while\nloop"),
    ]
    assert found[0] == found[1]
    assert found[0] != fingerprint(short, ("a",), span=short.words(("a",), "A", 0), words="A")


def test_it_survives_a_plan_that_moves_to_another_module() -> None:
    document = sound(PLAN)
    found = [
        known_fault(replace(at(document, ("target",)), path=file), document).fingerprint
        for file in ("planning/a/loops.yaml", "planning/b/loops.yaml", "planning/b/other.yaml", "planning/course.yaml")
    ]
    assert found[0] == found[1]
    assert len(set(found)) == 3


def test_it_is_of_code_and_place_and_not_of_the_message() -> None:
    document = sound(PLAN)
    found = fingerprint(document, ("target",))
    assert found == fingerprint(document, ("target",), message="other words")
    assert found != fingerprint(document, ("title",))
    assert found != known_fault(at(document, ("target",), code="SEQ001"), document).fingerprint  # type: ignore[arg-type]
    assert found.startswith("v1:")


def test_it_stays_the_same_for_ever() -> None:
    """A change of this value makes every baseline there is worthless: then it needs another version."""
    document = sound("outline: [{id: check-1, questions: [{id: q1, tests: [{concept: loop}]}]}]")
    found = fingerprint(document, ("outline", 0, "questions", 0, "tests", 0, "concept"))
    assert found == "v1:951062dfd6a5ebf9"


def test_rules_that_speak_once_of_a_name_do_not_mind_where() -> None:
    document = sound("outline: [{id: a, uses: [loop]}, {id: b, uses: [loop]}]")
    places = ("outline", 0, "uses", 0), ("outline", 1, "uses", 0)
    assert all_rules().keys() >= TOLD_ONCE
    for code in ("PRE006", "SEQ003"):
        found = {known_fault(at(document, place, code=code), document).fingerprint for place in places}  # type: ignore[arg-type]
        assert len(found) == (1 if code in TOLD_ONCE else 2)


# -- what has no value, or no document


def test_a_torn_line_stands_for_a_fault_of_syntax() -> None:
    document = read("lesson: a\ntitle: [unclosed\n")
    [fault] = document.faults
    found = diagnostic(path=FILE, span=fault.span, pointer="")
    text = known_fault(found, document).text
    assert text == known_fault(found, read("lesson: a\ntitle: [unclosed\n")).text
    moved = read("# more\n\nlesson: a\ntitle: [unclosed\n")
    assert known_fault(diagnostic(path=FILE, span=moved.faults[0].span, pointer=""), moved).text == text


def test_entries_without_a_name_are_told_apart_by_what_they_hold() -> None:
    document = sound("load: {new: [{concepts: [a, b]}, {concepts: [c]}]}")
    found = [known_fault(at(document, ("load", "new", index), "container"), document) for index in (0, 1)]
    assert [fault.text for fault in found] == ["a b", "c"]
    assert {fault.element for fault in found} == {"load/new[*]"}


def test_a_file_that_was_not_read_has_still_an_element() -> None:
    found = known_fault(diagnostic(path="notebooks/a.ipynb", pointer="/cells/3/source"), None)
    assert (found.element, found.text) == ("cells[*]/source", "")


def test_a_place_outside_the_text_is_no_mishap() -> None:
    assert known_fault(diagnostic(span=Span(99, 1, 99, 2), pointer="/x"), sound("a: 1")).text == ""


def test_long_texts_are_shown_in_short_and_compared_whole() -> None:
    first, second = sound(f"a: {'word ' * 50}one"), sound(f"a: {'word ' * 50}two")
    shown = [known_fault(at(document, ("a",)), document) for document in (first, second)]
    assert shown[0].text == shown[1].text
    assert len(shown[0].text) <= 60
    assert shown[0].fingerprint != shown[1].fingerprint
