"""Planned elements (misconceptions, examples, modalities, gaps) as notes beside the sections that are to carry them."""

from collections.abc import Iterator

from markupsafe import Markup

from lesson_pipeline.model.plan import Example, Gap, Misconception, Modality, Placed, Plan
from lesson_pipeline.render import markdown
from lesson_pipeline.render.context import PageContext
from lesson_pipeline.render.knowledge import Knowledge
from lesson_pipeline.render.views import PlanNote

_ROLES = {
    "first": "a first one",
    "generalising": "generalising",
    "stretch": "a stretch",
    "boundary": "marks a boundary",
}


class PlacedNotes:
    """The notes of one plan, by section or part."""

    def __init__(self, plan: Plan, knowledge: Knowledge, page: PageContext) -> None:
        self._knowledge = knowledge
        self._page = page
        self._by_place: dict[str, list[PlanNote]] = {}
        self._unplaced: list[PlanNote] = []
        for where, note in self._all(plan):
            for id in where.ids:
                self._by_place.setdefault(id, []).append(note)
            if not where.ids:
                self._unplaced.append(note)

    def at(self, id: str) -> tuple[PlanNote, ...]:
        """The notes for a section or part."""
        return tuple(self._by_place.get(id, ()))

    def unplaced(self) -> tuple[PlanNote, ...]:
        """The notes that no section carries."""
        return tuple(self._unplaced)

    def _all(self, plan: Plan) -> Iterator[tuple[Placed, PlanNote]]:
        for gap in plan.gaps:
            yield gap.where, self._gap(gap)
        for misconception in plan.misconceptions:
            yield misconception.where, self._misconception(misconception)
        for example in plan.examples:
            yield example.where, self._example(example)
        for modality in plan.modalities:
            yield modality.where, self._modality(modality)

    def _gap(self, gap: Gap) -> PlanNote:
        label = f"Closes a gap ({gap.size})" if gap.size else "Closes a gap"
        return PlanNote("gap", label, self._knowledge.view(gap.concept).name, self._rows(("How", gap.resolution)))

    def _misconception(self, planned: Misconception) -> PlanNote:
        rows = self._rows(
            ("Why they would think it", planned.why),
            ("What disproves it", planned.negative_example),
        )
        return PlanNote("misconception", "Misconception", self._headline(planned.belief, planned.id), rows)

    def _example(self, planned: Example) -> PlanNote:
        label = "Counterexample" if planned.polarity == "negative" else "Example"
        if planned.role:
            label = f"{label}, {_ROLES.get(planned.role, planned.role)}"
        rows = self._rows(("Purpose", planned.purpose), ("Why this one", planned.why))
        return PlanNote("example", label, self._headline(planned.what, planned.id), rows)

    def _modality(self, planned: Modality) -> PlanNote:
        label = f"Modality: {planned.kind}" if planned.kind else "Modality"
        return PlanNote("modality", label, self._headline(planned.what, planned.id), self._rows(("Why", planned.why)))

    def _headline(self, text: str, id: str) -> Markup:
        return markdown.inline(text or id, self._page)

    def _rows(self, *rows: tuple[str, str]) -> tuple[tuple[str, Markup], ...]:
        return tuple((label, markdown.inline(text, self._page)) for label, text in rows if text.strip())
