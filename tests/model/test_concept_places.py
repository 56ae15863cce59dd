"""Where plans name concepts: the model's answer is that of the table of ids (`schema.concept_ids`)."""

from pathlib import Path

from lesson_pipeline.engine.load import Loaded, load
from lesson_pipeline.model.concept_places import concept_places
from lesson_pipeline.schema.concept_ids import ROLES, concept_ids
from lesson_pipeline.source.discover import discover
from tests.refactor.test_show import FILES
from tests.small import concepts, course, lesson, open_small

CONCEPTS = concepts("a: {name: A}\nb: {name: B}\nc: {name: C}")
EVERY_ROLE = """
    student_state: {knows: [{concept: a, depth: introduced}], not_covered: [{text: B, concepts: [b, a]}]}
    prerequisites: [{concept: a, requires: introduced}]
    gaps: [{concept: a, size: small, resolution: Again., in: [recap]}]
    misconceptions: [{id: m, concept: b, belief: No., in: [explain]}, {id: about-nothing, belief: None of these.}]
    examples: [{id: e, polarity: positive, concept: b, what: This., in: [explain]}]
    modalities: [{id: v, kind: visual, concept: b, what: A picture., in: [explain]}]
    load: {new: [{cluster: B, concepts: [b]}]}
    connections: [{concept: a, to: [b, a]}]
    scope: {excludes: [{text: C, concepts: [c]}]}
    teaches: [{concept: b, depth: developed}]
    outline:
      - {id: recap, kind: recap, recaps: [a], uses: [c]}
      - id: explain
        kind: explain
        teaches: [{concept: b, depth: introduced}]
        parts: [{id: more, teaches: [{concept: b, depth: developed}], uses: [a], recaps: [c]}]
      - {id: check-1, kind: check, questions: [{id: q1, prompt: "?", tests: [{concept: b}, {concept: a}]}]}
"""


def agree(loaded: Loaded) -> set[str]:
    """Holds both answers against each other for every plan; gives the roles that occurred."""
    roles = set()
    for plan in loaded.curriculum.plans.values():
        of_model = [(place.concept, place.role, place.path) for place in concept_places(plan)]
        of_data = [tuple(place) for place in concept_ids("lesson-plan", loaded.documents[plan.file].data)]
        assert sorted(of_model, key=str) == sorted(of_data, key=str), plan.file
        roles |= {role for _, role, _ in of_model}
    return roles


def test_every_role_of_the_table_is_found_at_its_path(tmp_path: Path) -> None:
    loaded = open_small(tmp_path, course("first"), CONCEPTS, lesson("first", EVERY_ROLE))
    assert agree(loaded) == set(ROLES["lesson-plan"].values())


def test_they_agree_on_whole_curricula(tmp_path: Path, curriculum: Path) -> None:
    agree(load(discover(curriculum)))
    agree(open_small(tmp_path / "small", *FILES))


def test_a_place_knows_its_section_part_and_question(tmp_path: Path) -> None:
    loaded = open_small(tmp_path, course("first"), CONCEPTS, lesson("first", EVERY_ROLE))
    found = [
        (place.role, place.concept, place.section, place.part, place.question)
        for place in concept_places(loaded.curriculum.plans["first"])
        if place.section
    ]
    assert found == [
        ("used", "c", "recap", "", ""),
        ("recapped", "a", "recap", "", ""),
        ("taught", "b", "explain", "", ""),
        ("taught", "b", "explain", "more", ""),
        ("used", "a", "explain", "more", ""),
        ("recapped", "c", "explain", "more", ""),
        ("tested", "b", "check-1", "", "q1"),
        ("tested", "a", "check-1", "", "q1"),
    ]
