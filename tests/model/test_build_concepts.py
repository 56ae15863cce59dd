"""Registry files to the registry: terms, parts, duplicates, and the families of concepts."""

from typing import Any

import pytest

from lesson_pipeline.model.build_concepts import build_registry
from lesson_pipeline.model.concepts import Registry
from lesson_pipeline.model.references import Unresolved


def built(concepts: dict[str, Any], *more: dict[str, Any]) -> tuple[Registry, tuple[Unresolved, ...]]:
    files = [(f"planning/{number}/concepts.yaml", {"concepts": of}) for number, of in enumerate((concepts, *more))]
    return build_registry(files)


@pytest.mark.parametrize(
    ("fields", "terms", "written"),
    [
        ({"name": "While loop"}, ("While loop",), False),
        ({"name": "While loop", "terms": ["while", "while loop"]}, ("while", "while loop"), True),
        ({"name": "While loop", "terms": []}, (), True),
        ({"name": "While loop", "terms": None}, ("While loop",), False),
        ({"name": "While loop", "terms": ["while", None]}, ("while",), True),
        ({}, ("loop",), False),
        (None, ("loop",), False),
    ],
)
def test_the_name_is_the_only_term_unless_terms_are_written(fields: Any, terms: tuple[str, ...], written: bool) -> None:
    concept = built({"loop": fields})[0].concepts["loop"]
    assert (concept.terms, concept.written_terms) == (terms, written)


def test_a_concept_says_what_it_is() -> None:
    fields = {"name": "Teacher forcing", "kind": "term", "summary": "Feeding the truth.", "notes": "Jargon."}
    concept = built({"teacher-forcing": fields})[0].concepts["teacher-forcing"]
    assert (concept.kind, concept.summary, concept.notes) == ("term", "Feeding the truth.", "Jargon.")
    assert (concept.at.file, concept.at.path) == ("planning/0/concepts.yaml", ("concepts", "teacher-forcing"))


def test_of_a_concept_defined_twice_the_first_stands() -> None:
    registry, _ = built({"loop": {"name": "First"}}, {"loop": {"name": "Second"}, "list": {"name": "List"}})
    assert registry.name("loop") == "First"
    assert [concept.id for concept in registry] == ["loop", "list"]
    [(again, first)] = registry.duplicates
    assert (again.name, first.name) == ("Second", "First")


def test_an_unknown_concept_goes_by_its_id() -> None:
    registry, _ = built({"loop": {"name": "Loop"}})
    assert registry.name("list") == "list"
    assert registry.parts("list") == ()
    assert "list" not in registry
    assert registry.family("list") == {"list"}


RECIPE = {
    "course-work": {"parts": ["recipe"]},
    "recipe": {"parts": ["stages", "distillation"]},
    "stages": {},
    "distillation": {"parts": ["teacher"]},
    "teacher": {},
    "other": {"parts": ["teacher"]},
}


def test_the_family_is_what_stands_above_and_below() -> None:
    registry, unresolved = built(RECIPE)
    assert unresolved == ()
    assert registry.below("recipe") == {"recipe", "stages", "distillation", "teacher"}
    assert registry.above("recipe") == {"recipe", "course-work"}
    assert registry.above("teacher") == {"teacher", "distillation", "recipe", "course-work", "other"}
    assert registry.family("distillation") == {"distillation", "teacher", "recipe", "course-work"}
    assert registry.family("stages") == {"stages", "recipe", "course-work"}, "a sister is no family"


def test_parts_in_a_circle_are_each_others_family() -> None:
    registry, _ = built({"hen": {"parts": ["egg"]}, "egg": {"parts": ["hen"]}})
    assert registry.family("hen") == registry.family("egg") == {"hen", "egg"}


def test_a_chain_of_parts_may_be_as_long_as_it_likes() -> None:
    registry, _ = built({f"c{number}": {"parts": [f"c{number + 1}"]} for number in range(5000)} | {"c5000": {}})
    assert len(registry.below("c0")) == 5001


def test_a_part_that_is_no_concept_is_noted_at_its_place() -> None:
    registry, [missing] = built({"recipe": {"parts": ["stages", "distilation"]}, "distillation": {}, "stages": {}})
    assert (missing.written, missing.near) == ("distilation", "distillation")
    assert missing.at.path == ("concepts", "recipe", "parts", 1)
    assert registry.above("stages") == {"stages", "recipe"}


@pytest.mark.parametrize("data", [None, {}, [], {"concepts": None}, {"concepts": []}])
def test_a_file_of_nothing_registers_nothing(data: Any) -> None:
    assert build_registry([("planning/concepts.yaml", data)])[0].concepts == {}
