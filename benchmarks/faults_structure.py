"""Plantings for the SCH rules: files that cannot be read as they should, and names that do not resolve."""

from typing import Any

from benchmarks.course_files import Draft
from benchmarks.faults import Site, Spot, fault, teaches_new
from benchmarks.yaml_writer import FlowList, FlowMap, Verbatim

Tree = dict[str, Any]


def misspelt(name: str) -> str:
    """The name without its last letter but one."""
    return name[:-2] + name[-1]


@fault("SCH001", "a stray bracket at the end of a plan")
def stray_bracket(site: Site) -> Spot:
    site.plan.tail.append("  - ]")
    return Spot(site.plan, tail=0)


@fault("SCH001", "an anchor in a registry", takes_lesson=False)
def anchor(site: Site) -> Spot:
    return _concept(site, "notes", Verbatim('&shared "What it leaves unchanged."'))


@fault("SCH002", "a plan says the same key twice")
def duplicate_key(site: Site) -> Spot:
    site.plan.tail.append('narrative: "A second story, which nobody reads."')
    return Spot(site.plan, tail=0)


@fault("SCH003", "a concept has a key that the schema does not know", takes_lesson=False)
def unknown_key(site: Site) -> Spot:
    return _concept(site, "colour", "green")


@fault("SCH003", "a key is misspelt")
def misspelt_key(site: Site) -> Spot:
    prerequisite = site.plan.data["prerequisites"][0]
    prerequisite["reson"] = prerequisite.pop("reason")
    return site.in_plan("prerequisites", 0, "reson")


@fault("SCH003", "a concept is of a kind that there is not", takes_lesson=False)
def wrong_value(site: Site) -> Spot:
    return _concept(site, "kind", "word")


@fault("SCH004", "a section uses a concept whose id is misspelt")
def misspelt_use(site: Site) -> Spot:
    index, section = site.section("explore")
    section["uses"][0] = misspelt(section["uses"][0])
    return site.in_plan("outline", index, "uses", 0)


@fault("SCH004", "a section teaches a concept whose id is misspelt", teaches_new)
def misspelt_teaching(site: Site) -> Spot:
    index, section = site.section(f"explain-{site.lesson.new[2].id}")
    section["teaches"][0]["concept"] = misspelt(site.lesson.new[2].id)
    return site.in_plan("outline", index, "teaches", 0)


@fault("SCH005", "a misconception stands in a section whose id is misspelt")
def misspelt_section(site: Site) -> Spot:
    where = site.plan.data["misconceptions"][1]["in"]
    where[0] = misspelt(where[0])
    return site.in_plan("misconceptions", 1, "in", 0)


@fault("SCH006", "a review of a lesson that there is not", takes_lesson=False)
def review_of_nothing(site: Site) -> Spot:
    slug = f"abandoned-draft-{site.number}"
    review = Draft(f"reviews/{slug}/round-1.yaml", "", {"lesson": slug, "round": 1, "findings": FlowList()})
    site.extra.append(review)
    return Spot(review, ("lesson",))


@fault("SCH007", "two questions of a check have the same id")
def same_question(site: Site) -> Spot:
    index, check = site.section("check-3")
    check["questions"][1]["id"] = check["questions"][0]["id"]
    return site.in_plan("outline", index, "questions", 1, "id")


@fault("SCH008", "a plan bears another name than its file")
def other_name(site: Site) -> Spot:
    site.plan.data["lesson"] = f"{site.lesson.slug}-old"
    return site.in_plan("lesson")


@fault("SCH009", "a plan that the course does not list", takes_lesson=False)
def unlisted_plan(site: Site) -> Spot:
    slug = f"spare-worksheet-{site.number}"
    teaches = [FlowMap(concept=site.syllabus.entry[0][0].id, depth="introduced")]
    data: Tree = {"lesson": slug, "kind": "record", "title": "A spare worksheet", "teaches": teaches}
    draft = Draft(f"planning/{site.lesson.module.id}/{slug}.yaml", "", data)
    site.extra.append(draft)
    return Spot(draft, ("lesson",))


@fault("SCH010", "a lesson without a plan", takes_lesson=False)
def missing_plan(site: Site) -> Spot:
    series = site.course.data["series"]
    modules = series[-1]["modules"]
    slugs = [f"closing-remarks-{site.number}"]
    modules.append({"id": f"epilogue-{site.number}", "title": "What comes after", "lessons": slugs})
    return Spot(site.course, ("series", len(series) - 1, "modules", len(modules) - 1, "lessons", 0))


@fault("SCH011", "a waiver of something that does not occur", takes_lesson=False)
def unused_waiver(site: Site) -> Spot:
    return _waiver(site.registry, FlowMap(code="SCH012", reason="Kept for the time when lessons deviate."))


@fault("SCH013", "two concepts share a term", takes_lesson=False)
def shared_term(site: Site) -> Spot:
    concepts: dict[str, Tree] = site.registry.data["concepts"]
    taken = next(iter(concepts.values()))["name"].lower()
    return _concept(site, "terms", FlowList([taken]))


@fault("SCH014", "a waiver without a reason", takes_lesson=False)
def waiver_without_reason(site: Site) -> Spot:
    return _waiver(site.course, FlowMap(code="SCH007", at="/series/0"))


def _concept(site: Site, key: str, value: Any) -> Spot:
    """Register a concept that nothing else names, with the fault under a key."""
    concept = site.syllabus.vocabulary.concept()
    site.registry.data["concepts"][concept.id] = {"name": concept.name, key: value}
    return Spot(site.registry, ("concepts", concept.id, key))


def _waiver(draft: Draft, waiver: FlowMap) -> Spot:
    waivers: list[Tree] = draft.data.setdefault("waivers", [])
    waivers.append(waiver)
    return Spot(draft, ("waivers", len(waivers) - 1))
