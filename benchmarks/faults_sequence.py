"""Plantings for the SEQ rules: checks that test, and sections that use, what nobody has taught by then."""

from typing import Any

from benchmarks.faults import Site, Spot, fault, has_dependents, teaches_new
from benchmarks.syllabus import Lesson, Syllabus
from benchmarks.vocabulary import Concept
from benchmarks.yaml_writer import FlowList, FlowMap, Literal

Tree = dict[str, Any]


@fault("SEQ001", "a check tests what a later section teaches", teaches_new)
def tests_later_section(site: Site) -> Spot:
    return site.tests("check-1", 0, FlowMap(concept=site.lesson.new[2].id))


@fault("SEQ002", "a prompt speaks of what a later section teaches", teaches_new)
def speaks_of_later_section(site: Site) -> Spot:
    index, check = site.section("check-1")
    check["questions"][1]["prompt"] = f"Where would {site.lesson.new[2].term} enter here, and what would it change?"
    return site.in_plan("outline", index, "questions", 1, "prompt")


@fault("SEQ002", "an answer speaks of what a later lesson teaches")
def speaks_of_later_lesson(site: Site) -> Spot:
    index, check = site.section("check-2")
    check["questions"][0]["answer"] = Literal(
        f"It stays where it was, as the table shows.\n\nCompare the {site.lesson.much_later.plural} of the neighbours.\n"
    )
    return site.in_plan("outline", index, "questions", 0, "answer", below=3)


@fault("SEQ003", "a section uses what a later lesson teaches")
def uses_later_lesson(site: Site) -> Spot:
    return site.uses("explore", site.lesson.much_later.id)


@fault("SEQ004", "a check asks for more depth than was taught", teaches_new)
def tests_too_deep(site: Site) -> Spot:
    return site.tests("check-3", 3, FlowMap(concept=site.lesson.new[2].id, depth="developed"))


@fault("SEQ005", "a lesson requires what a lesson that requires it teaches", has_dependents)
def needs_its_follower(site: Site) -> Spot:
    site.uses("elaborate", site.lesson.later.id)
    return site.prerequisite(site.lesson.later.id, "The second example is easier for those who have seen it.")


@fault("SEQ005", "a concept is a part of itself", takes_lesson=False)
def part_of_itself(site: Site) -> Spot:
    knot = site.syllabus.vocabulary.concept()
    site.registry.data["concepts"][knot.id] = {"name": knot.name, "parts": FlowList([knot.id])}
    return Spot(site.registry, ("concepts", knot.id, "parts", 0))


def _brings_known_concepts(lesson: Lesson, _syllabus: Syllabus) -> bool:
    return _known_well(lesson) is not None


def _known_well(lesson: Lesson) -> Concept | None:
    taken = (lesson.deepened, *lesson.applied)
    return next((item.concept for item in lesson.requirements if item.sources and item.concept not in taken), None)


@fault("SEQ006", "a section teaches again what the student already has", _brings_known_concepts)
def teaches_again(site: Site) -> Spot:
    known = _known_well(site.lesson)
    assert known is not None, "fits only where there is one"
    index, section = site.section("elaborate")
    section["teaches"] = FlowList([FlowMap(concept=known.id, depth="introduced")])
    site.plan.data["teaches"].append({"concept": known.id, "depth": "introduced"})
    return site.in_plan("outline", index, "teaches", 0)


@fault("SEQ007", "the hook comes after the first explanation")
def hook_too_late(site: Site) -> Spot:
    index, hook = site.section("hook")
    del site.outline[index]
    explained = next(place for place, section in enumerate(site.outline) if section["kind"] == "explain")
    site.outline.insert(explained + 1, hook)
    return site.in_plan("outline", explained + 1, "kind")


@fault("SEQ011", "a probe asks for what nothing teaches")
def probes_nothing(site: Site) -> Spot:
    index, check = site.section("check-2")
    questions: list[Tree] = check["questions"]
    questions.append(
        {
            "id": "probe",
            "prompt": "What would you have to know to settle this without the table?",
            "answer": "Any answer that names what is missing is a good one.",
            "tests": FlowList([FlowMap(concept=site.syllabus.horizon[2].id)]),
            "purpose": "probe",
        }
    )
    return site.in_plan("outline", index, "questions", len(questions) - 1, "tests", 0)
