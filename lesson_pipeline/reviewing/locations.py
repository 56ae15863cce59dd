"""Where a finding is, in names that survive edits: proven to be there when the finding is written down."""

from collections.abc import Iterable, Iterator

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.outline import Section
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.rounds import Location
from lesson_pipeline.reviews.places import resolve
from lesson_pipeline.suggest import did_you_mean
from lesson_pipeline.words import fit_for_messages, listed

_MOST_LISTED = 12


def location(
    plan: Plan,
    page: LessonPage | None,
    *,
    section: str = "",
    part: str = "",
    block: str = "",
    question: str = "",
    element: str = "",
    quote: str = "",
) -> dict[str, str]:
    """A location of a finding in a lesson, as its file says it; a part alone gets its section.

    Raises PipelineError for an id that the lesson does not have, and for words that cannot be found in it.
    """
    headings = [heading.id for _, heading in page.text.headings if heading.id] if page else []
    _known(plan, "section", section, [*(one.id for one in plan.outline), *headings])
    holders = [one for one in plan.outline if section in ("", one.id)]
    _known(plan, "part", part, [one.id for holder in holders for one in holder.parts], within=section)
    _known(plan, "question", question, [one.id for holder in holders for one in holder.questions], within=section)
    _known(plan, "element", element, [one.id for one in plan.elements()])
    _known(plan, "block", block, [*sorted(page.ids if page else ()), *(one.id for one in plan.elements())])
    found = {
        "section": section or _holder(plan, part, question),
        "part": part,
        "block": block,
        "question": question,
        "element": element,
        "quote": quote,
    }
    place = {key: value for key, value in found.items() if value}
    if quote and resolve(Location((), **place), plan, page) is None:
        raise PipelineError(
            f"the words “{fit_for_messages(quote)}” do not stand in {'the lesson' if page else 'the plan'} of `{plan.slug}`",
            "quote a few words as they stand there",
        )
    return place


def _holder(plan: Plan, part: str, question: str) -> str:
    """The section of a part, or of a question that only one check has. Raises PipelineError where several have it."""
    if part:
        return next(one.id for one in plan.outline if any(part == own.id for own in one.parts))
    checks = [one.id for one in plan.outline if question and any(question == own.id for own in one.questions)]
    if len(checks) > 1:
        raise PipelineError(f"several sections have a question `{question}`", f"say which: --section {checks[0]}")
    return checks[0] if checks else ""


def _known(plan: Plan, what: str, id: str, known: Iterable[str], *, within: str = "") -> None:
    ids = list(dict.fromkeys(known))
    if not id or id in ids:
        return
    where = f"section `{within}` of `{plan.slug}`" if within else f"`{plan.slug}`"
    some = listed(ids[:_MOST_LISTED]) + (" and more" if len(ids) > _MOST_LISTED else "")
    raise PipelineError(
        f"{where} has no {what} `{fit_for_messages(id)}`",
        did_you_mean(id, ids) or (f"it has {some}" if ids else f"it has no {what} at all"),
    )


# -- where a diagnostic is


def of_diagnostic(diagnostic: Diagnostic, plan: Plan, page: LessonPage | None) -> dict[str, str]:
    """The location that a diagnostic of a lesson points at."""
    if page is not None and diagnostic.path == page.file:
        return _on_page(diagnostic, page)
    steps = diagnostic.pointer.split("/")[1:]
    if diagnostic.path == plan.file and len(steps) > 1 and steps[1].isdecimal():
        index = int(steps[1])
        if steps[0] == "outline" and index < len(plan.outline):
            return dict(_in_section(plan.outline[index], steps[2:]))
        elements = [one.id for one in plan.elements() if one.path[:2] == (steps[0], index)]
        if elements:
            return {"element": elements[0]}
    return {"text": f"{diagnostic.path}, {diagnostic.pointer or 'the whole file'}"}


def _in_section(section: Section, steps: list[str]) -> Iterator[tuple[str, str]]:
    yield "section", section.id
    if len(steps) > 1 and steps[1].isdecimal():
        ids = {"parts": [one.id for one in section.parts], "questions": [one.id for one in section.questions]}
        inner = ids.get(steps[0], [])
        if int(steps[1]) < len(inner):
            yield steps[0].removesuffix("s"), inner[int(steps[1])]


def _on_page(diagnostic: Diagnostic, page: LessonPage) -> dict[str, str]:
    above = [heading.id for _, heading in page.text.headings if heading.id and heading.line <= diagnostic.span.line]
    blocks = [
        block
        for block in page.text.blocks
        if block.line <= diagnostic.span.line <= block.end and block.argument in page.ids
    ]
    place = {"section": above[-1]} if above else {}
    place |= {"block": blocks[-1].argument} if blocks else {}
    place |= {"quote": diagnostic.words} if diagnostic.words else {}
    return place or {"text": f"{diagnostic.path}: {diagnostic.message}"}
