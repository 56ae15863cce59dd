"""The outline of a plan as a draft of the page, with what is planned for each section beside it."""

from lesson_pipeline.model import outline as model
from lesson_pipeline.model.course import DepthScale
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.render import markdown
from lesson_pipeline.render.context import PageContext, TocEntry
from lesson_pipeline.render.knowledge import Knowledge
from lesson_pipeline.render.plan_notes import PlacedNotes
from lesson_pipeline.render.titles import title
from lesson_pipeline.render.views import ConceptLine, Part, PlanNote, Question, Section

KINDS = {
    "context": "Context",
    "recap": "Recap",
    "hook": "Hook",
    "explain": "Explanation",
    "check": "Check",
    "explore": "Exploration",
    "elaborate": "Elaboration",
    "practice": "Practice",
    "summarize": "Summary",
    "next-step": "Next step",
}
"""The kinds of sections in words."""
_STYLES = {
    "predict-and-verify": "predict, then verify",
    "transfer": "transfer to something new",
    "comprehension": "comprehension",
}
_SECTION_LEVEL = 2


def section_label(section: model.Section) -> str:
    """What kind of section it is, in words."""
    label = KINDS.get(section.kind, section.kind)
    return f"{label}: {_STYLES.get(section.style, section.style)}" if section.style else label


class Draft:
    """Makes the sections of one draft page."""

    def __init__(self, plan: Plan, knowledge: Knowledge, page: PageContext, scale: DepthScale) -> None:
        self._plan = plan
        self._knowledge = knowledge
        self._page = page
        self._scale = scale
        self._notes = PlacedNotes(plan, knowledge, page)

    def sections(self) -> tuple[Section, ...]:
        """Every section of the outline, in order; fills the page's table of contents."""
        anchors = [self._anchors(section) for section in self._plan.outline]
        return tuple(self._section(section, names) for section, names in zip(self._plan.outline, anchors, strict=True))

    def unplaced(self) -> tuple[PlanNote, ...]:
        """What the plan promises without saying where."""
        return self._notes.unplaced()

    def _anchors(self, section: model.Section) -> list[str]:
        """The ids of a section and its parts; empty for one that another section has taken."""
        return [step.id if self._page.anchors.claim(step.id) else "" for step in section.steps()]

    def _section(self, section: model.Section, anchors: list[str]) -> Section:
        own = self._part(section.own, anchors[0], _SECTION_LEVEL, section.id)
        if own.anchor:
            self._page.toc.append(TocEntry(own.anchor, own.title))
        return Section(
            own,
            section.kind,
            section_label(section),
            tuple(
                self._part(part, anchor, _SECTION_LEVEL + 1, f"{section.id}.{part.id}")
                for part, anchor in zip(section.parts, anchors[1:], strict=True)
            ),
            markdown.block(section.scenario, self._page, level=_SECTION_LEVEL, scope=f"{section.id}.scenario"),
            tuple(self._question(section, number, question) for number, question in enumerate(section.questions, 1)),
        )

    def _part(self, part: model.Part, anchor: str, level: int, scope: str) -> Part:
        lines = (
            ("Teaches", [(teaching.concept, teaching.depth) for teaching in part.teaches]),
            ("Brings back", [(mention.concept, "") for mention in part.recaps]),
            ("Leans on", [(mention.concept, "") for mention in part.uses]),
        )
        return Part(
            anchor,
            title(part.title or part.id.replace("-", " ").capitalize()),
            markdown.block(part.content, self._page, level=level, scope=scope),
            tuple(self._line(label, concepts) for label, concepts in lines if concepts),
            self._notes.at(part.id),
        )

    def _question(self, section: model.Section, number: int, question: model.Question) -> Question:
        anchor = f"{section.id}.{question.id}"
        tests = [(test.concept, test.depth) for test in question.tests]
        return Question(
            anchor if self._page.anchors.claim(anchor) else "",
            number,
            markdown.block(question.prompt, self._page, level=_SECTION_LEVEL, scope=f"{anchor}.prompt"),
            markdown.block(question.answer, self._page, level=_SECTION_LEVEL, scope=f"{anchor}.answer"),
            (self._line("Tests", tests),) if tests else (),
            question.probe,
        )

    def _line(self, label: str, concepts: list[tuple[str, str]]) -> ConceptLine:
        views = (self._knowledge.view(id, self._scale.level(name) if name else None) for id, name in concepts)
        return ConceptLine(label, tuple(views))
