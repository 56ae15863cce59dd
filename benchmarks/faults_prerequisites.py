"""Plantings for the PRE rules: prerequisites that do not hold, and student states that differ from the record."""

from typing import Any

from benchmarks.course_files import COURSE, Draft
from benchmarks.faults import Site, Spot, fault, has_forgotten, has_gap
from benchmarks.syllabus import Lesson, Requirement, Syllabus
from benchmarks.yaml_writer import FlowList, FlowMap

Tree = dict[str, Any]


def _has_teachers(lesson: Lesson, _syllabus: Syllabus) -> bool:
    return bool(lesson.requirements[0].sources)


def _forgotten(lesson: Lesson) -> Requirement:
    assert lesson.forgotten is not None, "fits only where there is one"
    return lesson.forgotten


@fault("PRE001", "the student state claims another depth than the record")
def other_depth(site: Site) -> Spot:
    known = site.plan.data["student_state"]["knows"][1]
    known["depth"] = "mentioned"
    return site.in_plan("student_state", "knows", 1, "depth")


@fault("PRE002", "a source is a later lesson", lambda lesson, syllabus: lesson.index + 1 < len(syllabus.lessons))
def later_source(site: Site) -> Spot:
    return _cite(site, site.syllabus.lessons[site.lesson.index + 1].slug)


@fault("PRE002", "a source is no lesson")
def unknown_source(site: Site) -> Spot:
    return _cite(site, "the-evening-class-of-last-year")


@fault("PRE002", "a source is the lesson itself", _has_teachers)
def own_source(site: Site) -> Spot:
    sources = site.plan.data["student_state"]["knows"][0]["source"]
    sources.append(site.lesson.slug)
    return site.in_plan("student_state", "knows", 0, "source", len(sources) - 1)


@fault("PRE002", "a source teaches something else", lambda lesson, _syllabus: lesson.index > 5)
def other_source(site: Site) -> Spot:
    return _cite(site, site.syllabus.lessons[site.lesson.index - 6].slug)


def _cite(site: Site, slug: str) -> Spot:
    site.plan.data["prerequisites"][0]["source"] = FlowList([slug])
    return site.in_plan("prerequisites", 0, "source", 0)


def _undemanding(lesson: Lesson, _syllabus: Syllabus) -> bool:
    return _first_undemanding(lesson) is not None


def _first_undemanding(lesson: Lesson) -> int | None:
    """A prerequisite that is met with nothing to spare for `applied`, and whose plan says no more than that."""
    places = (
        place
        for place, item in enumerate(lesson.requirements)
        if place % 3 != 1 and item.has != "applied" and item.concept != lesson.deepened and not item.concept.parts
    )
    return next(places, None)


@fault("PRE003", "a prerequisite asks for more depth than the student has", _undemanding)
def unmet(site: Site) -> Spot:
    place = _first_undemanding(site.lesson)
    assert place is not None, "fits only where there is one"
    site.plan.data["prerequisites"][place]["requires"] = "applied"
    return site.in_plan("prerequisites", place, "requires")


@fault("PRE004", "a prerequisite that is met is called missing")
def wrong_status(site: Site) -> Spot:
    site.plan.data["prerequisites"][1]["status"] = "missing"
    return site.in_plan("prerequisites", 1, "status")


@fault("PRE005", "a gap has no resolution", has_gap)
def no_resolution(site: Site) -> Spot:
    site.plan.data["gaps"][0]["resolution"] = ""
    return site.in_plan("gaps", 0, "resolution")


@fault("PRE006", "a section uses what no prerequisite names", has_forgotten)
def undeclared(site: Site) -> Spot:
    return site.uses("elaborate", _forgotten(site.lesson).concept.id)


@fault("PRE008", "a gap is called large", has_gap)
def large_gap(site: Site) -> Spot:
    site.plan.data["gaps"][0]["size"] = "large"
    return site.in_plan("gaps", 0, "size")


@fault("PRE009", "a prerequisite was last used long ago and is not recapped", has_forgotten)
def fading(site: Site) -> Spot:
    concept = _forgotten(site.lesson).concept.id
    site.uses("elaborate", concept)
    return site.prerequisite(concept, "The exception is explained in its terms.")


@fault("PRE010", "a built lesson leans on a lesson that is not built")
def leans_on_planned(site: Site) -> Spot:
    promised = site.syllabus.vocabulary.concept()
    slug = f"planned-{promised.id}"
    site.registry.data["concepts"][promised.id] = {"name": promised.name}
    teaches = [FlowMap(concept=promised.id, depth="introduced")]
    data: Tree = {
        "lesson": slug,
        "kind": "record",
        "title": f"A lesson on the {promised.term}",
        "status": "planned",
        "teaches": teaches,
    }
    site.extra.append(Draft(f"{COURSE.rpartition('/')[0]}/{site.lesson.module.id}/{slug}.yaml", "", data))
    site.course.data["series"][0]["modules"][0]["lessons"].insert(0, slug)
    site.section("recap")[1]["recaps"].append(promised.id)
    return site.prerequisite(promised.id, "The recap shows it beside the others.")
