"""REV006: a finding that was verified, and whose rule fires at its place again."""

import re
from collections.abc import Iterable, Iterator

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.places import At
from lesson_pipeline.record.as_written import written_order
from lesson_pipeline.record.deliveries import Deliveries
from lesson_pipeline.reviews.history import Trail, build_histories
from lesson_pipeline.rules.registry import Fault

CODE = "REV006"
_OUTLINE = re.compile(r"/outline/(\d+)(?:/|\Z)")


def regressions(curriculum: Curriculum, found: Iterable[Diagnostic]) -> Iterator[Fault]:
    """A fault for each verified finding whose rule is among the diagnostics of its lesson, at its place.

    A finding that names no section is about the lesson as a whole.
    """
    watched = [
        (slug, trail)
        for slug, history in build_histories(curriculum.rounds).items()
        for trail in history.trails.values()
        if trail.status == "verified" and trail.finding.rule
    ]
    if not watched:
        return
    codes = {trail.finding.rule for _, trail in watched}
    fired = [diagnostic for diagnostic in found if diagnostic.code in codes]
    for slug, trail in watched:
        again = next((one for one in fired if _is_it(curriculum, slug, trail, one)), None)
        if again is not None:
            yield Fault(
                At(trail.at.file, (*trail.finding.path, "rule")),
                f"`{trail.finding.id}` was found in round {trail.round}, fixed and verified, and {again.code} finds it "
                "again",
                "mend it as the fix of that round says; a later edit brought it back",
                ((At(again.path, span=again.span), again.message), (trail.steps[-1].at, "verified here")),
            )


def _is_it(curriculum: Curriculum, slug: str, trail: Trail, diagnostic: Diagnostic) -> bool:
    if diagnostic.code != trail.finding.rule or diagnostic.lesson != slug:
        return False
    sections = {place.section for place in trail.finding.locations if place.section}
    return not sections or _section(curriculum, slug, diagnostic) in sections


def _section(curriculum: Curriculum, slug: str, diagnostic: Diagnostic) -> str:
    """The section that a diagnostic is about: by its place in the outline, or by its line on the page."""
    plan, page = curriculum.plans.get(slug), curriculum.pages.get(slug)
    if plan is None:
        return ""
    named = _OUTLINE.match(diagnostic.pointer)
    if named and int(named[1]) < len(plan.outline):
        return plan.outline[int(named[1])].id
    if page is None or diagnostic.path != page.file:
        return ""
    before = [step for step in written_order(Deliveries(plan, page)).steps if step.line <= diagnostic.span.line]
    return before[-1].section.id if before else ""
