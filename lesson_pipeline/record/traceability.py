"""The traceability of a lesson: for each planned section, question, element and gap, what became of it as written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from lesson_pipeline.model.concepts import Registry
from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.model.outline import Question, Section
from lesson_pipeline.model.page import Deviation
from lesson_pipeline.model.plan import Example, Gap, Misconception, Modality, Plan
from lesson_pipeline.model.terms import TermIndex
from lesson_pipeline.model.written import WrittenBlock
from lesson_pipeline.places import At
from lesson_pipeline.record.deliveries import Bearer, Deliveries

Planned = Section | Question | Misconception | Example | Modality | Gap


class Status(StrEnum):
    """What became of something planned."""

    REALISED = "realised"
    DEVIATION = "deviation"
    """Left out on purpose, with a reason."""
    MISSING = "missing"
    UNCLEAR = "unclear"
    """Not found, on a page with a fence left open: it may stand where nobody can tell."""
    NOT_WRITTEN = "not-written"
    """The lesson has no page yet."""


@dataclass(frozen=True, slots=True)
class Realised:
    """A place of the page that delivers something planned."""

    line: int
    position: int
    section: str | None
    """The section or part of the plan that it stands in; None where it stands in none."""
    block: WrittenBlock | None = None
    """None for a heading, or a paragraph that names a gap's concept."""
    id: str | None = None
    """What the heading or block itself is called, where that is an id: its anchor on the page."""


@dataclass(frozen=True, slots=True)
class Traced:
    """Something planned, and what became of it."""

    kind: str
    """section, check, question, misconception, example, modality or gap."""
    id: str
    """A gap has the id of its concept."""
    text: str
    """What it is, in the plan's words."""
    planned: At
    """Where the plan has its name."""
    where: tuple[str, ...]
    """The sections and parts it is planned for; the check of a question."""
    status: Status
    realised: tuple[Realised, ...] = ()
    as_planned: bool | None = None
    """Whether a place that delivers it is one that it was planned for; None where that cannot be said."""
    reason: str | None = None
    """Why it was left out."""
    source: Planned | None = None


@dataclass(frozen=True, slots=True)
class TracedLesson:
    """One lesson's table: the outline in its order, then misconceptions, examples, modalities and gaps."""

    slug: str
    plan: str
    page: str | None
    rows: tuple[Traced, ...]


def trace_course(curriculum: Curriculum) -> tuple[TracedLesson, ...]:
    """The tables of all lessons that the course teaches by a plan of their own, in order."""
    terms = TermIndex(curriculum.registry)
    plans = (curriculum.plans[place.slug] for place in curriculum.order)
    return tuple(
        TracedLesson(plan.slug, plan.file, page.file if page else None, tuple(rows))
        for plan in plans
        if not plan.is_record
        for page in (curriculum.pages.get(plan.slug),)
        for rows in (trace(Deliveries(plan, page), curriculum.registry, terms) if page else planned(plan),)
    )


def trace(found: Deliveries, registry: Registry, terms: TermIndex) -> Iterator[Traced]:
    """The rows of a lesson that is written. Args: its page beside its plan; how prose names concepts."""
    tracer = _Tracer(found, registry, terms)
    return (tracer.traced(row) for row in planned(found.plan))


def planned(plan: Plan) -> Iterator[Traced]:
    """The rows of a lesson that nobody has written: everything planned."""
    for section in plan.outline:
        kind = "check" if section.is_check else "section"
        at = plan.at((*section.path, "id"))
        yield Traced(kind, section.id, section.title, at, (), Status.NOT_WRITTEN, source=section)
        for question in section.questions:
            at = plan.at((*question.path, "id"))
            where = (section.id,)
            yield Traced("question", question.id, question.prompt, at, where, Status.NOT_WRITTEN, source=question)
    for item in plan.elements():
        at = plan.at((*item.path, "id"))
        yield Traced(_kind(item), item.id, _words(item), at, item.where.ids, Status.NOT_WRITTEN, source=item)
    for gap in plan.gaps:
        at = plan.at((*gap.path, "concept"))
        yield Traced("gap", gap.concept, gap.resolution, at, gap.where.ids, Status.NOT_WRITTEN, source=gap)


def _kind(item: Misconception | Example | Modality) -> str:
    return {Misconception: "misconception", Example: "example", Modality: "modality"}[type(item)]


def _words(item: Misconception | Example | Modality) -> str:
    return item.belief if isinstance(item, Misconception) else item.what


def excused(lesson: Deliveries) -> Mapping[str, Deviation]:
    """What is left out on purpose, by id; a question by `check/question`. A deviation without a reason excuses nothing.

    A question needs no check where no other check has one of its name.
    """
    found: dict[str, Deviation] = {}
    for deviation in lesson.page.deviations:
        if deviation.element and deviation.reason.strip():
            checks = [deviation.check] if deviation.check else lesson.asked_in(deviation.element)
            if not deviation.check:
                found.setdefault(deviation.element, deviation)
            if len(checks) == 1:
                found.setdefault(f"{checks[0]}/{deviation.element}", deviation)
    return found


class _Tracer:
    """Follows everything planned to the page."""

    def __init__(self, found: Deliveries, registry: Registry, terms: TermIndex) -> None:
        self._found = found
        self._registry = registry
        self._terms = terms
        self._excused = excused(found)

    def traced(self, row: Traced) -> Traced:
        """The row of something planned, with what became of it."""
        match row.source:
            case Section() as section:
                begin = self._found.begin(section)
                return self._with(row, (begin,) if begin else (), row.id)
            case Question():
                check = row.where[0]
                excuse = f"{check}/{row.id}" if check not in self._excused else check
                return self._with(row, self._found.questions.get((check, row.id), ()), excuse)
            case Gap() as gap:
                return self._resolved(row, gap)
            case _:
                return self._with(row, self._found.elements.get(row.id, ()), row.id)

    def _with(self, row: Traced, bearers: tuple[Bearer, ...], excuse: str) -> Traced:
        realised = tuple(map(self._place, bearers))
        deviation = self._excused.get(excuse)
        status = Status.REALISED if realised else Status.DEVIATION if deviation else self._lacking
        reason = deviation.reason if deviation and not realised else None
        as_planned = self._as_planned(row, realised)
        return replace(row, status=status, realised=realised, as_planned=as_planned, reason=reason)

    @property
    def _lacking(self) -> Status:
        return Status.UNCLEAR if self._found.page.text.torn else Status.MISSING

    def _place(self, bearer: Bearer) -> Realised:
        block = bearer.block
        if block is None:
            return Realised(bearer.line, bearer.position, self._id_at(bearer.written), None, bearer.written)
        own = self._found.section_of(block)
        id = block.argument if block.argument in self._found.page.ids else None
        return Realised(block.line, block.position, own[1].id if own else None, block, id)

    def _id_at(self, written: str) -> str | None:
        """The section that a heading names, whichever way it spells it."""
        named = self._found.sections.items()
        return next((id for id, bearers in named if any(bearer.written == written for bearer in bearers)), None)

    def _as_planned(self, row: Traced, realised: tuple[Realised, ...]) -> bool | None:
        where = row.source.where if isinstance(row.source, Misconception | Example | Modality) else None
        if not realised or where is None or not where.ids or not where.certain:
            return None
        return any(self._stands_in(place, where.ids) for place in realised)

    def _stands_in(self, place: Realised, wanted: tuple[str, ...]) -> bool:
        """Whether a place is within a section or part; in one that the page does not name, its section is enough."""
        if place.section is None:
            return False
        section, part = self._found.ids[place.section]
        return any(
            id in (part.id, section.id)
            or (part is section.own and id not in self._found.sections and self._found.ids[id][0] is section)
            for id in wanted
        )

    def _resolved(self, row: Traced, gap: Gap) -> Traced:
        """A gap is resolved where a section it is planned for names its concept, or links to it."""
        places = [place for id in gap.where.ids if (place := self._naming(gap.concept, id))]
        if not places:
            return replace(row, status=self._lacking)
        return replace(row, status=Status.REALISED, realised=tuple(places), as_planned=True)

    def _naming(self, concept: str, id: str) -> Realised | None:
        section, part = self._found.ids[id]
        whole = part is section.own or id not in self._found.sections
        begin = self._found.begin(section, part)
        if begin is None:
            return None
        for prose in self._found.page.text.prose:
            own = self._found.section_of(prose)
            here = own is not None and (own[0] is section if whole else own[1] is part)
            if here and (f"](concept:{concept})" in prose.text or self._names(prose.text, concept)):
                return Realised(prose.line, prose.position, own[1].id if own else None)
        return None

    def _names(self, text: str, concept: str) -> bool:
        names = self._registry.below(concept)
        return any(not names.isdisjoint(mentioned.concepts) for mentioned in self._terms.find(text))
