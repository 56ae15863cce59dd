"""Digests of what a review saw: of each section's meaning, and of the student state that the lesson relied on.

Layout does not count, nor does what is derived or guessed: a reflowed paragraph, another order of keys, a new status or
waiver leave a digest as it was. A word that changed does not. `v1` names the form of what is digested, so that digests
of another form are never taken for these.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from lesson_pipeline.model.curriculum import Curriculum
from lesson_pipeline.model.outline import Part, Section
from lesson_pipeline.model.page import LessonPage
from lesson_pipeline.model.plan import Plan
from lesson_pipeline.model.rounds import Reviewed
from lesson_pipeline.places import DocPath, enclosing, pointer
from lesson_pipeline.record.as_written import written_order
from lesson_pipeline.record.deliveries import Deliveries
from lesson_pipeline.record.state import Record

VERSION = "v1"
OPENING = "opening"
"""The key of what stands on a page before its first section."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What is no longer as it was when it was reviewed."""

    sections: tuple[str, ...] = ()
    """Ids of sections that changed, came or went, in order."""
    state: bool = False

    def __bool__(self) -> bool:
        return bool(self.sections) or self.state


def reviewed_state(curriculum: Curriculum, record: Record, slug: str) -> Reviewed:
    """The digests of a lesson as it is now. Raises KeyError for a lesson without a plan."""
    plan = curriculum.plans[slug]
    page = curriculum.pages.get(slug)
    meant = _Meaning(plan)
    texts = _texts(plan, page) if page else {}
    sections = {section.id: _digest([meant.section(section), texts.get(section.id, [])]) for section in plan.outline}
    if texts.get(OPENING):
        sections = {OPENING: _digest(texts[OPENING]), **sections}
    return Reviewed(sections, _digest(sorted(_relied_on(curriculum, record, plan))))


def changed_since(before: Reviewed, now: Reviewed) -> Changed:
    """What differs. Digests of another version say nothing, and nothing was promised of a section without one."""
    current = {id: digest for id, digest in before.sections.items() if digest.startswith(f"{VERSION}:")}
    if not current and not before.state.startswith(f"{VERSION}:"):
        return Changed()
    order = dict.fromkeys((*now.sections, *current))
    sections = tuple(id for id in order if current and current.get(id) != now.sections.get(id))
    state = before.state.startswith(f"{VERSION}:") and before.state != now.state
    return Changed(sections, state)


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{VERSION}:{sha256(text.encode()).hexdigest()[:16]}"


def _folded(text: str) -> str:
    return " ".join(text.split())


class _Meaning:
    """What the outline of a plan says, less what an importer guessed."""

    def __init__(self, plan: Plan) -> None:
        self._guessed = set(plan.inferred)

    def section(self, section: Section) -> list[Any]:
        """A section: its kind, what it teaches and leans on, its words, its questions."""
        questions = [
            [
                question.id,
                _folded(question.prompt),
                _folded(question.answer),
                question.probe,
                [[test.concept, test.depth] for test in question.tests if self._is_said((*question.path, "tests"))],
            ]
            for question in section.questions
        ]
        kind = section.kind if self._is_said((*section.path, "kind")) else ""
        return [kind, _folded(section.scenario), [self._part(part) for part in section.steps()], questions]

    def _part(self, part: Part) -> list[Any]:
        taught = [[teaching.concept, teaching.depth] for teaching in part.teaches]
        uses = sorted(mention.concept for mention in part.uses)
        recaps = sorted(mention.concept for mention in part.recaps)
        return [
            part.id,
            _folded(part.title),
            taught if self._is_said((*part.path, "teaches")) else [],
            uses if self._is_said((*part.path, "uses")) else [],
            recaps if self._is_said((*part.path, "recaps")) else [],
            _folded(part.content),
        ]

    def _is_said(self, path: DocPath) -> bool:
        return self._guessed.isdisjoint(enclosing(pointer(path)))


def _texts(plan: Plan, page: LessonPage) -> dict[str, list[str]]:
    """The words of each section of the page, paragraph by paragraph; code keeps its lines."""
    order = written_order(Deliveries(plan, page))
    found: dict[str, list[str]] = {}
    for piece in page.text.prose:
        begun = order.before(piece.position + 1)
        section = order.steps[begun - 1].section.id if begun else OPENING
        lines = [line.rstrip() for line in piece.text.split("\n")]
        text = "\n".join(lines) if piece.kind in ("code", "math") else _folded(piece.text)
        blocks = [page.text.blocks[index] for index in piece.inside]
        around = "/".join(f"{block.name} {block.argument}".strip() for block in blocks)
        found.setdefault(section, []).append(f"{around}: {text}" if around else text)
    return found


def _relied_on(curriculum: Curriculum, record: Record, plan: Plan) -> Iterator[tuple[str, str]]:
    """Each concept that the lesson leans on, with the depth that the student has of what it needs.

    What an earlier lesson teaches beyond the need changes nothing here.
    """
    scale = curriculum.course.scale
    start = record.start_of(plan.slug)
    needed = {row.concept: scale.level(row.requires) for row in plan.prerequisites}
    for section in plan.outline:
        for mention in (*section.uses(), *section.recaps()):
            needed.setdefault(mention.concept, scale.known)
    for concept, level in needed.items():
        yield concept, scale.name(min(level, record.depth(concept, start).level))
