"""What became of each planned element in the lesson as written: what the traceability pages show.

Provisional: the fields are those that `record.traceability` gives, and only the ids of blocks and headings are followed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Misconception, Plan
from lesson_pipeline.model.written import WrittenBlock


@dataclass(frozen=True, slots=True)
class Realised:
    """A place of the page that delivers something planned."""

    section: str | None
    """The section or part that it stands in."""
    id: str | None = None
    """What the heading or block is called, where that is an id."""


@dataclass(frozen=True, slots=True)
class Traced:
    """Something planned, and what became of it."""

    kind: str
    """section, check, question, misconception, example, modality or gap."""
    id: str
    text: str
    where: tuple[str, ...]
    """The sections and parts it is planned for; the check of a question."""
    status: str
    """realised, deviation (left out with a reason), missing, or unclear."""
    realised: tuple[Realised, ...] = ()
    as_planned: bool | None = None
    """Whether it stands where it was planned; None where that cannot be said."""
    reason: str | None = None


def traced(plan: Plan, page: LessonPage) -> tuple[Traced, ...]:
    """Everything planned for a lesson, and what its text makes of it."""
    places = _places(page)
    reasons = {deviation.element: deviation.reason for deviation in page.deviations if deviation.reason.strip()}

    def row(kind: str, id: str, text: str, where: tuple[str, ...] = ()) -> Traced:
        found = tuple(place for place in places.get(id, ()) if kind != "question" or place.section in where)
        status = "realised" if found else "deviation" if id in reasons else "missing"
        as_planned = any(place.section in where for place in found) if found and where and kind != "question" else None
        return Traced(kind, id, text, where, status, found, as_planned, None if found else reasons.get(id))

    return tuple(row(*planned) for planned in _planned(plan))


def _planned(plan: Plan) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    for section in plan.outline:
        yield "check" if section.is_check else "section", section.id, section.title, ()
        for question in section.questions:
            yield "question", question.id, question.prompt, (section.id,)
    for item in plan.elements():
        text = item.belief if isinstance(item, Misconception) else item.what
        yield type(item).__name__.lower(), item.id, text, item.where.ids


def _places(page: LessonPage) -> dict[str, list[Realised]]:
    found: dict[str, list[Realised]] = {}
    for _, heading in page.text.headings:
        if heading.id:
            found.setdefault(heading.id, []).append(Realised(heading.id, heading.id))
    for block in page.text.blocks:
        for id in (block.argument, *block.realizes):
            if id:
                own = block.argument if block.argument in page.ids else None
                found.setdefault(id, []).append(Realised(_section(page, block), own))
    return found


def _section(page: LessonPage, block: WrittenBlock) -> str | None:
    checks = (page.text.blocks[index] for index in block.inside)
    around = [other.argument for other in checks if other.name == "check"]
    return around[-1] if around else block.headings[-1] if block.headings else None
