"""The margin of the reviewer's page: beside each section what the plan has for it, and what the student knows there."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from lesson_pipeline.model.outline import Part, Section
from lesson_pipeline.model.written import WrittenBlock
from lesson_pipeline.record.as_written import written_facts
from lesson_pipeline.record.timeline import Point
from lesson_pipeline.record.traceability import Realised, Status, Traced
from lesson_pipeline.render import markdown
from lesson_pipeline.render.addresses import address, reviewer_page
from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.edition import Edition
from lesson_pipeline.render.knowledge import Knowledge, depth
from lesson_pipeline.render.outline import section_label
from lesson_pipeline.render.reviewer_pins import Pins
from lesson_pipeline.render.reviewer_text import CutText
from lesson_pipeline.render.reviewer_views import Margin, Permalink, Planned, PlanText, Standing
from lesson_pipeline.render.titles import title
from lesson_pipeline.render.trace_page import STATES
from lesson_pipeline.render.views import Link

_LEVEL = 2
_STEPS = ("section", "check")
TEACHES, RECAPS, USES, TESTS = "Teaches", "Brings back", "Leans on", "Tests"
_LABELS = {"misconception": "Misconception", "example": "Example", "modality": "Modality", "gap": "Gap", "question": "Question", "section": "Section", "check": "Check"}  # fmt: skip


class Margins:
    """Makes the margins of one page."""

    def __init__(self, edition: Edition, text: CutText, knowledge: Knowledge, page: PageContext, pins: Pins) -> None:
        self._edition = edition
        self._text = text
        self._knowledge = knowledge
        self._page = page
        self._pins = pins
        self._own = reviewer_page(text.plan.slug)
        self._lesson = edition.curriculum.places[text.plan.slug].index
        scale = edition.course.scale
        facts = written_facts(text.plan, text.order, scale)
        self._record = edition.record.replaced(self._lesson, facts) if text.order.steps else edition.record

    def beside(self, index: int) -> Margin:
        """What stands beside a piece."""
        steps = self._text.steps(index)
        here = self._here(index)
        planned = tuple(self._planned(index))
        said = {here, *(row.place for row in planned)}
        return Margin(
            section_label(steps[0][1]) if steps and steps[0][2] is steps[0][1].own else "",
            here,
            tuple(self._plan_text(section, part) for _, section, part in steps),
            self._standing(steps),
            planned,
            tuple(link for link in self._blocks(index) if link not in said),
            tuple(self._pins.findings.get(index, ())),
            tuple(self._pins.diagnostics.get(index, ())),
        )

    def missing(self) -> tuple[Planned, ...]:
        """What is planned and not on the page, and for no section of it."""
        return tuple(
            self._row(row)
            for row in self._text.rows
            if row.status is not Status.REALISED and not self._text.of(row.where)
        )

    # -- places

    def _link(self, line: int, location: str) -> Permalink:
        return Permalink(address(self._own, self._text.anchor(line), page=self._own), location)

    def _here(self, index: int) -> Permalink | None:
        piece, steps = self._text.pieces[index], self._text.steps(index)
        anchor = piece.anchors.get(piece.line, "")
        if steps:
            _, section, part = steps[0]
            location = f"section: {section.id}" + ("" if part is section.own else f", part: {part.id}")
            return self._link(piece.line, location) if anchor else None
        return self._link(piece.line, f"section: {anchor}") if anchor in self._text.page.ids else None

    def _blocks(self, index: int) -> Iterator[Permalink]:
        """What has an id in a piece, beside what the plan knows by its place."""
        steps = self._text.found.ids
        lines = self._text.pieces[index].anchors
        headings = {item.line: item.id for _, item in self._text.page.text.headings}
        blocks = {block.line: block for block in self._text.page.text.blocks if block.name != "question"}
        for line in sorted(lines):
            id = blocks[line].argument if line in blocks else headings.get(line, "")
            if id in self._text.page.ids and id not in steps:
                yield self._link(line, f"block: {id}")
            elif id in steps and line != self._text.pieces[index].line:
                section, part = steps[id]
                step = "" if part is section.own else f", part: {part.id}"
                yield self._link(line, f"section: {section.id}{step}")

    # -- the plan

    def _plan_text(self, section: Section, part: Part) -> PlanText:
        own, scope = part is section.own, f"plan.{section.id}.{part.id}"
        scenario = section.scenario if own else ""
        content = "\n\n".join(filter(None, (part.content, scenario)))
        return PlanText(
            section_label(section) if own else "Part",
            title(part.title or part.id),
            markdown.block(content, self._page, level=_LEVEL, scope=scope),
            tuple(
                (
                    question.id,
                    markdown.block(question.prompt, self._page, level=_LEVEL, scope=f"{scope}.{question.id}.prompt"),
                    markdown.block(question.answer, self._page, level=_LEVEL, scope=f"{scope}.{question.id}.answer"),
                )
                for question in (section.questions if own else ())
            ),
        )

    # -- what the student knows

    def _standing(self, steps: Iterable[tuple[int, Section, Part]]) -> tuple[tuple[str, tuple[Standing, ...]], ...]:
        found: dict[str, dict[str, Standing]] = {role: {} for role in (TEACHES, TESTS, RECAPS, USES)}
        for number, section, part in steps:
            for role, concept, wanted in self._touched(section, part):
                found[role].setdefault(concept, self._stands(role, concept, wanted, number))
        return tuple((role, tuple(concepts.values())) for role, concepts in found.items() if concepts)

    def _touched(self, section: Section, part: Part) -> Iterator[tuple[str, str, int | None]]:
        scale = self._edition.course.scale
        for teaching in part.teaches:
            yield TEACHES, teaching.concept, scale.level(teaching.depth)
        for mention in part.recaps:
            yield RECAPS, mention.concept, None
        for mention in part.uses:
            yield USES, mention.concept, None
        asked: dict[str, int] = {}
        for question in section.questions if part is section.own else ():
            for test in question.tests:
                level = scale.level(test.depth) if test.depth else 0
                asked[test.concept] = max(level, asked.get(test.concept, 0))
        for concept, level in asked.items():
            yield TESTS, concept, level or None

    def _stands(self, role: str, concept: str, wanted: int | None, number: int) -> Standing:
        level = self._record.depth(concept, Point(self._lesson, number)).level
        asked = None if wanted is None else depth(self._edition.course.scale, wanted)
        return Standing(
            role, self._knowledge.view(concept, level), asked, role == TESTS and wanted is not None and level < wanted
        )

    # -- planned elements

    def _planned(self, index: int) -> Iterator[Planned]:
        for row in self._text.rows:
            here = [place for place in row.realised if self._text.at_line(place.line) == index]
            if here and row.kind not in _STEPS:
                for place in here:
                    yield self._row(row, place)
            elif not here and index in self._text.of(row.where) and not row.as_planned:
                if row.realised:
                    places = tuple(map(self._place_link, row.realised))
                    yield self._row(row, state="elsewhere", words="Elsewhere", elsewhere=places)
                else:
                    yield self._row(row)

    def _row(
        self,
        row: Traced,
        place: Realised | None = None,
        *,
        state: str = "",
        words: str = "",
        elsewhere: tuple[Link, ...] = (),
    ) -> Planned:
        astray = place is not None and row.as_planned is False
        name = self._knowledge.view(row.id).name if row.kind == "gap" else title(row.text or row.id)
        entry = self._edition.lessons[self._text.plan.slug]
        planned_for = [self._edition.section_link(entry, (id,), page=self._own) for id in row.where] if astray else []
        return Planned(
            state or str(row.status),
            words or STATES[row.status],
            _LABELS[row.kind],
            name,
            self._realised(row, place) if place else None,
            elsewhere or tuple(planned_for),
            title(row.reason or ""),
        )

    def _realised(self, row: Traced, place: Realised) -> Permalink:
        return self._link(place.line, self._location(row, place.block))

    def _location(self, row: Traced, block: WrittenBlock | None) -> str:
        if row.kind == "question":
            return f"section: {row.where[0]}, question: {row.id}"
        if block is not None:
            own = block.argument in self._text.page.ids
            return f"block: {block.argument}" if own else f"element: {row.id}"
        return ""

    def _place_link(self, place: Realised) -> Link:
        anchor = self._text.anchor(place.line)
        named = self._text.found.ids.get(place.section or "")
        words = title(named[1].title or named[1].id) if named else Markup("line ") + str(place.line)
        return Link(address(self._own, anchor, page=self._own), words)
