"""A plan's data to the model: every field finds its home, what is left out has its default, and names resolve."""

from dataclasses import fields
from typing import Any

import pytest

from lesson_pipeline.model.build_plan import build_plan
from lesson_pipeline.model.course import DepthScale
from lesson_pipeline.model.fields import Names
from lesson_pipeline.model.plan import Placed, Plan
from lesson_pipeline.schema.store import schema
from lesson_pipeline.source.document import parse_document

FILE = "planning/basics/loops.yaml"

FULL = """
lesson: loops
kind: lesson
title: Loops
type: stretch
delivery: [page, notebook]
status: built
target: Write a loop that ends.
student_state:
  knows: [{concept: list, depth: introduced, source: [lists], notes: From last week.}]
  mental_models: [A program runs line by line.]
  not_covered: [{text: Other loops, concepts: [for-loop]}]
  readiness: Ready.
prerequisites: [{concept: list, requires: developed, reason: It is walked., has: introduced, source: [lists], status: gap}]
gaps: [{concept: list, size: small, resolution: Trace one., in: [recap]}]
misconceptions: [{id: stops, concept: loop, belief: It stops at once., why: Words., negative_example: It runs on., in: [head]}]
examples: [{id: timer, polarity: negative, role: boundary, concept: loop, what: A timer., purpose: Ends., why: Known., in: [explain]}]
modalities: [{id: chart, kind: visual, concept: loop, what: A chart., why: Seen., in: [explain]}]
narrative: First the pain.
load: {new: [{cluster: Loops, concepts: [loop, for-loop]}], previous: build, notes: Light.}
connections: [{concept: list, to: [loop], relation: Walked by.}]
analogies: {extend: [a path], misleading: [{analogy: a circle, risk: No end.}], establishes: [a lap]}
scope: {covers: [while], excludes: [{text: Recursion, concepts: [for-loop], max_depth: mentioned}]}
teaches: [{concept: loop, depth: developed, core: true, evidence: traces one}]
notebooks: [{path: notebooks/loops.ipynb, exercises: [{id: e1, title: Count, scaffold: guided}]}]
outline:
  - {id: recap, kind: recap, title: Lists, recaps: [list], content: Text.}
  - id: explain
    kind: explain
    teaches: [{concept: loop, depth: introduced}]
    uses: [list]
    parts: [{id: head, title: Head, teaches: [{concept: loop, depth: developed}], uses: [list], recaps: [list], content: Part.}]
  - id: check-1
    kind: check
    style: transfer
    scenario: Three laps.
    questions:
      - {id: q1, prompt: How many?, answer: Three., tests: [{concept: loop, depth: developed}, {concept: list}]}
      - {id: q2, prompt: And then?, purpose: probe}
widgets: [{heading: A timer, text: Shows each round.}]
revisions: [{heading: After a trial, text: The timer came in.}]
checklists: [{heading: Before the first run, items: [The file is saved.]}]
notes: [{heading: For later, text: Recursion.}]
inferred: [/outline/0]
"""


def names(*concepts: str, scale: DepthScale | None = None) -> Names:
    return Names(FILE, set(concepts) or None, scale or DepthScale())


def built(text: str, given: Names | None = None) -> Plan:
    document = parse_document(text, FILE)
    assert document.faults == []
    return build_plan(FILE, document.data, given or names())


@pytest.fixture(scope="module")
def plan() -> Plan:
    return built(FULL)


def test_every_field_of_the_schema_has_its_home_in_the_model(plan: Plan) -> None:
    homes = {"lesson": "declared", "student_state": "state"}
    held = {field.name for field in fields(Plan)}
    for key in schema("lesson-plan")["properties"]:
        if key != "waivers":  # they belong to the file, whatever its kind
            assert homes.get(key, key) in held, key
            assert getattr(plan, homes.get(key, key)) not in ("", (), None), key


def test_the_slug_is_the_files_and_the_name_it_declares_is_kept(plan: Plan) -> None:
    other = build_plan("planning/basics/while.yaml", {"lesson": "loops"}, names())
    assert (other.slug, other.declared, other.title) == ("while", "loops", "while")
    assert (plan.slug, plan.file) == ("loops", FILE)


def test_texts_reach_the_model_as_written(plan: Plan) -> None:
    assert plan.state is not None
    assert plan.state.mental_models == ("A program runs line by line.",)
    assert plan.state.knows[0].notes == "From last week."
    assert plan.state.not_covered[0].concepts[0].concept == "for-loop"
    assert (plan.prerequisites[0].has, plan.prerequisites[0].status, plan.prerequisites[0].source) == (
        "introduced",
        "gap",
        ("lists",),
    )
    assert plan.misconceptions[0].negative_example == "It runs on."
    assert plan.examples[0].polarity == "negative"
    assert plan.load.new[0].concepts[1].concept == "for-loop"
    assert plan.analogies.misleading[0].risk == "No end."
    assert plan.scope.excludes[0].max_depth == "mentioned"
    assert (plan.teaches[0].core, plan.teaches[0].evidence) == (True, "traces one")
    assert plan.notebooks[0].exercises[0].scaffold == "guided"
    assert (plan.checklists[0].heading, plan.checklists[0].items) == ("Before the first run", ("The file is saved.",))
    assert plan.notes[0].heading == "For later"
    assert plan.inferred == ("/outline/0",)


def test_the_outline_has_its_sections_parts_and_questions(plan: Plan) -> None:
    recap, explain, check = plan.outline
    assert [part.id for part in explain.steps()] == ["explain", "head"]
    assert [teaching.depth for teaching in explain.teaches()] == ["introduced", "developed"]
    assert [mention.path for mention in explain.uses()] == [
        ("outline", 1, "uses", 0),
        ("outline", 1, "parts", 0, "uses", 0),
    ]
    assert [mention.concept for mention in (*recap.recaps(), *explain.recaps())] == ["list", "list"]
    assert check.is_check
    assert not explain.is_check
    assert [question.probe for question in check.questions] == [False, True]
    assert [test.depth for test in check.questions[0].tests] == ["developed", "introduced"]


def test_every_element_knows_its_place_in_the_file(plan: Plan) -> None:
    document = parse_document(FULL, FILE)
    for element in (
        *plan.gaps,
        *plan.prerequisites,
        *plan.elements(),
        *plan.teaches,
        *plan.connections,
        *plan.load.new,
    ):
        assert document.has(element.path)
    assert [element.id for element in plan.elements()] == ["stops", "timer", "chart"]


@pytest.mark.parametrize("data", [{}, None, [], "text"])
def test_a_plan_of_nothing_has_every_default(data: Any) -> None:
    plan = build_plan(FILE, data, names())
    assert (plan.slug, plan.title, plan.status, plan.kind) == ("loops", "loops", "planned", "lesson")
    assert (plan.state, plan.outline, plan.unresolved, plan.torn) == (None, (), (), False)
    assert not plan.is_record


def test_what_the_schema_blanked_is_as_if_it_were_not_there() -> None:
    data = {
        "title": None,
        "student_state": None,
        "prerequisites": [None, {"concept": None, "requires": "introduced"}, {"concept": "list", "requires": None}],
        "gaps": None,
        "outline": [
            {"id": None, "kind": None, "teaches": [None, {"concept": "loop", "depth": None}], "parts": None},
            None,
        ],
        "teaches": [{"concept": "loop"}],
    }
    plan = build_plan(FILE, data, names("list", "loop"))
    assert [needed.concept for needed in plan.prerequisites] == ["list"]
    assert plan.prerequisites[0].path == ("prerequisites", 2)
    assert [(section.id, section.kind) for section in plan.outline] == [("", "explain")]
    assert [teaching.path for teaching in plan.outline[0].teaches()] == [("outline", 0, "teaches", 1)]


@pytest.mark.parametrize(
    ("scale", "default"), [(DepthScale(), "introduced"), (DepthScale(("no", "yes"), 1, 1, 1), "yes")]
)
def test_a_depth_left_out_is_the_first_that_counts_as_known(scale: DepthScale, default: str) -> None:
    data = {
        "prerequisites": [{"concept": "loop"}],
        "teaches": [{"concept": "loop"}],
        "outline": [{"id": "c", "kind": "check", "questions": [{"id": "q", "tests": [{"concept": "loop"}]}]}],
    }
    plan = build_plan(FILE, data, names(scale=scale))
    assert plan.prerequisites[0].requires == default
    assert plan.teaches[0].depth == default
    assert plan.outline[0].questions[0].tests[0].depth == default


def test_places_resolve_to_sections_and_parts() -> None:
    plan = built(FULL)
    assert plan.gaps[0].where == Placed(("recap",), certain=True)
    assert plan.misconceptions[0].where == Placed(("head",), certain=True)


def test_a_misspelt_place_is_read_as_what_it_means_and_noted() -> None:
    plan = built(FULL.replace("in: [head]", "in: [haed, nowhere-at-all]"))
    assert plan.misconceptions[0].where == Placed(("head",), certain=False)
    assert [(name.kind, name.written, name.presumed) for name in plan.unresolved] == [
        ("section", "haed", "head"),
        ("section", "nowhere-at-all", None),
    ]
    assert plan.unresolved[1].at.path == ("misconceptions", 0, "in", 1)


def test_an_unknown_concept_is_noted_and_keeps_its_id_where_nothing_is_near() -> None:
    plan = built(
        FULL.replace("recaps: [list], content: Text.", "recaps: [lsit, xyz]"), names("list", "loop", "for-loop")
    )
    assert [mention.concept for mention in plan.outline[0].recaps()] == ["list", "xyz"]
    assert [(name.written, name.presumed, name.at.file) for name in plan.unresolved] == [
        ("lsit", "list", FILE),
        ("xyz", None, FILE),
    ]


def test_without_a_registry_every_id_stands() -> None:
    assert built(FULL, names()).unresolved == ()


def test_an_unknown_depth_is_read_as_the_nearest_or_as_known() -> None:
    text = "teaches: [{concept: loop, depth: develoepd}, {concept: loop, depth: fluent}]\n"
    plan = built(text)
    assert [target.depth for target in plan.teaches] == ["developed", "introduced"]
    assert [name.kind for name in plan.unresolved] == ["depth", "depth"]
