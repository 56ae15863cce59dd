"""SCH on lesson pages: the names that their headings, blocks and front matter bear."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.places import At, Span
from lesson_pipeline.record.deliveries import Bearer, Deliveries, Unknown
from lesson_pipeline.rules.context import CourseContext
from lesson_pipeline.rules.registry import Fault, Repair, rule, write
from lesson_pipeline.source.changes import Rewrite
from lesson_pipeline.suggest import did_you_mean, surely


@rule("SCH012", "unknown-element", Severity.ERROR, on="course")
def unknown_element(context: CourseContext) -> Iterator[Fault]:
    for page in context.curriculum.pages.values():
        plan = context.curriculum.plans.get(page.slug)
        if plan is not None and not plan.torn and not plan.is_record:
            found = Deliveries(plan, page)
            yield from _deviations(found)
            yield from _in_text(found)


def _deviations(found: Deliveries) -> Iterator[Fault]:
    asked = {question.id for section in found.plan.outline for question in section.questions}
    known = asked | {element.id for element in found.plan.elements()} | found.ids.keys()
    for deviation in found.page.deviations:
        at = At(found.page.file, (*deviation.path, "element"))
        checks = found.asked_in(deviation.element)
        if deviation.element and deviation.element not in known:
            yield Fault(
                at,
                f"the plan has no element `{deviation.element}` from which to deviate",
                did_you_mean(deviation.element, known)
                or "name a misconception, example, modality, question or section of the plan",
                fix=write(surely(deviation.element, known), at),
            )
        elif deviation.check and deviation.check not in checks:
            named = [section.id for section in found.plan.outline if section.is_check]
            yield Fault(
                At(found.page.file, (*deviation.path, "check")),
                f"no check `{deviation.check}` of the plan has a question `{deviation.element}`",
                did_you_mean(deviation.check, checks or named) or "name the check that asks it",
            )
        elif len(checks) > 1 and not deviation.check and not _is_more(found, deviation.element):
            yield Fault(
                at,
                f"several checks ask a question `{deviation.element}`, and this does not say which of them leaves it out",
                f"add `check: {checks[0]}`, or whichever is meant",
            )


def _is_more(found: Deliveries, id: str) -> bool:
    """Whether a name is that of something else than a question."""
    return id in found.ids or any(element.id == id for element in found.plan.elements())


_BEARS = {"check": "check", "question": "question", "phase": "section"}


def _in_text(found: Deliveries) -> Iterator[Fault]:
    if found.page.text.torn:
        return  # what seems to stand outside its check may stand in it
    same: dict[tuple[str, str | None], list[Unknown]] = {}
    for unknown in found.unknown:
        same.setdefault((unknown.bearer.written, unknown.check), []).append(unknown)
    for first, *others in same.values():
        yield _no_such_name(found, first, others)


def _no_such_name(found: Deliveries, first: Unknown, others: Iterable[Unknown]) -> Fault:
    bearer, file = first.bearer, found.page.file
    if bearer.block is None:
        what = "section"
    else:
        what = "element" if bearer.written in bearer.block.realizes else _BEARS.get(bearer.block.name, "element")
    where = f"the check `{first.check}`" if first.check and what == "question" else "the plan"
    near = did_you_mean(bearer.written, first.choices)
    help = near or "add it to the plan, or name what this delivers of it"
    if first.owner:
        help = f"move it into `{first.owner.partition('/')[0]}`, which asks it, or give it the id of a question of its own check"
    return Fault(
        At(file, span=first.span),
        f"{where} has no {what} `{bearer.written}`: what stands here is traced to nothing that was planned",
        help,
        tuple((At(file, span=other.span), "named here too") for other in others),
        cause=("misplaced", found.plan.slug, first.owner) if first.owner else None,
        fix=_respell(found.page, first.presumed, [first.span, *(other.span for other in others)]),
    )


def _respell(page: LessonPage, right: str | None, places: list[Span]) -> Repair | None:
    if right is None:
        return None
    return Repair(f"write `{right}`", tuple((page.file, Rewrite(place, right)) for place in places))


def names_twice(plan: Plan, page: LessonPage) -> Iterator[Fault]:
    """SCH007 on a page: a section or question that two places claim to be. Where one holds the other, they agree.

    An element may be delivered by several blocks: an example that goes on further down.
    """
    found = Deliveries(plan, page)
    named = [*found.sections.items(), *((id, bearers) for (_, id), bearers in found.questions.items())]
    for id, bearers in named:
        own = [bearer for bearer in bearers if bearer.block is None or bearer.block.argument == id]
        for earlier, later in pairwise(own):
            if not _holds(found, earlier, later):
                yield Fault(
                    At(page.file, span=_line(page, later)),
                    f"`{id}` stands on this page already: a link to it, or a finding about it, leads to the first alone",
                    f"give one of them another id; what delivers `{id}` too says so with `:realizes: {id}`",
                    ((At(page.file, span=_line(page, earlier)), "first named here"),),
                )


def _holds(found: Deliveries, earlier: Bearer, later: Bearer) -> bool:
    """Whether a heading or block has another of the same name below it."""
    if later.block is None:
        return False
    if earlier.block is None:
        return earlier.written in later.block.headings
    return found.index_of(earlier.block) in later.block.inside


def _line(page: LessonPage, bearer: Bearer) -> Span:
    text = page.text.lines[bearer.line - 1]
    return Span(bearer.line, len(text) - len(text.lstrip()) + 1, bearer.line, len(text.rstrip()) + 1)
