"""What a lesson is, for machines: schema.org's LearningResource as JSON-LD."""

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from lesson_pipeline.model.plan import Plan
from lesson_pipeline.render.addresses import INDEX, address, concept_page, lesson_page
from lesson_pipeline.render.edition import Edition, LessonEntry
from lesson_pipeline.render.titles import plain

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Nothing that could end the element it stands in, or begin another; in JSON, signs like these occur in strings alone."""


def lesson_data(edition: Edition, slug: str) -> Markup:
    """The JSON of a lesson, safe within a script element. Only what the plan says, and nothing that is empty."""
    entry = edition.lessons[slug]
    plan, page = entry.plan, lesson_page(slug)
    data = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": plain(entry.heading),
        "description": plain(plan.target),
        "learningResourceType": "lesson",
        "creativeWorkStatus": "" if slug in edition.texts or plan.is_record else "Draft",
        "position": entry.place.number,
        "isPartOf": _module(edition, entry, page),
        "teaches": _terms(edition, (target.concept for target in plan.teaches), page),
        "assesses": _terms(edition, _tested(plan), page),
        "competencyRequired": _terms(edition, (needed.concept for needed in plan.prerequisites), page),
    }
    return script_safe({key: value for key, value in data.items() if value})


def script_safe(data: dict[str, Any]) -> Markup:
    """Data as JSON that stays within a script element, whatever it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))  # noqa: S704 (every sign that means something to HTML is gone)


def _tested(plan: Plan) -> Iterable[str]:
    """What the checks of the lesson ask for; a probe asks for what comes next."""
    for section in plan.outline:
        for question in section.questions:
            if not question.probe:
                yield from (test.concept for test in question.tests)


def _terms(edition: Edition, concepts: Iterable[str], page: str) -> list[dict[str, str]]:
    found = []
    for id in dict.fromkeys(concepts):
        concept = edition.registry.concepts.get(id)
        if concept:
            term = {
                "@type": "DefinedTerm",
                "name": plain(concept.name),
                "termCode": id,
                "description": plain(concept.summary),
                "url": address(concept_page(id), page=page),
            }
            found.append({key: value for key, value in term.items() if value})
    return found


def _module(edition: Edition, entry: LessonEntry, page: str) -> dict[str, Any]:
    """The module, in its series, in the course."""
    course = edition.course
    part: dict[str, Any] = {"@type": "Course", "name": plain(course.title), "url": address(INDEX, page=page)}
    if course.description:
        part["description"] = plain(course.description)
    for kind, unit in (("series", entry.place.series), ("module", entry.place.module)):
        part = {
            "@type": "LearningResource",
            "learningResourceType": kind,
            "name": plain(unit.title or unit.id),
            "position": unit.number,
            "url": address(INDEX, f"{kind}.{unit.id}", page=page),
            "isPartOf": part,
        }
    return part
